"""A person at work in a process of its own, until it is killed.

The process waits for lines "project seed" and forks a worker for each, so that no worker has to
import anything. A worker says "ready" with its process id once an article is open, then the id of
each edit that the store has reported to be on disk, one a line, before it takes in anything else.
When it was killed, "killed" follows.
"""

import os
import queue
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from annotator.app import acts
from annotator.app.session import Session
from annotator.app.store_runner import SaveReport
from annotator.app.store_thread import StoreThread
from annotator.app.work import Act
from annotator.core.errors import Refused
from annotator.core.ids import AttributeId, LabelId, PersonId
from annotator.core.spans import Span
from annotator.store.base import Receipt
from annotator.store.open import open_store

ANA = PersonId("ana")
LABELS = tuple(LabelId(name) for name in ("actor", "quote", "figure", "source"))
# More would make each article, and so each opening, slower.
MOST = 60
# Between one burst of acts and the next, as long as answers come. Seconds.
LONGEST_PAUSE = 0.01


class Worker:
    """Annotates at random as fast as the program permits."""

    def __init__(self, path: Path, seed: int) -> None:
        self.random = random.Random(seed)
        self.answers: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        thread = StoreThread(
            partial(open_store, path),
            deliver=self.answers.put,
            on_saved=self._on_saved,
            on_opened=self._on_opened,
            on_failed=_fail,
        )
        self.session = Session(thread, ANA, tell=_nobody)
        thread.start()

    def run(self) -> None:
        """Works until the end of the process."""
        while self.session.current is None:
            self.answers.get()()
        os.write(1, f"ready {os.getpid()}\n".encode())
        while True:
            for _ in range(self.random.choice((1, 1, 2, 10))):
                self._act()
            pause = self.random.uniform(0, LONGEST_PAUSE)
            with suppress(queue.Empty):
                while True:
                    self.answers.get(timeout=pause)()

    def _on_opened(self) -> None:
        self.session.begin()
        self._open_some_article()

    def _on_saved(self, report: SaveReport) -> None:
        """Says which edits are on disk, before anything else: this is what must be kept."""
        done = [outcome.edit for outcome in report.outcomes if isinstance(outcome, Receipt)]
        if report.failed is not None or len(done) != len(report.edits):
            _fail(report)
        os.write(1, "".join(f"{edit}\n" for edit in done).encode())
        self.session.on_saved(report)

    def _open_some_article(self) -> None:
        # An answer tells the rows; before that, the first one is asked for.
        rows = self.session.rows
        if rows:
            self.session.open(self.random.choice(rows).id)
        else:
            self.answers.put(self._open_some_article)

    def _act(self) -> None:
        try:
            chance = self.random.random()
            if chance < 0.15:
                self.session.undo()
            elif chance < 0.22:
                self.session.redo()
            elif chance < 0.25:
                self._open_some_article()
            else:
                self.session.do(self._drawn())
        except Refused:
            return

    def _drawn(self) -> Act:
        work, pick = self.session.work, self.random.choice
        ids = [annotation.id for annotation in work.state]
        chance = self.random.random()
        if not ids or (chance < 0.4 and len(ids) < MOST):
            start = self.random.randrange(work.length - 20)
            spans = [Span(start, start + self.random.randrange(1, 9))]
            if chance < 0.1:
                spans.append(Span(start + 12, start + 15))
            return acts.mark(work, spans=spans, label=pick(LABELS))
        one = pick(ids)
        if len(ids) >= MOST or chance < 0.5:
            return acts.remove(work, annotation_ids=(one, pick(ids)))
        if chance < 0.65:
            return acts.relabel(work, annotation_id=one, label=pick(LABELS))
        if chance < 0.75:
            types = [kind.id for kind in work.codebook.relation_types]
            return acts.relate(work, source=one, target=pick(ids), relation_type=pick(types))
        if chance < 0.85:
            return acts.set_comment(work, annotation_id=one, comment=f"{chance} 😀")
        value = pick(("person", "organisation", "agency", "count", ""))
        return acts.set_attribute(
            work, annotation_id=one, attribute=AttributeId("kind"), value=value
        )


def _nobody(_: object) -> None:
    """Nobody watches."""


def _fail(why: object) -> None:
    print(f"the worker met {why!r}", file=sys.stderr, flush=True)
    os._exit(9)


def main() -> None:
    """Serves until its input ends."""
    for line in sys.stdin:
        path, seed = line.rsplit(maxsplit=1)
        worker = os.fork()
        if worker == 0:
            try:
                Worker(Path(path), int(seed)).run()
            except BaseException as error:
                _fail(error)
        os.waitpid(worker, 0)
        os.write(1, b"\nkilled\n")


if __name__ == "__main__":
    main()
