"""Bands of lanes below a line: one for each annotator of a review, the gold's next to the words.

Plain Python; y are pixels below the words' lowest letters.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from annotator.gui.text.lanes import MOST_LANES, bar_lanes
from annotator.gui.text.measures import (
    BAND_GAP_PX,
    BANDED_LANE_PX,
    BAR_GAP_PX,
    GOLD_GAP_PX,
    LANE_PX,
)

# The tops of the lanes of a line without bands, and of one more.
LANE_TOPS = tuple(BAR_GAP_PX + LANE_PX * lane for lane in range(MOST_LANES + 1))
# No line has so many lanes: from here on they are of what is not shown.
HIDDEN = 1000
_FEW_BANDS = 3


def most_lanes(bands: int) -> int:
    """How many lanes one of so many bands has at most."""
    return 2 if bands > _FEW_BANDS else 3


def banded_lanes(
    intervals: Sequence[tuple[int, int]], bands: Sequence[int], *, most: int
) -> list[int]:
    """The lane of each half-open interval within its band; HIDDEN or more where it has none.

    What has none still tells its band, see `band_of`.

    Each band is greedy for itself: what one annotator has marked moves nothing of another.
    """
    lanes = [0] * len(intervals)
    for band in set(bands):
        own = [i for i, there in enumerate(bands) if there == band]
        for i, lane in zip(own, bar_lanes([intervals[i] for i in own]), strict=True):
            lanes[i] = lane if lane < most else HIDDEN * (band + 1) + lane
    return lanes


def band_of(lane: int, firsts: Sequence[int]) -> int:
    """The band of a lane of a line with bands, given their first lanes; also of a hidden one."""
    return lane // HIDDEN - 1 if lane >= HIDDEN else bisect_right(firsts, lane) - 1


@lru_cache(maxsize=1_024)
def stacked(depths: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first lane of each band, and the tops of all lanes and of one more.

    `depths` are how many lanes each band has. The gold's band keeps a little apart.
    """
    firsts: list[int] = []
    tops: list[int] = []
    y = BAR_GAP_PX
    for band, depth in enumerate(depths):
        firsts.append(len(tops))
        tops += range(y, y + BANDED_LANE_PX * depth, BANDED_LANE_PX)
        y += BANDED_LANE_PX * depth + BAND_GAP_PX + (GOLD_GAP_PX if band == 0 else 0)
    return tuple(firsts), (*tops, y - BAND_GAP_PX)
