"""The strip under the article: a cell for each disputed group, to be emptied by deciding."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from annotator.app.present.review_strip import Strip, StripCell
from annotator.gui.panels.painting import small_font
from annotator.gui.review.kind_signs import draw_kind
from annotator.gui.theme import Theme

_HEIGHT = 24
_EDGE = 12
_WIDEST = 20.0
# Narrower cells are bars: no sign can be read in them.
_NARROWEST_SIGN = 13.0
_SIGN = 10.0
_TICK = (2.0, 5.0)


class GroupStrip(QWidget):
    """Shows a Strip; a click on a cell chooses its group, as do the arrow keys."""

    group_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strip = Strip()
        self._current = ""
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def show_strip(self, strip: Strip) -> None:
        """Shows all cells, each in its place; those that are decided as thin ticks."""
        if strip != self._strip:
            self._strip = strip
            self._hovered = -1
            self._name()
            self.update()

    def show_current(self, group_id: str) -> None:
        """Rings the open group's cell; none where it has none."""
        if group_id != self._current:
            self._current = group_id
            self._name()
            self.update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(320, max(_HEIGHT, QFontMetrics(small_font(self.font())).height() + 8))

    def minimumSizeHint(self) -> QSize:
        """Cells can be as thin as they must."""
        return QSize(160, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Tells of the cell under the pointer what it is about."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self._cell_at(event.pos().x())
            words = cell.tip if cell else self._strip.words
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lights the cell under the pointer up."""
        place = self._place_at(round(event.position().x()))
        if place != self._hovered:
            self._hovered = place
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Lights none up."""
        self._hovered = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Chooses the cell that is clicked."""
        cell = self._cell_at(round(event.position().x()))
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.group_chosen.emit(cell.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right, Home and End choose."""
        cells, here = self._strip.cells, self._current_place()
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        step = -1 if is_mirrored else 1
        targets = {
            Qt.Key.Key_Right: here + step,
            Qt.Key.Key_Left: here - step if here >= 0 else 0,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(cells) - 1,
        }
        target = targets.get(Qt.Key(event.key()))
        if target is None or not cells:
            super().keyPressEvent(event)
            return
        self.group_chosen.emit(cells[min(max(target, 0), len(cells) - 1)].id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the cells and how many are open."""
        painter = QPainter(self)
        theme = self._theme
        painter.fillRect(0, 0, self.width(), 1, theme.line)
        painter.setFont(small_font(self.font()))
        painter.setPen(theme.secondary)
        inner = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
        flags = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(flags), self._strip.words)
        current = self._current_place()
        for place, cell in enumerate(self._strip.cells):
            self._paint_cell(painter, cell, self._slot(place), is_hovered=place == self._hovered)
        if current >= 0:
            self._paint_ring(painter, self._slot(current))
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_cell(
        self, painter: QPainter, cell: StripCell, slot: QRectF, *, is_hovered: bool
    ) -> None:
        theme, middle = self._theme, slot.center()
        if is_hovered and slot.width() >= _NARROWEST_SIGN:
            painter.fillRect(slot.adjusted(1, 2, -1, -2), theme.hover)
        if cell.is_decided:
            width, height = min(_TICK[0], max(1.0, slot.width() - 1)), _TICK[1]
            tick = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
            painter.fillRect(tick, theme.text if is_hovered else theme.edge)
            return
        ink = theme.text if is_hovered else theme.accent
        if slot.width() < _NARROWEST_SIGN:
            gap = 0.5 if slot.width() < 4 else 1
            painter.fillRect(slot.adjusted(gap, 5, -gap, -5), ink)
            return
        sign = QRectF(middle.x() - _SIGN / 2, middle.y() - _SIGN / 2, _SIGN, _SIGN)
        draw_kind(painter, sign, cell.shape, ink)

    def _paint_ring(self, painter: QPainter, slot: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.text, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        wide = max(slot.width(), 7.0)
        ring = QRectF(slot.center().x() - wide / 2, slot.top() + 3, wide, slot.height() - 6)
        painter.drawRoundedRect(ring.adjusted(0.75, 0, -0.75, 0), 3, 3)
        painter.restore()

    def _slot(self, place: int) -> QRectF:
        width = self._cell_width()
        x = _EDGE + place * width
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = self.width() - _EDGE - (place + 1) * width
        return QRectF(x, 1, width, self.height() - 1)

    def _cell_width(self) -> float:
        words = QFontMetrics(small_font(self.font())).horizontalAdvance(self._strip.words)
        room = self.width() - 3 * _EDGE - words
        return min(_WIDEST, max(1.0, room / max(1, len(self._strip.cells))))

    def _place_at(self, x: int) -> int:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = self.width() - x
        place = int((x - _EDGE) // self._cell_width())
        return place if 0 <= place < len(self._strip.cells) else -1

    def _cell_at(self, x: int) -> StripCell | None:
        place = self._place_at(x)
        return self._strip.cells[place] if place >= 0 else None

    def _current_place(self) -> int:
        cells = enumerate(self._strip.cells)
        return next((place for place, cell in cells if cell.id == self._current), -1)

    def _name(self) -> None:
        place = self._current_place()
        current = f": {self._strip.cells[place].tip}" if place >= 0 else ""
        self.setAccessibleName(self.tr("Groups, {words}").format(words=self._strip.words) + current)
        self.setToolTip(self._strip.words)
