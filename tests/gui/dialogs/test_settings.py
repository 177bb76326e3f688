"""The settings through the real window: every change acts at once and is remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QRadioButton,
    QSpinBox,
    QTabWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from annotator.gui.dialogs.font_field import FontField
from annotator.gui.dialogs.settings import SettingsDialog
from annotator.gui.theme import Theme
from tests.gui.dialogs.settings_driving import Key, control, kept, opened, press
from tests.stories.driving import Driver

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        started.open_sample(tmp_path / "sample.anno")
        started.open_article("sample-9")
        started.window.resize(1280, 800)
        yield started


def choose(dialog: SettingsDialog, name: str, words: str) -> None:
    """A click on one of a setting's choices."""
    buttons = control(dialog, name).findChildren(QRadioButton)
    button = next(button for button in buttons if button.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def typed(field: QSpinBox, number: str) -> None:
    """A number typed into a field, and Return."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, number)
    QTest.keyClick(field, Key.Key_Return)


def theme_of(driver: Driver) -> Theme:
    theme: Theme = driver.program.bench.reading.theme
    return theme


# Reading


def test_a_size_typed_sets_the_article_at_once_and_after_a_restart(
    driver: Driver, tmp_path: Path
) -> None:
    typed(control(opened(driver), "reading_size"), "19")  # type: ignore[arg-type]
    assert driver.view.font().pointSize() == 19
    driver.close()
    driver.start_again(tmp_path / "sample.anno")
    driver.wait_for_article()
    assert driver.view.font().pointSize() == 19


def test_column_spacing_and_margin_change_the_articles_measures(
    driver: Driver, tmp_path: Path
) -> None:
    dialog, before = opened(driver), driver.view._measures
    typed(control(dialog, "column_characters"), "40")  # type: ignore[arg-type]
    assert driver.view._measures.column < before.column
    QTest.keyClick(control(dialog, "line_spacing"), Key.Key_Up)
    assert driver.view._measures.spacing == pytest.approx(1.6)
    typed(control(dialog, "column_characters"), "300")  # type: ignore[arg-type]
    typed(control(dialog, "margin"), "96")  # type: ignore[arg-type]
    measures = driver.view._measures
    assert measures.left >= 96
    assert measures.left + measures.column <= measures.width - 96
    assert kept(tmp_path).number("margin") == 96


def test_values_out_of_bounds_are_brought_within(driver: Driver, tmp_path: Path) -> None:
    typed(control(opened(driver), "reading_size"), "99")  # type: ignore[arg-type]
    assert kept(tmp_path).number("reading_size") <= 72


def test_the_wheel_over_a_number_scrolls_and_changes_nothing(driver: Driver) -> None:
    dialog = opened(driver)
    field = control(dialog, "reading_size")
    dialog.findChildren(QTabWidget)[0].tabBar().setFocus()
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(field.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)
    assert driver.view.font().pointSize() == 13


def test_a_size_changed_in_the_article_is_shown_in_the_dialog(driver: Driver) -> None:
    dialog = opened(driver)
    driver.program.bench.change_view("larger")
    field = control(dialog, "reading_size")
    assert isinstance(field, QSpinBox)
    assert field.value() == 14


def test_a_font_is_found_while_one_types(driver: Driver, tmp_path: Path) -> None:
    field = control(opened(driver), "reading_font")
    assert isinstance(field, FontField)
    family = field.itemText(field.count() - 1)
    line = field.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, family.upper())
    QTest.keyClick(line, Key.Key_Return)
    assert kept(tmp_path).text("reading_font") == family
    assert driver.view.font().family() == family


def test_what_is_no_font_is_not_taken(driver: Driver, tmp_path: Path) -> None:
    field = control(opened(driver), "reading_font")
    assert isinstance(field, FontField)
    shown = field.currentText()
    line = field.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "no such family")
    QTest.keyClick(line, Key.Key_Return)
    assert field.currentText() == shown
    assert kept(tmp_path).text("reading_font") == ""


def test_a_theme_colours_window_and_dialog_at_once(driver: Driver, tmp_path: Path) -> None:
    dialog = opened(driver)
    choose(dialog, "theme", "Dark")
    assert theme_of(driver).name == "dark"
    choose(dialog, "theme", "High contrast")
    assert theme_of(driver).name == "contrast"
    assert kept(tmp_path).text("theme") == "contrast"
    choose(dialog, "theme", "High contrast")
    assert theme_of(driver).name == "contrast", "a chosen theme is never taken back"


def test_a_switch_of_the_schema_is_shown_and_kept(driver: Driver, tmp_path: Path) -> None:
    dialog = opened(driver)
    switch = dialog.reading.findChildren(QCheckBox)[0]
    name, before = switch.property("setting"), switch.isChecked()
    QTest.keyClick(switch, Key.Key_Space)
    assert kept(tmp_path).is_on(name) is not before


def test_usual_values_set_the_page_back(driver: Driver, tmp_path: Path) -> None:
    dialog = opened(driver)
    typed(control(dialog, "reading_size"), "19")  # type: ignore[arg-type]
    choose(dialog, "theme", "Dark")
    press(dialog, "Usual values")
    assert driver.view.font().pointSize() == 13
    assert kept(tmp_path).text("theme") == "system"
    field = control(dialog, "reading_size")
    assert isinstance(field, QSpinBox)
    assert field.value() == 13


def test_nothing_moves_where_that_is_wanted(driver: Driver) -> None:
    dialog = opened(driver)
    choose(dialog, "motion", "Full")
    assert QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    choose(dialog, "motion", "Nothing moves")
    assert not any(QApplication.isEffectEnabled(effect) for effect in Qt.UIEffect)
    choose(dialog, "motion", "As the system")


def test_the_dialog_opens_once_and_escape_closes_it(driver: Driver) -> None:
    dialog = opened(driver)
    assert opened(driver) is dialog
    QTest.keyClick(dialog, Key.Key_Escape)
    driver.qtbot.waitUntil(lambda: not isValid(dialog))
    assert opened(driver).isVisible()


def test_what_is_still_being_typed_when_the_window_closes_is_kept(
    driver: Driver, tmp_path: Path
) -> None:
    field = control(opened(driver), "reading_size")
    assert isinstance(field, QSpinBox)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "17")
    driver.close()
    assert kept(tmp_path).number("reading_size") == 17
