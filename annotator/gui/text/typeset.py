"""Breaks a paragraph into lines and dresses them with bars and chips."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout, QTextOption

from annotator.app.present.highlights import Mark
from annotator.core.spans import Span
from annotator.gui.text.geometry import (
    Bar,
    Box,
    Chip,
    Joint,
    LaidParagraph,
    Line,
    boxes,
    ends_of,
)
from annotator.gui.text.lanes import (
    MOST_LANES,
    ChipPlace,
    ChipWish,
    bar_lanes,
    chip_places,
    folded,
)
from annotator.gui.text.measures import BAR_GAP_PX, LANE_PX, Face, Measures
from annotator.gui.text.shown import ShownText

_CHIP_GAP_PX = 2.0
_LEAST_OVER_WORDS_PX = 10.0
_UNSURE = "?"
_COMMENT = " •"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A span's part in one paragraph, in positions of the paragraph."""

    span: Span
    start: int
    end: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A mark's part in one paragraph. `reach` is what its lane must keep free."""

    mark: Mark
    fragments: tuple[Fragment, ...]
    reach: tuple[int, int]

    @property
    def begins(self) -> bool:
        """Whether the mark's first character is in this paragraph."""
        if not self.fragments:
            return False
        first = self.fragments[0]
        return first.begins and first.span == self.mark.spans[0]


def pieces_of(marks: Collection[Mark], *, start: int, end: int, shown: ShownText) -> list[Piece]:
    """The pieces of marks in the paragraph from offset `start` to `end`, outer ones first."""
    position, end_position = shown.position, shown.end_position
    first = position(start)
    pieces: list[Piece] = []
    for mark in marks:
        fragments = tuple(
            Fragment(
                span,
                position(max(span.start, start)) - first,
                end_position(min(span.end, end)) - first,
                begins=span.start >= start,
                ends=span.end <= end,
            )
            for span in mark.spans
            if span.start < end and span.end > start
        )
        left = position(max(mark.spans[0].start, start)) - first
        right = end_position(min(mark.spans[-1].end, end)) - first
        pieces.append(Piece(mark, fragments, (left, right)))
    pieces.sort(key=lambda p: (p.reach[0], -p.reach[1], p.mark.id))
    return pieces


def break_lines(
    layout: QTextLayout, option: QTextOption, *, width: float, face: Face
) -> list[Line]:
    """The lines of a paragraph, not yet placed. `face` is the font's."""
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    lines: list[Line] = []
    layout.beginLayout()
    while True:
        qt = layout.createLine()
        if not qt.isValid():
            break
        qt.setLineWidth(width)
        start = qt.textStart()
        ascent, descent = qt.ascent(), qt.descent()
        # A stand-in font for another script may use all the room it asks for.
        up = face.tallest if ascent <= face.ascent + 0.5 else round(ascent)
        down = face.deepest if descent <= face.descent + 0.5 else round(descent)
        lines.append(Line(qt, start, start + qt.textLength(), up, down))
    layout.endLayout()
    return lines


def dress(
    paragraph: LaidParagraph,
    pieces: Sequence[Piece],
    measures: Measures,
    *,
    lines: range,
    chip_width: Callable[[str], float],
) -> None:
    """Gives the bars on some lines a lane, the chips a place and the lines their height.

    The pieces must be all that reach into these lines, all that overlap those, and so on: then
    the lanes are those of the whole paragraph.
    """
    for number in lines:
        paragraph.lines[number].undress()
    layout = paragraph.layout
    pieces = [_on_whole_graphemes(layout, piece) for piece in pieces]
    for piece, lane in zip(pieces, bar_lanes([p.reach for p in pieces]), strict=True):
        _add_bars(paragraph, piece, lane, lines)
    for number in lines:
        if paragraph.lines[number].hidden:
            _add_overflow(paragraph.lines[number], measures, chip_width=chip_width)
    _add_chips(paragraph, pieces, measures, lines=lines, chip_width=chip_width)
    _place_lines(paragraph, measures, changed=lines)


def _on_whole_graphemes(layout: QTextLayout, piece: Piece) -> Piece:
    """The piece, with ends that part what a reader sees as one character moved apart."""
    ends = {*piece.reach, *(n for f in piece.fragments for n in (f.start, f.end))}
    if all(layout.isValidCursorPosition(end) for end in ends):
        return piece
    fragments = tuple(
        replace(f, start=outward(layout, f.start, -1), end=outward(layout, f.end, 1))
        for f in piece.fragments
    )
    left, right = piece.reach
    return Piece(piece.mark, fragments, (outward(layout, left, -1), outward(layout, right, 1)))


def outward(layout: QTextLayout, position: int, step: int) -> int:
    """The nearest position in one direction that parts no grapheme."""
    if layout.isValidCursorPosition(position):
        return position
    # Qt stops at the paragraph's ends, also where it calls these invalid.
    if step < 0:
        return layout.previousCursorPosition(position)
    return layout.nextCursorPosition(position)


def _add_bars(paragraph: LaidParagraph, piece: Piece, lane: int, lines: range) -> None:
    mark = piece.mark
    touched: set[int] = set()
    for fragment in piece.fragments:
        for number in _common(paragraph.lines_of(fragment.start, fragment.end), lines):
            touched.add(number)
            line = paragraph.lines[number]
            line.bars.extend(_bars_on_line(paragraph, line, fragment, mark, lane))
    for number in touched:
        line = paragraph.lines[number]
        line.lanes = max(line.lanes, min(lane + 1, MOST_LANES))
        line.hidden += lane >= MOST_LANES
    if lane < MOST_LANES:
        for start, end in _gaps(piece):
            for number in _common(paragraph.lines_of(start, end), lines):
                line = paragraph.lines[number]
                line.lanes = max(line.lanes, lane + 1)
                line.joints.extend(
                    Joint(mark.id, mark.color, lane, left, right)
                    for left, right in boxes(paragraph, line, start, end)
                )


def _add_overflow(line: Line, measures: Measures, *, chip_width: Callable[[str], float]) -> None:
    """The "+n" under the first of the marks that have no lane, within the column."""
    width = chip_width(f"+{line.hidden}")
    # A mark on nothing but spaces at the line's end has no bar there.
    left = min((bar.left for bar in line.bars if bar.lane >= MOST_LANES), default=0.0)
    left = max(0.0, min(left, measures.column - width))
    below = BAR_GAP_PX + LANE_PX * MOST_LANES - 1
    line.overflow = Box(left, below, width, measures.chip_height)


def _common(one: range, other: range) -> range:
    return range(max(one.start, other.start), min(one.stop, other.stop))


def _gaps(piece: Piece) -> list[tuple[int, int]]:
    """What lies between the fragments of a piece, and on the way to those in other paragraphs."""
    edges = [piece.reach[0]]
    for fragment in piece.fragments:
        edges += (fragment.start, fragment.end)
    edges.append(piece.reach[1])
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _bars_on_line(
    paragraph: LaidParagraph, line: Line, fragment: Fragment, mark: Mark, lane: int
) -> list[Bar]:
    begins = fragment.begins and fragment.start >= line.start
    ends = fragment.ends and fragment.end <= line.end
    spread = boxes(paragraph, line, fragment.start, fragment.end)
    if not paragraph.is_bidi:
        return [
            Bar(
                mark.id,
                fragment.span,
                mark.color,
                lane,
                left,
                right,
                starts_at=left if begins else None,
                ends_at=right if ends else None,
                opens_left=not begins,
                opens_right=not ends,
            )
            for left, right in spread
        ]
    start_x = ends_of(paragraph, line, fragment.start)[0] if begins else None
    end_x = ends_of(paragraph, line, fragment.end - 1)[1] if ends else None
    words = line.qt.naturalTextRect()
    result: list[Bar] = []
    for left, right in spread:
        starts, ends_at = _side_at(start_x, (left, right)), _side_at(end_x, (left, right))
        closed = (starts, ends_at)
        opens_left = left not in closed and left <= words.left() + 1
        opens_right = right not in closed and right >= words.right() - 1
        place = (lane, left, right, starts, ends_at, opens_left, opens_right)
        result.append(Bar(mark.id, fragment.span, mark.color, *place))
    return result


def _side_at(x: float | None, box: tuple[float, float]) -> float | None:
    if x is None:
        return None
    return next((side for side in box if abs(side - x) <= 1), None)


@dataclass(frozen=True, slots=True)
class _Group:
    """Chips whose marks begin at one place; `words` are the edges of what they stand over."""

    line: int
    chips: tuple[Chip, ...]
    left: float
    width: float
    words: tuple[float, float]


def _add_chips(
    paragraph: LaidParagraph,
    pieces: Sequence[Piece],
    measures: Measures,
    *,
    lines: range,
    chip_width: Callable[[str], float],
) -> None:
    beginning = [p for p in pieces if p.begins and paragraph.line_of(p.reach[0]) in lines]
    groups = [
        _group(paragraph, start, tuple(members), chip_width)
        for start, members in groupby(beginning, key=lambda p: p.reach[0])
    ]
    is_mirrored = paragraph.is_right_to_left
    for number, on_line in groupby(groups, key=lambda group: group.line):
        line_groups = tuple(on_line)
        wishes = [_wish(group, measures, is_mirrored=is_mirrored) for group in line_groups]
        line = paragraph.lines[number]
        for group, place in zip(line_groups, chip_places(wishes, gap=_CHIP_GAP_PX), strict=True):
            line.rows = max(line.rows, place.row + 1)
            line.chips.extend(_standing(group, place, is_mirrored=is_mirrored))


def _group(
    paragraph: LaidParagraph,
    start: int,
    pieces: Sequence[Piece],
    chip_width: Callable[[str], float],
) -> _Group:
    number = paragraph.line_of(start)
    line = paragraph.lines[number]
    names = [p.mark.chip + (_UNSURE if p.mark.unsure else "") for p in pieces]
    chips: list[Chip] = []
    for name, indices in folded(names):
        marks = [pieces[i].mark for i in indices]
        text = name + (_COMMENT if any(mark.has_comment for mark in marks) else "")
        ids = tuple(mark.id for mark in marks)
        chips.append(Chip(ids, text, marks[0].color, 0, 0.0, chip_width(text)))
    width = sum(chip.width for chip in chips) + _CHIP_GAP_PX * (len(chips) - 1)
    begin, after = ends_of(paragraph, line, start)
    left = begin - width if after < begin else begin
    end = max(p.fragments[0].end for p in pieces)
    spread = boxes(paragraph, line, start, end) or [(left, left)]
    return _Group(number, tuple(chips), left, width, (spread[0][0], spread[-1][1]))


def _wish(group: _Group, measures: Measures, *, is_mirrored: bool) -> ChipWish:
    """What the group wants; in a right-to-left paragraph as if seen in a mirror."""
    margin = measures.left - 4
    if is_mirrored:
        left, furthest = -(group.left + group.width), -(group.words[0] + _LEAST_OVER_WORDS_PX)
        limit = margin - group.width
    else:
        left, furthest = group.left, group.words[1] - _LEAST_OVER_WORDS_PX
        limit = measures.column + margin - group.width
    left = min(left, limit)
    return ChipWish(left, group.width, max(left, min(furthest, limit)))


def _standing(group: _Group, place: ChipPlace, *, is_mirrored: bool) -> list[Chip]:
    """The chips of a group side by side at their place, the outer mark's nearest the start."""
    result: list[Chip] = []
    x = place.left
    for chip in group.chips:
        left = -(x + chip.width) if is_mirrored else x
        result.append(replace(chip, row=place.row, left=left))
        x += chip.width + _CHIP_GAP_PX
    return result


def _place_lines(paragraph: LaidParagraph, measures: Measures, *, changed: range) -> None:
    """Puts the lines below one another so that bars, chips and words keep clear."""
    lines = paragraph.lines
    if len(lines) == 1 and lines[0].start == lines[0].end:
        _place_empty(paragraph, measures)
        return
    reserve, pitch = measures.reserve, measures.pitch
    for number in range(changed.start, len(lines)):
        line = lines[number]
        if number == 0:
            above = measures.chips_room(max(1, line.rows))
            baseline = above + line.ascent
        else:
            before = lines[number - 1]
            needed = _room_below(before, measures) + measures.chips_room(line.rows)
            baseline = before.text_bottom + max(reserve, needed) + line.ascent
            baseline = max(baseline, before.baseline + pitch)
        if number > changed.stop and baseline == line.baseline:
            return
        line.baseline = baseline
        line.qt.setPosition(QPointF(0, baseline - line.qt.ascent()))
    room = max(measures.lanes_room(1), _room_below(lines[-1], measures))
    last = lines[-1]
    if paragraph.is_continued:
        # The next line stands as far away as any other, and nobody sees the seam.
        next_line = measures.chips_room(1) + measures.text.tallest
        room = max(room, measures.pitch - next_line - (last.text_bottom - last.baseline))
        paragraph.height = last.text_bottom + room
    else:
        paragraph.height = last.text_bottom + room + measures.paragraph_gap


def _room_below(line: Line, measures: Measures) -> int:
    return measures.lanes_room(line.lanes, is_overfull=line.hidden > 0)


def _place_empty(paragraph: LaidParagraph, measures: Measures) -> None:
    line = paragraph.lines[0]
    line.baseline = round((measures.empty_height + line.ascent - line.descent) / 2)
    line.qt.setPosition(QPointF(0, line.baseline - line.qt.ascent()))
    paragraph.height = measures.empty_height
