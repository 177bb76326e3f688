"""The palette in the real window, with real keys: labels, relations, commands, panes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.panels.palette import Palette
from tests.gui.choosing import TEXT, palette, press, space, titles, type_in, window_on
from tests.stories.driving import ControlModifier, Driver, NoModifier, ShiftModifier


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with window_on(qtbot, tmp_path) as started:
        yield started


def test_space_lists_the_labels_and_return_marks_the_word_at_the_caret(driver: Driver) -> None:
    driver.caret_to("Reuters")
    space(driver)
    assert titles() == ["Actor", "Quote", "Figure", "Source agency"]
    type_in("sou")
    assert titles() == ["Source agency"]
    press(Qt.Key.Key_Return)
    assert driver.quotes() == {"source": ["Reuters"]}
    assert QApplication.activePopupWidget() is None
    assert driver.view.hasFocus()


def test_it_marks_a_selection_and_relabels_what_is_selected(driver: Driver) -> None:
    driver.select("Ana Gómez")
    space(driver)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert driver.quotes() == {"quote": ["Ana Gómez"]}
    space(driver)
    # The label used last is first and ticked; Return takes the next one.
    assert titles()[0] == "Quote"
    press(Qt.Key.Key_Return)
    assert driver.quotes() == {"actor": ["Ana Gómez"]}
    driver.undo(2)
    assert driver.quotes() == {}


def test_the_label_it_has_already_changes_nothing(driver: Driver) -> None:
    driver.caret_to("Reuters")
    driver.press("a")
    title = driver.session.undo_status.undo
    space(driver)
    type_in("actor")
    press(Qt.Key.Key_Return)
    assert driver.session.undo_status.undo == title
    assert not driver.window.notices.isVisible()


def test_escape_closes_it_back_to_the_text_and_nothing_is_done(driver: Driver) -> None:
    driver.select("Ana")
    space(driver)
    type_in("q")
    press(Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert driver.view.hasFocus()
    assert driver.view.selection() is not None
    assert len(driver.state) == 0


def test_tab_and_the_arrows_move_and_stop_at_the_ends(driver: Driver) -> None:
    driver.caret_to("Reuters")
    space(driver)
    for key, row in (
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Tab, 1),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_Down, 3),
        (Qt.Key.Key_Backtab, 2),
        (Qt.Key.Key_PageUp, 0),
    ):
        press(key)
        assert palette()._list.currentIndex().row() == row
    press(Qt.Key.Key_Escape)


def test_a_click_takes_a_row(driver: Driver) -> None:
    driver.caret_to("Reuters")
    space(driver)
    view = palette()._list
    at = view.visualRect(view.model().index(1)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NoModifier, at)
    assert driver.quotes() == {"quote": ["Reuters"]}


def test_what_matches_nothing_chooses_nothing(driver: Driver) -> None:
    driver.caret_to("Reuters")
    space(driver)
    type_in("zzz")
    assert titles() == []
    press(Qt.Key.Key_Return)
    assert palette().isVisible()
    for _ in "zzz":
        press(Qt.Key.Key_Backspace)
    assert len(titles()) == 4
    press(Qt.Key.Key_Escape)
    assert len(driver.state) == 0


def test_at_no_word_it_says_so(driver: Driver) -> None:
    driver.walk_to(TEXT.index("\n\n") + 1)
    space(driver)
    assert QApplication.activePopupWidget() is None
    assert driver.window.notices.isVisible()


def test_it_stands_beside_the_line_and_inside_the_window(driver: Driver) -> None:
    for offset in (0, TEXT.index("wrong"), len(TEXT) - 3):
        driver.walk_to(offset)
        for _ in range(2):
            space(driver)
            place = palette().geometry()
            view = driver.view.viewport()
            caret = driver.view.cursorRect()
            line = caret.translated(view.mapToGlobal(QPoint(0, 0)))
            assert place.bottom() < line.top() or place.top() > line.bottom()
            window = driver.window.geometry()
            assert window.contains(place)
            press(Qt.Key.Key_Escape)
            driver.window.resize(700, 460)
            QTest.qWait(10)
        driver.window.resize(1100, 700)


def test_it_is_made_once(driver: Driver) -> None:
    driver.caret_to("Reuters")
    seen = set()
    for _ in range(3):
        space(driver)
        seen.add(id(palette()))
        press(Qt.Key.Key_Escape)
    assert len(seen) == 1
    assert len(driver.window.findChildren(Palette)) == 1


# Relations


def test_a_number_takes_that_type_of_relation(driver: Driver) -> None:
    driver.select("said on")
    driver.press("q")
    driver.caret_to("Ana")
    driver.press("a")
    driver.go_to("quote")
    driver.press("r")
    driver.go_to("actor")
    driver.press("r")
    wanted = driver.program.bench.desk.relation_choices()
    assert titles() == [kind.title for kind in wanted]
    type_in("2")
    assert [r.type for r in driver.state.relations] == [wanted[1].id]


# Commands


def test_a_command_is_found_by_its_words_and_runs(driver: Driver) -> None:
    driver.caret_to("Reuters")
    driver.press("a")
    driver.keys(driver.window, Qt.Key.Key_K, ControlModifier)
    type_in("unsu")
    assert titles()[0] == "Unsure"
    press(Qt.Key.Key_Return)
    assert next(iter(driver.state)).unsure


def test_only_what_can_run_now_is_listed(driver: Driver) -> None:
    driver.keys(driver.window, Qt.Key.Key_K, ControlModifier)
    assert "Unsure" not in titles()
    assert "Import articles…" in titles()
    press(Qt.Key.Key_Escape)


def test_commands_are_found_without_a_project(qtbot: QtBot, tmp_path: Path) -> None:
    with Driver.started(qtbot, tmp_path) as driver:
        driver.keys(driver.window, Qt.Key.Key_K, ControlModifier)
        assert "Actor" not in titles()
        type_in("dark")
        press(Qt.Key.Key_Return)
        assert driver.program.settings.text("theme") == "dark"


# Stepping


def test_a_label_is_chosen_and_stepped_through(driver: Driver) -> None:
    for words in ("Foreign", "Friday", "wrong"):
        driver.caret_to(words)
        driver.press("a")
    driver.caret_to("Reuters")
    driver.press("s")
    driver.walk_to(0)
    driver.keys(driver.window, Qt.Key.Key_L, ControlModifier | ShiftModifier)
    type_in("act")
    press(Qt.Key.Key_Return)
    desk = driver.program.bench.desk

    def here() -> str:
        return desk.annotation.extent.text_of(TEXT)  # type: ignore[no-any-return]

    assert here() == "Foreign"
    seen = []
    for key in "..,":
        driver.press(key)
        seen.append(here())
    assert seen == ["Friday", "wrong", "Friday"]
    driver.press("..")
    assert here() == "wrong"
    assert driver.window.notices.isVisible()


def test_the_partner_and_back(driver: Driver) -> None:
    driver.select("said on")
    driver.press("q")
    driver.caret_to("Ana")
    driver.press("a")
    driver.press("r")
    driver.go_to("quote")
    driver.press("r")
    driver.choose_first()
    driver.go_to("quote")
    desk = driver.program.bench.desk
    seen = []
    for _ in range(3):
        driver.keys(driver.window, Qt.Key.Key_R, ControlModifier)
        seen.append(desk.annotation.label)
    assert seen == ["actor", "quote", "actor"]


# Dividing, joining, parts, through the keys


def test_an_annotation_is_divided_joined_and_given_a_part_with_keys(driver: Driver) -> None:
    driver.select("Ana Gómez")
    driver.press("a")
    driver.caret_to("Gómez")
    driver.keys(driver.view, Qt.Key.Key_D, ControlModifier)
    assert driver.quotes() == {"actor": ["Ana", "Gómez"]}
    driver.keys(driver.view, Qt.Key.Key_Tab, ShiftModifier)
    driver.keys(driver.view, Qt.Key.Key_J, ControlModifier)
    assert driver.quotes() == {"actor": ["Ana Gómez"]}
    driver.caret_to("Friday")
    driver.press("+")
    (annotation,) = driver.state
    assert [s.text_of(TEXT) for s in annotation.spans] == ["Ana Gómez", "Friday"]
    assert driver.window.notices.isVisible()
    driver.caret_to("riday")
    driver.press("-")
    assert driver.quotes() == {"actor": ["Ana Gómez"]}
    driver.undo(5)
    assert len(driver.state) == 0


# Panes


def test_f6_goes_round_the_panes(driver: Driver) -> None:
    window = driver.window
    seen = []
    for _ in range(5):
        focus = QApplication.focusWidget()
        panes = (window.articles, window.text, window.page.labels, window.inspector)
        seen.append(
            next(i for i, pane in enumerate(panes) if pane.isAncestorOf(focus) or pane is focus)
        )
        driver.keys(focus, Qt.Key.Key_F6)
    assert seen[:4] in ([1, 2, 3, 0], [1, 2, 0, 1])
    driver.keys(QApplication.focusWidget(), Qt.Key.Key_F6, ShiftModifier)
