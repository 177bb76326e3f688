"""Reviewing in the real window: editing what is taken, saying why, finishing an article."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.adjudicate.groups import Kind
from annotator.core.annotations import SetState
from tests.stories.driving import ControlModifier
from tests.stories.reviewing import ALIKE, THREE, AltModifier, Reviewing

Key = Qt.Key


@pytest.fixture
def rita(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewing]:
    """In review of the first of two articles with three disputes each."""
    with Reviewing.on(qtbot, tmp_path, THREE, THREE) as driver:
        driver.go_to_review()
        yield driver


# Editing


def test_a_boundary_is_edited_by_keys_and_kept_by_return_as_one_step(rita: Reviewing) -> None:
    rita.look_at(Kind.BOUNDARY_CONFLICT)
    rita.press("e")
    assert rita.desk.editing is not None
    rita.keys(rita.view, Key.Key_Right, AltModifier)
    rita.keys(rita.view, Key.Key_Right, ControlModifier | AltModifier)
    rita.press("f")
    rita.keys(rita.view, Key.Key_Return)
    assert rita.desk.editing is None
    [(label, words)] = rita.gold
    assert (label, words) == ("figure", "Anna Brown leads")
    assert rita.desk.group is not None
    rita.press("u")
    assert rita.gold == []
    assert not rita.desk.decisions


def test_escape_leaves_editing_with_everything_as_it_was(rita: Reviewing) -> None:
    group = rita.look_at(Kind.BOUNDARY_CONFLICT)
    rita.take("cem")
    rita.press(",")
    while rita.desk.current != group.id:
        rita.press(",")
    rita.press("e")
    rita.keys(rita.view, Key.Key_Right, ControlModifier | AltModifier)
    assert rita.gold == [("actor", "Anna Brown")]
    rita.keys(rita.view, Key.Key_Escape)
    assert rita.gold == [("actor", "Anna")]
    assert rita.desk.editing is None
    rita.press("u")
    assert rita.gold == []


def test_escape_right_after_e_decides_nothing(rita: Reviewing) -> None:
    rita.look_at(Kind.BOUNDARY_CONFLICT)
    rita.press("e")
    rita.keys(rita.view, Key.Key_Escape)
    assert not rita.desk.decisions
    assert rita.gold == []


def test_escape_after_e_on_a_decided_group_leaves_the_decision(rita: Reviewing) -> None:
    group = rita.look_at(Kind.BOUNDARY_CONFLICT)
    rita.take("cem")
    while rita.desk.current != group.id:
        rita.press(",")
    rita.press("e")
    rita.keys(rita.view, Key.Key_Escape)
    assert rita.gold == [("actor", "Anna")]
    assert group.id in rita.desk.decisions


def test_undo_while_editing_takes_back_one_step_and_goes_on_editing(rita: Reviewing) -> None:
    rita.look_at(Kind.BOUNDARY_CONFLICT)
    rita.press("e")
    rita.keys(rita.view, Key.Key_Right, ControlModifier | AltModifier)
    rita.press("f")
    assert rita.gold == [("figure", "Anna Brown leads")]
    rita.undo(1)
    assert rita.gold == [("actor", "Anna Brown leads")]
    assert rita.desk.editing is not None
    rita.redo(1)
    assert rita.gold == [("figure", "Anna Brown leads")]
    rita.undo(3)
    assert rita.gold == []
    assert rita.desk.editing is None
    assert not rita.desk.decisions


def test_label_keys_do_nothing_while_nothing_is_edited(rita: Reviewing) -> None:
    rita.press("aqsf")
    assert not rita.desk.decisions
    assert rita.gold == []


def test_a_span_of_ones_own_is_marked_by_words_and_a_labels_key(rita: Reviewing) -> None:
    rita.press("n")
    rita.select("said so")
    rita.press("q")
    rita.keys(rita.view, Key.Key_Return)
    assert rita.gold == [("quote", "said so")]
    assert not rita.desk.is_marking
    [annotation] = rita.state
    assert (annotation.author, annotation.origin.by) == ("gold", "rita")
    rita.press("u")
    assert rita.gold == []


def test_leaving_the_review_while_editing_keeps_what_was_edited(rita: Reviewing) -> None:
    rita.look_at(Kind.BOUNDARY_CONFLICT)
    rita.press("e")
    rita.keys(rita.view, Key.Key_Right, AltModifier)
    rita.go_to_annotate()
    rita.caret_to("Reuters")
    rita.press("s")
    assert rita.quotes() == {"source": ["Reuters"]}
    rita.go_to_review()
    assert len(rita.gold) == 1
    assert rita.desk.editing is None


# Why


def test_a_reason_a_note_and_a_gap_go_with_the_decision_made_last(rita: Reviewing) -> None:
    group = rita.look_at(Kind.LABEL_CONFLICT)
    rita.take("ben")
    rita.settle()
    rita.press("r")
    from PySide6.QtWidgets import QApplication

    box = QApplication.focusWidget()
    assert box is not rita.view
    QTest.keyClick(box, "2")
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    for _ in range(3):
        if not rita.view.hasFocus():
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert rita.view.hasFocus()
    rita.press("g")
    decision = rita.desk.decisions[group.id]
    assert decision.reason == "label"
    assert decision.is_guideline_gap


# Finishing


def test_an_article_without_disputes_is_finished_in_one_key(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, ALIKE, THREE) as rita:
        rita.go_to_review()
        assert rita.session.current.article.id == "a0"
        rita.finish()
        rita.wait_for_review("a1")
        rita.wait_until_saved()
        rita.review.articles.article_chosen.emit("a0")
        rita.wait_for_review("a0")
        assert rita.set_state is SetState.FINISHED
        assert rita.gold == [("actor", "Anna Brown"), ("source", "Reuters")]
        rita.press("u")
        assert rita.set_state is not SetState.FINISHED
        assert rita.gold == []


def test_an_article_with_open_groups_cannot_be_finished(rita: Reviewing) -> None:
    rita.finish()
    assert "3 groups are still open" in rita.notice()
    assert rita.set_state is SetState.NEW


def test_the_last_article_says_that_it_was_the_last(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, ALIKE) as rita:
        rita.go_to_review()
        rita.finish()
        assert "last article" in rita.notice()
        assert rita.set_state is SetState.FINISHED
        assert "Adjudicated" in rita.mode()


def test_a_locked_article_cannot_be_decided_and_is_unlocked_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        rita.decide_all("ana")
        rita.finish()
        decided, gold = dict(rita.desk.decisions), rita.gold
        rita.program.bench.actions.trigger("review.lock")
        rita.settle()
        assert rita.set_state is SetState.LOCKED
        assert "Locked" in rita.mode()
        rita.press(".")
        rita.press("0")
        rita.press("e")
        rita.keys(rita.view, Key.Key_Delete)
        assert rita.gold == gold
        assert dict(rita.desk.decisions) == decided
        rita.program.bench.actions.trigger("review.lock")
        assert rita.set_state is SetState.FINISHED
