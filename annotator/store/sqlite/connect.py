"""Connections to a project file, and the Runner over one of them."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from annotator.core.errors import ProjectReadOnly
from annotator.store.runner import NO_VALUES, Row, Values
from annotator.store.sqlite.failures import failure
from annotator.store.sqlite.network import is_on_network

# How long a statement waits for another program that is writing.
BUSY_MS = 5_000
# A big import leaves a big write-ahead log; it is cut back to this when it has been carried over.
_LOG_BYTES = 16 * 1024 * 1024


def connect(path: Path, *, mode: str, immutable: bool = False) -> sqlite3.Connection:
    """A connection that begins no transaction by itself. `mode` is ro, rw or rwc."""
    uri = f"{path.absolute().as_uri()}?mode={mode}" + ("&immutable=1" if immutable else "")
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MS / 1000)


def prepare_for_writing(connection: sqlite3.Connection, path: Path) -> None:
    """Makes commits survive a power cut. The caller holds the writer's lock.

    Only now is anything written, so that a file which turned out not to be ours stays as it is.
    """
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma synchronous = full")
    connection.execute("pragma cache_size = -32000")
    connection.execute(f"pragma journal_size_limit = {_LOG_BYTES}")
    _use_write_ahead_log(connection, path)


def _use_write_ahead_log(connection: sqlite3.Connection, path: Path) -> None:
    """WAL where it can be had, else DELETE: WAL needs memory shared by all on one machine."""
    with suppress(sqlite3.OperationalError):
        if not is_on_network(path):
            connection.execute("pragma journal_mode = wal")
            connection.execute("select count(*) from sqlite_master").fetchone()
            return
    connection.execute("pragma journal_mode = delete")


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """A connection that cannot write, also in a folder where nothing can be written.

    Raises ProjectReadOnly where a log that was left behind cannot be read so.
    """
    connection = connect(path, mode="ro")
    try:
        connection.execute("select count(*) from sqlite_master").fetchone()
        return connection
    except sqlite3.OperationalError:
        connection.close()
    for left in leftovers(path):
        if left.stat().st_size:
            raise ProjectReadOnly(
                path,
                f"the newest changes stand in {left.name}, and reading them takes the right to "
                "write. Open the project for writing; where its folder cannot be written, copy "
                "both files to another folder first.",
            )
    connection = connect(path, mode="ro", immutable=True)
    try:
        connection.execute("select count(*) from sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def leftovers(path: Path) -> tuple[Path, ...]:
    """The files SQLite keeps beside an open or interrupted project: its logs."""
    real = path.resolve()
    beside = (real.with_name(real.name + end) for end in ("-wal", "-journal"))
    return tuple(file for file in beside if file.exists())


def settle(connection: sqlite3.Connection) -> None:
    """Carries the write-ahead log over and does without it, so that one file holds all.

    A project at rest can then be copied, and read where nothing can be written. Where a reader
    is active, or the disk is full, the log stays beside the file until the next writer ends.
    """
    with suppress(sqlite3.DatabaseError):
        connection.execute("pragma busy_timeout = 100")
        connection.execute("pragma wal_checkpoint(truncate)").fetchall()
        connection.execute("pragma journal_mode = delete").fetchall()


class SqliteRunner:
    """A Runner over one connection. `on_close` is called once, after the connection ended."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        path: Path,
        read_only: bool,
        copy: Callable[[Path, Path], Path],
        on_close: Callable[[], None] | None = None,
    ) -> None:
        self._connection = connection
        self._path = path
        self._read_only = read_only
        self._copy = copy
        self._on_close = on_close
        self._savepoints = 0
        self._is_closed = False

    def rows(self, sql: str, values: Values = NO_VALUES) -> list[Row]:
        """All rows of a query."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise failure(error, self._path) from error

    def run(self, sql: str, values: Values = NO_VALUES) -> int:
        """Runs a statement and gives the number of rows it touched."""
        try:
            return self._connection.execute(sql, values).rowcount
        except sqlite3.Error as error:
            raise failure(error, self._path) from error

    def run_many(self, sql: str, values: Sequence[Values]) -> None:
        """Runs a statement once for each set of values."""
        try:
            self._connection.executemany(sql, values)
        except sqlite3.Error as error:
            raise failure(error, self._path) from error

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """All or nothing: a transaction that waits for its turn, or a savepoint inside one."""
        if self._connection.in_transaction:
            self._savepoints += 1
            name = f"step_{self._savepoints}"
            begin, commit = f"savepoint {name}", f"release {name}"
            undo: tuple[str, ...] = (f"rollback to {name}", commit)
        else:
            begin, commit, undo = "begin immediate", "commit", ("rollback",)
        self.run(begin)
        try:
            yield
            self.run(commit)
        except BaseException:
            # A full disk has ended the transaction already; the first error is the one to tell.
            with suppress(sqlite3.Error):
                for statement in undo if self._connection.in_transaction else ():
                    self._connection.execute(statement)
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Queries inside see one moment of the database."""
        if self._connection.in_transaction:
            yield
            return
        self.run("begin")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):
                if self._connection.in_transaction:
                    self._connection.execute("rollback")

    def faults(self) -> Iterator[str]:
        """What SQLite finds wrong with its file: pages, indexes, rows, references."""
        try:
            for (line,) in self._connection.execute("pragma integrity_check"):
                if line != "ok":
                    yield f"the database says: {line}"
            for table, row, parent, _ in self._connection.execute("pragma foreign_key_check"):
                yield f"row {row} of the table {table} refers to something missing in {parent}"
        except sqlite3.DatabaseError as error:
            yield f"the database cannot be read to its end: {error}"

    def copy_to(self, destination: Path) -> Path:
        """A whole, consistent copy of the database."""
        return self._copy(self._path, destination)

    def close(self) -> None:
        """Ends the connection; a writer leaves one file that holds everything."""
        if self._is_closed:
            return
        if not self._read_only:
            settle(self._connection)
        self._connection.close()
        self._is_closed = True
        if self._on_close is not None:
            self._on_close()
