"""Ways into the workspaces of a driven window, each until what belongs there is shown."""

from PySide6.QtTest import QTest

from annotator.app.review.desk import ReviewDesk
from annotator.app.review.side_by_side import Comparing
from annotator.app.scopes import Workspace
from annotator.gui.dashboard.controller import DashboardController
from annotator.gui.dashboard.panel import DashboardPanel
from annotator.gui.review.compare import Compare
from annotator.gui.review.compare_dialog import CompareDialog
from tests.stories.driving import Driver


def until_idle(driver: Driver) -> None:
    """Waits until no job runs and what stands around the text is shown."""
    driver.qtbot.waitUntil(lambda: not driver.program.background.is_busy, timeout=20_000)
    driver.qtbot.wait(30)


def review(driver: Driver) -> ReviewDesk:
    """Goes to Review, as its key does."""
    driver.program.bench.go_to(Workspace.REVIEW)
    return reviewed(driver)


def reviewed(driver: Driver) -> ReviewDesk:
    """Waits until an article is under review."""
    bench = driver.program.bench
    driver.qtbot.waitUntil(
        lambda: bench.lens is not None and bench.lens.desk.reviewed is not None, timeout=20_000
    )
    until_idle(driver)
    assert bench.lens is not None
    desk = bench.lens.desk
    assert isinstance(desk, ReviewDesk)
    return desk


def compare(driver: Driver) -> Comparing:
    """Compares the first two sets of the open article."""
    bench, window = driver.program.bench, driver.window
    bench.show("review_compare")
    driver.qtbot.waitUntil(lambda: window.findChild(CompareDialog) is not None, timeout=20_000)
    window.findChild(CompareDialog)._compare.click()
    found = bench.findChild(Compare)
    driver.qtbot.waitUntil(lambda: found.is_on and found.desk.reviewed is not None, timeout=20_000)
    until_idle(driver)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 10_000)
    desk = found.desk
    assert isinstance(desk, Comparing)
    return desk


def dashboard(driver: Driver) -> DashboardPanel:
    """Goes to the Dashboard and waits for its figures."""
    bench = driver.program.bench
    bench.go_to(Workspace.DASHBOARD)
    found = bench.findChild(DashboardController)
    driver.qtbot.waitUntil(
        lambda: found._found is not None and not found._is_computing, timeout=20_000
    )
    until_idle(driver)
    panel = driver.window.findChild(DashboardPanel)
    assert isinstance(panel, DashboardPanel)
    return panel
