"""Copies of a project: made while others work, checked, kept by number, found by age."""

import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator.core.errors import NotAProject, ProjectExists, StorageFailed
from annotator.core.ids import new_id
from annotator.core.times import utc
from annotator.store.sqlite.connect import connect, connect_for_reading
from annotator.store.sqlite.failures import failure, is_damage, system_failure
from annotator.store.sqlite.identity import examine

# Copies kept in a project's folder of automatic backups.
KEPT = 10
# Each waits a quarter of a second, and as long as the connection waits for a lock.
_TRIES = 4
_STAMP = "%Y%m%d-%H%M%S"
_NAMED = re.compile(r"\.(\d{8}-\d{6})(?:-(\d+))?\.anno$")


def backup_folder(path: Path) -> Path:
    """Where the automatic backups of a project stand: beside it."""
    real = path.resolve()
    return real.with_name(real.name + ".backups")


def backups_of(path: Path) -> tuple[Path, ...]:
    """The automatic backups of a project, newest first."""
    try:
        found = [(_age(file), file) for file in backup_folder(path).iterdir() if file.is_file()]
    except OSError:
        return ()
    dated = [(age, file) for age, file in found if age is not None]
    return tuple(file for _, file in sorted(dated, reverse=True))


def backup_due(path: Path, *, hours: float = 24, clock: Callable[[], datetime] = utc) -> bool:
    """Whether the newest automatic backup is older than that, or there is none."""
    newest = next(iter(backups_of(path)), None)
    age = _age(newest) if newest is not None else None
    if age is None:
        return True
    made = datetime.strptime(age[0], _STAMP).replace(tzinfo=UTC)
    return clock() - made >= timedelta(hours=hours)


def back_up(
    path: Path, destination: Path | None = None, *, clock: Callable[[], datetime] = utc
) -> Path:
    """Copies a project, also while somebody writes to it; any thread may call it.

    Without a destination the copy goes to the folder of automatic backups, of which the newest
    ten are kept. Raises ProjectExists where a file stands at the destination, NotAProject for a
    project that is damaged, StorageFailed where the copy cannot be written.
    """
    examine(path, newest=NEWEST_TO_COPY)
    target = destination if destination is not None else _new_name(path, clock())
    if os.path.lexists(target):
        raise ProjectExists(target, "a file stands here already. Choose another name.")
    try:
        if destination is None:
            target.parent.mkdir(exist_ok=True)
        elif not target.parent.is_dir():
            raise StorageFailed(target, "the folder it should go to does not exist")
        made = copied(path, beside=target)
        try:
            publish(made, target)
        finally:
            made.unlink(missing_ok=True)
    except OSError as error:
        raise system_failure(error, target) from error
    if destination is None:
        _prune(path)
    return target


# A copy is made of newer schemas as well: nothing in it needs to be understood.
NEWEST_TO_COPY = 1 << 31


def copied(path: Path, *, beside: Path) -> Path:
    """A checked and durable copy of a project, under a passing name in the folder of `beside`.

    Raises NotAProject where the project is damaged, StorageFailed where the disk refuses.
    """
    passing = passing_name(beside)
    try:
        with (
            closing(connect_for_reading(path)) as source,
            closing(connect(passing, mode="rwc")) as target,
        ):
            # The copy is synced once, whole, below.
            target.execute("pragma synchronous = off")
            transfer(source, target, to=beside)
            target.execute("pragma journal_mode = delete").fetchall()
            faults = [line for (line,) in target.execute("pragma integrity_check")]
        if faults != ["ok"]:
            raise NotAProject(path, f"the file is damaged ({faults[0]}).")
        sync(passing)
        return passing
    except sqlite3.Error as error:
        _tidy(passing)
        if is_damage(error):
            raise NotAProject(path, "the file is damaged.") from error
        raise failure(error, beside) from error
    except BaseException:
        _tidy(passing)
        raise


def passing_name(beside: Path) -> Path:
    """A name in the same folder that nobody else has; short, as names are limited."""
    return beside.with_name(f".{new_id()[-12:]}.part")


def transfer(source: sqlite3.Connection, target: sqlite3.Connection, *, to: Path) -> None:
    """Copies one database over another in one transaction.

    Raises StorageFailed where another program does not let go of either of them; sqlite3 itself
    would try for ever.
    """
    tries = 0

    def patience(status: int, _remaining: int, _total: int) -> None:
        nonlocal tries
        if status & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            tries += 1
            if tries >= _TRIES:
                raise StorageFailed(to, "another program is using the project; try again later")

    source.backup(target, progress=patience)


def publish(made: Path, target: Path) -> None:
    """Gives a finished file its name, all at once, and never in the place of another.

    Raises ProjectExists.
    """
    try:
        os.link(made, target)
    except FileExistsError as error:
        raise ProjectExists(target, "a file stands here already.") from error
    except OSError:
        # A disk without hard links.
        if os.path.lexists(target):
            raise ProjectExists(target, "a file stands here already.") from None
        made.rename(target)
    sync_folder(target.parent)


def sync(file: Path) -> None:
    """Waits until a file's content is on the disk."""
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk, where the system can do that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _tidy(passing: Path) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            passing.with_name(passing.name + end).unlink(missing_ok=True)


def _new_name(path: Path, moment: datetime) -> Path:
    real = path.resolve()
    base = f"{real.stem}.{moment.astimezone(UTC).strftime(_STAMP)}"
    name, number = backup_folder(path) / f"{base}.anno", 1
    while os.path.lexists(name):
        number += 1
        name = name.with_name(f"{base}-{number}.anno")
    return name


def _age(file: Path) -> tuple[str, int] | None:
    """When a backup was made, by its name: sorts by time."""
    found = _NAMED.search(file.name)
    return (found[1], int(found[2] or 1)) if found else None


def _prune(path: Path) -> None:
    for old in backups_of(path)[KEPT:]:
        with suppress(OSError):
            old.unlink()
