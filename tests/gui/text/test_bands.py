"""Bands of lanes: each annotator's own, the gold's next to the words."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.text.bands import HIDDEN, band_of, banded_lanes, most_lanes, stacked
from annotator.gui.text.lanes import bar_lanes
from annotator.gui.text.measures import BANDED_BAR_PX

INTERVALS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))
BANDED = st.lists(st.tuples(INTERVALS, st.integers(0, 4)), max_size=20)


@given(BANDED)
def test_a_band_has_the_lanes_it_would_have_alone(
    banded: list[tuple[tuple[int, int], int]],
) -> None:
    lanes = banded_lanes([i for i, _ in banded], [band for _, band in banded], most=2)
    for band in range(5):
        own = [n for n, (_, there) in enumerate(banded) if there == band]
        alone = bar_lanes([banded[n][0] for n in own])
        assert [lanes[n] % HIDDEN for n in own] == alone
        hidden = [lanes[n] for n, lane in zip(own, alone, strict=True) if lane >= 2]
        assert all(lane >= HIDDEN and band_of(lane, ()) == band for lane in hidden)


def test_with_many_bands_each_has_fewer_lanes() -> None:
    assert [most_lanes(bands) for bands in (1, 2, 3, 4, 6)] == [3, 3, 3, 2, 2]


@given(st.lists(st.integers(1, 3), min_size=1, max_size=7).map(tuple))
def test_no_bars_of_two_lanes_touch_even_where_they_are_thicker(depths: tuple[int, ...]) -> None:
    firsts, tops = stacked(depths)
    assert len(tops) == sum(depths) + 1
    bands = [band for band, depth in enumerate(depths) for _ in range(depth)]
    assert [band_of(lane, firsts) for lane in range(sum(depths))] == bands
    assert firsts == tuple(sum(depths[:band]) for band in range(len(depths)))
    for one, other in pairwise(tops):
        assert other - one > BANDED_BAR_PX + 1


def test_the_gold_stands_apart_from_the_annotators() -> None:
    _, tops = stacked((1, 1, 1))
    assert tops[1] - tops[0] > tops[2] - tops[1]
