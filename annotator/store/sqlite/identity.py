"""What a file is, told from its first bytes, before SQLite is let near it."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from annotator.core.errors import NotAProject, ProjectMissing, ProjectReadOnly, ProjectTooNew
from annotator.store.sqlite.connect import leftovers
from annotator.store.sqlite.migrations import APPLICATION_ID, SCHEMA

_MAGIC = b"SQLite format 3\x00"
_HEADER_BYTES = 100
RESTORE = "Restore a backup of it."


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of an SQLite file says (https://sqlite.org/fileformat2.html, 1.3)."""

    page_bytes: int
    pages: int
    application_id: int
    schema: int


def examine(path: Path, *, newest: int = SCHEMA) -> Header:
    """The header of a project file that may be opened.

    Raises ProjectMissing, NotAProject or ProjectTooNew; nothing is changed or made.
    """
    data, size = _first_bytes(path)
    if size == 0:
        raise NotAProject(path, "the file is empty, so it is not a project.")
    if not data.startswith(_MAGIC[: len(data)]):
        raise NotAProject(path, "this is not a project file; import it into a project instead.")
    if len(data) < _HEADER_BYTES:
        raise NotAProject(path, f"only {size} bytes are left of the file. {RESTORE}")
    header = _header(data)
    if header.application_id != APPLICATION_ID:
        raise NotAProject(path, "this is a database of another program, not a project.")
    if header.schema > newest:
        raise too_new(path, header.schema, newest=newest)
    missing = header.pages * header.page_bytes - size
    # While a log stands beside it the file may rightly be shorter than it will be.
    if missing > 0 and not leftovers(path):
        raise NotAProject(
            path, f"the file is damaged: its last {missing:,} bytes are missing. {RESTORE}"
        )
    return header


def too_new(path: Path, schema: int, *, newest: int) -> ProjectTooNew:
    """The error for a project of a newer version."""
    return ProjectTooNew(
        path,
        f"a newer version of the program made it (schema {schema}; this version knows up to "
        f"{newest}). Install the newest version to open it.",
    )


def check_writable(path: Path) -> None:
    """Raises ProjectReadOnly where the file cannot be written."""
    try:
        with path.open("r+b"):
            pass
    except OSError as error:
        raise ProjectReadOnly(
            path, "the file cannot be written. Open the project read-only."
        ) from error


def _first_bytes(path: Path) -> tuple[bytes, int]:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise NotAProject(path, "this is a folder. Choose the project file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise NotAProject(path, "this is not a file.")
        with path.open("rb") as file:
            return file.read(_HEADER_BYTES), os.fstat(file.fileno()).st_size
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ProjectMissing(
            path, "there is no such file. Check the name, or make a new project."
        ) from error
    except OSError as error:
        raise NotAProject(path, f"the file cannot be read ({error.strerror}).") from error


def _header(data: bytes) -> Header:
    def number(place: int) -> int:
        return int.from_bytes(data[place : place + 4], "big")

    page_bytes = int.from_bytes(data[16:18], "big")
    return Header(
        page_bytes=65_536 if page_bytes == 1 else page_bytes,
        # The count is to be believed only if the version that wrote last also wrote it.
        pages=number(28) if number(24) == number(92) else 0,
        application_id=number(68),
        schema=number(60),
    )
