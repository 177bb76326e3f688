"""Reviewing in the real window: going in and out, from group to group, deciding, undoing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from pytestqt.qtbot import QtBot

from annotator.adjudicate.groups import Kind
from annotator.app.present.review_view import marks_of_current, start_of_current
from annotator.app.scopes import Workspace
from annotator.core.decisions import Choice
from tests.app.opinions import mark
from tests.stories.driving import ControlModifier
from tests.stories.reviewing import THREE, AltModifier, Reviewing, all_words

Key = Qt.Key


class Watch(QObject):
    """Has something done whenever a widget is painted."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self._act = act

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._act()
        return False


@pytest.fixture
def rita(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewing]:
    """In review of the first of two articles with three disputes each."""
    with Reviewing.on(qtbot, tmp_path, THREE, THREE) as driver:
        driver.go_to_review()
        yield driver


# In and out


def test_the_review_begins_with_the_article_that_was_open(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE, THREE) as rita:
        rita.open_article("a1")
        rita.go_to_review()
        assert rita.session.current.article.id == "a1"
        assert rita.view.hasFocus()


def test_article_and_caret_are_kept_when_one_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE, THREE) as rita:
        rita.open_article("a1")
        rita.caret_to("Reuters")
        rita.go_to_review()
        rita.go_to_annotate()
        assert rita.session.current.article.id == "a1"
        assert rita.session.author == "rita"
        assert rita.quotes() == {}
        rita.caret_to("Reuters")
        rita.press("s")
        assert rita.quotes() == {"source": ["Reuters"]}


def test_tabs_of_the_window_go_in_and_out(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        tabs = rita.window.workspaces
        tabs.workspace_chosen.emit("review")
        rita.wait_for_review()
        assert rita.program.bench.workspace is Workspace.REVIEW
        assert rita.view.hasFocus()
        tabs.workspace_chosen.emit("dashboard")
        assert rita.program.bench.workspace is Workspace.DASHBOARD
        rita.settle()
        tabs.workspace_chosen.emit("annotate")
        assert rita.program.bench.workspace is Workspace.ANNOTATE
        rita.settle()
        assert rita.session.author == "rita"


def test_workspaces_can_be_changed_at_once_and_often(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        for _ in range(3):
            for key in (Key.Key_2, Key.Key_3, Key.Key_1, Key.Key_2):
                rita.keys(rita.window, key, ControlModifier | AltModifier)
        rita.wait_for_review()
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.take("ben")
        assert rita.gold == [("source", "Hill Bank")]


# Going from group to group


def test_the_list_says_what_is_open_and_empties_as_it_is_decided(rita: Reviewing) -> None:
    assert rita.listed()["a0"] == "1 label · 1 boundary · 1 one-sided"
    rita.look_at(Kind.LABEL_CONFLICT)
    rita.take("ana")
    rita.settle()
    assert rita.listed()["a0"] == "1 boundary · 1 one-sided"
    rita.decide_all("ana")
    rita.settle()
    assert "label" not in rita.listed()["a0"]
    rita.finish()
    rita.wait_for_review("a1")
    assert list(rita.listed()) == ["a1"]


def test_tab_goes_to_the_next_open_group_also_of_the_next_article_and_back(
    rita: Reviewing,
) -> None:
    seen = []
    for _ in range(3):
        seen.append(rita.desk.group.kind)
        rita.keys(rita.view, Key.Key_Tab)
    assert set(seen) == {Kind.BOUNDARY_CONFLICT, Kind.ONE_SIDED, Kind.LABEL_CONFLICT}
    rita.wait_for_review("a1")
    assert rita.desk.group is rita.desk.open_groups[0]
    rita.keys(rita.view, Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    rita.wait_for_review("a0")


def test_going_back_to_the_article_before_looks_at_its_last_open_group(rita: Reviewing) -> None:
    for _ in range(3):
        rita.keys(rita.view, Key.Key_Tab)
    rita.wait_for_review("a1")
    rita.keys(rita.view, Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    rita.wait_for_review("a0")
    assert rita.desk.current == rita.desk.open_groups[-1].id


def test_point_and_comma_go_through_all_groups_decided_or_not(rita: Reviewing) -> None:
    rita.decide_all("ana")
    assert rita.desk.group is None
    rita.press(".")
    kinds = [rita.desk.group.kind]
    for _ in range(len(rita.desk.reviewed.groups) - 1):
        rita.press(".")
        kinds.append(rita.desk.group.kind)
    assert Kind.UNANIMOUS in kinds
    assert len(kinds) == 4
    rita.press(",")
    assert rita.desk.group is rita.desk.reviewed.groups[-2]


# Deciding


def test_each_decision_is_one_undo_step_also_by_ctrl_z(rita: Reviewing) -> None:
    before = rita.gold
    rita.take("ana")
    rita.take("ana")
    rita.press("m")
    assert not rita.desk.open_groups
    rita.press("u")
    assert len(rita.desk.open_groups) == 1
    rita.undo(1)
    assert len(rita.desk.open_groups) == 2
    rita.undo(1)
    assert rita.gold == before
    assert not rita.desk.decisions
    rita.redo(3)
    assert not rita.desk.open_groups


def test_a_decision_can_be_taken_back_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.take("ben")
        rita.look_at(Kind.BOUNDARY_CONFLICT)
        rita.take("cem")
        rita.wait_until_saved()
    with Reviewing.at(qtbot, tmp_path, tmp_path / "p.anno") as rita:
        rita.go_to_review()
        assert rita.gold == [("actor", "Anna"), ("source", "Hill Bank")]
        rita.press("u")
        assert rita.gold == [("source", "Hill Bank")]
        rita.undo(1)
        assert rita.gold == []
        assert len(rita.desk.open_groups) == 3


def test_taking_an_annotator_who_has_nothing_is_a_decision_for_nothing(rita: Reviewing) -> None:
    group = rita.look_at(Kind.ONE_SIDED)
    rita.take("ben")
    assert group.id in rita.desk.decisions
    assert rita.gold == []


def test_none_is_a_decision_and_an_article_can_be_adjudicated_with_it(rita: Reviewing) -> None:
    rita.press("000")
    assert not rita.desk.open_groups
    rita.finish()
    rita.wait_for_review("a1")
    rita.wait_until_saved()
    rita.keys(rita.view, Key.Key_1, ControlModifier | AltModifier)
    rita.settle()


def test_a_digit_without_an_annotator_is_refused_in_words(rita: Reviewing) -> None:
    rita.press("7")
    assert "3 annotators" in rita.notice()
    assert not rita.desk.decisions


def test_text_does_not_move_under_the_reader_when_a_decision_is_made(
    qtbot: QtBot, tmp_path: Path
) -> None:
    text = " ".join(f"Sentence {n} names Anna Brown of Hill Bank again." for n in range(60))
    starts = [text.index(f"Sentence {n} ") for n in range(60)]
    opinions = {
        name: [mark(s + 15 + len(str(n)), s + 19 + len(str(n)) + by) for n, s in enumerate(starts)]
        for by, name in ((0, "ana"), (6, "ben"))
    }
    with Reviewing.on(qtbot, tmp_path, opinions, text=text) as rita:
        rita.go_to_review()

        def lines() -> list[float]:
            document = rita.view.document()
            layout = document.firstBlock().layout()
            return [layout.lineAt(n).y() for n in range(layout.lineCount())]

        for _ in range(3):
            before = lines()
            heights = rita.view.document().size().height()
            rita.take("ana")
            rita.settle()
            assert lines() == before
            assert rita.view.document().size().height() == heights


def test_the_view_stays_still_while_the_next_group_is_in_sight(rita: Reviewing) -> None:
    bar = rita.view.verticalScrollBar()
    before = bar.value()
    rita.take("ana")
    rita.settle()
    assert bar.value() == before


def test_a_decision_is_painted_where_it_was_made_before_the_next_group_comes(
    rita: Reviewing,
) -> None:
    look = rita.view._painter
    before, stood_out = rita.desk.current, look.group
    frames = []
    rita.view.viewport().installEventFilter(watch := Watch(lambda: frames.append(look.group)))
    rita.press("1")
    assert rita.desk.current != before
    assert look.group == stood_out
    rita.qtbot.waitUntil(lambda: look.group != stood_out)
    rita.qtbot.waitUntil(lambda: frames[-1] != stood_out)
    rita.view.viewport().removeEventFilter(watch)
    assert frames[0] == stood_out
    assert look.group == frozenset(marks_of_current(rita.desk))
    assert rita.view.caret() == start_of_current(rita.desk)


def test_keys_in_the_same_moment_are_each_for_the_group_they_are_pressed_on(
    rita: Reviewing,
) -> None:
    groups = [group.id for group in rita.desk.open_groups]
    rita.press("100")
    decided = rita.desk.decisions
    assert [decided[group].choice for group in groups] == [
        Choice.VERSION,
        Choice.NONE,
        Choice.NONE,
    ]
    rita.press("uu")
    assert list(rita.desk.decisions) == groups[:1]
    assert rita.desk.current == groups[1]


def test_only_of_the_newest_decision_is_it_said_that_undo_takes_it_back(rita: Reviewing) -> None:
    rita.press("11")
    for hint in ("U takes it back", "Del takes it back"):
        rita.keys(rita.view, Key.Key_Comma)
        rita.settle()
        assert any(hint in words for words in all_words())
    first = rita.desk.current
    rita.keys(rita.view, Key.Key_Delete)
    assert first not in rita.desk.decisions
    assert len(rita.desk.decisions) == 1


# By the mouse


def test_a_click_on_a_card_takes_it_and_gives_the_keyboard_back(rita: Reviewing) -> None:
    rita.look_at(Kind.LABEL_CONFLICT)
    rita.settle()
    number = rita.number("ben")
    rita.review.panel.answer_taken.emit(number)
    assert rita.gold == [("source", "Hill Bank")]
    assert rita.view.hasFocus()


def test_a_cell_of_the_strip_goes_to_its_group(rita: Reviewing) -> None:
    last = rita.desk.open_groups[-1]
    rita.review.strip.group_chosen.emit(last.id)
    assert rita.desk.current == last.id
    assert rita.view.hasFocus()


def test_a_click_on_a_bar_goes_to_its_group_and_decides_nothing(rita: Reviewing) -> None:
    group = rita.desk.reviewed.groups[-1]
    record = group.versions[0].records[0]
    rita.view.mark_clicked.emit(str(record))
    assert rita.desk.current == group.id
    assert not rita.desk.decisions


def test_a_row_of_the_list_opens_its_article(rita: Reviewing) -> None:
    rita.review.articles.article_chosen.emit("a1")
    rita.wait_for_review("a1")
