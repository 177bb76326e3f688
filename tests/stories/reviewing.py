"""Drives the real window as a reviewer does, in projects with several annotators' work."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.adjudicate.groups import Kind
from annotator.app.disputes import AnyGroup
from annotator.app.review.desk import ReviewDesk
from annotator.app.settings import Settings
from annotator.core.annotations import SetState
from annotator.gui.review.review import Review
from tests.app.opinions import Marks, line, mark, project_of
from tests.stories.driving import ControlModifier, Driver

AltModifier = Qt.KeyboardModifier.AltModifier
Key = Qt.Key

#       0    5     11    17   22   27      35
TEXT = "Anna Brown leads Hill Bank. Reuters said so."
# Three opinions: all agree on the agency; label, boundary, and one who sees more.
THREE: Marks = {
    "ana": [mark(0, 10), mark(17, 26), mark(28, 35, "source"), mark(11, 16, "figure")],
    "ben": [mark(0, 10), mark(17, 26, "source"), mark(28, 35, "source")],
    "cem": [mark(0, 4), mark(17, 26), mark(28, 35, "source")],
}
# Nothing to decide.
ALIKE: Marks = {name: [mark(0, 10), mark(28, 35, "source")] for name in ("ana", "ben", "cem")}


class Reviewing(Driver):
    """A reviewer at the window, `rita` where nothing else is said."""

    @classmethod
    @contextmanager
    def on(
        cls,
        qtbot: QtBot,
        folder: Path,
        *opinions: Marks,
        text: str = TEXT,
        person: str = "rita",
    ) -> Iterator[Self]:
        """The window with a project of one article for each of the opinions, open to annotate."""
        texts = [text if n == 0 else f"{text} ({n})" for n in range(len(opinions))]
        lines = [line(t, o) for t, o in zip(texts, opinions, strict=True)]
        project_of(folder / "p.anno", *lines).close()
        with cls.at(qtbot, folder, folder / "p.anno", person=person) as driver:
            yield driver

    @classmethod
    @contextmanager
    def at(
        cls, qtbot: QtBot, folder: Path, project: Path, *, person: str = "rita"
    ) -> Iterator[Self]:
        """The window with a project that is there."""
        Settings(folder / "settings.toml").set("annotator", person)
        with cls.started(qtbot, folder, project) as driver:
            driver.wait_for_article()
            yield driver

    # Going

    def go_to_review(self) -> None:
        """Ctrl+Alt+2, and until an article is compared."""
        self.keys(self.view, Key.Key_2, ControlModifier | AltModifier)
        self.wait_for_review()

    def go_to_annotate(self) -> None:
        """Ctrl+Alt+1, and until one's own annotations are shown."""
        self.keys(self.view, Key.Key_1, ControlModifier | AltModifier)
        self.qtbot.waitUntil(
            lambda: self.program.bench.lens is None and self.session.current is not None,
            timeout=10_000,
        )
        self.settle()

    def wait_for_review(self, article: str = "") -> None:
        """Until an article, or a certain one, is compared and the list is there."""

        def is_there() -> bool:
            desk, current = self.review._desk, self.session.current
            if desk is None or desk.reviewed is None or current is None:
                return False
            here = current.article.id
            is_listed = bool(self.review.listing._facts)
            return is_listed and article in ("", here) and desk.reviewed.article.id == here

        self.qtbot.waitUntil(is_there, timeout=10_000)
        self.settle()

    def settle(self) -> None:
        """Lets what stands around the text follow."""
        self.program.background.wait(10.0)
        QTest.qWait(1)
        self.program.bench.soon(at_once=True)
        QTest.qWait(1)

    def settle_all(self) -> None:
        """Lets jobs and what follows from them come to their end."""
        for _ in range(4):
            done: list[bool] = []
            self.session.flush(then=lambda told=done: told.append(True))  # type: ignore[misc]
            self.qtbot.waitUntil(lambda told=done: bool(told), timeout=10_000)  # type: ignore[misc]
            self.settle()
            QTest.qWait(5)

    def back_to_text(self) -> None:
        """Without a window manager nobody gives the window the keyboard back."""
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window, 10_000)
        self.view.setFocus()

    def look_at(self, kind: Kind) -> AnyGroup:
        """Tab until the open group is of a kind."""
        for _ in range(60):
            group = self.desk.group
            if group is not None and group.kind is kind:
                return group
            self.keys(self.view, Key.Key_Tab)
        raise AssertionError(f"Tab found no {kind}")

    # Deciding

    def take(self, name: str) -> None:
        """The digit of an annotator, whatever the letter."""
        self.press(str(self.number(name)))

    def number(self, name: str) -> int:
        """The number that an annotator has in the open article."""
        reviewed = self.desk.reviewed
        assert reviewed is not None
        return [str(person) for person in reviewed.names.order].index(name) + 1

    def decide_all(self, name: str) -> None:
        """Takes one annotator's version in all groups that are open."""
        for _ in range(100):
            if not self.desk.open_groups:
                return
            if self.desk.group is None:
                self.keys(self.view, Key.Key_Tab)
            self.take(name)
        raise AssertionError("groups stay open")

    def finish(self) -> None:
        """Ctrl+Return."""
        self.keys(self.view, Key.Key_Return, ControlModifier)

    # What there is

    @property
    def review(self) -> Review:
        """The Review workspace."""
        review = next(iter(self.program.bench.findChildren(Review)), None)
        assert review is not None
        return review

    @property
    def desk(self) -> ReviewDesk:
        """The reviewer's gestures."""
        return self.review.desk

    @property
    def gold(self) -> list[tuple[str, str]]:
        """Label and words of everything in the set that is filled, in reading order."""
        return [(a.label, "|".join(s.text_of(self.text) for s in a.spans)) for a in self.state]

    def listed(self) -> dict[str, str]:
        """The articles of the list, with what is said to be open in each."""
        model = self.review.articles._model
        return {row.id: row.open_words for row in map(model.row, _indexes(model)) if row}

    def notice(self) -> str:
        """All that notices say."""
        self.settle()
        labels = self.window.notices.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    def mode(self) -> str:
        """What the band above the text says."""
        labels = self.window.band.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    def panel_words(self) -> str:
        """All that the panel on the right says, cards and buttons as a screen reader has them."""
        return " ".join(words_of(self.review.panel))

    @property
    def set_state(self) -> SetState:
        """How far the set that is open is."""
        return self.state.annotation_set.state


def words_of(window: QWidget) -> list[str]:
    """All words of a widget and of what stands in it: shown, tool tips, for a screen reader."""
    found: list[str] = []
    for widget in (window, *window.findChildren(QWidget)):
        if widget is not window and not widget.isVisibleTo(window):
            continue
        found += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        found += [widget.windowTitle(), widget.statusTip(), widget.whatsThis()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            found.append(widget.text())
        if isinstance(widget, QComboBox):
            found += [widget.itemText(number) for number in range(widget.count())]
        if isinstance(widget, QAbstractItemView):
            found += _rows_of(widget)
    return [words for words in found if words]


def all_words() -> list[str]:
    """All words of all windows of the program, menus too."""
    found: list[str] = []
    for window in QApplication.topLevelWidgets():
        found += words_of(window)
        for action in window.actions():
            found += [action.text(), action.toolTip(), action.statusTip()]
    return found


def _rows_of(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    roles = Qt.ItemDataRole
    wanted = (roles.DisplayRole, roles.ToolTipRole, roles.AccessibleTextRole)
    for index in _indexes(model):
        for role in (*wanted, roles.AccessibleDescriptionRole):
            said = model.data(index, role)
            if isinstance(said, str):
                yield said


def _indexes(model: Any) -> list[Any]:
    return [
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount())
    ]


def save_lines(path: Path, lines: Sequence[Mapping[str, Any]]) -> Path:
    """A file of native JSONL."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path
