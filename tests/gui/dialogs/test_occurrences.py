"""Labelling all occurrences, through the window, with keys and clicks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QListView, QPushButton
from pytestqt.qtbot import QtBot

from annotator.core.spans import Span
from annotator.gui.dialogs.occurrences import OccurrencesDialog
from annotator.gui.models.rows_model import ROW_ROLE
from tests.stories.driving import ControlModifier, Driver

Key = Qt.Key
# The offscreen plugin says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        started.open_sample(tmp_path / "sample.anno")
        started.open_article("sample-9")
        yield started


def opened(driver: Driver) -> OccurrencesDialog:
    driver.keys(driver.view, Key.Key_L, ControlModifier)
    dialogs = [d for d in driver.window.findChildren(OccurrencesDialog) if d.isVisible()]
    assert len(dialogs) == 1
    found: OccurrencesDialog = dialogs[0]
    driver.qtbot.waitUntil(lambda: "earching" not in remark(found))
    driver.qtbot.waitUntil(view(found).hasFocus)
    return found


def view(dialog: OccurrencesDialog) -> QListView:
    return next(v for v in dialog.findChildren(QListView) if v.accessibleName() == "Places")


def places(dialog: OccurrencesDialog) -> list[Span]:
    model = view(dialog).model()
    rows = [model.index(n, 0).data(ROW_ROLE) for n in range(model.rowCount())]
    return [row.span for row in rows]


def ticks(dialog: OccurrencesDialog) -> list[bool]:
    model = view(dialog).model()
    return [model.index(n, 0).data(ROW_ROLE).is_ticked for n in range(model.rowCount())]


def remark(dialog: OccurrencesDialog) -> str:
    return next(x.text() for x in dialog.findChildren(QLabel) if x.property("role") == "secondary")


def button(dialog: OccurrencesDialog) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().startswith("Mark"))


def mark(driver: Driver, dialog: OccurrencesDialog) -> None:
    """Return, and back in the text."""
    driver.keys(view(dialog), Key.Key_Return)
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.view.hasFocus)


def choice(dialog: OccurrencesDialog, words: str) -> QCheckBox:
    return next(b for b in dialog.findChildren(QCheckBox) if words in b.accessibleName())


def test_return_marks_every_other_place_in_one_step(driver: Driver) -> None:
    total = driver.text.count(" the ")
    driver.select("the")
    driver.press("a")
    dialog = opened(driver)
    count = len(places(dialog))
    assert total - 1 <= count
    assert button(dialog).text() == f"Mark {count} places"
    mark(driver, dialog)
    assert set(driver.quotes()) == {"actor"}
    assert len(driver.state) == count + 1
    driver.undo(1)
    assert len(driver.state) == 1
    driver.redo(1)
    assert len(driver.state) == count + 1


def test_what_is_marked_already_is_skipped_and_counted(driver: Driver) -> None:
    driver.select("the")
    driver.press("a")
    opened_first = opened(driver)
    count = len(places(opened_first))
    driver.keys(view(opened_first), Key.Key_Space)
    mark(driver, opened_first)
    driver.keys(driver.view, Key.Key_Escape)
    driver.select("the")
    driver.keys(driver.view, Key.Key_Escape)
    driver.press("t")
    dialog = opened(driver)
    assert len(places(dialog)) == 1
    assert f"{count - 1} are marked as Actor already" in remark(dialog)
    assert button(dialog).text() == "Mark 1 place"
    driver.keys(view(dialog), Key.Key_Escape)
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.view.hasFocus)


def test_space_ticks_one_and_control_a_all_or_none(driver: Driver) -> None:
    driver.select("the")
    dialog = opened(driver)
    driver.keys(view(dialog), Key.Key_Down)
    driver.keys(view(dialog), Key.Key_Space)
    assert ticks(dialog)[:3] == [True, False, True]
    driver.keys(view(dialog), Key.Key_A, ControlModifier)
    assert all(ticks(dialog))
    driver.keys(view(dialog), Key.Key_A, ControlModifier)
    assert not any(ticks(dialog))
    assert not button(dialog).isEnabled()
    driver.keys(view(dialog), Key.Key_Return)
    assert dialog.isVisible()
    driver.keys(view(dialog), Key.Key_Escape)


def test_a_click_on_the_box_ticks_and_one_on_the_words_does_not(driver: Driver) -> None:
    driver.select("the")
    dialog = opened(driver)
    row = view(dialog).visualRect(view(dialog).model().index(1, 0))
    port = view(dialog).viewport()
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=row.topLeft() + QPoint(18, 14))
    assert ticks(dialog)[:3] == [True, False, True]
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=row.center())
    assert ticks(dialog)[:3] == [True, False, True]
    driver.keys(view(dialog), Key.Key_Escape)


def test_moving_through_the_list_shows_each_place_above_the_dialog(driver: Driver) -> None:
    driver.select("the")
    caret = driver.view.caret()
    dialog = opened(driver)
    for _ in range(len(places(dialog)) - 1):
        driver.keys(view(dialog), Key.Key_Down)
    last = places(dialog)[-1]
    assert driver.view._painter.hits.current == last
    cursor = driver.view.textCursor()
    cursor.setPosition(driver.view._shown.position(last.start))
    line = driver.view.viewport().mapToGlobal(driver.view.cursorRect(cursor).bottomLeft())
    assert line.y() <= dialog.frameGeometry().top()
    assert driver.view.caret() == caret
    driver.keys(view(dialog), Key.Key_Escape)
    assert not driver.view._painter.hits


def test_the_choices_list_again_at_once(driver: Driver) -> None:
    driver.select("the")
    dialog = opened(driver)
    strict = len(places(dialog))
    choice(dialog, "Whole words").click()
    assert len(places(dialog)) > strict
    among = len(places(dialog))
    choice(dialog, "Match case").click()
    assert len(places(dialog)) > among
    driver.keys(view(dialog), Key.Key_Escape)


def test_attributes_go_along_if_that_is_wanted(driver: Driver) -> None:
    driver.select("the")
    driver.press("a")
    annotation = next(iter(driver.state))
    driver.program.bench.desk.set_attribute(annotation.id, "kind", "person")  # type: ignore[arg-type]
    dialog = opened(driver)
    assert "person" in choice(dialog, "attributes").text()
    mark(driver, dialog)
    assert {a.attribute("kind") for a in driver.state} == {"person"}  # type: ignore[arg-type]
    driver.undo(1)
    dialog = opened(driver)
    choice(dialog, "attributes").click()
    mark(driver, dialog)
    assert sorted({a.attribute("kind") for a in driver.state}) == ["", "person"]  # type: ignore[arg-type]


def test_another_label_can_be_chosen_and_is_the_one_that_is_put(driver: Driver) -> None:
    driver.select("the")
    dialog = opened(driver)
    box = dialog.findChildren(QComboBox)[0]
    box.setFocus()
    driver.keys(box, Key.Key_Down)
    driver.keys(box, Key.Key_Down)
    chosen = box.currentText()
    assert not choice(dialog, "attributes").isVisible()
    mark(driver, dialog)
    titles = {label.id: label.title for label in driver.session.codebook.labels}
    assert [titles[label] for label in driver.quotes()] == [chosen]  # type: ignore[index]


def test_without_words_it_is_said_what_to_do(driver: Driver) -> None:
    driver.walk_to(driver.text.index("\n\n") + 1)
    driver.keys(driver.view, Key.Key_L, ControlModifier)
    assert not driver.window.findChildren(OccurrencesDialog)
    assert any("Select" in notice.text for notice in driver.window.notices.notices)


def test_the_context_menu_has_it(driver: Driver) -> None:
    action = driver.program.bench.actions.action("annotate.occurrences")
    driver.select("the")
    driver.view.context_asked.emit(driver.view.mapToGlobal(QPoint(40, 40)))
    from PySide6.QtWidgets import QApplication

    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert action in menu.actions()
    menu.close()
