"""A text editor behind our own layout that keeps the reader's place while heights change."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, QTimer, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from annotator.gui.text.folding import FoldingLayout
from annotator.gui.text.geometry import room_below
from annotator.gui.text.measures import USUAL_MARGIN_PX, Measures, measures
from annotator.gui.text.painter import MarkPainter
from annotator.gui.text.shown import ShownText
from annotator.gui.theme import light

_MOST_PASSES = 5


def reading_font() -> QFont:
    """A serif of 13 pt, what the system has."""
    font = QFont("Noto Serif")
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(13)
    return font


class PlaceKeeper(QTextEdit):
    """Lays out what is in sight; whatever changes its height, the line being read stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = light()
        self._line_spacing = 1.5
        self._column_characters = 70
        self._margin_px = USUAL_MARGIN_PX
        self._letters: tuple[str, ...] = ()
        self._is_settling = False
        font = reading_font()
        self._measures = self._measured(font)
        self._painter = MarkPainter(self._theme, self._measures)
        self._page = FoldingLayout(self.document(), measures=self._measures, painter=self._painter)
        self._size_timer = QTimer(self)
        self._size_timer.setSingleShot(True)
        self._size_timer.setInterval(0)
        self._size_timer.timeout.connect(self._on_size_due)
        self._page.heights_changed.connect(self._size_timer.start)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentLayout(self._page)
        self.setFont(font)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lays out anew where the width changed; the line read stays where it is."""
        with self._place_kept():
            super().resizeEvent(event)
            if self.viewport().width() != self._measures.width:
                self._remeasure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Lays out what comes into sight before it is painted, so that nothing shifts later."""
        if dy and not self._is_settling:
            value = self.verticalScrollBar().value()
            is_far = abs(dy) >= self.viewport().height()
            number = self._page.find(value if is_far else value + dy)
            self._settle(number, self._page.top(number) - value)
        super().scrollContentsBy(dx, dy)

    def _settle(self, number: int, y: int) -> None:
        """Lays out what is in sight such that a paragraph's top stands at y in the viewport."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        with self._settling():
            for _ in range(_MOST_PASSES):
                generation = self._page.generation
                self._page.lay_out(bar.value(), bar.value() + height)
                if self._page.generation == generation:
                    break
                self._tell_size()
                bar.setValue(self._page.top(number) - y)
                self.viewport().update()

    @contextmanager
    def _settling(self) -> Iterator[None]:
        before, self._is_settling = self._is_settling, True
        try:
            yield
        finally:
            self._is_settling = before

    @contextmanager
    def _place_kept(self, *, by_caret: bool = True) -> Iterator[None]:
        """Within, heights may change: the caret's line, or the topmost, stays on its place."""
        position, y = self._anchor(by_caret=by_caret)
        generation = self._page.generation
        with self._settling():
            yield
        if self._page.generation != generation:
            self._place(position, y)

    def _anchor(self, *, by_caret: bool) -> tuple[int, int]:
        """A position in sight and the height of its baseline in the viewport."""
        value, height = self.verticalScrollBar().value(), self.viewport().height()
        if by_caret:
            position = self.textCursor().position()
            number = self.textCursor().blockNumber()
            if self._page.find(value) <= number <= self._page.find(value + height):
                top, line = self._page.line_at(position)
                if top + line.text_top >= value and top + line.text_bottom <= value + height:
                    return position, top + line.baseline - value
        position = self._page.position_near(QPointF(0, value))
        top, line = self._page.line_at(position)
        return position, top + line.baseline - value

    def _place(self, position: int, y: int) -> None:
        """Scrolls such that the baseline of a position's line stands at y in the viewport."""
        bar, height = self.verticalScrollBar(), self.viewport().height()
        with self._settling():
            for _ in range(_MOST_PASSES):
                top, line = self._page.line_at(position)
                self._tell_size()
                bar.setValue(top + line.baseline - y)
                generation = self._page.generation
                self._page.lay_out(bar.value(), bar.value() + height)
                if self._page.generation == generation:
                    break
        self.viewport().update()

    def _reveal(self, position: int, *, margin: int | None = None) -> None:
        """Scrolls to a position's line if it is out of sight.

        With a margin just so far that so many pixels are left to the edge, else to the upper third.
        """
        top, line = self._page.line_at(position)
        value, height = self.verticalScrollBar().value(), self.viewport().height()
        measures = self._measures
        above = top + line.text_top - measures.chips_room(max(1, line.rows)) - value
        room = max(measures.lanes_room(1), room_below(line, measures))
        below = top + line.text_bottom + room - value
        keep = margin or 0
        if above >= keep and below <= height - keep:
            return
        baseline = top + line.baseline - value
        if margin is None:
            self._place(position, _shown_at(height))
        elif above < keep:
            self._place(position, baseline + keep - above)
        else:
            self._place(position, baseline - (below - height + keep))

    def _make_ready(self, position: int) -> None:
        """Lays out what comes into sight with a position's line; the line that is read stays."""
        with self._place_kept():
            top, line = self._page.line_at(position)
            height = self.viewport().height()
            first = top + line.baseline - _shown_at(height)
            self._page.lay_out(first, first + height)

    def _tell_size(self) -> None:
        self._size_timer.stop()
        self._page.documentSizeChanged.emit(self._page.documentSize())

    @Slot()
    def _on_size_due(self) -> None:
        with self._settling():
            self._tell_size()

    @property
    def page(self) -> FoldingLayout:
        """The layout of the article shown: where things are."""
        return self._page

    # Within.

    @property
    def _shown(self) -> ShownText:
        return self._page.shown

    def _document_point(self, point: QPoint) -> QPointF:
        return QPointF(point.x(), point.y() + self.verticalScrollBar().value())

    def _measured(self, font: QFont) -> Measures:
        return measures(
            font,
            QApplication.font(),
            width=self.viewport().width(),
            line_spacing=self._line_spacing,
            column_characters=self._column_characters,
            margin_px=self._margin_px,
            bands=len(self._letters),
        )

    def _remeasure(self) -> None:
        self._measures = self._measured(self.font())
        self._painter.set_style(self._theme, self._measures)
        self._painter.names.set_style(self._letters, self._measures)
        self._page.set_measures(self._measures)

    def _restyle(self) -> None:
        with self._place_kept():
            self._remeasure()
        self.viewport().update()


def _shown_at(height: int) -> int:
    """Where in a viewport of a height a line is put that was out of sight: in the upper third."""
    return height // 3
