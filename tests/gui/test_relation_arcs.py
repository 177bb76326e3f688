"""Arcs in the whole window: the key, the setting, a click on a pill."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.present.arcs import ArcsShown
from annotator.core.annotations import Relation, SetState
from annotator.core.ids import AnnotationId, LabelId
from tests.stories.driving import Driver

Key = Qt.Key


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        started.open_sample(tmp_path / "sample.anno")
        started.open_article("sample-1")
        yield started


def relations_of(driver: Driver, annotation_id: str) -> tuple[Relation, ...]:
    return driver.state.relations_of(AnnotationId(annotation_id))


def select_a_source(driver: Driver) -> Relation:
    """Selects an annotation with one relation, as a click does."""
    tie = next(r for r in driver.state.relations if len(relations_of(driver, r.source)) == 1)
    driver.view.mark_clicked.emit(tie.source)
    return tie


def remarks(driver: Driver) -> str:
    return " ".join(notice.text for notice in driver.window.notices.notices)


def shown(driver: Driver) -> set[str]:
    return {drawn.way.arc.id for drawn in driver.view._arcs_there()}


def test_the_key_goes_from_selected_to_all_to_none_and_says_so(driver: Driver) -> None:
    settings = driver.program.settings
    seen = []
    for _ in range(3):
        driver.keys(driver.view, Key.Key_F8)
        seen.append((settings.text("arcs"), remarks(driver)))
    assert [name for name, _ in seen] == ["all", "none", "selected"]
    assert [words.split(":")[0] for _, words in seen] == ["Arcs"] * 3
    assert len({words for _, words in seen}) == 3


def test_the_choice_is_remembered_and_the_settings_change_it(driver: Driver) -> None:
    tie = select_a_source(driver)
    driver.program.settings.set("arcs", "all")
    driver.program.bench.select(None)
    assert driver.view._arcs_shown is ArcsShown.ALL
    assert tie.id in shown(driver)
    driver.program.settings.reset(["arcs"])
    assert shown(driver) == set()


def test_a_selected_annotation_shows_its_relation_until_undo_takes_it(driver: Driver) -> None:
    driver.program.bench.desk.set_state(SetState.IN_PROGRESS)
    tie = select_a_source(driver)
    assert shown(driver) == {tie.id}
    driver.program.bench.desk.unrelate(tie.id)
    assert shown(driver) == set()
    driver.undo(1)
    driver.view.mark_clicked.emit(tie.source)
    assert shown(driver) == {tie.id}


def test_a_click_on_the_pill_selects_the_partner_and_a_second_comes_back(
    driver: Driver,
) -> None:
    tie = select_a_source(driver)
    for expected in (tie.target, tie.source):
        drawn = next(d for d in driver.view._arcs_there() if d.way.arc.id == tie.id)
        assert drawn.pill is not None
        box = drawn.pill.box
        top = driver.view.verticalScrollBar().value()
        at = QPoint(round((box.left + box.right) / 2), round((box.top + box.bottom) / 2) - top)
        QTest.mouseClick(driver.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert driver.program.bench.desk.selected == expected


def test_a_new_label_that_permits_no_such_relation_takes_the_arc_away(driver: Driver) -> None:
    driver.program.bench.desk.set_state(SetState.IN_PROGRESS)
    tie = select_a_source(driver)
    driver.program.bench.desk.relabel(tie.source, LabelId("actor"))
    assert shown(driver) == {other.id for other in relations_of(driver, tie.source)} == set()
    driver.undo(1)
    driver.view.mark_clicked.emit(tie.source)
    assert shown(driver) == {tie.id}
