"""An annotator's set on one article as runs: units that do not overlap, and the gaps between them.

Measures of unitizing ask that the units of one annotator do not overlap. Annotations may: so they
are laid flat here by a stated rule, and what that hid is counted, for a figure that leaves spans
out must say so. Every fragment of a discontinuous annotation is a unit of its own: these measures
know only stretches of text, and what joins the fragments is outside what they measure.
Annotations of the whole article are no units.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from annotator.adjudicate.sheets import Mark

# Where a unit starts, where it ends (half-open, in code points), and its value: a label, or a
# label with attributes. A bare tuple, as there are hundreds of thousands of them.
Unit = tuple[int, int, Hashable]


@dataclass(frozen=True, slots=True)
class Runs:
    """Units in reading order, none overlapping another; what lies between them is gaps.

    `length` is the text's. `hidden` are the units that were left out wholly, `cut` those, as they
    were, that lost some of their characters to others. Units that touch stay apart, also where
    they have the same value.
    """

    length: int
    units: tuple[Unit, ...] = ()
    hidden: tuple[Unit, ...] = ()
    cut: tuple[Unit, ...] = ()

    def __post_init__(self) -> None:
        if self.units and self.units[-1][1] > self.length:
            raise ValueError(f"a unit reaches beyond the text's {self.length} characters")

    @property
    def gaps(self) -> tuple[tuple[int, int], ...]:
        """Where the gaps start and end, in reading order; none is empty."""
        found = []
        reached = 0
        for start, end, _ in self.units:
            if start > reached:
                found.append((reached, start))
            reached = end
        if self.length > reached:
            found.append((reached, self.length))
        return tuple(found)


def units_of(marks: Iterable[Mark], *, with_attributes: bool = False) -> list[Unit]:
    """Every fragment as a unit, valued by its label; with attributes, by its category."""
    units: list[Unit] = []
    for bounds, label, category in marks:
        value = category if with_attributes else label
        if len(bounds) == 2:
            units.append((bounds[0], bounds[1], value))
        else:
            units.extend((bounds[at], bounds[at + 1], value) for at in range(0, len(bounds), 2))
    return units


def longest_first(units: Iterable[Unit], *, length: int) -> Runs:
    """Units laid flat: where several cover a character, it goes to the longest of them.

    Of two of the same length the earlier has it, of two in the same place the one whose value
    sorts first. So all marked text stays marked, and of each unit one piece is left or none:
    what is longer and shares a character with it reaches over one of its ends. O(n log n).
    """
    placed: list[Unit] = []
    hidden: list[Unit] = []
    cut: list[Unit] = []
    for crowd in _crowds(sorted(units)):
        if len(crowd) == 1:
            placed += crowd
            continue
        crowd.sort(key=_longest)
        cover = _Cover()
        pieces: list[Unit] = []
        for unit in crowd:
            start, end, value = unit
            left = cover.take(start, end)
            if left is None:
                hidden.append(unit)
                continue
            pieces.append((*left, value))
            if left != (start, end):
                cut.append(unit)
        placed += sorted(pieces)
    return Runs(length, tuple(placed), hidden=tuple(hidden), cut=tuple(cut))


def _crowds(ordered: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Units that hang together as one overlaps the next; most are alone."""
    crowd: list[Unit] = []
    reached = 0
    for unit in ordered:
        if unit[0] < reached:
            crowd.append(unit)
            reached = max(reached, unit[1])
            continue
        if crowd:
            yield crowd
        crowd, reached = [unit], unit[1]
    if crowd:
        yield crowd


def first_come(units: Iterable[Unit], *, length: int) -> Runs:
    """Units of one value without those that overlap an earlier one, each whole or not at all.

    Earlier is what starts first, and of two that start together the longer. A unit that was left
    out keeps others out as well. This is how INCEpTION prepares a set, value by value.
    """
    ordered = sorted(units, key=_outer_first)
    reached = 0
    kept: list[Unit] = []
    hidden: list[Unit] = []
    for unit in ordered:
        (kept if unit[0] >= reached else hidden).append(unit)
        reached = max(reached, unit[1])
    return Runs(length, tuple(kept), hidden=tuple(hidden))


class _Cover:
    """The characters taken so far, as stretches that neither overlap nor touch, in order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> tuple[int, int] | None:
        """What is still free of [start, end), now taken; None where nothing is.

        Stretches must come longest first: then none taken lies inside a later one.
        """
        starts, ends = self._starts, self._ends
        after = bisect_right(starts, start)
        joins_left = after > 0 and ends[after - 1] >= start
        if joins_left:
            start = ends[after - 1]
        if start >= end:
            return None
        joins_right = after < len(starts) and starts[after] <= end
        if joins_right:
            end = starts[after]
        if joins_left and joins_right:
            ends[after - 1] = ends[after]
            del starts[after], ends[after]
        elif joins_left:
            ends[after - 1] = end
        elif joins_right:
            starts[after] = start
        else:
            starts.insert(after, start)
            ends.insert(after, end)
        return start, end


def _longest(unit: Unit) -> tuple[int, int, Hashable]:
    return unit[0] - unit[1], unit[0], unit[2]


def _outer_first(unit: Unit) -> tuple[int, int]:
    return unit[0], -unit[1]
