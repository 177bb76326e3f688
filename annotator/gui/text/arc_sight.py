"""What arcs have to go by: the lines in sight, the room between them, and where marks are.

All x count from the view's left edge, all y from the document's top, in pixels.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotator.gui.text.geometry import (
    LaidParagraph,
    Line,
    bar_top,
    chip_top,
    room_below,
)
from annotator.gui.text.layout import ArticleLayout
from annotator.gui.text.measures import Measures

# Arcs keep so far away from the words above and below.
_CLEAR_PX = 2.0
# From the bars down to the first arc: an arrow head fits in.
_HEAD_ROOM_PX = 7.0
_TRACK_PX = 3.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle that something stands in."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class End:
    """A bar where an arc may begin or end: its row, its sides and its lower edge."""

    row: int
    left: float
    right: float
    bottom: float


@dataclass(slots=True)
class Row:
    """A line with words: where they stand, and what stands below and above them.

    `floor` is the lower edge of its lanes. Below a row, down to the words of the next, is the room
    of the arcs that leave it; `ceiling` is where these words begin.
    """

    words: Area
    floor: float
    ceiling: float
    is_open: bool
    bars: list[Area]
    chips: list[Area]
    chips_below: list[Area] = field(default_factory=list)
    legs: list[float] = field(default_factory=list)

    def tracks(self, count: int) -> list[float]:
        """The heights of so many arcs side by side in the room below, the uppermost first."""
        lowest = self.ceiling - _CLEAR_PX - 0.5
        highest = min(self.floor + _HEAD_ROOM_PX, lowest)
        needed = _TRACK_PX * (count - 1)
        if highest + needed > lowest:
            highest = max(self.words.bottom + _CLEAR_PX, lowest - needed)
        pitch = min(_TRACK_PX, (lowest - highest) / max(1, count - 1))
        return [highest + pitch * rank for rank in range(count)]


@dataclass(slots=True)
class Sight:
    """The rows in sight from top to bottom, the ends of marks in them, and the view's edges."""

    rows: list[Row]
    ends: dict[str, list[End]]
    top: float
    bottom: float
    width: float
    column_left: float
    column_right: float


def sight_of(page: ArticleLayout, top: float, bottom: float) -> Sight:
    """What is in sight between two heights; costs what stands there."""
    m = page.measures
    rows: list[Row] = []
    ends: dict[str, list[End]] = {}
    for paragraph, y in _paragraphs(page, top, bottom):
        for line in _lines(paragraph, top - y, bottom - y):
            row = _row(line, y, m)
            row.is_open = row.words.top >= top and row.floor + _HEAD_ROOM_PX <= bottom
            if row.is_open:
                _add_ends(ends, line, y, number=len(rows), measures=m)
            rows.append(row)
    for row, following in zip(rows, [*rows[1:], None], strict=True):
        if following is not None:
            row.ceiling = following.words.top
            row.chips_below = following.chips
    return Sight(rows, ends, top, bottom, m.width, m.left, m.left + m.column)


def _paragraphs(
    page: ArticleLayout, top: float, bottom: float
) -> Iterator[tuple[LaidParagraph, int]]:
    before, number = -1, page.find(top)
    # A search by height passes over what is folded away.
    while before < number:
        paragraph, y = page.paragraph(number), page.top(number)
        yield paragraph, y
        if y + paragraph.height >= bottom:
            return
        before, number = number, page.find(y + paragraph.height)


def _lines(paragraph: LaidParagraph, top: float, bottom: float) -> Iterable[Line]:
    """The lines with words that show at least a part between two heights of the paragraph."""
    if not paragraph.lines:
        return []
    first, last = paragraph.line_under(top), paragraph.line_under(bottom)
    return [line for line in paragraph.lines[max(0, first - 1) : last + 2] if line.start < line.end]


def _row(line: Line, y: int, m: Measures) -> Row:
    words = line.qt.naturalTextRect()
    left = words.left() + m.left
    box = Area(left, line.text_top + y, words.right() + m.left, line.text_bottom + y)
    bars = []
    for bar in line.bars:
        upper = bar_top(line, min(bar.lane, line.lanes)) + y
        bars.append(Area(bar.left + m.left, upper, bar.right + m.left, upper + m.bar))
    for joint in line.joints:
        upper = bar_top(line, joint.lane) + y
        bars.append(Area(joint.left + m.left, upper, joint.right + m.left, upper + m.bar))
    if line.overflow is not None:
        more, upper = line.overflow, line.text_bottom + line.overflow.below + y
        left = more.left + m.left
        bars.append(Area(left, upper, left + more.width, upper + more.height))
    chips = []
    for chip in line.chips:
        upper, x = chip_top(line, chip.row, m) + y, chip.left + m.left
        chips.append(Area(x, upper, x + chip.width, upper + m.chip_height))
    room = max(m.lanes_room(1), room_below(line, m))
    ceiling = line.text_bottom + y + max(m.reserve, room + m.chips_room(1))
    return Row(box, line.text_bottom + y + room, ceiling, False, bars, chips)


def _add_ends(
    ends: dict[str, list[End]], line: Line, y: int, *, number: int, measures: Measures
) -> None:
    for bar in line.bars:
        lower = bar_top(line, min(bar.lane, line.lanes)) + measures.bar + y
        left, right = bar.left + measures.left, bar.right + measures.left
        ends.setdefault(bar.mark_id, []).append(End(number, left, right, lower))
