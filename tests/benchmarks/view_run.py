"""One view with one article, measured: ours, or a bare QTextEdit with the same text.

    python -m tests.benchmarks.view_run ours|bare FOLDER FRAMES

in a process of its own, so that memory is this view's alone; prints JSON.
"""

import dataclasses
import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit

from annotator.app.present.highlights import Mark
from annotator.core.segments import word_at
from annotator.core.spans import Span
from annotator.gui.application import make_application
from annotator.gui.style import style_sheet
from annotator.gui.text.view import ArticleView
from annotator.gui.theme import light, qt_palette
from tests.benchmarks.measuring import Paints, Spread, memory_mb, spread
from tests.benchmarks.view_texts import load, mark

WIDTH, HEIGHT = 1000, 800
STEP_PX = 60
# Where in an article, as shares of it.
PLACES = (0.0, 0.5, 0.97)
Texts = tuple[str, tuple[Mark, ...]]


class Shown(Protocol):
    """A view that is measured."""

    view: QTextEdit
    paints: Paints

    def open(self, text: str, marks: tuple[Mark, ...]) -> None:
        """Shows an article."""

    def go(self, offset: int) -> None:
        """Puts the caret somewhere and brings it into sight."""


class Ours:
    """Our view, empty and painted, with a key that marks the word at the caret.

    The key does in the view what a label's key does in the window: a mark comes, and stands out.
    """

    def __init__(self) -> None:
        self.view = ArticleView()
        self.paints = _shown(self.view)
        self.made: list[str] = []
        self._text = ""
        action = QAction("mark", self.view)
        action.setShortcut("1")
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(self._on_key)
        self.view.addAction(action)

    def open(self, text: str, marks: tuple[Mark, ...]) -> None:
        """Shows an article."""
        self._text = text
        self.view.show_article(text)
        self.view.show_marks(marks)

    def go(self, offset: int) -> None:
        """Puts the caret somewhere and brings it into sight."""
        self.view.set_caret(offset)

    def undo(self) -> None:
        """Takes the mark made last away, so that there are no more than there were."""
        self.view.change_marks(gone=self.made[-1:])

    def _on_key(self) -> None:
        caret = self.view.caret()
        span = word_at(self._text, caret) or Span(caret, caret + 1)
        found = mark(f"new{len(self.made)}", span, color=2)
        self.made.append(found.id)
        self.view.change_marks(put=(found,))
        self.view.select_mark(found.id)


class Bare:
    """Qt's own view; it shows no marks."""

    def __init__(self) -> None:
        self.view = QTextEdit()
        self.view.setReadOnly(True)
        self.view.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.paints = _shown(self.view)

    def open(self, text: str, marks: tuple[Mark, ...]) -> None:
        """Shows an article."""
        self.view.setPlainText(text)

    def go(self, offset: int) -> None:
        """Puts the caret somewhere and brings it into sight."""
        cursor = self.view.textCursor()
        cursor.setPosition(offset)
        self.view.setTextCursor(cursor)


def dressed(application: QApplication) -> QApplication:
    """The application in the program's style: Fusion's own scroll bar alone takes 0.2 loops."""
    theme = light()
    application.setPalette(qt_palette(theme))
    application.setStyleSheet(style_sheet(theme))
    return application


def _shown(view: QTextEdit) -> Paints:
    view.resize(WIDTH, HEIGHT)
    paints = Paints(view.viewport())
    view.show()
    view.activateWindow()
    view.setFocus()
    QTest.qWaitForWindowActive(view)
    QTest.qWait(20)
    return paints


def measure(
    shown: Shown, texts: Texts, *, frames: int, look: Callable[[str], object] | None = None
) -> dict[str, Spread]:
    """All acts in one view. `look` is called when memory may be looked at, with words for it.

    The article is opened again last: what was freed then stays in the process's heap.
    """
    text, marks = texts
    look = look or str
    opening = partial(shown.paints.after, partial(shown.open, text, marks))
    found = {"open first": spread([opening])}
    look("opened")
    if isinstance(shown, Ours):
        found["label key"] = label_keys(shown, text, frames=frames)
    found["caret key"] = caret_keys(shown, text, frames=frames)
    if shown.view.verticalScrollBar().maximum() > 2 * STEP_PX:
        found["scroll"] = scrolls(shown, frames, step=STEP_PX, place=0.33)
        found["scroll back"] = scrolls(shown, frames, step=-STEP_PX)
        found["jump"] = _jumps(shown, frames)
    found["resize"] = _resizes(shown, max(10, frames // 8))
    look("worked on")
    found["open again"] = spread([opening] * max(3, frames // 40))
    look("opened again")
    return found


def label_keys(
    shown: Ours, text: str, *, frames: int, places: tuple[float, ...] = PLACES
) -> Spread:
    """Label keys on words in sight, at some places given as shares of the article."""
    each = frames // len(places)
    offsets = _offsets(text, places, each)

    def ready() -> None:
        shown.undo()
        shown.go(next(offsets))
        settle()

    before = len(shown.made)
    key = partial(shown.paints.after, partial(QTest.keyClick, shown.view, Qt.Key.Key_1))
    found = spread([key] * (each * len(places)), ready=ready)
    assert len(shown.made) == before + each * len(places), "the key did not reach the action"
    shown.undo()
    return found


def caret_keys(
    shown: Shown, text: str, *, frames: int, places: tuple[float, ...] = PLACES
) -> Spread:
    """Right and Down, at some places of the article."""
    offsets = _offsets(text, places, max(1, frames // 10))
    keys = [Qt.Key.Key_Right] * 9 + [Qt.Key.Key_Down]
    count = 0

    def ready() -> None:
        nonlocal count
        if count % len(keys) == 0:
            shown.go(next(offsets))
            settle()
        count += 1

    steps = [partial(QTest.keyClick, shown.view, key) for key in keys]
    rounds = max(1, frames // 10) * len(places)
    return spread([partial(shown.paints.after, step) for step in steps] * rounds, ready=ready)


def _offsets(text: str, places: tuple[float, ...], each: int) -> Iterator[int]:
    """Starting points some words apart, in some parts of an article."""
    for place in places:
        first = int(len(text) * place)
        for n in range(each):
            yield min(first + n * 13 % 1500, len(text) - 40)


def scrolls(shown: Shown, frames: int, *, step: int, place: float | None = None) -> Spread:
    """Steps down through text not seen yet, or back up through text that was.

    From a place, given as a share of the article, or from where the view stands.
    """
    bar = shown.view.verticalScrollBar()
    if place is not None:
        bar.setValue(int(bar.maximum() * place))
        settle()
    # A short article is at its end soon: then it is turned round.
    direction = 1

    def ready() -> None:
        nonlocal direction
        if not bar.minimum() <= bar.value() + direction * step <= bar.maximum():
            direction = -direction

    def scroll() -> None:
        there = bar.value()
        bar.setValue(there + direction * step)
        if there == bar.value():
            # The bare view had not yet found out where its end is.
            bar.setValue(0)

    return spread([partial(shown.paints.after, scroll)] * frames, ready=ready)


def _jumps(shown: Shown, frames: int) -> Spread:
    """The scroll bar dragged to anywhere."""
    bar, chance = shown.view.verticalScrollBar(), random.Random(3)

    def jump() -> None:
        there = bar.value()
        while there == bar.value():
            there = chance.randint(bar.minimum(), bar.maximum())
        bar.setValue(there)

    return spread([partial(shown.paints.after, jump)] * frames)


def _resizes(shown: Shown, frames: int) -> Spread:
    widths = [700 + n * 40 % 300 for n in range(frames)]
    acts = [partial(shown.view.resize, width, HEIGHT) for width in widths]
    found = spread([partial(shown.paints.after, act) for act in acts])
    shown.view.resize(WIDTH, HEIGHT)
    return found


def settle() -> None:
    """Lets all events run that wait."""
    for _ in range(3):
        QApplication.processEvents()


def main(kind: str, folder: str, frames: str) -> None:
    """Prints what was measured as JSON: ms, and MB over the empty view's."""
    application = dressed(make_application())
    shown: Shown = Ours() if kind == "ours" else Bare()
    empty = memory_mb()
    memory: dict[str, float] = {}

    def look(when: str) -> None:
        memory[when] = memory_mb() - empty

    acts = measure(shown, load(Path(folder)), frames=int(frames), look=look)
    found = {name: dataclasses.asdict(taken) for name, taken in acts.items()}
    print(json.dumps({"acts": found, "memory": memory}))
    shown.view.close()
    del application


if __name__ == "__main__":
    main(*sys.argv[1:4])
