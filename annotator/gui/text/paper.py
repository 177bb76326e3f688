"""An article on paper: its lines with their bars and chips, and pages that part no line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QPainter, QTextDocument, QTextLayout, QTextOption

from annotator.app.present.highlights import Mark
from annotator.app.present.wording import is_right_to_left
from annotator.core.spans import Span
from annotator.gui.text.geometry import (
    Chip,
    LaidParagraph,
    Line,
    chip_top,
    room_above,
    room_below,
)
from annotator.gui.text.layout import ArticleLayout
from annotator.gui.text.marks import MarkIndex
from annotator.gui.text.measures import Measures, measures
from annotator.gui.text.painter import MarkPainter
from annotator.gui.text.reading import run_as_before
from annotator.gui.text.shown import ShownText
from annotator.gui.theme import Theme

LINE_SPACING = 1.4


@dataclass(frozen=True, slots=True)
class Slab:
    """What a page break never parts: a line with its chips and bars, a row of the legend.

    `gap` is the room above it, not kept at a page's top; `follow` the room that must be left below
    it on the page, so that a heading does not stand alone. `paint` takes the y of its top.
    """

    gap: float
    height: float
    paint: Callable[[QPainter, float], None]
    follow: float = 0.0


def placed(slabs: Iterable[Slab], *, height: float) -> Iterator[tuple[int, float, Slab]]:
    """Each slab with its page, from 0, and the y of its top on a page of so much height.

    A slab that is higher than a page gets a page of its own.
    """
    page, bottom, is_first = 0, 0.0, True
    for slab in slabs:
        top = 0.0 if is_first else bottom + slab.gap
        if not is_first and top + slab.height + slab.follow > height:
            page, top = page + 1, 0.0
        yield page, top, slab
        bottom, is_first = top + slab.height, False


class PaperPainter(MarkPainter):
    """Paints the same marks as the screen's, all as shapes and letters, none as pixels."""

    def draw_line(self, painter: QPainter, line: Line, *, top: float) -> None:
        """Paints the words, bars and chips of a line of a paragraph whose top is at a y."""
        painter.translate(0, top)
        painter.setPen(self.theme.text)
        line.qt.draw(painter, QPointF(0, 0))
        self.draw_marks(painter, line)
        painter.translate(0, -top)

    def _draw_chip(self, painter: QPainter, line: Line, chip: Chip) -> None:
        top = chip_top(line, chip.row, self.measures)
        painter.translate(chip.left, top)
        self.fill_chip(painter, chip.text, color=chip.color)
        painter.translate(-chip.left, -top)


class PaperArticle:
    """One article set for paper. All lengths are in the screen's logical pixels.

    Paragraphs are laid out when their slabs are asked for; those asked for last are kept.
    """

    def __init__(
        self, text: str, *, dimmed: Sequence[Span], headlines: Sequence[Span], style: "PaperStyle"
    ) -> None:
        shown = ShownText(text)
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDefaultFont(style.font)
        self._measures = style.measures
        self._painter = style.painter
        self._layout = ArticleLayout(self._document, measures=self._measures, painter=self._painter)
        self._document.setDocumentLayout(self._layout)
        self._layout.show_text(shown, dimmed=dimmed, headlines=headlines)
        self._document.setPlainText(shown.display())
        for seam in shown.seams:
            run_as_before(self._document.findBlock(shown.position(seam)))
        self._layout.estimate()
        self._marks = MarkIndex()
        self._layout.show_marks(self._marks)

    def add_marks(self, marks: Sequence[Mark]) -> None:
        """Adds marks; no slab may have been asked for before."""
        self._marks.change(gone=(), put=marks)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are."""
        return len(self._layout.shown.lengths)

    def slabs(self) -> Iterator[tuple[int, Slab]]:
        """A slab for each line, with the number of its paragraph; empty lines are only room."""
        top = bottom = 0.0
        for number in range(self.paragraphs):
            paragraph = self._layout.paragraph(number)
            lines = [line for line in paragraph.lines if line.start < line.end]
            for place, line in enumerate(lines):
                upper, lower = self._extent(line)
                gap = top + upper - bottom
                follow = self._follow(lines, place)
                yield number, Slab(gap, lower - upper, self._paint(paragraph, line), follow)
                bottom = top + lower
            top += paragraph.height

    def _extent(self, line: Line) -> tuple[float, float]:
        """The top of a line's chips and the bottom of its bars, in its paragraph."""
        m = self._measures
        return line.text_top - room_above(line, m), line.text_bottom + max(room_below(line, m), 1)

    def _follow(self, lines: Sequence[Line], place: int) -> float:
        """Room for the next line where this one is the first or the last but one of several."""
        last = len(lines) - 1
        if place == last or place not in (0, last - 1):
            return 0.0
        return self._extent(lines[place + 1])[1] - self._extent(lines[place])[1]

    def _paint(self, paragraph: LaidParagraph, line: Line) -> Callable[[QPainter, float], None]:
        upper = self._extent(line)[0]

        def paint(painter: QPainter, y: float) -> None:
            # The paragraph is held here: with its block gone the line would be of nothing.
            assert paragraph.lines
            self._painter.draw_line(painter, line, top=y - upper)

        return paint


@dataclass(frozen=True, slots=True)
class PaperStyle:
    """Fonts, sizes and colours on paper, made once for a print."""

    font: QFont
    small: QFont
    bold: QFont
    width: float
    theme: Theme
    measures: Measures
    painter: PaperPainter


def paper_style(reading: QFont, interface: QFont, *, width: float, theme: Theme) -> PaperStyle:
    """The style of a column of so much width: 11 points in the reading font."""
    font, small, bold = QFont(reading), QFont(interface), QFont(interface)
    font.setPointSizeF(11)
    small.setPointSizeF(9)
    bold.setPointSizeF(12)
    bold.setWeight(QFont.Weight.Bold)
    for one in (font, small, bold):
        # Letters that are moved to a screen's pixels stand unevenly on paper.
        one.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        # A ligature is copied from a PDF as one odd character: "ﬁ" for "fi".
        one.setFeature(QFont.Tag("liga"), 0)
    for one in (small, bold):
        # A painter takes points for the printer's, pixels for those of the page as it is scaled.
        one.setPixelSize(QFontInfo(one).pixelSize())
    column = round(width)
    found = measures(font, small, width=column, line_spacing=LINE_SPACING, column_characters=10_000)
    a_line = found.characters_a_line * column / found.column
    sizes = replace(found, left=0, column=column, characters_a_line=a_line)
    return PaperStyle(font, small, bold, width, theme, sizes, PaperPainter(theme, sizes))


def text_slabs(
    text: str, font: QFont, style: PaperStyle, *, gap: float, follow: float = 0.0
) -> Iterator[Slab]:
    """A slab for each line of a paragraph of plain text in one font."""
    layout = QTextLayout(text.replace("\n", " "), font)
    option = QTextOption()
    if is_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(style.width)
        line.setPosition(QPointF(0, 0))
        lines.append(line)
        line = layout.createLine()
    layout.endLayout()
    pen = style.theme.secondary if font is style.small else style.theme.text

    def painted(number: int) -> Callable[[QPainter, float], None]:
        def paint(painter: QPainter, y: float) -> None:
            painter.setPen(pen)
            layout.lineAt(number).draw(painter, QPointF(0, y))

        return paint

    for number, one in enumerate(lines):
        yield Slab(gap if number == 0 else 1.0, one.height(), painted(number), follow)


def legend_slab(
    chip: str, words: str, *, color: int, style: PaperStyle, chips_width: float
) -> Slab:
    """A row of the legend: the chip, a bar of the same colour, and what it means."""
    height = style.measures.chip_height + 6.0

    def paint(painter: QPainter, y: float) -> None:
        painter.translate(0, y + 3)
        style.painter.fill_chip(painter, chip, color=color)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(style.theme.label(color))
        bar = QRectF(chips_width + 8, style.measures.chip_height / 2 - 1.5, 28, 3)
        painter.drawRoundedRect(bar, 1.5, 1.5)
        painter.setPen(style.theme.text)
        painter.setFont(style.small)
        room = QRectF(chips_width + 44, -6, style.width - chips_width - 44, height + 6)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.translate(0, -y - 3)

    return Slab(2.0, height, paint)


def rule_slab(style: PaperStyle, *, gap: float) -> Slab:
    """A thin line over the whole column."""

    def paint(painter: QPainter, y: float) -> None:
        painter.fillRect(QRectF(0, y, style.width, 0.75), style.theme.line)

    return Slab(gap, 1.0, paint)
