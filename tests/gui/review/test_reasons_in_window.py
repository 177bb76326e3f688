"""Reasons and notes in the window: they stand with the decision that they were given for."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator.gui.review.group_strip import GroupStrip
from annotator.gui.review.reason_box import ReasonBox
from tests.gui.review.entering import review
from tests.stories.driving import Driver


def test_a_note_stays_with_the_decision_it_was_typed_for(driver: Driver, qtbot: QtBot) -> None:
    desk = review(driver)
    groups = [group.id for group in desk.open_groups]
    driver.press("11")
    # The third group is open, and the reason box is about the second; then the first is chosen.
    driver.press("r")
    note = driver.window.findChild(ReasonBox).findChild(QLineEdit)
    note.setFocus()
    qtbot.keyClicks(note, "about the second")
    driver.window.findChild(GroupStrip).group_chosen.emit(groups[0])
    qtbot.wait(50)
    notes = [desk.decisions[group].note for group in groups[:2]]
    assert notes == ["", "about the second"]


def test_the_last_decision_of_an_article_gets_its_reason_by_key(driver: Driver) -> None:
    desk = review(driver)
    last = desk.open_groups[-1].id
    driver.press("1" * len(desk.open_groups))
    assert desk.group is None
    driver.press("r")
    assert isinstance(driver.window.focusWidget().parent(), ReasonBox)
    driver.qtbot.keyClicks(driver.window.focusWidget(), "l")
    assert desk.decisions[last].reason == "label"
