"""What a merge would do, told in words and numbers, from a real project."""

from pathlib import Path

import pytest

from annotator.adjudicate.proposals import Why
from annotator.app import jobs
from annotator.app.present.review_merge import (
    WHY_WORDS,
    CountRow,
    MergeChoices,
    MergeView,
    merge_question,
    merge_view,
    strategy_rows,
)
from annotator.app.review.merging import merge_articles
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import ArticleId, PersonId
from tests.app.opinions import TEXT, line, mark, project_of

RITA, FIRST = PersonId("rita"), ArticleId("a0")


def view_of(path: Path, choices: MergeChoices) -> MergeView:
    """What these choices would do in two articles, of which one is in dispute."""
    lines = (
        line(TEXT, {"ana": [mark(0, 10)], "ben": [mark(0, 10)], "cy": [mark(0, 10, "source")]}),
        line(f"{TEXT} More.", {"ana": [mark(0, 10)], "ben": [mark(0, 10)]}),
    )
    store = project_of(path, *lines)
    try:
        asked = merge_question(choices, reviewer=RITA, article=FIRST)
        return merge_view(jobs.run(merge_articles(store, asked)), DEFAULT_CODEBOOK)
    finally:
        store.close()


def test_a_dry_run_counts_by_kind_and_label_and_says_why(tmp_path: Path) -> None:
    view = view_of(tmp_path / "p.anno", MergeChoices("unanimous"))
    assert view.button == "Take 1 group in 1 article"
    assert view.words == "Takes 1 group in 1 article, leaves 1 open."
    assert view.by_kind == (CountRow("Unanimous", 1, 0), CountRow("Label conflict", 0, 1))
    assert view.by_label == (CountRow("Actor", 1, 1), CountRow("Source agency", 0, 1))
    assert view.reasons == (("Those who have something differ", 1),)


def test_only_the_open_article_is_merged_where_that_is_chosen(tmp_path: Path) -> None:
    view = view_of(tmp_path / "p.anno", MergeChoices("majority", is_everywhere=False))
    assert view.words == "Takes 1 group in 1 article, leaves nothing open."


def test_finishing_is_said(tmp_path: Path) -> None:
    view = view_of(tmp_path / "p.anno", MergeChoices("majority", finishes=True))
    assert "2 articles are adjudicated with it." in view.words


def test_where_nothing_can_be_taken_the_button_has_no_words(tmp_path: Path) -> None:
    view = view_of(tmp_path / "p.anno", MergeChoices("threshold", votes=4))
    assert view.button == ""
    assert view.words.startswith("Takes nothing")


def test_choices_that_a_strategy_does_not_use_are_not_asked(tmp_path: Path) -> None:
    choices = MergeChoices("majority", annotator="ana", labels=("actor",))
    asked = merge_question(choices, reviewer=RITA, article=None)
    assert (asked.annotator, asked.labels) == (None, ())


def test_every_reason_and_strategy_has_words() -> None:
    assert set(WHY_WORDS) == set(Why)
    assert [row.title for row in strategy_rows()] == [
        "Unanimous", "Agreeing", "Votes", "Majority", "One annotator",
    ]  # fmt: skip


@pytest.mark.parametrize("strategy", [row.name for row in strategy_rows()])
def test_every_strategy_can_be_told(tmp_path: Path, strategy: str) -> None:
    view = view_of(tmp_path / "p.anno", MergeChoices(strategy, annotator="ana"))
    assert view.button.startswith("Take ")
