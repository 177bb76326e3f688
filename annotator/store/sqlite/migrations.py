"""Numbered migrations: each brings a project file from one schema to the next.

A migration that has been released is never edited. Only this module loads sqlite-utils, and only
where a migration must run, as that takes longer than opening a project.
"""

import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.store.sqlite import schema_1, schema_2

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]
# Marks an SQLite file as a project of ours; stands in its header.
APPLICATION_ID = int.from_bytes(b"ANNO", "big")


def first(database: "Database") -> None:
    """Schema 1: everything the first release stores."""
    database.execute(f"pragma application_id = {APPLICATION_ID}")
    for statement in schema_1.STATEMENTS:
        database.execute(statement)


def second(database: "Database") -> None:
    """Schema 2: decisions, and who made an edit of another's set."""
    for statement in schema_2.STATEMENTS:
        database.execute(statement)


# The number of a schema is its place here, from 1.
STEPS: tuple[Step, ...] = (first, second)
SCHEMA = len(STEPS)


def schema_of(connection: sqlite3.Connection) -> int:
    """The schema number of a database; 0 for an empty one."""
    number: int = connection.execute("pragma user_version").fetchone()[0]
    return number


def migrate(connection: sqlite3.Connection, *, steps: tuple[Step, ...] = STEPS) -> None:
    """Brings a database up to the newest schema, in one transaction.

    The caller has made sure that the file is ours or empty, and has made a backup of it.
    """
    from sqlite_utils import Database, Migrations

    migrations = Migrations("annotator")
    for number, step in enumerate(steps, start=1):
        migrations(name=f"{number:04}")(_numbered(step, number))
    database = Database(connection, execute_plugins=False)
    connection.execute("begin immediate")
    try:
        migrations.apply(database)
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:
            connection.execute("rollback")
        raise


def _numbered(step: Step, number: int) -> Step:
    def run(database: "Database") -> None:
        step(database)
        database.execute(f"pragma user_version = {number}")

    return run
