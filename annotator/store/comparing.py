"""Whether two sets hold the same work, whatever the ids, stamps and origins in them."""

from collections import Counter

from annotator.core.annotations import Annotation, Relation, SetState
from annotator.core.ids import AnnotationId
from annotator.store.base import SetContent


def difference(theirs: SetContent, ours: SetContent) -> str:
    """How a set that comes differs from the one that is here, in words; empty if it does not.

    Ids, stamps, origins, decisions and active time do not count, and neither does a state or a
    note that the set which comes does not tell: how gold came about does not make it another.
    """
    if _annotations(theirs) != _annotations(ours):
        return f"{len(theirs.annotations)} annotations there, {len(ours.annotations)} here"
    if _relations(theirs) != _relations(ours):
        return f"{len(theirs.relations)} relations there, {len(ours.relations)} here"
    there, here = theirs.annotation_set, ours.annotation_set
    if there.role != here.role:
        return f"the role is {there.role} there and {here.role} here"
    if there.note and there.note != here.note:
        return "the note is another"
    if there.state not in (SetState.NEW, here.state):
        return f"the state is {there.state} there and {here.state} here"
    return ""


def other_decisions(theirs: SetContent, ours: SetContent) -> int:
    """How many decisions a set that comes has which the one that is here has not."""
    return sum((_decisions(theirs) - _decisions(ours)).values())


def _decisions(content: SetContent) -> Counter[tuple[object, ...]]:
    return Counter(
        (d.reviewer, d.choice, d.group, d.kind, d.strategy, d.reason, d.note, d.is_guideline_gap)
        for d in content.decisions
    )


def _annotations(content: SetContent) -> Counter[tuple[object, ...]]:
    return Counter(map(_annotation, content.annotations))


def _annotation(one: Annotation) -> tuple[object, ...]:
    return one.label, one.spans, one.attributes, one.comment, one.unsure


def _relations(content: SetContent) -> Counter[tuple[object, ...]]:
    ends = {a.id: _annotation(a) for a in content.annotations}
    return Counter(_relation(r, ends) for r in content.relations)


def _relation(one: Relation, ends: dict[AnnotationId, tuple[object, ...]]) -> tuple[object, ...]:
    return one.type, ends.get(one.source), ends.get(one.target), one.attributes
