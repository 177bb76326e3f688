"""A desk on a project of two articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.app.opening import inline_session
from annotator.store.open import open_store
from tests.app.table import ODD, Table
from tests.app.working import ANA, TEXT, make_project


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    ids = make_project(tmp_path / "news.anno", (TEXT, ODD))
    session = inline_session(open_store(tmp_path / "news.anno"), ANA)
    session.open(ids[0])
    yield Table(session)
    session.close(on_closed=lambda: None)


@pytest.fixture
def odd(table: Table) -> Table:
    """The article of characters that take several code points."""
    table.session.open_neighbour(1)
    return table
