"""What a file is, found out without changing it, before it is opened as a project."""

import os
import sqlite3
import stat
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from annotator.core.errors import NotAProject, ProjectMissing, ProjectReadOnly, ProjectTooNew
from annotator.store.sqlite.connect import connect, leftovers
from annotator.store.sqlite.migrations import APPLICATION_ID, SCHEMA

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
RESTORE = "Restore a backup of it."


@dataclass(frozen=True, slots=True)
class _Header:
    """What the header of an SQLite file says (https://sqlite.org/fileformat2.html, 1.3)."""

    page_bytes: int
    pages: int
    application_id: int


def examine(path: Path, *, newest: int = SCHEMA) -> None:
    """Looks whether a project file may be opened; nothing is changed or made.

    Raises ProjectMissing, NotAProject or ProjectTooNew.
    """
    if _size(path) == 0:
        raise NotAProject(path, "the file is empty, so it is not a project.")
    seen = _seen_by_sqlite(path)
    if seen is None:
        raise _diagnosed(path)
    application_id, schema = seen
    if application_id != APPLICATION_ID:
        raise _foreign(path)
    if schema > newest:
        raise too_new(path, schema, newest=newest)


def _seen_by_sqlite(path: Path) -> tuple[int, int] | None:
    """The application's id and the schema; None where SQLite cannot make sense of the file.

    SQLite itself looks, as this process may have the project open. To open and close the file in
    any other way drops the locks of all connections in the process
    (https://sqlite.org/howtocorrupt.html, 2.2): the next program that has a look at the project
    would then take its log away, and what is saved after that would be lost.
    """
    for immutable in (True, False) if leftovers(path) else (True,):
        with (
            suppress(sqlite3.DatabaseError),
            closing(connect(path, mode="ro", immutable=immutable)) as connection,
        ):
            ((application_id,),) = connection.execute("pragma application_id").fetchall()
            ((schema,),) = connection.execute("pragma user_version").fetchall()
            return application_id, schema
    return None


def _diagnosed(path: Path) -> NotAProject:
    """What is wrong with a file that SQLite cannot read."""
    unreadable = NotAProject(path, f"the file is damaged and cannot be read. {RESTORE}")
    if leftovers(path):
        # A connection may have it open, and would lose its locks if anything else looked inside.
        return unreadable
    data, size = _first_bytes(path)
    if not data.startswith(_MAGIC[: len(data)]):
        return NotAProject(path, "this is not a project file; import it into a project instead.")
    if len(data) < _HEADER_BYTES:
        return NotAProject(path, f"only {size} bytes are left of the file. {RESTORE}")
    header = _header(data)
    if header.application_id != APPLICATION_ID:
        return _foreign(path)
    missing = header.pages * header.page_bytes - size
    if missing > 0:
        return NotAProject(
            path, f"the file is damaged: its last {missing:,} bytes are missing. {RESTORE}"
        )
    return unreadable


def _foreign(path: Path) -> NotAProject:
    return NotAProject(path, "this is a database of another program, not a project.")


def too_new(path: Path, schema: int, *, newest: int) -> ProjectTooNew:
    """The error for a project of a newer version."""
    return ProjectTooNew(
        path,
        f"a newer version of the program made it (schema {schema}; this version knows up to "
        f"{newest}). Install the newest version to open it.",
    )


def check_writable(path: Path) -> None:
    """Raises ProjectReadOnly where the file cannot be written."""
    if sys.platform == "win32":
        # The right alone says little there; and no locks are lost by closing a file.
        try:
            with path.open("r+b"):
                return
        except OSError:
            is_writable = False
    else:
        is_effective = os.access in os.supports_effective_ids
        is_writable = os.access(path, os.W_OK, effective_ids=is_effective)
    if not is_writable:
        raise ProjectReadOnly(path, "the file cannot be written. Open the project read-only.")


def _size(path: Path) -> int:
    """The size of a regular file in bytes. Raises ProjectMissing or NotAProject."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ProjectMissing(
            path, "there is no such file. Check the name, or make a new project."
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    if stat.S_ISDIR(status.st_mode):
        raise NotAProject(path, "this is a folder. Choose the project file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise NotAProject(path, "this is not a file.")
    return status.st_size


def _first_bytes(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES), os.fstat(file.fileno()).st_size
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> NotAProject:
    return NotAProject(path, f"the file cannot be read ({error.strerror}).")


def _header(data: bytes) -> _Header:
    def number(place: int) -> int:
        return int.from_bytes(data[place : place + 4], "big")

    page_bytes = int.from_bytes(data[16:18], "big")
    return _Header(
        page_bytes=65_536 if page_bytes == 1 else page_bytes,
        # The count is to be believed only if the version that wrote last also wrote it.
        pages=number(28) if number(24) == number(92) else 0,
        application_id=number(68),
    )
