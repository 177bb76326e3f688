"""The one place where errors of sqlite3 and of the system become ours, in plain sentences."""

import errno
import sqlite3
from pathlib import Path

from annotator.core.errors import AnnotatorError, StorageFailed

_FULL = "the disk is full; free some space and try again"
_READ_ONLY = "the file or its folder is read-only"
_DAMAGED = "the file is damaged; restore a backup of the project"
_NO_TEXT = "Could not decode to UTF-8"
# By SQLite's primary result code.
_REASONS = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: "it or the folder it is in cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk does not answer as it should; check that it is still there",
    sqlite3.SQLITE_BUSY: "another program is writing to it; close that program and try again",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; close that program and try again",
    sqlite3.SQLITE_PROTOCOL: "the disk it is on does not let programs share files",
    sqlite3.SQLITE_PERM: "you have no right to change it",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_TOOBIG: "one value is larger than a project can hold",
    sqlite3.SQLITE_NOMEM: "the memory is full; close other programs and try again",
}

# By the system's error number.
_SYSTEM_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: "your share of the disk is full; free some space and try again",
    errno.EROFS: _READ_ONLY,
    errno.EACCES: "you have no right to write there",
    errno.EPERM: "you have no right to write there",
}


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's primary result code; None where the error did not come from SQLite itself."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is at fault."""
    return primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def failure(error: sqlite3.Error, path: Path) -> Exception:
    """What to raise instead: StorageFailed, or ValueError where the caller broke a constraint.

    Errors about the use of a connection (a wrong thread, after closing) are bugs and stay.
    """
    code = primary_code(error)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return ValueError(f"a record that the project cannot hold: {error}")
    if code is None and str(error).startswith(_NO_TEXT):
        # Python's module says so itself, where the bytes of a text are none.
        return StorageFailed(path, _DAMAGED)
    if code is None:
        return error
    reason = _REASONS.get(code, f"the database says “{error}”")
    ours: AnnotatorError = StorageFailed(path, reason)
    return ours


def system_failure(error: OSError, path: Path) -> StorageFailed:
    """StorageFailed for an error of the system about a file."""
    reason = _SYSTEM_REASONS.get(error.errno or 0, f"the system says “{error.strerror or error}”")
    return StorageFailed(path, reason)
