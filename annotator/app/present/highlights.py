"""What the article view paints: one mark for each annotation on words."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.app.present.zones import dimmed_zones, zones_shown
from annotator.core.annotations import Annotation
from annotator.core.articles import Article
from annotator.core.codebook import Codebook, Label
from annotator.core.spans import Span

# Whose mark it is where all annotators agree.
SHARED_HAND = -1


@dataclass(frozen=True, slots=True)
class Mark:
    """An annotation as it is painted. `spans` count code points; `color` is 1 to 8.

    Without a `chip` there is only the bar. In a review `band` says in which band of lanes below
    the line the bar stands, 0 next to the words, and `hand` whose it is: 0 draws it in the
    label's colour, 1 to 9 in an annotator's, `SHARED_HAND` in grey. What `steps_back` is paler.
    """

    id: str
    spans: tuple[Span, ...]
    chip: str
    color: int
    title: str
    unsure: bool = False
    has_comment: bool = False
    band: int = 0
    hand: int = 0
    steps_back: bool = False


def mark_of(annotation: Annotation, codebook: Codebook) -> Mark | None:
    """The mark of an annotation; None for one on the whole article."""
    if not annotation.spans:
        return None
    label = codebook.label(annotation.label)
    return Mark(
        id=annotation.id,
        spans=annotation.spans,
        chip=label.short if label else annotation.label,
        color=color_of(label),
        title=mark_title(annotation, label),
        unsure=annotation.unsure,
        has_comment=bool(annotation.comment),
    )


def color_of(label: Label | None) -> int:
    """The colour of a label's marks; the last one for a label that the codebook does not know."""
    return label.color if label else 8


def mark_title(annotation: Annotation, label: Label | None) -> str:
    """The label, the attributes and the comment of an annotation in words."""
    title = label.title if label else annotation.label
    if not annotation.attributes and not annotation.comment:
        return title
    details = [v for _, v in annotation.attributes]
    if annotation.comment:
        details.append(f"“{annotation.comment}”")
    return " · ".join([title, *details])


def marks_of(annotations: Iterable[Annotation], codebook: Codebook) -> tuple[Mark, ...]:
    """The marks of annotations, in the order given."""
    found = (mark_of(annotation, codebook) for annotation in annotations)
    return tuple(mark for mark in found if mark is not None)


def dimmed_spans(article: Article) -> tuple[Span, ...]:
    """What is not headline, standfirst, byline, dateline, body or caption; what stands twice."""
    return tuple(Span(z.start, z.end) for z in dimmed_zones(article))


def headline_spans(article: Article) -> tuple[Span, ...]:
    """The headline's lines, set larger."""
    return tuple(Span(z.start, z.end) for z in zones_shown(article) if z.kind == "headline")
