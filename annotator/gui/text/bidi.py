"""Edges of single characters on a line that mixes directions.

The ends of a span say nothing of its middle there, so each character is asked for. Qt moves the
first character of a run against the paragraph's direction to its neighbour (6.11, for logical
cursor movement), so both directions are tried and the one that makes sense is taken.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

_LEADING = QTextLine.Edge.Leading
_TRAILING = QTextLine.Edge.Trailing
_LTR = Qt.LayoutDirection.LeftToRight
_RTL = Qt.LayoutDirection.RightToLeft
_STRONG_RTL = {"R", "AL"}
_STRONG_LTR = {"L", "EN", "AN"}

# Positions of glyphs are rounded.
_SAME_PX = 0.1

_Edges = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grapheme:
    """Where a grapheme is on its line. From right to left, it begins at the larger x."""

    start: int
    end: int
    begins_at: float
    ends_at: float

    @property
    def left(self) -> float:
        """The smaller x."""
        return min(self.begins_at, self.ends_at)

    @property
    def right(self) -> float:
        """The larger x."""
        return max(self.begins_at, self.ends_at)


def graphemes_of(layout: QTextLayout, line: QTextLine, units: bytes) -> list[Grapheme]:
    """The graphemes of a line in the order of the text. `units` is the paragraph in UTF-16-LE."""
    start = line.textStart()
    end = start + line.textLength()
    places = [p for p in range(start, end) if layout.isValidCursorPosition(p)]
    if not places:
        return []
    option = layout.textOption()
    is_rtl = option.textDirection() == _RTL
    along, against = _both_ways(layout, line, places, option)
    edges = _chosen(units, places, along, against, is_rtl=is_rtl)
    _close_gaps(units, places, edges, is_rtl=is_rtl)
    ends = [*places[1:], end]
    return [Grapheme(p, e, *edge) for p, e, edge in zip(places, ends, edges, strict=True)]


def _both_ways(
    layout: QTextLayout, line: QTextLine, places: Sequence[int], option: QTextOption
) -> list[list[_Edges]]:
    """Qt's answers for the paragraph's own direction and for the other one."""
    own = option.textDirection()
    result: list[list[_Edges]] = []
    # In the middle: at its ends Qt keeps what it says within the line.
    middle = places[len(places) // 2]
    before, shift = _x(line, middle, _LEADING), 0.0
    limit = line.x() + line.width() - _SAME_PX

    def moved(x: float) -> float:
        return x if x >= limit else x + shift

    # Without this flag the space that hangs over a line's end shifts one direction only.
    asked = QTextOption(option)
    asked.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
    try:
        for direction in (own, _LTR if own == _RTL else _RTL):
            asked.setTextDirection(direction)
            layout.setTextOption(asked)
            if not result:
                shift = before - _x(line, middle, _LEADING)
            edges = [(_x(line, p, _LEADING), _x(line, p, _TRAILING)) for p in places]
            result.append([(moved(begin), moved(end)) for begin, end in edges])
    finally:
        layout.setTextOption(option)
    return result


def _x(line: QTextLine, position: int, edge: QTextLine.Edge) -> float:
    found: tuple[float, int] = line.cursorToX(position, edge)  # type: ignore[assignment]
    return found[0]


def _chosen(
    units: bytes,
    places: Sequence[int],
    along: Sequence[_Edges],
    against: Sequence[_Edges],
    *,
    is_rtl: bool,
) -> list[_Edges]:
    """Of each pair of answers the one that runs as the direction asked for does."""
    result: list[_Edges] = []
    unsure: list[int] = []
    for i, (one, other) in enumerate(zip(along, against, strict=True)):
        runs_along = one[0] > one[1] if is_rtl else one[0] < one[1]
        runs_against = other[0] < other[1] if is_rtl else other[0] > other[1]
        if runs_along and runs_against:
            kind = unicodedata.bidirectional(_character(units, places[i]))
            if kind in _STRONG_RTL | _STRONG_LTR:
                runs_along = (kind in _STRONG_RTL) == is_rtl
            else:
                unsure.append(i)
        result.append(one if runs_along or not runs_against else other)
    # A wrong answer is the place of another grapheme.
    sure = {round(min(edges)) for i, edges in enumerate(result) if i not in unsure}
    for i in unsure:
        if round(min(along[i])) in sure:
            result[i] = against[i]
    return result


def _character(units: bytes, place: int) -> str:
    return units[2 * place : 2 * place + 4].decode("utf-16-le", "replace")[0]


def _close_gaps(units: bytes, places: Sequence[int], edges: list[_Edges], *, is_rtl: bool) -> None:
    """Lets tabs and graphemes of several glyphs reach to their neighbour, as Qt does not say."""
    following = [*places[1:], len(units) // 2]
    for i, (place, after) in enumerate(zip(places, following, strict=True)):
        begin, end = edges[i]
        is_empty = abs(begin - end) <= _SAME_PX
        is_empty_tab = is_empty and _character(units, place) == "\t"
        if not is_empty_tab and (is_empty or after == place + 1):
            continue
        nearest = _SAME_PX if is_empty_tab else -_SAME_PX
        others = [x for j, other in enumerate(edges) if j != i for x in other]
        if begin > end or (is_empty_tab and is_rtl):
            edges[i] = (begin, max((x for x in others if end - x >= nearest), default=end))
        else:
            edges[i] = (begin, min((x for x in others if x - end >= nearest), default=end))
