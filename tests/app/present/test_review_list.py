"""The list of articles to review: counts, filter and order."""

import pytest

from annotator.adjudicate.groups import Kind
from annotator.app.present.review_list import (
    ReviewFacts,
    ReviewOrder,
    ReviewRow,
    StageFilter,
    review_listing,
    review_row,
    review_rows,
)
from annotator.core.projects import ArticleStage

GROUPS = {Kind.UNANIMOUS: 8, Kind.LABEL_CONFLICT: 3, Kind.BOUNDARY_CONFLICT: 1, Kind.ONE_SIDED: 4}


def facts(
    name: str,
    *,
    stage: ArticleStage = ArticleStage.ANNOTATING,
    finished: int = 2,
    begun: int = 2,
    groups: dict[Kind, int] | None = None,
    decided: dict[Kind, int] | None = None,
    is_reviewed_again: bool = False,
) -> ReviewFacts:
    return ReviewFacts(
        id=name,
        title=f"Łódź in flood {name}",
        outlet="AFP",
        published="2025-07-09",
        stage=stage,
        finished=finished,
        begun=begun,
        groups=groups or {},
        decided=decided or {},
        is_reviewed_again=is_reviewed_again,
    )


READY = facts(
    "a1", stage=ArticleStage.READY, finished=3, begun=3, groups=GROUPS,
    decided={Kind.LABEL_CONFLICT: 1, Kind.ONE_SIDED: 4},
)  # fmt: skip


def rows(*told: tuple[str, ArticleStage, int, int]) -> list[ReviewRow]:
    """Rows of articles: id, stage, disputed, agreed."""
    return [
        review_row(
            facts(name, stage=stage, groups={Kind.STACKED: disputed, Kind.UNANIMOUS: agreed})
        )
        for name, stage, disputed, agreed in told
    ]


def test_only_what_is_open_is_counted_by_kind() -> None:
    row = review_row(READY)
    assert row.open_words == "2 label · 1 boundary"
    assert (row.open, row.decided, row.disputed, row.agreed) == (3, 5, 8, 8)
    assert row.disagreement == 0.5


def test_the_detail_says_source_date_and_opinions() -> None:
    assert review_row(READY).detail == "AFP · 9 Jul 2025 · 3 annotators"


def test_who_is_still_at_work_is_said() -> None:
    late = facts("a", stage=ArticleStage.IN_ADJUDICATION, begun=3)
    assert review_row(late).badge == "1 of 3 still at work"
    assert review_row(facts("b", is_reviewed_again=True)).badge == "reviewed twice"
    assert review_row(READY).badge == ""


@pytest.mark.parametrize(
    ("groups", "decided", "words"),
    [
        ({Kind.UNANIMOUS: 4}, {}, "no disputes, 4 agreed"),
        ({}, {}, "nothing marked"),
        ({Kind.STACKED: 2}, {Kind.STACKED: 2}, "all 2 decided"),
    ],
)
def test_what_stands_where_nothing_is_open(
    groups: dict[Kind, int], decided: dict[Kind, int], words: str
) -> None:
    row = review_row(facts("a", groups=groups, decided=decided))
    assert row.open_words == words


def test_articles_without_two_opinions_are_not_listed() -> None:
    alone = facts("a", finished=1)
    at_work = facts("b", begun=3)
    begun = facts("c", stage=ArticleStage.IN_ADJUDICATION, finished=1, begun=1)
    assert [row.id for row in review_rows([alone, at_work, begun])] == ["b", "c"]


def test_the_filter_sees_past_accents_and_keeps_to_the_stage() -> None:
    found = [review_row(READY), *rows(("b", ArticleStage.ADJUDICATED, 1, 0))]
    assert [r.id for r in review_listing(found, total=9, text="lodz").rows] == ["a1"]
    assert [r.id for r in review_listing(found, total=9).rows] == ["a1"]
    listed = review_listing(found, total=9, stage=StageFilter.ADJUDICATED)
    assert [r.id for r in listed.rows] == ["b"]


def test_a_locked_article_is_among_the_adjudicated() -> None:
    listed = review_listing(
        rows(("l", ArticleStage.LOCKED, 1, 0)), total=1, stage=StageFilter.ADJUDICATED
    )
    assert len(listed.rows) == 1


@pytest.mark.parametrize(
    ("order", "ids"),
    [
        (ReviewOrder.PROJECT, "abc"),
        (ReviewOrder.MOST_DISAGREEMENT, "cab"),
        (ReviewOrder.MOST_OPEN, "bac"),
        (ReviewOrder.FEWEST_OPEN, "cab"),
    ],
)
def test_the_order_is_the_one_asked_for(order: ReviewOrder, ids: str) -> None:
    ready = ArticleStage.READY
    found = rows(("a", ready, 4, 4), ("b", ready, 5, 95), ("c", ready, 2, 0))
    assert "".join(r.id for r in review_listing(found, total=3, order=order).rows) == ids


def test_the_count_says_articles_and_what_is_open() -> None:
    ready = ArticleStage.READY
    listed = review_listing(rows(("a", ready, 140, 4), ("b", ready, 3, 0)), total=3)
    assert listed.count_words == "2 articles, 143 open"
