"""Paints a place of a concordance: a box to tick, the paragraph, and the words in their context."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.app.present.occurrences import OccurrenceRow
from annotator.gui.models.rows_model import ROW_ROLE
from annotator.gui.panels.painting import draw_focus_ring, small_font, weighted
from annotator.gui.theme import Theme

_EDGE, _BOX, _GAP = 10, 16, 8
_NUMBER = 48
# Of the room for words, so much is for what stands before the place: they all begin in one column.
_BEFORE = 0.42
_WIDEST = 0.4
_INDEX = QModelIndex | QPersistentModelIndex


class OccurrenceDelegate(QStyledItemDelegate):
    """What stands before the words ends where they begin, from row to row; right to left mirrored.

    A click on the box ticks.
    """

    ticked = Signal(QModelIndex)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _INDEX) -> QSize:
        """One line."""
        return QSize(240, max(28, QFontMetrics(option.font).lineSpacing() + 10))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: _INDEX,
    ) -> bool:
        """Ticks where the box, or what is around it, is clicked."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            reach = QRect(option.rect.left(), option.rect.top(), _EDGE + _BOX + _GAP, 1 << 12)
            reach.setHeight(option.rect.height())
            if reach.contains(event.position().toPoint()):
                self.ticked.emit(index)
                return True
        return super().editorEvent(event, model, option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _INDEX) -> None:
        """Paints one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, OccurrenceRow):
            return
        painter.save()
        theme, rect = self._theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.wash(theme.accent, 0.14))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.hover)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect.adjusted(1, 0, -1, 0), theme)
        inner = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        self._paint_box(painter, inner, is_ticked=row.is_ticked)
        number = QRect(inner.left() + _BOX + _GAP, inner.top(), _NUMBER, inner.height())
        painter.setFont(small_font(option.font))
        painter.setPen(theme.secondary)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, int(middle | Qt.AlignmentFlag.AlignRight), row.paragraph)
        words = inner.adjusted(_BOX + _GAP + _NUMBER + 2 * _GAP, 0, 0, 0)
        self._paint_words(painter, option.font, words, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, font: QFont, room: QRect, row: OccurrenceRow) -> None:
        directions = Qt.LayoutDirection
        is_mirrored = row.is_right_to_left
        direction = directions.RightToLeft if is_mirrored else directions.LeftToRight
        painter.setLayoutDirection(direction)
        bold = weighted(font, QFont.Weight.Bold)
        plain_metrics, bold_metrics = QFontMetrics(font), QFontMetrics(bold)
        blank = plain_metrics.horizontalAdvance(" ")
        left = round(room.width() * _BEFORE)
        words = bold_metrics.elidedText(
            row.words, Qt.TextElideMode.ElideMiddle, round(room.width() * _WIDEST)
        )
        width = bold_metrics.horizontalAdvance(words)
        before = QRect(room.left(), room.top(), left, room.height())
        # Without the blank at its end, which a line's end would swallow.
        if row.before.endswith(" "):
            before.setWidth(left - blank)
        middle = QRect(room.left() + left, room.top(), width, room.height())
        after = QRect(middle.right() + 1, room.top(), room.right() - middle.right(), room.height())
        if row.after.startswith(" "):
            after.setLeft(after.left() + blank)
        ends, begins = Qt.TextElideMode.ElideLeft, Qt.TextElideMode.ElideRight
        before_words = plain_metrics.elidedText(row.before.rstrip(), ends, before.width())
        after_words = plain_metrics.elidedText(row.after.lstrip(), begins, after.width())
        # Bold letters may lean a little over the room that they take.
        middle.setWidth(width + 4)
        # Qt mirrors "left" and "right" where the painter writes from right to left.
        right, near = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        painter.setPen(self._theme.text)
        for place, text, piece_font, side in (
            (before, before_words, font, right),
            (middle, words, bold, near),
            (after, after_words, font, near),
        ):
            painter.setFont(piece_font)
            flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(QStyle.visualRect(direction, room, place), int(flags), text)

    def _paint_box(self, painter: QPainter, inner: QRect, *, is_ticked: bool) -> None:
        theme = self._theme
        top = inner.center().y() - _BOX / 2 + 1
        box = QRectF(inner.left() + 0.5, top + 0.5, _BOX - 1, _BOX - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.accent if is_ticked else theme.edge, 1))
        painter.setBrush(theme.accent if is_ticked else theme.page)
        painter.drawRoundedRect(box, 3, 3)
        if is_ticked:
            pen = QPen(theme.on_accent, 1.8)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            x, y = box.left(), box.top()
            points = [QPointF(x + 3.5, y + 7.8), QPointF(x + 6.3, y + 10.5)]
            painter.drawPolyline([*points, QPointF(x + 11.5, y + 4.5)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
