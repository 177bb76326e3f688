"""Paints an identical case: a box to tick, the words in their context, the article they are in."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotator.app.present.occurrences import OccurrenceRow
from annotator.app.present.review_cases import CaseRow
from annotator.core.spans import Span
from annotator.gui.dialogs.occurrence_delegate import OccurrenceDelegate
from annotator.gui.models.rows_model import ROW_ROLE
from annotator.gui.panels.painting import draw_focus_ring, small_font

_EDGE, _BOX, _GAP, _PAD = 10, 16, 10, 6
_INDEX = QModelIndex | QPersistentModelIndex


class CaseDelegate(OccurrenceDelegate):
    """Like places of a concordance, in two lines: the title of the article stands beneath."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _INDEX) -> QSize:
        """A line of words and a line for the article."""
        small = QFontMetrics(small_font(option.font)).lineSpacing()
        return QSize(240, 2 * _PAD + QFontMetrics(option.font).lineSpacing() + 2 + small)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _INDEX) -> None:
        """Paints one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, CaseRow):
            return
        painter.save()
        theme, rect = self._theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.wash(theme.accent, 0.14))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.hover)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, rect.adjusted(1, 0, -1, 0), theme)
        line = rect.adjusted(_EDGE, _PAD, -_EDGE, 0)
        line.setHeight(QFontMetrics(option.font).lineSpacing())
        self._paint_box(painter, line, is_ticked=row.is_ticked)
        words = line.adjusted(_BOX + _GAP, 0, 0, 0)
        small = small_font(option.font)
        metrics = QFontMetrics(small)
        title = QRect(words.left(), words.bottom() + 3, words.width(), metrics.lineSpacing())
        painter.setFont(small)
        painter.setPen(theme.secondary)
        shown = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(title, int(Qt.AlignmentFlag.AlignVCenter), shown)
        self._paint_words(painter, option.font, words, _place_of(row))
        painter.restore()


def _place_of(row: CaseRow) -> OccurrenceRow:
    """The case as a place of a concordance; where it is plays no part in painting."""
    return OccurrenceRow(
        id=row.id,
        span=Span(0, max(1, len(row.words))),
        before=row.before,
        words=row.words,
        after=row.after,
        paragraph="",
        is_right_to_left=row.is_right_to_left,
    )
