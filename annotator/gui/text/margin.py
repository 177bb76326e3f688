"""Paints what stands left of the words: paragraph numbers, signs to fold by, and folded rows."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from annotator.app.present.status import Paragraphs
from annotator.gui.text.geometry import LaidParagraph
from annotator.gui.text.measures import Measures
from annotator.gui.text.painter import CARET_PX, MarkPainter
from annotator.gui.theme import blended

_GAP_PX, _LEAST_GAP_PX = 12, 6
_LEAST_OUTSIDE_PX = 3
_SIGN_REACH_PX = 24
_SIGN_PX = 4.0
_ROW_TEXT_PX = 16


@dataclass(frozen=True, slots=True)
class Row:
    """What is painted in the place of a folded run."""

    words: str
    height: int
    has_caret: bool


class Margin:
    """The left margin of one article. `paragraphs` are numbered; None: no numbers."""

    def __init__(self, paragraphs: Paragraphs | None = None) -> None:
        self.paragraphs = paragraphs
        self._measures: Measures | None = None
        self._number_font = QFont()
        self._row_font = QFont()
        self._widths = QFontMetricsF(self._number_font)
        self._has_room = False
        self._gap = _GAP_PX

    @staticmethod
    def is_over_sign(x: float) -> bool:
        """Whether an x, from the column's left edge, is over a sign in the margin."""
        return -_SIGN_REACH_PX <= x < 0

    def _measure(self, measures: Measures) -> None:
        """Takes the sizes; asked at each painting, and mostly they are the same ones."""
        if measures is self._measures:
            return
        self._measures = measures
        self._number_font = QFont(measures.chip_font)
        self._number_font.setWeight(QFont.Weight.Normal)
        self._row_font = QFont(self._number_font)
        self._row_font.setPixelSize(max(11, round(measures.chip_font.pixelSize() * 1.25)))
        self._widths = QFontMetricsF(self._number_font)
        widest = self._widths.horizontalAdvance("0" * len(str(len(self.paragraphs or ""))))
        for self._gap in (_GAP_PX, _LEAST_GAP_PX):
            self._has_room = widest + self._gap + _LEAST_OUTSIDE_PX <= measures.left
            if self._has_room:
                break

    def draw_number(
        self,
        painter: QPainter,
        look: MarkPainter,
        paragraph: LaidParagraph,
        *,
        number: int,
        top: int,
    ) -> None:
        """Paints a paragraph's number beside its first line, where the margin is wide enough."""
        self._measure(look.measures)
        if not self._has_room:
            return
        words = str(number)
        painter.setFont(self._number_font)
        painter.setPen(look.theme.secondary)
        x = look.measures.left - self._gap - self._widths.horizontalAdvance(words)
        painter.drawText(QPointF(x, top + paragraph.lines[0].baseline), words)

    def draw_sign(
        self, painter: QPainter, look: MarkPainter, paragraph: LaidParagraph, *, top: int
    ) -> None:
        """Paints the sign beside a run that can be folded away."""
        self._measure(look.measures)
        line = paragraph.lines[0]
        middle = top + line.baseline - self._widths.capHeight() / 2
        at = QPointF(look.measures.left - _GAP_PX - _SIGN_PX, middle)
        _draw_triangle(painter, look, at, is_open=True)

    def draw_row(self, painter: QPainter, look: MarkPainter, row: Row, *, top: int) -> None:
        """Paints what stands for a folded run; the caret stands on all of it."""
        self._measure(look.measures)
        theme, measures = look.theme, look.measures
        metrics = QFontMetricsF(self._row_font)
        middle = top + row.height / 2
        words = metrics.elidedText(
            row.words, Qt.TextElideMode.ElideRight, measures.column - _ROW_TEXT_PX
        )
        left, height = float(measures.left), round(metrics.height()) + 4
        width = min(measures.column, _ROW_TEXT_PX + round(metrics.horizontalAdvance(words)) + 8)
        box = QRectF(left - 4, round(middle - height / 2), width + 4, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blended(theme.page, theme.secondary, 0.1))
        painter.drawRoundedRect(box, 4, 4)
        if row.has_caret:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.accent, 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        _draw_triangle(painter, look, QPointF(left + _SIGN_PX + 2, middle), is_open=False)
        painter.setFont(self._row_font)
        painter.setPen(theme.secondary)
        baseline = round(middle + metrics.capHeight() / 2)
        painter.drawText(QPointF(left + _ROW_TEXT_PX, baseline), words)
        if row.has_caret:
            painter.fillRect(QRectF(left - CARET_PX / 2, box.top(), CARET_PX, height), theme.text)


def _draw_triangle(painter: QPainter, look: MarkPainter, at: QPointF, *, is_open: bool) -> None:
    """A triangle that points down where lines are open, and to them where they are folded."""
    r = _SIGN_PX
    if is_open:
        corners = [QPointF(-r, -r / 2), QPointF(r, -r / 2), QPointF(0, r / 2 + 1)]
    else:
        corners = [QPointF(-r / 2, -r), QPointF(-r / 2, r), QPointF(r / 2 + 1, 0)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.theme.secondary)
    painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
