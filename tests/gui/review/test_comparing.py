"""Two sets side by side in the window: one goes from difference to difference."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.app.scopes import Workspace
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


def test_escape_leaves_the_comparison(driver: Driver, qtbot: QtBot) -> None:
    compare(driver)
    driver.keys(driver.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: driver.program.bench.lens is None)
    assert driver.program.bench.workspace is Workspace.ANNOTATE


def test_after_the_dashboard_an_article_shows_ones_own_marks_again(
    driver: Driver, qtbot: QtBot
) -> None:
    compare(driver)
    bench = driver.program.bench
    assert bench.session.current is not None
    shown = bench.session.current.article.id
    bench.go_to(Workspace.DASHBOARD)
    qtbot.waitUntil(lambda: not driver.program.background.is_busy, timeout=30_000)
    bench.go_to(Workspace.ANNOTATE)
    qtbot.waitUntil(lambda: bench.session.current is not None)
    assert bench.session.current.article.id == shown
    own = {annotation.id for annotation in driver.state}
    qtbot.waitUntil(lambda: _marked(driver) == own)


def _marked(driver: Driver) -> set[str]:
    places = range(len(driver.text))
    return {mark for place in places for mark in driver.view.marks_at(place)}
