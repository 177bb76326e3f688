"""Any two sets side by side, in the same view and without being a reviewer; nothing changes."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from annotator.app.commands import Context
from annotator.app.present.notices import Mode, ModeKind
from annotator.app.present.review import GroupCard
from annotator.app.present.review_sets import set_rows
from annotator.app.present.review_view import (
    difference_of,
    marks_compared,
    open_places,
    strip_of,
)
from annotator.app.review.side_by_side import Comparing, Sets, ask_sets, names_in
from annotator.app.scopes import Workspace
from annotator.core.edits import Edit
from annotator.core.errors import Refused
from annotator.core.ids import ArticleId, PersonId
from annotator.core.times import utc_now
from annotator.gui.review.in_sight import InSight
from annotator.gui.review.review import Review
from annotator.gui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.gui.review.group_panel import GroupPanel
    from annotator.gui.review.group_strip import GroupStrip


class Compare(QObject):
    """The lens of the workbench while two sets are compared; it uses the review's panels."""

    def __init__(self, bench: Workbench, review: Review) -> None:
        super().__init__(bench)
        self._bench = bench
        self._review = review
        self._desk: Comparing | None = None
        self._caret: int | None = None
        self._came_from = Workspace.ANNOTATE
        self.in_sight = InSight(bench)
        bench.add_openers({"review_compare": self._ask})

    @property
    def desk(self) -> Comparing:
        """What is compared. Raises Refused where nothing is."""
        if self._desk is None:
            raise Refused(self.tr("Nothing is compared."))
        return self._desk

    @property
    def is_on(self) -> bool:
        """Whether two sets are compared."""
        return self._desk is not None

    # On and off

    def _ask(self) -> None:
        """Asks which two sets of the open article."""
        session = self._bench.session
        current = session.current
        if current is None:
            raise Refused(self.tr("Open an article first."))
        session.flush(then=lambda: ask_sets(session, current.article.id, then=self._on_sets_known))

    def _on_sets_known(self, contents: Sets) -> None:
        from annotator.gui.review.compare_dialog import CompareDialog

        names = names_in(self._bench.session, (c.annotation_set.author for c in contents))
        rows = set_rows(contents, called=names)
        if len(rows) < 2:
            self._bench.say(self.tr("This article has fewer than two sets to compare."))
            return
        chosen = self._desk.pair if self._desk is not None else (self._bench.session.person,)
        dialog = CompareDialog(rows, chosen=chosen, parent=self._bench.window)
        dialog.compare_asked.connect(self._on_pair_chosen)
        dialog.open()

    @Slot(str, str)
    def _on_pair_chosen(self, one: str, other: str) -> None:
        self._bench.attempt(lambda: self.enter((PersonId(one), PersonId(other))))

    def enter(
        self,
        pair: tuple[PersonId, PersonId],
        *,
        article: ArticleId | None = None,
        caret: int | None = None,
    ) -> None:
        """Compares two sets of the open article, or of another one at a place."""
        session = self._bench.session
        current = session.current
        wanted = article or (current.article.id if current is not None else None)
        if wanted is None:
            raise Refused(self.tr("Open an article first."))
        if not self.is_on:
            self._came_from = self._bench.workspace
        self._review.leave()
        self._review.furnish()
        self._caret = caret
        names = names_in(session, pair)
        self._desk = Comparing(session, pair, called=names, tell=self._on_desk_changed)
        self._bench.lens, self._bench.workspace = self, Workspace.REVIEW
        self._bench.window.show_workspace(
            Workspace.REVIEW, left=self._bench.window.articles, right=self._panel
        )
        self._bench.window.page.labels.setVisible(False)
        self._strip.setVisible(True)
        session.open(wanted)

    def leave(self) -> None:
        """Compares no more. The article is asked for by who comes next, with other marks."""
        if self._desk is None:
            return
        self.in_sight.stop()
        self._desk = None
        self._bench.lens = None
        self._bench.window.text.show_group(())
        self._bench.window.text.set_bands(())
        self._bench.window.page.overview.show_ticks("disputes", ())
        self._bench.window.page.labels.setVisible(True)
        self._strip.setVisible(False)
        if self._bench.open_session is not None:
            self._bench.session.annotate()

    # The lens

    def project_read(self) -> None:
        """The project was read again: nothing here depends on it."""

    def finish_typing(self) -> None:
        """Nothing is typed here."""

    def show_article(self) -> None:
        """Shows the words of another article; the two sets follow."""
        session = self._bench.session
        current = session.current
        assert current is not None
        self.desk.let_go()
        self._bench.display.show_article(session, current, marks=(), arcs=())
        ask_sets(session, current.article.id, then=partial(self._on_sets, current.article.id))

    def _on_sets(self, article: ArticleId, contents: Sets) -> None:
        session = self._bench.session
        current = session.current
        if self._desk is None or current is None or current.article.id != article:
            return
        self._desk.show_sets(contents)
        reviewed = self._desk.reviewed
        assert reviewed is not None
        # One letter names a lane, and hidden names begin alike.
        names = reviewed.names
        is_told = len({names.of(person)[:1] for person in names.order}) == len(names.order)
        self._bench.window.text.set_bands(
            tuple(map(names.of if is_told else names.letter, names.order))
        )
        marks = marks_compared(self._desk, session.codebook)
        self._bench.display.show_marks(marks)
        if self._caret is not None:
            caret, self._caret = self._caret, None
            if not self._desk.choose_at(caret):
                self._bench.place_caret(caret)
        self.in_sight.go(self.desk)
        self._bench.soon(at_once=True)

    def change_marks(self, edit: Edit) -> None:
        """Nothing can change here."""

    def refresh(self) -> None:
        """Shows the group, the strip and the mode as they are now."""
        desk, session = self.desk, self._bench.session
        told = difference_of(desk, session.codebook, keys=self._review.keys, now=utc_now())
        if isinstance(told, GroupCard):
            self._panel.show_card(told, is_read_only=True)
        else:
            self._panel.show_none(told)
        strip = strip_of(desk, self._bench.display.paragraphs)
        self._strip.show_strip(replace(strip, is_compared=True))
        self._strip.show_current(desk.current or "")
        self._bench.window.page.overview.show_ticks("disputes", open_places(desk))
        one, other = (desk.called[author] for author in desk.pair)
        words = self.tr("Comparing {one} with {other}: nothing can be changed.")
        mode = Mode(
            ModeKind.REVIEW,
            words.format(one=one, other=other),
            self.tr("Leave"),
            self._bench.actions.key_words("go.let_go"),
        )
        self._bench.window.band.show_mode(mode)

    def filled(self, context: Context) -> Context:
        """The context: nothing can be changed."""
        reviewed = self.desk.reviewed
        has_groups = reviewed is not None and bool(reviewed.groups)
        return replace(context, can_write=False, has_groups=has_groups)

    def order(self) -> Sequence[ArticleId]:
        """The articles as they are listed."""
        return self._bench.display.order()

    def choose(self, record_id: str) -> bool:
        """Looks at the group of an annotation."""
        self.desk.choose_record(record_id)
        return True

    def undo(self) -> None:
        """Nothing was done here."""

    def redo(self) -> None:
        """Nothing was done here."""

    def escape(self) -> bool:
        """Goes back to where the two sets were asked for."""
        self._bench.go_to(self._came_from)
        return True

    # Within

    @property
    def _panel(self) -> "GroupPanel":
        return self._review.panel

    @property
    def _strip(self) -> "GroupStrip":
        return self._review.strip

    @Slot()
    def _on_desk_changed(self) -> None:
        self.in_sight.go(self.desk)
        self._bench.soon()
