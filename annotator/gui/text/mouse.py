"""The mouse on an article: selecting, clicking marks, dragging boundaries, the wheel."""

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QHelpEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.core.graphemes import is_boundary, whole_characters
from annotator.gui.text.bands_view import BandsView
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

_DRAG_PX = 4
_AUTOSCROLL_MS = 30
_SMALLEST_PT, _LARGEST_PT = 6, 72
_WHEEL_STEP = 120
_MODIFIERS = Qt.KeyboardModifier
_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonRelease,
}


class MouseView(BandsView):
    """What a press, a drag and the wheel do. Selections are snapped to words unless Alt is held.

    `boundary_dragged` gives the mark and the new start and end of the fragment whose one end was
    dragged; its other end is what it was. `list_asked` and `card_asked` give the marks that one
    sign stands for, or that the mouse rests on, and where it is on the screen.
    """

    mark_clicked = Signal(str)
    # A selection is complete: the button, or Shift after keys, was let go.
    selection_made = Signal(object)
    boundary_dragged = Signal(str, int, int)
    context_asked = Signal(QPoint)
    font_size_changed = Signal(int)
    list_asked = Signal(object, QPoint)
    card_asked = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._pointer = Pointer("")
        self._clicks = ClickCounter()
        self._pressed_at = QPoint()
        self._last_move: tuple[QPoint, bool] = (QPoint(), False)
        self._is_dragging = False
        self._is_exact = False
        self._has_selected = False
        self._has_grown = False
        self._wheel_rest = 0
        self._heap: tuple[str, ...] = ()
        super().__init__(parent)
        self._scroll_timer = QTimer(self)
        self._scroll_timer.setInterval(_AUTOSCROLL_MS)
        self._scroll_timer.timeout.connect(self._on_autoscroll)

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
                margin_px=self._margin_px,
            )
            self.font_size_changed.emit(wanted)

    def selection_grew(self) -> bool:
        """Whether the last click made more of the selection of the click before: a third does."""
        return self._has_grown

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
            self._hover_arc(None)
        return super().viewportEvent(event)

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
        run = self._handle_at(at)
        if run is not None:
            self.toggle_fold(run.span.start)
            return
        arc = self._arc_at(at)
        if arc is not None and arc.pill is not None:
            self.arc_clicked.emit(arc.pill.goal)
            return
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
        self._has_selected = False
        self._has_grown = clicks > 2
        offset = self._offset_at(at)
        found = self._hit_at(at)
        self._heap = found.mark_ids if found.is_heap else ()
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
        self._on_selection_over_folds()
        selection = self.selection()
        clipboard = QGuiApplication.clipboard()
        if selection is not None and clipboard.supportsSelection():
            text = selection.text_of(self._shown.text)
            clipboard.setText(text, QClipboard.Mode.Selection)
        if selection is not None and self._has_selected:
            self._has_selected = False
            self.selection_made.emit(selection)

    def _is_held(self) -> bool:
        return self._pointer.is_busy

    def _act(self, outcome: Outcome) -> None:
        match outcome:
            case Selecting(anchor, caret, is_exact):
                self._is_exact = is_exact
                self._has_selected = anchor != caret
                self._select_positions(anchor, caret)
            case Clicked() if self._heap:
                place = self.viewport().mapToGlobal(self._pressed_at)
                self.list_asked.emit(self._heap, place)
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
        found, arc = self._hit_at(at), self._arc_at(at)
        self._hover_arc(arc)
        if arc is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif found.grip is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif found.mark_ids or self._handle_at(at) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)
        marks = self._marks_under(at) if arc is None else ()
        self._hover(marks[0 if found.mark_ids else -1] if marks else None)

    def _hover(self, mark_id: str | None) -> None:
        before, self._painter.hovered = self._painter.hovered, mark_id
        if before != mark_id:
            self._repaint_marks(before, mark_id)

    def _show_tip(self, event: QHelpEvent) -> None:
        marks, run = self._marks_under(event.pos()), self._handle_at(event.pos())
        arc = self._arc_at(event.pos())
        if arc is not None:
            QToolTip.showText(event.globalPos(), self._arc_tip(arc), self.viewport())
        elif marks:
            self.card_asked.emit(marks, event.globalPos())
        elif run is not None:
            QToolTip.showText(event.globalPos(), self._fold_words(run), self.viewport())
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
        text = self._shown.text
        offset = self._shown.offset(self._page.position_near(self._document_point(at)))
        return offset if is_boundary(text, offset) else whole_characters(text, offset, offset)[0]

    def _character_at(self, at: QPoint) -> int:
        position = self._page.character_at(self._document_point(at))
        return self._shown.offset(position) if position >= 0 else self._offset_at(at)
