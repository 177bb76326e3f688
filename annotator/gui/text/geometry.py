"""Lines, bars and chips of a laid-out paragraph: boxes of a span, and what is under a point.

All x count from the column's left edge, all y from the paragraph's top, in pixels.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

from annotator.core.spans import Span
from annotator.gui.text.bands import LANE_TOPS, band_of
from annotator.gui.text.bidi import Grapheme, graphemes_of
from annotator.gui.text.measures import CHIP_GAP_PX, Measures
from annotator.gui.text.pointer import Grip

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u061c\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_EDGE_REACH_PX = 4.0


def is_bidirectional(text: str) -> bool:
    """Whether some of the text runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


class Bar(NamedTuple):
    """A bar of one line: round where the fragment begins or ends, open where it goes on.

    `starts_at` and `ends_at` are the x of the fragment's ends, None where they are elsewhere. A
    lane that the line does not have means that the bar is not shown.
    """

    mark_id: str
    fragment: Span
    color: int
    lane: int
    left: float
    right: float
    starts_at: float | None
    ends_at: float | None
    opens_left: bool
    opens_right: bool
    hand: int = 0
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class Joint:
    """The dotted line between two fragments of a mark, on one line."""

    mark_id: str
    color: int
    lane: int
    left: float
    right: float
    hand: int = 0
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip above the first word of its marks."""

    mark_ids: tuple[str, ...]
    text: str
    color: int
    row: int
    left: float
    width: float
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """The "+n" of a line: how far it is below the words' lowest letters, and its size."""

    left: float
    below: int
    width: float
    height: int


@dataclass(slots=True)
class Line:
    """One line of a paragraph. `start` and `end` are positions in the paragraph.

    `tops` are those of its lanes, below the words' lowest letters, and that of one lane more;
    `bands` the first lanes of its bands, of which an ordinary line has none. `hidden` counts the
    marks without a lane, for which `overflow` stands.
    """

    qt: QTextLine
    start: int
    end: int
    ascent: int
    descent: int
    baseline: int = 0
    lanes: int = 0
    tops: tuple[int, ...] = LANE_TOPS
    bands: tuple[int, ...] = ()
    hidden: int = 0
    overflow: Box | None = None
    rows: int = 0
    bars: list[Bar] = field(default_factory=list)
    joints: list[Joint] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    graphemes: list[Grapheme] | None = None

    def undress(self) -> None:
        """Takes off all bars and chips."""
        if self.lanes or self.rows:
            self.lanes = self.hidden = self.rows = 0
            self.tops, self.bands = LANE_TOPS, ()
            self.overflow = None
            self.bars, self.joints, self.chips = [], [], []

    @property
    def text_top(self) -> int:
        """Where the tallest letters end."""
        return self.baseline - self.ascent

    @property
    def text_bottom(self) -> int:
        """Where the deepest letters end."""
        return self.baseline + self.descent


@dataclass(slots=True)
class LaidParagraph:
    """A paragraph with broken lines and, once dressed, what is painted around them.

    `units` is its text in UTF-16-LE if it mixes directions; `is_continued` where it is a piece of
    a long one and the next piece follows as a line does.
    """

    # The block, not its layout: PySide would take any object that Qt later puts at the address of
    # a deleted layout for that layout, as long as Python holds it (6.11).

    number: int
    block: QTextBlock
    lines: list[Line]
    is_bidi: bool
    is_right_to_left: bool
    units: bytes = b""
    height: int = 0
    is_continued: bool = False

    @property
    def layout(self) -> QTextLayout:
        """Qt's layout of the paragraph, for use at once."""
        return self.block.layout()

    def graphemes(self, line: Line) -> list[Grapheme]:
        """The graphemes of a line that mixes directions, found when first needed."""
        if line.graphemes is None:
            line.graphemes = graphemes_of(self.layout, line.qt, self.units)
        return line.graphemes

    def line_of(self, position: int) -> int:
        """The number of the line that holds a position of the paragraph."""
        return max(0, bisect_right(self.lines, position, key=_start_of) - 1)

    def lines_of(self, start: int, end: int) -> range:
        """The numbers of the lines that hold positions [start, end)."""
        if start >= end:
            return range(0)
        return range(self.line_of(start), bisect_left(self.lines, end, key=_start_of))

    def line_under(self, y: float) -> int:
        """The number of the line whose words, bars or chips are at a height."""
        following = bisect_right(self.lines, y, key=lambda line: line.baseline - line.ascent)
        if following == 0:
            return 0
        number = following - 1
        if following < len(self.lines) and y > lanes_bottom(self.lines[number]):
            return following
        return number


def _start_of(line: Line) -> int:
    return line.start


def lanes_bottom(line: Line) -> int:
    """Where the bars below a line, and its "+n", end."""
    if line.overflow is not None:
        return line.text_bottom + line.overflow.below + line.overflow.height
    return line.text_bottom + line.tops[max(1, line.lanes)]


def bar_top(line: Line, lane: int) -> int:
    """The top of a lane's bar; that of what has no lane is below all others."""
    return line.text_bottom + line.tops[min(lane, len(line.tops) - 1)]


def lane_instead(line: Line, hidden: int) -> int:
    """Where what has no lane is drawn when it stands out: in the last lane of its band."""
    after = band_of(hidden, line.bands) + 1
    return (line.bands[after] if after < len(line.bands) else line.lanes) - 1


def room_below(line: Line, measures: Measures) -> int:
    """How far the lanes and the "+n" reach down below the words' lowest letters."""
    # As `lanes_room` has it: a pixel below the lowest bar where that is drawn thicker.
    room = line.tops[line.lanes] - 1 if line.lanes else 0
    return room + (measures.overflow_room if line.hidden else 0)


def room_above(line: Line, measures: Measures) -> int:
    """How far the chips reach up above the words' tallest letters.

    Where there are bands a row is kept free, so that a decision's chip moves no text.
    """
    return measures.chips_room(line.rows or bool(line.bands))


def chip_top(line: Line, row: int, measures: Measures) -> int:
    """The top of a row's chips."""
    return line.text_top - CHIP_GAP_PX - (row + 1) * measures.chip_height - row


def boxes(paragraph: LaidParagraph, line: Line, start: int, end: int) -> list[tuple[float, float]]:
    """Left and right edges of what stands on a line of positions [start, end), left to right.

    Several where the text changes its direction. Spaces that hang over the line's end are left out.
    """
    start, end = max(start, line.start), min(end, line.end)
    if start >= end:
        return []
    qt = line.qt
    if paragraph.is_bidi:
        found = [g for g in paragraph.graphemes(line) if start < g.end and g.start < end]
        return _merged(_clipped(qt, found))
    limit = qt.x() + qt.naturalTextWidth()
    left: float = min(limit, qt.cursorToX(start)[0])  # type: ignore[index]
    right: float = min(limit, qt.cursorToX(end)[0])  # type: ignore[index]
    return [(left, max(left, right))]


def _clipped(qt: QTextLine, graphemes: list[Grapheme]) -> list[tuple[float, float]]:
    """The boxes of graphemes, without those of spaces that hang over the line's end."""
    words = qt.naturalTextRect()
    found = [(max(g.left, words.left()), min(g.right, words.right())) for g in graphemes]
    # A span of nothing but marks without a width is still to be seen.
    return [box for box in found if box[0] < box[1]] or [(box[0], box[0]) for box in found[:1]]


def _merged(edges: list[tuple[float, float]]) -> list[tuple[float, float]]:
    edges.sort()
    result: list[tuple[float, float]] = []
    for left, right in edges:
        if result and left <= result[-1][1] + 0.5:
            result[-1] = (result[-1][0], max(result[-1][1], right))
        else:
            result.append((left, right))
    return result


def ends_of(paragraph: LaidParagraph, line: Line, position: int) -> tuple[float, float]:
    """Where the grapheme at a position begins and ends; right to left, the first is larger.

    In a paragraph of one direction, both are where it begins.
    """
    if paragraph.is_bidi:
        for grapheme in paragraph.graphemes(line):
            if grapheme.start <= position < grapheme.end:
                return grapheme.begins_at, grapheme.ends_at
    x: float = line.qt.cursorToX(position)[0]  # type: ignore[index]
    return x, x


def position_near(paragraph: LaidParagraph, line: Line, x: float) -> int:
    """The position between two graphemes of a line that is nearest to an x."""
    graphemes = paragraph.graphemes(line) if paragraph.is_bidi else []
    if not graphemes:
        return int(line.qt.xToCursor(x))
    nearest = min(graphemes, key=lambda g: max(g.left - x, x - g.right))
    is_first_half = abs(x - nearest.begins_at) <= abs(x - nearest.ends_at)
    return nearest.start if is_first_half else nearest.end


def character_at(paragraph: LaidParagraph, line: Line, x: float) -> int:
    """The position of the grapheme at an x of a line; -1 beside the words."""
    if paragraph.is_bidi:
        over = (g.start for g in paragraph.graphemes(line) if g.left <= x < g.right)
        return next(over, -1)
    words = line.qt.naturalTextRect()
    if not words.left() <= x <= words.right():
        return -1
    found = int(line.qt.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter))
    # Over the spaces that hang at a line's end Qt names the next line's first.
    return min(found, paragraph.layout.previousCursorPosition(line.end))


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under a point around the words: marks, the topmost first, and an end to drag.

    `is_heap`: one sign stands for all of them, as "actor +2" and "+n" do.
    """

    mark_ids: tuple[str, ...] = ()
    grip: Grip | None = None
    is_heap: bool = False


NOTHING = Hit()


def hit(
    paragraph: LaidParagraph,
    x: float,
    y: float,
    measures: Measures,
    *,
    front: Collection[str] = (),
) -> Hit:
    """The chip or bar at a point of a paragraph; nothing over words and between the lines.

    Marks in `front` are drawn over others where they have no lane.
    """
    if not paragraph.lines:
        return NOTHING
    line = paragraph.lines[paragraph.line_under(y)]
    if y < line.text_top:
        return _hit_chip(line, x, y, measures)
    if y > line.text_bottom:
        return _hit_bar(line, x, y, front=front)
    return NOTHING


def _hit_chip(line: Line, x: float, y: float, measures: Measures) -> Hit:
    for chip in line.chips:
        if chip.left <= x < chip.left + chip.width:
            top = chip_top(line, chip.row, measures)
            if top - 1 <= y < top + measures.chip_height + 1:
                return Hit(chip.mark_ids, is_heap=len(chip.mark_ids) > 1)
    return NOTHING


def _hit_bar(line: Line, x: float, y: float, *, front: Collection[str]) -> Hit:
    # A lane begins a pixel above its bars.
    lane = max(0, bisect_right(line.tops, y - line.text_bottom + 1) - 1)
    if lane >= line.lanes:
        return _hit_overflow(line, x, y)
    for bar in line.bars if front and line.bands and line.hidden else ():
        is_over = bar.lane >= line.lanes and bar.left <= x < bar.right
        if is_over and bar.mark_id in front and lane_instead(line, bar.lane) == lane:
            return Hit((bar.mark_id,))
    near = NOTHING
    for bar in line.bars:
        if bar.lane != lane:
            continue
        if bar.left <= x < bar.right:
            return Hit((bar.mark_id,), _grip_near(bar, x))
        if bar.left - _EDGE_REACH_PX <= x <= bar.right + _EDGE_REACH_PX:
            grip = _grip_near(bar, x)
            near = Hit((bar.mark_id,), grip) if grip else near
    return near


def _hit_overflow(line: Line, x: float, y: float) -> Hit:
    box = line.overflow
    if box is None or not box.left <= x < box.left + box.width:
        return NOTHING
    if y >= line.text_bottom + box.below + box.height:
        return NOTHING
    hidden = (bar.mark_id for bar in line.bars if bar.lane >= line.lanes)
    return Hit(tuple(dict.fromkeys(hidden)), is_heap=True)


def _grip_near(bar: Bar, x: float) -> Grip | None:
    if bar.hand:
        # What others have marked is looked at, and never changed.
        return None
    # Short bars keep their middle for clicking.
    inner = min(_EDGE_REACH_PX, (bar.right - bar.left) / 3)
    for is_start, at in ((True, bar.starts_at), (False, bar.ends_at)):
        if at is None:
            continue
        is_inside = bar.left <= x < bar.right
        if abs(x - at) <= (inner if is_inside else _EDGE_REACH_PX):
            return Grip(bar.mark_id, bar.fragment, is_start)
    return None
