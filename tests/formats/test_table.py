"""The CSV table, read by Python's csv module and by a strict parser of RFC 4180."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.core.annotations import (
    Annotation,
    AnnotationSet,
    Origin,
    OriginKind,
    SetRole,
    SetState,
)
from annotator.core.articles import make_article
from annotator.core.ids import AnnotationId, AttributeId, LabelId, PersonId
from annotator.core.projects import GOLD_AUTHOR
from annotator.core.spans import Span
from annotator.formats.base import ArticleWork, AuthoredSet, LossReport
from annotator.formats.table import COLUMNS, CSV, guarded, unguarded
from tests.store.making import a_decision

TEXT = '=cmd()|"quoted", and\n-5 per cent, 😀 @home'
ANA = PersonId("ana")


def a_work(*spans: Span, comment: str = "", **values: str) -> ArticleWork:
    article = make_article(TEXT, title="A title", meta={"outlet": "Post", "desk": "x"})
    annotation = Annotation(
        AnnotationId("a1"),
        article.id,
        ANA,
        LabelId("quote"),
        spans,
        tuple((AttributeId(k), v) for k, v in values.items()),
        comment=comment,
        origin=Origin(OriginKind.SUGGESTION, "crf 1", -0.5),
    )
    told = AnnotationSet(article.id, ANA, state=SetState.FINISHED, note="hm")
    return ArticleWork(article, (AuthoredSet(told, (annotation,), seconds=3),))


def written(path: Path, *works: ArticleWork) -> tuple[bytes, LossReport]:
    assert CSV.write is not None
    steps = CSV.write(works, path)
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return path.read_bytes(), stop.value


def strict_rows(data: bytes) -> list[list[str]]:
    """The records of RFC 4180: quotes only around whole fields, CRLF only at the ends of rows."""
    text = data.decode("utf-8")
    assert text.startswith("\ufeff")
    rows: list[list[str]] = []
    row: list[str] = []
    place = 1
    while place < len(text):
        if text[place] == '"':
            end, value = place + 1, ""
            while True:
                close = text.index('"', end)
                value += text[end:close]
                if text[close + 1 : close + 2] != '"':
                    break
                value, end = value + '"', close + 2
            place = close + 1
        else:
            end = min(x for x in (text.find(c, place) for c in (",", "\r\n")) if x >= 0)
            value, place = text[place:end], end
            assert not set(value) & set('"\r\n')
        row.append(value)
        if text.startswith("\r\n", place):
            rows.append(row)
            row, place = [], place + 2
        else:
            assert text[place] == ","
            place += 1
    assert not row
    assert len({len(r) for r in rows}) == 1
    return rows


def test_a_row_says_everything_of_an_annotation(tmp_path: Path) -> None:
    data, _ = written(tmp_path / "a.csv", a_work(Span(7, 20), comment="why?", type="direct"))
    [row] = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert tuple(row)[: len(COLUMNS)] == COLUMNS
    assert (row["title"], row["outlet"], row["annotator"]) == ("A title", "Post", "ana")
    assert (row["label"], row["start"], row["end"]) == ("quote", "7", "20")
    assert row["quote"] == TEXT[7:20]
    assert json.loads(row["attributes"]) == {"type": "direct"}
    assert row["attribute.type"] == "direct"
    assert (row["comment"], row["unsure"]) == ("why?", "no")
    assert (row["origin"], row["origin_by"], row["score"]) == ("suggestion", "crf 1", "-0.5")


def test_a_row_of_gold_says_who_decided_and_why(tmp_path: Path) -> None:
    work = a_work(Span(0, 4))
    [told] = work.sets
    origin = Origin(OriginKind.ADJUDICATION, "rita", None, "boundary")
    gold = AnnotationSet(work.article.id, GOLD_AUTHOR, SetRole.GOLD)
    decided = replace(told.annotations[0], author=GOLD_AUTHOR, origin=origin)
    data, _ = written(tmp_path / "a.csv", replace(work, sets=(AuthoredSet(gold, (decided,)),)))
    [row] = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert (row["annotator"], row["role"], row["origin"]) == ("gold", "gold", "adjudication")
    assert (row["origin_by"], row["reason"]) == ("rita", "boundary")


def test_gaps_and_whole_articles_can_be_told_from_spans(tmp_path: Path) -> None:
    works = a_work(Span(0, 4), Span(8, 14)), a_work()
    data, _ = written(tmp_path / "a.csv", *works)
    gapped, whole = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert json.loads(gapped["fragments"]) == [[0, 4], [8, 14]]
    assert unguarded(gapped["quote"]) == TEXT[0:14]
    assert (whole["start"], whole["end"], whole["quote"], whole["fragments"]) == ("", "", "", "")


def test_a_strict_parser_and_pythons_agree(tmp_path: Path) -> None:
    works = a_work(Span(0, len(TEXT)), comment='a\r\nb "c"', role="x,y"), a_work(Span(0, 1))
    data, _ = written(tmp_path / "a.csv", *works)
    rows = strict_rows(data)
    assert rows == list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert unguarded(rows[1][COLUMNS.index("quote")]) == TEXT


DANGEROUS = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\tx",
    "\rx",
    " =x",
    "\n=x",
    "＝x",
    "＋x",
    "－x",
    "＠x",
    " ＝x",
]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_no_cell_runs_as_a_formula(tmp_path: Path, cell: str) -> None:
    article = make_article(cell + " and more", title=cell, meta={"outlet": cell})
    told = a_work(Span(0, len(cell)), comment=cell, type=cell).sets[0]
    author = PersonId(cell)
    annotation = replace(told.annotations[0], label=LabelId(cell), author=author)
    work = ArticleWork(article, (replace(told, annotations=(annotation,)),))
    data, _ = written(tmp_path / "a.csv", work)
    [_, row] = strict_rows(data)
    hot = [value for value in row if value.strip() and value.strip()[0] in "=+-@＝＋－＠\t\r"]
    assert hot == ["-0.5"]
    assert unguarded(row[COLUMNS.index("comment")]) == cell


@example("'=x")
@example("''\t")
@example("'tis")
@given(st.text(alphabet="'=+-@\t\r ＝a\u200b", max_size=5) | st.text())
def test_the_apostrophe_can_be_taken_off_again(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_what_a_table_cannot_say_is_counted(tmp_path: Path) -> None:
    empty = ArticleWork(make_article("nothing here"))
    work = a_work(Span(0, 4))
    decisions = tuple(a_decision(work.article, author=ANA) for _ in range(2))
    work = replace(work, sets=(replace(work.sets[0], decisions=decisions),))
    _, report = written(tmp_path / "a.csv", work, empty)
    losses = {loss.what.split(":")[0]: loss.count for loss in report.losses}
    assert losses == {
        "texts of articles": 2,
        "articles without an annotation": 1,
        "values of meta other than outlet, published and agency": 1,
        "states of sets": 1,
        "decisions": 2,
        "notes on whole articles": 1,
        "times spent on articles": 1,
    }
    assert (report.articles, report.annotations, report.relations) == (2, 1, 0)
