"""Ids: unique, and in the order of time."""

import time

from annotator.core.ids import new_id


def test_ids_are_26_characters_of_lower_case_and_digits() -> None:
    made = new_id()
    assert len(made) == 26
    assert set(made) <= set("0123456789abcdefghijklmnopqrstuv")


def test_ten_thousand_ids_are_ten_thousand() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000


def test_a_later_id_sorts_after_an_earlier_one() -> None:
    made = []
    for _ in range(50):
        made.append(new_id())
        tick = time.time_ns()
        while time.time_ns() == tick:
            pass
    assert made == sorted(made)


def test_an_id_tells_when_it_was_made() -> None:
    before = time.time_ns()
    made = int(new_id(), 32) >> 64
    assert before <= made <= time.time_ns()
