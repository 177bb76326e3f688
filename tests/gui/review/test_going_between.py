"""Going from workspace to workspace and from project to project: nothing is left of the last."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator.app.jobs import Job, Progress
from annotator.app.scopes import Workspace
from annotator.core.ids import ArticleId
from annotator.gui.dashboard.controller import DashboardController
from annotator.gui.dashboard.panel import DashboardPanel
from annotator.gui.review.compare import Compare
from annotator.gui.review.summary_page import SummaryPage
from tests.app.opinions import TEXT, line, project_of
from tests.app.review.reviewing import THREE
from tests.gui.review.entering import compare, dashboard, review, reviewed, until_idle
from tests.stories.driving import ControlModifier, Driver


def people_in(panel: DashboardPanel) -> list[str]:
    """What stands over the columns of the matrix of pairs."""
    model = panel.cards["pairs"].table.model()
    return [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]


def test_a_place_in_an_article_that_cannot_be_reviewed_is_none_in_another(driver: Driver) -> None:
    desk = review(driver)
    first = desk.current
    driver.window.workspaces.workspace_chosen.emit(Workspace.ANNOTATE.value)
    panel = dashboard(driver)
    panel.article_asked.emit(ArticleId("gone"), TEXT.index("Hill"))
    assert reviewed(driver).current == first


def test_names_are_hidden_and_shown_in_the_dashboard_at_once(driver: Driver) -> None:
    panel = dashboard(driver)
    hidden = people_in(panel)
    driver.program.bench.show("review_blind")
    driver.qtbot.waitUntil(lambda: people_in(panel) == ["ana", "ben", "cem"], timeout=10_000)
    driver.program.bench.show("review_blind")
    driver.qtbot.waitUntil(lambda: people_in(panel) == hidden, timeout=10_000)


def test_names_are_hidden_in_a_comparison_at_once(driver: Driver) -> None:
    bench = driver.program.bench
    bench.show("review_blind")
    driver.qtbot.waitUntil(lambda: driver.session.options.shows_names, timeout=10_000)
    until_idle(driver)
    compare(driver)
    found = bench.findChild(Compare)
    assert "ana" in found.desk.called.values()
    bench.show("review_blind")
    driver.qtbot.waitUntil(lambda: not driver.session.options.shows_names, timeout=10_000)
    driver.qtbot.waitUntil(lambda: "ana" not in found.desk.called.values(), timeout=10_000)
    driver.qtbot.waitUntil(lambda: len(found.desk.open_groups) > 0, timeout=10_000)


def test_the_keyboard_is_in_the_dashboard_that_is_entered(driver: Driver) -> None:
    panel = dashboard(driver)
    assert QApplication.focusWidget() is panel
    driver.keys(panel, Qt.Key.Key_Escape)
    driver.keys(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert panel.isAncestorOf(QApplication.focusWidget())
    driver.session.read_again()
    until_idle(driver)
    assert panel.isAncestorOf(QApplication.focusWidget())
    driver.program.bench.go_to(Workspace.ANNOTATE)
    until_idle(driver)
    assert driver.view.hasFocus()


def test_the_summary_of_ones_own_work_goes_with_its_project(driver: Driver, tmp_path: Path) -> None:
    project_of(tmp_path / "other.anno", line(f"{TEXT} Elsewhere.", THREE)).close()
    bench = driver.program.bench
    review(driver)
    bench.show("review_show_annotators")
    driver.qtbot.waitUntil(lambda: driver.session.options.shows_gold, timeout=10_000)
    bench.show("review_own_work")
    driver.qtbot.waitUntil(lambda: driver.window.findChild(SummaryPage) is not None, timeout=10_000)
    driver.program.files.open(tmp_path / "other.anno")
    driver.qtbot.waitUntil(lambda: driver.window.findChild(SummaryPage) is None, timeout=10_000)


def test_nothing_of_a_closed_project_is_kept_by_the_dashboard(driver: Driver) -> None:
    dashboard(driver)
    driver.program.bench.show("close_project")
    driver.qtbot.waitUntil(lambda: not driver.window.shows_project, timeout=10_000)
    controller = driver.program.bench.findChild(DashboardController)
    assert (controller._found, controller._project) == (None, None)


def test_what_is_reviewed_can_be_chosen_while_two_sets_are_compared(driver: Driver) -> None:
    compare(driver)
    driver.program.bench.show("review_source")
    reviewed(driver)
    assert not driver.program.bench.findChild(Compare).is_on


def test_what_a_job_found_in_a_closed_project_is_passed_over(
    driver: Driver, tmp_path: Path
) -> None:
    project_of(tmp_path / "other.anno", line(f"{TEXT} Elsewhere.", THREE)).close()
    closed, done, passed = threading.Event(), [], []

    def job() -> Job[int]:
        yield Progress(0, 1, "comparing")
        closed.wait(10)
        return 1

    background, first = driver.program.background, driver.session
    background.run(job, done=done.append, otherwise=lambda: passed.append(True))
    driver.qtbot.wait(20)
    driver.program.files.open(tmp_path / "other.anno")
    driver.qtbot.waitUntil(
        lambda: driver.program.bench.open_session not in (None, first), timeout=10_000
    )
    closed.set()
    driver.qtbot.waitUntil(lambda: not background.is_busy, timeout=10_000)
    assert (done, passed) == ([], [True])


def test_nothing_is_undone_in_an_article_that_the_dashboard_hides(driver: Driver) -> None:
    driver.select("Hill Bank")
    driver.press("q")
    assert driver.quotes() == {"quote": ["Hill Bank"]}
    panel = dashboard(driver)
    driver.keys(panel, Qt.Key.Key_Z, ControlModifier)
    assert driver.quotes() == {"quote": ["Hill Bank"]}
    driver.program.bench.go_to(Workspace.ANNOTATE)
    driver.undo(1)
    assert driver.quotes() == {}


@pytest.mark.parametrize("choice", ["review_blind", "review_source"])
def test_another_way_to_review_begins_with_the_article_that_was_open(
    driver: Driver, choice: str
) -> None:
    review(driver)
    driver.open_article("a1")
    driver.program.bench.show(choice)
    driver.qtbot.wait(50)
    assert reviewed(driver).reviewed is not None
    assert driver.session.current.article.id == "a1"


def test_it_is_said_that_the_article_behind_a_figure_cannot_be_reviewed(driver: Driver) -> None:
    panel = dashboard(driver)
    panel.article_asked.emit(ArticleId("gone"), 0)
    reviewed(driver)
    assert any("cannot be reviewed" in notice.text for notice in driver.window.notices.notices)


def test_the_summary_of_own_work_opens_the_work_of_whom_it_is_of(driver: Driver) -> None:
    bench = driver.program.bench
    driver.asking.annotator = "ana"
    driver.program.files.ask_name()
    review(driver)
    bench.show("review_finish_agreed")
    driver.press("1" * len(reviewed(driver).open_groups))
    driver.keys(driver.view, Qt.Key.Key_Return, ControlModifier)
    bench.show("review_show_annotators")
    driver.qtbot.waitUntil(lambda: driver.session.options.shows_gold, timeout=10_000)
    bench.show("review_own_work")
    driver.qtbot.waitUntil(lambda: driver.window.findChild(SummaryPage) is not None, timeout=10_000)
    driver.asking.annotator = "ben"
    driver.program.files.ask_name()
    until_idle(driver)
    driver.window.findChild(SummaryPage).article_chosen.emit("a0")
    found = bench.findChild(Compare)
    driver.qtbot.waitUntil(lambda: found.is_on, timeout=10_000)
    assert found.desk.pair == ("ana", "gold")


def test_a_merge_of_a_closed_project_is_not_offered_to_be_taken_back(driver: Driver) -> None:
    bench, window = driver.program.bench, driver.window
    review(driver)
    driver.press("1" * len(reviewed(driver).open_groups))
    bench.show("review_finish_agreed")
    driver.qtbot.waitUntil(
        lambda: any(notice.actions for notice in window.notices.notices), timeout=10_000
    )
    bench.show("close_project")
    driver.qtbot.waitUntil(lambda: not window.shows_project, timeout=10_000)
    assert window.notices.notices == ()
