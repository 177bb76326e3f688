"""What an edit can change: every kind of record that belongs to one author's work."""

from dataclasses import replace

from annotator.core.annotations import UNSTAMPED, Annotation, AnnotationSet, Relation
from annotator.core.decisions import Decision

Record = Annotation | Relation | AnnotationSet | Decision


def same_content(one: Record | None, other: Record | None) -> bool:
    """Whether both say the same, whatever their stamps."""
    if one is None or other is None:
        return one is other
    return replace(one, stamp=UNSTAMPED) == replace(other, stamp=UNSTAMPED)
