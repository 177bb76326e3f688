"""Labelling all occurrences: joins the dialog, the gathering of places and the view."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, QSize, QTimer, Slot

from annotator.app.finding import Wanted
from annotator.app.occurrences import (
    Gathering,
    Pattern,
    labels_for_words,
    mark_occurrences,
    pattern_at,
)
from annotator.app.present.labels import label_bar_rows
from annotator.app.present.occurrences import occurrence_list
from annotator.core.ids import LabelId
from annotator.core.spans import Span
from annotator.gui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.gui.dialogs.occurrences import Asked, OccurrencesDialog

_SLICE_MS = 5
_MOST_COVERED = 0.8
_LEAST_WIDTH, _LEAST_HEIGHT = 640, 300


class LabelAll(QObject):
    """One dialog at a time, over the article whose places it lists."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._text = bench.window.text
        self._dialog: OccurrencesDialog | None = None
        self._pattern: Pattern
        self._gathering: Gathering
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)
        bench.add_openers({"occurrences": self._open})

    def _open(self) -> None:
        from annotator.gui.dialogs.occurrences import Asked, OccurrencesDialog

        bench = self._bench
        bench.window.inspector.flush()
        pattern = pattern_at(bench.session, bench.desk, bench.place())
        permitted = {label.id for label in labels_for_words(bench.session)}
        rows = label_bar_rows(bench.session.codebook)
        dialog = OccurrencesDialog(
            pattern.words,
            [row for row in rows if row.id in permitted],
            Asked(pattern.label, is_whole_word=pattern.is_whole_word, is_case_sensitive=True),
            theme=bench.reading.theme,
            parent=bench.window,
        )
        self._pattern, self._dialog = pattern, dialog
        dialog.asked.connect(self._on_asked)
        dialog.place_shown.connect(self._on_place_shown)
        dialog.marking_asked.connect(self._on_marking_asked)
        dialog.finished.connect(self._on_finished)
        self._place(dialog)
        dialog.open()
        self._on_asked(dialog.asks())

    def _place(self, dialog: "OccurrencesDialog") -> None:
        """Puts the dialog so that it leaves the upper half of the article to be seen.

        It is all on the screen, also where that is hardly larger than the dialog.
        """
        page = self._bench.window.page
        room = QSize(max(_LEAST_WIDTH, page.width()), max(_LEAST_HEIGHT, page.height() // 2))
        screen = self._bench.window.screen().availableGeometry()
        dialog.resize(dialog.size().boundedTo(room).boundedTo(screen.size()))
        corner = page.mapToGlobal(page.rect().bottomLeft())
        place = corner + QPoint((page.width() - dialog.width()) // 2, -dialog.height())
        left = min(place.x(), screen.right() + 1 - dialog.width())
        top = min(place.y(), screen.bottom() + 1 - dialog.height())
        dialog.move(max(screen.left(), left), max(screen.top(), top))

    @Slot(object)
    def _on_asked(self, asked: "Asked") -> None:
        self._pattern = replace(self._pattern, label=LabelId(asked.label_id))
        wanted = Wanted(self._pattern.words, asked.is_whole_word, asked.is_case_sensitive)
        self._gathering = Gathering(self._bench.session, self._pattern, wanted)
        self._timer.start()
        self._look_on()
        self._show()

    @Slot()
    def _on_turn(self) -> None:
        """Shows the list as soon as it is whole, and once more when all is counted."""
        was_listed = self._gathering.is_listed
        self._look_on()
        if self._gathering.is_listed != was_listed or self._gathering.is_complete:
            self._show()

    def _look_on(self) -> None:
        """Looks for places as long as nobody feels it."""
        clock = QElapsedTimer()
        clock.start()
        while self._gathering.step() and clock.elapsed() < _SLICE_MS:
            pass
        if self._gathering.is_complete:
            self._timer.stop()

    def _show(self) -> None:
        session, dialog = self._bench.session, self._dialog
        label = session.codebook.label(self._pattern.label)
        if dialog is None or session.current is None or label is None:
            return
        text, paragraphs = session.current.article.text, self._bench.display.paragraphs
        self._bench.window.page.overview.show_ticks("hits", self._gathering.places)
        dialog.show_list(occurrence_list(self._gathering, text, paragraphs, label=label))

    @Slot(object)
    def _on_place_shown(self, span: Span) -> None:
        """Shows a place in what the dialog leaves of the article."""
        if self._dialog is None:
            return
        bottom = self._text.mapToGlobal(self._text.rect().bottomLeft()).y()
        covered = bottom - self._dialog.frameGeometry().top()
        self._text.cover(covered if 0 < covered < _MOST_COVERED * self._text.height() else 0)
        self._text.show_hits(self._gathering.places, current=span)
        self._text.reveal(span)

    @Slot(object, bool)
    def _on_marking_asked(self, spans: tuple[Span, ...], has_attributes: bool) -> None:
        pattern, session = self._pattern, self._bench.session
        values = pattern.attributes if has_attributes else ()
        dialog = self._dialog
        is_done = self._bench.attempt(
            lambda: mark_occurrences(session, spans, label=pattern.label, attributes=values)
        )
        if dialog is not None and is_done:
            dialog.accept()

    @Slot()
    def _on_finished(self) -> None:
        self._timer.stop()
        self._dialog = None
        self._text.cover(0)
        self._text.reveal(self._pattern.span)
        self._bench.show("hits")
        self._text.setFocus()
