"""Files that are no project, or none any more: each gets a sentence, and none is touched."""

import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.core.errors import (
    NotAProject,
    ProjectError,
    ProjectExists,
    ProjectMissing,
    ProjectReadOnly,
    ProjectTooNew,
    StorageFailed,
)
from annotator.store.base import NewArticle
from annotator.store.open import create_project, open_store
from annotator.store.sqlite.migrations import APPLICATION_ID, SCHEMA
from tests.store.making import an_article


def a_project(path: Path, *, articles: int = 0) -> Path:
    store = create_project(path)
    store.add_articles([NewArticle(an_article(f"Text {n} " * 500)) for n in range(articles)])
    store.close()
    return path


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("An article that somebody gave the wrong suffix.\n" * 20)


def few_bytes(path: Path) -> None:
    path.write_bytes(b"SQLi")


def header_alone(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + bytes(40))


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def other_program(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("create table mail (id integer)")
    connection.close()


def truncated(path: Path) -> None:
    a_project(path, articles=20)
    os.truncate(path, path.stat().st_size // 2)


def last_page_lost(path: Path) -> None:
    a_project(path, articles=20)
    os.truncate(path, path.stat().st_size - 4096)


def scrambled(path: Path) -> None:
    a_project(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(range(256)) * 15)


def emptied(path: Path) -> None:
    a_project(path)
    connection = sqlite3.connect(path)
    connection.execute("drop table project")
    connection.close()


WRONG: dict[Callable[[Path], None], str] = {
    empty: "empty",
    text: "not a project",
    few_bytes: "bytes are left",
    header_alone: "bytes are left",
    folder: "folder",
    pipe: "not a file",
    other_program: "another program",
    truncated: "missing",
    last_page_lost: "missing",
    scrambled: "damaged",
    emptied: "damaged",
}


def snapshot(folder: Path) -> dict[str, bytes | None]:
    return {
        str(file.relative_to(folder)): file.read_bytes() if file.is_file() else None
        for file in folder.rglob("*")
        if not stat.S_ISFIFO(file.stat().st_mode)
    }


@pytest.mark.parametrize("write", [True, False], ids=["writing", "reading"])
@pytest.mark.parametrize("make", WRONG, ids=lambda make: make.__name__)
def test_a_wrong_file_is_named_and_left_alone(
    path: Path, make: Callable[[Path], None], write: bool
) -> None:
    if make is pipe and not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with names")
    make(path)
    before = snapshot(path.parent)
    with pytest.raises(NotAProject) as caught:
        open_store(path, write=write)
    assert str(path) in str(caught.value)
    assert WRONG[make] in caught.value.reason
    assert snapshot(path.parent) == before


def test_a_damaged_file_with_a_log_beside_it_is_named(path: Path) -> None:
    a_project(path, articles=20)
    os.truncate(path, path.stat().st_size // 2)
    path.with_name(path.name + "-wal").write_bytes(b"no log" * 20)
    before = path.read_bytes()
    for write in (False, True):
        with pytest.raises(NotAProject, match="damaged"):
            open_store(path, write=write)
    assert path.read_bytes() == before


@pytest.mark.parametrize("write", [True, False])
def test_a_missing_file_is_not_made(path: Path, write: bool) -> None:
    for place in (path, path / "deeper", path.parent / "no" / "such.anno"):
        with pytest.raises(ProjectMissing):
            open_store(place, write=write)
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("write", [True, False])
def test_a_project_of_a_newer_version_is_refused(path: Path, write: bool) -> None:
    a_project(path)
    connection = sqlite3.connect(path)
    connection.execute(f"pragma user_version = {SCHEMA + 1}")
    connection.close()
    before = snapshot(path.parent)
    with pytest.raises(ProjectTooNew, match="newer version"):
        open_store(path, write=write)
    assert snapshot(path.parent) == before


def test_a_project_says_in_its_header_what_it_is(path: Path) -> None:
    header = a_project(path).read_bytes()[:100]
    assert header[68:72] == b"ANNO" == APPLICATION_ID.to_bytes(4, "big")
    assert int.from_bytes(header[60:64], "big") == SCHEMA


@pytest.mark.parametrize(
    "make", [empty, text, folder, other_program, a_project], ids=lambda make: make.__name__
)
def test_a_new_project_replaces_nothing(path: Path, make: Callable[[Path], None]) -> None:
    make(path)
    before = snapshot(path.parent)
    with pytest.raises(ProjectExists):
        create_project(path)
    assert snapshot(path.parent) == before


def test_a_new_project_does_not_take_over_the_log_of_an_old_one(path: Path) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"what another project had not carried over")
    with pytest.raises(ProjectExists, match=r"news\.anno-wal"):
        create_project(path)
    assert not path.exists()


def test_a_new_project_in_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectMissing, match="folder"):
        create_project(tmp_path / "no" / "news.anno")
    assert list(tmp_path.iterdir()) == []


def test_a_path_is_used_as_it_is_given(tmp_path: Path) -> None:
    for name in ("noticias", "ニュース 📰.anno", "50% of #1?.anno", "a'b.db"):
        store = create_project(tmp_path / name)
        store.add_articles([NewArticle(an_article())])
        store.close()
        again = open_store(tmp_path / name)
        assert len(again.article_ids()) == 1
        again.close()
    assert len(list(tmp_path.iterdir())) == 4


def test_a_project_at_rest_is_one_file(path: Path) -> None:
    store = create_project(path)
    assert {f.name for f in path.parent.iterdir()} > {path.name}
    store.close()
    assert [f.name for f in path.parent.iterdir()] == [path.name]
    open_store(path).close()
    assert [f.name for f in path.parent.iterdir()] == [path.name]


def test_a_failed_creation_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed, match="disk is full"):
        create_project(path)
    assert list(path.parent.iterdir()) == []


def test_damage_deep_in_the_file_is_found_by_check(path: Path) -> None:
    a_project(path, articles=60)
    middle = path.stat().st_size // 2 // 4096
    with path.open("r+b") as file:
        file.seek(middle * 4096)
        file.write(b"\xff" * 4096 * 3)
    store = open_store(path, write=False)
    problems = list(store.check())
    store.close()
    assert problems
    assert any("database" in p.where or "articles" in p.what for p in problems)


def test_every_error_of_opening_is_a_project_error() -> None:
    for error in (NotAProject, ProjectExists, ProjectMissing, ProjectReadOnly, ProjectTooNew):
        assert issubclass(error, ProjectError)
