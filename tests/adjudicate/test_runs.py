"""Laying an annotator's set flat."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudicate.runs import Runs, first_come, longest_first, units_of
from annotator.adjudicate.sheets import Sheet
from annotator.core.ids import PersonId
from tests.adjudicate.continua import SHORT, not_overlapping_earlier, painted, spans
from tests.adjudicate.corpora import an_article

UNITS = st.lists(spans(SHORT).map(lambda span: (span[1], span[2], span[0])), max_size=8)


def test_a_nested_unit_is_hidden_by_the_longer_one() -> None:
    runs = longest_first([(0, 10, "quote"), (3, 5, "actor")], length=20)
    assert runs == Runs(20, ((0, 10, "quote"),), hidden=((3, 5, "actor"),))


def test_of_crossing_units_the_shorter_one_is_cut() -> None:
    runs = longest_first([(0, 6, "actor"), (4, 14, "quote")], length=20)
    assert runs == Runs(20, ((0, 4, "actor"), (4, 14, "quote")), cut=((0, 6, "actor"),))


def test_a_unit_between_two_longer_ones_keeps_what_neither_has() -> None:
    runs = longest_first([(0, 8, "a"), (6, 12, "b"), (10, 18, "c")], length=20)
    assert runs.units == ((0, 8, "a"), (8, 10, "b"), (10, 18, "c"))


def test_of_two_as_long_the_earlier_has_its_way() -> None:
    runs = longest_first([(2, 6, "actor"), (0, 4, "quote")], length=8)
    assert runs.units == ((0, 4, "quote"), (4, 6, "actor"))


def test_of_two_in_one_place_the_value_that_sorts_first_has_its_way() -> None:
    runs = longest_first([(0, 4, "quote"), (0, 4, "actor")], length=8)
    assert runs == Runs(8, ((0, 4, "actor"),), hidden=((0, 4, "quote"),))


def test_touching_units_stay_apart() -> None:
    runs = longest_first([(0, 4, "actor"), (4, 8, "actor")], length=8)
    assert runs == Runs(8, ((0, 4, "actor"), (4, 8, "actor")))


def test_a_unit_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond"):
        longest_first([(0, 9, "actor"), (1, 2, "actor")], length=8)


def test_each_fragment_is_a_unit_and_what_is_of_the_whole_article_is_none() -> None:
    marks = {"ana": [("quote", 2, 4, 6, 9), ("topic",), ("actor:kind=firm", 1, 3)]}
    sheet = Sheet(an_article(marks), annotators=(PersonId("ana"),), with_attributes=True)
    found = sheet.marks(PersonId("ana"))
    assert units_of(found) == [(1, 3, "actor"), (2, 4, "quote"), (6, 9, "quote")]
    assert units_of(found, with_attributes=True)[0][2] == ("actor", (("kind", "firm"),))


@given(UNITS)
def test_every_character_goes_to_the_longest_unit_that_covers_it(
    units: list[tuple[int, int, str]],
) -> None:
    runs = longest_first(units, length=SHORT)
    assert list(runs.units) == painted(units, SHORT)


@given(UNITS)
def test_all_that_is_marked_stays_marked(units: list[tuple[int, int, str]]) -> None:
    runs = longest_first(units, length=SHORT)
    marked = {at for start, end, _ in units for at in range(start, end)}
    flat = [at for start, end, _ in runs.units for at in range(start, end)]
    assert sorted(flat) == sorted(marked)


@given(UNITS)
def test_every_unit_is_kept_or_cut_or_hidden(units: list[tuple[int, int, str]]) -> None:
    runs = longest_first(units, length=SHORT)
    whole = list(units)
    for lost in runs.hidden + runs.cut:
        whole.remove(lost)
    assert set(whole) <= set(runs.units)
    assert len(whole) + len(runs.cut) == len(runs.units)


@given(UNITS, st.randoms(use_true_random=False))
def test_the_order_in_which_units_come_says_nothing(
    units: list[tuple[int, int, str]], chance: random.Random
) -> None:
    mixed = list(units)
    chance.shuffle(mixed)
    assert longest_first(mixed, length=SHORT) == longest_first(units, length=SHORT)


@given(UNITS)
def test_units_and_gaps_are_the_whole_text(units: list[tuple[int, int, str]]) -> None:
    runs = longest_first(units, length=SHORT)
    stretches = sorted([*runs.gaps, *(unit[:2] for unit in runs.units)])
    assert [at for start, end in stretches for at in range(start, end)] == list(range(SHORT))
    assert all(start < end for start, end in stretches)


@given(st.lists(spans(SHORT, labels=["actor"]).map(lambda s: (s[1], s[2], s[0])), max_size=8))
def test_who_comes_first_keeps_others_out(units: list[tuple[int, int, str]]) -> None:
    runs = first_come(units, length=SHORT)
    assert list(runs.units) == not_overlapping_earlier(units)
    assert sorted(runs.units + runs.hidden) == sorted(units)


def test_one_that_was_left_out_keeps_others_out() -> None:
    runs = first_come([(0, 4, "a"), (3, 8, "a"), (6, 9, "a"), (8, 9, "a")], length=9)
    assert runs.units == ((0, 4, "a"),)
