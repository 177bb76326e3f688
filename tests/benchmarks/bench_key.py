"""From a label's key to the painted frame, through the whole window and onto a real disk:
`python3 -m tests.benchmarks.bench_key [ROUNDS]`.

Each round puts the caret on another word, at the article's beginning, middle and end in turns,
presses `a`, lets the event loop paint, and undoes it. CPU time of this process (the store's
thread included), beside a Python loop of 100,000 steps timed in the same run. The panels around
the text follow 12 ms later and are measured apart, as "settled".
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.app.settings import Settings
from annotator.core.annotations import Annotation, AnnotationSet, SetState
from annotator.core.articles import make_article
from annotator.core.ids import AnnotationId, ArticleId, LabelId, PersonId, new_id
from annotator.core.segments import word_at
from annotator.core.spans import Span
from annotator.gui.application import Program, make_application
from annotator.gui.models.rows_model import ROW_ROLE
from annotator.gui.panels.summary_list import SummaryList
from annotator.store.base import NewArticle, SetContent
from annotator.store.open import create_project
from tests.benchmarks.measuring import Paints, floor_ms
from tests.benchmarks.view_texts import HUGE, LABELS, LARGE, SMALL, Size, article

# Key to painted frame against the loop, p50 and p95, whatever the article's size.
BOUNDS = (2.0, 4.0)
# Key to everything settled against the loop, p50.
SETTLED_BOUND = 6.0
Figures = dict[str, tuple[float, float]]


def make_project(path: Path, size: Size) -> None:
    """A project with one article of a size, with its marks."""
    person, article_id = PersonId("ana"), ArticleId("bench")
    text, bounds = article(size)
    annotations = tuple(
        Annotation(
            AnnotationId(new_id()), article_id, person, LabelId(LABELS[n % 4]), (Span(start, end),)
        )
        for n, (start, end) in enumerate(zip(bounds[::2], bounds[1::2], strict=True))
    )
    found = make_article(text, title="Benchmark", article_id=article_id)
    state = AnnotationSet(article_id, person, state=SetState.IN_PROGRESS)
    store = create_project(path, person=person)
    store.add_articles([NewArticle(found, (SetContent(state, annotations),), "bench")])
    store.close()


@contextmanager
def opened(folder: Path, size: Size) -> Iterator[Program]:
    """The real window with the project, on the disk that `folder` is on."""
    path = folder / "bench.anno"
    make_project(path, size)
    settings = Settings(folder / "settings.toml")
    settings.set("annotator", "ana")
    program = Program(settings)
    program.start(path)
    _wait(lambda: program.is_furnished and program.bench.open_session is not None)
    _wait(lambda: program.bench.session.current is not None)
    program.window.activateWindow()
    QTest.qWait(300)
    try:
        yield program
    finally:
        program.window.close()
        _wait(lambda: not program.window.isVisible())
        program.background.wait(10.0)
        program.window.deleteLater()
        QTest.qWait(20)


def measure(folder: Path, *, rounds: int, size: Size = SMALL, open_label: str = "") -> Figures:
    """p50 and p95 in ms of CPU: the loop, key to painted, key to everything settled, undo.

    The list of annotations stands closed, or with one label open.
    """
    make_application()
    floor = floor_ms()
    with opened(folder, size) as program:
        if open_label:
            _open_in_list(program, open_label)
        places = _places(program, rounds)
        painted, settled, undone = [], [], []
        for place in places:
            one, other, back = _round(program, place)
            painted.append(one)
            settled.append(other)
            undone.append(back)
    floor = min(floor, floor_ms())
    figures = {"painted": _two(painted), "settled": _two(settled), "undo settled": _two(undone)}
    return {"loop": (floor, floor), **figures}


def _open_in_list(program: Program, label: str) -> None:
    """Opens a label in the list of the article's annotations, as a person does."""
    summary = program.window.inspector.findChild(SummaryList)
    assert summary is not None
    model = summary.model()
    headings = [model.index(row, 0) for row in range(model.rowCount())]
    found = next(index for index in headings if index.data(ROW_ROLE).group == label)
    summary.setFocus()
    summary.setCurrentIndex(found)
    QTest.keyClick(summary, Qt.Key.Key_Right)
    assert model.rowCount() > len(headings)
    program.window.text.setFocus()


def _places(program: Program, rounds: int) -> list[int]:
    """Where words begin that have no mark of exactly that word yet: beginning, middle, end."""
    current = program.bench.session.current
    assert current is not None
    text, state = current.article.text, current.state
    chance, found = random.Random(5), list[int]()
    for part in (0.0, 0.45, 0.9):
        first = int(len(text) * part)
        last = min(first + 20_000, len(text) - 1)
        wanted = len(found) + rounds // 3
        while len(found) < wanted:
            word = word_at(text, chance.randint(first, last))
            if word is not None and all(a.spans != (word,) for a in state.at(word.start)):
                found.append(word.start)
    return found


def _round(program: Program, place: int) -> tuple[float, float, float]:
    """CPU in ms: a label's key to painted, to settled, and its undo to settled."""
    view, bench = program.window.text, program.bench
    assert bench.session.current is not None
    paints = Paints(view.viewport())
    view.set_caret(place)
    QTest.qWait(40)
    before = len(bench.session.current.state)
    start = time.process_time()
    paints.after(lambda: QTest.keyClick(view, Qt.Key.Key_A))
    painted = time.process_time() - start
    QTest.qWait(40)
    settled = time.process_time() - start
    assert len(bench.session.current.state) == before + 1, "the key marked nothing"
    start = time.process_time()
    bench.attempt(bench.desk.undo)
    QTest.qWait(40)
    undone = time.process_time() - start
    paints.deleteLater()
    return painted * 1000, settled * 1000, undone * 1000


def _two(found: list[float]) -> tuple[float, float]:
    ordered = sorted(found)
    return statistics.median(ordered), ordered[int(len(ordered) * 0.95)]


def exceeded(found: Figures) -> list[str]:
    """What is above its bound, in words."""
    floor = found["loop"][0]
    checks = (
        ("key to painted p50", found["painted"][0], BOUNDS[0]),
        ("key to painted p95", found["painted"][1], BOUNDS[1]),
        ("key to settled p50", found["settled"][0], SETTLED_BOUND),
    )
    return [
        f"{name}: {value / floor:.2f} loops, bound {bound}"
        for name, value, bound in checks
        if value / floor > bound
    ]


def _wait(condition, *, seconds: float = 60.0) -> None:  # type: ignore[no-untyped-def]
    for _ in range(round(seconds * 200)):
        if condition():
            return
        # Not qWait, which keeps other threads from running while it waits.
        QApplication.processEvents()
        time.sleep(0.005)
    raise TimeoutError


def main() -> int:
    """Prints the figures; 1 where a bound is broken."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    over: list[str] = []
    for size in (SMALL, LARGE, HUGE):
        with tempfile.TemporaryDirectory() as name:
            found = measure(Path(name), rounds=rounds, size=size)
        floor = found["loop"][0]
        print(f"{size.name:20} {'CPU p50':>8} {'p95':>8} {'loops p50':>10} {'p95':>7}")
        for what, (p50, p95) in found.items():
            print(f"  {what:18} {p50:8.2f} {p95:8.2f} {p50 / floor:10.2f} {p95 / floor:7.2f}")
        over += [f"{size.name}: {words}" for words in exceeded(found)]
        QApplication.processEvents()
    print("\n".join(over) or "all within their bounds")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
