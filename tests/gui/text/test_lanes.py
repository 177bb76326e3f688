"""Lanes of bars and rows of chips."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.text.lanes import ChipWish, bar_lanes, chip_places, folded

INTERVALS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))
)
WISHES = st.lists(
    st.builds(
        lambda left, width, slack: ChipWish(left, width, left + slack),
        st.integers(0, 300),
        st.integers(10, 60),
        st.integers(0, 80),
    )
)


def test_bars_side_by_side_share_the_first_lane() -> None:
    assert bar_lanes([(0, 5), (5, 9), (12, 20)]) == [0, 0, 0]


def test_the_outer_bar_is_next_to_the_words() -> None:
    assert bar_lanes([(3, 5), (0, 9)]) == [1, 0]


def test_crossing_and_identical_bars_take_lanes_of_their_own() -> None:
    assert bar_lanes([(0, 6), (4, 9), (4, 9)]) == [0, 1, 2]


def test_a_lane_is_used_again_when_it_is_free() -> None:
    assert bar_lanes([(0, 10), (2, 4), (6, 8)]) == [0, 1, 1]


@given(INTERVALS)
def test_overlapping_bars_never_share_a_lane(intervals: list[tuple[int, int]]) -> None:
    lanes = bar_lanes(intervals)
    for i, (start, end) in enumerate(intervals):
        for j in range(i):
            if start < intervals[j][1] and intervals[j][0] < end:
                assert lanes[i] != lanes[j]


@given(INTERVALS)
def test_no_more_lanes_are_used_than_overlap_at_one_place(intervals: list[tuple[int, int]]) -> None:
    deepest = max((sum(a <= x < b for a, b in intervals) for x in range(81)), default=0)
    assert max(bar_lanes(intervals), default=-1) + 1 == deepest


def test_a_chip_stands_where_it_wishes_if_nothing_is_there() -> None:
    places = chip_places([ChipWish(10, 30, 10), ChipWish(100, 30, 120)], gap=2)
    assert [(p.left, p.row) for p in places] == [(10, 0), (100, 0)]


def test_a_chip_moves_right_as_long_as_it_is_over_its_words() -> None:
    places = chip_places([ChipWish(10, 30, 10), ChipWish(20, 30, 60)], gap=2)
    assert [(p.left, p.row) for p in places] == [(10, 0), (42, 0)]


def test_a_chip_that_would_leave_its_words_takes_another_row() -> None:
    places = chip_places([ChipWish(10, 30, 10), ChipWish(20, 30, 25)], gap=2)
    assert [(p.left, p.row) for p in places] == [(10, 0), (20, 1)]


@given(WISHES)
def test_chips_never_overlap(wishes: list[ChipWish]) -> None:
    places = chip_places(wishes, gap=2)
    for i, (one, place) in enumerate(zip(wishes, places, strict=True)):
        assert one.left <= place.left <= one.furthest
        for other, there in zip(wishes[:i], places[:i], strict=True):
            if place.row == there.row:
                first, second = sorted(((place.left, one.width), (there.left, other.width)))
                assert first[0] + first[1] + 2 <= second[0]


def test_three_chips_stand_side_by_side_and_four_are_folded() -> None:
    assert folded(["actor", "quote", "figure"]) == [
        ("actor", (0,)),
        ("quote", (1,)),
        ("figure", (2,)),
    ]
    assert folded(["actor", "quote", "figure", "source"]) == [("actor +3", (0, 1, 2, 3))]
