"""How much text annotators marked, and how much of it together, from their runs."""

from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from annotator.adjudicate.runs import Runs, Unit

Lengths = Mapping[Hashable, int]


class Extent(NamedTuple):
    """What one annotator marked, in characters: in all, by value, and squared unit by unit."""

    marked: int
    lengths: Lengths
    squares: int


class Meeting(NamedTuple):
    """What two annotators both marked, in characters, by value, both directions counted.

    Two units that share 3 characters add 3 to `met` for the value of each, and 6 to `same` if
    they have one value. `squares` adds, for each unit of either, the square of how much of it the
    other marked: the terms of formula (10) of Krippendorff et al. 2016.
    """

    same: Lengths
    met: Lengths
    squares: Lengths


def extent_of(runs: Runs) -> Extent:
    """How much an annotator marked."""
    lengths: dict[Hashable, int] = {}
    squares = 0
    for start, end, value in runs.units:
        length = end - start
        squares += length * length
        lengths[value] = lengths.get(value, 0) + length
    return Extent(sum(lengths.values()), lengths, squares)


def shared_by(many: Sequence[Runs]) -> tuple[int, int]:
    """Characters that two annotators marked, and those they marked alike, over all ordered pairs.

    Where five annotators marked a character, that is 20 pairs. O(n log n) for n units of all.
    """
    # Twice the offset, and one more where a unit starts: so ends come before starts.
    events: dict[Hashable, list[int]] = {}
    for runs in many:
        for start, end, value in runs.units:
            if value in events:
                events[value] += (2 * start + 1, 2 * end)
            else:
                events[value] = [2 * start + 1, 2 * end]
    alike = sum(_pairs(found) for found in events.values())
    if len(events) < 2:
        return alike, alike
    return _pairs([event for found in events.values() for event in found]), alike


def _pairs(events: list[int]) -> int:
    events.sort()
    total = depth = reached = 0
    for event in events:
        if depth > 1:
            total += depth * (depth - 1) * ((event >> 1) - reached)
        reached = event >> 1
        depth += 1 if event & 1 else -1
    return total


def meeting_of(one: Runs, other: Runs) -> Meeting:
    """What two annotators both marked. O(units of both)."""
    same: dict[Hashable, int] = {}
    met: dict[Hashable, int] = {}
    squares: dict[Hashable, int] = {}
    for value, shared in _shares(one.units, other.units, same):
        met[value] = met.get(value, 0) + shared
        squares[value] = squares.get(value, 0) + shared * shared
    return Meeting(same, met, squares)


def _shares(
    ones: Sequence[Unit], others: Sequence[Unit], same: dict[Hashable, int]
) -> list[tuple[Hashable, int]]:
    """Of each unit that met some of the other's, its value and how much; adds to `same`."""
    found: list[tuple[Hashable, int]] = []
    if not ones or not others:
        return found
    ones_left, others_left = iter(ones), iter(others)
    start, end, value = next(ones_left)
    its_start, its_end, its_value = next(others_left)
    shared = its_shared = 0
    while True:
        overlap = (end if end < its_end else its_end) - (start if start > its_start else its_start)
        if overlap > 0:
            shared += overlap
            its_shared += overlap
            if value == its_value:
                same[value] = same.get(value, 0) + 2 * overlap
        if end <= its_end:
            if shared:
                found.append((value, shared))
                shared = 0
            following = next(ones_left, None)
            if following is None:
                break
            start, end, value = following
        else:
            if its_shared:
                found.append((its_value, its_shared))
                its_shared = 0
            following = next(others_left, None)
            if following is None:
                break
            its_start, its_end, its_value = following
    if shared:
        found.append((value, shared))
    if its_shared:
        found.append((its_value, its_shared))
    return found
