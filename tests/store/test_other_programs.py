"""Other programs that write to a project while it is open."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.errors import ProjectBusy, StorageFailed
from annotator.store.base import Receipt
from annotator.store.open import back_up, create_project, open_store
from annotator.store.sqlite import connect
from tests.store.making import ANA, added, an_annotation, an_edit


def test_two_writers_take_turns(path: Path) -> None:
    store = create_project(path)
    article = added(store)
    stop = threading.Event()
    turns = 0

    def write_too() -> None:
        nonlocal turns
        with closing(sqlite3.connect(path, isolation_level=None, timeout=5)) as other:
            other.execute("pragma synchronous = off")
            while not stop.is_set():
                other.execute("begin immediate")
                other.execute("update people set since = since")
                other.execute("insert into people values (?, 'annotator', '')", [f"p{turns}"])
                other.execute("commit")
                turns += 1
                # SQLite gives nobody a place in the queue: one who never rests starves the others.
                stop.wait(0.001)

    thread = threading.Thread(target=write_too)
    thread.start()
    written = 0
    try:
        while written < 100 or turns < 50:
            (outcome,) = store.apply([an_edit(article, (None, an_annotation(article, 0, 3)))])
            assert isinstance(outcome, Receipt)
            written += 1
    finally:
        stop.set()
        thread.join()
    assert len(store.open_article(article.id, ANA).content.annotations) == written
    assert list(store.check()) == []
    store.close()


def test_a_writer_that_does_not_let_go_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "BUSY_MS", 20)
    store = create_project(path)
    article = added(store)
    edit = an_edit(article, (None, an_annotation(article, 0, 3)))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(StorageFailed, match="another program"):
            store.apply([edit])
        assert store.open_article(article.id, ANA).content.annotations == ()
        other.execute("commit")
    assert isinstance(store.apply([edit])[0], Receipt)
    store.close()


# Programs that only look

LOOK = """
import sqlite3, sys
found = sqlite3.connect(sys.argv[1])
print(found.execute("select count(*) from annotations").fetchall()[0][0])
found.close()
"""


def looked(path: Path) -> int:
    """How many annotations another program sees, which then closes the project."""
    found = subprocess.run(
        [sys.executable, "-c", LOOK, str(path)], capture_output=True, text=True, check=True
    )
    return int(found.stdout)


def opened_for_reading(path: Path) -> None:
    open_store(path, write=False).close()


def refused_for_writing(path: Path) -> None:
    with pytest.raises(ProjectBusy):
        open_store(path)


def backed_up(path: Path) -> None:
    back_up(path)


def nothing(_: Path) -> None:
    pass


@pytest.mark.parametrize("act", [nothing, opened_for_reading, refused_for_writing, backed_up])
def test_what_this_program_does_beside_loses_no_lock(
    path: Path, act: Callable[[Path], None]
) -> None:
    """Else another program that has a look would take the log away, and with it all that follows."""
    store = create_project(path)
    article = added(store)
    for number in range(3):
        act(path)
        assert looked(path) == number
        assert path.with_name(path.name + "-wal").exists()
        edit = an_edit(article, (None, an_annotation(article, number, number + 3)))
        assert isinstance(store.apply([edit])[0], Receipt)
        assert looked(path) == number + 1
    store.close()
    assert looked(path) == 3
