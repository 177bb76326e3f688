"""A reviewer at work in a process of its own, until it is killed: `PROJECT FOLDER`.

Decides by keys through the real window, as fast as it takes them, and writes the id of each
decision that the store has reported to be on disk, one a line; "all decided" when nothing is open.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest

from annotator.app.settings import Settings
from annotator.app.store_runner import SaveReport
from annotator.core.decisions import Decision
from annotator.core.edits import Act
from annotator.store.base import Receipt
from tests.stories.deciding import decide_by_keys
from tests.stories.reviewing import Reviewing


class Waiting:
    """Waits as the tests' qtbot does."""

    def waitUntil(self, condition: Callable[[], bool], *, timeout: int) -> None:
        """Runs events until something holds."""
        until = time.monotonic() + timeout / 1000
        while not condition():
            assert time.monotonic() < until, "waited in vain"
            QTest.qWait(1)

    def wait(self, ms: int) -> None:
        """Runs events for a while."""
        QTest.qWait(ms)


def tell_saved(driver: Reviewing) -> None:
    """Writes what the store reports, before the session hears of it."""
    take_in = driver.session.on_saved

    def on_saved(report: SaveReport) -> None:
        for edit, outcome in zip(report.edits, report.outcomes, strict=True):
            if not isinstance(outcome, Receipt) or edit.act is not Act.DO:
                continue
            made = [c.after for c in edit.changes if isinstance(c.after, Decision)]
            os.write(1, "".join(f"{decision.id}\n" for decision in made).encode())
        take_in(report)

    driver.session.on_saved = on_saved


def main(project: str, folder: str) -> None:
    """Reviews article after article."""
    Settings(Path(folder) / "settings.toml").set("annotator", "rita")
    with Reviewing.started(Waiting(), Path(folder), Path(project)) as driver:  # type: ignore[arg-type]
        driver.wait_for_article()
        tell_saved(driver)
        driver.go_to_review()
        while True:
            while driver.desk.open_groups:
                decide_by_keys(driver)
                # Between two keys events run, as they do between a person's.
                QTest.qWait(1)
            here = driver.session.current.article.id
            driver.finish()
            QTest.qWait(50)
            if driver.session.current.article.id == here:
                break
            driver.wait_for_review()
        os.write(1, b"all decided\n")
        while True:
            QTest.qWait(1000)


if __name__ == "__main__":
    main(*sys.argv[1:3])
