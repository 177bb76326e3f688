"""The article view: events in, signals out. It decides nothing about annotations."""

from html import escape

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QClipboard,
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.core.segments import sentences
from annotator.core.spans import Span
from annotator.gui.text.accessible import CaretListener, announce
from annotator.gui.text.carets import paragraphs, place_after, place_before
from annotator.gui.text.painter import Preview
from annotator.gui.text.pointer import (
    ClickCounter,
    Clicked,
    Moved,
    Moving,
    Outcome,
    Pointer,
    Selecting,
)
from annotator.gui.text.reading import ReadingView

_DRAG_PX = 4
_AUTOSCROLL_MS = 30
_SMALLEST_PT, _LARGEST_PT = 8, 36
_WHEEL_STEP = 120
_MODIFIERS = Qt.KeyboardModifier
_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
}


class ArticleView(ReadingView):
    """An article with its marks, a caret and a selection.

    Signals carry offsets, spans and ids of marks. Selections made with the mouse are snapped to
    words unless Alt is held; those made with keys are left as made. Sentences are reached with
    Alt+Up and Alt+Down, paragraphs with Ctrl+Up and Ctrl+Down; Shift extends.

    `boundary_dragged` gives the mark and the new start and end of the fragment whose one end was
    dragged; its other end is what it was.
    """

    caret_moved = Signal(int)
    selection_changed_to = Signal(object)
    mark_clicked = Signal(str)
    boundary_dragged = Signal(str, int, int)
    context_asked = Signal(QPoint)
    font_size_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._pointer = Pointer("")
        self._clicks = ClickCounter()
        self._pressed_at = QPoint()
        self._last_move: tuple[QPoint, bool] = (QPoint(), False)
        self._is_dragging = False
        self._is_exact = False
        self._is_loading = False
        self._last_selection: Span | None = None
        self._last_caret = 0
        self._wheel_rest = 0
        self._listener = CaretListener()
        super().__init__(parent)
        self._scroll_timer = QTimer(self)
        self._scroll_timer.setInterval(_AUTOSCROLL_MS)
        self._scroll_timer.timeout.connect(self._on_autoscroll)
        self.setAccessibleName(self.tr("Article text"))
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.selectionChanged.connect(self._on_selection_changed)

    def show_article(
        self, text: str, *, dimmed: tuple[Span, ...] = (), headlines: tuple[Span, ...] = ()
    ) -> None:
        """Shows a text without marks, from its beginning. No signal is sent."""
        self._is_loading = True
        try:
            super().show_article(text, dimmed=dimmed, headlines=headlines)
        finally:
            self._is_loading = False
        self._pointer = Pointer(text)
        self._listener = CaretListener()
        self._is_exact = False
        self._last_selection, self._last_caret = None, 0

    def selection_is_exact(self) -> bool:
        """Whether the selection was made with Alt, or character by character."""
        return self._is_exact and self.selection() is not None

    def select(self, span: Span) -> None:
        """Selects exactly a span, the caret at its end."""
        self._is_exact = False
        super().select(span)

    def copy_selection(self) -> None:
        """Puts the selected part of the article's own text on the clipboard.

        Not by Qt's copy(): it hands the clipboard an object that Python has made, and PySide6
        6.11 crashes when the program ends with that still there.
        """
        selection = self.selection()
        if selection is not None:
            QGuiApplication.clipboard().setText(selection.text_of(self._shown.text))

    def change_font_size(self, steps: int) -> None:
        """Makes the reading font larger or smaller by so many points."""
        font = QFont(self.font())
        size = round(font.pointSizeF())
        wanted = min(max(size + steps, _SMALLEST_PT), _LARGEST_PT)
        if wanted != size:
            font.setPointSizeF(wanted)
            self.set_reading(
                font,
                line_spacing=self._line_spacing,
                column_characters=self._column_characters,
            )
            self.font_size_changed.emit(wanted)

    def announce(self, message: str) -> None:
        """Has a screen reader say what was done, where one listens."""
        announce(self, message)

    # Events.

    def event(self, event: QEvent) -> bool:
        """Leaves every key to the actions first: this view takes only what they do not want."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._pointer.is_gripping and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves the caret; the caret's line stays in sight."""
        if event.key() == Qt.Key.Key_Escape and self._pointer.is_gripping:
            self._pointer.cancelled()
            self._show_preview(None)
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
            event.accept()
            return
        had_selection = self.selection() is not None
        before = self.textCursor().position()
        if not self._moved_by_unit(event):
            super().keyPressEvent(event)
        if self.textCursor().position() != before:
            by_character = event.matches(QKeySequence.StandardKey.SelectNextChar) or event.matches(
                QKeySequence.StandardKey.SelectPreviousChar
            )
            self._is_exact = by_character or (self._is_exact and had_selection)
            self._reveal(self.textCursor().position(), margin=self._measures.pitch)

    def _moved_by_unit(self, event: QKeyEvent) -> bool:
        """Whether the key was one of ours: Alt or Ctrl with Up or Down, perhaps with Shift."""
        modifiers = event.modifiers() & ~_MODIFIERS.KeypadModifier
        extends = bool(modifiers & _MODIFIERS.ShiftModifier)
        rest = modifiers & ~_MODIFIERS.ShiftModifier
        if event.key() not in (Qt.Key.Key_Up, Qt.Key.Key_Down) or rest not in (
            _MODIFIERS.AltModifier,
            _MODIFIERS.ControlModifier,
        ):
            return False
        units = sentences if rest == _MODIFIERS.AltModifier else paragraphs
        text, caret = self._shown.text, self.caret()
        if event.key() == Qt.Key.Key_Down:
            place = place_after(text, caret, units=units, is_end=extends)
        else:
            place = place_before(text, caret, units=units)
        anchor = self._shown.offset(self.textCursor().anchor()) if extends else place
        self._select_positions(anchor, place)
        event.accept()
        return True

    def viewportEvent(self, event: QEvent) -> bool:
        """The mouse on the text. What is not ours goes to Qt."""
        if isinstance(event, QMouseEvent) and event.type() in _MOUSE:
            return self._mouse(event) or super().viewportEvent(event)
        if isinstance(event, QWheelEvent) and event.modifiers() & _MODIFIERS.ControlModifier:
            self._wheel_rest += event.angleDelta().y()
            steps = int(self._wheel_rest / _WHEEL_STEP)
            self._wheel_rest -= steps * _WHEEL_STEP
            self.change_font_size(steps)
            event.accept()
            return True
        if isinstance(event, QContextMenuEvent):
            self._ask_context(event)
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected part of the article's own text: Qt's copy has other spaces."""
        data = QMimeData()
        selection = self.selection()
        if selection is not None:
            data.setText(selection.text_of(self._shown.text))
        return data

    # The mouse.

    def _mouse(self, event: QMouseEvent) -> bool:
        """Whether the event was the left button's or a plain move, and is dealt with."""
        at = event.position().toPoint()
        is_exact = bool(event.modifiers() & _MODIFIERS.AltModifier)
        if event.type() == QEvent.Type.MouseMove:
            if not event.buttons():
                self._point_at(at)
            elif event.buttons() & Qt.MouseButton.LeftButton:
                self._drag_to(at, is_exact=is_exact)
            else:
                return False
        elif event.button() != Qt.MouseButton.LeftButton:
            return False
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._release()
        else:
            self._press(event, at, is_exact=is_exact)
        event.accept()
        return True

    def _press(self, event: QMouseEvent, at: QPoint, *, is_exact: bool) -> None:
        hints = QGuiApplication.styleHints()
        clicks = self._clicks.counted(
            (at.x(), at.y()),
            time_ms=event.timestamp(),
            interval_ms=hints.mouseDoubleClickInterval(),
            reach_px=hints.startDragDistance(),
            is_double=event.type() == QEvent.Type.MouseButtonDblClick,
        )
        self._pressed_at = at
        self._is_dragging = False
        offset = self._offset_at(at)
        found = self._hit_at(at)
        if clicks > 1:
            self._act(self._pointer.pressed_again(self._character_at(at), clicks=clicks))
        elif event.modifiers() & _MODIFIERS.ShiftModifier:
            anchor = self._shown.offset(self.textCursor().anchor())
            self._act(self._pointer.extended(anchor, offset, is_exact=is_exact))
        elif found.grip is not None:
            self._act(self._pointer.gripped(found.grip))
        else:
            marks = self._marks_under(at)
            mark_id = marks[0 if found.mark_ids else -1] if marks else None
            self._act(self._pointer.pressed(offset, mark_id=mark_id, is_exact=is_exact))

    def _drag_to(self, at: QPoint, *, is_exact: bool) -> None:
        away = (at - self._pressed_at).manhattanLength()
        if not self._pointer.is_busy or (not self._is_dragging and away < _DRAG_PX):
            return
        self._is_dragging = True
        self._last_move = (at, is_exact)
        outside = at.y() < 0 or at.y() > self.viewport().height()
        if outside and not self._scroll_timer.isActive():
            self._scroll_timer.start()
        elif not outside:
            self._scroll_timer.stop()
        self._act(self._pointer.moved(self._offset_at(at), is_exact=is_exact))

    @Slot()
    def _on_autoscroll(self) -> None:
        at, is_exact = self._last_move
        over = at.y() if at.y() < 0 else max(0, at.y() - self.viewport().height())
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + over // 2)
        self._act(self._pointer.moved(self._offset_at(at), is_exact=is_exact))

    def _release(self) -> None:
        self._scroll_timer.stop()
        self._act(self._pointer.released())
        selection = self.selection()
        clipboard = QGuiApplication.clipboard()
        if selection is not None and clipboard.supportsSelection():
            text = selection.text_of(self._shown.text)
            clipboard.setText(text, QClipboard.Mode.Selection)

    def _act(self, outcome: Outcome) -> None:
        match outcome:
            case Selecting(anchor, caret, is_exact):
                self._is_exact = is_exact
                self._select_positions(anchor, caret)
            case Clicked(mark_id):
                self.mark_clicked.emit(mark_id)
            case Moving(grip, span):
                mark = self._page.marks.get(grip.mark_id)
                color = mark.color if mark else 1
                start, end = self._shown.position(span.start), self._shown.position(span.end)
                self._show_preview(Preview(grip.mark_id, color, start, end))
            case Moved(grip, span):
                self._show_preview(None)
                self.boundary_dragged.emit(grip.mark_id, span.start, span.end)
            case None:
                self._show_preview(None)

    def _show_preview(self, preview: Preview | None) -> None:
        if preview != self._painter.preview:
            self._painter.preview = preview
            self.viewport().update()

    def _point_at(self, at: QPoint) -> None:
        """Shows what a press here would do."""
        found = self._hit_at(at)
        if found.grip is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif found.mark_ids:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        marks = self._marks_under(at)
        self._hover(marks[0 if found.mark_ids else -1] if marks else None)

    def _hover(self, mark_id: str | None) -> None:
        before, self._painter.hovered = self._painter.hovered, mark_id
        if before != mark_id:
            self._repaint_marks(before, mark_id)

    def _show_tip(self, event: QHelpEvent) -> None:
        marks = [self._page.marks.get(mark_id) for mark_id in self._marks_under(event.pos())]
        titles = "<br>".join(escape(mark.title) for mark in marks if mark is not None)
        if titles:
            QToolTip.showText(event.globalPos(), f"<p>{titles}</p>", self.viewport())
        else:
            QToolTip.hideText()

    def _ask_context(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            offset, selection = self._offset_at(event.pos()), self.selection()
            if selection is None or not selection.start <= offset <= selection.end:
                self._select_positions(offset, offset)
                marks = self._marks_under(event.pos())
                if marks:
                    self.mark_clicked.emit(marks[-1])
        else:
            at = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        event.accept()
        self.context_asked.emit(at)

    def _offset_at(self, at: QPoint) -> int:
        """The offset between two characters nearest to a point of the viewport."""
        return self._shown.offset(self._page.position_near(self._document_point(at)))

    def _character_at(self, at: QPoint) -> int:
        position = self._page.character_at(self._document_point(at))
        return self._shown.offset(position) if position >= 0 else self._offset_at(at)

    # What Qt says.

    @Slot()
    def _on_cursor_moved(self) -> None:
        caret = self.caret()
        if self._is_loading or caret == self._last_caret:
            return
        self._last_caret = caret
        self.caret_moved.emit(caret)
        if QAccessible.isActive():
            announce(self, self._listener.message(self._page.marks.at(caret)))

    @Slot()
    def _on_selection_changed(self) -> None:
        selection = self.selection()
        if self._is_loading or selection == self._last_selection:
            return
        self._last_selection = selection
        self.selection_changed_to.emit(selection)
