"""What every act is made from and checked with: the work, the act, and the rules' refusals."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from annotator.core.annotations import Annotation, AnnotationSet, Relation, SetRole, SetState
from annotator.core.codebook import Codebook, Label
from annotator.core.edits import Change
from annotator.core.errors import Problem, Refused
from annotator.core.ids import AnnotationId, LabelId, RelationId
from annotator.core.rules import check_annotation
from annotator.core.state import ArticleState


@dataclass(frozen=True, slots=True)
class Work:
    """What acts are made from: one author's work on one article, its length, the codebook."""

    state: ArticleState
    length: int
    codebook: Codebook


@dataclass(frozen=True, slots=True)
class Act:
    """An act ready to be done. `focus` is the annotation to show afterwards, if any."""

    title: str
    changes: tuple[Change, ...]
    focus: AnnotationId | None = None


def act_of(work: Work, title: str, *changes: Change, focus: AnnotationId | None = None) -> Act:
    """The act, refused where work is finished; a set not begun is begun in the same step."""
    changed = [c for c in changes if c.before != c.after]
    if not changed:
        raise Refused("Nothing would change.")
    current = work.state.annotation_set
    refuse_finished(current)
    if current.state is not SetState.IN_PROGRESS:
        begun = _begun(changed, current)
        if begun is not None:
            changed.append(Change(work.state.stored_set, begun))
    return Act(title, tuple(changed), focus)


def refuse_finished(annotation_set: AnnotationSet) -> None:
    """Raises Refused where nothing in a set may change: it is finished, adjudicated or locked."""
    if annotation_set.state is SetState.LOCKED:
        raise Refused("This article is locked. Unlock it first.")
    if annotation_set.state is not SetState.FINISHED:
        return
    if annotation_set.role is SetRole.ANNOTATOR:
        raise Refused("This article is finished. Reopen it to change it.")
    raise Refused("This article is adjudicated. Reopen its review to change anything.")


def refuse_going_back(annotation_set: AnnotationSet, changes: Iterable[Change]) -> None:
    """The same for what is taken back or done again, unless that is about the set's own state."""
    if not any(isinstance(change.record, AnnotationSet) for change in changes):
        refuse_finished(annotation_set)


def _begun(changes: list[Change], current: AnnotationSet) -> AnnotationSet | None:
    """The set in progress; joined with a change of the set itself where there is one."""
    begun = replace(current, state=SetState.IN_PROGRESS)
    for place, change in enumerate(changes):
        if isinstance(change.after, AnnotationSet):
            joined = replace(change.after, state=SetState.IN_PROGRESS)
            changes[place] = Change(change.before, joined)
            return None
    return begun


def refuse_second(
    work: Work, annotation: Annotation, *, without: Collection[AnnotationId] = ()
) -> None:
    """Raises Refused where the same words have the same label already.

    Those in `without` are not looked at: they go, or become something else, in the same step.
    """
    for other in _near(work, annotation):
        if other.id == annotation.id or other.id in without:
            continue
        if (other.label, other.spans) == (annotation.label, annotation.spans):
            where = "These words are" if annotation.spans else "The article is"
            raise Refused(f"{where} marked as {title_of(work, annotation.label)} already.")


def _near(work: Work, annotation: Annotation) -> Iterable[Annotation]:
    """The annotations that may be on the same words."""
    if annotation.spans:
        start = annotation.spans[0].start
        return work.state.overlapping(start, start + 1)
    whole = []
    for other in work.state:
        if other.spans:
            break
        whole.append(other)
    return whole


def problems(
    work: Work,
    annotation: Annotation,
    *more: Annotation,
    without: Collection[AnnotationId] = (),
) -> Iterable[Problem]:
    """What forbids an annotation beside those that are there and `more` that shall be there.

    Those in `without` are not looked at.
    """
    label = work.codebook.label(annotation.label)
    others: tuple[Annotation, ...] = ()
    if label is not None and not label.overlaps_itself and annotation.extent is not None:
        extent = annotation.extent
        near = work.state.overlapping(extent.start, extent.end)
        others = (*(other for other in near if other.id not in without), *more)
    return check_annotation(annotation, length=work.length, codebook=work.codebook, others=others)


def refuse(found: Iterable[Problem]) -> None:
    """Raises Refused with the first problem, if there is one."""
    for problem in found:
        raise Refused(problem.what[0].upper() + problem.what[1:] + ".")


def label_of(work: Work, label_id: LabelId) -> Label:
    """The codebook's label. Raises Refused where there is none."""
    label = work.codebook.label(label_id)
    if label is None:
        raise Refused(f"The codebook has no label {label_id!r}.")
    return label


def title_of(work: Work, label_id: LabelId) -> str:
    """What a label is called; its id where the codebook lacks it."""
    label = work.codebook.label(label_id)
    return label.title if label else str(label_id)


def annotation_of(work: Work, annotation_id: AnnotationId) -> Annotation:
    """The annotation of that id. Raises Refused where it is gone."""
    found = work.state.annotation(annotation_id)
    if found is None:
        raise Refused("That annotation is not there any more.")
    return found


def relation_of(work: Work, relation_id: RelationId) -> Relation:
    """The relation of that id. Raises Refused where it is gone."""
    found = work.state.relation(relation_id)
    if found is None:
        raise Refused("That relation is not there any more.")
    return found
