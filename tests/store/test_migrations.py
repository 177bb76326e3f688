"""Schema numbers, migrations and what opening a project may load."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.core.errors import ProjectReadOnly, ProjectTooNew
from annotator.store.open import backups_of, create_project, open_store
from annotator.store.sqlite.connect import connect, prepare_for_writing, settle
from annotator.store.sqlite.migrations import SCHEMA, STEPS
from tests.store.making import added

if TYPE_CHECKING:
    from sqlite_utils import Database

_OPENING = """
import sys
from pathlib import Path
from annotator.core.ids import PersonId
from annotator.store.open import back_up, open_store
path = Path(sys.argv[1])
for write in (False, True):
    store = open_store(path, write=write)
    store.article_rows(PersonId("ana"))
    store.close()
back_up(path)
slow = {"sqlite_utils", "click", "pluggy", "PySide6", "urllib.request", "importlib.metadata"}
print(sorted(slow & set(sys.modules)))
"""


def test_opening_a_project_loads_nothing_slow(path: Path) -> None:
    create_project(path).close()
    run = [sys.executable, "-c", _OPENING, str(path)]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def a_next_step(database: "Database") -> None:
    database.execute("alter table people add column colour text not null default ''")


def a_failing_step(database: "Database") -> None:
    database.execute("create table half (id integer)")
    raise ZeroDivisionError


def columns(path: Path, table: str) -> list[str]:
    connection = sqlite3.connect(path)
    found = [row[1] for row in connection.execute(f"pragma table_info({table})")]
    connection.close()
    return found


def test_a_migration_runs_once_and_after_a_backup(path: Path) -> None:
    store = create_project(path)
    article = added(store)
    store.close()
    newer = (*STEPS, a_next_step)
    for _ in range(2):
        store = open_store(path, steps=newer)
        assert store.info().schema == SCHEMA + 1
        assert store.article_ids() == (article.id,)
        store.close()
    assert "colour" in columns(path, "people")
    (backup,) = backups_of(path)
    assert "colour" not in columns(backup, "people")
    old = open_store(backup)
    assert old.article_ids() == (article.id,)
    old.close()


def test_a_migrated_project_is_too_new_for_the_old_version(path: Path) -> None:
    create_project(path).close()
    open_store(path, steps=(*STEPS, a_next_step)).close()
    with pytest.raises(ProjectTooNew):
        open_store(path)


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    create_project(path).close()
    with pytest.raises(ZeroDivisionError):
        open_store(path, steps=(*STEPS, a_next_step, a_failing_step))
    assert columns(path, "half") == []
    assert "colour" not in columns(path, "people")
    store = open_store(path)
    assert store.info().schema == SCHEMA
    store.close()


def test_an_older_project_is_not_migrated_by_reading(path: Path) -> None:
    create_project(path).close()
    before = path.read_bytes()
    with pytest.raises(ProjectReadOnly, match="older version"):
        open_store(path, write=False, steps=(*STEPS, a_next_step))
    assert path.read_bytes() == before
    assert backups_of(path) == ()


def test_the_writer_survives_power_cuts_and_waits_for_its_turn(path: Path) -> None:
    create_project(path).close()
    with closing(connect(path, mode="rw")) as connection:
        prepare_for_writing(connection, path)
        told = {
            name: connection.execute(f"pragma {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        settle(connection)
    full = 2
    assert told == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": 5000,
    }


def test_every_table_is_strict(path: Path) -> None:
    create_project(path).close()
    connection = sqlite3.connect(path)
    listed = connection.execute("pragma table_list").fetchall()
    connection.close()
    loose = {name for _, name, kind, _, _, strict in listed if kind == "table" and not strict}
    assert {n for n in loose if not n.startswith("sqlite_")} == {"_sqlite_migrations"}
