"""What an annotator can do to an article, each as a title and changes: pure, one undo step each.

Every function raises Refused, with a sentence, where the rules do not permit the act.
"""

from collections.abc import Iterable
from dataclasses import replace

from annotator.app.work import (
    Act,
    Work,
    act_of,
    annotation_of,
    label_of,
    problems,
    refuse,
    refuse_second,
    relation_of,
    title_of,
)
from annotator.core.annotations import (
    MANUAL,
    Annotation,
    Origin,
    Relation,
    SetState,
    Values,
    with_value,
)
from annotator.core.codebook import Label
from annotator.core.edits import Change
from annotator.core.errors import Refused
from annotator.core.ids import (
    AnnotationId,
    AttributeId,
    LabelId,
    RelationId,
    RelationTypeId,
    new_id,
)
from annotator.core.projects import check_move
from annotator.core.rules import check_relation, value_fits
from annotator.core.spans import Span, normalised


def mark(
    work: Work,
    *,
    spans: Iterable[Span],
    label: LabelId,
    attributes: Values = (),
    origin: Origin = MANUAL,
) -> Act:
    """Puts a label on words; several spans make one annotation with gaps."""
    entry = label_of(work, label)
    annotation = Annotation(
        id=AnnotationId(new_id()),
        article=work.state.article,
        author=work.state.author,
        label=label,
        spans=normalised(tuple(spans)),
        attributes=tuple(sorted((k, v) for k, v in attributes if v)),
        origin=origin,
    )
    refuse_second(work, annotation)
    refuse(problems(work, annotation))
    return act_of(work, f"Mark as {entry.title}", Change(None, annotation), focus=annotation.id)


def mark_all(work: Work, *, spans: Iterable[Span], label: LabelId, attributes: Values = ()) -> Act:
    """Puts a label, with the same attributes, on each of many spans that do not have it yet."""
    entry = label_of(work, label)
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
            attributes=attributes,
        )
        # They come in order, so where none may overlap, the last one made is the only one near.
        refuse(problems(work, annotation, *made[-1:]))
        made.append(annotation)
    if not made:
        raise Refused(f"All of these are marked as {entry.title} already.")
    what = f"{len(made):,} places " if len(made) > 1 else ""
    changes = [Change(None, annotation) for annotation in made]
    return act_of(work, f"Mark {what}as {entry.title}", *changes)


def toggle_article_label(work: Work, *, label: LabelId) -> Act:
    """Puts a label on the whole article, or takes it off."""
    entry = label_of(work, label)
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
    refuse(problems(work, annotation))
    return act_of(work, f"Label the article {entry.title}", Change(None, annotation))


def remove(work: Work, *, annotation_ids: Iterable[AnnotationId]) -> Act:
    """Takes annotations away, with the relations that begin or end at them."""
    found = [annotation_of(work, annotation_id) for annotation_id in dict.fromkeys(annotation_ids)]
    if not found:
        raise Refused("There is nothing to remove.")
    ties = {r.id: r for a in found for r in work.state.relations_of(a.id)}
    changes = [Change(r, None) for r in ties.values()] + [Change(a, None) for a in found]
    if len(found) == 1:
        title = f"Remove {title_of(work, found[0].label)}"
    else:
        title = f"Remove {len(found):,} annotations"
    return act_of(work, title, *changes)


def relabel(work: Work, *, annotation_id: AnnotationId, label: LabelId) -> Act:
    """Gives an annotation another label, keeping what the new one also knows.

    Attributes the new label lacks, and relations it does not permit, go in the same step.
    """
    old, entry = annotation_of(work, annotation_id), label_of(work, label)
    if old.label == label:
        raise Refused(f"It is marked as {entry.title} already.")
    kept = tuple((k, v) for k, v in old.attributes if _keeps(entry, k, v))
    new = replace(old, label=label, attributes=kept)
    refuse_second(work, new)
    refuse(problems(work, new))
    dropped = [
        Change(relation, None)
        for relation in work.state.relations_of(old.id)
        if not _still_permitted(work, relation, new)
    ]
    return act_of(work, f"Relabel as {entry.title}", *dropped, Change(old, new), focus=old.id)


def move(work: Work, *, annotation_id: AnnotationId, spans: Iterable[Span]) -> Act:
    """Puts an annotation on other words: a boundary moved, a part added or taken away."""
    old = annotation_of(work, annotation_id)
    new = replace(old, spans=normalised(tuple(spans)))
    if new.spans == old.spans:
        raise Refused("The boundary cannot go further.")
    # What an import brought into its attributes does not keep it from being moved.
    refuse(problems(work, replace(new, attributes=())))
    return act_of(work, f"Move {title_of(work, old.label)}", Change(old, new), focus=old.id)


def set_attribute(
    work: Work, *, annotation_id: AnnotationId, attribute: AttributeId, value: str
) -> Act:
    """Sets an attribute, or clears it with an empty value."""
    old = annotation_of(work, annotation_id)
    entry = label_of(work, old.label).attribute(attribute)
    if entry is None:
        raise Refused(f"{title_of(work, old.label)} has no attribute {attribute!r}.")
    value = value.strip()
    if not value_fits(entry, value):
        raise Refused(f"{entry.title} cannot be {value!r}.")
    new = replace(old, attributes=with_value(old.attributes, attribute, value))
    title = f"Set {entry.title}" if value else f"Clear {entry.title}"
    return act_of(work, title, Change(old, new), focus=old.id)


def set_comment(work: Work, *, annotation_id: AnnotationId, comment: str) -> Act:
    """Sets the comment on an annotation, or clears it."""
    old = annotation_of(work, annotation_id)
    return act_of(work, "Comment", Change(old, replace(old, comment=comment)), focus=old.id)


def set_unsure(work: Work, *, annotation_id: AnnotationId, unsure: bool) -> Act:
    """Flags an annotation as unsure, or takes the flag away."""
    old = annotation_of(work, annotation_id)
    title = "Flag as unsure" if unsure else "Flag as sure"
    return act_of(work, title, Change(old, replace(old, unsure=unsure)), focus=old.id)


def relate(
    work: Work,
    *,
    source: AnnotationId,
    target: AnnotationId,
    relation_type: RelationTypeId,
) -> Act:
    """Ties two annotations."""
    one, other = annotation_of(work, source), annotation_of(work, target)
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
    refuse(check_relation(relation, codebook=work.codebook, source=one, target=other))
    return act_of(work, f"Relate: {title}", Change(None, relation), focus=source)


def set_relation_attribute(
    work: Work, *, relation_id: RelationId, attribute: AttributeId, value: str
) -> Act:
    """Sets an attribute of a relation, or clears it with an empty value."""
    old = relation_of(work, relation_id)
    kind = work.codebook.relation_type(old.type)
    entry = next((a for a in kind.attributes if a.id == attribute), None) if kind else None
    if entry is None:
        raise Refused(f"The relation has no attribute {attribute!r}.")
    value = value.strip()
    if not value_fits(entry, value):
        raise Refused(f"{entry.title} cannot be {value!r}.")
    new = replace(old, attributes=with_value(old.attributes, attribute, value))
    title = f"Set {entry.title}" if value else f"Clear {entry.title}"
    return act_of(work, title, Change(old, new), focus=old.source)


def unrelate(work: Work, *, relation_id: RelationId) -> Act:
    """Takes a relation away."""
    relation = relation_of(work, relation_id)
    return act_of(work, "Remove relation", Change(relation, None), focus=relation.source)


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
    return act_of(work, "Note on article", Change(work.state.stored_set, replace(old, note=note)))


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
