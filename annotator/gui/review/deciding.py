"""What the reviewer does by key and click on the open article, handed to the desk."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot

from annotator.app.command_tables.review import MOST_NUMBERS
from annotator.app.present.review_list import ReviewOrder, StageFilter
from annotator.app.review.desk import ReviewDesk
from annotator.app.review.looking import Looking
from annotator.core.annotations import SetState
from annotator.core.errors import Refused
from annotator.core.ids import ArticleId, DecisionId
from annotator.core.projects import GOLD_AUTHOR
from annotator.gui.review.review import Review
from annotator.gui.workbench import Workbench


class Deciding(QObject):
    """Connects the review's commands and panels to its desk; holds nothing."""

    def __init__(self, bench: Workbench, review: Review) -> None:
        super().__init__(bench)
        self._bench = bench
        self._review = review
        review.furnished.connect(self._connect)
        openers: dict[str, Callable[[], None]] = {
            f"review_take_{number}": partial(self._take, number)
            for number in range(1, MOST_NUMBERS + 1)
        }
        bench.add_openers(
            openers
            | {
                "review_next": partial(self._step, 1),
                "review_previous": partial(self._step, -1),
                "review_any_next": partial(self._step_any, 1),
                "review_any_previous": partial(self._step_any, -1),
                "review_none": partial(self._decide, ReviewDesk.take_none),
                "review_majority": partial(self._decide, ReviewDesk.take_majority),
                "review_all": partial(self._decide, ReviewDesk.take_all),
                "review_edit": self._edit,
                "review_own": self._mark_own,
                "review_keep": self._keep,
                "review_reason": self._ask_reason,
                "review_gap": self._toggle_gap,
                "review_discard": self._discard,
                "review_undo": self._review.undo,
                "review_finish": self._finish,
                "review_reopen": self._reopen,
                "review_lock": self._lock,
            }
        )

    @property
    def _desk(self) -> ReviewDesk:
        return self._review.desk

    @property
    def _looking(self) -> Looking:
        """Which group is looked at, also where two sets are only compared."""
        lens = self._bench.lens
        return self._desk if lens is None else lens.desk

    @Slot()
    def _connect(self) -> None:
        review = self._review
        review.articles.article_chosen.connect(self._on_article_chosen)
        review.articles.filter_changed.connect(self._on_filter_changed)
        review.strip.group_chosen.connect(self._on_group_chosen)
        panel = review.panel
        panel.answer_taken.connect(self._on_answer_taken)
        panel.none_taken.connect(self._on_none_taken)
        panel.majority_asked.connect(partial(self._run, "review.majority"))
        panel.all_asked.connect(partial(self._run, "review.all"))
        panel.edit_asked.connect(partial(self._run, "review.edit"))
        panel.own_asked.connect(partial(self._run, "review.own"))
        panel.undo_asked.connect(partial(self._run, "review.undo"))
        panel.finish_asked.connect(partial(self._run, "review.finish"))
        panel.gap_toggled.connect(self._on_gap_toggled)
        panel.reason_chosen.connect(self._on_reason_chosen)
        panel.note_given.connect(self._on_note_given)
        panel.reason_closed.connect(self._on_reason_closed)

    def _run(self, command: str) -> None:
        """Runs a command as its key would, and gives the keyboard back to the text."""
        self._bench.actions.trigger(command)
        self._bench.window.text.setFocus()

    # Going

    def _step(self, by: int) -> None:
        """The next open group; past the last one that of another article, or one passed over."""
        desk = self._looking
        if desk.step(by) is not None:
            return
        other = self._review.listing.next_open(by) if self._review.is_on else None
        if other is not None:
            self._review.open(other, at_end=by < 0)
        elif desk.open_groups:
            desk.choose(desk.open_groups[0 if by > 0 else -1].id)
        elif not self._review.is_on:
            raise Refused(self.tr("The two sets do not differ in this article."))
        else:
            raise Refused(self.tr("Nothing is open in the articles of the list."))

    def _step_any(self, by: int) -> None:
        desk = self._looking
        assert desk.reviewed is not None
        order = [group.id for group in desk.reviewed.groups]
        place = order.index(desk.current) + by if desk.current in order else 0
        if not 0 <= place < len(order):
            raise Refused(self.tr("No other group in this article."))
        desk.choose(order[place])

    @Slot(str)
    def _on_article_chosen(self, article_id: str) -> None:
        self._bench.attempt(lambda: self._review.open(ArticleId(article_id)))

    @Slot(str, str, str)
    def _on_filter_changed(self, text: str, stage: str, order: str) -> None:
        self._review.listing.set_filter(text, StageFilter(stage), ReviewOrder(order))

    @Slot(str)
    def _on_group_chosen(self, group_id: str) -> None:
        self._bench.attempt(lambda: self._looking.choose(group_id))
        self._bench.window.text.setFocus()

    # Deciding

    def _decide(self, act: Callable[[ReviewDesk], object]) -> None:
        """Decides, then goes on to the next open group of the article."""
        desk = self._desk
        with self._review.in_sight.decided_first():
            act(desk)
            if desk.step(1) is not None:
                return
            left = desk.open_groups
            if left:
                desk.choose(left[0].id)
            else:
                desk.rest()

    def _take(self, number: int) -> None:
        self._decide(lambda desk: desk.take(number))

    @Slot(int)
    def _on_answer_taken(self, number: int) -> None:
        self._bench.attempt(lambda: self._take(number))
        self._bench.window.text.setFocus()

    @Slot()
    def _on_none_taken(self) -> None:
        self._run("review.none")

    def _edit(self) -> None:
        self._desk.begin_edit()
        self._review.begin_marking(self._desk.editing)

    def _mark_own(self) -> None:
        self._desk.begin_own()
        self._review.begin_marking(None)

    def _keep(self) -> None:
        """Ends editing and goes on; of what was marked of one's own nothing else follows."""
        self._bench.window.inspector.flush()
        desk = self._desk
        was_editing = desk.editing is not None
        desk.end_edit()
        desk.end_own()
        if was_editing or desk.decision is not None:
            self._decide(lambda _: None)
        self._review.end_marking()

    def _discard(self) -> None:
        self._desk.discard()

    # Why

    def _ask_reason(self) -> None:
        """Opens the reasons; after the last decision of an article with its group."""
        told = self._desk.decided_group
        if self._desk.group is None and told is not None:
            self._desk.choose(told[0].id)
        self._bench.window.show_right()
        self._bench.soon(at_once=True)
        self._review.panel.open_reasons()

    def _toggle_gap(self) -> None:
        self._desk.toggle_gap()

    @Slot(bool)
    def _on_gap_toggled(self, is_gap: bool) -> None:
        self._bench.attempt(lambda: self._desk.explain(is_guideline_gap=is_gap))
        self._bench.window.text.setFocus()

    @Slot(str)
    def _on_reason_chosen(self, reason: str) -> None:
        self._bench.attempt(lambda: self._desk.explain(reason=reason))

    @Slot(str, str)
    def _on_note_given(self, note: str, decision: str) -> None:
        """A note may be given when another group is looked at already."""
        of = DecisionId(decision) if decision else None
        self._bench.attempt(lambda: self._desk.explain(note=note, of=of))

    @Slot()
    def _on_reason_closed(self) -> None:
        self._bench.window.text.setFocus()

    # The article

    def _finish(self) -> None:
        """Adjudicates the article and opens the next one in which something is open."""
        desk = self._desk
        if desk.state not in (SetState.FINISHED, SetState.LOCKED):
            self._review.listing.finished(desk.finish().article)
        is_once_more = desk.is_between or desk.author != GOLD_AUTHOR
        other = self._review.listing.next_to_finish(is_once_more=is_once_more)
        if other is None:
            self._bench.say(self.tr("Adjudicated. It was the last article of the list."))
            return
        self._review.open(other)

    def _reopen(self) -> None:
        self._desk.set_state(SetState.IN_PROGRESS)

    def _lock(self) -> None:
        desk = self._desk
        is_locked = desk.state is SetState.LOCKED
        desk.set_state(SetState.FINISHED if is_locked else SetState.LOCKED)
