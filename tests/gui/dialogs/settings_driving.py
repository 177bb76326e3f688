"""What the tests of the settings share: the dialog opened by its key, its controls, its file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from annotator.app.settings import Settings
from annotator.gui.dialogs.settings import SettingsDialog
from tests.stories.driving import ControlModifier, Driver

Key = Qt.Key


def activate(driver: Driver, window: QWidget) -> None:
    """Waits until a window has the keyboard: Qt calls a dialog active as soon as its parent is."""
    window.activateWindow()
    driver.qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=10_000)


def opened(driver: Driver) -> SettingsDialog:
    """The dialog, by its key."""
    activate(driver, driver.window)
    driver.keys(driver.view, Key.Key_Comma, ControlModifier)
    found: list[SettingsDialog] = driver.window.findChildren(SettingsDialog)
    assert len(found) == 1
    activate(driver, found[0])
    return found[0]


def kept(tmp_path: Path) -> Settings:
    """What the file says."""
    return Settings(tmp_path / "settings.toml")


def control(dialog: SettingsDialog, name: str) -> QWidget:
    """The control of a setting."""
    return next(
        widget for widget in dialog.findChildren(QWidget) if widget.property("setting") == name
    )


def press(dialog: QWidget, title: str) -> None:
    """A button, by Space."""
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == title)
    assert button.isVisible()
    assert button.isEnabled()
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)
