"""The tree of heights against a plain list."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.text.heights import Heights

HEIGHTS = st.lists(st.integers(1, 90), min_size=1, max_size=70)


@given(HEIGHTS, st.lists(st.tuples(st.integers(0, 69), st.integers(1, 200)), max_size=20))
def test_tops_are_the_sums_of_the_heights_above(
    heights: list[int], changes: list[tuple[int, int]]
) -> None:
    tree = Heights(heights)
    for number, height in changes:
        number %= len(heights)
        assert tree.put(number, height) == height - heights[number]
        heights[number] = height
    assert [tree.top(n) for n in range(len(heights))] == [
        sum(heights[:n]) for n in range(len(heights))
    ]
    assert tree.total == sum(heights)


@given(HEIGHTS)
def test_every_height_is_found_in_its_paragraph(heights: list[int]) -> None:
    tree = Heights(heights)
    for y in range(sum(heights)):
        number = tree.find(y)
        assert tree.top(number) <= y < tree.top(number) + heights[number]


def test_above_all_is_the_first_and_below_all_the_last() -> None:
    tree = Heights([10, 20, 30])
    assert (tree.find(-5), tree.find(60), tree.find(1000)) == (0, 2, 2)
