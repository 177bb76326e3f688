"""A project in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.store.open import create_project
from annotator.store.sql_store import SqlStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.anno"


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    store = create_project(path)
    yield store
    store.close()
