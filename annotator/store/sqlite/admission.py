"""Whether an open database is a project that this version can use."""

import sqlite3
from pathlib import Path

from annotator.core.errors import NotAProject
from annotator.store import statements as sql
from annotator.store.sqlite.failures import failure, is_damage
from annotator.store.sqlite.identity import RESTORE, too_new
from annotator.store.sqlite.migrations import schema_of


def checked_schema(connection: sqlite3.Connection, path: Path, *, newest: int) -> int:
    """The schema of a project that this version can read.

    Raises NotAProject, ProjectTooNew or StorageFailed.
    """
    try:
        schema = schema_of(connection)
        if schema > newest:
            raise too_new(path, schema, newest=newest)
        told: dict[str, str] = dict(connection.execute(sql.PROJECT).fetchall())
        codebook = connection.execute(sql.CODEBOOK).fetchone()
    except sqlite3.Error as error:
        raise not_openable(error, path) from error
    if schema < 1 or "id" not in told or codebook is None:
        raise NotAProject(path, f"the file is damaged: it has lost its own description. {RESTORE}")
    return schema


def not_openable(error: sqlite3.Error, path: Path) -> Exception:
    """NotAProject where the file itself is at fault, else what `failure` says."""
    if is_damage(error) or str(error).startswith("no such"):
        return NotAProject(path, f"the file is damaged ({error}). {RESTORE}")
    return failure(error, path)
