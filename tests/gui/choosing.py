"""A short article in the real window, and what is typed and seen in the palette."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.panels.palette import Palette
from tests.app.working import make_project
from tests.stories.driving import Driver, NoModifier

TEXT = "Foreign minister Ana Gómez said on Friday that Reuters was wrong. No more.\n\nAna left.\n"


@contextmanager
def window_on(qtbot: QtBot, folder: Path) -> Iterator[Driver]:
    """The window with the article open."""
    make_project(folder / "news.anno", (TEXT, "Another article.\n"))
    with Driver.started(qtbot, folder, folder / "news.anno") as started:
        started.wait_for_article()
        yield started


def palette() -> Palette:
    found = QApplication.activePopupWidget()
    assert isinstance(found, Palette)
    return found


def type_in(words: str) -> None:
    """Types where the keyboard is: the palette's field."""
    field = QApplication.focusWidget()
    assert field is not None
    assert field.window() is palette()
    for letter in words:
        QTest.keyClick(field, letter)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NoModifier) -> None:
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClick(field, key, modifier)


def titles() -> list[str]:
    model = palette().findChild(type(palette()._list)).model()
    return [model.data(model.index(row)).split(",")[0] for row in range(model.rowCount())]


def space(driver: Driver, modifier: Qt.KeyboardModifier = NoModifier) -> None:
    driver.keys(driver.view, Qt.Key.Key_Space, modifier)
