"""Paints a row of the palette: colour, title, what is known of it, a tick, its key."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.app.present.palette import PaletteRow
from annotator.gui.models.rows_model import ROW_ROLE
from annotator.gui.panels.painting import (
    RADIUS,
    draw_key_cap,
    draw_swatch,
    key_cap_width,
    leading,
    small_font,
    weighted,
)
from annotator.gui.resources import icon
from annotator.gui.theme import Theme

_PAD = 8
_GAP = 8
_SWATCH = 10
_TICK = 16
_LEAST_HEIGHT = 28
_MOST_OF_TITLE = 0.62


class PaletteDelegate(QStyledItemDelegate):
    """Rows of equal height in columns: titles as wide as the widest, keys at the end."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title_width = self._key_width = 0
        self._has_colors = self._has_ticks = False

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme from now on."""
        self._theme = theme

    def fit(self, rows: tuple[PaletteRow, ...], font: QFont) -> None:
        """Makes the columns as wide as these rows need."""
        title = QFontMetrics(weighted(font, QFont.Weight.DemiBold))
        small = small_font(font)
        widest = max((title.horizontalAdvance(row.title) for row in rows), default=0)
        # A width is rounded down; what is a little too long for it would be cut short.
        self._title_width = widest + 2
        self._key_width = max((key_cap_width(small, row.key) for row in rows if row.key), default=0)
        self._has_colors = any(row.color for row in rows)
        self._has_ticks = any(row.is_present for row in rows)

    def row_height(self, font: QFont) -> int:
        """How high a row is, in pixels."""
        return max(_LEAST_HEIGHT, QFontMetrics(font).height() + 10)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All rows are equally high."""
        return QSize(120, self.row_height(option.font))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paints one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, PaletteRow):
            return
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._paint_ground(painter, option)
        inner = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        x = inner.left()
        if self._has_colors:
            if row.color:
                box = QRect(x, inner.center().y() - _SWATCH // 2 + 1, _SWATCH, _SWATCH)
                color = self._theme.label(row.color)
                draw_swatch(painter, QRectF(self._mirrored(option, box)), color)
            x += _SWATCH + _GAP
        right = inner.right() + 1
        if self._key_width:
            self._paint_key(painter, option, row, right)
            right -= self._key_width + _GAP
        if self._has_ticks:
            self._paint_tick(painter, option, row, right)
            right -= _TICK + _GAP
        self._paint_words(painter, option, row, (x, right))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme, rect = self._theme, QRect(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.wash(theme.accent, 0.16))
            painter.drawRoundedRect(QRectF(rect), RADIUS, RADIUS)
            bar = QRect(rect.left(), rect.top() + 4, 3, rect.height() - 8)
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(QRectF(self._mirrored(option, bar)), 1.5, 1.5)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(QRectF(rect), RADIUS, RADIUS)

    def _paint_key(
        self, painter: QPainter, option: QStyleOptionViewItem, row: PaletteRow, right: int
    ) -> None:
        if not row.key:
            return
        small = small_font(option.font)
        width = key_cap_width(small, row.key)
        cap = QRect(right - width, 0, width, key_cap_width(small, "a"))
        cap.moveTop(option.rect.center().y() - cap.height() // 2)
        painter.setFont(small)
        draw_key_cap(painter, self._mirrored(option, cap), row.key, self._theme)

    def _paint_tick(
        self, painter: QPainter, option: QStyleOptionViewItem, row: PaletteRow, right: int
    ) -> None:
        if row.is_present:
            box = QRect(right - _TICK, option.rect.center().y() - _TICK // 2, _TICK, _TICK)
            icon("check", self._theme.text).paint(painter, self._mirrored(option, box))

    def _paint_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: PaletteRow,
        sides: tuple[int, int],
    ) -> None:
        left, right = sides
        room = right - left
        width = self._title_width
        if row.detail:
            width = min(width, int(room * _MOST_OF_TITLE))
        title = QRect(left, option.rect.top(), min(width, room), option.rect.height())
        heavy = weighted(option.font, QFont.Weight.DemiBold) if row.is_present else option.font
        painter.setFont(heavy)
        painter.setPen(self._theme.text)
        self._write(painter, option, title, row.title)
        detail = QRect(title)
        detail.setLeft(title.right() + 1 + 2 * _GAP)
        detail.setRight(right - 1)
        if row.detail and detail.width() > 4 * _GAP:
            painter.setFont(small_font(option.font))
            painter.setPen(self._theme.secondary)
            self._write(painter, option, detail, row.detail)

    def _write(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, words: str
    ) -> None:
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        flags = leading(option.direction) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            self._mirrored(option, place), int(flags | Qt.TextFlag.TextSingleLine), shown
        )

    def _mirrored(self, option: QStyleOptionViewItem, place: QRect) -> QRect:
        return QStyle.visualRect(option.direction, option.rect, place)
