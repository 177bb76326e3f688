"""Exporting: what is chosen goes out, whole or not at all, and everything left out is told."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.app import jobs
from annotator.app.article_query import BadQuery
from annotator.app.choosing import UnknownAnnotator
from annotator.app.exporting import BadChoice, ExportReport, export
from annotator.app.importing import import_into
from annotator.app.whole_file import BadDestination
from annotator.core.errors import StorageFailed
from annotator.formats.base import UnknownFormat
from annotator.store.base import Store
from annotator.store.open import create_project, open_store
from tests.formats.reading import a_line, a_mark, encoded

ONE, TWO, THREE = "One minister said no.", "Two strikes in Paris.", "Three days of rain."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three articles: two with ana's work, one of these with ben's and a gold set too."""
    of_ben = {"annotator": "ben", "id": "b"}
    of_gold = {"annotator": "gold", "id": "g"}
    one = a_line(
        ONE,
        a_mark(0, 3, id="a"),
        a_mark(4, 12, id="a2"),
        a_mark(0, 3) | of_ben,
        a_mark(4, 12) | of_gold,
        relations=[{"annotator": "ana", "type": "speaker", "from": "a", "to": "a2"}],
        sets=[
            {"annotator": "ana", "role": "annotator", "state": "finished", "seconds": 9},
            {"annotator": "gold", "role": "gold", "state": "finished", "seconds": 0},
        ],
    )
    two = a_line(TWO, a_mark(0, 3, id="c") | {"label": "figure"})
    three = a_line(THREE)
    three["article"]["meta"] = {"outlet": "The Post", "published": "2025-07-09"}
    source = tmp_path / "in.jsonl"
    source.write_bytes(encoded(one, two, three))
    store = create_project(tmp_path / "p.anno")
    assert not jobs.run(import_into(store, (source,))).problems
    yield store
    store.close()


def exported(store: Store, path: Path, **options: Any) -> tuple[ExportReport, list[dict[str, Any]]]:
    report = jobs.run(export(store, path, format_name="jsonl", **options))
    return report, [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_without_a_choice_everything_goes_out(tmp_path: Path, store: Store) -> None:
    report, lines = exported(store, tmp_path / "o.jsonl")
    assert [line["article"]["text"] for line in lines] == [ONE, TWO, THREE]
    assert (report.articles, report.annotations, report.relations) == (3, 5, 1)
    assert (report.left_out, report.losses, report.problems) == (0, (), ())


def test_annotators_can_be_chosen_by_name(tmp_path: Path, store: Store) -> None:
    report, lines = exported(store, tmp_path / "o.jsonl", annotators=["ben", "gold"])
    assert [line["article"]["text"] for line in lines] == [ONE]
    assert {a["annotator"] for a in lines[0]["annotations"]} == {"ben", "gold"}
    assert report.left_out == 2


def test_gold_is_the_set_with_that_role(tmp_path: Path, store: Store) -> None:
    _, [line] = exported(store, tmp_path / "o.jsonl", gold=True)
    assert [a["annotator"] for a in line["annotations"]] == ["gold"]
    assert [s["role"] for s in line["sets"]] == ["gold"]


def test_gold_alone_takes_its_decisions_along(tmp_path: Path) -> None:
    decisions = [
        {"id": "d", "reviewer": "rita", "choice": "version", "sources": ["a"], "outcome": ["g"]},
        {"id": "e", "reviewer": "rita", "choice": "none", "sources": ["a"]},
        {"id": "f", "reviewer": "ben", "choice": "none", "annotator": "gold:ben"},
    ]
    marks = a_mark(0, 3, id="a"), a_mark(0, 3, id="g") | {"annotator": "gold"}
    source, file = tmp_path / "in.jsonl", tmp_path / "gold.jsonl"
    source.write_bytes(encoded(a_line(ONE, *marks, decisions=decisions)))
    for path, project in ((source, "one.anno"), (file, "two.anno")):
        with closing(create_project(tmp_path / project)) as store:
            assert not jobs.run(import_into(store, (path,))).problems
            assert list(store.check()) == []
            _, [line] = exported(store, file, gold=True, replace=True)
        assert [d["id"] for d in line["decisions"]] == ["d", "e"]
        assert line["decisions"][0]["sources"] == ["a"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("MINISTER", [ONE]),
        ('"strikes in"', [TWO]),
        ("outlet:post", [THREE]),
        ("published:2025-07", [THREE]),
        ("label:figure", [TWO]),
        ("annotator:ben", [ONE]),
        ("state:finished", [ONE]),
        ("state:new", [THREE]),
        ("minister paris", []),
        ("", [ONE, TWO, THREE]),
    ],
)
def test_a_query_chooses_articles(
    tmp_path: Path, store: Store, query: str, found: list[str]
) -> None:
    report, lines = exported(store, tmp_path / "o.jsonl", query=query)
    assert [line["article"]["text"] for line in lines] == found
    assert report.left_out == 3 - len(found)


def test_a_query_looks_at_the_chosen_sets_only(tmp_path: Path, store: Store) -> None:
    _, lines = exported(store, tmp_path / "o.jsonl", annotators=["ben"], query="label:figure")
    assert lines == []


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"format_name": "docx"}, UnknownFormat, "jsonl, csv"),
        ({"format_name": "text"}, UnknownFormat, "jsonl, csv"),
        ({"format_name": "csv", "annotators": ["ana", "eve"]}, UnknownAnnotator, "eve.*ana, ben"),
        ({"format_name": "csv", "query": "colour:red"}, BadQuery, "outlet"),
        ({"format_name": "csv", "gold": True, "annotators": ["ana"]}, BadChoice, "either"),
    ],
)
def test_what_cannot_be_done_is_refused_before_anything_is_written(
    tmp_path: Path, store: Store, options: dict[str, Any], error: type[Exception], words: str
) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(error, match=words):
        jobs.run(export(store, tmp_path / "o.csv", **options))
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_is_replaced_only_if_that_is_asked_for(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "o.jsonl"
    path.write_text("precious")
    path.chmod(0o640)
    with pytest.raises(BadDestination, match="--overwrite"):
        jobs.run(export(store, path, format_name="jsonl"))
    assert path.read_text() == "precious"
    exported(store, path, replace=True)
    assert path.stat().st_mode & 0o777 == 0o640


def test_the_project_itself_is_never_replaced(tmp_path: Path, store: Store) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "p.anno")
    for path in (tmp_path / "p.anno", tmp_path / "link"):
        with pytest.raises(BadDestination, match="the project itself"):
            jobs.run(export(store, path, format_name="jsonl", replace=True))


def test_a_folder_or_a_missing_folder_is_refused(tmp_path: Path, store: Store) -> None:
    for path in (tmp_path, tmp_path / "no" / "o.jsonl"):
        with pytest.raises(BadDestination):
            jobs.run(export(store, path, format_name="jsonl", replace=True))


def test_a_stopped_job_leaves_nothing(tmp_path: Path, store: Store) -> None:
    before = sorted(tmp_path.iterdir())
    job = export(store, tmp_path / "o.jsonl", format_name="jsonl")
    next(job)
    next(job)
    job.close()
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_disk_that_is_full_is_told(store: Store) -> None:
    with pytest.raises(StorageFailed, match="space"):
        jobs.run(export(store, Path("/dev/full"), format_name="jsonl"))


def damaged(path: Path, *statements: str) -> Store:
    """The project after another program changed it."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return open_store(path, write=False)


def test_a_faulty_article_is_told_and_the_others_go_out(tmp_path: Path, store: Store) -> None:
    store.close()
    store = damaged(
        tmp_path / "p.anno",
        "update articles set text = 'Two' where text like 'Two%'",
        "update annotations set \"end\" = 999 where id = 'a2'",
        "update articles set zones = '[{}]' where text like 'Three%'",
    )
    try:
        report, lines = exported(store, tmp_path / "o.jsonl")
    finally:
        store.close()
    assert [line["article"]["text"] for line in lines] == [ONE, "Two"]
    told = "\n".join(str(p) for p in report.problems)
    for words in ("a2: left out", "1 relations were left out", "digest", "cannot be read"):
        assert words in told
    assert report.annotations == 4
