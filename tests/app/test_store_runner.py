"""The inline runner, and what a save costs the window."""

import statistics
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.app.store_runner import InlineRunner, SaveReport
from annotator.core.annotations import Annotation
from annotator.core.edits import Change, Edit
from annotator.core.errors import (
    StorageFailed,
)
from annotator.core.ids import AnnotationId, ArticleId, new_id
from annotator.core.spans import Span
from annotator.store.open import open_store
from tests.app.working import (
    ACTOR,
    ANA,
    TEXT,
    journal_of,
    make_project,
    office,
    refusing_disk,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.anno"


@pytest.fixture
def article(path: Path) -> ArticleId:
    return make_project(path, (TEXT,))[0]


def an_edit(article: ArticleId, start: int = 0, *, end: int = 0) -> Edit:
    """A prepared edit that marks a few characters."""
    from dataclasses import replace

    from annotator.core.annotations import Stamp

    made = Annotation(AnnotationId(new_id()), article, ANA, ACTOR, (Span(start, end or start + 1),))
    return Edit(
        "Mark", article, ANA, (Change(None, replace(made, stamp=Stamp(1, "t", "t"))),), made="t"
    )


def never(_: object) -> None:
    raise AssertionError("must not be called")


def test_inline_what_the_disk_refuses_is_written_with_the_next_edit(
    path: Path, article: ArticleId
) -> None:
    reports: list[SaveReport] = []
    runner = InlineRunner(open_store(path), on_saved=reports.append)
    with refusing_disk():
        runner.save(an_edit(article))
        with pytest.raises(StorageFailed, match="still waiting"):
            runner.close(on_closed=lambda: never(None))
    assert len(runner.held()) == 1
    runner.save(an_edit(article, 5))
    assert [len(r.edits) for r in reports if r.failed is None] == [2]
    runner.close(on_closed=lambda: None)
    assert len(journal_of(path, article)) == 2


@pytest.mark.benchmark
def test_a_save_costs_the_window_little_more_than_a_line_in_a_queue(
    path: Path, article: ArticleId
) -> None:
    edits = [an_edit(article, n % 50) for n in range(600)]

    def cost(put: Callable[[Edit], object]) -> float:
        times = []
        for edit in edits:
            begin = time.perf_counter()
            put(edit)
            times.append(time.perf_counter() - begin)
        return statistics.median(times)

    floor = cost(deque().append)  # type: ignore[arg-type]
    gate = threading.Event()
    with office(path) as desk:
        desk.thread.submit(lambda _: gate.wait(20), on_done=lambda _: None, on_error=never)
        ours = cost(desk.thread.save)
        gate.set()
        desk.settle()
    assert ours < 200 * floor, f"{ours * 1e6:.2f} µs against {floor * 1e6:.2f} µs"
