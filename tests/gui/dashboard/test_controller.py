"""The agreement panel on an open project: computed beside the window, kept, stopped, saved."""

import csv
import io
import sqlite3
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.annotations import SetState
from annotator.core.ids import PersonId
from annotator.gui.dashboard.controller import DashboardController
from annotator.gui.dashboard.panel import DashboardPanel
from annotator.gui.theme import light
from tests.stories.driving import Driver


class Shown:
    """The panel beside the window, as the workspace will be."""

    def __init__(self, driver: Driver) -> None:
        program = driver.program
        self.driver = driver
        self.panel = DashboardPanel(light())
        driver.qtbot.addWidget(self.panel)
        self.panel.resize(1280, 800)
        self.panel.show()
        self.controller = DashboardController(
            program.bench,
            self.panel,
            program.settings,
            asking=driver.asking,
            background=program.background,
        )

    def enter(self) -> None:
        """Enters the workspace and waits for the figures."""
        self.controller.show()
        self.wait()

    def wait(self) -> None:
        self.driver.qtbot.waitUntil(lambda: not self.is_busy, timeout=20_000)

    @property
    def is_busy(self) -> bool:
        controller = self.controller
        is_starting = controller._starts != controller._begun
        is_running = bool(self.driver.program.bench._context().is_busy)
        return is_starting or controller._is_computing or is_running

    @property
    def heading(self) -> str:
        return self.panel.overall.sentence.text()

    @property
    def said(self) -> str:
        return " ".join(notice.text for notice in self.driver.window.notices.notices)


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        started.open_sample(tmp_path / "sample.anno")
        yield started


@pytest.fixture
def shown(driver: Driver) -> Shown:
    return Shown(driver)


def test_entering_computes_what_the_project_holds(shown: Shown) -> None:
    shown.enter()
    assert shown.heading.startswith("2 annotators · 7 articles · ")
    assert shown.panel.cards["pairs"].isVisible()
    assert not shown.panel.cards["parts"].isVisible()


def test_while_it_computes_the_window_can_be_used_and_says_so(shown: Shown) -> None:
    shown.controller.show()
    shown.driver.qtbot.waitUntil(lambda: shown.controller._is_computing, timeout=5_000)
    assert shown.panel.empty.isVisible()
    assert "Computing" in shown.panel.empty._title.text()
    shown.wait()
    assert not shown.panel.empty.isVisible()


def test_entering_again_shows_what_is_kept(shown: Shown) -> None:
    shown.enter()
    kept = shown.controller._found
    assert kept is not None
    shown.enter()
    assert shown.controller._found == kept
    assert shown.controller._found.tally is kept.tally


def test_entering_after_a_change_counts_anew(shown: Shown, driver: Driver) -> None:
    shown.enter()
    kept = shown.controller._found
    assert kept is not None
    driver.open_article("sample-1")
    driver.program.bench.desk.set_state(SetState.IN_PROGRESS)
    shown.enter()
    assert shown.controller._found.tally is not kept.tally
    assert "6 articles" in shown.heading


def test_a_choice_is_computed_and_a_look_is_only_looked_at(shown: Shown) -> None:
    shown.enter()
    panel, kept = shown.panel, shown.controller._found
    assert kept is not None
    QTest.keyClick(panel.choices.measure, Qt.Key.Key_Down)
    assert not shown.is_busy
    assert "F1, overlapping spans" in panel.cards["labels"].title.text()
    QTest.keyClick(panel.choices.parts, Qt.Key.Key_Down)
    shown.wait()
    assert panel.cards["parts"].isVisible()
    assert shown.controller._found.tally is kept.tally


def test_choosing_quickly_ends_with_the_last_choice(shown: Shown) -> None:
    shown.enter()
    choices = shown.panel.choices
    QTest.keyClick(choices.attributes, Qt.Key.Key_Space)
    QTest.keyClick(choices.accepted, Qt.Key.Key_Space)
    shown.driver.qtbot.waitUntil(
        lambda: not shown.is_busy and shown.controller._found.asked.without_accepted,
        timeout=20_000,
    )
    assert shown.controller._found.asked.with_attributes
    assert choices.attributes.isChecked()
    assert choices.accepted.isChecked()


def test_cancelled_it_leaves_nothing_and_can_be_begun_again(
    shown: Shown, driver: Driver, tmp_path: Path
) -> None:
    files = set(tmp_path.iterdir())
    shown.controller.show()
    driver.qtbot.waitUntil(lambda: shown.controller._is_computing, timeout=5_000)
    driver.window.status.cancel_clicked.emit()
    shown.wait()
    if shown.controller._found is None:
        assert shown.panel.empty.isVisible()
        assert set(tmp_path.iterdir()) == files
        shown.panel.empty.action_asked.emit()
        shown.wait()
    assert shown.heading.startswith("2 annotators")


def test_a_cancelled_choice_goes_back_to_what_is_shown(shown: Shown, driver: Driver) -> None:
    shown.enter()
    choices = shown.panel.choices
    QTest.keyClick(choices.attributes, Qt.Key.Key_Space)
    driver.qtbot.waitUntil(lambda: shown.controller._is_computing, timeout=5_000)
    driver.window.status.cancel_clicked.emit()
    shown.wait()
    assert choices.attributes.isChecked() == shown.controller._found.asked.with_attributes


def test_a_row_behind_a_cell_asks_for_the_article_at_the_place(shown: Shown) -> None:
    shown.enter()
    table = shown.panel.cards["confusion"].table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Qt.Key.Key_Return)
    shown.driver.qtbot.waitUntil(lambda: not shown.panel.spans.isHidden(), timeout=10_000)
    chart = table._cells.chart
    view = shown.panel.spans.view
    # The two have the same label there; where also the boundaries are, nothing is to be decided.
    assert 0 < view.model().rowCount() < int(chart.cells[0][0].words)
    QTest.keyClick(shown.panel.spans.only_different, Qt.Key.Key_Space)
    assert view.model().rowCount() == int(chart.cells[0][0].words)
    with shown.driver.qtbot.waitSignal(shown.controller.article_asked, timeout=1000) as said:
        QTest.keyClick(view, Qt.Key.Key_Return)
    article, offset = said.args
    assert article.startswith("sample-")
    assert offset >= 0


def test_new_figures_close_the_list_of_old_spans(shown: Shown) -> None:
    shown.enter()
    table = shown.panel.cards["labels"].table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(table, Qt.Key.Key_Return)
    shown.driver.qtbot.waitUntil(lambda: not shown.panel.spans.isHidden(), timeout=10_000)
    QTest.keyClick(shown.panel.choices.attributes, Qt.Key.Key_Space)
    shown.wait()
    assert shown.panel.spans.isHidden()


def test_names_can_be_hidden_everywhere(shown: Shown) -> None:
    shown.enter()
    shown.controller.show_names({PersonId("ana"): "A", PersonId("ben"): "B"})
    assert shown.panel.cards["pairs"].sentence.text().startswith("A and B agree")


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_a_chart_is_saved(shown: Shown, tmp_path: Path, kind: str) -> None:
    shown.enter()
    path = tmp_path / f"labels.{kind}"
    shown.driver.asking.paths = [path]
    shown.panel.save_asked.emit("labels", kind)
    assert f"Saved: {path}" in shown.said
    match kind:
        case "png":
            assert not QImage(str(path)).isNull()
        case "svg":
            assert ET.parse(path).getroot().tag.endswith("svg")
        case _:
            rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
            assert {"Actor", "Quote"} <= {row["label"] for row in rows}


def test_all_figures_are_saved(shown: Shown, tmp_path: Path) -> None:
    shown.enter()
    path = tmp_path / "all.csv"
    shown.driver.asking.paths = [path]
    shown.panel.overall.figures.click()
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert len(rows) == len(shown.controller._found.figures)


def test_where_nothing_can_be_written_it_is_said(shown: Shown, tmp_path: Path) -> None:
    shown.enter()
    shown.driver.asking.paths = [tmp_path / "missing" / "labels.svg"]
    shown.panel.save_asked.emit("labels", "svg")
    assert "does not exist" in shown.said


def test_giving_up_the_file_dialog_saves_nothing(shown: Shown, tmp_path: Path) -> None:
    shown.enter()
    files = set(tmp_path.iterdir())
    shown.panel.save_asked.emit("labels", "svg")
    assert set(tmp_path.iterdir()) == files


def test_the_methods_paragraph_is_copied(shown: Shown) -> None:
    shown.enter()
    shown.panel.overall.methods.click()
    assert "computed on 7 articles" in QGuiApplication.clipboard().text()
    assert "clipboard" in shown.said


def test_another_project_begins_anew(shown: Shown, driver: Driver, tmp_path: Path) -> None:
    shown.enter()
    QTest.keyClick(shown.panel.choices.parts, Qt.Key.Key_Down)
    shown.wait()
    driver.open_sample(tmp_path / "other.anno")
    driver.qtbot.waitUntil(
        lambda: driver.session.info is not None and driver.session.info.path.name == "other.anno",
        timeout=10_000,
    )
    shown.enter()
    assert shown.controller._found.asked.subcorpus == ""
    assert shown.panel.choices.parts.currentData() == ""


def test_a_damaged_file_is_complained_of_and_what_is_kept_stays(
    shown: Shown, tmp_path: Path
) -> None:
    shown.enter()
    database = sqlite3.connect(tmp_path / "sample.anno")
    with database:
        database.execute("update codebook set body = '{}'")
    database.close()
    shown.enter()
    assert shown.heading.startswith("2 annotators")
    assert shown.said
