"""A full disk, seen in the window: told in words, work goes on, nothing is lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.core.ids import ArticleId
from annotator.store.open import open_store
from tests.store.mounting import small_disk
from tests.stories.driving import ControlModifier, Driver


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    """The disk without a free byte; then as it was."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    yield
    ballast.unlink()


def mark_until_refused(driver: Driver) -> None:
    """Word after word gets a mark until the disk takes no more."""
    driver.keys(driver.view, Qt.Key.Key_Home, ControlModifier)
    for _ in range(400):
        driver.keys(driver.view, Qt.Key.Key_Right, ControlModifier)
        driver.press("f")
        driver.qtbot.wait(2)
        if driver.session.save_status.failed is not None:
            return
    raise AssertionError("the disk was not full")


def told(driver: Driver) -> str:
    return " ".join(notice.text for notice in driver.window.notices.notices)


def choose(driver: Driver, action: str) -> None:
    driver.window.notices.action_chosen.emit("unsaved", action)


def test_work_goes_on_and_is_saved_once_there_is_room(qtbot: QtBot, tmp_path: Path) -> None:
    with (
        small_disk(tmp_path / "disk", kilobytes=4096) as disk,
        Driver.started(qtbot, tmp_path) as driver,
    ):
        driver.open_sample(disk / "sample.anno")
        driver.open_article("sample-9")
        driver.program.background.wait(10.0)
        with filled(disk):
            mark_until_refused(driver)
            assert "safe in memory" in told(driver)
            driver.keys(driver.view, Qt.Key.Key_Right, ControlModifier)
            driver.press("q")
            marks = len(driver.state)
            driver.open_article("sample-1")
            driver.open_article("sample-9")
            assert len(driver.state) == marks
            driver.asking.answer = False
            driver.window.close()
            qtbot.waitUntil(lambda: driver.asking.questions != [], timeout=10_000)
            assert driver.window.isVisible()
        choose(driver, "retry_saving")
        driver.wait_until_saved()
        driver.close()
        store = open_store(disk / "sample.anno", write=False)
        found = [s for s in store.sets_of(ArticleId("sample-9")) if s.annotations]
        assert [len(s.annotations) for s in found] == [marks]
        assert list(store.check()) == []
        store.close()


def test_work_can_be_saved_elsewhere_and_goes_on_there(qtbot: QtBot, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.anno"
    with (
        small_disk(tmp_path / "disk", kilobytes=4096) as disk,
        Driver.started(qtbot, tmp_path) as driver,
    ):
        driver.open_sample(disk / "sample.anno")
        driver.open_article("sample-9")
        driver.program.background.wait(10.0)
        with filled(disk):
            mark_until_refused(driver)
            marks = len(driver.state)
            driver.asking.paths = [elsewhere]
            choose(driver, "save_elsewhere")
            qtbot.waitUntil(
                lambda: (
                    driver.program.bench.open_session is not None
                    and driver.session.info is not None
                    and driver.session.info.path == elsewhere
                ),
                timeout=20_000,
            )
            driver.wait_for_article()
            driver.open_article("sample-9")
            assert len(driver.state) == marks
            driver.press("u")
            driver.wait_until_saved()
            driver.close()
    store = open_store(elsewhere, write=False)
    assert list(store.check()) == []
    store.close()
