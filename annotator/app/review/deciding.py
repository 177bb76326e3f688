"""A reviewer's decisions as acts on the gold set: pure, one undo step each.

Every function but `merge` raises Refused, with a sentence, where the decision cannot be made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotator.adjudicate.groups import GroupId, Kind
from annotator.app.disputes import AnyGroup
from annotator.app.review.drafting import AnyVersion, Draft, Filling
from annotator.app.review.reviewed import Reviewed, records_of
from annotator.app.work import Act, Work
from annotator.core.annotations import Relation
from annotator.core.decisions import Choice, Decision, Reason
from annotator.core.edits import Change
from annotator.core.errors import Refused
from annotator.core.ids import AnnotationId, DecisionId, PersonId


@dataclass(frozen=True, slots=True)
class Deciding:
    """What decisions are made from: the gold set's work, the opinions on it, who decides."""

    work: Work
    reviewed: Reviewed
    reviewer: PersonId


def take(deciding: Deciding, group: AnyGroup, annotator: PersonId) -> Act:
    """Takes what one annotator has in a group; nothing, where he or she has nothing there."""
    name = deciding.reviewed.names.of(annotator)
    if annotator not in group.annotators:
        raise Refused(f"{name} has not finished this article.")
    return _decided(deciding, group, group.by(annotator), title=f"Take {name}")


def take_none(deciding: Deciding, group: AnyGroup) -> Act:
    """None of these: a decision like any other."""
    return _decided(deciding, group, (), title="None of these")


def take_majority(deciding: Deciding, group: AnyGroup) -> Act:
    """Takes what more than half of all counted annotators have, which may be nothing."""
    versions = group.majority
    if not versions and not majority_has_nothing(group):
        raise Refused("No version has a majority here. Take one, or none of these.")
    return _decided(deciding, group, versions, title="Take the majority")


def majority_has_nothing(group: AnyGroup) -> bool:
    """Whether more than half of all counted annotators have nothing in a group."""
    return 2 * len(group.has_nothing) > len(group.annotators)


def take_all(deciding: Deciding, group: AnyGroup) -> Act:
    """Takes every version of a group: they are nested, or stand beside one another."""
    marked: set[tuple[object, object]] = set()
    for version in group.versions:
        place = (version.position, version.configuration.label)
        if place in marked:
            raise Refused(
                "Two versions differ in their attributes only. Take one of them, or edit it."
            )
        marked.add(place)
    return _decided(deciding, group, group.versions, title="Take all")


def take_versions(
    deciding: Deciding, chosen: Iterable[tuple[AnyGroup, Sequence[AnyVersion]]], *, title: str
) -> Act:
    """Decides several groups in one step, each for some of its versions or for none."""
    draft = _draft(deciding)
    for group, versions in chosen:
        _decide(draft, deciding, group, versions)
    return draft.act(title)


def merge(
    deciding: Deciding,
    chosen: Iterable[tuple[AnyGroup, Sequence[AnyVersion]]],
    *,
    strategy: str,
    title: str,
) -> tuple[Act | None, tuple[GroupId, ...]]:
    """Puts what a strategy takes into the gold set, in one step.

    Groups that cannot be decided so are left as they are, and named; None where there are only
    such.
    """
    draft, refused = _draft(deciding), []
    for group, versions in chosen:
        try:
            with draft.whole():
                _decide(draft, deciding, group, versions, strategy=strategy)
        except Refused:
            refused.append(group.id)
    return (draft.act(title) if draft.changes else None), tuple(refused)


def explain(
    deciding: Deciding,
    decision_id: DecisionId,
    *,
    reason: str | None = None,
    note: str | None = None,
    is_guideline_gap: bool | None = None,
) -> Act:
    """Gives a decision a reason, a note or the flag of a guideline gap; None leaves it.

    The reason stands with the annotations of the gold set too.
    """
    state = deciding.work.state
    old = state.decision(decision_id)
    if old is None:
        raise Refused("That decision is not there any more.")
    new = replace(
        old,
        reason=old.reason if reason is None else reason,
        note=old.note if note is None else note,
        is_guideline_gap=old.is_guideline_gap if is_guideline_gap is None else is_guideline_gap,
    )
    if new.reason and new.reason not in tuple(Reason):
        raise Refused(f"There is no reason {new.reason!r}.")
    title = "Reason" if reason is not None else "Note"
    if is_guideline_gap is not None:
        title = "Guideline gap" if is_guideline_gap else "No guideline gap"
    draft = _draft(deciding)
    draft.put(new)
    if new.reason != old.reason:
        for record in old.outcome:
            annotation = state.annotation(AnnotationId(record))
            if annotation is not None:
                told = replace(annotation.origin, reason=new.reason)
                draft.put(replace(annotation, origin=told))
    return draft.act(title)


def discard(deciding: Deciding, decisions: Iterable[Decision], *, title: str) -> Act:
    """Takes decisions back, with what they had put into the gold set."""
    draft = _draft(deciding)
    for decision in decisions:
        draft.take_back(decision)
    return draft.act(title)


def finish_changes(deciding: Deciding, *, undecided: Iterable[AnyGroup]) -> tuple[Change, ...]:
    """What goes into the gold set when a review is finished: all on which everybody agrees."""
    draft = _draft(deciding)
    for group in undecided:
        _decide(draft, deciding, group, group.versions, strategy="unanimous")
    return draft.changes


def _draft(deciding: Deciding) -> Draft:
    return Draft(deciding.work, reviewer=deciding.reviewer)


def _decided(
    deciding: Deciding, group: AnyGroup, versions: Sequence[AnyVersion], *, title: str
) -> Act:
    draft = _draft(deciding)
    _decide(draft, deciding, group, versions)
    return draft.act(title)


def _decide(
    draft: Draft,
    deciding: Deciding,
    group: AnyGroup,
    versions: Sequence[AnyVersion],
    *,
    strategy: str = "",
) -> None:
    if not strategy:
        _take_agreed_ends(draft, deciding, versions)
    draft.decide(
        Filling(
            group=group.id,
            kind=group.kind.value,
            sources=records_of(group),
            taken=tuple(sorted(record for v in versions for record in v.records)),
            choice=_choice(versions, strategy),
            strategy=strategy,
        ),
        versions=versions,
        opinions=deciding.reviewed.records,
        # Where reviewers are compared, what was in the gold set is one of the alternatives.
        replaced=[record for v in group.by(deciding.work.state.author) for record in v.records],
    )


def _take_agreed_ends(draft: Draft, deciding: Deciding, versions: Sequence[AnyVersion]) -> None:
    """Puts in what relations begin and end at where all agree on that and nobody has decided it.

    Else a reviewer would have to go and look for what is not in dispute.
    """
    reviewed = deciding.reviewed
    records = (record for version in versions for record in version.records)
    relations = [r for r in map(reviewed.records.get, records) if isinstance(r, Relation)]
    for end in dict.fromkeys(end for r in relations for end in (r.source, r.target)):
        group = reviewed.by_record.get(end)
        if group is None or group.kind is not Kind.UNANIMOUS:
            continue
        if group.id not in reviewed.decisions_on(draft.decisions())[0]:
            _decide(draft, deciding, group, group.versions, strategy="unanimous")


def _choice(versions: Sequence[AnyVersion], strategy: str) -> Choice:
    if strategy:
        return Choice.MERGED
    if not versions:
        return Choice.NONE
    if not all(version.makers for version in versions):
        return Choice.EDITED
    return Choice.VERSION if len(versions) == 1 else Choice.SEVERAL
