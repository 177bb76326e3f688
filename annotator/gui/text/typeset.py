"""Breaks a paragraph into lines and dresses them with bars and chips."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout, QTextOption

from annotator.app.present.highlights import Mark
from annotator.gui.text.bands import HIDDEN, banded_lanes, most_lanes, stacked
from annotator.gui.text.geometry import (
    Bar,
    Box,
    Chip,
    Joint,
    LaidParagraph,
    Line,
    boxes,
    ends_of,
    room_above,
    room_below,
)
from annotator.gui.text.lanes import (
    MOST_LANES,
    ChipPlace,
    ChipWish,
    bar_lanes,
    chip_places,
    folded,
)
from annotator.gui.text.measures import BANDS_CLEAR_PX, Face, Measures
from annotator.gui.text.pieces import Piece
from annotator.gui.text.shapes import Shape, shape_of

_CHIP_GAP_PX = 2.0
_LEAST_OVER_WORDS_PX = 10.0
_UNSURE = "?"
_COMMENT = " •"


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
    known: dict[int, Shape] = {}
    shapes = [shape_of(paragraph, piece, lines=lines, known=known) for piece in pieces]
    reaches = [p.reach for p in pieces]
    if measures.bands:
        of = [p.mark.band for p in pieces]
        lanes = banded_lanes(reaches, of, most=most_lanes(measures.bands))
        _stack_bands(paragraph, pieces, lanes, shapes=shapes, bands=measures.bands)
    else:
        lanes = bar_lanes(reaches)
    for piece, shape, lane in zip(pieces, shapes, lanes, strict=True):
        _add_bars(paragraph, piece.mark, lane, shape)
    for number in lines:
        if paragraph.lines[number].hidden:
            _add_overflow(paragraph.lines[number], measures, chip_width=chip_width)
    _add_chips(paragraph, pieces, measures, lines=lines, chip_width=chip_width)
    _place_lines(paragraph, measures, changed=lines)


def _stack_bands(
    paragraph: LaidParagraph,
    pieces: Sequence[Piece],
    lanes: Sequence[int],
    *,
    shapes: Sequence[Shape],
    bands: int,
) -> None:
    """Gives each line on which any mark stands lanes for every band.

    The gold's have room for as many marks as any annotator has there: a decision moves no text.
    """
    depths: dict[int, list[int]] = {}
    for piece, lane, shape in zip(pieces, lanes, shapes, strict=True):
        band = min(piece.mark.band, bands - 1)
        for number in shape.lines:
            found = depths.get(number)
            if found is None:
                found = depths[number] = [1] * bands
            if found[band] <= lane < HIDDEN:
                found[band] = lane + 1
    for number, found in depths.items():
        found[0] = max(found)
        line = paragraph.lines[number]
        line.bands, line.tops = stacked(tuple(found))
        line.lanes = len(line.tops) - 1


def _add_bars(paragraph: LaidParagraph, mark: Mark, lane: int, shape: Shape) -> None:
    lines, is_hidden = paragraph.lines, lane >= MOST_LANES
    for number in shape.touched:
        line = lines[number]
        line.hidden += is_hidden
        if not line.bands:
            line.lanes = max(line.lanes, min(lane + 1, MOST_LANES))
    for number, span, left, right, starts_at, ends_at, opens_left, opens_right in shape.strokes:
        line = lines[number]
        line.bars.append(
            Bar(
                mark.id,
                span,
                mark.color,
                _lane_on(line, mark, lane),
                left,
                right,
                starts_at,
                ends_at,
                opens_left,
                opens_right,
                mark.hand,
                mark.steps_back,
            )
        )
    for number, left, right in () if is_hidden else shape.gaps:
        line = lines[number]
        at = _lane_on(line, mark, lane)
        line.lanes = max(line.lanes, at + 1)
        line.joints.append(Joint(mark.id, mark.color, at, left, right, mark.hand, mark.steps_back))


def _lane_on(line: Line, mark: Mark, lane: int) -> int:
    """The lane on a line, counted from the words, of a lane within a mark's band."""
    if not line.bands or lane >= HIDDEN:
        return lane
    return line.bands[min(mark.band, len(line.bands) - 1)] + lane


def _add_overflow(line: Line, measures: Measures, *, chip_width: Callable[[str], float]) -> None:
    """The "+n" under the first of the marks that have no lane, within the column."""
    width = chip_width(f"+{line.hidden}")
    # A mark on nothing but spaces at the line's end has no bar there.
    left = min((bar.left for bar in line.bars if bar.lane >= line.lanes), default=0.0)
    left = max(0.0, min(left, measures.column - width))
    below = line.tops[line.lanes] - 1
    line.overflow = Box(left, below, width, measures.chip_height)


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
    beginning = [
        p for p in pieces if p.mark.chip and p.begins and paragraph.line_of(p.reach[0]) in lines
    ]
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
        is_back = all(mark.steps_back for mark in marks)
        chips.append(Chip(ids, text, marks[0].color, 0, 0.0, chip_width(text), is_back))
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
            # Bars of a band above must not seem to belong to the words below them.
            least = BANDS_CLEAR_PX if before.bands else 0
            needed = room_below(before, measures) + max(least, room_above(line, measures))
            baseline = before.text_bottom + max(reserve, needed) + line.ascent
            baseline = max(baseline, before.baseline + pitch)
        if number > changed.stop and baseline == line.baseline:
            return
        line.baseline = baseline
        line.qt.setPosition(QPointF(0, baseline - line.qt.ascent()))
    room = max(measures.lanes_room(1), room_below(lines[-1], measures))
    last = lines[-1]
    if paragraph.is_continued:
        # The next line stands as far away as any other, and nobody sees the seam.
        next_line = measures.chips_room(1) + measures.text.tallest
        room = max(room, measures.pitch - next_line - (last.text_bottom - last.baseline))
        paragraph.height = last.text_bottom + room
    else:
        paragraph.height = last.text_bottom + room + measures.paragraph_gap


def _place_empty(paragraph: LaidParagraph, measures: Measures) -> None:
    line = paragraph.lines[0]
    line.baseline = round((measures.empty_height + line.ascent - line.descent) / 2)
    line.qt.setPosition(QPointF(0, line.baseline - line.qt.ascent()))
    paragraph.height = measures.empty_height
