"""Copies while others work, and going back to one."""

import os
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator.core.errors import (
    NotAProject,
    ProjectBusy,
    ProjectExists,
    ProjectMissing,
    ProjectTooNew,
    StorageFailed,
)
from annotator.store.base import NewArticle, Receipt
from annotator.store.open import (
    back_up,
    backup_due,
    backups_of,
    create_project,
    open_store,
    restore_project,
)
from annotator.store.sql_store import SqlStore
from annotator.store.sqlite.backup import KEPT
from tests.store.making import (
    ANA,
    a_decision,
    a_relation,
    a_set,
    added,
    an_annotation,
    an_article,
    an_edit,
)

NOON = datetime(2025, 7, 9, 12, tzinfo=UTC)


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
    found = {
        name: sorted(connection.execute(f'select * from "{name}"').fetchall(), key=repr)
        for (name,) in tables
    }
    connection.close()
    return found


def worked(path: Path) -> SqlStore:
    """A project with one row in every table."""
    store = create_project(path, person=ANA)
    article = an_article(outlet="AP 😀")
    quote, actor = an_annotation(article, 5, 9, label="quote"), an_annotation(article, 0, 3)
    work = a_set(article, [quote, actor], [a_relation(quote, actor)], seconds=5)
    work = replace(work, decisions=(a_decision(article, author=ANA),))
    store.add_articles([NewArticle(article, (work,))])
    store.apply([an_edit(article, (None, an_annotation(article, 4, 6)))])
    book = store.codebook()
    store.set_codebook(type(book)(book.name, "0.2", book.labels, book.relation_types))
    return store


def test_a_copy_has_all_rows_of_all_tables(path: Path) -> None:
    store = worked(path)
    copy = back_up(path)
    assert rows_of(copy) == rows_of(path)
    assert all(rows for table, rows in rows_of(copy).items())
    store.close()
    assert copy.parent == path.with_name("news.anno.backups")
    assert [f.name for f in copy.parent.iterdir()] == [copy.name]


def test_a_copy_is_one_file_that_opens(path: Path, tmp_path: Path) -> None:
    store = worked(path)
    copy = back_up(path, tmp_path / "copy.anno")
    opened = open_store(copy)
    assert opened.article_ids() == store.article_ids()
    assert list(opened.check()) == []
    opened.close()
    store.close()


def test_a_copy_may_be_made_in_a_thread_while_the_writer_works(path: Path) -> None:
    store = create_project(path)
    article = added(store)
    copies: list[Path] = []

    def copy() -> None:
        copies.extend(back_up(path, path.with_name(f"copy {n}.anno")) for n in range(4))

    thread = threading.Thread(target=copy)
    thread.start()
    written = 0
    while thread.is_alive() or written < 50:
        (outcome,) = store.apply([an_edit(article, (None, an_annotation(article, 0, 3)))])
        assert isinstance(outcome, Receipt)
        written += 1
    thread.join()
    store.close()
    assert len(copies) == 4
    for made in copies:
        opened = open_store(made)
        assert list(opened.check()) == []
        content = opened.open_article(article.id, ANA)
        assert len(content.content.annotations) == len(content.journal) <= written
        opened.close()


def test_the_newest_ten_automatic_copies_are_kept(path: Path, tmp_path: Path) -> None:
    create_project(path).close()
    chosen = back_up(path, tmp_path / "mine.anno")
    made = [back_up(path, clock=lambda n=n: NOON + timedelta(hours=n)) for n in range(KEPT + 3)]
    assert backups_of(path) == tuple(reversed(made[-KEPT:]))
    assert not made[0].exists()
    assert chosen.exists()


def test_copies_of_one_second_have_names_of_their_own(path: Path) -> None:
    create_project(path).close()
    made = [back_up(path, clock=lambda: NOON) for _ in range(3)]
    assert len(set(made)) == 3
    assert backups_of(path) == tuple(reversed(made))


def test_what_is_no_backup_is_neither_listed_nor_pruned(path: Path) -> None:
    create_project(path).close()
    back_up(path)
    folder = path.with_name("news.anno.backups")
    mine = folder / "before the holidays.anno"
    mine.write_bytes(b"kept by hand")
    for n in range(KEPT + 1):
        back_up(path, clock=lambda n=n: NOON + timedelta(hours=n))
    assert mine.exists()
    assert mine not in backups_of(path)


def test_a_copy_is_due_when_the_newest_is_old(path: Path) -> None:
    create_project(path).close()
    assert backups_of(path) == ()
    assert backup_due(path)
    back_up(path, clock=lambda: NOON)
    assert not backup_due(path, clock=lambda: NOON + timedelta(hours=23))
    assert backup_due(path, clock=lambda: NOON + timedelta(hours=24))
    assert backup_due(path, hours=1, clock=lambda: NOON + timedelta(hours=2))


def test_a_copy_replaces_no_file(path: Path, tmp_path: Path) -> None:
    create_project(path).close()
    for taken in (path, tmp_path / "a.txt"):
        taken.touch()
        before = taken.read_bytes()
        with pytest.raises(ProjectExists):
            back_up(path, taken)
        assert taken.read_bytes() == before


def test_a_copy_that_cannot_be_made_leaves_nothing(path: Path, tmp_path: Path) -> None:
    with pytest.raises(ProjectMissing):
        back_up(path)
    create_project(path).close()
    with pytest.raises(StorageFailed, match="folder"):
        back_up(path, tmp_path / "no" / "copy.anno")
    with path.open("r+b") as file:
        file.seek(8 * 4096)
        file.write(b"\xff" * 8192)
    with pytest.raises(NotAProject, match="damaged"):
        back_up(path, tmp_path / "copy.anno")
    assert [f.name for f in tmp_path.iterdir()] == ["news.anno"]


def test_a_restored_project_has_all_rows_of_its_backup(path: Path) -> None:
    store = worked(path)
    backup = back_up(path)
    wanted = rows_of(backup)
    article = store.article(store.article_ids()[0])
    store.apply([an_edit(article, (None, an_annotation(article, 7, 8)))])
    store.close()
    changed = rows_of(path)
    assert changed != wanted
    kept = restore_project(path, backup)
    assert kept is not None
    assert rows_of(path) == wanted == rows_of(backup)
    assert rows_of(kept) == changed
    assert kept in backups_of(path)
    opened = open_store(path)
    assert list(opened.check()) == []
    opened.close()


def test_a_project_that_is_gone_is_restored(path: Path) -> None:
    store = worked(path)
    backup = back_up(path)
    wanted = rows_of(path)
    store.close()
    path.unlink()
    assert restore_project(path, backup) is None
    assert rows_of(path) == wanted


@pytest.mark.parametrize("damage", ["truncated", "scrambled", "text", "empty"])
def test_a_damaged_project_is_moved_aside(path: Path, damage: str) -> None:
    store = worked(path)
    backup = back_up(path)
    wanted = rows_of(path)
    store.close()
    match damage:
        case "truncated":
            os.truncate(path, 50_000)
        case "scrambled":
            with path.open("r+b") as file:
                file.seek(8 * 4096)
                file.write(b"\xff" * 8192)
        case "text":
            path.write_text("not a project")
        case "empty":
            path.write_bytes(b"")
    damaged = path.read_bytes()
    kept = restore_project(path, backup)
    assert kept is not None
    assert kept.read_bytes() == damaged
    assert kept.parent == path.parent
    assert "damaged" in kept.name
    assert rows_of(path) == wanted


def test_the_log_of_a_damaged_project_does_not_get_into_the_restored_one(path: Path) -> None:
    store = worked(path)
    backup = back_up(path)
    wanted = rows_of(path)
    added(store, "Text that is only in the log")
    log = path.with_name(path.name + "-wal")
    left = log.read_bytes()
    store.close()
    path.write_bytes(b"")
    log.write_bytes(left)
    kept = restore_project(path, backup)
    assert kept is not None
    assert rows_of(path) == wanted
    assert kept.with_name(kept.name + "-wal").read_bytes() == left


def test_a_bad_backup_changes_nothing(path: Path, tmp_path: Path) -> None:
    worked(path).close()
    before = path.read_bytes()
    with pytest.raises(ProjectMissing):
        restore_project(path, tmp_path / "none.anno")
    text = tmp_path / "text.anno"
    text.write_text("no backup")
    with pytest.raises(NotAProject):
        restore_project(path, text)
    bad = back_up(path, tmp_path / "bad.anno")
    with bad.open("r+b") as file:
        file.seek(8 * 4096)
        file.write(b"\xff" * 8192)
    with pytest.raises(NotAProject) as caught:
        restore_project(path, bad)
    assert caught.value.path == bad
    newer = back_up(path, tmp_path / "newer.anno")
    connection = sqlite3.connect(newer)
    connection.execute("pragma user_version = 99")
    connection.close()
    with pytest.raises(ProjectTooNew):
        restore_project(path, newer)
    with pytest.raises(NotAProject, match="itself"):
        restore_project(path, path)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.lock"))
    assert not list(tmp_path.glob(".*"))


def test_a_project_in_use_is_not_restored(path: Path) -> None:
    store = worked(path)
    backup = back_up(path)
    with pytest.raises(ProjectBusy):
        restore_project(path, backup)
    store.close()


def test_a_reader_sees_the_restored_project(path: Path) -> None:
    store = worked(path)
    backup = back_up(path)
    added(store, "Another text")
    reader = open_store(path, write=False)
    assert len(reader.article_ids()) == 2
    store.close()
    restore_project(path, backup)
    assert len(reader.article_ids()) == 1
    reader.close()


def test_nothing_is_put_where_there_is_a_folder_or_none(path: Path, tmp_path: Path) -> None:
    create_project(path).close()
    backup = back_up(path, tmp_path / "backup.anno")
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotAProject, match="folder"):
        restore_project(tmp_path / "folder", backup)
    with pytest.raises(ProjectMissing, match="folder"):
        restore_project(tmp_path / "no" / "such.anno", backup)
