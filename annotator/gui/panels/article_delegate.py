"""Paints a row of the article list: state, title in two lines, source, date, number of spans."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.app.present.articles import ArticleListRow
from annotator.gui.models.rows_model import ROW_ROLE
from annotator.gui.panels.painting import (
    draw_clamped,
    draw_focus_ring,
    draw_state,
    leading,
    small_font,
    trailing,
    weighted,
)
from annotator.gui.theme import Theme

_EDGE = 12
_GLYPH = 12
_GAP = 8
_PAD = 8
_LINES = 2


class ArticleDelegate(QStyledItemDelegate):
    """All rows are equally high, so that ten thousand of them need no measuring."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._open_id = ""

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on."""
        self._theme = theme

    def show_open(self, article_id: str) -> None:
        """Paints this row as the open article's."""
        self._open_id = article_id

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
        inner = option.rect.adjusted(_EDGE, _PAD, -_EDGE, -_PAD)
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

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, is_open: bool
    ) -> None:
        theme, state = self._theme, option.state
        rect: QRect = option.rect
        if is_open:
            painter.fillRect(rect, theme.wash(theme.accent, 0.14, on=theme.window))
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), theme.accent)
        elif state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.fillRect(rect, theme.hover)
        line = QRect(rect.left() + _EDGE, rect.bottom(), rect.width() - 2 * _EDGE, 1)
        painter.fillRect(line, theme.line)
        if state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect.adjusted(3, 1, -3, -1), theme)

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
