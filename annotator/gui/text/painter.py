"""Paints a laid-out paragraph: washes, words, bars, chips and the caret."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QTextLayout,
)

from annotator.gui.text.band_names import BandNames
from annotator.gui.text.geometry import (
    Bar,
    Box,
    Chip,
    Joint,
    LaidParagraph,
    Line,
    bar_top,
    boxes,
    chip_top,
    lane_instead,
)
from annotator.gui.text.hands import HandTiles, hand_color, is_solid
from annotator.gui.text.hits import Hits
from annotator.gui.text.measures import Measures
from annotator.gui.text.shown import ShownText
from annotator.gui.text.strokes import Tones, draw_pattern
from annotator.gui.theme import Theme, contrast

CARET_PX = 2
_SELECTED_WASH = 0.12
_HOVER_WASH = 0.08
_PARTNER_WASH = 0.07
_GROUP_WASH = 0.08
_PADDING_PX = 4
# So far a line's washes and letters may reach out of its room.
_OVER_PX = 3
_NO_PEN = Qt.PenStyle.NoPen
EVERYWHERE = (float("-inf"), float("inf"))


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

    With `steps_back` all marks but the selected one, its `partners` and those of the `group` are
    drawn paler. `selected`, `hovered`, `group`, `preview` and `hits` may be set at any time; the
    caller asks for repainting.
    """

    def __init__(self, theme: Theme, measures: Measures) -> None:
        self.selected: str | None = None
        self.hovered: str | None = None
        self.partners: frozenset[str] = frozenset()
        self.group: frozenset[str] = frozenset()
        self.names = BandNames()
        self.steps_back = False
        self.preview: Preview | None = None
        self.hits = Hits(ShownText(""))
        self._chips_style: tuple[object, ...] = ()
        self.set_style(theme, measures)

    def set_style(self, theme: Theme, measures: Measures) -> None:
        """Takes new colours and sizes."""
        chips_style = (theme, measures.chip_font, measures.chip_height)
        self.theme = theme
        self.measures = measures
        if chips_style != self._chips_style:
            # While a window is resized, chips stay as they are.
            self._chips_style = chips_style
            self._tones = Tones(theme)
            self._hands = HandTiles()
            self._widths: dict[str, float] = {}
            self._pixmaps: dict[tuple[object, ...], QPixmap] = {}
            self._metrics = QFontMetricsF(measures.chip_font)

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
        if self.hits:
            self.hits.draw(painter, paragraph, lines=lines, theme=self.theme)
        if self.selected or self.hovered or self.preview or self.group:
            self._draw_washes(painter, paragraph, frame, lines)
        painter.setPen(self.theme.text)
        clip = frame.clip.translated(-left, -top)
        # Qt adds the layout's own position.
        corner = QPointF(-left, -top)
        paragraph.layout.draw(painter, corner, frame.selections, clip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sight = (clip.top() - _OVER_PX, clip.bottom() + _OVER_PX)
        for line in lines:
            self.draw_marks(painter, line, sight=sight)
            if self.group and line.bands and line.text_bottom <= sight[1]:
                self.names.draw(painter, line, self.theme, group=self.group)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if frame.caret >= 0:
            self._draw_caret(painter, paragraph, frame.caret)
        painter.translate(-left, -top)

    def draw_marks(
        self, painter: QPainter, line: Line, *, sight: tuple[float, float] = EVERYWHERE
    ) -> None:
        """Paints the bars and chips of a line, those at least that are between two heights."""
        upper, lower = sight
        if (line.bars or line.joints) and line.text_bottom <= lower:
            self._draw_bars(painter, line, sight=sight)
        if line.text_top >= upper:
            for chip in line.chips:
                self._draw_chip(painter, line, chip)

    def _visible(self, paragraph: LaidParagraph, frame: Frame) -> list[Line]:
        first = paragraph.line_under(frame.clip.top() - frame.top - _OVER_PX)
        last = paragraph.line_under(frame.clip.bottom() - frame.top + _OVER_PX)
        return paragraph.lines[first : last + 1]

    def _draw_washes(
        self, painter: QPainter, paragraph: LaidParagraph, frame: Frame, lines: Sequence[Line]
    ) -> None:
        # On a dark page the same share is hardly seen.
        strong = 1.4 if self.theme.is_dark else 1.0
        for line in lines:
            if self.group:
                self._wash_group(painter, line, strength=_GROUP_WASH * strong)
            for bar in line.bars:
                if bar.mark_id == self.selected:
                    self._wash(painter, line, bar, strength=_SELECTED_WASH * strong)
                elif bar.mark_id == self.hovered:
                    self._wash(painter, line, bar, strength=_HOVER_WASH * strong)
                elif bar.mark_id in self.partners:
                    self._wash(painter, line, bar, strength=_PARTNER_WASH * strong)
        if self.preview is not None:
            start, end = self.preview.start - frame.first, self.preview.end - frame.first
            color = QColor(self.theme.label(self.preview.color))
            color.setAlphaF(0.25)
            for line in lines:
                for left, right in boxes(paragraph, line, start, end):
                    painter.fillRect(_words_rect(line, left, right), color)

    def _wash_group(self, painter: QPainter, line: Line, *, strength: float) -> None:
        """One wash behind all words of the group: several on one another would be a stain."""
        found = sorted([(b.left, b.right) for b in line.bars if b.mark_id in self.group])
        if not found:
            return
        color = QColor(self.theme.accent)
        color.setAlphaF(strength)
        reached = float("-inf")
        for left, right in found:
            if right > reached:
                painter.fillRect(_words_rect(line, max(left, reached), right), color)
                reached = right

    def _wash(self, painter: QPainter, line: Line, bar: Bar, *, strength: float) -> None:
        color = QColor(self._ink(bar, is_back=False))
        color.setAlphaF(strength)
        painter.fillRect(_words_rect(line, bar.left, bar.right), color)

    def _draw_bars(self, painter: QPainter, line: Line, *, sight: tuple[float, float]) -> None:
        painter.setPen(_NO_PEN)
        upper, lower = sight[0] - self.measures.bar - line.text_bottom, sight[1] - line.text_bottom
        tops = line.tops
        for bar in line.bars:
            if bar.lane < line.lanes and upper <= tops[bar.lane] <= lower:
                self._draw_bar(painter, line, bar)
        if line.bands and line.hidden and (self.group or self.selected):
            self._draw_hidden(painter, line)
        thick = self.measures.bar
        for joint in line.joints:
            y = bar_top(line, joint.lane) + thick / 2
            width = thick if joint.mark_id == self.selected else 1.5
            is_back = self._is_back(joint.mark_id, is_always=joint.is_back)
            color = self._ink(joint, is_back=is_back)
            painter.setPen(QPen(color, width, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(joint.left + 1, y), QPointF(joint.right - 1, y))
        if line.overflow is not None:
            self._draw_overflow(painter, line, line.overflow)

    def _draw_hidden(self, painter: QPainter, line: Line) -> None:
        """Draws what stands out and has no lane: over what is in the last one of its band."""
        for bar in line.bars:
            stands_out = bar.mark_id == self.selected or bar.mark_id in self.group
            if bar.lane >= line.lanes and stands_out:
                last = lane_instead(line, bar.lane)
                top, width = bar_top(line, last) - 1, bar.right - bar.left
                ground = QRectF(bar.left - 1, top, width + 2, self.measures.bar + 3)
                painter.fillRect(ground, self.theme.page)
                self._draw_bar(painter, line, bar._replace(lane=last))

    def _draw_overflow(self, painter: QPainter, line: Line, box: Box) -> None:
        """An outline like a chip's: a press opens the list of what has no lane."""
        top = line.text_bottom + box.below
        painter.setPen(QPen(self.theme.edge, 1))
        painter.setBrush(self.theme.page)
        outline = QRectF(box.left + 0.5, top + 0.5, box.width - 1, box.height - 1)
        painter.drawRoundedRect(outline, 3, 3)
        painter.setFont(self.measures.chip_font)
        painter.setPen(self.theme.text)
        baseline = top + round((box.height + self._metrics.capHeight()) / 2)
        painter.drawText(QPointF(box.left + _PADDING_PX, baseline), f"+{line.hidden}")

    def _draw_bar(self, painter: QPainter, line: Line, bar: Bar) -> None:
        left, right = bar.left, bar.right
        starts_at, ends_at = bar.starts_at, bar.ends_at
        is_back = self._is_back(bar.mark_id, is_always=bar.is_back)
        # What all agree on is as thin as what steps back: there is nothing to do.
        height = self._bar_height(bar.mark_id, is_thin=is_back or bar.hand < 0)
        color = self._ink(bar, is_back=is_back)
        # Open ends run to the line's edge; all others keep a pixel from their neighbours.
        left_in = left if bar.opens_left else left + 1
        right_in = max(left_in + 2, right if bar.opens_right else right - 1)
        area = QRectF(left_in, bar_top(line, bar.lane), right_in - left_in, height)
        if bar.hand and not is_solid(bar.hand):
            ends = (left in (starts_at, ends_at), right in (starts_at, ends_at))
            self._hands.draw(painter, area, color, hand=bar.hand, ends=ends)
            return
        if self.theme.patterns and not bar.hand:
            draw_pattern(painter, area, color, number=bar.color)
            return
        painter.setBrush(color)
        painter.drawRoundedRect(area, 1.5, 1.5)
        square = min(3.0, right_in - left_in)
        if left not in (starts_at, ends_at):
            painter.drawRect(QRectF(left_in, area.top(), square, height))
        if right not in (starts_at, ends_at):
            painter.drawRect(QRectF(right_in - square, area.top(), square, height))

    def _is_back(self, mark_id: str, *, is_always: bool) -> bool:
        """Whether a mark steps back: always, or as another one is selected that it is not
        related to.
        """
        if not (self.steps_back or is_always) or mark_id in self.partners:
            return False
        return mark_id not in (self.selected, self.hovered) and mark_id not in self.group

    def _ink(self, one: Bar | Joint, *, is_back: bool) -> QColor:
        if not is_back:
            return hand_color(self.theme, one.hand) if one.hand else self.theme.label(one.color)
        return self._tones.hand(one.hand) if one.hand else self._tones.bar(one.color)

    def _bar_height(self, mark_id: str, *, is_thin: bool) -> int:
        usual, has_patterns = self.measures.bar, self.theme.patterns
        if mark_id == self.selected:
            # A double line needs two pixels more to be seen as thicker.
            return usual + (2 if has_patterns and not self.measures.bands else 1)
        if self.selected is None and mark_id in self.group:
            return usual + 1
        return usual - (is_thin and not has_patterns)

    def _draw_chip(self, painter: QPainter, line: Line, chip: Chip) -> None:
        ratio = painter.deviceTransform().m11()
        is_always = chip.is_back
        is_back = (self.steps_back or is_always) and all(
            self._is_back(mark_id, is_always=is_always) for mark_id in chip.mark_ids
        )
        pixmap = self._chip_pixmap(chip, ratio, is_back=is_back)
        top = chip_top(line, chip.row, self.measures)
        x = round(chip.left * ratio) / ratio
        painter.drawPixmap(QPointF(x, top), pixmap)

    def _chip_pixmap(self, chip: Chip, ratio: float, *, is_back: bool) -> QPixmap:
        key = (chip.text, chip.color, ratio, is_back)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            pixmap = self._pixmaps[key] = self._painted_chip(chip, ratio, is_back=is_back)
        return pixmap

    def _painted_chip(self, chip: Chip, ratio: float, *, is_back: bool) -> QPixmap:
        height = self.measures.chip_height
        pixmap = QPixmap(round(chip.width * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.fill_chip(painter, chip.text, color=chip.color, is_back=is_back)
        painter.end()
        return pixmap

    def fill_chip(self, painter: QPainter, text: str, *, color: int, is_back: bool = False) -> None:
        """Paints a chip at the painter's origin; one that steps back as an outline."""
        full, height = self.theme.label(color), self.measures.chip_height
        area = QRectF(0, 0, self.chip_width(text), height)
        if is_back:
            painter.setPen(QPen(self._tones.bar(color), 1))
            painter.setBrush(self._tones.ground(color))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 2.5, 2.5)
        else:
            painter.setPen(_NO_PEN)
            painter.setBrush(full)
            painter.drawRoundedRect(area, 3, 3)
        painter.setFont(self.measures.chip_font)
        painter.setPen(full if is_back else ink_on(self.theme, full))
        baseline = round((height + self._metrics.capHeight()) / 2)
        painter.drawText(QPointF(_PADDING_PX, baseline), text)

    def _draw_caret(self, painter: QPainter, paragraph: LaidParagraph, position: int) -> None:
        line = paragraph.lines[paragraph.line_of(position)]
        x: float = line.qt.cursorToX(position)[0]  # type: ignore[index]
        # As high as what Qt repaints when the caret blinks or goes: else a dot of it would stay.
        top = line.baseline - line.qt.ascent()
        area = QRectF(round(x) - CARET_PX / 2, top, CARET_PX, line.qt.height())
        painter.fillRect(area, self.theme.text)


def _words_rect(line: Line, left: float, right: float) -> QRectF:
    return QRectF(left, line.text_top - 1, right - left, line.ascent + line.descent + 2)


def ink_on(theme: Theme, color: QColor) -> QColor:
    """The text colour on a label's: the theme's, or its opposite where that is clearer."""
    usual = theme.on_label()
    other = QColor("#FFFFFF") if theme.is_dark else QColor("#111317")
    return usual if contrast(usual, color) >= contrast(other, color) else other
