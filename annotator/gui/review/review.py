"""The Review workspace: the open article with everybody's lanes, its groups, the list."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.app.commands import Context
from annotator.app.present.arcs import arcs_of
from annotator.app.present.review import GroupCard, ReviewKeys
from annotator.app.present.review_list import ReviewOrder, StageFilter
from annotator.app.present.review_view import (
    band_names,
    marks_changed,
    marks_shown,
    open_places,
    panel_of,
    review_keys,
    start_of_coming,
    strip_of,
)
from annotator.app.review.desk import ReviewDesk
from annotator.app.scopes import Workspace
from annotator.core.edits import Edit
from annotator.core.errors import Refused
from annotator.core.ids import ArticleId
from annotator.core.projects import GOLD_AUTHOR
from annotator.core.times import utc_now
from annotator.gui.background import Background
from annotator.gui.review.in_sight import InSight
from annotator.gui.review.listing import Listing
from annotator.gui.review.modes import Modes
from annotator.gui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.gui.review.group_panel import GroupPanel
    from annotator.gui.review.group_strip import GroupStrip
    from annotator.gui.review.review_list import ReviewList as ReviewListPanel


class Review(QObject):
    """Shows what is reviewed, through a desk; the lens of the workbench while it is on."""

    articles: "ReviewListPanel"
    panel: "GroupPanel"
    strip: "GroupStrip"

    # The panels were made: somebody may want their signals.
    furnished = Signal()

    def __init__(self, bench: Workbench, background: Background) -> None:
        super().__init__(bench)
        self._bench = bench
        self._window = bench.window
        self._is_furnished = False
        self._desk: ReviewDesk | None = None
        self._wanted: ArticleId | None = None
        self._caret: int | None = None
        self._is_at_end = False
        self._is_comparing = False
        self._modes = Modes(bench)
        self.in_sight = InSight(bench)
        self.keys = ReviewKeys()
        self.listing = Listing(bench, background, done=self._on_listed)
        bench.actions.keys_changed.connect(self._on_keys_changed)

    # On and off

    @property
    def desk(self) -> ReviewDesk:
        """The reviewer's gestures. Raises Refused where nothing is reviewed."""
        if self._desk is None:
            raise Refused(self.tr("Go to the Review workspace first."))
        return self._desk

    @property
    def is_on(self) -> bool:
        """Whether the window reviews."""
        return self._desk is not None

    def enter(
        self,
        *,
        is_second: bool = False,
        is_between: bool = False,
        at: tuple[ArticleId, int] | None = None,
    ) -> None:
        """Reviews from now on, beginning with the article that is shown, or at a place."""
        session = self._bench.session
        if session.info is None:
            raise Refused(self.tr("The project is being opened. A moment, please."))
        self.furnish()
        self._desk = ReviewDesk(
            session,
            tell=self._on_desk_changed,
            is_blind=not session.options.shows_names,
            is_second=is_second,
            is_between=is_between,
        )
        self._bench.lens, self._bench.workspace = self, Workspace.REVIEW
        self._window.show_workspace(Workspace.REVIEW, left=self.articles, right=self.panel)
        self._show_bottom(is_marking=False)
        self._wanted = at[0] if at is not None else self._bench.display.shown
        self._caret = at[1] if at is not None else None
        self._window.page.show_empty(
            self.tr("Comparing the annotators"), self.tr("A moment, please."), ""
        )
        if is_second or is_between:
            # What is adjudicated is decided once more.
            self.listing.set_filter("", StageFilter.ALL, ReviewOrder.PROJECT)
        self.listing.ask_again()
        self._bench.soon(at_once=True)

    def leave(self) -> None:
        """Reviews no more. The article that was open is asked for by who comes next."""
        if self._desk is None:
            return
        self.panel.flush()
        self.in_sight.stop()
        self._desk.let_go()
        self._desk = None
        self.listing.stop()
        self._bench.lens = None
        self._window.text.show_group(())
        self._window.text.set_bands(())
        self._window.page.overview.show_ticks("disputes", ())
        self._show_bottom(is_marking=True)
        if self._bench.open_session is not None:
            self._bench.session.annotate()

    def begin_again(self) -> None:
        """Reviews the same as before, as the project and the person are now."""
        is_second, is_between = self.desk.author != GOLD_AUTHOR, self.desk.is_between
        self.leave()
        self.enter(is_second=is_second, is_between=is_between)

    def open(self, article: ArticleId, *, at_end: bool = False) -> None:
        """Opens an article at its first open group, or at its last."""
        self._bench.finish_typing()
        self._is_at_end = at_end
        self._bench.session.open(article)

    def furnish(self) -> None:
        """Makes the panels; reading their code takes a while, and many never review."""
        if self._is_furnished:
            return
        from annotator.gui.review.group_panel import GroupPanel
        from annotator.gui.review.group_strip import GroupStrip
        from annotator.gui.review.review_list import ReviewList as ReviewListPanel

        theme = self._bench.reading.theme
        self.articles = ReviewListPanel(theme, self._window)
        self.panel = GroupPanel(theme, self._window)
        self.strip = GroupStrip(theme, self._window)
        for panel in (self.articles, self.panel, self.strip):
            self._window.add_panel(panel)
        self._window.page.add_strip(self.strip)
        self.listing.show_in(self.articles)
        self._is_furnished = True
        self._on_keys_changed()
        self.furnished.emit()

    def _show_bottom(self, *, is_marking: bool) -> None:
        """Labels and their keys while something is marked, else the strip of groups."""
        self._window.page.labels.setVisible(is_marking)
        self.strip.setVisible(not is_marking)

    def _on_keys_changed(self) -> None:
        self.keys = review_keys(self._bench.actions.key_words)
        if self._is_furnished:
            self.panel.show_keys(self.keys)

    def _on_listed(self, words: str) -> None:
        """The list is there: opens something, where nothing is open yet."""
        if self._desk is None:
            return
        self._renew_facts()
        if words:
            self._bench.say(words)
        if self._bench.session.current is None:
            self._open_first()

    def _open_first(self) -> None:
        """Opens the article that was open, if it can be reviewed, else the first with disputes."""
        wanted, self._wanted = self._wanted, None
        found = self.listing.first(wanted)
        if found != wanted and self._caret is not None:
            # The place was one in the other article.
            self._caret = None
            self._bench.say(self.tr("The article behind the figure cannot be reviewed now."))
        if found is not None:
            self._bench.session.open(found)
            return
        self._window.page.show_empty(
            self.tr("Nothing to review"),
            self.tr("An article can be reviewed once two annotators have finished it."),
            "",
        )

    def _renew_facts(self) -> None:
        """Takes into the list what is decided in the open article."""
        current = self._bench.session.current
        if current is not None and self._desk is not None:
            self.listing.renew(current.article.id, self._desk)

    # The lens

    def project_read(self) -> None:
        """The project was read again: the list may have changed, or somebody else reviews."""
        if self._bench.session.author == self.desk.author:
            self.listing.ask_again()
            return
        self.begin_again()

    def finish_typing(self) -> None:
        """Gives a note that is still being typed."""
        self.panel.flush()

    def show_article(self) -> None:
        """Compares and shows the article that was opened."""
        session, desk = self._bench.session, self.desk
        current = session.current
        assert current is not None
        # Where to look is said while the article that was open is still in sight.
        self._is_comparing = True
        try:
            desk.take_in()
        finally:
            self._is_comparing = False
        assert desk.reviewed is not None
        self._window.text.set_bands(band_names(desk.reviewed, gold=self.tr("Gold")))
        marks = marks_shown(desk, current.state, session.codebook)
        arcs = arcs_of(current.state, session.codebook)
        self._bench.display.show_article(session, current, marks=marks, arcs=arcs)
        self.articles.show_open(current.article.id)
        self._renew_facts()
        if self._caret is not None:
            caret, self._caret = self._caret, None
            desk.choose_at(caret)
        if self._is_at_end and desk.open_groups:
            desk.choose(desk.open_groups[-1].id)
        self._is_at_end = False
        self.in_sight.go(desk)

    def change_marks(self, edit: Edit) -> None:
        """Paints what an edit has decided; the rest follows when the hands rest."""
        session, desk = self._bench.session, self.desk
        display = self._bench.display
        changes = marks_changed(desk, edit, session.codebook)
        display.put_marks(gone=changes.gone, put=changes.put)
        display.change_arcs(session, edit)
        self._renew_facts()

    def refresh(self) -> None:
        """Shows the group, the strip, the list and the mode as they are now."""
        self.in_sight.catch_up()
        desk, session = self.desk, self._bench.session
        told = panel_of(desk, session.codebook, keys=self.keys, now=utc_now())
        if isinstance(told, GroupCard):
            self.panel.show_card(told, is_read_only=self._is_read_only())
        else:
            self.panel.show_none(told)
        self.strip.show_strip(strip_of(desk, self._bench.display.paragraphs))
        self.strip.show_current(desk.current or "")
        self._window.page.overview.show_ticks("disputes", open_places(desk))
        self.listing.show()
        self._window.band.show_mode(self._modes.of(desk))
        coming = start_of_coming(desk)
        if coming is not None:
            self._window.text.make_ready(coming)

    def order(self) -> Sequence[ArticleId]:
        """The articles as they are listed."""
        return self.listing.order()

    def filled(self, context: Context) -> Context:
        """The context with what the review can do now."""
        desk = self.desk
        return replace(
            context,
            is_editing=desk.editing is not None or desk.is_marking,
            has_groups=desk.reviewed is not None and bool(desk.reviewed.groups),
            can_decide=context.can_write and desk.group is not None,
            has_decision=desk.to_explain is not None,
        )

    def choose(self, record_id: str) -> bool:
        """Looks at the group of an annotation; not while something is being edited."""
        desk = self.desk
        if desk.editing is not None or desk.is_marking:
            return False
        return desk.choose_record(record_id)

    def undo(self) -> None:
        """Takes back what was decided last, in all articles where that was in many."""
        if self.desk.wide_undo is not None:
            self._bench.show("review_take_back_here")
            return
        if self.desk.undo() is None:
            raise Refused(self.tr("There is nothing of yours to take back in this article."))
        self._settle()

    def redo(self) -> None:
        """Does again what was taken back last."""
        self.desk.redo()
        self._settle()

    def _settle(self) -> None:
        """Shows the group again, unless something is still being edited."""
        if self.desk.editing is None and not self.desk.is_marking:
            self.end_marking()

    def escape(self) -> bool:
        """Leaves editing, with everything as it was before; whether there was anything to leave."""
        desk = self.desk
        if desk.editing is not None:
            desk.end_edit(keep=False)
        elif desk.is_marking:
            desk.end_own()
        else:
            return False
        self.end_marking()
        return True

    # Editing

    def begin_marking(self, edited: str | None) -> None:
        """Shows labels and attributes, for editing a decision or a span of one's own."""
        self._show_bottom(is_marking=True)
        self._window.show_on_right(self._window.inspector)
        if edited is not None:
            self._window.text.show_group(())
            self._bench.desk.select(edited)  # type: ignore[arg-type]
        self._window.text.setFocus()
        self._bench.soon(at_once=True)

    def end_marking(self) -> None:
        """Shows the strip and the group again."""
        self._bench.desk.select(None)
        self._show_bottom(is_marking=False)
        self._window.show_on_right(self.panel)
        self.in_sight.go(self.desk)
        self._bench.soon(at_once=True)

    # Within

    def _is_read_only(self) -> bool:
        info = self._bench.session.info
        return info is None or info.read_only

    def _on_desk_changed(self) -> None:
        if self._is_comparing:
            return
        self.in_sight.go(self.desk)
        self._bench.soon()
