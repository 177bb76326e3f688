"""The page of keys through the real window: rebinding, clashes, what stays the codebook's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QTabWidget, QTreeView
from pytestqt.qtbot import QtBot

from annotator.app.settings import Settings
from annotator.gui.dialogs.key_field import KeyField
from annotator.gui.dialogs.settings import SettingsDialog
from tests.gui.dialogs.settings_driving import Key, activate, kept, opened, press
from tests.stories.driving import ControlModifier, Driver, ShiftModifier

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        started.open_sample(tmp_path / "sample.anno")
        started.open_article("sample-9")
        started.window.resize(1280, 800)
        yield started


def keys_page(driver: Driver, words: str) -> SettingsDialog:
    """The dialog with the page of keys, filtered, the first command that fits selected."""
    dialog = opened(driver)
    dialog.findChildren(QTabWidget)[0].setCurrentIndex(1)
    search = dialog.keys.findChildren(QLineEdit)[0]
    search.clear()
    QTest.keyClicks(search, words)
    return dialog


def table(dialog: SettingsDialog) -> QTreeView:
    return dialog.keys.findChildren(QTreeView)[0]


def cell(dialog: SettingsDialog, column: int) -> str:
    """What stands in the selected line."""
    return str(table(dialog).currentIndex().siblingAtColumn(column).data())


def ask(dialog: SettingsDialog, key: Qt.Key = Key.Key_Return) -> KeyField:
    """Return in the table: the field that waits for a key."""
    QTest.keyClick(table(dialog), key)
    field = dialog.keys.findChildren(KeyField)[0]
    assert field.isVisible()
    return field


def test_a_command_is_given_another_key_and_obeys_it(driver: Driver, tmp_path: Path) -> None:
    dialog = keys_page(driver, "unsure")
    QTest.keyClick(ask(dialog), Key.Key_F4)
    assert cell(dialog, 1) == "F4"
    assert kept(tmp_path).names("keys") == ("annotate.unsure=F4",)
    assert driver.program.bench.actions.action("annotate.unsure").shortcut().toString() == "F4"
    dialog.close()
    activate(driver, driver.window)
    driver.caret_to("conductor")
    driver.press("a")
    driver.keys(driver.view, Key.Key_F4)
    assert [annotation.unsure for annotation in driver.state] == [True]


def test_keys_are_there_again_after_a_restart(driver: Driver, tmp_path: Path) -> None:
    QTest.keyClick(ask(keys_page(driver, "unsure")), Key.Key_F4)
    driver.close()
    driver.start_again(tmp_path / "sample.anno")
    driver.wait_for_article()
    assert driver.program.bench.actions.action("annotate.unsure").shortcut().toString() == "F4"


def test_a_clash_is_said_and_the_key_can_be_taken(driver: Driver) -> None:
    dialog = keys_page(driver, "unsure")
    QTest.keyClick(ask(dialog), Key.Key_Y, ControlModifier)
    assert "Ctrl+Y is also “Redo”" in said(dialog)
    take = QApplication.focusWidget()
    assert isinstance(take, QPushButton)
    QTest.keyClick(take, Key.Key_Return)
    actions = driver.program.bench.actions
    assert actions.action("annotate.unsure").shortcut().toString() == "Ctrl+Y"
    assert [s.toString() for s in actions.action("edit.redo").shortcuts()] == ["Ctrl+Shift+Z"]
    assert table(dialog).hasFocus()


def said(dialog: SettingsDialog) -> str:
    """The sentence under the table."""
    words: str = dialog.keys._words.text()
    return words


def test_a_clash_can_be_left(driver: Driver, tmp_path: Path) -> None:
    dialog = keys_page(driver, "unsure")
    QTest.keyClick(ask(dialog), Key.Key_Z, ControlModifier)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Escape)
    assert dialog.isVisible()
    assert table(dialog).hasFocus()
    assert kept(tmp_path).names("keys") == ()


@pytest.mark.parametrize(
    ("key", "held", "words"),
    [
        (Key.Key_Left, ControlModifier | ShiftModifier, "caret"),
        (Key.Key_A, Qt.KeyboardModifier.NoModifier, "label Actor"),
        (Key.Key_F, Qt.KeyboardModifier.AltModifier, "menu File"),
    ],
)
def test_keys_of_caret_labels_and_menus_cannot_be_taken(
    driver: Driver, tmp_path: Path, key: Qt.Key, held: Qt.KeyboardModifier, words: str
) -> None:
    dialog = keys_page(driver, "unsure")
    field = ask(dialog)
    QTest.keyClick(field, key, held)
    assert words in said(dialog)
    assert field.isVisible()
    assert field.hasFocus(), "another key can be pressed at once"
    QTest.keyClick(field, Key.Key_F4)
    assert kept(tmp_path).names("keys") == ("annotate.unsure=F4",)


def test_a_second_key_is_added_and_the_others_are_kept(driver: Driver, tmp_path: Path) -> None:
    dialog = keys_page(driver, "unsure")
    QTest.keyClick(ask(dialog, Key.Key_Insert), Key.Key_F4)
    assert cell(dialog, 1) == "U, F4"
    QTest.keyClick(ask(dialog), Key.Key_Tab, ControlModifier)
    assert kept(tmp_path).names("keys") == ("annotate.unsure=Ctrl+Tab; F4",)


def test_backspace_takes_all_keys_and_usual_keys_brings_them_back(
    driver: Driver, tmp_path: Path
) -> None:
    dialog = keys_page(driver, "unsure")
    QTest.keyClick(ask(dialog), Key.Key_Backspace)
    assert kept(tmp_path).names("keys") == ("annotate.unsure=",)
    press(dialog, "Usual keys")
    assert kept(tmp_path).names("keys") == ()
    assert cell(dialog, 1) == "U"


def test_all_keys_can_be_made_usual_again(driver: Driver, tmp_path: Path) -> None:
    dialog = keys_page(driver, "unsure")
    QTest.keyClick(ask(dialog), Key.Key_F4)
    dialog.keys.findChildren(QLineEdit)[0].clear()
    press(dialog, "All as usual")
    assert kept(tmp_path).names("keys") == ()


def test_a_labels_key_is_shown_and_not_changed_here(driver: Driver) -> None:
    dialog = keys_page(driver, "labels actor")
    assert cell(dialog, 1) == "A"
    QTest.keyClick(table(dialog), Key.Key_Return)
    assert not dialog.keys.findChildren(KeyField)[0].isVisible()
    assert "codebook" in said(dialog)


def test_the_list_of_keys_shows_the_keys_that_work(driver: Driver) -> None:
    QTest.keyClick(ask(keys_page(driver, "unsure")), Key.Key_F4)
    commands = {c.id: c.keys for c in driver.program.bench.actions.commands}
    assert commands["annotate.unsure"] == ("F4",)


def test_a_letter_given_to_a_command_of_the_window_can_still_be_typed(driver: Driver) -> None:
    dialog = keys_page(driver, "first steps")
    QTest.keyClick(ask(dialog), Key.Key_X)
    dialog.close()
    activate(driver, driver.window)
    field = driver.window.articles.findChildren(QLineEdit)[0]
    field.setFocus()
    QTest.keyClicks(field, "x")
    assert field.text() == "x"


def test_keys_that_nobody_understands_are_told_and_kept(qtbot: QtBot, tmp_path: Path) -> None:
    Settings(tmp_path / "settings.toml").set("keys", ["gone.command=F2", "edit.undo=Hyper+Q"])
    with Driver.started(qtbot, tmp_path) as driver:
        words = " ".join(notice.text for notice in driver.window.notices.notices)
        assert "gone.command" in words
        assert "Hyper" in words
        driver.program.settings.set("theme", "dark")
    assert len(kept(tmp_path).names("keys")) == 2
