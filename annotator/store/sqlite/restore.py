"""Putting a backup in the place of a project, without losing what stands there."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from annotator.core.errors import NotAProject, ProjectExists, ProjectMissing
from annotator.core.times import utc
from annotator.store.sqlite.admission import checked_schema
from annotator.store.sqlite.backup import back_up, copied, publish, sync_folder, transfer
from annotator.store.sqlite.connect import connect, settle
from annotator.store.sqlite.failures import failure, system_failure
from annotator.store.sqlite.identity import examine
from annotator.store.sqlite.lock import take_lock
from annotator.store.sqlite.migrations import SCHEMA


def restore_project(
    path: Path, backup: Path, *, clock: Callable[[], datetime] = utc
) -> Path | None:
    """Makes the project at `path` say what a backup says; where the replaced one was kept.

    A sound project is kept as one more automatic backup; a damaged one, or a file that is none,
    is moved aside in its folder. None where nothing stood there. The backup is copied and checked
    before anything else is touched, and stays as it is. Raises ProjectMissing, NotAProject or
    ProjectTooNew about the backup, ProjectBusy, ProjectReadOnly or StorageFailed.
    """
    examine(backup)
    if path.is_dir():
        raise NotAProject(path, "this is a folder. Choose the project file in it.")
    if not path.parent.is_dir():
        raise ProjectMissing(path, "the folder it should go to does not exist. Make it first.")
    if path.exists() and path.samefile(backup):
        raise NotAProject(backup, "this is the project itself. Choose a backup of it.")
    lock = take_lock(path, clock=clock)
    try:
        fresh = copied(backup, beside=path)
        try:
            _check(fresh, backup)
            return _put_in_place(fresh, path, moment=clock(), clock=clock)
        finally:
            fresh.unlink(missing_ok=True)
    except sqlite3.Error as error:
        raise failure(error, path) from error
    except OSError as error:
        raise system_failure(error, path) from error
    finally:
        lock.release()


def _check(fresh: Path, backup: Path) -> None:
    with closing(connect(fresh, mode="ro")) as connection:
        checked_schema(connection, backup, newest=SCHEMA)


def _put_in_place(
    fresh: Path, path: Path, *, moment: datetime, clock: Callable[[], datetime]
) -> Path | None:
    try:
        kept = back_up(path, clock=clock)
    except (NotAProject, ProjectMissing):
        aside = _move_aside(path, moment)
        publish(fresh, path)
        return aside
    # Written over in one transaction, so that readers see the old project or the new one.
    with (
        closing(connect(path, mode="rw")) as target,
        closing(connect(fresh, mode="ro")) as source,
    ):
        target.execute("pragma synchronous = full")
        settle(target)
        target.execute("pragma busy_timeout = 5000")
        transfer(source, target, to=path)
        settle(target)
    return kept


def _move_aside(path: Path, moment: datetime) -> Path | None:
    """Gives a damaged project, with its logs, another name. None where there is only a log."""
    real = path.resolve()
    stamp = moment.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
    aside = real.with_name(f"{real.stem}.damaged-{stamp}{real.suffix}")
    if os.path.lexists(aside):
        raise ProjectExists(aside, "a file stands here already. Try again in a second.")
    stood_there = os.path.lexists(real)
    # The logs first: a log must never stand beside a file that it does not belong to.
    for end in ("-wal", "-journal", "-shm", ""):
        part = real.with_name(real.name + end)
        if os.path.lexists(part):
            part.rename(real.with_name(aside.name + end))
    sync_folder(real.parent)
    return aside if stood_there else None
