"""Words of an answer set in lines, with what is in all answers, extra or missing set off."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from annotator.app.present.review_words import Segment, Style
from annotator.app.present.wording import is_right_to_left
from annotator.core.offsets import Offsets
from annotator.gui.theme import Theme

# How strongly the words of a span are washed with the label's colour.
_WASH = 0.14
_STRONG_WASH = 0.3


class Paragraph:
    """Text set in lines of a width, once; drawn as often as wanted."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: int,
        *,
        color: QColor,
        formats: Sequence[tuple[int, int, QTextCharFormat]] = (),
        direction: Qt.LayoutDirection | None = None,
    ) -> None:
        self._color = color
        self._layout = layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        directions = Qt.LayoutDirection
        if direction is None:
            is_mirrored = is_right_to_left(text)
            direction = directions.RightToLeft if is_mirrored else directions.LeftToRight
        option.setTextDirection(direction)
        layout.setTextOption(option)
        ranges = []
        for start, length, told in formats:
            stretch = QTextLayout.FormatRange()
            stretch.start, stretch.length, stretch.format = start, length, told
            ranges.append(stretch)
        layout.setFormats(ranges)
        y = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            y += line.height() + 1
        layout.endLayout()
        self.height = round(y)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draws the lines with their upper left corner at a place."""
        painter.setPen(self._color)
        self._layout.draw(painter, QPointF(x, y))


def words_paragraph(
    segments: Sequence[Segment], font: QFont, width: int, *, color: QColor, theme: Theme
) -> Paragraph:
    """The words of an answer; `color` is the label's."""
    text = "".join(segment.text for segment in segments)
    offsets = Offsets(text)
    formats, at = [], 0
    for segment in segments:
        start, end = offsets.to_utf16(at), offsets.to_utf16(at + len(segment.text))
        formats.append((start, end - start, _format(segment.style, color, theme)))
        at += len(segment.text)
    said = next((s.text for s in segments if s.style in (Style.SAME, Style.EXTRA)), text)
    directions = Qt.LayoutDirection
    direction = directions.RightToLeft if is_right_to_left(said) else directions.LeftToRight
    return Paragraph(text, font, width, color=theme.secondary, formats=formats, direction=direction)


def set_off(color: QColor, *, theme: Theme) -> QTextCharFormat:
    """How something is written in which answers differ."""
    told = QTextCharFormat()
    told.setForeground(theme.text)
    told.setFontWeight(QFont.Weight.DemiBold)
    told.setFontUnderline(True)
    told.setUnderlineColor(color)
    return told


def _format(style: Style, color: QColor, theme: Theme) -> QTextCharFormat:
    told = QTextCharFormat()
    match style:
        case Style.SAME:
            told.setForeground(theme.text)
            told.setBackground(theme.wash(color, _WASH))
            if theme.is_contrast:
                told.setFontUnderline(True)
        case Style.EXTRA if theme.is_contrast:
            told.setForeground(theme.on_label())
            told.setBackground(color)
            told.setFontWeight(QFont.Weight.Bold)
        case Style.EXTRA:
            told = set_off(color, theme=theme)
            told.setBackground(theme.wash(color, _STRONG_WASH))
        case Style.MISSING:
            told.setForeground(theme.disabled)
            told.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            told.setUnderlineColor(color)
        case Style.CONTEXT | Style.GAP:
            told.setForeground(theme.secondary)
    return told
