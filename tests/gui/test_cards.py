"""The card of what is here, by mouse and by key, and the list of a heap of marks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.stories.driving import ControlModifier, Driver

pytestmark = pytest.mark.qt_log_ignore("does not support raise")


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        started.open_sample(tmp_path / "sample.anno")
        started.open_article("sample-9")
        yield started
        QToolTip.hideText()


def marked(driver: Driver, times: int = 1) -> list[str]:
    """Marks with different labels on one word; their ids."""
    for letter in "aqfs"[:times]:
        driver.keys(driver.view, Qt.Key.Key_Escape)
        driver.keys(driver.view, Qt.Key.Key_Escape)
        driver.select("conductor")
        driver.press(letter)
    return [str(annotation.id) for annotation in driver.state]


def f2(driver: Driver) -> None:
    driver.keys(driver.view, Qt.Key.Key_F2)


def test_the_key_shows_the_card_at_the_caret(driver: Driver) -> None:
    marked(driver)
    f2(driver)
    assert "Actor" in QToolTip.text()
    assert "“conductor”" in QToolTip.text()
    assert "ana, " in QToolTip.text()


def test_the_key_hides_the_card_again_and_so_does_escape(driver: Driver) -> None:
    marked(driver)
    f2(driver)
    f2(driver)
    driver.qtbot.waitUntil(lambda: not QToolTip.isVisible())
    f2(driver)
    assert QToolTip.isVisible()
    driver.keys(driver.view, Qt.Key.Key_Escape)
    driver.qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_the_card_goes_when_the_caret_goes(driver: Driver) -> None:
    marked(driver)
    f2(driver)
    driver.keys(driver.view, Qt.Key.Key_Home, ControlModifier)
    driver.qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_where_nothing_is_marked_the_key_says_so(driver: Driver) -> None:
    driver.keys(driver.view, Qt.Key.Key_Home, ControlModifier)
    f2(driver)
    said = " ".join(notice.text for notice in driver.window.notices.notices)
    assert "Nothing is marked here." in said
    assert not QToolTip.isVisible()


def test_hovering_shows_the_card_of_all_marks_there(driver: Driver) -> None:
    ids = marked(driver, 2)
    driver.view.card_asked.emit(tuple(ids), driver.view.mapToGlobal(QPoint(50, 50)))
    assert QToolTip.text().count("“conductor”") == 2


def test_the_list_selects_what_is_chosen(driver: Driver) -> None:
    ids = marked(driver, 4)
    driver.view.list_asked.emit(tuple(ids), driver.view.mapToGlobal(QPoint(50, 50)))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.data() for action in menu.actions()] == ids
    QTest.keyClick(menu, Qt.Key.Key_2)
    assert driver.program.bench.desk.selected == ids[1]


def test_a_list_of_very_many_says_how_many_it_leaves_out(driver: Driver) -> None:
    ids = marked(driver, 1)
    driver.view.list_asked.emit(tuple(ids * 100), driver.view.mapToGlobal(QPoint(50, 50)))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    last = menu.actions()[-1]
    assert last.text().startswith("and 60 more")
    assert not last.isEnabled()
    menu.close()
