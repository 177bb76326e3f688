"""Making, opening, backing up and restoring projects."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from annotator import __version__
from annotator.core import codebook as codebooks
from annotator.core.codebook import Codebook
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.errors import (
    ProjectExists,
    ProjectMissing,
    ProjectReadOnly,
)
from annotator.core.ids import PersonId, new_id
from annotator.core.projects import PersonRole
from annotator.core.times import Clock, utc, written
from annotator.store import statements as sql
from annotator.store.rows import as_json
from annotator.store.sql_store import SqlStore
from annotator.store.sqlite.admission import checked_schema, not_openable
from annotator.store.sqlite.backup import (
    back_up,
    backup_due,
    backups_of,
    passing_name,
    publish,
    sync,
)
from annotator.store.sqlite.connect import (
    SqliteRunner,
    connect,
    connect_for_reading,
    leftovers,
    prepare_for_writing,
)
from annotator.store.sqlite.failures import failure, system_failure
from annotator.store.sqlite.identity import check_writable, examine
from annotator.store.sqlite.lock import WriterLock, take_lock
from annotator.store.sqlite.migrations import STEPS, Step, migrate
from annotator.store.sqlite.restore import restore_project

__all__ = [
    "back_up",
    "backup_due",
    "backups_of",
    "create_project",
    "open_store",
    "restore_project",
]


def create_project(
    path: Path,
    *,
    codebook: Codebook = DEFAULT_CODEBOOK,
    person: PersonId | None = None,
    clock: Clock = utc,
) -> SqlStore:
    """A new project at exactly this path, open for writing; `person` becomes its owner.

    Raises ProjectExists where a file stands, ProjectMissing where the folder does not exist,
    ProjectReadOnly, BadCodebook or StorageFailed. The file appears whole or not at all.
    """
    _check_free(path)
    codebooks.from_json(codebooks.to_json(codebook))
    lock = take_lock(path, person=person or "", clock=clock)
    passing = passing_name(path)
    try:
        _check_free(path)
        _fill(passing, codebook=codebook, person=person, now=written(clock()))
        publish(passing, path)
        return _open_locked(path, lock, clock=clock)
    except sqlite3.Error as error:
        lock.release()
        raise failure(error, path) from error
    except OSError as error:
        lock.release()
        raise system_failure(error, path) from error
    except BaseException:
        lock.release()
        raise
    finally:
        passing.unlink(missing_ok=True)
        passing.with_name(passing.name + "-journal").unlink(missing_ok=True)


def open_store(
    path: Path,
    *,
    person: str = "",
    write: bool = True,
    clock: Clock = utc,
    steps: tuple[Step, ...] = STEPS,
) -> SqlStore:
    """The store of a project. `person` is shown to whoever finds the project in use.

    Raises ProjectMissing, NotAProject, ProjectTooNew, ProjectReadOnly, ProjectBusy, StorageFailed.
    A project of an older version is brought up to date, after a backup, when opened for writing.
    Opening for reading writes nothing. `steps` are the migrations that this version knows.
    """
    examine(path, newest=len(steps))
    if not write:
        return _open_for_reading(path, clock=clock, steps=steps)
    check_writable(path)
    lock = take_lock(path, person=person, clock=clock)
    try:
        return _open_locked(path, lock, clock=clock, steps=steps)
    except BaseException:
        lock.release()
        raise


def _check_free(path: Path) -> None:
    if not path.parent.is_dir():
        raise ProjectMissing(path, "the folder it should go to does not exist. Make it first.")
    if os.path.lexists(path):
        raise ProjectExists(path, "a file stands here already. Choose another name, or open it.")
    for left in leftovers(path):
        raise ProjectExists(
            path, f"a part of another project stands here ({left.name}). Choose another name."
        )


def _fill(passing: Path, *, codebook: Codebook, person: PersonId | None, now: str) -> None:
    with closing(connect(passing, mode="rwc")) as connection:
        # Synced once, whole, below; until then nobody knows the file.
        connection.execute("pragma synchronous = off")
        migrate(connection)
        connection.execute("begin immediate")
        told = {"id": new_id(), "created": now, "made_by": f"annotator {__version__}"}
        for key, value in told.items():
            connection.execute(sql.INSERT_PROJECT, {"key": key, "value": value})
        connection.execute(
            sql.PUT_CODEBOOK,
            {
                "name": codebook.name,
                "version": codebook.version,
                "body": as_json(codebooks.to_json(codebook)),
                "changed": now,
            },
        )
        if person is not None:
            connection.execute(
                sql.INSERT_PERSON, {"name": person, "role": PersonRole.OWNER.value, "since": now}
            )
        connection.execute("commit")
    sync(passing)


def _open_for_reading(path: Path, *, clock: Clock, steps: tuple[Step, ...]) -> SqlStore:
    try:
        connection = connect_for_reading(path)
    except sqlite3.Error as error:
        raise not_openable(error, path) from error
    try:
        schema = checked_schema(connection, path, newest=len(steps))
        if schema < len(steps):
            raise ProjectReadOnly(
                path,
                "an older version made it. Open it for writing once, so that it is brought up to "
                "date.",
            )
    except BaseException:
        connection.close()
        raise
    runner = SqliteRunner(connection, path=path, read_only=True, copy=back_up)
    return SqlStore(runner, path=path, schema=schema, read_only=True, clock=clock)


def _open_locked(
    path: Path, lock: WriterLock, *, clock: Clock, steps: tuple[Step, ...] = STEPS
) -> SqlStore:
    try:
        connection = connect(path, mode="rw")
    except sqlite3.Error as error:
        raise not_openable(error, path) from error
    try:
        schema = checked_schema(connection, path, newest=len(steps))
        prepare_for_writing(connection, path)
        if schema < len(steps):
            back_up(path, clock=clock)
            migrate(connection, steps=steps)
    except sqlite3.Error as error:
        connection.close()
        raise not_openable(error, path) from error
    except BaseException:
        connection.close()
        raise
    runner = SqliteRunner(
        connection, path=path, read_only=False, copy=back_up, on_close=lock.release
    )
    return SqlStore(runner, path=path, schema=len(steps), clock=clock)
