"""Two sets side by side in the window: one goes from difference to difference."""

from PySide6.QtCore import Qt

from annotator.gui.review.group_strip import GroupStrip
from tests.gui.review.entering import compare
from tests.stories.driving import Driver


def test_keys_go_from_one_difference_to_the_next(driver: Driver) -> None:
    desk = compare(driver)
    first = desk.current
    driver.keys(driver.view, Qt.Key.Key_Tab)
    second = desk.current
    driver.press(",")
    assert (second != first, desk.current) == (True, first)


def test_past_the_last_difference_the_first_follows(driver: Driver) -> None:
    desk = compare(driver)
    desk.choose(desk.open_groups[-1].id)
    driver.keys(driver.view, Qt.Key.Key_Tab)
    assert desk.current == desk.open_groups[0].id


def test_a_click_in_the_strip_looks_at_its_difference(driver: Driver) -> None:
    desk = compare(driver)
    last = desk.open_groups[-1].id
    driver.window.page.findChild(GroupStrip).group_chosen.emit(last)
    assert desk.current == last
