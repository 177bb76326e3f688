"""Finding words in the open article: joins the find bar, the search and the view."""

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Slot

from annotator.app.finding import Finding, Wanted
from annotator.app.present.finding import find_row
from annotator.core.spans import Span
from annotator.gui.workbench import Workbench

# Of each turn of the event loop the search takes so much, until all of the text is looked through.
_SLICE_MS = 3
# A longer selection is no word that one looks for.
_LONGEST_TAKEN = 200


class FindInArticle(QObject):
    """The bar stays open, and keeps its words, from article to article.

    While the bar has the focus the caret stays where it is; leaving it, and every step made from
    the text, selects the place: a label's key then marks it.
    """

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._text, self._bar = bench.window.text, bench.window.page.find_bar
        self._finding = Finding()
        self._origin = 0
        self._is_placing = False
        self._reveals = True
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)
        self._bar.wanted_changed.connect(self._on_wanted)
        self._bar.step_asked.connect(self._on_step)
        self._bar.closed.connect(self.close)
        self._text.caret_moved.connect(self._on_caret_moved)
        bench.display.article_shown.connect(self._on_article_shown)
        bench.add_openers(
            {
                "find": self.open,
                "find_next": self._find_next,
                "find_previous": self._find_previous,
                "find_close": self.close,
                "hits": self.show_again,
            }
        )

    @property
    def is_open(self) -> bool:
        """Whether the bar is there."""
        return self._bar.isVisible()

    def open(self) -> None:
        """Opens the bar with the selected words, or with those looked for last."""
        selection, words = self._text.selection(), None
        if self._text.hasFocus():
            self._origin = self._text.caret() if selection is None else selection.start
            if selection is not None and len(selection) <= _LONGEST_TAKEN:
                words = " ".join(selection.text_of(self._finding.text).split())
        self._bar.open(words or None)
        self._begin()

    @Slot()
    def close(self) -> None:
        """Closes the bar; the place found is selected, the text has the focus.

        Where nothing was found, one is again where one began.
        """
        self._timer.stop()
        current = self._finding.current or self._text.selection()
        self._bar.setVisible(False)
        self._text.setFocus()
        if current is not None:
            self._select(current)
        elif self._finding.wanted.words:
            self._text.set_caret(self._text.caret())
        self.show_again()

    def show_again(self) -> None:
        """Shows the places found, or none where the bar is closed; other places were shown."""
        is_shown = self.is_open and bool(self._finding.wanted.words)
        hits = self._finding.hits if is_shown else ()
        self._text.show_hits(hits, current=self._finding.current if is_shown else None)
        self._bench.window.page.overview.show_ticks("hits", hits)

    # Searching

    def _begin(self, *, reveals: bool = True) -> None:
        """Looks for what the bar says, from where one was when one began or stepped last."""
        self._reveals = reveals
        self._finding.begin(self._bar.wanted(), origin=self._origin)
        self._on_turn()

    @Slot()
    def _on_turn(self) -> None:
        """Looks through as much as fits between two key presses."""
        clock = QElapsedTimer()
        clock.start()
        had_current = self._finding.current is not None
        while clock.elapsed() < _SLICE_MS and self._finding.step():
            pass
        if self._finding.is_complete:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        current = self._finding.current
        if current is not None and not had_current and self._reveals:
            self._text.reveal(current)
        self._show()

    def _show(self) -> None:
        self.show_again()
        self._bar.show_row(find_row(self._finding))

    def _step(self, by: int) -> None:
        """Goes to the next or previous place, from the caret where that has moved since."""
        selection, caret = self._text.selection(), self._text.caret()
        if selection is not None:
            caret = selection.end if by > 0 else selection.start
        if self._text.hasFocus() and selection != self._finding.current:
            self._finding.leave()
        found = self._finding.go(by, caret=caret)
        if found is not None:
            self._origin = found.start
            self._text.reveal(found)
            if not self._bar.has_focus:
                self._select(found)
        self._on_turn()
        row = find_row(self._finding)
        self._text.announce(", ".join(words for words in (row.count, row.remark) if words))

    def _select(self, span: Span) -> None:
        self._is_placing = True
        try:
            self._text.select(span)
        finally:
            self._is_placing = False

    def _find_next(self) -> None:
        self._find(1)

    def _find_previous(self) -> None:
        self._find(-1)

    def _find(self, by: int) -> None:
        """Steps; where the bar is closed, through what was looked for last."""
        wanted = self._bar.wanted()
        if not wanted.words:
            self.open()
            return
        if self._finding.wanted != wanted:
            self._finding.begin(wanted, origin=self._text.caret())
        self._step(by)
        row = find_row(self._finding)
        if not self.is_open and (row.remark or row.is_missing):
            self._bench.say(f"“{wanted.words}”: {row.remark or row.count}.")

    # What happens

    @Slot(object)
    def _on_wanted(self, _wanted: Wanted) -> None:
        self._begin()

    @Slot(int)
    def _on_step(self, by: int) -> None:
        self._step(by)

    @Slot(int)
    def _on_caret_moved(self, _offset: int) -> None:
        """Where one is now is for the person to say, not for the search."""
        if not self._is_placing:
            self._origin = self._text.caret()
            self._finding.leave()
            if self.is_open:
                self._show()

    @Slot()
    def _on_article_shown(self) -> None:
        """Looks for the same words in another article; its text stays where it is."""
        self._timer.stop()
        session = self._bench.open_session
        current = session.current if session is not None else None
        self._finding = Finding(current.article.text if current is not None else "")
        self._origin = self._text.caret()
        if current is None:
            self._bar.setVisible(False)
        elif self.is_open:
            self._begin(reveals=False)
