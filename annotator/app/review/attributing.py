"""Whatever a reviewer does by hand in the gold set becomes a decision too.

The gestures of annotating make plain acts; here they get a reviewer's origin, and the decision
that an annotation belongs to says that it was edited, or that it is the reviewer's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.app.work import Act, Work
from annotator.core.annotations import Annotation, Origin, OriginKind, Relation
from annotator.core.decisions import Choice, Decision
from annotator.core.edits import Change
from annotator.core.ids import DecisionId, PersonId, new_id
from annotator.core.records import Record


@dataclass(frozen=True, slots=True)
class Undecided:
    """The group that waits for a decision, for what the reviewer makes on its words."""

    group: str
    kind: str
    sources: tuple[str, ...]


def attributed(
    work: Work, act: Act, *, reviewer: PersonId, undecided: Undecided | None = None
) -> Act:
    """The act with the decisions that follow from it, in the same undo step.

    What is new belongs to the decision whose annotation was divided in the same act, else it is
    the reviewer's own; with `undecided` it decides that group. An act that says itself what is
    decided is left as it is.
    """
    if any(isinstance(change.record, Decision) for change in act.changes):
        return act
    work_of = _Attributing(work, act, reviewer, undecided)
    changes = [work_of.taken_in(change) for change in act.changes]
    return replace(act, changes=(*changes, *work_of.decided()))


class _Attributing:
    """The decisions of one act, as they change while its changes are gone through."""

    def __init__(
        self, work: Work, act: Act, reviewer: PersonId, undecided: Undecided | None
    ) -> None:
        self._state = work.state
        self._changed = {c.record_id for c in act.changes if isinstance(c.record, Annotation)}
        self._reviewer = reviewer
        self._undecided = undecided
        self._holders: dict[str, DecisionId] = {
            record: decision.id for decision in work.state.decisions for record in decision.outcome
        }
        self._now: dict[DecisionId, Decision | None] = {}
        self._touched: DecisionId | None = None
        self._added: list[str] = []

    def taken_in(self, change: Change) -> Change:
        """The change with a reviewer's origin; what it means for decisions is kept."""
        before, after = change.before, change.after
        if not isinstance(change.record, Annotation | Relation):
            return change
        if before is None:
            self._added.append(change.record_id)
        elif after is None:
            self._lose(change.record)
        else:
            self._edit(change.record_id)
        if isinstance(after, Annotation):
            told = Origin(OriginKind.ADJUDICATION, by=self._reviewer, reason=after.origin.reason)
            if before is None:
                told = replace(told, reason="")
            return Change(before, replace(after, origin=told))
        return change

    def decided(self) -> Iterable[Change]:
        """The changes of decisions that follow."""
        self._place_added()
        for decision_id, after in self._now.items():
            before = self._state.decision(decision_id)
            if before != after:
                yield Change(before, after)

    def _decision(self, decision_id: DecisionId) -> Decision | None:
        if decision_id in self._now:
            return self._now[decision_id]
        return self._state.decision(decision_id)

    def _holder(self, record_id: str) -> Decision | None:
        held = self._holders.get(record_id)
        return self._decision(held) if held is not None else None

    def _edit(self, record_id: str) -> None:
        decision = self._holder(record_id)
        if decision is None:
            self._added.append(record_id)
            return
        self._touched = decision.id
        choice = decision.choice if decision.choice is Choice.OWN else Choice.EDITED
        self._now[decision.id] = replace(decision, choice=choice, reviewer=self._reviewer)

    def _lose(self, record: Record) -> None:
        decision = self._holder(record.id)
        if decision is None:
            return
        left = tuple(other for other in decision.outcome if other != record.id)
        if not left and (not decision.group or self._goes_along(record)):
            self._now[decision.id] = None
            return
        choice: Choice = decision.choice
        if not left:
            choice = Choice.NONE
        elif choice is not Choice.OWN:
            choice = Choice.EDITED
        self._touched = decision.id
        self._now[decision.id] = replace(
            decision, outcome=left, choice=choice, reviewer=self._reviewer
        )

    def _goes_along(self, record: Record) -> bool:
        """Whether it goes only because of what becomes of its end: then it is open again."""
        if not isinstance(record, Relation):
            return False
        return not self._changed.isdisjoint((record.source, record.target))

    def _place_added(self) -> None:
        """Gives what is new to a decision."""
        if not self._added:
            return
        touched = self._decision(self._touched) if self._touched is not None else None
        if touched is not None:
            outcome = (*touched.outcome, *self._added)
            self._now[touched.id] = replace(touched, outcome=outcome)
            return
        own = Decision(
            id=DecisionId(new_id()),
            article=self._state.article,
            author=self._state.author,
            reviewer=self._reviewer,
            choice=Choice.OWN,
            outcome=tuple(self._added),
        )
        if self._undecided is not None:
            own = replace(
                own,
                group=self._undecided.group,
                kind=self._undecided.kind,
                sources=self._undecided.sources,
            )
        self._now[own.id] = own
