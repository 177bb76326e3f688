"""What an annotator can do to an article, each as a title and changes: pure, one undo step each.

Every function raises Refused, with a sentence, where the rules do not permit the act.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.core.annotations import (
    MANUAL,
    Annotation,
    AnnotationSet,
    Origin,
    Relation,
    SetState,
    Values,
    with_value,
)
from annotator.core.codebook import Codebook, Label
from annotator.core.edits import Change
from annotator.core.errors import Problem, Refused
from annotator.core.ids import (
    AnnotationId,
    AttributeId,
    LabelId,
    RelationId,
    RelationTypeId,
    new_id,
)
from annotator.core.projects import check_move
from annotator.core.rules import check_annotation, check_relation, value_fits
from annotator.core.spans import Span, normalised
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


def mark(
    work: Work,
    *,
    spans: Iterable[Span],
    label: LabelId,
    attributes: Values = (),
    origin: Origin = MANUAL,
) -> Act:
    """Puts a label on words; several spans make one annotation with gaps."""
    entry = _label(work, label)
    annotation = Annotation(
        id=AnnotationId(new_id()),
        article=work.state.article,
        author=work.state.author,
        label=label,
        spans=normalised(tuple(spans)),
        attributes=tuple(sorted((k, v) for k, v in attributes if v)),
        origin=origin,
    )
    _refuse_second(work, annotation)
    _refuse(_problems(work, annotation))
    return _act(work, f"Mark as {entry.title}", Change(None, annotation), focus=annotation.id)


def mark_all(work: Work, *, spans: Iterable[Span], label: LabelId) -> Act:
    """Puts a label on each of many spans, leaving out those that have it already."""
    entry = _label(work, label)
    present = {a.spans for a in work.state if a.label == label}
    made: list[Annotation] = []
    for span in sorted(set(spans)):
        if (span,) in present:
            continue
        annotation = Annotation(
            id=AnnotationId(new_id()),
            article=work.state.article,
            author=work.state.author,
            label=label,
            spans=(span,),
        )
        # They come in order, so where none may overlap, the last one made is the only one near.
        _refuse(_problems(work, annotation, *made[-1:]))
        made.append(annotation)
    if not made:
        raise Refused(f"All of these are marked as {entry.title} already.")
    what = f"{len(made):,} places " if len(made) > 1 else ""
    changes = [Change(None, annotation) for annotation in made]
    return _act(work, f"Mark {what}as {entry.title}", *changes)


def toggle_article_label(work: Work, *, label: LabelId) -> Act:
    """Puts a label on the whole article, or takes it off."""
    entry = _label(work, label)
    for annotation in work.state:
        if annotation.spans:
            break
        if annotation.label == label:
            return remove(work, annotation_ids=(annotation.id,))
    annotation = Annotation(
        id=AnnotationId(new_id()),
        article=work.state.article,
        author=work.state.author,
        label=label,
        spans=(),
    )
    _refuse(_problems(work, annotation))
    return _act(work, f"Label the article {entry.title}", Change(None, annotation))


def remove(work: Work, *, annotation_ids: Iterable[AnnotationId]) -> Act:
    """Takes annotations away, with the relations that begin or end at them."""
    found = [_annotation(work, annotation_id) for annotation_id in dict.fromkeys(annotation_ids)]
    if not found:
        raise Refused("There is nothing to remove.")
    ties = {r.id: r for a in found for r in work.state.relations_of(a.id)}
    changes = [Change(r, None) for r in ties.values()] + [Change(a, None) for a in found]
    if len(found) == 1:
        title = f"Remove {_title(work, found[0].label)}"
    else:
        title = f"Remove {len(found):,} annotations"
    return _act(work, title, *changes)


def relabel(work: Work, *, annotation_id: AnnotationId, label: LabelId) -> Act:
    """Gives an annotation another label, keeping what the new one also knows.

    Attributes the new label lacks, and relations it does not permit, go in the same step.
    """
    old, entry = _annotation(work, annotation_id), _label(work, label)
    if old.label == label:
        raise Refused(f"It is marked as {entry.title} already.")
    kept = tuple((k, v) for k, v in old.attributes if _keeps(entry, k, v))
    new = replace(old, label=label, attributes=kept)
    _refuse_second(work, new)
    _refuse(_problems(work, new))
    dropped = [
        Change(relation, None)
        for relation in work.state.relations_of(old.id)
        if not _still_permitted(work, relation, new)
    ]
    return _act(work, f"Relabel as {entry.title}", *dropped, Change(old, new), focus=old.id)


def move(work: Work, *, annotation_id: AnnotationId, spans: Iterable[Span]) -> Act:
    """Puts an annotation on other words: a boundary moved, a part added or taken away."""
    old = _annotation(work, annotation_id)
    new = replace(old, spans=normalised(tuple(spans)))
    if new.spans == old.spans:
        raise Refused("The boundary cannot go further.")
    # What an import brought into its attributes does not keep it from being moved.
    _refuse(_problems(work, replace(new, attributes=())))
    return _act(work, f"Move {_title(work, old.label)}", Change(old, new), focus=old.id)


def set_attribute(
    work: Work, *, annotation_id: AnnotationId, attribute: AttributeId, value: str
) -> Act:
    """Sets an attribute, or clears it with an empty value."""
    old = _annotation(work, annotation_id)
    entry = _label(work, old.label).attribute(attribute)
    if entry is None:
        raise Refused(f"{_title(work, old.label)} has no attribute {attribute!r}.")
    value = value.strip()
    if not value_fits(entry, value):
        raise Refused(f"{entry.title} cannot be {value!r}.")
    new = replace(old, attributes=with_value(old.attributes, attribute, value))
    title = f"Set {entry.title}" if value else f"Clear {entry.title}"
    return _act(work, title, Change(old, new), focus=old.id)


def set_comment(work: Work, *, annotation_id: AnnotationId, comment: str) -> Act:
    """Sets the comment on an annotation, or clears it."""
    old = _annotation(work, annotation_id)
    return _act(work, "Comment", Change(old, replace(old, comment=comment)), focus=old.id)


def set_unsure(work: Work, *, annotation_id: AnnotationId, unsure: bool) -> Act:
    """Flags an annotation as unsure, or takes the flag away."""
    old = _annotation(work, annotation_id)
    title = "Flag as unsure" if unsure else "Flag as sure"
    return _act(work, title, Change(old, replace(old, unsure=unsure)), focus=old.id)


def relate(
    work: Work,
    *,
    source: AnnotationId,
    target: AnnotationId,
    relation_type: RelationTypeId,
) -> Act:
    """Ties two annotations."""
    one, other = _annotation(work, source), _annotation(work, target)
    entry = work.codebook.relation_type(relation_type)
    title = entry.title if entry else str(relation_type)
    for present in work.state.relations_of(source):
        if present.target == target and present.source == source and present.type == relation_type:
            raise Refused(f"They are tied by “{title}” already.")
    relation = Relation(
        id=RelationId(new_id()),
        article=work.state.article,
        author=work.state.author,
        type=relation_type,
        source=source,
        target=target,
    )
    _refuse(check_relation(relation, codebook=work.codebook, source=one, target=other))
    return _act(work, f"Relate: {title}", Change(None, relation), focus=source)


def set_relation_attribute(
    work: Work, *, relation_id: RelationId, attribute: AttributeId, value: str
) -> Act:
    """Sets an attribute of a relation, or clears it with an empty value."""
    old = _relation(work, relation_id)
    kind = work.codebook.relation_type(old.type)
    entry = next((a for a in kind.attributes if a.id == attribute), None) if kind else None
    if entry is None:
        raise Refused(f"The relation has no attribute {attribute!r}.")
    value = value.strip()
    if not value_fits(entry, value):
        raise Refused(f"{entry.title} cannot be {value!r}.")
    new = replace(old, attributes=with_value(old.attributes, attribute, value))
    title = f"Set {entry.title}" if value else f"Clear {entry.title}"
    return _act(work, title, Change(old, new), focus=old.source)


def unrelate(work: Work, *, relation_id: RelationId) -> Act:
    """Takes a relation away."""
    relation = _relation(work, relation_id)
    return _act(work, "Remove relation", Change(relation, None), focus=relation.source)


def set_state(work: Work, *, to: SetState) -> Act:
    """Moves one's work on the article to another state. Raises Refused where that may not be."""
    old = work.state.annotation_set
    check_move(old, to)
    match to:
        case SetState.FINISHED:
            title = "Finish article"
        case SetState.RETURNED:
            title = "Return article"
        case _:
            title = "Reopen article" if old.state is SetState.FINISHED else "Begin article"
    return Act(title, (Change(work.state.stored_set, replace(old, state=to)),))


def set_note(work: Work, *, note: str) -> Act:
    """Sets one's note on the whole article."""
    old = work.state.annotation_set
    return _act(work, "Note on article", Change(work.state.stored_set, replace(old, note=note)))


def _act(work: Work, title: str, *changes: Change, focus: AnnotationId | None = None) -> Act:
    """The act, refused where work is finished; a set not begun is begun in the same step."""
    changed = [c for c in changes if c.before != c.after]
    if not changed:
        raise Refused("Nothing would change.")
    current = work.state.annotation_set
    if current.state is SetState.FINISHED:
        raise Refused("This article is finished. Reopen it to change it.")
    if current.state is not SetState.IN_PROGRESS:
        begun = _begun(changed, current)
        if begun is not None:
            changed.append(Change(work.state.stored_set, begun))
    return Act(title, tuple(changed), focus)


def _begun(changes: list[Change], current: AnnotationSet) -> AnnotationSet | None:
    """The set in progress; joined with a change of the set itself where there is one."""
    begun = replace(current, state=SetState.IN_PROGRESS)
    for place, change in enumerate(changes):
        if isinstance(change.after, AnnotationSet):
            joined = replace(change.after, state=SetState.IN_PROGRESS)
            changes[place] = Change(change.before, joined)
            return None
    return begun


def _keeps(label: Label, attribute_id: AttributeId, value: str) -> bool:
    attribute = label.attribute(attribute_id)
    return attribute is not None and value_fits(attribute, value)


def _still_permitted(work: Work, relation: Relation, changed: Annotation) -> bool:
    """Whether a relation may stay when one of its ends has another label."""
    kind = work.codebook.relation_type(relation.type)
    source, target = (
        changed if end == changed.id else work.state.annotation(end)
        for end in (relation.source, relation.target)
    )
    if kind is None or source is None or target is None:
        return True
    return kind.permits(source.label, target.label)


def _refuse_second(work: Work, annotation: Annotation) -> None:
    """Raises Refused where the same words have the same label already."""
    for other in work.state:
        if other.id != annotation.id and (other.label, other.spans) == (
            annotation.label,
            annotation.spans,
        ):
            where = "These words are" if annotation.spans else "The article is"
            raise Refused(f"{where} marked as {_title(work, annotation.label)} already.")


def _problems(work: Work, annotation: Annotation, *more: Annotation) -> Iterable[Problem]:
    """What forbids an annotation beside those that are there and `more` that shall be there."""
    label = work.codebook.label(annotation.label)
    others: tuple[Annotation, ...] = ()
    if label is not None and not label.overlaps_itself and annotation.extent is not None:
        extent = annotation.extent
        others = (*work.state.overlapping(extent.start, extent.end), *more)
    return check_annotation(annotation, length=work.length, codebook=work.codebook, others=others)


def _refuse(problems: Iterable[Problem]) -> None:
    for problem in problems:
        raise Refused(problem.what[0].upper() + problem.what[1:] + ".")


def _label(work: Work, label_id: LabelId) -> Label:
    label = work.codebook.label(label_id)
    if label is None:
        raise Refused(f"The codebook has no label {label_id!r}.")
    return label


def _title(work: Work, label_id: LabelId) -> str:
    label = work.codebook.label(label_id)
    return label.title if label else str(label_id)


def _annotation(work: Work, annotation_id: AnnotationId) -> Annotation:
    found = work.state.annotation(annotation_id)
    if found is None:
        raise Refused("That annotation is not there any more.")
    return found


def _relation(work: Work, relation_id: RelationId) -> Relation:
    found = work.state.relation(relation_id)
    if found is None:
        raise Refused("That relation is not there any more.")
    return found
