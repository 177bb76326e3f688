"""Which lane each bar and which row each chip takes. Plain Python, units do not matter."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_LANES = 6
MOST_CHIPS = 3


def bar_lanes(intervals: Sequence[tuple[int, int]]) -> list[int]:
    """The lane of each half-open interval, lane 0 next to the words.

    Greedy colouring from left to right, the longer first where two begin together: no two
    overlapping intervals share a lane, and no more lanes are used than the most that overlap at
    one place. What touches may share a lane.
    """
    order = sorted(range(len(intervals)), key=lambda i: (intervals[i][0], -intervals[i][1]))
    lanes = [0] * len(intervals)
    ends: list[int] = []
    for i in order:
        start, end = intervals[i]
        lane = next((n for n, taken in enumerate(ends) if taken <= start), len(ends))
        if lane == len(ends):
            ends.append(end)
        else:
            ends[lane] = end
        lanes[i] = lane
    return lanes


@dataclass(frozen=True, slots=True)
class ChipWish:
    """A chip that would like to stand at `left`, and may move right up to `furthest`."""

    left: float
    width: float
    furthest: float


@dataclass(frozen=True, slots=True)
class ChipPlace:
    """Where a chip stands; row 0 is next to the words."""

    left: float
    row: int


def chip_places(wishes: Sequence[ChipWish], *, gap: float) -> list[ChipPlace]:
    """A place for each chip such that none overlaps another, `gap` apart.

    From left to right, each takes the lowest row where it fits without leaving its words.
    """
    order = sorted(range(len(wishes)), key=lambda i: wishes[i].left)
    places = [ChipPlace(0, 0)] * len(wishes)
    ends: list[float] = []
    for i in order:
        wish = wishes[i]
        row = next((n for n, end in enumerate(ends) if end <= wish.furthest), len(ends))
        left = wish.left if row == len(ends) else max(wish.left, ends[row])
        if row == len(ends):
            ends.append(0)
        ends[row] = left + wish.width + gap
        places[i] = ChipPlace(left, row)
    return places


def folded(names: Sequence[str]) -> list[tuple[str, tuple[int, ...]]]:
    """The chips for names that want to stand at one place, with the indices each stands for.

    Up to three stand side by side; more become one, "actor +3".
    """
    if len(names) <= MOST_CHIPS:
        return [(name, (i,)) for i, name in enumerate(names)]
    return [(f"{names[0]} +{len(names) - 1}", tuple(range(len(names))))]
