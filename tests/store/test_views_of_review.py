"""What the views say of adjudication is what the program says."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import combinations_with_replacement, product
from pathlib import Path

import pytest

from annotator.core.annotations import AnnotationSet, SetRole, SetState
from annotator.core.articles import Article
from annotator.core.decisions import Choice
from annotator.core.ids import PersonId
from annotator.core.projects import GOLD_AUTHOR, second_review_by, stage_of
from annotator.store.base import NewArticle, SetContent
from annotator.store.open import create_project
from annotator.store.sql_store import SqlStore
from tests.store.making import ANA, BEN, TEXT, a_decision, a_set, an_annotation, an_article


@pytest.fixture
def connection(path: Path, store: SqlStore) -> Iterator[sqlite3.Connection]:
    """The project as another program opens it beside us."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def a_review(article: Article, *, author: PersonId, role: SetRole, words: int) -> SetContent:
    """A set with some annotations of a word each, all of them from one decision."""
    taken = [
        an_annotation(article, n * 10, n * 10 + 8, author=author, id=f"{author} {n}")
        for n in range(words)
    ]
    decision = a_decision(
        article,
        choice=Choice.SEVERAL if taken else Choice.NONE,
        author=author,
        outcome=[a.id for a in reversed(taken)],
        note="see",
        is_gap=True,
    )
    return replace(a_set(article, taken, author=author, role=role), decisions=(decision,))


def test_stages_are_those_of_the_program(path: Path) -> None:
    golds = (None, *SetState)
    others = list(combinations_with_replacement((None, *SetState), 3))
    told: list[list[tuple[SetRole, SetState]]] = []
    articles = []
    for number, (gold, states) in enumerate(product(golds, others)):
        article = an_article(f"Text {number}")
        sets = [(SetRole.ANNOTATOR, PersonId(f"p{n}"), s) for n, s in enumerate(states)]
        sets += [(SetRole.GOLD, GOLD_AUTHOR, gold)]
        # A second review counts neither as an opinion nor as gold.
        sets += [(SetRole.REVIEW, second_review_by(ANA), SetState.FINISHED)]
        there = [(role, author, state) for role, author, state in sets if state is not None]
        told.append([(role, state) for role, _, state in there])
        work = (SetContent(AnnotationSet(article.id, a, r, s)) for r, a, s in there)
        articles.append(NewArticle(article, tuple(work)))
    store = create_project(path)
    store.add_articles(articles)
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("select stage from articles_view order by position").fetchall()
    assert [stage for (stage,) in rows] == [stage_of(sets).value for sets in told]
    assert len({stage for (stage,) in rows}) == 5


def test_decisions_say_the_words_they_took(store: SqlStore, connection: sqlite3.Connection) -> None:
    first, second = an_article(), an_article("Nothing here")
    sets = (
        a_set(first, [an_annotation(first, 0, 3)]),
        a_review(first, author=GOLD_AUTHOR, role=SetRole.GOLD, words=2),
        a_review(first, author=second_review_by(BEN), role=SetRole.REVIEW, words=1),
    )
    none = a_review(second, author=GOLD_AUTHOR, role=SetRole.GOLD, words=0)
    store.add_articles([NewArticle(first, sets), NewArticle(second, (none,))])
    rows = connection.execute("select * from decisions_view order by title desc, annotator")
    found = [(r["title"], r["annotator"], r["choice"], r["words"]) for r in rows.fetchall()]
    # In the order of the outcome, which is for whoever decided to say.
    assert found == [
        (second.title, "gold", "none", ""),
        (first.title, "gold", "several", f"{TEXT[10:18]} | {TEXT[0:8]}"),
        (first.title, "gold:ben", "several", TEXT[0:8]),
    ]
    row = connection.execute("select * from decisions_view where choice = 'none'").fetchone()
    assert (row["reviewer"], row["kind"], row["reason"]) == ("rita", "label_conflict", "label")
    assert (row["note"], row["guideline_gap"]) == ("see", 1)
    assert row["created"] == row["changed"] != ""


def test_second_reviews_are_neither_spans_nor_gold(
    store: SqlStore, connection: sqlite3.Connection
) -> None:
    article = an_article()
    sets = (
        a_set(article, [an_annotation(article, 0, 3)]),
        a_review(article, author=GOLD_AUTHOR, role=SetRole.GOLD, words=2),
        a_review(article, author=second_review_by(BEN), role=SetRole.REVIEW, words=1),
    )
    store.add_articles([NewArticle(article, sets)])
    counts = {
        view: connection.execute(f"select count(*) from {view}").fetchone()[0]
        for view in ("spans_view", "gold_view")
    }
    assert counts == {"spans_view": 1, "gold_view": 2}
    told = connection.execute("select * from articles_view").fetchone()
    assert (told["annotations"], told["gold_annotations"], told["decisions"]) == (1, 2, 1)
    progress = connection.execute("select annotator, role, decisions from progress_view").fetchall()
    assert sorted(map(tuple, progress)) == [
        ("ana", "annotator", 0),
        ("gold", "gold", 1),
        ("gold:ben", "review", 1),
    ]
