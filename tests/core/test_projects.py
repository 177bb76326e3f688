"""States of a set, and names of people."""

import itertools

import pytest

from annotator.core.annotations import AnnotationSet, SetState
from annotator.core.errors import Refused
from annotator.core.projects import MOVES, check_move, new_name_problem, shown
from tests.strategies import ARTICLE, AUTHOR

PERMITTED = {
    ("new", "in_progress"),
    ("new", "finished"),
    ("in_progress", "finished"),
    ("finished", "returned"),
    ("finished", "in_progress"),
    ("returned", "in_progress"),
    ("returned", "finished"),
}


@pytest.mark.parametrize(("one", "other"), list(itertools.product(SetState, SetState)))
def test_only_the_permitted_moves_are_permitted(one: SetState, other: SetState) -> None:
    annotation_set = AnnotationSet(ARTICLE, AUTHOR, state=one)
    if (one.value, other.value) in PERMITTED:
        check_move(annotation_set, other)
    else:
        with pytest.raises(Refused, match=shown(other)):
            check_move(annotation_set, other)


def test_every_state_can_be_left() -> None:
    assert {move[0] for move in MOVES} == set(SetState)


def test_a_state_in_words_has_no_underscore() -> None:
    assert shown(SetState.IN_PROGRESS) == "in progress"


@pytest.mark.parametrize(
    "name",
    ["ana", "Ana María", "O’Neill", "J. K. Doe", "अनीता", "محمد", "李", "ana/ben", "4", "نگار‌ها", "😀 ana", "x" * 80],
)  # fmt: skip
def test_names_people_have_are_fine(name: str) -> None:
    assert new_name_problem(name) is None


@pytest.mark.parametrize(
    "name",
    ["", " ", "—", "😀", " ana", "ana ", "a\nb", "a\tb", "a\x85b", "a\u2028b", "a\u200eb", "a\u200bb", "x" * 81, "Jose\u0301"],
)  # fmt: skip
def test_names_that_cannot_be_told_apart_or_seen_are_a_problem(name: str) -> None:
    problem = new_name_problem(name)
    assert problem is not None
    assert problem.endswith(".")
