"""Acts on many articles through the window: finishing, merging, deciding once, taking back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from annotator.adjudicate.groups import Kind
from annotator.core.annotations import SetState
from annotator.core.ids import ArticleId
from annotator.gui.review.merge_choices import MergeChoicesForm
from annotator.gui.review.merge_dialog import MergeDialog
from annotator.gui.review.same_cases import SameCasesDialog
from annotator.store.open import open_store
from tests.stories.driving import ControlModifier
from tests.stories.reviewing import ALIKE, THREE, Reviewing

Key = Qt.Key


@pytest.fixture
def rita(qtbot: QtBot, tmp_path: Path) -> Iterator[Reviewing]:
    """In review of two articles without disputes and two with three each."""
    with Reviewing.on(qtbot, tmp_path, ALIKE, THREE, ALIKE, THREE) as driver:
        driver.go_to_review()
        yield driver


def stages(rita: Reviewing) -> dict[str, SetState]:
    """The states of the gold sets on disk."""
    rita.wait_until_saved()
    assert rita.session.info is not None
    store = open_store(rita.session.info.path, write=False)
    try:
        return {
            str(article): content.annotation_set.state
            for article in store.article_ids()
            for content in store.sets_of(ArticleId(article))
            if content.annotation_set.author == "gold"
        }
    finally:
        store.close()


def run(rita: Reviewing, command: str) -> None:
    """A command of the Review menu, until all that follows is done."""
    rita.program.bench.actions.trigger(command)
    rita.settle_all()


def dialog_of(rita: Reviewing, kind: type[QDialog]) -> QDialog:
    """The open dialog of a kind."""
    found: list[QDialog] = []

    def is_there() -> bool:
        found[:] = [d for d in rita.window.findChildren(kind) if d.isVisible()]
        return bool(found)

    rita.qtbot.waitUntil(is_there, timeout=10_000)
    found[0].activateWindow()
    rita.qtbot.waitUntil(lambda: QApplication.activeWindow() is found[0], timeout=10_000)
    return found[0]


def default_button(dialog: QDialog) -> QPushButton:
    """The button that Return presses."""
    return next(b for b in dialog.findChildren(QPushButton) if b.isDefault())


def open_article(rita: Reviewing, article: str) -> None:
    """A row of the list, chosen."""
    rita.review.articles.article_chosen.emit(article)
    rita.wait_for_review(article)


# Finishing a batch


def test_all_articles_without_disputes_are_finished_and_taken_back_in_one_act(
    rita: Reviewing,
) -> None:
    run(rita, "review.finish_agreed")
    assert "2 articles will be adjudicated" in rita.asking.questions[0]
    assert "2 articles adjudicated" in rita.notice()
    assert stages(rita) == {"a0": SetState.FINISHED, "a2": SetState.FINISHED}
    assert list(rita.listed()) == ["a1", "a3"]
    assert rita.session.current.article.id == "a0"
    assert rita.set_state is SetState.FINISHED
    rita.program.bench.show("batch")
    rita.settle_all()
    assert set(stages(rita).values()) <= {SetState.NEW}
    assert list(rita.listed()) == ["a0", "a1", "a2", "a3"]
    assert rita.gold == []
    assert "Taken back in 2 articles" in rita.notice()


def test_finishing_a_batch_asks_before_and_does_nothing_where_the_answer_is_no(
    rita: Reviewing,
) -> None:
    rita.asking.answer = False
    run(rita, "review.finish_agreed")
    assert len(rita.asking.questions) == 1
    assert stages(rita) == {}


def test_u_takes_a_finished_batch_back_in_all_articles(rita: Reviewing) -> None:
    run(rita, "review.finish_agreed")
    rita.back_to_text()
    rita.press("u")
    rita.settle_all()
    assert set(stages(rita).values()) <= {SetState.NEW}
    assert rita.listed().keys() == {"a0", "a1", "a2", "a3"}


# Merging


def test_a_merge_shows_what_it_would_take_and_writes_nothing_before_take(
    rita: Reviewing,
) -> None:
    rita.keys(rita.view, Key.Key_M, ControlModifier)
    dialog = dialog_of(rita, MergeDialog)
    rita.qtbot.waitUntil(lambda: default_button(dialog).isEnabled(), timeout=10_000)
    assert stages(rita) == {}
    QTest.keyClick(dialog, Key.Key_Escape)
    rita.settle()
    assert stages(rita) == {}


def test_a_merge_by_majority_fills_what_is_open_and_u_takes_it_back_everywhere(
    rita: Reviewing,
) -> None:
    open_article(rita, "a1")
    rita.look_at(Kind.LABEL_CONFLICT)
    rita.take("ben")
    merge(rita, "majority")
    assert "Merged" in rita.notice()
    open_article(rita, "a1")
    # What the reviewer decided stays.
    assert ("source", "Hill Bank") in rita.gold
    assert ("actor", "Anna Brown") in rita.gold
    open_article(rita, "a3")
    assert ("actor", "Hill Bank") in rita.gold
    assert [group.kind for group in rita.desk.open_groups] == [Kind.ONE_SIDED]
    rita.press("u")
    rita.settle_all()
    assert rita.gold == []
    open_article(rita, "a1")
    assert rita.gold == [("source", "Hill Bank")]
    rita.undo(1)
    assert rita.gold == []


def merge(rita: Reviewing, strategy: str) -> None:
    """Ctrl+M, a strategy, Take."""
    rita.keys(rita.view, Key.Key_M, ControlModifier)
    dialog = dialog_of(rita, MergeDialog)
    rita.settle()
    form = dialog.findChildren(MergeChoicesForm)[0]
    for _ in range(8):
        if form.choices().strategy == strategy:
            break
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
    assert form.choices().strategy == strategy
    rita.settle_all()
    rita.qtbot.waitUntil(lambda: default_button(dialog).isEnabled(), timeout=10_000)
    QTest.mouseClick(default_button(dialog), Qt.MouseButton.LeftButton)
    rita.settle_all()
    rita.back_to_text()


def test_the_dry_run_follows_choices_made_faster_than_it_computes(rita: Reviewing) -> None:
    rita.keys(rita.view, Key.Key_M, ControlModifier)
    dialog = dialog_of(rita, MergeDialog)
    form = dialog.findChildren(MergeChoicesForm)[0]
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Down)
    rita.qtbot.waitUntil(lambda: default_button(dialog).isEnabled(), timeout=10_000)
    assert form.choices().strategy == "majority"
    dialog.reject()


def test_after_a_merge_one_looks_at_what_is_still_open(rita: Reviewing) -> None:
    open_article(rita, "a3")
    rita.look_at(Kind.LABEL_CONFLICT)
    merge(rita, "majority")
    rita.settle_all()
    assert rita.desk.group is not None
    assert rita.desk.group in rita.desk.open_groups


def test_a_merge_closed_while_it_computes_leaves_nothing_behind(rita: Reviewing) -> None:
    for _ in range(3):
        rita.back_to_text()
        rita.keys(rita.view, Key.Key_M, ControlModifier)
        for dialog in rita.window.findChildren(MergeDialog):
            dialog.reject()
    rita.settle_all()
    assert rita.notice().strip() == ""
    rita.back_to_text()
    rita.keys(rita.view, Key.Key_M, ControlModifier)
    dialog = dialog_of(rita, MergeDialog)
    rita.qtbot.waitUntil(lambda: default_button(dialog).isEnabled(), timeout=10_000)
    dialog.reject()


# Decide once


def test_identical_cases_elsewhere_are_decided_and_taken_back_as_one(rita: Reviewing) -> None:
    open_article(rita, "a1")
    rita.look_at(Kind.LABEL_CONFLICT)
    rita.take("ben")
    rita.press("d")
    dialog = dialog_of(rita, SameCasesDialog)
    assert default_button(dialog).isEnabled()
    QTest.mouseClick(default_button(dialog), Qt.MouseButton.LeftButton)
    rita.settle_all()
    rita.back_to_text()
    assert "Decided alike: 1 case in 1 article" in rita.notice()
    open_article(rita, "a3")
    assert rita.gold == [("source", "Hill Bank")]
    rita.back_to_text()
    rita.press("u")
    rita.settle_all()
    assert rita.gold == []
    open_article(rita, "a1")
    assert rita.gold == [("source", "Hill Bank")]


def test_a_case_that_is_nowhere_else_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.take("ben")
        rita.press("d")
        rita.settle_all()
        assert rita.notice().strip()
        assert not rita.window.findChildren(SameCasesDialog)


# Discarding


def test_merged_decisions_are_discarded_after_a_question(rita: Reviewing) -> None:
    open_article(rita, "a3")
    merge(rita, "majority")
    assert rita.desk.decisions
    run(rita, "review.discard_all")
    assert rita.asking.questions
    assert not rita.desk.decisions
    assert len(rita.desk.open_groups) == 3
