"""Paints a row of the article list: state, title in two lines, source, date, number of spans."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.app.present.articles import ArticleListRow
from annotator.gui.models.rows_model import ROW_ROLE
from annotator.gui.panels.open_row_delegate import EDGE, OpenRowDelegate
from annotator.gui.panels.painting import (
    draw_clamped,
    draw_state,
    leading,
    small_font,
    trailing,
    weighted,
)

_GLYPH = 12
_GAP = 8
_PAD = 8
_LINES = 2


class ArticleDelegate(OpenRowDelegate):
    """All rows are equally high, so that ten thousand of them need no measuring."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of title and one of detail."""
        title = QFontMetrics(option.font).lineSpacing()
        detail = QFontMetrics(small_font(option.font)).lineSpacing()
        return QSize(120, 2 * _PAD + _LINES * title + 2 + detail)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paints one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ArticleListRow):
            return
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        is_open = row.id == self._open_id
        self._paint_ground(painter, option, is_open=is_open)
        inner = option.rect.adjusted(EDGE, _PAD, -EDGE, -_PAD)
        glyph = QRect(inner.left(), inner.top(), _GLYPH, _GLYPH)
        text = inner.adjusted(_GLYPH + _GAP, 0, 0, 0)
        title_font = weighted(option.font, QFont.Weight.DemiBold) if is_open else option.font
        detail_font = small_font(option.font)
        first_line = QFontMetrics(title_font).lineSpacing()
        glyph.moveTop(inner.top() + (first_line - _GLYPH) // 2)
        direction = option.direction
        draw_state(
            painter, QStyle.visualRect(direction, option.rect, glyph), row.state, self._theme
        )
        painter.setFont(title_font)
        painter.setPen(self._theme.text)
        title = QStyle.visualRect(direction, option.rect, text)
        used = draw_clamped(painter, title, row.title, lines=_LINES)
        painter.setFont(detail_font)
        detail = QRect(text.left(), text.top() + used + 2, text.width(), 0)
        self._paint_detail(painter, option, detail, row)
        painter.restore()

    def _paint_detail(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, row: ArticleListRow
    ) -> None:
        metrics = QFontMetrics(painter.font())
        place.setHeight(metrics.lineSpacing())
        count = f"{row.spans:,}"
        width = metrics.horizontalAdvance(count)
        number = QRect(place.right() - width, place.top(), width + 1, place.height())
        painter.setPen(self._theme.text if row.spans else self._theme.secondary)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            QStyle.visualRect(option.direction, option.rect, number),
            int(middle | trailing(option.direction)),
            count,
        )
        painter.setPen(self._theme.secondary)
        left = place.adjusted(0, 0, -width - _GAP, 0)
        words = metrics.elidedText(row.detail, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(
            QStyle.visualRect(option.direction, option.rect, left),
            int(middle | leading(option.direction)),
            words,
        )
