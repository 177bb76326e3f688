"""What one edit costs the window, and how soon it is durable, against a raw commit beside it.

    python -m tests.benchmarks.bench_edit [FOLDER]

Prints a table and ends with 1 where a bound is broken. All figures are taken in turns in one run
on one file system, so what else the machine does weighs on each alike.
"""

import queue
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from annotator.app import acts
from annotator.app.session import Session
from annotator.app.store_runner import SaveReport
from annotator.app.store_thread import StoreThread
from annotator.core.articles import make_article
from annotator.core.ids import LabelId, PersonId
from annotator.core.spans import Span
from annotator.store.base import NewArticle
from annotator.store.open import create_project, open_store

ANA = PersonId("ana")
EDITS = 400
TEXT = "".join(
    f"Minister {n} said “no” to the tax plan on Friday, Reuters reported. " for n in range(200)
)

# Times the raw commit's p50. The store writes ten times the raw commit's statements and hands the
# answer from thread to thread.
MOST_FOR_WINDOW = 0.25
MOST_TO_DURABLE = 4.0
# A commit on a disk that does not wait (tmpfs, a disk that lies) is no measure of anything; there
# the bounds are taken from a commit of this length. Seconds.
SHORTEST_COMMIT = 0.001


@dataclass(frozen=True, slots=True)
class Times:
    """Times of one kind, in seconds."""

    what: str
    taken: tuple[float, ...]

    @property
    def p50(self) -> float:
        return statistics.median(self.taken)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.taken, n=20)[18]


class Bench:
    """A session on its store thread, and a raw connection, in one folder."""

    def __init__(self, folder: Path) -> None:
        path = folder / "news.anno"
        store = create_project(path, person=ANA)
        article = make_article(TEXT)
        store.add_articles([NewArticle(article)])
        store.close()
        self.answers: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.durable_at = 0.0
        thread = StoreThread(
            partial(open_store, path),
            deliver=self.answers.put,
            on_saved=self._on_saved,
            on_opened=_nothing,
            on_failed=_fail,
        )
        self.thread = thread
        self.session = Session(thread, ANA, tell=_ignore)
        thread.start()
        self.session.begin()
        self.session.open(article.id)
        while self.session.current is None:
            self.answers.get()()
        self.raw = sqlite3.connect(folder / "raw.db", isolation_level=None)
        self.raw.execute("pragma journal_mode = wal")
        self.raw.execute("pragma synchronous = full")
        self.raw.execute("create table journal (sequence integer primary key, changes text)")

    def _on_saved(self, report: SaveReport) -> None:
        self.durable_at = time.perf_counter()
        self.session.on_saved(report)

    def raw_commit(self) -> float:
        """Seconds for one row of a journal's size, committed."""
        begin = time.perf_counter()
        self.raw.execute("insert into journal (changes) values (?)", ("x" * 400,))
        return time.perf_counter() - begin

    def edit(self, number: int) -> tuple[float, float]:
        """Seconds until the window goes on, and until the edit is on disk."""
        span = Span(number * 3, number * 3 + 2)
        act = acts.mark(self.session.work, spans=(span,), label=LabelId("actor"))
        begin = time.perf_counter()
        self.session.do(act)
        done = time.perf_counter()
        while self.session.save_status.waiting:
            self.answers.get()()
        return done - begin, self.durable_at - begin

    def close(self) -> None:
        self.session.close(on_closed=_nothing)
        self.thread.join(30)
        self.raw.close()


def measure(folder: Path, *, edits: int = EDITS) -> tuple[Times, Times, Times]:
    """A raw commit, an edit's cost to the window, an edit's time to durable."""
    bench = Bench(folder)
    raw, window, durable = [], [], []
    try:
        for number in range(edits):
            raw.append(bench.raw_commit())
            cost, until = bench.edit(number)
            window.append(cost)
            durable.append(until)
    finally:
        bench.close()
    return (
        Times("raw commit", tuple(raw)),
        Times("edit: window waits", tuple(window)),
        Times("edit: durable after", tuple(durable)),
    )


def broken(raw: Times, window: Times, durable: Times) -> list[str]:
    """The bounds that do not hold, in words."""
    floor = max(raw.p50, SHORTEST_COMMIT)
    found = []
    for times, most in ((window, MOST_FOR_WINDOW), (durable, MOST_TO_DURABLE)):
        if times.p50 > most * floor:
            found.append(
                f"{times.what}: {times.p50 * 1e3:.3f} ms is more than {most} x {floor * 1e3:.3f} ms"
            )
    return found


def main() -> int:
    """Prints the table; 1 where a bound is broken."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory(prefix="bench-edit-", dir=folder) as place:
        raw, window, durable = measure(Path(place))
    print(f"{'':22}{'p50 ms':>10}{'p95 ms':>10}{'p50 / raw':>11}")
    for times in (raw, window, durable):
        print(
            f"{times.what:22}{times.p50 * 1e3:10.3f}{times.p95 * 1e3:10.3f}"
            f"{times.p50 / raw.p50:11.2f}"
        )
    problems = broken(raw, window, durable)
    for problem in problems:
        print(f"TOO SLOW: {problem}")
    return 1 if problems else 0


def _nothing() -> None:
    """Nobody waits."""


def _ignore(_: object) -> None:
    """Nobody watches."""


def _fail(why: object) -> None:
    raise RuntimeError(str(why))


if __name__ == "__main__":
    sys.exit(main())
