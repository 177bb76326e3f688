"""Every control has a name, says what it does, and is reached without a mouse."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from annotator.app.present.import_report import ImportRow, import_view
from annotator.gui.dashboard.panel import DashboardPanel
from annotator.gui.dialogs.import_report import ImportReportDialog
from annotator.gui.dialogs.name import NameDialog
from annotator.gui.panels.palette import Palette
from annotator.gui.text.view import ArticleView
from tests.stories.driving import ControlModifier, Driver

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
# The least window, in the pixels of a program at twice the scale on a small laptop's screen.
SMALL = (640, 440)
DIALOGS = (
    "settings",
    "settings keys",
    "keys",
    "guide",
    "about",
    "name",
    "import report",
    "occurrences",
)
# Lists at the caret, or in the window's middle.
PALETTES = ("annotate.palette", "annotate.sticky", "go.label", "go.command")


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        yield started


@pytest.fixture
def sample(driver: Driver, tmp_path: Path) -> Driver:
    """The sample with an annotation selected, so that the inspector has all its controls."""
    driver.open_sample(tmp_path / "sample.anno")
    driver.open_article("sample-1")
    driver.window.resize(1280, 800)
    driver.keys(driver.view, Qt.Key.Key_Tab)
    driver.program.bench.soon(at_once=True)
    QTest.qWait(1)
    return driver


def dialog_of(driver: Driver, name: str) -> QDialog:
    """A dialog of the program, shown."""
    window = driver.window
    if name == "name":
        dialog: QDialog = NameDialog("ana", window)
    elif name == "import report":
        rows = [ImportRow("/in/a.txt", "a.txt", "UTF-8", 2), ImportRow("/in/c", "c", "", 0, ("?",))]
        dialog = ImportReportDialog(import_view("2 articles are in.", rows), window)
    else:
        driver.program.bench.show(name.split()[0])
        dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
    dialog.show()
    if name == "settings keys":
        dialog.findChildren(QTabWidget)[0].setCurrentIndex(1)
    dialog.activateWindow()
    driver.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=10_000)
    return dialog


def controls(window: QWidget) -> list[QWidget]:
    """Every visible widget that takes the keyboard, but the parts that Qt makes of one control."""
    found = []
    for widget in window.findChildren(QWidget):
        is_part = isinstance(widget.parentWidget(), QComboBox | QLineEdit) or (
            isinstance(widget, QLineEdit) and widget.objectName() == "qt_spinbox_lineedit"
        )
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus or (
            widget.focusPolicy() & Qt.FocusPolicy.ClickFocus
        )
        is_mute = isinstance(widget, QLabel | QMenuBar) or type(widget) is QWidget
        is_mute = is_mute or widget.focusProxy() is not None
        # A page has the keyboard only until one goes to something in it.
        is_mute = is_mute or isinstance(widget, DashboardPanel)
        if (
            takes
            and widget.isVisible()
            and widget.isEnabled()
            and widget.window() is window
            and not is_part
            and not is_mute
        ):
            found.append(widget)
    return found


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip()


def words(widget: QWidget) -> str:
    return f"{type(widget).__name__} {name_of(widget) or widget.objectName()!r}"


def unnamed(window: QWidget) -> list[str]:
    return [words(widget) for widget in controls(window) if not name_of(widget)]


def unexplained(window: QWidget) -> list[str]:
    """Buttons without a text and without a tool tip, and other controls without a tool tip."""
    return [
        words(widget)
        for widget in controls(window)
        if not widget.toolTip().strip()
        and not (isinstance(widget, QAbstractButton) and widget.text().strip())
        # Texts: what they are is what one reads in them.
        and not isinstance(widget, ArticleView | QTextBrowser)
    ]


def walked(window: QWidget) -> set[QWidget]:
    """What Tab reaches from the control that has the keyboard, round and round."""
    seen: set[QWidget] = set()
    for _ in range(400):
        here = QApplication.focusWidget()
        assert here is not None, "the keyboard went nowhere"
        assert here.isVisible()
        assert here.window() is window
        if here in seen:
            break
        seen.add(here)
        window.focusNextChild()
    return seen


def not_reached(window: QWidget) -> list[str]:
    """Controls that Tab passes by. Of a row of choices one is reached, arrows do the rest."""
    reached = walked(window)
    rows = {widget.parentWidget() for widget in reached}
    proxied = {widget.parentWidget() for widget in reached if isinstance(widget, QLineEdit)}
    return [
        words(widget)
        for widget in controls(window)
        if widget not in reached
        and widget not in proxied
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.parentWidget() not in rows
    ]


def cut_off(window: QWidget) -> list[str]:
    """Controls that no scrolling brings into the window, and buttons narrower than their words."""
    found = []
    for widget in controls(window):
        place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        scrolls = any(isinstance(one, QScrollArea) for one in _parents(widget))
        if not scrolls and not window.rect().contains(place):
            found.append(f"{words(widget)} at {place}")
        is_narrow = isinstance(widget, QPushButton) and widget.width() < widget.sizeHint().width()
        if is_narrow and isinstance(widget, QPushButton):
            found.append(f"{words(widget)} is too narrow for its words")
    return found


def overlapping(bar: QWidget) -> list[str]:
    """Controls and texts of a bar that cover one another."""
    there = [w for w in bar.findChildren(QWidget) if w.isVisible() and w.parentWidget() is bar]
    return [
        f"{words(one)} and {words(other)}"
        for one, other in combinations(there, 2)
        if one.geometry().intersects(other.geometry())
    ]


def _parents(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


# The window


def test_every_control_of_the_welcome_page_is_named_and_reached(driver: Driver) -> None:
    window = driver.window
    assert unnamed(window) == []
    assert unexplained(window) == []
    window.welcome.focus_first()
    assert not_reached(window) == []
    window.resize(*SMALL)
    QTest.qWait(1)
    assert cut_off(window) == []


def test_every_control_of_the_window_has_a_name_and_says_what_it_does(sample: Driver) -> None:
    assert unnamed(sample.window) == []
    assert unexplained(sample.window) == []


def test_tab_or_a_panes_key_reaches_every_control_of_the_window(sample: Driver) -> None:
    window, view = sample.window, sample.view
    # Tab is the next mark in the article: the panes have keys of their own.
    for letter, pane in ((Qt.Key.Key_1, window.articles), (Qt.Key.Key_3, window.inspector)):
        view.setFocus()
        sample.keys(view, letter, ControlModifier)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert pane.isAncestorOf(focused) or focused is pane
    assert not_reached(window) == []


def test_in_a_small_window_nothing_is_cut_off(sample: Driver) -> None:
    sample.window.resize(*SMALL)
    QTest.qWait(1)
    assert sample.window.size().width() <= SMALL[0]
    assert sample.window.size().height() <= SMALL[1]
    assert cut_off(sample.window) == []


def test_every_control_of_the_find_bar_is_named_explained_and_reached(sample: Driver) -> None:
    window, bar = sample.window, sample.window.page.find_bar
    sample.keys(sample.view, Qt.Key.Key_F, ControlModifier)
    assert bar.isVisible()
    assert unnamed(window) == []
    assert unexplained(window) == []
    first = QApplication.focusWidget()
    assert isinstance(first, QLineEdit)
    # From the field Tab goes through the bar from left to right.
    seen = [first]
    for _ in range(5):
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        assert here is not None
        assert bar.isAncestorOf(here), words(here)
        assert here.mapTo(bar, QPoint(0, 0)).x() > seen[-1].mapTo(bar, QPoint(0, 0)).x()
        seen.append(here)
    assert set(seen) == {widget for widget in controls(window) if bar.isAncestorOf(widget)}


def test_in_a_small_window_the_find_bar_is_whole(sample: Driver) -> None:
    window = sample.window
    sample.keys(sample.view, Qt.Key.Key_F, ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "the")
    for has_inspector in (False, True):
        window.resize(*SMALL)
        window.inspector.setVisible(has_inspector)
        QTest.qWait(1)
        assert window.width() <= SMALL[0]
        assert cut_off(window) == []
        assert overlapping(window.page.find_bar) == []


# The palettes


@pytest.mark.parametrize("command", PALETTES)
def test_every_control_of_a_palette_is_named_explained_and_on_the_screen(
    sample: Driver, command: str
) -> None:
    window = sample.window
    window.resize(*SMALL)
    QTest.qWait(1)
    sample.view.setFocus()
    sample.program.bench.actions.trigger(command)
    palette = QApplication.activePopupWidget()
    assert isinstance(palette, Palette)
    try:
        assert name_of(palette)
        assert unnamed(palette) == []
        assert unexplained(palette) == []
        assert cut_off(palette) == []
        assert window.screen().availableGeometry().contains(palette.geometry())
        assert palette.width() <= SMALL[0]
        assert palette.height() <= SMALL[1]
        # Tab goes down the list: the keyboard never leaves the field.
        rows = palette.findChildren(QListView)[0]
        assert name_of(rows)
        before, field = rows.currentIndex().row(), QApplication.focusWidget()
        assert field is not None
        QTest.keyClick(field, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is field
        assert rows.currentIndex().row() == before + 1
    finally:
        palette.hide()


# The dialogs


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_is_named_explained_and_reached(
    sample: Driver, name: str
) -> None:
    dialog = dialog_of(sample, name)
    try:
        assert unnamed(dialog) == []
        assert unexplained(dialog) == []
        dialog.focusNextChild()
        assert not_reached(dialog) == []
    finally:
        dialog.close()
        dialog.deleteLater()


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_fits_a_small_screen(sample: Driver, name: str) -> None:
    dialog = dialog_of(sample, name)
    try:
        dialog.resize(SMALL[0] - 16, SMALL[1] - 48)
        QTest.qWait(1)
        assert dialog.width() <= SMALL[0] - 16
        assert dialog.height() <= SMALL[1] - 48
        assert cut_off(dialog) == []
    finally:
        dialog.close()
        dialog.deleteLater()


def test_the_list_of_occurrences_is_on_the_screen_beside_whatever_is_marked(sample: Driver) -> None:
    window = sample.window
    screen = window.screen().availableGeometry()
    window.resize(*SMALL)
    window.move(screen.right() - SMALL[0], screen.bottom() - SMALL[1])
    # Of all labels it has the most attributes.
    sample.go_to("figure")
    dialog = dialog_of(sample, "occurrences")
    try:
        assert screen.contains(dialog.geometry()), dialog.geometry()
        assert dialog.width() <= SMALL[0]
        assert cut_off(dialog) == []
        box = next(b for b in dialog.findChildren(QCheckBox) if "attributes" in b.text())
        assert box.isVisible()
        assert "…" in box.text()
        assert "…" not in name_of(box) + box.toolTip()
    finally:
        dialog.close()


def test_the_pages_of_the_settings_have_a_scroll_bar_where_they_need_one(sample: Driver) -> None:
    dialog = dialog_of(sample, "settings")
    dialog.resize(*SMALL)
    QTest.qWait(1)
    area = dialog.findChildren(QScrollArea)[0]
    assert isinstance(area, QAbstractScrollArea)
    dialog.findChildren(QTabBar)[0].setFocus()
    for _ in controls(dialog):
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        assert here is not None
        inner = area.widget()
        if inner is not None and inner.isAncestorOf(here):
            seen = QRect(here.mapTo(area.viewport(), QPoint(0, 0)), here.size())
            assert area.viewport().rect().contains(seen), words(here)
    dialog.close()
