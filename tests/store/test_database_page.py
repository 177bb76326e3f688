"""The help page about the project file says what the file is, and its examples run."""

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.annotations import Origin, OriginKind, SetRole
from annotator.core.projects import GOLD_AUTHOR
from annotator.store.base import NewArticle
from annotator.store.open import create_project
from annotator.store.sqlite.migrations import SCHEMA
from tests.store.making import (
    ANA,
    BEN,
    TEXT,
    a_decision,
    a_relation,
    a_set,
    an_annotation,
    an_article,
)

PAGE = Path(__file__).parents[2] / "resources" / "help" / "database.md"
SPAN_COLUMNS = (
    "article_id title outlet published agency annotator label start end quote attributes comment "
    "origin created changed"
).split()


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """A project with the work of two people and gold, as another program opens it."""
    store = create_project(path)
    article = an_article(outlet="AP", published="2025-07-09", agency="AFP", url="https://x.test")
    sets = []
    for author in (ANA, BEN):
        quote = an_annotation(article, 14, 18, label="quote", author=author, type="direct")
        actor = an_annotation(article, 0, 10, author=author, kind="person")
        ties = [a_relation(quote, actor)]
        sets.append(a_set(article, [quote, actor], ties, author=author, seconds=60))
    decided = replace(
        an_annotation(article, 0, 10, author=GOLD_AUTHOR),
        origin=Origin(OriginKind.ADJUDICATION, "rita", None, "both agreed"),
    )
    gold = a_set(article, [decided], author=GOLD_AUTHOR, role=SetRole.GOLD)
    decision = a_decision(article, outcome=(decided.id,), note="what of titles?", is_gap=True)
    gold = replace(gold, decisions=(decision,))
    store.add_articles([NewArticle(article, (*sets, gold)), NewArticle(an_article("Short"))])
    store.close()
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def documented() -> dict[str, list[str]]:
    """Each table and view of the page, with its columns."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"### `(\w+)`", line):
            name = heading[1]
            assert name not in found
            found[name] = []
        elif row := re.match(r"\| `(\w+)` \| \S", line):
            found[name].append(row[1])
    return found


def test_the_page_names_every_table_view_and_column(connection: sqlite3.Connection) -> None:
    listed = connection.execute(
        "select name from sqlite_master where type in ('table', 'view')"
    ).fetchall()
    real = {
        name: [row["name"] for row in connection.execute(f'pragma table_xinfo("{name}")')]
        for (name,) in listed
        if not name.startswith("sqlite_")
    }
    assert documented() == real


def test_the_page_says_the_number_of_the_schema() -> None:
    assert f"which is {SCHEMA} on this page" in PAGE.read_text(encoding="utf-8")


def test_the_examples_run_and_find_something(connection: sqlite3.Connection) -> None:
    examples = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(examples) >= 5
    for example in examples:
        assert connection.execute(example).fetchall(), example


def test_the_concordance_shows_what_stands_around(connection: sqlite3.Connection) -> None:
    page = PAGE.read_text(encoding="utf-8")
    (example,) = [e for e in re.findall(r"```sql\n(.*?)```", page, flags=re.DOTALL) if "39" in e]
    for row in connection.execute(example):
        assert row["before"] == TEXT[0:14]
        assert row["quote"] == TEXT[14:18]
        assert row["after"] == TEXT[18:58]


def test_spans_view_has_the_columns_that_papers_rely_on(connection: sqlite3.Connection) -> None:
    rows = connection.execute("select * from spans_view order by annotator, start").fetchall()
    assert [*rows[0].keys()] == SPAN_COLUMNS
    assert [(r["annotator"], r["label"]) for r in rows] == [
        (ANA, "actor"),
        (ANA, "quote"),
        (BEN, "actor"),
        (BEN, "quote"),
    ]
    first = dict(rows[0])
    assert (first["outlet"], first["published"], first["agency"]) == ("AP", "2025-07-09", "AFP")
    assert (first["start"], first["end"], first["quote"]) == (0, 10, TEXT[:10])
    assert json.loads(first["attributes"]) == {"kind": "person"}


def test_gold_view_has_reviewer_and_reason(connection: sqlite3.Connection) -> None:
    (row,) = connection.execute("select * from gold_view").fetchall()
    assert [*row.keys()] == [*SPAN_COLUMNS, "reviewer", "reason"]
    assert (row["annotator"], row["reviewer"], row["reason"]) == ("gold", "rita", "both agreed")


def test_articles_view_has_one_row_for_each_article(connection: sqlite3.Connection) -> None:
    first, second = connection.execute("select * from articles_view order by position").fetchall()
    assert (first["text"], first["characters"]) == (TEXT, len(TEXT))
    assert (first["annotations"], first["gold_annotations"], first["finished"]) == (4, 1, 0)
    assert (second["text"], second["annotations"]) == ("Short", 0)


def test_progress_view_has_one_row_for_each_set(connection: sqlite3.Connection) -> None:
    rows = connection.execute("select * from progress_view order by annotator").fetchall()
    assert [(r["annotator"], r["role"], r["state"]) for r in rows] == [
        (ANA, "annotator", "new"),
        (BEN, "annotator", "new"),
        ("gold", "gold", "new"),
    ]
    assert [(r["annotations"], r["relations"], r["seconds"]) for r in rows] == [
        (2, 1, 60),
        (2, 1, 60),
        (1, 0, 0),
    ]
