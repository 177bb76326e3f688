"""Paints a row of the review list: stage, title, source, what is open by kind, how far it is."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.app.present.review_list import ReviewRow
from annotator.app.present.review_strip import KIND_SHAPES
from annotator.core.annotations import SetState
from annotator.core.projects import ArticleStage
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
from annotator.gui.resources import tinted_pixmap
from annotator.gui.review.kind_signs import draw_kind
from annotator.gui.theme import blended

_GLYPH = 12
_GAP = 8
_PAD = 8
_LINES = 2
_SIGN = 8
_BAR = 3

# A stage as the circle of the like state of a set; a lock for what is locked.
_STATES = {
    ArticleStage.ANNOTATING: SetState.NEW,
    ArticleStage.READY: SetState.NEW,
    ArticleStage.IN_ADJUDICATION: SetState.IN_PROGRESS,
    ArticleStage.ADJUDICATED: SetState.FINISHED,
}


class ReviewDelegate(OpenRowDelegate):
    """All rows are equally high, so that ten thousand of them need no measuring."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of title, one of detail, one of counts, and the bar."""
        title = QFontMetrics(option.font).lineSpacing()
        small = QFontMetrics(small_font(option.font)).lineSpacing()
        return QSize(120, 2 * _PAD + _LINES * title + 2 + small + 4 + small + 6 + _BAR)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paints one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, ReviewRow):
            return
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        is_open = row.id == self._open_id
        self._paint_ground(painter, option, is_open=is_open)
        inner = option.rect.adjusted(EDGE, _PAD, -EDGE, -_PAD)
        font = weighted(option.font, QFont.Weight.DemiBold) if is_open else option.font
        first_line = QFontMetrics(font).lineSpacing()
        glyph = QRect(inner.left(), inner.top() + (first_line - _GLYPH) // 2, _GLYPH, _GLYPH)
        self._paint_stage(painter, _mirrored(option, glyph), row.stage)
        text = inner.adjusted(_GLYPH + _GAP, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(self._theme.text)
        used = draw_clamped(painter, _mirrored(option, text), row.title, lines=_LINES)
        small = small_font(option.font)
        line = QFontMetrics(small).lineSpacing()
        painter.setFont(small)
        detail = QRect(text.left(), text.top() + used + 2, text.width(), line)
        self._paint_detail(painter, option, detail, row)
        counts = QRect(text.left(), detail.bottom() + 5, text.width(), line)
        self._paint_counts(painter, option, counts, row)
        bar = QRect(text.left(), counts.bottom() + 7, text.width(), _BAR)
        self._paint_bar(painter, option, bar, row)
        painter.restore()

    def _paint_stage(self, painter: QPainter, box: QRect, stage: ArticleStage) -> None:
        state = _STATES.get(stage)
        if state is not None:
            draw_state(painter, box, state, self._theme)
            return
        scale = painter.device().devicePixelRatioF()
        pixmap = tinted_pixmap("lock", round(14 * scale), self._theme.text)
        pixmap.setDevicePixelRatio(scale)
        painter.drawPixmap(box.left() - 1, box.top() - 1, pixmap)

    def _paint_detail(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, row: ReviewRow
    ) -> None:
        metrics, middle = QFontMetrics(painter.font()), Qt.AlignmentFlag.AlignVCenter
        if row.badge:
            width = metrics.horizontalAdvance(row.badge)
            badge = QRect(place.right() - width, place.top(), width + 1, place.height())
            painter.setPen(self._theme.warning)
            flags = int(middle | trailing(option.direction))
            painter.drawText(_mirrored(option, badge), flags, row.badge)
            place = place.adjusted(0, 0, -width - _GAP, 0)
        painter.setPen(self._theme.secondary)
        words = metrics.elidedText(row.detail, Qt.TextElideMode.ElideRight, place.width())
        flags = int(middle | leading(option.direction))
        painter.drawText(_mirrored(option, place), flags, words)

    def _paint_counts(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, row: ReviewRow
    ) -> None:
        """What is open: signs with counts and words; without words where there is no room."""
        metrics, theme = QFontMetrics(painter.font()), self._theme
        flags = int(Qt.AlignmentFlag.AlignVCenter | leading(option.direction))
        if not row.counts:
            painter.setPen(theme.secondary)
            painter.drawText(_mirrored(option, place), flags, row.open_words)
            return
        told = [count.words for count in row.counts]
        taken = sum(metrics.horizontalAdvance(words) + _SIGN + 4 + 10 for words in told) - 10
        if taken > place.width():
            told = [f"{count.count:,}" for count in row.counts]
        painter.setPen(theme.text)
        x = place.left()
        for words, count in zip(told, row.counts, strict=True):
            top = place.top() + (place.height() - _SIGN) // 2 + 1
            sign = _mirrored(option, QRect(x, top, _SIGN, _SIGN))
            draw_kind(painter, QRectF(sign), KIND_SHAPES[count.kind], theme.secondary)
            x += _SIGN + 4
            width = metrics.horizontalAdvance(words)
            number = QRect(x, place.top(), width + 1, place.height())
            painter.drawText(_mirrored(option, number), flags, words)
            x += width + 10

    def _paint_bar(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, row: ReviewRow
    ) -> None:
        if not row.disputed:
            return
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = blended(theme.line, theme.edge, 0.25)
        if theme.is_contrast:
            track = blended(theme.page, theme.text, 0.3)
        painter.setBrush(track)
        painter.drawRoundedRect(QRectF(place), _BAR / 2, _BAR / 2)
        done = round(place.width() * row.decided / row.disputed)
        if done:
            filled = QRect(place.left(), place.top(), max(done, _BAR), _BAR)
            painter.setBrush(theme.good if not row.open else theme.accent)
            painter.drawRoundedRect(QRectF(_mirrored(option, filled)), _BAR / 2, _BAR / 2)


def _mirrored(option: QStyleOptionViewItem, place: QRect) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, place)
