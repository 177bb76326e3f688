"""F1 between annotators: what is matched, what is counted, and that matching is the largest."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudicate.agreement import agreement
from annotator.adjudicate.matching import (
    Bounds,
    common,
    lane_of,
    largest_matching,
    matched,
    size_of,
)
from annotator.adjudicate.pairwise import f1_iou
from tests.adjudicate.corpora import an_article, drained, figure_of

F1 = "f1_exact", "f1_overlap", "f1_iou", "f1_unlabelled"


def bounds_of(offsets: list[int]) -> Bounds:
    """A span of sorted, different offsets; an odd one at the end is left out."""
    return tuple(sorted(offsets)[: len(offsets) // 2 * 2])


SPANS = st.lists(st.integers(0, 30), min_size=2, max_size=5, unique=True).map(bounds_of)
PLAIN_SPANS = st.lists(st.integers(0, 30), min_size=2, max_size=2, unique=True).map(bounds_of)
LANES = st.lists(SPANS, max_size=6) | st.lists(PLAIN_SPANS, max_size=7)
PARTS = st.none() | st.sampled_from([Fraction(1, 10), Fraction(1, 3), Fraction(1, 2), Fraction(1)])


def is_match(one: Bounds, other: Bounds, least: Fraction | None) -> bool:
    mine, theirs = letters(one), letters(other)
    shared = len(mine & theirs)
    return shared > 0 and (least is None or Fraction(shared, len(mine | theirs)) >= least)


def letters(bounds: Bounds) -> set[int]:
    return {n for a, b in zip(bounds[::2], bounds[1::2], strict=True) for n in range(a, b)}


def largest_by_trying(one: list[Bounds], other: list[Bounds], least: Fraction | None) -> int:
    """The size of the largest matching, by trying all; the second list is taken in any order."""
    if not one:
        return 0
    best = largest_by_trying(one[1:], other, least)
    for n, partner in enumerate(other):
        if is_match(one[0], partner, least):
            rest = other[:n] + other[n + 1 :]
            best = max(best, 1 + largest_by_trying(one[1:], rest, least))
    return best


@given(LANES, LANES, PARTS)
def test_matching_is_the_largest_there_is(
    one: list[Bounds], other: list[Bounds], least: Fraction | None
) -> None:
    found = matched(lane_of(one), lane_of(other), least=least)
    assert found == largest_by_trying(one, other, least)
    assert found == matched(lane_of(other), lane_of(one), least=least)


@given(st.lists(st.integers(0, 200), min_size=2, max_size=40, unique=True), st.data(), PARTS)
def test_spans_apart_from_one_another_are_matched_at_largest_too(
    offsets: list[int], data: st.DataObject, least: Fraction | None
) -> None:
    def lane() -> list[Bounds]:
        kept = sorted(data.draw(st.lists(st.sampled_from(offsets), max_size=12, unique=True)))
        return [(a, b) for a, b in zip(kept[::2], kept[1::2], strict=False)]

    one, other = lane(), lane()
    assert lane_of(one).is_simple
    expected = largest_by_trying(one, other, least)
    assert matched(lane_of(one), lane_of(other), least=least) == expected


@given(SPANS, SPANS)
def test_common_characters_leave_gaps_out(one: Bounds, other: Bounds) -> None:
    assert common(one, other) == len(letters(one) & letters(other))
    assert size_of(one) == len(letters(one))


def test_a_long_chain_is_matched_without_recursion() -> None:
    ties = [[n, n + 1] for n in range(5_000)]
    assert largest_matching([row[::-1] for row in ties], 5_001) == 5_000
    # Every left first takes what the one after it needs, so each path is as long as can be.
    hard = [[n] if n == 0 else [n - 1, n] for n in reversed(range(300))]
    assert largest_matching(hard, 300) == 300


def test_f1_is_that_of_hripcsak_and_rothschild() -> None:
    # Three spans both have (a), one and two that only one of them has (b, c): 2a / (2a + b + c).
    shared = [("quote", 10 * n, 10 * n + 5) for n in range(3)]
    corpus = [
        an_article({"ana": [*shared, ("quote", 50, 55)], "ben": [*shared, ("quote", 60, 65), ("actor", 70, 72)]})
    ]  # fmt: skip
    figure = figure_of(corpus, "f1_exact")
    assert figure.value == 6 / 9
    assert (figure.size.articles, figure.size.spans, figure.size.units) == (1, 9, 9)


def test_overlapping_spans_match_and_touching_ones_do_not() -> None:
    corpus = [an_article({"ana": [("quote", 0, 10), ("quote", 20, 30)], "ben": [("quote", 9, 15), ("quote", 30, 40)]})]  # fmt: skip
    assert figure_of(corpus, "f1_exact").value == 0
    assert figure_of(corpus, "f1_overlap").value == 0.5


def test_a_greedy_match_that_takes_the_only_partner_of_another_is_not_made() -> None:
    # The first span of ana may have either of ben's, the second only the first.
    corpus = [
        an_article({"ana": [("q", 0, 40), ("q", 5, 12)], "ben": [("q", 8, 15), ("q", 30, 35)]})
    ]
    assert figure_of(corpus, "f1_overlap").value == 1


def test_overlap_in_a_gap_is_none() -> None:
    corpus = [an_article({"ana": [("q", 0, 5, 20, 25)], "ben": [("q", 8, 15)]})]
    assert figure_of(corpus, "f1_overlap").value == 0


@pytest.mark.parametrize(("end", "value"), [(10, 1.0), (20, 1.0), (21, 0.0)])
def test_half_of_the_union_is_enough(end: int, value: float) -> None:
    corpus = [an_article({"ana": [("q", 0, 10)], "ben": [("q", 0, end)]})]
    assert figure_of(corpus, "f1_iou").value == value


def test_the_part_of_the_union_is_taken_as_it_is_written() -> None:
    corpus = [an_article({"ana": [("q", 0, 7)], "ben": [("q", 0, 10)]})]
    assert drained(agreement(corpus, measures=[f1_iou(0.7)]))[0].value == 1
    assert drained(agreement(corpus, measures=[f1_iou(0.71)]))[0].value == 0
    with pytest.raises(ValueError, match="union"):
        f1_iou(0)


def test_without_labels_only_fragments_count() -> None:
    corpus = [an_article({"ana": [("actor", 0, 5)], "ben": [("quote", 0, 5)]})]
    assert figure_of(corpus, "f1_unlabelled").value == 1
    for name in F1[:3]:
        assert figure_of(corpus, name).value == 0


def test_attributes_count_where_asked_for() -> None:
    corpus = [an_article({"ana": [("q:t=direct", 0, 5)], "ben": [("q:t=indirect", 0, 5)]})]
    for name in F1[:3]:
        assert figure_of(corpus, name).value == 1
        assert figure_of(corpus, name, with_attributes=True).value == 0
    assert figure_of(corpus, "f1_unlabelled", with_attributes=True).value == 1


def test_what_is_stacked_is_matched_once_for_each_the_other_has() -> None:
    corpus = [an_article({"ana": [("q", 0, 5), ("q", 0, 5)], "ben": [("q", 0, 5)]})]
    for name in F1:
        assert figure_of(corpus, name).value == 2 / 3


def test_pairs_are_added_up_and_not_averaged() -> None:
    corpus = [
        an_article({"ana": [("q", 0, 5)], "ben": [("q", 0, 5)], "cem": [("q", n, n + 1) for n in range(10, 18)]})
    ]  # fmt: skip
    figure = figure_of(corpus, "f1_exact")
    assert figure.value == 2 / (2 + 9 + 9)
    assert (figure.size.spans, figure.size.units) == (10, 20)


def test_articles_are_added_up_and_not_averaged() -> None:
    short = an_article({"ana": [("q", 0, 5)], "ben": [("q", 1, 5)]}, name="short")
    marks = [("q", 5 * n, 5 * n + 3) for n in range(9)]
    long = an_article({"ana": marks, "ben": marks}, name="long")
    assert figure_of([short, long], "f1_exact").value == 0.9


def test_what_is_said_of_the_whole_article_is_no_span() -> None:
    corpus = [an_article({"ana": [("news",), ("q", 0, 5)], "ben": [("q", 0, 5)]})]
    for name in F1:
        assert figure_of(corpus, name).value == 1


@given(st.permutations(range(6)))
def test_the_order_of_spans_plays_no_part(order: list[int]) -> None:
    marks = [("q", 0, 9), ("q", 3, 20), ("q", 5, 8), ("a", 5, 8), ("q", 30, 35, 40, 45), ("q", 33, 42)]  # fmt: skip
    other = [("q", 0, 8), ("q", 4, 9), ("q", 15, 41), ("a", 5, 9)]
    straight = an_article({"ana": marks, "ben": other})
    shuffled = an_article({"ana": [marks[n] for n in order], "ben": other})
    for name in F1:
        assert figure_of([straight], name) == figure_of([shuffled], name)


def test_every_pair_is_symmetric() -> None:
    marks = [("q", 0, 9), ("q", 3, 20), ("a", 5, 8)]
    others = [("q", 0, 8), ("q", 4, 9), ("q", 15, 41), ("a", 5, 8)]
    for name, (one, other) in itertools.product(F1, [(marks, others)]):
        there = figure_of([an_article({"ana": one, "ben": other})], name).value
        assert there == figure_of([an_article({"ana": other, "ben": one})], name).value
