"""Every control of the review, the dashboard and their dialogs has a name and can be reached."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from annotator.adjudicate.groups import Kind
from annotator.gui.review.compare_dialog import CompareDialog
from annotator.gui.review.merge_dialog import MergeDialog
from annotator.gui.review.same_cases import SameCasesDialog
from annotator.gui.review.summary_page import SummaryPage
from tests.gui.test_reachable import SMALL, controls, cut_off, not_reached, unexplained, unnamed
from tests.stories.driving import ControlModifier, ShiftModifier
from tests.stories.reviewing import THREE, AltModifier, Reviewing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key
DIALOGS: dict[str, type[QDialog]] = {
    "merge": MergeDialog,
    "compare": CompareDialog,
    "same": SameCasesDialog,
    "own work": QDialog,
}


@pytest.fixture
def rita(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewing]:
    """In review, with a decision made, so that reasons can be given."""
    with Reviewing.on(qtbot, tmp_path, THREE, THREE) as driver:
        driver.window.resize(1280, 800)
        driver.go_to_review()
        driver.look_at(Kind.LABEL_CONFLICT)
        driver.take("ben")
        driver.settle()
        yield driver


def dialog_of(rita: Reviewing, name: str) -> QDialog:
    """A dialog of the review, shown and filled."""
    match name:
        case "merge":
            rita.keys(rita.view, Key.Key_M, ControlModifier)
        case "compare":
            rita.keys(rita.view, Key.Key_K, ControlModifier | ShiftModifier)
        case "same":
            rita.press("d")
        case _:
            rita.program.bench.show("review_own_work")
    rita.settle_all()
    kind = DIALOGS[name]
    dialog = next(d for d in rita.window.findChildren(kind) if d.isVisible())
    assert kind is not QDialog or dialog.findChildren(SummaryPage)
    dialog.activateWindow()
    rita.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=10_000)
    return dialog


@pytest.mark.parametrize("has_reasons", [False, True])
def test_every_control_of_the_review_has_a_name_and_says_what_it_does(
    rita: Reviewing, has_reasons: bool
) -> None:
    if has_reasons:
        rita.press("r")
    assert unnamed(rita.window) == []
    assert unexplained(rita.window) == []


def test_tab_or_a_panes_key_reaches_every_control_of_the_review(rita: Reviewing) -> None:
    rita.review.articles.focus_list()
    assert not_reached(rita.window) == []


def test_in_a_small_window_nothing_of_the_review_is_cut_off(rita: Reviewing) -> None:
    rita.window.resize(*SMALL)
    QTest.qWait(1)
    assert rita.window.width() <= SMALL[0]
    assert rita.window.height() <= SMALL[1]
    assert cut_off(rita.window) == []


def test_every_control_of_the_dashboard_has_a_name_and_says_what_it_does(rita: Reviewing) -> None:
    rita.keys(rita.window, Key.Key_3, ControlModifier | AltModifier)
    rita.settle_all()
    assert unnamed(rita.window) == []
    assert unexplained(rita.window) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_is_named_explained_and_reached(
    rita: Reviewing, name: str
) -> None:
    dialog = dialog_of(rita, name)
    try:
        assert unnamed(dialog) == []
        assert unexplained(dialog) == []
        if controls(dialog):
            dialog.focusNextChild()
            assert not_reached(dialog) == []
    finally:
        dialog.close()


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_fits_a_small_screen(rita: Reviewing, name: str) -> None:
    dialog = dialog_of(rita, name)
    try:
        dialog.resize(SMALL[0] - 16, SMALL[1] - 48)
        QTest.qWait(1)
        assert dialog.width() <= SMALL[0] - 16
        assert dialog.height() <= SMALL[1] - 48
        assert cut_off(dialog) == []
    finally:
        dialog.close()
