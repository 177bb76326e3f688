"""A read-only editor that shows an article with its marks and keeps the reader's place."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QPalette,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotator.app.present.highlights import Mark
from annotator.core.spans import Span
from annotator.gui.text.geometry import Hit, hit
from annotator.gui.text.layout import ArticleLayout
from annotator.gui.text.marks import MarkIndex, reach_of
from annotator.gui.text.measures import TOP_PX, Measures, measures
from annotator.gui.text.painter import CARET_PX, MarkPainter
from annotator.gui.text.shown import ShownText
from annotator.gui.theme import Theme, light

_MOST_PASSES = 5
_SELECTION_STRENGTH = 0.28


def reading_font() -> QFont:
    """A serif of 13 pt, what the system has."""
    font = QFont("Noto Serif")
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(13)
    return font


class ReadingView(QTextEdit):
    """Shows text and marks. Offsets count code points; Qt's own positions stay inside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = light()
        self._line_spacing = 1.5
        self._column_characters = 70
        self._is_settling = False
        font = reading_font()
        self._measures = self._measured(font)
        self._painter = MarkPainter(self._theme, self._measures)
        self._page = ArticleLayout(self.document(), measures=self._measures, painter=self._painter)
        self._size_timer = QTimer(self)
        self._size_timer.setSingleShot(True)
        self._size_timer.setInterval(0)
        self._size_timer.timeout.connect(self._on_size_due)
        self._page.heights_changed.connect(self._size_timer.start)
        self._set_up(font)

    def _set_up(self, font: QFont) -> None:
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentLayout(self._page)
        self.setFont(font)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(CARET_PX)
        self.setTabChangesFocus(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A bar that comes and goes would move the column.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.set_theme(self._theme)

    # The article and its marks.

    def show_article(
        self, text: str, *, dimmed: tuple[Span, ...] = (), headlines: tuple[Span, ...] = ()
    ) -> None:
        """Shows a text without marks, from its beginning."""
        shown = ShownText(text)
        self._painter.selected = self._painter.hovered = self._painter.preview = None
        self._page.show_text(shown, dimmed=dimmed, headlines=headlines)
        self.setPlainText(shown.display())
        # What Qt had laid out on its way there is of neither text.
        self._page.estimate()
        self.verticalScrollBar().setValue(0)
        self._settle(0, TOP_PX)
        self.viewport().update()

    def clear_article(self) -> None:
        """Shows nothing."""
        self.show_article("")

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Replaces all marks."""
        with self._place_kept():
            self._page.show_marks(MarkIndex(marks))
        self.viewport().update()

    def change_marks(self, *, gone: Collection[str] = (), put: Collection[Mark] = ()) -> None:
        """Takes away the marks with the ids in `gone`, and adds or replaces those in `put`.

        Costs what the paragraphs of these marks cost, whatever else the article holds.
        """
        with self._place_kept():
            self._page.redress(self._page.marks.change(gone=gone, put=put))

    def select_mark(self, mark_id: str | None, *, reveal: bool = True) -> None:
        """Lets one mark stand out; scrolls to it if no part of its first line is in sight."""
        before, self._painter.selected = self._painter.selected, mark_id
        if before != mark_id:
            self._repaint_marks(before, mark_id)
        mark = self._page.marks.get(mark_id) if mark_id else None
        if reveal and mark is not None:
            self._reveal(self._shown.position(mark.spans[0].start))

    def marks_at(self, offset: int) -> tuple[str, ...]:
        """The ids of the marks over the character at an offset, outer first."""
        return tuple(mark.id for mark in self._page.marks.at(offset))

    # Caret and selection.

    def caret(self) -> int:
        """The offset of the caret."""
        return self._shown.offset(self.textCursor().position())

    def set_caret(self, offset: int, *, reveal: bool = True) -> None:
        """Puts the caret before the character at an offset and selects nothing."""
        self._select_positions(offset, offset)
        if reveal:
            self._reveal(self._shown.position(offset))

    def selection(self) -> Span | None:
        """What is selected; None if nothing is."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start = self._shown.offset(cursor.selectionStart())
        end = self._shown.offset(cursor.selectionEnd())
        return Span(start, end) if start < end else None

    def select(self, span: Span) -> None:
        """Selects exactly a span, the caret at its end."""
        self._select_positions(span.start, span.end)
        self._reveal(self._shown.position(span.end))

    def clear_selection(self) -> None:
        """Selects nothing; the caret stays."""
        caret = self.caret()
        self._select_positions(caret, caret)

    # Looks.

    def set_theme(self, theme: Theme) -> None:
        """Takes other colours."""
        self._theme = theme
        palette = QPalette(self.palette())
        soft = _mixed(theme.accent, theme.page, share=_SELECTION_STRENGTH)
        for role, color in (
            (QPalette.ColorRole.Base, theme.page),
            (QPalette.ColorRole.Text, theme.text),
            (QPalette.ColorRole.Highlight, soft),
            (QPalette.ColorRole.HighlightedText, theme.text),
        ):
            palette.setColor(role, color)
        self.setPalette(palette)
        # Under a style sheet the viewport keeps the palette it was born with.
        self.viewport().setPalette(palette)
        self._restyle()

    def set_reading(
        self, font: QFont, *, line_spacing: float = 1.5, column_characters: int = 70
    ) -> None:
        """Takes another font, spacing of lines and width of the column."""
        self._line_spacing = line_spacing
        self._column_characters = column_characters
        self.setFont(font)
        self._restyle()

    # Keeping the place.

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
        above = top + line.text_top - self._measures.chips_room(max(1, line.rows)) - value
        below = top + line.text_bottom + self._measures.lanes_room(max(1, line.lanes)) - value
        keep = margin or 0
        if above >= keep and below <= height - keep:
            return
        baseline = top + line.baseline - value
        if margin is None:
            self._place(position, height // 3)
        elif above < keep:
            self._place(position, baseline + keep - above)
        else:
            self._place(position, baseline - (below - height + keep))

    def _tell_size(self) -> None:
        self._size_timer.stop()
        self._page.documentSizeChanged.emit(self._page.documentSize())

    @Slot()
    def _on_size_due(self) -> None:
        with self._settling():
            self._tell_size()

    # Helpers.

    @property
    def _shown(self) -> ShownText:
        return self._page.shown

    def _select_positions(self, anchor: int, caret: int) -> None:
        """Selects between two offsets; the text stays where it is."""
        cursor = self.textCursor()
        cursor.setPosition(self._shown.position(anchor))
        cursor.setPosition(self._shown.position(caret), QTextCursor.MoveMode.KeepAnchor)
        value = self.verticalScrollBar().value()
        with self._settling():
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(value)

    def _document_point(self, point: QPoint) -> QPointF:
        return QPointF(point.x(), point.y() + self.verticalScrollBar().value())

    def _hit_at(self, point: QPoint) -> Hit:
        """The chip or bar at a point of the viewport."""
        at = self._document_point(point)
        number = self._page.find(at.y())
        paragraph = self._page.paragraph(number)
        x, y = at.x() - self._measures.left, at.y() - self._page.top(number)
        return hit(paragraph, x, y, self._measures)

    def _marks_under(self, point: QPoint) -> tuple[str, ...]:
        """The marks whose chip, bar or words are at a point, the outer ones first."""
        found = self._hit_at(point)
        if found.mark_ids:
            return found.mark_ids
        position = self._page.character_at(self._document_point(point))
        return self.marks_at(self._shown.offset(position)) if position >= 0 else ()

    def _repaint_marks(self, *mark_ids: str | None) -> None:
        value = self.verticalScrollBar().value()
        first = self._page.find(value)
        last = self._page.find(value + self.viewport().height())
        marks = (self._page.marks.get(mark_id) for mark_id in mark_ids if mark_id)
        for mark in marks:
            for number in self._page.laid_between(reach_of(mark)) if mark else ():
                if first <= number <= last:
                    self._page.repaint(number)

    def _measured(self, font: QFont) -> Measures:
        return measures(
            font,
            QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont),
            width=self.viewport().width(),
            line_spacing=self._line_spacing,
            column_characters=self._column_characters,
        )

    def _remeasure(self) -> None:
        self._measures = self._measured(self.font())
        self._painter.set_style(self._theme, self._measures)
        self._page.set_measures(self._measures)

    def _restyle(self) -> None:
        with self._place_kept():
            self._remeasure()
        self.viewport().update()


def _mixed(color: QColor, ground: QColor, *, share: float) -> QColor:
    """So much of a colour on a ground, as one opaque colour."""
    rest = 1 - share
    return QColor.fromRgbF(
        share * color.redF() + rest * ground.redF(),
        share * color.greenF() + rest * ground.greenF(),
        share * color.blueF() + rest * ground.blueF(),
    )
