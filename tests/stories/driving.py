"""Drives the real window as an annotator does: key presses, and answers to file dialogs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.app.sample import make_sample
from annotator.app.settings import Settings
from annotator.core.annotations import Annotation
from annotator.core.ids import ArticleId, PersonId
from annotator.core.state import ArticleState
from annotator.gui.application import Program, make_application
from annotator.gui.asking import Asking

ControlModifier = Qt.KeyboardModifier.ControlModifier
ShiftModifier = Qt.KeyboardModifier.ShiftModifier
NoModifier = Qt.KeyboardModifier.NoModifier


class ScriptedAsking(Asking):
    """Answers file dialogs from a list of paths, and yes or no as set; the rest is real."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        self.answer = True
        self.questions: list[str] = []
        self.reports: list[object] = []
        self.annotator: str | None = "ana"

    def project_to_open(self, folder: Path) -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def project_to_make(self, suggestion: Path, *, title: str = "") -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def files_to_import(self, folder: Path, *, filters: Sequence[str]) -> tuple[Path, ...]:
        found, self.paths = tuple(self.paths), []
        return found

    def folder_to_import(self, folder: Path) -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def file_to_export(
        self, suggestion: Path, *, filters: Sequence[tuple[str, str]], title: str = ""
    ) -> tuple[Path, str] | None:
        path = self.paths.pop(0)
        return path, path.suffix.removeprefix(".")

    def file_for_pdf(self, suggestion: Path) -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def file_to_save_chart(self, suggestion: Path, *, kind: str) -> Path | None:
        return self.paths.pop(0) if self.paths else None

    def name(self, suggestion: str) -> str | None:
        return self.annotator

    def show_import(self, report: object) -> None:
        self.reports.append(report)

    def choose(self, title: str, words: str, choices: Sequence[str]) -> int | None:
        return 0 if choices else None

    def confirm(self, title: str, words: str, *, yes: str) -> bool:
        self.questions.append(words)
        return self.answer


class Driver:
    """One program with its window. Everything goes through key events where a person's would."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self._folder = folder
        self.program: Program
        self.asking: ScriptedAsking

    @classmethod
    @contextmanager
    def started(cls, qtbot: QtBot, folder: Path, project: Path | None = None) -> Iterator[Self]:
        """A started program; it is closed in order at the end."""
        make_application()
        # No test finds the window where another one has left it.
        QSettings("annotator", "window").clear()
        driver = cls(qtbot, folder)
        driver.start_again(project)
        try:
            yield driver
        finally:
            driver.close()

    def start_again(self, project: Path | None) -> None:
        """Starts the program, with a project or with the welcome page."""
        settings = Settings(self._folder / "settings.toml")
        if not settings.text("annotator"):
            settings.set("annotator", "ana")
        # The one thing outside: the desktop's dialogs.
        self.program = Program(settings, ask=ScriptedAsking)
        self.program.start(project)
        self.qtbot.waitUntil(lambda: self.program.is_furnished, timeout=10_000)
        assert isinstance(self.program.asking, ScriptedAsking)
        self.asking = self.program.asking
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window, 10_000)

    def close(self) -> None:
        """Closes the window as its button does, and waits until the file is given back."""
        window = self.window
        if not isValid(window):
            return
        window.close()
        self.qtbot.waitUntil(lambda: not window.isVisible(), timeout=10_000)
        self.program.background.wait(10.0)
        window.deleteLater()
        self.qtbot.wait(1)

    @property
    def window(self):  # type: ignore[no-untyped-def]
        return self.program.window

    @property
    def view(self):  # type: ignore[no-untyped-def]
        return self.program.window.text

    @property
    def session(self):  # type: ignore[no-untyped-def]
        return self.program.bench.session

    @property
    def state(self) -> ArticleState:
        """The open article's state."""
        state: ArticleState = self.session.current.state
        return state

    @property
    def text(self) -> str:
        """The open article's text."""
        text: str = self.session.current.article.text
        return text

    # Keys

    def keys(
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = NoModifier
    ) -> None:
        """One key press in a widget."""
        QTest.keyClick(widget, key, modifier)

    def press(self, letters: str) -> None:
        """Letters, in the article."""
        for letter in letters:
            QTest.keyClick(self.view, letter)

    def undo(self, times: int) -> None:
        """Ctrl+Z."""
        for _ in range(times):
            self.keys(self.view, Qt.Key.Key_Z, ControlModifier)

    def redo(self, times: int) -> None:
        """Ctrl+Shift+Z."""
        for _ in range(times):
            self.keys(self.view, Qt.Key.Key_Z, ControlModifier | ShiftModifier)

    def caret_to(self, words: str) -> None:
        """Walks the caret to the first place where `words` stand, by paragraph, then character."""
        self.walk_to(self.text.index(words))

    def walk_to(self, offset: int) -> None:
        """Walks the caret to an offset with arrow keys."""
        self.keys(self.view, Qt.Key.Key_Home, ControlModifier)
        while True:
            here = self.view.caret()
            self.keys(self.view, Qt.Key.Key_Down, ControlModifier)
            if not here < self.view.caret() <= offset:
                break
        while self.view.caret() > offset:
            self.keys(self.view, Qt.Key.Key_Left)
        while self.view.caret() < offset:
            self.keys(self.view, Qt.Key.Key_Right)
        assert self.view.caret() == offset

    def select(self, words: str) -> None:
        """Walks to `words` and selects them by character."""
        self.caret_to(words)
        self.extend_to(words)

    def extend_to(self, words: str) -> None:
        """Holds Shift until the selection ends where `words` end."""
        end = self.text.index(words) + len(words)
        while self.view.caret() < end:
            self.keys(self.view, Qt.Key.Key_Right, ShiftModifier)
        assert self.view.caret() == end

    def extend_by_words(self, count: int) -> None:
        """Ctrl+Shift+Right."""
        for _ in range(count):
            self.keys(self.view, Qt.Key.Key_Right, ControlModifier | ShiftModifier)

    def caret_to_word(self, number: int) -> None:
        """Ctrl+Right from the article's start."""
        self.keys(self.view, Qt.Key.Key_Home, ControlModifier)
        for _ in range(number):
            self.keys(self.view, Qt.Key.Key_Right, ControlModifier)

    def go_to(self, label: str) -> Annotation:
        """Tab until an annotation with the label is selected."""
        desk = self.program.bench.desk
        self.keys(self.view, Qt.Key.Key_Home, ControlModifier)
        for _ in range(len(self.state)):
            self.keys(self.view, Qt.Key.Key_Tab)
            if desk.annotation is not None and desk.annotation.label == label:
                return desk.annotation
        raise AssertionError(f"Tab found no {label}")

    def choose_first(self) -> None:
        """Return, in the list that has opened at the caret."""
        menu = QApplication.activePopupWidget()
        assert menu is not None
        QTest.keyClick(menu, Qt.Key.Key_Return)

    # What is there

    def quotes(self) -> dict[str, list[str]]:
        """The marked words by label, in reading order."""
        found: dict[str, list[str]] = {}
        for annotation in self.state:
            assert annotation.extent is not None
            found.setdefault(annotation.label, []).append(annotation.extent.text_of(self.text))
        return found

    # Waiting

    def wait_for_project(self) -> None:
        """Until a project is shown."""
        self.qtbot.waitUntil(lambda: self.window.shows_project, timeout=10_000)

    def wait_for_article(self) -> None:
        """Until an article is shown."""
        self.wait_for_project()
        self.qtbot.waitUntil(lambda: self.session.current is not None, timeout=10_000)
        self.view.setFocus()

    def wait_until_saved(self) -> None:
        """Until every edit is on disk."""
        self.qtbot.waitUntil(lambda: self.session.save_status.is_saved, timeout=10_000)

    def open_sample(self, path: Path, person: str = "ana") -> None:
        """Makes the sample project and opens it."""
        make_sample(path, person=PersonId(person))
        self.program.files.open(path)
        self.wait_for_article()

    def open_article(self, article_id: str) -> None:
        """Opens an article by id."""
        self.session.open(ArticleId(article_id))
        self.qtbot.waitUntil(
            lambda: (
                self.session.current is not None and self.session.current.article.id == article_id
            ),
            timeout=10_000,
        )
        self.view.setFocus()
