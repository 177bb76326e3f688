"""What the reviewer holds at the moment, and what each gesture does with it. Knows no widget."""

from collections.abc import Callable
from dataclasses import replace

from annotator.adjudicate.groups import GroupId, Kind
from annotator.app.review import deciding
from annotator.app.review.attributing import Undecided, attributed
from annotator.app.review.corpus import is_wide
from annotator.app.review.deciding import Deciding
from annotator.app.review.looking import Looking
from annotator.app.review.reviewed import records_of
from annotator.app.session import Session
from annotator.app.work import Act, Work, refuse_finished
from annotator.core.annotations import Annotation, SetState
from annotator.core.decisions import Decision, Reason
from annotator.core.edits import Change, Edit
from annotator.core.errors import Refused
from annotator.core.ids import AnnotationId, BatchId, DecisionId, new_id
from annotator.core.projects import check_move


class ReviewDesk(Looking):
    """The gestures of reviewing, on whatever article the session has open."""

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
        super().__init__(
            session, tell=tell, is_blind=is_blind, is_second=is_second, is_between=is_between
        )
        session.review(self.author, self._attributed)

    # Deciding

    def take(self, number: int) -> Edit:
        """Takes the version of the annotator with a number."""
        names = self._reviewed().names
        person = names.person(number)
        if person is None:
            raise Refused(f"There are {len(names.order)} annotators here, none is number {number}.")
        return self._decide(deciding.take(self.deciding(), self._group(), person))

    def take_none(self) -> Edit:
        """None of these."""
        return self._decide(deciding.take_none(self.deciding(), self._group()))

    def take_majority(self) -> Edit:
        """What more than half of all counted annotators have."""
        return self._decide(deciding.take_majority(self.deciding(), self._group()))

    def take_all(self) -> Edit:
        """All versions: they are nested, or stand side by side."""
        return self._decide(deciding.take_all(self.deciding(), self._group()))

    def begin_edit(self) -> None:
        """Edits what the group was decided for; where it was not, the first version is taken.

        All that follows until `end_edit` is one undo step.
        """
        group = self._group()
        refuse_finished(self._session.work.state.annotation_set)
        self._session.batch = BatchId(new_id())
        try:
            decision = self.decision
            if decision is None or not decision.outcome:
                versions = group.majority or group.versions[:1]
                act = deciding.take_versions(
                    self.deciding(), [(group, versions[:1])], title="Edit a version"
                )
                self._remember(self._session.do(act))
                decision = self.decision
        except Refused:
            self._session.batch = None
            raise
        assert decision is not None
        self.editing = AnnotationId(decision.outcome[0])
        self._tell()

    def end_edit(self, *, keep: bool = True) -> None:
        """Ends editing; with `keep` not said what was edited is taken back."""
        opened = self._session.current
        if self.editing is None or opened is None:
            return
        self.editing = None
        batch, self._session.batch = self._session.batch, None
        # Where nothing was edited the newest act is an earlier one, and stays.
        if not keep and opened.history.undo_batch == batch:
            self._session.undo()
        self._tell()

    def begin_own(self) -> None:
        """The next words that are marked are the reviewer's own."""
        self.deciding()
        refuse_finished(self._session.work.state.annotation_set)
        self.is_marking = True
        self._session.batch = BatchId(new_id())
        self._tell()

    def end_own(self) -> None:
        """Marks nothing of one's own any more."""
        if self.is_marking:
            self.is_marking = False
            self._session.batch = None
            self._tell()

    def explain(
        self,
        *,
        reason: Reason | str | None = None,
        note: str | None = None,
        is_guideline_gap: bool | None = None,
        of: DecisionId | None = None,
    ) -> Edit:
        """Gives a decision a reason, a note or the flag of a guideline gap: see `to_explain`.

        With `of` the decision of that id, whatever is looked at.
        """
        decision = self.to_explain if of is None else self._session.work.state.decision(of)
        if decision is None:
            raise Refused("Decide first; then say why.")
        return self._session.do(
            deciding.explain(
                self.deciding(),
                decision.id,
                reason=reason,
                note=note,
                is_guideline_gap=is_guideline_gap,
            )
        )

    def toggle_gap(self) -> Edit:
        """Flags a gap in the guideline, or takes the flag away."""
        decision = self.to_explain
        return self.explain(is_guideline_gap=decision is None or not decision.is_guideline_gap)

    def discard(self) -> Edit:
        """Takes the decision on the group back: it is open again."""
        decision = self.decision
        if decision is None:
            raise Refused("This group is not decided.")
        act = deciding.discard(self.deciding(), [decision], title="Discard the decision")
        return self._session.do(act)

    @property
    def wide_undo(self) -> BatchId | None:
        """What an undo would take back in other articles too: a merge, identical cases."""
        opened = self._session.current
        batch = opened.history.undo_batch if opened is not None else None
        return batch if is_wide(batch) else None

    def undo(self) -> Edit | None:
        """Takes back what was done last and looks at the group it was about.

        Only here, also of an act in many articles: see `wide_undo`.
        """
        opened = self._session.current
        newest = opened.history.undo_batch if opened is not None else None
        return self._after(self._session.undo(), batch=newest)

    def redo(self) -> Edit | None:
        """Does again what was undone last and looks at the group it was about."""
        opened = self._session.current
        newest = opened.history.redo_batch if opened is not None else None
        if is_wide(newest):
            raise Refused("That was done in many articles. Do it again from the Review menu.")
        return self._after(self._session.redo(), batch=newest)

    # The article

    def finish(self) -> Edit:
        """Says that the article is adjudicated; what all agree on goes in with the same step."""
        if self.lacks_reviewers:
            raise Refused("No second reviewer has finished this article: there is one opinion.")
        if self.open_groups:
            number = len(self.open_groups)
            groups = "1 group is" if number == 1 else f"{number:,} groups are"
            raise Refused(f"{groups} still open. Decide them first.")
        current, work = self.deciding(), self._session.work
        old = work.state.annotation_set
        check_move(old, SetState.FINISHED)
        decided = self.decisions
        agreed = [group for group in self._reviewed().agreed if group.id not in decided]
        changes = deciding.finish_changes(current, undecided=agreed)
        done = Change(work.state.stored_set, replace(old, state=SetState.FINISHED))
        return self._session.do(Act("Finish the review", (*changes, done)))

    def set_state(self, to: SetState) -> Edit:
        """Reopens, locks or unlocks the review of the article."""
        work = self._session.work
        old = work.state.annotation_set
        if to is SetState.LOCKED and old.state is not SetState.FINISHED:
            raise Refused("Finish the review first: what is adjudicated can be locked.")
        if to is SetState.IN_PROGRESS and old.state is SetState.LOCKED:
            raise Refused("The article is locked. Unlock it first.")
        if to is SetState.IN_PROGRESS and old.state is not SetState.FINISHED:
            raise Refused("The review is not finished: there is nothing to reopen.")
        check_move(old, to)
        titles = {SetState.LOCKED: "Lock the article", SetState.IN_PROGRESS: "Reopen the review"}
        title = titles.get(to, "Unlock the article")
        return self._session.do(
            Act(title, (Change(work.state.stored_set, replace(old, state=to)),))
        )

    # Within

    def deciding(self) -> Deciding:
        """What decisions are made from now."""
        return Deciding(self._session.work, self._reviewed(), self._session.person)

    def _decide(self, act: Act) -> Edit:
        self._leave()
        edit = self._session.do(act)
        self._remember(edit)
        if self.is_between:
            self._compare()
        return edit

    def _remember(self, done: Edit | Act) -> None:
        made = [c.after.id for c in done.changes if isinstance(c.after, Decision)]
        self.last = made[-1] if made else self.last

    def _leave(self) -> None:
        """Ends what was begun on another group; what was edited stays."""
        self.end_edit()
        self.end_own()

    def _after(self, edit: Edit | None, *, batch: BatchId | None) -> Edit | None:
        """Leaves what was begun, unless the edit was a part of it and it goes on."""
        if edit is None:
            return None
        if batch is not None and batch == self._session.batch and self._goes_on():
            self._tell()
            return edit
        self.editing, self.is_marking = None, False
        self._session.batch = None
        if self.is_between:
            self._compare()
        known = self.reviewed.by_id if self.reviewed is not None else {}
        records = [c.record for c in edit.changes]
        told = [known.get(GroupId(r.group)) for r in records if isinstance(r, Decision)]
        groups = [group for group in told if group is not None]
        # What all agree on may have come along with what was decided.
        groups = [g for g in groups if g.kind is not Kind.UNANIMOUS] or groups
        if groups:
            self.current = groups[-1].id
        self._tell()
        return edit

    def _goes_on(self) -> bool:
        """Whether there is still something to edit, or to mark."""
        opened = self._session.current
        if self.editing is None or opened is None:
            return self.is_marking
        return opened.state.annotation(self.editing) is not None

    def _attributed(self, work: Work, act: Act) -> Act:
        """What the session asks of every act: what follows from its being a reviewer's."""
        told = attributed(
            work, act, reviewer=self._session.person, undecided=self._undecided_at(act)
        )
        if self.is_marking:
            # A reason comes to mind once the span of one's own is there.
            self._remember(told)
        return told

    def _undecided_at(self, act: Act) -> Undecided | None:
        """The open group that is looked at, where the act marks words of it."""
        group = self.group
        if group is None or not self.is_marking or group.id in self.decisions:
            return None
        marked = [c.after for c in act.changes if c.before is None]
        spans = [s for record in marked if isinstance(record, Annotation) for s in record.spans]
        words = [e for e in (place.position.extent for place in group.places) if e is not None]
        if any(span.overlaps(extent) for span in spans for extent in words):
            return Undecided(group.id, group.kind.value, records_of(group))
        return None
