"""Other programs that write to a project while it is open."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from annotator.core.errors import StorageFailed
from annotator.store.base import Receipt
from annotator.store.open import create_project
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
