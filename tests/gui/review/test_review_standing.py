"""How a project is reviewed: names, second reviews, between reviewers, returning, the report."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.adjudicate.groups import Kind
from annotator.app import jobs
from annotator.app.importing import import_into
from annotator.core.annotations import SetState
from annotator.core.ids import ArticleId, PersonId
from annotator.gui.text import accessible
from annotator.store.open import create_project, open_store
from tests.app.opinions import Marks, line, mark
from tests.stories.driving import ControlModifier, ShiftModifier
from tests.stories.reviewing import (
    TEXT,
    THREE,
    AltModifier,
    Reviewing,
    all_words,
    save_lines,
)

Key = Qt.Key
NAMED: Marks = {
    "quirinus": [mark(0, 10), mark(17, 26)],
    "ottoline": [mark(0, 4), mark(17, 26, "source")],
}


@pytest.fixture
def owned(tmp_path: Path) -> Path:
    """A project of olga's with two annotators' work."""
    path = tmp_path / "p.anno"
    told = line(TEXT, NAMED)
    told["article"]["id"] = "a0"
    store = create_project(path, person=PersonId("olga"))
    report = jobs.run(import_into(store, (save_lines(tmp_path / "in.jsonl", [told]),)))
    store.close()
    assert not report.problems
    return path


def names_shown() -> list[str]:
    return [w for w in all_words() if "quirinus" in w.lower() or "ottoline" in w.lower()]


def choose(driver: Reviewing, command: str, place: int = 0) -> None:
    """A command of the Review menu, with an answer to its question."""
    driver.asking.choose = lambda title, words, choices: place
    driver.program.bench.actions.trigger(command)
    driver.settle_all()
    driver.view.setFocus()


# Names


def test_an_owner_shows_names_and_hides_them_again(
    qtbot: QtBot, tmp_path: Path, owned: Path
) -> None:
    with Reviewing.at(qtbot, tmp_path, owned, person="olga") as olga:
        olga.go_to_review()
        assert names_shown() == []
        choose(olga, "review.blind")
        olga.wait_for_review("a0")
        assert names_shown() != []
        assert "shown by name" in olga.mode()
        assert "Annotators are shown by name" in olga.notice()
        choose(olga, "review.blind")
        olga.wait_for_review("a0")
        assert names_shown() == []


def test_nobody_but_an_owner_sees_names(qtbot: QtBot, tmp_path: Path, owned: Path) -> None:
    with Reviewing.at(qtbot, tmp_path, owned) as rita:
        rita.go_to_review()
        choose(rita, "review.blind")
        assert "only olga can do that" in rita.notice()
        assert names_shown() == []
        assert "Blind" in rita.mode()


def test_while_blind_no_dialog_and_no_dashboard_names_an_annotator(
    qtbot: QtBot, tmp_path: Path, owned: Path
) -> None:
    with Reviewing.at(qtbot, tmp_path, owned) as rita:
        rita.go_to_review()
        rita.take("quirinus")
        for key, modifier in (
            (Key.Key_M, ControlModifier),
            (Key.Key_K, ControlModifier | ShiftModifier),
        ):
            rita.back_to_text()
            rita.keys(rita.view, key, modifier)
            rita.settle_all()
            assert names_shown() == []
            for dialog in rita.window.findChildren(QDialog):
                dialog.reject()
        rita.back_to_text()
        asked: list[str] = []
        rita.asking.choose = lambda title, words, choices: asked.extend(choices)
        rita.program.bench.actions.trigger("review.return")
        rita.settle_all()
        assert sorted(asked) == ["A", "B"]
        rita.keys(rita.window, Key.Key_3, ControlModifier | AltModifier)
        rita.settle_all()
        rita.settle_all()
        assert names_shown() == []


# Going back


def test_one_can_go_back_to_the_article_that_was_finished_last(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE, THREE, THREE) as rita:
        rita.go_to_review()
        for after in ("a1", "a2"):
            rita.decide_all("ana")
            rita.finish()
            rita.wait_for_review(after)
        assert [row.id for row in rita.review.listing._listing().rows] == ["a2"]
        rita.keys(rita.view, Key.Key_PageUp, ControlModifier)
        rita.wait_for_review("a1")
        assert rita.set_state is SetState.FINISHED
        rita.keys(rita.view, Key.Key_PageDown, ControlModifier)
        rita.wait_for_review("a2")
        rita.wait_until_saved()


# More than one reviewer


def test_a_second_reviewer_reviews_without_sight_of_the_gold(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        rita.decide_all("ana")
        rita.finish()
        rita.wait_until_saved()
    with Reviewing.at(qtbot, tmp_path, tmp_path / "p.anno", person="sam") as sam:
        sam.go_to_review()
        assert sam.gold
        choose(sam, "review.source", place=1)
        sam.wait_for_review("a0")
        assert sam.gold == []
        assert len(sam.desk.open_groups) == 3
        assert "Second review" in sam.mode()
        sam.decide_all("ben")
        sam.finish()
        sam.settle_all()
        assert sam.set_state is SetState.FINISHED
        # What the two differ in is decided like any other group.
        choose(sam, "review.source", place=2)
        sam.wait_for_review("a0")
        assert "Between reviewers" in sam.mode()
        kinds = {group.kind for group in sam.desk.open_groups}
        assert kinds == {Kind.LABEL_CONFLICT, Kind.ONE_SIDED}
        assert names_free_of("rita")
        sam.wait_until_saved()


def names_free_of(name: str) -> bool:
    return not any(word == name for words in all_words() for word in words.split())


# Returning


def test_an_article_returned_to_an_annotator_counts_no_more_until_it_is_finished(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        number = rita.number("ana")
        letter = "ABC"[number - 1]
        choose(rita, "review.return", place=number - 1)
        assert f"Returned to {letter}" in rita.notice()
        rita.wait_for_review("a0")
        assert set(rita.desk.reviewed.sets.annotators) == {"ben", "cem"}
        assert "1 annotator still at work" in rita.mode()
    store = open_store(tmp_path / "p.anno", write=False)
    states = {
        c.annotation_set.author: c.annotation_set.state for c in store.sets_of(ArticleId("a0"))
    }
    store.close()
    assert states["ana"] is SetState.RETURNED


# The report


@pytest.mark.parametrize("suffix", ["html", "csv"])
def test_the_report_is_saved_without_names(
    qtbot: QtBot, tmp_path: Path, owned: Path, suffix: str
) -> None:
    destination = tmp_path / f"report.{suffix}"
    with Reviewing.at(qtbot, tmp_path, owned) as rita:
        rita.go_to_review()
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.take("ottoline")
        rita.press("g")
        rita.asking.paths = [destination]
        rita.program.bench.actions.trigger("review.report")
        qtbot.waitUntil(destination.exists, timeout=10_000)
        rita.settle_all()
        assert "Wrote 1 decision" in rita.notice()
    told = destination.read_text("utf-8")
    assert "Hill Bank" in told
    assert "rita" in told
    assert "quirinus" not in told
    assert "ottoline" not in told


# A screen reader


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced."""
    sent: list[str] = []
    monkeypatch.setattr(accessible.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        accessible.QAccessible,
        "updateAccessibility",
        lambda e: sent.append(e.message()) if hasattr(e, "message") else None,
    )
    return sent


def test_decisions_are_announced(qtbot: QtBot, tmp_path: Path, heard: list[str]) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        heard.clear()
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.take("ben")
        letter = "ABC"[rita.number("ben") - 1]
        assert any(words.startswith(f"Take {letter}") for words in heard), heard
        heard.clear()
        rita.press("u")
        assert any(words.startswith(f"undo: Take {letter}") for words in heard), heard


def test_the_group_that_is_gone_to_is_announced(
    qtbot: QtBot, tmp_path: Path, heard: list[str]
) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        heard.clear()
        rita.look_at(Kind.LABEL_CONFLICT)
        said = " ".join(heard)
        assert "label" in said.lower()
        assert "Hill Bank" in said
