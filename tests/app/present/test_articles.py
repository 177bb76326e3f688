"""Rows of the article list, and its filter."""

from dataclasses import replace

import pytest

from annotator.app.present.articles import (
    ArticleListing,
    StateFilter,
    article_list_row,
    article_list_rows,
    listing,
)
from annotator.core.annotations import SetState
from annotator.core.ids import ArticleId
from annotator.store.base import ArticleRow

PLAIN = ArticleRow(
    id=ArticleId("a1"),
    title="Grain corridor reopens",
    outlet="Example Times",
    published="2025-07-09",
    agency="AFP",
    language="en",
    characters=4000,
    state=SetState.NEW,
    spans=0,
)


def _many() -> tuple[ArticleRow, ...]:
    states = list(SetState)
    titles = ["Grain corridor", "Łukasz Nowak wins", "Überfall in Kiel", "Strike"]
    return tuple(
        replace(PLAIN, id=ArticleId(f"a{i}"), title=titles[i % 4], state=states[i % 4])
        for i in range(8)
    )


def test_a_row_says_where_and_when() -> None:
    row = article_list_row(PLAIN)
    assert row.detail == "Example Times · 9 Jul 2025 · en"
    assert row.state_words == "new"


def test_an_agency_stands_in_for_a_missing_outlet() -> None:
    assert article_list_row(replace(PLAIN, outlet="")).detail == "AFP · 9 Jul 2025 · en"


def test_what_is_not_known_leaves_no_gap() -> None:
    bare = replace(PLAIN, outlet="", agency="", language="")
    assert article_list_row(bare).detail == "9 Jul 2025"
    assert article_list_row(replace(bare, published="")).detail == ""


@pytest.mark.parametrize("text", ["lukasz", "NOWAK wins", "  wins   łukasz ", "uberfall"])
def test_the_filter_finds_words_without_case_accents_or_order(text: str) -> None:
    found = listing(article_list_rows(_many()), text=text)
    assert len(found.rows) == 2


@pytest.mark.parametrize("text", ["9 jul", "2025-07", "afp", "example times en"])
def test_the_filter_looks_at_date_outlet_agency_and_language(text: str) -> None:
    assert len(listing(article_list_rows(_many()), text=text).rows) == 8


def test_every_word_of_the_filter_must_be_there() -> None:
    assert listing(article_list_rows(_many()), text="grain strike").rows == ()


def test_to_do_is_everything_that_is_not_finished() -> None:
    found = listing(article_list_rows(_many()), state=StateFilter.TO_DO)
    assert {row.state for row in found.rows} == set(SetState) - {SetState.FINISHED, SetState.LOCKED}


@pytest.mark.parametrize("state", [s for s in StateFilter if s.value in set(SetState)])
def test_each_state_can_be_shown_alone(state: StateFilter) -> None:
    found = listing(article_list_rows(_many()), state=state)
    assert {row.state.value for row in found.rows} == {state.value}


def test_the_order_of_the_rows_is_kept() -> None:
    found = listing(article_list_rows(_many()), text="grain")
    assert [row.id for row in found.rows] == ["a0", "a4"]


def test_the_listing_counts_in_words() -> None:
    rows = article_list_rows(_many())
    assert listing(rows).count_words == "8 articles"
    assert listing(rows, text="grain").count_words == "2 of 8 articles"
    assert listing(rows[:1]).count_words == "1 article"
    assert ArticleListing().count_words == "0 articles"
