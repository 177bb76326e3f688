"""Decisions in native JSONL by other programs: what can be read is, the rest is told."""

from pathlib import Path
from typing import Any

import pytest

from annotator.core.annotations import SetRole, SetState
from annotator.core.decisions import Choice
from tests.formats.reading import TEXT, a_line, a_mark, encoded, read_all


def a_choice(**more: Any) -> dict[str, Any]:
    """A decision as a stranger would write it, with the least there must be."""
    return {"reviewer": "rita", "choice": "none", **more}


def test_a_decision_needs_a_reviewer_and_a_choice_and_is_golds(tmp_path: Path) -> None:
    [item], problems = read_all(
        tmp_path / "a.jsonl", encoded(a_line(TEXT, a_mark(0, 8), decisions=[a_choice()]))
    )
    assert not problems
    assert "decisions" not in item.article.meta
    ana, gold = item.sets
    [decision] = gold.decisions
    assert not ana.decisions
    assert (gold.annotation_set.author, gold.annotation_set.role) == ("gold", SetRole.GOLD)
    assert (decision.author, decision.reviewer, decision.choice) == ("gold", "rita", Choice.NONE)
    assert decision.id
    assert decision.article == item.article.id


BAD_DECISIONS: list[tuple[Any, str]] = [
    (7, "decision 1 is not an object"),
    (a_choice(choice="dance"), "no choice 'dance'"),
    (a_choice(choice=None), "it has no choice"),
    (a_choice(reviewer=""), "it names no reviewer"),
    (a_choice(annotator="a\nb"), "cannot be an annotator's name"),
]


@pytest.mark.parametrize(("told", "words"), BAD_DECISIONS)
def test_a_bad_decision_is_left_out_and_told_with_its_line(
    tmp_path: Path, told: Any, words: str
) -> None:
    line = a_line(TEXT, a_mark(0, 8), decisions=[told, a_choice(id="good")])
    [_, item], [problem] = read_all(tmp_path / "a.jsonl", encoded(a_line("other"), line))
    assert (problem.line, problem.skipped) == (2, True)
    assert words in problem.what
    assert [d.id for s in item.sets for d in s.decisions] == ["good"]


ODD_DECISIONS: list[tuple[dict[str, Any], str]] = [
    (a_choice(reason="mood"), "no reason 'mood'"),
    (a_choice(sources="a1"), "'sources' is not a list"),
    (a_choice(taken=["a1", None]), "'taken' is not a list of texts"),
    (a_choice(guideline_gap="very"), "'guideline_gap' is not true or false"),
    (a_choice(created="soon"), "'created' is not a point in time"),
    (a_choice(mood="calm"), "not kept, as their meaning is not known: 'mood'"),
]


@pytest.mark.parametrize(("told", "words"), ODD_DECISIONS)
def test_an_odd_decision_is_kept_without_what_is_odd(
    tmp_path: Path, told: dict[str, Any], words: str
) -> None:
    [item], [problem] = read_all(tmp_path / "a.jsonl", encoded(a_line(TEXT, decisions=[told])))
    assert words in problem.what
    assert not problem.skipped
    [decision] = item.sets[0].decisions
    assert (decision.reason, decision.sources, decision.is_guideline_gap) == ("", (), False)
    assert decision.stamp.created == ""


def test_an_id_of_a_decision_that_stands_twice_is_given_once(tmp_path: Path) -> None:
    line = a_line(TEXT, decisions=[a_choice(id="d"), a_choice(id="d")])
    [item], [problem] = read_all(tmp_path / "a.jsonl", encoded(line))
    assert "stands twice" in problem.what
    ids = [d.id for d in item.sets[0].decisions]
    assert "d" in ids
    assert len(set(ids)) == 2


def test_locked_gold_and_a_second_review_are_told_apart(tmp_path: Path) -> None:
    sets = [
        {"annotator": "gold", "role": "gold", "state": "locked"},
        {"annotator": "gold:ben", "role": "review", "state": "in_progress"},
    ]
    [item], problems = read_all(
        tmp_path / "a.jsonl",
        encoded(a_line(TEXT, sets=sets, decisions=[a_choice(annotator="gold:ben")])),
    )
    assert not problems
    gold, second = item.sets
    assert (gold.annotation_set.role, gold.annotation_set.state) == (
        SetRole.GOLD,
        SetState.LOCKED,
    )
    assert second.annotation_set.role is SetRole.REVIEW
    assert len(second.decisions) == 1
