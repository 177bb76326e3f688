"""The label that sticks, in the real window: mouse, keys, the band, Escape."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.panels.label_chip import LabelChip
from tests.gui.choosing import TEXT, press, space, type_in, window_on
from tests.stories.driving import ControlModifier, Driver, NoModifier, ShiftModifier


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with window_on(qtbot, tmp_path) as started:
        yield started


def at(driver: Driver, words: str, shift: int = 0) -> QPoint:
    view = driver.view
    cursor = view.textCursor()
    cursor.setPosition(TEXT.index(words) + shift)
    return view.cursorRect(cursor).center() + QPoint(2, 0)


def drag(driver: Driver, first: str, last: str) -> None:
    port = driver.view.viewport()
    start, end = at(driver, first), at(driver, last, len(last) - 1)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, NoModifier, start)
    middle = (start + end) / 2
    for place in (middle, end):
        QTest.mouseMove(port, place)
        QTest.qWait(1)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NoModifier, end)


def hold_shift(driver: Driver, steps: int) -> None:
    """Ctrl+Shift+Right, and Shift let go."""
    QTest.keyPress(driver.view, Qt.Key.Key_Shift, ShiftModifier)
    for _ in range(steps):
        driver.keys(driver.view, Qt.Key.Key_Right, ControlModifier | ShiftModifier)
    QTest.keyRelease(driver.view, Qt.Key.Key_Shift, NoModifier)


def test_every_selection_gets_the_label_that_sticks(driver: Driver) -> None:
    driver.keys(driver.view, Qt.Key.Key_A, ShiftModifier)
    assert driver.program.bench.desk.sticky == "actor"
    QTest.qWait(30)
    assert driver.window.band.isVisible()
    assert driver.window.band.accessibleName() == "Every selection becomes Actor."
    drag(driver, "Foreign", "minister")
    assert driver.quotes() == {"actor": ["Foreign minister"]}
    driver.caret_to("Friday")
    assert len(driver.state) == 1
    hold_shift(driver, 1)
    assert driver.quotes() == {"actor": ["Foreign minister", "Friday"]}
    # A label's key changes the one just made.
    driver.press("f")
    assert driver.quotes() == {"actor": ["Foreign minister"], "figure": ["Friday"]}
    driver.undo(3)
    assert len(driver.state) == 0


def test_the_same_words_again_are_remarked_and_not_marked(driver: Driver) -> None:
    driver.keys(driver.view, Qt.Key.Key_A, ShiftModifier)
    for _ in range(2):
        drag(driver, "Foreign", "minister")
    assert driver.quotes() == {"actor": ["Foreign minister"]}
    assert driver.window.notices.isVisible()


def test_shift_and_a_click_on_a_label_make_it_stick_and_let_it_go(driver: Driver) -> None:
    chip = next(
        chip for chip in driver.window.page.labels.findChildren(LabelChip) if chip.isVisible()
    )
    assert chip.toolTip().splitlines()[1] == "Shift+click: every selection becomes Actor"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, ShiftModifier)
    assert driver.program.bench.desk.sticky == "actor"
    assert len(driver.state) == 0
    assert driver.view.hasFocus()
    drag(driver, "Foreign", "minister")
    assert driver.quotes() == {"actor": ["Foreign minister"]}
    driver.program.bench.soon(at_once=True)
    assert "no more" in chip.toolTip()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, ShiftModifier)
    assert driver.program.bench.desk.sticky is None
    assert driver.quotes() == {"actor": ["Foreign minister"]}


def test_a_double_click_marks_the_word_and_a_third_the_sentence_instead(driver: Driver) -> None:
    driver.keys(driver.view, Qt.Key.Key_A, ShiftModifier)
    port, place = driver.view.viewport(), at(driver, "Reuters", 3)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kinds = QEvent.Type
    clicks = (
        (kinds.MouseButtonPress, {}),
        (kinds.MouseButtonDblClick, {"actor": ["Reuters"]}),
        (kinds.MouseButtonPress, {"actor": [TEXT[: TEXT.index(" No more") - 1]]}),
    )
    # One after the other, as a hand does: QTest puts time between clicks.
    for number, (kind, quotes) in enumerate(clicks, 1):
        for event_kind, held in ((kind, left), (kinds.MouseButtonRelease, none)):
            where = QPointF(place)
            event = QMouseEvent(event_kind, where, port.mapToGlobal(where), left, held, NoModifier)
            event.setTimestamp(50 * number)
            QApplication.sendEvent(port, event)
        assert driver.quotes() == quotes
    driver.undo(1)
    assert len(driver.state) == 0


def test_escape_leaves_a_selection_then_the_label_then_the_annotation(driver: Driver) -> None:
    desk = driver.program.bench.desk
    driver.keys(driver.view, Qt.Key.Key_A, ShiftModifier)
    drag(driver, "Foreign", "minister")
    drag(driver, "Foreign", "minister")
    assert driver.view.selection() is not None
    driver.keys(driver.view, Qt.Key.Key_Escape)
    assert (driver.view.selection(), desk.sticky) == (None, "actor")
    driver.keys(driver.view, Qt.Key.Key_Tab)
    driver.keys(driver.view, Qt.Key.Key_Escape)
    assert desk.sticky is None
    driver.keys(driver.view, Qt.Key.Key_Tab, ShiftModifier)
    assert desk.annotation is not None
    driver.keys(driver.view, Qt.Key.Key_Escape)
    assert desk.annotation is None
    drag(driver, "Ana", "Gómez")
    assert len(driver.state) == 1


def test_the_label_sticks_in_the_next_article_and_the_band_lets_it_go(driver: Driver) -> None:
    space(driver, ShiftModifier)
    type_in("quote")
    press(Qt.Key.Key_Return)
    driver.keys(driver.view, Qt.Key.Key_PageDown, ControlModifier)
    driver.qtbot.waitUntil(lambda: driver.text.startswith("Another"))
    desk = driver.program.bench.desk
    assert desk.sticky == "quote"
    hold_shift(driver, 1)
    assert "quote" in driver.quotes()
    QTest.qWait(30)
    driver.window.band.leave_asked.emit("sticky")
    assert desk.sticky is None


def test_the_same_key_again_lets_the_label_go(driver: Driver) -> None:
    for _ in range(2):
        driver.keys(driver.view, Qt.Key.Key_A, ShiftModifier)
    assert driver.program.bench.desk.sticky is None
