"""The whole task through the real window: import, annotate by keys, undo, close, reopen, export."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.core.annotations import SetState
from tests.stories.driving import Driver

EMOJI = "👩‍👩‍👧 flag 🇮🇳 é\n"


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        yield started


def mark_by_keys(driver: Driver) -> None:
    """The first quote of the body and who says it, a figure and the agency."""
    driver.select('"will visit the Democratic')
    driver.extend_to('July 11-13"')
    driver.press("q")
    driver.caret_to("Maria Zakharova")
    driver.extend_by_words(2)
    driver.press("a")
    driver.caret_to("600 North Korean")
    driver.press("f")
    driver.caret_to("AFP |")
    driver.press("s")
    assert driver.quotes() == {
        "quote": ['"will visit the Democratic People\'s Republic of Korea on July 11-13"'],
        "actor": ["Maria Zakharova"],
        "figure": ["600"],
        "source": ["AFP"],
    }


def check_export(path: Path, text: str) -> None:
    exported = json.loads(path.read_text("utf-8"))
    assert exported["article"]["text"] == text
    assert len(exported["annotations"]) == 4
    for annotation in exported["annotations"]:
        assert text[annotation["start"] : annotation["end"]] == annotation["quote"]
    assert [r["type"] for r in exported["relations"]] == ["speaker"]


@pytest.mark.parametrize("before", ["", EMOJI], ids=["as it came", "after emoji"])
def test_the_seed_from_import_to_export(
    qtbot: QtBot, tmp_path: Path, seed_path: Path, before: str
) -> None:
    article = tmp_path / "article.txt"
    article.write_text(before + seed_path.read_text("utf-8"), "utf-8")
    project = tmp_path / "corpus.anno"

    with Driver.started(qtbot, tmp_path) as driver:
        driver.asking.paths = [project]
        driver.keys(driver.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        driver.wait_for_project()
        driver.asking.paths = [article]
        driver.keys(driver.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        driver.wait_for_article()
        text = driver.text

        mark_by_keys(driver)

        # Who said it: from the quote to its speaker, two presses of R.
        driver.go_to("quote")
        driver.press("r")
        driver.go_to("actor")
        driver.press("r")
        driver.choose_first()
        assert [r.type for r in driver.state.relations] == ["speaker"]

        driver.undo(5)
        assert driver.quotes() == {}
        driver.redo(5)
        assert len(driver.state) == 4
        assert len(driver.state.relations) == 1
        driver.wait_until_saved()

    with Driver.started(qtbot, tmp_path, project) as driver:
        driver.wait_for_article()
        assert len(driver.state) == 4
        assert driver.state.annotation_set.state is SetState.IN_PROGRESS
        driver.undo(1)
        assert driver.state.relations == ()
        driver.redo(1)
        assert len(driver.state.relations) == 1
        driver.asking.paths = [tmp_path / "out.jsonl"]
        driver.keys(driver.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: (tmp_path / "out.jsonl").exists(), timeout=10_000)

    check_export(tmp_path / "out.jsonl", text)


def test_a_project_is_made_and_closed_with_nothing_lost(driver: Driver, tmp_path: Path) -> None:
    project = tmp_path / "sample.anno"
    driver.open_sample(project)
    driver.open_article("sample-9")
    driver.caret_to_word(12)
    driver.press("a")
    assert len(driver.state) == 1
    driver.close()
    driver.start_again(project)
    driver.wait_for_article()
    driver.open_article("sample-9")
    assert len(driver.state) == 1


def test_the_window_can_be_used_without_an_article(driver: Driver) -> None:
    for key in (Qt.Key.Key_A, Qt.Key.Key_Tab, Qt.Key.Key_Delete, Qt.Key.Key_F1):
        QTest.keyClick(driver.window, key)
    for dialog in driver.window.findChildren(QDialog):
        assert dialog.isVisible()
        dialog.close()
    assert driver.window.welcome.isVisible()
