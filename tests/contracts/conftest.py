"""The stores that the contract runs on. Another store is another row in `DOORS`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.core.ids import PersonId
from annotator.store.base import Store
from annotator.store.open import create_project, open_store


class SqliteDoor:
    """Makes and opens one project in a file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "news.anno"
        self._open: list[Store] = []

    def create(self) -> Store:
        return self._kept(create_project(self.path, person=PersonId("olga")))

    def reopened(self, store: Store) -> Store:
        """The same project after everything was closed."""
        store.close()
        self._open.remove(store)
        return self._kept(open_store(self.path))

    def reader(self) -> Store:
        """A second view of the project, as another program has it."""
        return self._kept(open_store(self.path, write=False))

    def close(self) -> None:
        for store in self._open:
            store.close()

    def _kept(self, store: Store) -> Store:
        self._open.append(store)
        return store


DOORS: dict[str, Callable[[Path], SqliteDoor]] = {"sqlite": SqliteDoor}


@pytest.fixture(params=sorted(DOORS))
def door(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteDoor]:
    door = DOORS[request.param](tmp_path)
    yield door
    door.close()


@pytest.fixture
def store(door: SqliteDoor) -> Store:
    return door.create()
