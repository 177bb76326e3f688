"""Which group of the open article a reviewer looks at, and what is decided there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from annotator.adjudicate.groups import GroupId
from annotator.app.disputes import AnyGroup
from annotator.app.review.reviewed import Reviewed, is_between, reviewed, reviewed_reviewers
from annotator.app.session import Session
from annotator.core.annotations import SetState
from annotator.core.decisions import Decision
from annotator.core.errors import Refused
from annotator.core.ids import AnnotationId, DecisionId
from annotator.core.projects import GOLD_AUTHOR, second_review_by
from annotator.store.base import SetContent


@dataclass(frozen=True, slots=True)
class _Standing:
    """How far a review is: `decided` groups and those still `open`, by these `decisions`.

    `others` are decisions on groups that are not there any more.
    """

    reviewed: Reviewed | None = None
    decisions: tuple[Decision, ...] = ()
    decided: Mapping[GroupId, Decision] = field(default_factory=dict)
    others: tuple[Decision, ...] = ()
    open: tuple[AnyGroup, ...] = ()


_NOTHING = _Standing()


def _worked_out(reviewed: Reviewed, decisions: tuple[Decision, ...]) -> _Standing:
    decided, others = reviewed.decisions_on(decisions)
    still_open = tuple(group for group in reviewed.disputed if group.id not in decided)
    return _Standing(reviewed, decisions, decided, others, still_open)


class Looking:
    """Which group of the open article a reviewer looks at, and what is decided there.

    Decisions go into the gold set. `is_second`: into a set of the reviewer's own, without sight
    of the gold. `is_between`: what reviewers differ in is decided, not what annotators do.
    """

    def __init__(
        self,
        session: Session,
        *,
        tell: Callable[[], None],
        is_blind: bool = True,
        is_second: bool = False,
        is_between: bool = False,
    ) -> None:
        """`tell` is called whenever another group is the current one, or the mode changes."""
        self._session = session
        self._tell = tell
        self._is_blind = is_blind
        self.is_between = is_between
        self.author = second_review_by(session.person) if is_second else GOLD_AUTHOR
        self.reviewed: Reviewed | None = None
        self.current: GroupId | None = None
        # The annotation of the gold set whose boundaries, label or attributes are being edited.
        self.editing: AnnotationId | None = None
        self.is_marking = False
        # The decision made last in the open article.
        self.last: DecisionId | None = None
        self._known = _NOTHING

    # What there is

    @property
    def group(self) -> AnyGroup | None:
        """The group that is looked at, if it is still there."""
        if self.reviewed is None or self.current is None:
            return None
        return self.reviewed.by_id.get(self.current)

    @property
    def decisions(self) -> Mapping[GroupId, Decision]:
        """The decisions on the groups of the open article."""
        return self._standing.decided

    @property
    def decision(self) -> Decision | None:
        """The decision on the group that is looked at."""
        return self.decisions.get(self.current) if self.current is not None else None

    @property
    def is_newest(self) -> bool:
        """Whether an undo would take back the decision on the group that is looked at."""
        decision, opened = self.decision, self._session.current
        newest = opened.history.undone() if opened is not None else None
        if decision is None or newest is None:
            return False
        return any(change.record.id == decision.id for change in newest.changes)

    @property
    def overtaken(self) -> tuple[Decision, ...]:
        """Decisions on groups that are not there any more, as somebody has annotated since.

        What they put into the gold set stays until the groups that took their place are decided.
        """
        others = self._standing.others
        return tuple(d for d in others if d.group and is_between(d.group) == self.is_between)

    @property
    def to_explain(self) -> Decision | None:
        """The decision that a reason is given for: on the group looked at, else the last made.

        After a decision the next group is looked at, and the reason comes to mind only then.
        """
        decision = self.decision
        opened = self._session.current
        if decision is None and self.last is not None and opened is not None:
            decision = opened.state.decision(self.last)
        return decision

    @property
    def decided_group(self) -> tuple[AnyGroup, Decision] | None:
        """The decision that a reason is given for, with its group, if that is still there."""
        decision = self.to_explain
        if decision is None or self.reviewed is None:
            return None
        group = self.reviewed.by_id.get(GroupId(decision.group))
        return (group, decision) if group is not None else None

    @property
    def open_groups(self) -> tuple[AnyGroup, ...]:
        """The groups in dispute that are not decided yet."""
        return self._standing.open

    @property
    def lacks_reviewers(self) -> bool:
        """Whether reviewers shall be compared here and there is at most one."""
        return self.is_between and self.reviewed is not None and len(self.reviewed.names.order) < 2

    @property
    def is_own_work(self) -> bool:
        """Whether the reviewer is one of the annotators of the open article."""
        return self.reviewed is not None and self._session.person in self.reviewed.names.order

    @property
    def state(self) -> SetState:
        """How far the review of the open article is."""
        opened = self._session.current
        return opened.state.annotation_set.state if opened is not None else SetState.NEW

    # Going

    def take_in(self) -> None:
        """Another article is open, or the same one was read again: its opinions are compared."""
        opened = self._session.current
        assert opened is not None
        self.editing, self.is_marking, self.last = None, False, None
        self._session.batch = None
        self._compare()
        if self.group is None:
            self.current = None
        if self.current is None or (self.decision is not None and self.decision.is_merged):
            # A strategy has decided what was looked at.
            _ = self.step(1) or self.step(-1)
        self._tell()

    def let_go(self) -> None:
        """No article is open."""
        self.reviewed, self.current, self.editing, self.is_marking = None, None, None, False
        self._known = _NOTHING

    def _compare(self) -> None:
        opened = self._session.current
        if opened is None:
            return
        if self.is_between:
            state = opened.state
            gold = SetContent(state.annotation_set, tuple(state), state.relations)
            sets = (gold, *opened.others)
            self.reviewed = reviewed_reviewers(opened.article, sets, is_blind=self._is_blind)
            return
        others = opened.others
        if self.author == GOLD_AUTHOR:
            begun = opened.state.annotation_set
            others = (*others, SetContent(begun))
        self.reviewed = reviewed(
            opened.article, others, is_blind=self._is_blind, decisions=opened.state.decisions
        )

    def choose(self, group: str) -> None:
        """Looks at a group."""
        if self.reviewed is not None and group in self.reviewed.by_id and group != self.current:
            self._leave()
            self.current = GroupId(group)
            self._tell()

    def choose_record(self, record_id: str) -> bool:
        """Looks at the group of an annotator's annotation, or of one in the gold set."""
        if self.reviewed is None:
            return False
        group = self.reviewed.by_record.get(record_id)
        if group is None:
            for group_id, decision in self.decisions.items():
                if record_id in decision.outcome:
                    self.choose(group_id)
                    return True
            return False
        self.choose(group.id)
        return True

    def choose_at(self, offset: int) -> bool:
        """Looks at the group on the words at an offset; whether there is one."""
        for group in self.reviewed.groups if self.reviewed is not None else ():
            extents = [place.position.extent for place in group.places]
            if any(e is not None and e.start <= offset < e.end for e in extents):
                self.choose(group.id)
                return True
        return False

    def rest(self) -> None:
        """Looks at no group: all are decided."""
        self._leave()
        self.current = None
        self._tell()

    def step(self, by: int) -> AnyGroup | None:
        """Looks at the next (1) or previous (-1) open group of the article; None past the last."""
        found = self.coming(by)
        if found is None:
            return None
        self.choose(found.id)
        return self.group

    def coming(self, by: int) -> AnyGroup | None:
        """The open group that a step would look at."""
        if self.reviewed is None:
            return None
        order = [group.id for group in self.reviewed.groups]
        is_open = {group.id for group in self.open_groups}
        here = order.index(self.current) if self.current in order else None
        if by > 0:
            rest = order if here is None else order[here + 1 :]
        else:
            rest = order[::-1] if here is None else order[:here][::-1]
        found = next((group for group in rest if group in is_open), None)
        return self.reviewed.by_id[found] if found is not None else None

    # Within

    @property
    def _standing(self) -> _Standing:
        """What is decided now: worked out once, until another decision is made."""
        opened, reviewed = self._session.current, self.reviewed
        if opened is None or reviewed is None:
            return _NOTHING
        decisions = opened.state.decisions
        known = self._known
        if known.reviewed is not reviewed or known.decisions is not decisions:
            known = self._known = _worked_out(reviewed, decisions)
        return known

    def _reviewed(self) -> Reviewed:
        if self.reviewed is None:
            raise Refused("Open an article first.")
        return self.reviewed

    def _group(self) -> AnyGroup:
        group = self.group
        if group is None:
            raise Refused("No group is open. Choose one, or finish the article.")
        return group

    def _leave(self) -> None:
        """Ends what was begun on another group."""
