"""What SqlStore asks of a database connection."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

Values = Mapping[str, object]
# Columns come as the database has them: text, whole numbers, floats, None.
Row = tuple[Any, ...]

NO_VALUES: Values = {}


class Runner(Protocol):
    """Runs SQL with `:named` values. Raises StorageFailed where the database refuses."""

    def rows(self, sql: str, values: Values = NO_VALUES) -> list[Row]:
        """All rows of a query."""
        ...

    def run(self, sql: str, values: Values = NO_VALUES) -> int:
        """Runs a statement and gives the number of rows it touched."""
        ...

    def run_many(self, sql: str, values: Sequence[Values]) -> None:
        """Runs a statement once for each set of values."""
        ...

    def atomic(self) -> AbstractContextManager[None]:
        """All or nothing: a writing transaction, or a savepoint inside one."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """Queries inside see one moment of the database, whatever others write meanwhile."""
        ...

    def faults(self) -> Iterator[str]:
        """What the database itself finds wrong with its file, in sentences."""
        ...

    def copy_to(self, destination: Path) -> Path:
        """A whole, consistent copy of the database. Raises ProjectExists."""
        ...

    def close(self) -> None:
        """Ends the connection and gives back whatever it held."""
        ...
