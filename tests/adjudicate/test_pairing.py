"""Spans of two annotators side by side: matched one to one, in nobody's favour."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudicate.boundaries import Difference, Side, differences, matched_in
from annotator.adjudicate.confusion import (
    NOTHING,
    both_ways,
    confusion,
    labels_in,
    labels_of,
    row_totals,
)
from annotator.adjudicate.pairing import Pairing, paired
from annotator.adjudicate.sheets import Mark, Sheet
from annotator.core.ids import PersonId
from tests.adjudicate.drawing import some_sets
from tests.adjudicate.scenarios import sets_of

ANA, BEN = PersonId("ana"), PersonId("ben")


def marks(*items: str) -> tuple[Mark, ...]:
    return of({"ana": items}, "ana")


def of(sets: dict, name: str, *, with_attributes: bool = False) -> tuple[Mark, ...]:
    names = tuple(map(PersonId, sets))
    sheet = Sheet(sets_of(sets), annotators=names, with_attributes=with_attributes)
    return sheet.marks(PersonId(name))


def told(pairing: Pairing) -> str:
    def side(mark: Mark | None) -> str:
        return f"{mark.label} {'-'.join(map(str, mark.bounds))}" if mark else "nothing"

    return f"{side(pairing.one)} | {side(pairing.other)}"


SCENARIOS = {
    "the same": (["actor 0 5"], ["actor 0 5"], ["actor 0-5 | actor 0-5"]),
    "another label": (["actor 0 5"], ["source 0 5"], ["actor 0-5 | source 0-5"]),
    "only one has it": (["actor 0 5"], [], ["actor 0-5 | nothing"]),
    "only the other has it": ([], ["actor 0 5"], ["nothing | actor 0-5"]),
    "touching is not sharing": (
        ["actor 0 5"],
        ["actor 5 9"],
        ["actor 0-5 | nothing", "nothing | actor 5-9"],
    ),
    "nested alike: each goes with its like": (
        ["quote 0 20", "actor 5 9"],
        ["quote 0 21", "actor 5 10"],
        ["quote 0-20 | quote 0-21", "actor 5-9 | actor 5-10"],
    ),
    "the same fragments go before a longer overlap": (
        ["actor 0 5"],
        ["source 0 5", "actor 0 30"],
        ["actor 0-5 | source 0-5", "nothing | actor 0-30"],
    ),
    "the most characters go first": (
        ["quote 0 10"],
        ["quote 0 3", "actor 2 10"],
        ["nothing | quote 0-3", "quote 0-10 | actor 2-10"],
    ),
    "with as many shared the tighter pair goes first": (
        ["quote 5 10"],
        ["quote 0 10", "actor 5 12"],
        ["nothing | quote 0-10", "quote 5-10 | actor 5-12"],
    ),
    "stacked: the same label first": (
        ["actor 0 5", "source 0 5"],
        ["source 0 5", "topic 0 5"],
        ["actor 0-5 | topic 0-5", "source 0-5 | source 0-5"],
    ),
    "marked twice alike is matched once": (
        ["actor 0 5", "actor 0 5"],
        ["actor 0 5"],
        ["actor 0-5 | nothing", "actor 0-5 | actor 0-5"],
    ),
    "a span in the gap of another shares nothing": (
        ["quote 0 5 10 15"],
        ["actor 6 9"],
        ["quote 0-5-10-15 | nothing", "nothing | actor 6-9"],
    ),
    "parts are compared by what they share": (
        ["quote 0 5 10 15"],
        ["quote 0 5"],
        ["quote 0-5-10-15 | quote 0-5"],
    ),
    "a label on the whole article is no span": (["news"], ["news"], []),
}


@pytest.mark.parametrize(("one", "other", "expected"), SCENARIOS.values(), ids=SCENARIOS.keys())
def test_who_has_what_against_what(one: list, other: list, expected: list) -> None:
    sets = {"ana": one, "ben": other}
    found = [told(p) for p in paired(of(sets, "ana"), of(sets, "ben"))]
    assert sorted(found) == sorted(expected)


def test_with_attributes_the_same_ones_go_together() -> None:
    sets = {
        "ana": ["quote 0 5 type=direct", "quote 0 5 type=indirect"],
        "ben": ["quote 0 5 type=indirect", "quote 0 5 type=direct"],
    }
    found = paired(*(of(sets, name, with_attributes=True) for name in sets))
    assert all(p.is_same for p in found)
    assert len(found) == 2


two_sets = some_sets(least=2)


def pair_of(sets: dict, *, with_attributes: bool = False) -> tuple[tuple[Mark, ...], ...]:
    return tuple(of(sets, n, with_attributes=with_attributes) for n in ("ana", "ben"))


@given(two_sets, st.booleans())
def test_every_span_is_there_exactly_once(sets: dict, is_with: bool) -> None:
    one, other = pair_of(sets, with_attributes=is_with)
    found = paired(one, other)
    assert Counter(p.one for p in found if p.one) == Counter(one)
    assert Counter(p.other for p in found if p.other) == Counter(other)
    assert all(p.one or p.other for p in found)


@given(two_sets, st.booleans())
def test_swapping_the_annotators_turns_the_matrix_over(sets: dict, is_with: bool) -> None:
    one, other = pair_of(sets, with_attributes=is_with)
    there, back = paired(one, other), paired(other, one)
    assert Counter(there) == Counter(p.swapped for p in back)
    turned = {(b, a): number for (a, b), number in confusion(there).items()}
    assert turned == confusion(back)


@given(two_sets, st.booleans(), st.randoms())
def test_the_order_of_spans_plays_no_part(sets: dict, is_with: bool, draw: random.Random) -> None:
    one, other = pair_of(sets, with_attributes=is_with)
    shuffled = [list(one), list(other)]
    for many in shuffled:
        draw.shuffle(many)
    assert paired(*shuffled) == paired(one, other)


@given(two_sets)
def test_a_row_adds_up_to_the_spans_with_its_label(sets: dict) -> None:
    one, other = pair_of(sets)
    counted = confusion(paired(one, other))
    rows = row_totals(counted)
    assert Counter(m.label for m in one) == {k: n for k, n in rows.items() if k is not NOTHING}
    assert sum(counted.values()) == len(paired(one, other))
    assert (NOTHING, NOTHING) not in counted


@given(two_sets)
def test_over_both_directions_the_matrix_is_symmetric(sets: dict) -> None:
    one, other = pair_of(sets)
    counted = both_ways(confusion(paired(one, other)))
    assert all(counted[b, a] == number for (a, b), number in counted.items())
    rows = row_totals(counted)
    assert sum(n for k, n in rows.items() if k is not NOTHING) == len(one) + len(other)


@given(two_sets)
def test_what_both_have_alike_is_never_counted_as_different(sets: dict) -> None:
    one, other = pair_of(sets)
    alike = Counter((m.bounds, m.label) for m in one) & Counter((m.bounds, m.label) for m in other)
    found = sum(p.is_same for p in paired(one, other))
    assert found == sum(alike.values())


def test_the_labels_of_a_matrix_are_those_that_occur() -> None:
    counted = confusion(paired(marks("quote 0 5"), marks("actor 0 5", "news 7 9")))
    assert labels_in(counted) == ("actor", "news", "quote")
    assert labels_of(Pairing(None, marks("actor 0 5")[0])) == (NOTHING, "actor")


# Boundaries

TEXT = "Anna Brown, the head of Hill Bank, said no."


def words_between(start: int, end: int) -> int:
    return len(TEXT[start:end].split())


def between(one: str, other: str) -> tuple[Difference, ...]:
    [found] = paired(marks(one), marks(other))
    return differences(found, words=words_between)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("actor 0 10", "actor 0 10", ()),
        ("actor 0 10", "source 0 10", ()),
        ("actor 0 10", "actor 5 10", (Difference(Side.START, 5, 1),)),
        ("actor 5 10", "actor 0 10", (Difference(Side.START, -5, -1),)),
        ("actor 0 10", "actor 0 33", (Difference(Side.END, 23, 6),)),
        ("actor 0 10", "actor 5 33", (Difference(Side.START, 5, 1), Difference(Side.END, 23, 6))),
        ("actor 0 10", "actor 0 8", (Difference(Side.END, -2, -1),)),
        ("actor 0 4 24 33", "actor 0 33", (Difference(Side.INSIDE, 0, 0),)),
    ],
)
def test_how_far_boundaries_are_apart(one: str, other: str, expected: tuple) -> None:
    assert between(one, other) == expected


def test_a_span_without_a_partner_has_no_differences() -> None:
    found = paired(marks("actor 0 5"), marks("actor 5 9"))
    assert [differences(p, words=words_between) for p in found] == [(), ()]
    assert matched_in(found) == 0


@given(two_sets)
def test_swapping_the_annotators_turns_the_differences_round(sets: dict) -> None:
    def measured(pairing: Pairing) -> tuple[Difference, ...]:
        return differences(pairing, words=lambda start, end: end - start)

    for pairing in paired(*pair_of(sets)):
        found = measured(pairing)
        assert measured(pairing.swapped) == tuple(d.swapped for d in found)
        both = pairing.one and pairing.other
        assert bool(found) == bool(both and pairing.one.bounds != pairing.other.bounds)
