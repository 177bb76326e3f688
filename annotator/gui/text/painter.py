"""Paints a laid-out paragraph: washes, words, bars, chips and the caret."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QTextLayout,
)

from annotator.gui.text.geometry import Bar, Chip, LaidParagraph, Line, bar_top, boxes, chip_top
from annotator.gui.text.lanes import MOST_LANES
from annotator.gui.text.measures import BAR_PX, Measures
from annotator.gui.theme import Theme

CARET_PX = 2
_SELECTED_WASH = 0.12
_HOVER_WASH = 0.08
_PADDING_PX = 4
_NO_PEN = Qt.PenStyle.NoPen


@dataclass(frozen=True, slots=True)
class Preview:
    """Where a dragged end would go: positions of the whole text."""

    mark_id: str
    color: int
    start: int
    end: int


@dataclass(slots=True)
class Frame:
    """What one call of Qt wants painted of a paragraph. `first` is the paragraph's position."""

    top: int
    first: int
    clip: QRectF
    selections: Sequence[QTextLayout.FormatRange]
    caret: int


class MarkPainter:
    """Paints paragraphs in one theme and one set of measures.

    `selected`, `hovered` and `preview` may be set at any time; the caller asks for repainting.
    """

    def __init__(self, theme: Theme, measures: Measures) -> None:
        self.selected: str | None = None
        self.hovered: str | None = None
        self.preview: Preview | None = None
        self.set_style(theme, measures)

    def set_style(self, theme: Theme, measures: Measures) -> None:
        """Takes new colours and sizes."""
        self.theme = theme
        self.measures = measures
        self._widths: dict[str, float] = {}
        self._pixmaps: dict[tuple[object, ...], QPixmap] = {}
        self._metrics = QFontMetricsF(measures.chip_font)
        self._overflow_font = QFont(measures.chip_font)
        self._overflow_font.setPixelSize(max(8, measures.chip_font.pixelSize() - 1))

    def chip_width(self, text: str) -> float:
        """The width of a chip with this text."""
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = float(round(self._metrics.horizontalAdvance(text)))
        return width + 2 * _PADDING_PX

    def draw(self, painter: QPainter, paragraph: LaidParagraph, frame: Frame) -> None:
        """Paints the lines of a paragraph that the clip shows."""
        left, top = self.measures.left, frame.top
        painter.translate(left, top)
        lines = self._visible(paragraph, frame)
        if self.selected or self.hovered or self.preview:
            self._draw_washes(painter, paragraph, frame, lines)
        painter.setPen(self.theme.text)
        clip = frame.clip.translated(-left, -top)
        # Qt adds the layout's own position.
        corner = QPointF(-left, -top)
        paragraph.layout.draw(painter, corner, frame.selections, clip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in lines:
            if line.bars:
                self._draw_bars(painter, line)
            for chip in line.chips:
                self._draw_chip(painter, line, chip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if frame.caret >= 0:
            self._draw_caret(painter, paragraph, frame.caret)
        painter.translate(-left, -top)

    def _visible(self, paragraph: LaidParagraph, frame: Frame) -> list[Line]:
        first = paragraph.line_under(frame.clip.top() - frame.top)
        last = paragraph.line_under(frame.clip.bottom() - frame.top)
        return paragraph.lines[max(0, first - 1) : last + 2]

    def _draw_washes(
        self, painter: QPainter, paragraph: LaidParagraph, frame: Frame, lines: Sequence[Line]
    ) -> None:
        # On a dark page the same share is hardly seen.
        strong = 1.4 if self.theme.is_dark else 1.0
        for line in lines:
            for bar in line.bars:
                if bar.mark_id == self.selected:
                    self._wash(painter, line, bar, strength=_SELECTED_WASH * strong)
                elif bar.mark_id == self.hovered:
                    self._wash(painter, line, bar, strength=_HOVER_WASH * strong)
        if self.preview is not None:
            start, end = self.preview.start - frame.first, self.preview.end - frame.first
            color = QColor(self.theme.label(self.preview.color))
            color.setAlphaF(0.25)
            for line in lines:
                for left, right in boxes(paragraph, line, start, end):
                    painter.fillRect(_words_rect(line, left, right), color)

    def _wash(self, painter: QPainter, line: Line, bar: Bar, *, strength: float) -> None:
        color = QColor(self.theme.label(bar.color))
        color.setAlphaF(strength)
        painter.fillRect(_words_rect(line, bar.left, bar.right), color)

    def _draw_bars(self, painter: QPainter, line: Line) -> None:
        painter.setPen(_NO_PEN)
        hidden_left: float | None = None
        for bar in line.bars:
            if bar.lane >= MOST_LANES:
                hidden_left = bar.left if hidden_left is None else min(hidden_left, bar.left)
            else:
                self._draw_bar(painter, line, bar)
        for joint in line.joints:
            y = bar_top(line, joint.lane) + BAR_PX / 2
            pen = QPen(self.theme.label(joint.color), 1.5, Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(joint.left + 1, y), QPointF(joint.right - 1, y))
        if hidden_left is not None:
            painter.setFont(self._overflow_font)
            painter.setPen(self.theme.secondary)
            y = bar_top(line, MOST_LANES) + self._overflow_font.pixelSize()
            painter.drawText(QPointF(hidden_left, y), f"+{line.hidden}")

    def _draw_bar(self, painter: QPainter, line: Line, bar: Bar) -> None:
        top = bar_top(line, bar.lane)
        height = BAR_PX + 1 if bar.mark_id == self.selected else BAR_PX
        # Open ends run to the line's edge; all others keep a pixel from their neighbours.
        left = bar.left if bar.opens_left else bar.left + 1
        right = max(left + 2, bar.right if bar.opens_right else bar.right - 1)
        painter.setBrush(self.theme.label(bar.color))
        painter.drawRoundedRect(QRectF(left, top, right - left, height), 1.5, 1.5)
        square = min(3.0, right - left)
        if bar.left not in (bar.starts_at, bar.ends_at):
            painter.drawRect(QRectF(left, top, square, height))
        if bar.right not in (bar.starts_at, bar.ends_at):
            painter.drawRect(QRectF(right - square, top, square, height))

    def _draw_chip(self, painter: QPainter, line: Line, chip: Chip) -> None:
        ratio = painter.device().devicePixelRatioF()
        is_selected = self.selected in chip.mark_ids
        pixmap = self._chip_pixmap(chip, ratio, is_selected=is_selected)
        top = chip_top(line, chip.row, self.measures)
        x = round(chip.left * ratio) / ratio
        painter.drawPixmap(QPointF(x, top), pixmap)

    def _chip_pixmap(self, chip: Chip, ratio: float, *, is_selected: bool) -> QPixmap:
        key = (chip.text, chip.color, ratio, is_selected)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            pixmap = self._pixmaps[key] = self._painted_chip(chip, ratio)
        return pixmap

    def _painted_chip(self, chip: Chip, ratio: float) -> QPixmap:
        height = self.measures.chip_height
        pixmap = QPixmap(round(chip.width * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_NO_PEN)
        painter.setBrush(self.theme.label(chip.color))
        painter.drawRoundedRect(QRectF(0, 0, chip.width, height), 3, 3)
        ink = ink_on(self.theme, self.theme.label(chip.color))
        painter.setFont(self.measures.chip_font)
        painter.setPen(ink)
        baseline = round((height + self._metrics.capHeight()) / 2)
        painter.drawText(QPointF(_PADDING_PX, baseline), chip.text)
        painter.end()
        return pixmap

    def _draw_caret(self, painter: QPainter, paragraph: LaidParagraph, position: int) -> None:
        line = paragraph.lines[paragraph.line_of(position)]
        x: float = line.qt.cursorToX(position)[0]  # type: ignore[index]
        painter.fillRect(
            QRectF(
                round(x) - CARET_PX / 2, line.text_top - 2, CARET_PX, line.ascent + line.descent + 3
            ),
            self.theme.text,
        )


def _words_rect(line: Line, left: float, right: float) -> QRectF:
    return QRectF(left, line.text_top - 1, right - left, line.ascent + line.descent + 2)


def ink_on(theme: Theme, color: QColor) -> QColor:
    """The text colour on a label's: the theme's, or its opposite where that is clearer."""
    usual = theme.on_label()
    other = QColor("#FFFFFF") if theme.is_dark else QColor("#111317")
    return usual if contrast(usual, color) >= contrast(other, color) else other


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(color.redF()), linear(color.greenF()), linear(color.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
