"""Projects as the command line handles them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.app import jobs, projects
from annotator.app.importing import import_into
from annotator.core.codebook import Codebook, Label, to_json
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.errors import BadCodebook
from annotator.core.ids import LabelId
from tests.formats.reading import TEXT, a_line, a_mark, encoded

OTHER = Codebook("other", "2", (Label(LabelId("place"), "Place", "place", key="a"),))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One article with an actor, a quote, and the first said the second."""
    path = tmp_path / "p.anno"
    projects.create(path)
    marks = [a_mark(0, 8, id="1"), a_mark(11, 18, id="2") | {"label": "quote"}]
    tie = {"type": "speaker", "from": "2", "to": "1"}
    source = tmp_path / "in.jsonl"
    source.write_bytes(encoded(a_line(TEXT, *marks, relations=[tie])))
    with projects.opened(path, write=True) as store:
        jobs.run(import_into(store, (source,)))
    return path


def test_a_codebook_keeps_what_is_in_use(project: Path) -> None:
    with projects.opened(project, write=True) as store:
        kept = projects.replace_codebook(store, OTHER)
        book = store.codebook()
        report = jobs.run(projects.check(store))
    assert kept == ("actor", "quote", "speaker")
    assert [label.id for label in book.labels] == ["place", "actor", "quote"]
    assert [label.key for label in book.labels] == ["a", "", "q"]
    assert [kind.id for kind in book.relation_types] == ["speaker"]
    assert not report.problems


def test_an_unused_codebook_is_replaced_whole(tmp_path: Path) -> None:
    projects.create(tmp_path / "p.anno", codebook=DEFAULT_CODEBOOK)
    with projects.opened(tmp_path / "p.anno", write=True) as store:
        assert projects.replace_codebook(store, OTHER) == ()
        assert store.codebook() == OTHER


def test_a_codebook_survives_a_file(tmp_path: Path, project: Path) -> None:
    path = tmp_path / "book.json"
    with projects.opened(project, write=False) as store:
        projects.write_codebook(store, path)
    assert projects.read_codebook(path) == DEFAULT_CODEBOOK


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "line 1, column 2"),
        (b"\xff", "UTF-8"),
        (b"[]", "no list of labels"),
        (json.dumps(to_json(replace(OTHER, labels=OTHER.labels * 2))).encode(), "'place'"),
    ],
)
def test_a_bad_codebook_is_named_with_its_place(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "book.json"
    path.write_bytes(data)
    with pytest.raises(BadCodebook, match=words) as caught:
        projects.read_codebook(path)
    assert str(path) in str(caught.value)


def test_sets_are_added_up_by_annotator_and_state(project: Path) -> None:
    with projects.opened(project, write=False) as store:
        [total] = projects.set_totals(store.stats())
    assert (total.annotator, total.state, total.articles, total.spans) == (
        "ana",
        "in_progress",
        1,
        2,
    )
