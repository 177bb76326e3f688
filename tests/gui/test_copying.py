"""Copying with labels in the window: what is meant, both forms, and a clean end of the process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.stories.driving import ControlModifier, Driver, ShiftModifier

BOTH = ControlModifier | ShiftModifier
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        started.open_sample(tmp_path / "sample.anno")
        started.open_article("sample-9")
        yield started


def copied(driver: Driver) -> tuple[str, str]:
    """What Ctrl+Shift+C puts on the clipboard: plain and rich."""
    driver.keys(driver.view, Qt.Key.Key_C, BOTH)
    clipboard = QGuiApplication.clipboard()
    return clipboard.text(), clipboard.mimeData().html()


def test_a_selection_is_copied_with_its_labels_in_both_forms(driver: Driver) -> None:
    driver.caret_to("conductor")
    driver.press("a")
    driver.keys(driver.view, Qt.Key.Key_Escape)
    driver.select("conductor")
    plain, rich = copied(driver)
    assert plain == "[conductor]{actor}"
    assert ">conductor</span><sup" in rich
    assert "charset" in rich


def test_the_selected_annotation_is_copied_where_nothing_is_selected(driver: Driver) -> None:
    driver.caret_to("conductor")
    driver.press("a")
    assert copied(driver)[0] == "[conductor]{actor}"


def test_else_the_paragraph_is_copied(driver: Driver) -> None:
    driver.caret_to("conductor")
    driver.press("a")
    driver.keys(driver.view, Qt.Key.Key_Escape)
    place = driver.text.index("conductor")
    start = driver.text.rfind("\n", 0, place) + 1
    end = driver.text.find("\n", place)
    paragraph = driver.text[start : end if end >= 0 else len(driver.text)]
    plain, rich = copied(driver)
    assert plain == paragraph.replace("conductor", "[conductor]{actor}", 1)
    assert rich.count("<p") == 1


def test_the_source_of_the_html_is_plain_text(driver: Driver) -> None:
    driver.caret_to("conductor")
    driver.press("a")
    driver.program.bench.actions.trigger("edit.copy_html")
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text().startswith("<p ")
    assert clipboard.mimeData().html() == ""


def test_what_was_copied_is_said(driver: Driver) -> None:
    driver.caret_to("conductor")
    driver.press("a")
    copied(driver)
    said = " ".join(notice.text for notice in driver.window.notices.notices)
    assert "Copied with 1 annotation." in said


CHILD = """
import sys
from annotator.gui.application import make_application
application = make_application()
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from annotator.gui.copying import put_on_clipboard
put_on_clipboard("[a]{b}", html="<p>a</p>")
data = QGuiApplication.clipboard().mimeData()
print(sorted(data.formats()), data.text(), data.html())
QTimer.singleShot(0, application.quit)
sys.exit(application.exec())
"""


def test_a_process_ends_in_order_with_rich_text_on_the_clipboard() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", CHILD], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "['text/html', 'text/plain'] [a]{b} <meta" in done.stdout
