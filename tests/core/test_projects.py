"""States of a set, and names of people."""

import itertools

import pytest

from annotator.core.annotations import AnnotationSet, SetRole, SetState
from annotator.core.errors import Refused
from annotator.core.ids import PersonId
from annotator.core.projects import (
    GOLD_AUTHOR,
    GOLD_MOVES,
    MOVES,
    ArticleStage,
    check_move,
    new_name_problem,
    new_person_problem,
    reviewer_of,
    role_of,
    second_review_by,
    shown,
    stage_of,
)
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
    assert {move[0] for move in MOVES} == set(SetState) - {SetState.LOCKED}
    assert {move[0] for move in GOLD_MOVES} == set(SetState) - {SetState.RETURNED}


@pytest.mark.parametrize(("one", "other"), list(itertools.product(SetState, SetState)))
def test_a_gold_set_has_moves_of_its_own(one: SetState, other: SetState) -> None:
    gold = AnnotationSet(ARTICLE, GOLD_AUTHOR, SetRole.GOLD, state=one)
    if any((a, b) == (one, other) for a, b, _ in GOLD_MOVES):
        check_move(gold, other)
    else:
        with pytest.raises(Refused, match=shown(other)):
            check_move(gold, other)


_ANNOTATOR, _GOLD = SetRole.ANNOTATOR, SetRole.GOLD
_FINISHED, _AT_WORK = SetState.FINISHED, SetState.IN_PROGRESS


@pytest.mark.parametrize(
    ("sets", "enough", "stage"),
    [
        ((), None, ArticleStage.ANNOTATING),
        (((_ANNOTATOR, _FINISHED),), None, ArticleStage.ANNOTATING),
        (((_ANNOTATOR, _FINISHED),), 1, ArticleStage.READY),
        (((_ANNOTATOR, _FINISHED),) * 2, None, ArticleStage.READY),
        (((_ANNOTATOR, _FINISHED),) * 2, 3, ArticleStage.ANNOTATING),
        (((_ANNOTATOR, _FINISHED),) * 2 + ((_ANNOTATOR, _AT_WORK),), None, ArticleStage.ANNOTATING),
        (((_ANNOTATOR, _FINISHED),) * 2 + ((_ANNOTATOR, SetState.NEW),), None, ArticleStage.READY),
        (((_ANNOTATOR, _FINISHED),) * 2 + ((_ANNOTATOR, _AT_WORK),), 2, ArticleStage.READY),
        (((_ANNOTATOR, _AT_WORK), (_GOLD, _AT_WORK)), None, ArticleStage.IN_ADJUDICATION),
        (((_GOLD, _FINISHED),), None, ArticleStage.ADJUDICATED),
        (((_GOLD, SetState.LOCKED),), None, ArticleStage.LOCKED),
        (((_GOLD, SetState.NEW), (_ANNOTATOR, _FINISHED)), None, ArticleStage.ANNOTATING),
    ],
)
def test_the_stage_of_an_article_follows_from_its_sets(
    sets: tuple[tuple[SetRole, SetState], ...], enough: int | None, stage: ArticleStage
) -> None:
    assert stage_of(sets, enough=enough) is stage


def test_the_author_of_a_second_review_tells_the_reviewer() -> None:
    author = second_review_by(PersonId("bea"))
    assert reviewer_of(author) == "bea"
    assert reviewer_of(PersonId("bea")) is None
    assert role_of(author) is SetRole.REVIEW


@pytest.mark.parametrize("name", ["gold", "gold:bea"])
def test_nobody_may_be_called_as_the_gold_standard_is(name: str) -> None:
    assert new_person_problem(name) is not None
    assert new_name_problem(name) is None


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
