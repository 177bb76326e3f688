"""Disputes: which sets and articles count, and what is told of each group."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.adjudicate.groups import Flag, Kind, Subject
from annotator.app import jobs
from annotator.app.disputes import ArticleDisputes, DisputesReport, disputes
from annotator.app.jobs import Progress
from annotator.app.present.disputes import (
    FLAG_WORDS,
    KIND_WORDS,
    SUBJECT_WORDS,
    shown_groups,
)
from annotator.core.errors import NotFound
from annotator.core.ids import ArticleId
from annotator.store.base import Store
from annotator.store.open import open_store
from tests.app.opinions import TEXT, Marks, line, mark, project_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "p.anno"


def report_of(store: Store) -> DisputesReport:
    try:
        return jobs.run(disputes(store))
    finally:
        store.close()


def groups_in(path: Path, opinions: Marks, text: str = TEXT) -> ArticleDisputes:
    """The groups of the one article of a project."""
    [article] = report_of(project_of(path, line(text, opinions))).articles
    return article


@pytest.mark.parametrize(
    ("opinions", "kind"),
    [
        ({"ana": [mark(0, 10)], "ben": [mark(0, 10)]}, Kind.UNANIMOUS),
        ({"ana": [mark(0, 10), mark(0, 10, "source")], "ben": [mark(0, 10)]}, Kind.STACKED),
        ({"ana": [mark(0, 10)], "ben": [mark(5, 10)]}, Kind.BOUNDARY_CONFLICT),
        ({"ana": [mark(0, 10)], "ben": [mark(0, 10, "source")]}, Kind.LABEL_CONFLICT),
        (
            {"ana": [mark(0, 10)], "ben": [mark(0, 10, attributes={"kind": "person"})]},
            Kind.ATTRIBUTE_CONFLICT,
        ),
        ({"ana": [mark(0, 10)], "ben": []}, Kind.ONE_SIDED),
    ],
)
def test_each_kind_of_difference_is_told(path: Path, opinions: Marks, kind: Kind) -> None:
    article = groups_in(path, opinions)
    assert [group.kind for group in article.groups if group.kind is kind] == [kind]
    assert article.counts[kind] == 1
    assert len(article.disputed) == len(article.groups) - article.counts[Kind.UNANIMOUS]


def test_only_finished_sets_of_annotators_count(path: Path) -> None:
    opinions = {name: [mark(0, 10)] for name in ("ana", "ben", "cy", "gold")}
    store = project_of(path, line(TEXT, opinions, unfinished=("cy",)))
    [article] = report_of(store).articles
    assert article.annotators == ("ana", "ben")
    assert article.counts[Kind.UNANIMOUS] == 1


def test_articles_with_one_opinion_are_left_out_and_counted(path: Path) -> None:
    store = project_of(
        path,
        line(TEXT, {"ana": [mark(0, 10)]}),
        line("Two of them.", {"ana": [mark(0, 3)], "ben": []}),
        line("Nobody has begun.", {}),
    )
    report = report_of(store)
    assert [article.id for article in report.articles] == ["a1"]
    assert report.left_out == 2


def test_two_finished_and_empty_sets_have_no_group_and_are_not_left_out(path: Path) -> None:
    report = report_of(project_of(path, line(TEXT, {"ana": [], "ben": []})))
    assert [article.groups for article in report.articles] == [()]
    assert report.left_out == 0


def test_one_article_can_be_asked_for(path: Path) -> None:
    opinions: Marks = {"ana": [mark(0, 3)], "ben": []}
    with closing(project_of(path, line(TEXT, opinions), line("Other words.", opinions))) as store:
        report = jobs.run(disputes(store, articles=[ArticleId("a1")]))
        assert [article.id for article in report.articles] == ["a1"]
        with pytest.raises(NotFound, match="a7"):
            jobs.run(disputes(store, articles=[ArticleId("a7")]))


def test_the_job_tells_its_progress_and_can_be_stopped(path: Path) -> None:
    lines = [line(f"Text number {n}.", {"ana": [], "ben": []}) for n in range(4)]
    with closing(project_of(path, *lines)) as store:
        told: list[Progress] = []
        jobs.run(disputes(store), on_progress=told.append)
        assert [(p.done, p.total) for p in told] == [(n, 4) for n in range(5)]
        job = disputes(store)
        next(job)
        job.close()
        assert len(jobs.run(disputes(store)).articles) == 4


def test_an_article_that_cannot_be_read_is_a_problem_and_stops_nothing(path: Path) -> None:
    opinions: Marks = {"ana": [mark(0, 3)], "ben": [mark(0, 3)]}
    project_of(path, line(TEXT, opinions), line("Other words.", opinions)).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma ignore_check_constraints = on")
        connection.execute("update annotations set start = 9, end = 40 where article_id = 'a1'")
        connection.commit()
    report = report_of(open_store(path, write=False))
    assert report.articles[0].counts[Kind.UNANIMOUS] == 1
    assert report.problems


@pytest.fixture
def mixed(path: Path) -> ArticleDisputes:
    """A span with a gap, a label of the whole article, somebody without either."""
    parts = mark(0, 26, fragments=[[0, 4], [17, 26]], attributes={"kind": "person", "role": ""})
    return groups_in(
        path,
        {"ana": [parts, mark(None, None, "topic")], "ben": [parts], "cy": []},
    )


def test_the_json_says_who_has_what_where(mixed: ArticleDisputes) -> None:
    told = mixed.to_json()
    assert (told["id"], told["annotators"]) == ("a0", ["ana", "ben", "cy"])
    whole, parts = told["groups"]
    assert whole["subject"] == "article"
    assert whole["positions"] == [
        {
            "fragments": [],
            "text": "",
            "configurations": [{"label": "topic", "attributes": {}, "annotators": ["ana"]}],
        }
    ]
    assert (whole["nothing"], whole["majority"]) == (["ben", "cy"], [])
    version = {"label": "actor", "attributes": {"kind": "person"}}
    assert parts == {
        "id": parts["id"],
        "subject": "span",
        "kind": "one_sided",
        "flags": ["one_sided", "discontinuous"],
        "positions": [
            {
                "fragments": [[0, 4], [17, 26]],
                "text": "Anna … Hill Bank",
                "configurations": [version | {"annotators": ["ana", "ben"]}],
            }
        ],
        "nothing": ["cy"],
        "majority": [
            {"fragments": [[0, 4], [17, 26]], "text": "Anna … Hill Bank", **version, "votes": 2}
        ],
        "decision": None,
    }


def test_a_group_is_shown_in_words(mixed: ArticleDisputes) -> None:
    whole, parts = shown_groups(mixed, mixed.disputed)
    assert parts.title == "one-sided, with gaps"
    [row] = parts.rows
    assert (row.annotators, row.label, row.quote, row.place) == (
        "ana, ben",
        "actor",
        "“Anna … Hill Bank”",
        "0–26",
    )
    assert row.attributes == "kind: person"
    assert parts.nothing == "cy"
    assert parts.majority == "actor “Anna … Hill Bank” kind: person"
    assert whole.rows[0].quote == "the whole article"
    assert whole.majority == ""


def test_every_kind_flag_and_subject_has_words() -> None:
    assert set(KIND_WORDS) == set(Kind)
    assert set(FLAG_WORDS) == set(Flag)
    assert set(SUBJECT_WORDS) == set(Subject)


def test_relations_are_groups_of_their_own_with_both_ends(path: Path) -> None:
    opinions = {name: [mark(0, 10), mark(17, 26)] for name in ("ana", "ben")}
    told = line(TEXT, opinions)
    told["relations"] = [{"annotator": "ana", "type": "leads", "from": "ana0", "to": "ana1"}]
    [article] = report_of(project_of(path, told)).articles
    assert article.disputed == ()
    [group] = article.disputed_relations
    [shown] = shown_groups(article, [group])
    assert shown.title == "relation: one-sided"
    assert shown.rows[0].quote == "“Anna Brown” → “Hill Bank”"
    assert shown.rows[0].place == "0–10 → 17–26"
    assert article.to_json()["groups"][-1] == {
        "id": group.id,
        "subject": "relation",
        "kind": "one_sided",
        "flags": ["one_sided"],
        "positions": [
            {
                "fragments": [],
                "text": "Anna Brown → Hill Bank",
                "from": {"fragments": [[0, 10]], "text": "Anna Brown"},
                "to": {"fragments": [[17, 26]], "text": "Hill Bank"},
                "configurations": [{"label": "leads", "attributes": {}, "annotators": ["ana"]}],
            }
        ],
        "nothing": ["ben"],
        "majority": [],
        "decision": None,
    }
