"""Speed of the article view, as ratios to a fixed loop: `python3 -m tests.benchmarks.bench_view`.

The floor is a Python loop of 100,000 steps, timed again before each row, so that a slow machine
slows both. All times are CPU times of this process; a frame is done when its paint event is.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.app.present.highlights import Mark
from annotator.core.spans import Span
from annotator.gui.text.view import ArticleView

LABELS = ("actor", "quote", "figure", "source")
WORDS = (
    "the minister said on Tuesday that talks about the port would begin next week although a "
    "spokeswoman for the union denied having been asked while prices rose by three per cent in "
    "Gdańsk and exports fell according to figures published by the agency in Warsaw"
).split()


@dataclass(frozen=True)
class Size:
    """How large an article is, and how far above the floor each measure may be."""

    name: str
    words: int
    marks: int
    open_bound: float
    key_bound: float
    key_p95_bound: float
    scroll_bound: float
    resize_bound: float


# Bounds stand at about three times what was measured, as the machine is shared.
SIZES = (
    Size("700 words, 30 marks", 700, 30, 25, 1, 2, 1.5, 4),
    Size("1 MB, 5,000 marks", 170_000, 5_000, 60, 1, 2, 2, 6),
    Size("5 MB, 50,000 marks", 850_000, 50_000, 200, 1, 2, 2, 12),
)


@dataclass(frozen=True)
class Result:
    """Milliseconds of CPU: one row of the table."""

    floor: float
    opened: float
    key: tuple[float, float]
    scroll: tuple[float, float]
    resize: tuple[float, float]


def floor_ms() -> float:
    """The best of five runs of the loop."""
    return min(_timed(_loop) for _ in range(5))


def _loop() -> None:
    total = 0
    for i in range(100_000):
        total += i * 3 % 7


def _timed(act: Callable[[], object]) -> float:
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def article(size: Size) -> tuple[str, tuple[Mark, ...]]:
    """A text of paragraphs of 40 to 90 words, and marks, a third nested, some crossing."""
    chance = random.Random(7)
    words = [chance.choice(WORDS) for _ in range(size.words)]
    starts: list[int] = []
    pieces: list[str] = []
    place, left = 0, 60
    for word in words:
        starts.append(place)
        left -= 1
        end = "\n" if left == 0 else " "
        left = left or chance.randint(40, 90)
        pieces.append(word + end)
        place += len(word) + 1
    marks = []
    for number in range(size.marks):
        first = chance.randrange(size.words - 20)
        last = first + chance.randint(0, 13)
        span = Span(starts[first], starts[last] + len(words[last]))
        marks.append(mark(f"m{number}", span, color=number % 4 + 1))
    return "".join(pieces), tuple(marks)


def mark(mark_id: str, span: Span, *, color: int) -> Mark:
    """A mark of one of the four labels."""
    return Mark(id=mark_id, spans=(span,), chip=LABELS[color - 1], color=color, title="a title")


def measure(application: QApplication, size: Size, *, frames: int) -> Result:
    """Opens an article of a size and works in it."""
    text, marks = article(size)
    floor = floor_ms()
    view = ArticleView()
    view.resize(1000, 800)

    def opened() -> None:
        view.show_article(text)
        view.show_marks(marks)
        view.show()
        application.processEvents()

    opened_ms = _timed(opened)
    view.activateWindow()
    view.setFocus()
    QTest.qWaitForWindowActive(view)
    keys = _keys(application, view, len(text), frames)
    scrolls = _scrolls(application, view, frames)
    resizes = _resizes(application, view, max(5, frames // 5))
    view.close()
    view.deleteLater()
    return Result(floor, opened_ms, _spread(keys), _spread(scrolls), _spread(resizes))


def _keys(application: QApplication, view: ArticleView, length: int, frames: int) -> list[float]:
    """Key presses that each mark the words at the caret, in the paragraphs in sight."""
    added: list[str] = []

    def add() -> None:
        caret = view.caret()
        found = mark(f"new{len(added)}", Span(caret, min(caret + 12, length)), color=2)
        view.change_marks(gone=(), put=(found,))
        added.append(found.id)

    action = QAction("mark", view)
    action.setShortcut("1")
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(add)
    view.addAction(action)
    view.set_caret(length // 2)
    application.processEvents()
    times = []
    for number in range(frames):
        view.set_caret(length // 2 + number * 13 % 1500, reveal=False)
        application.processEvents()
        times.append(_timed(lambda: (QTest.keyClick(view, "1"), application.processEvents())))
        # Taken away again, so that the marks stay as many as the row says.
        view.change_marks(gone=(added[-1],))
    view.removeAction(action)
    assert len(added) == frames, "the key did not reach the action"
    return times


def _scrolls(application: QApplication, view: ArticleView, frames: int) -> list[float]:
    """Steps of 60 px through text not yet seen."""
    bar = view.verticalScrollBar()
    bar.setValue(0)
    application.processEvents()
    times = []
    for _ in range(frames):
        times.append(_timed(lambda: (bar.setValue(bar.value() + 60), application.processEvents())))
    return times


def _resizes(application: QApplication, view: ArticleView, frames: int) -> list[float]:
    times = []
    for number in range(frames):
        width = 700 + number * 40 % 300
        times.append(_timed(lambda w=width: (view.resize(w, 800), application.processEvents())))
    return times


def _spread(times: list[float]) -> tuple[float, float]:
    ordered = sorted(times)
    return ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]


def exceeded(size: Size, result: Result) -> list[str]:
    """Which bounds a result is over, in words."""
    checks = (
        ("open", result.opened, size.open_bound),
        ("key p50", result.key[0], size.key_bound),
        ("key p95", result.key[1], size.key_p95_bound),
        ("scroll p50", result.scroll[0], size.scroll_bound),
        ("resize p50", result.resize[0], size.resize_bound),
    )
    return [
        f"{size.name}: {name} is {ms / result.floor:.2f} x the floor, bound {bound}"
        for name, ms, bound in checks
        if ms > bound * result.floor
    ]


def main(arguments: list[str] | None = None) -> int:
    """Prints the table; 1 if a bound is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=200)
    frames: int = parser.parse_args(arguments).frames
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    over: list[str] = []
    print(
        "CPU ms (x floor)      floor  open            key p50/p95          scroll p50/p95       resize p50/p95"
    )
    for size in SIZES:
        result = measure(application, size, frames=frames)
        cells = [
            f"{a:6.2f}/{b:6.2f} ({a / result.floor:.2f}x)"
            for a, b in (result.key, result.scroll, result.resize)
        ]
        opened = f"{result.opened:6.1f} ({result.opened / result.floor:.1f}x)"
        print(f"{size.name:20} {result.floor:6.2f}  {opened:15} " + "  ".join(cells))
        over += exceeded(size, result)
    print("\n".join(over) or "all within their bounds")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
