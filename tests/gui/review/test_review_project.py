"""What happens to a review when the project, the person or the work of others changes."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.adjudicate.groups import Kind
from annotator.app.sample import make_sample
from annotator.app.scopes import Workspace
from annotator.core.annotations import SetState
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import GOLD_AUTHOR
from annotator.gui.review.review_list import ReviewList
from annotator.store.open import create_project, open_store
from tests.app.opinions import line, mark, project_of
from tests.stories.driving import ControlModifier
from tests.stories.reviewing import ALIKE, TEXT, THREE, AltModifier, Reviewing, save_lines

Key = Qt.Key


def choose(rita: Reviewing, command: str) -> None:
    """A command of the menu."""
    rita.program.bench.actions.trigger(command)
    rita.settle()


def begin_a_note(rita: Reviewing, words: str) -> None:
    """Types into the note of the decision made last, and does not end it."""
    rita.press("r")
    for _ in range(10):
        here = QApplication.focusWidget()
        assert here is not None
        if here.inherits("QLineEdit"):
            QTest.keyClicks(here, words)
            return
        QTest.keyClick(here, Key.Key_Tab)
    raise AssertionError("Tab found no note")


def gold_on_disk(path: Path, article: str = "a0") -> dict[str, object]:
    """The gold set's decisions by kind of their group."""
    store = open_store(path, write=False)
    try:
        sets = store.sets_of(ArticleId(article))
        found = [c for c in sets if c.annotation_set.author == "gold"]
        return {d.kind: d for content in found for d in content.decisions}
    finally:
        store.close()


# The project


def test_a_project_closed_in_the_review_is_whole_and_the_welcome_page_is_shown(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.take("ben")
        rita.program.bench.show("close_project")
        qtbot.waitUntil(lambda: not rita.window.shows_project, timeout=10_000)
        assert rita.window.welcome.isVisible()
        assert not rita.review.is_on
        assert rita.program.bench.workspace is Workspace.ANNOTATE
        QTest.qWait(30)
        for key in (Key.Key_1, Key.Key_0, Key.Key_M, Key.Key_Tab):
            rita.keys(rita.window, key)
    assert list(gold_on_disk(tmp_path / "p.anno")) == ["label_conflict"]


def test_a_note_being_typed_is_kept_when_the_window_is_closed(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.take("ben")
        rita.settle()
        begin_a_note(rita, "an agency")
    decision = gold_on_disk(tmp_path / "p.anno")["label_conflict"]
    assert decision.note == "an agency"  # type: ignore[attr-defined]


def test_another_project_opened_while_reviewing_shows_nothing_of_the_first(
    qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.anno"
    project_of(other, line("Bo Berg said no.", {"dan": [mark(0, 7)], "eva": [mark(0, 2)]})).close()
    with Reviewing.on(qtbot, tmp_path, THREE, THREE, ALIKE) as rita:
        rita.go_to_review()
        rita.press("1")
        rita.program.files.open(other)
        qtbot.waitUntil(
            lambda: (
                rita.program.bench.open_session is not None
                and rita.session.info is not None
                and rita.session.info.path == other
                and rita.session.current is not None
            ),
            timeout=10_000,
        )
        rita.settle()
        assert rita.program.bench.workspace is Workspace.ANNOTATE
        rita.keys(rita.view, Key.Key_2, ControlModifier | AltModifier)
        assert rita.listed() == {}, "articles of the project before"
        rita.wait_for_review()
        assert list(rita.listed()) == ["a0"]
        assert rita.text == "Bo Berg said no."
        rita.decide_all("eva")
        assert rita.gold == [("actor", "Bo")]


def test_a_read_only_project_can_be_looked_at_and_not_decided(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.program.files.open(tmp_path / "p.anno", write=False)
        qtbot.waitUntil(
            lambda: (
                rita.program.bench.open_session is not None
                and rita.session.info is not None
                and rita.session.info.read_only
                and rita.session.current is not None
            ),
            timeout=10_000,
        )
        rita.view.setFocus()
        rita.go_to_review()
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.settle()
        rita.press("12340mben")
        rita.finish()
        rita.review.panel.answer_taken.emit(1)
        rita.settle()
        assert not rita.desk.decisions
        assert rita.desk.editing is None
        assert rita.gold == []
        assert "read-only" in rita.notice()
        assert rita.set_state is SetState.NEW


# The person


def test_a_review_goes_on_in_the_name_of_another_person(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE, THREE) as rita:
        rita.go_to_review()
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.take("ben")
        rita.asking.annotator = "sam"
        rita.program.bench.show("name")
        qtbot.waitUntil(lambda: rita.session.person == "sam", timeout=10_000)
        rita.wait_for_review("a0")
        assert rita.session.author == "gold"
        assert "Review by sam" in rita.mode()
        assert rita.gold == [("source", "Hill Bank")]
        rita.look_at(Kind.BOUNDARY_CONFLICT)
        rita.take("cem")
        rita.wait_until_saved()
    found = gold_on_disk(tmp_path / "p.anno")
    assert {kind: d.reviewer for kind, d in found.items()} == {  # type: ignore[attr-defined]
        "label_conflict": "rita",
        "boundary_conflict": "sam",
    }
    store = open_store(tmp_path / "p.anno", write=False)
    authors = {c.annotation_set.author for c in store.sets_of(ArticleId("a0"))}
    store.close()
    assert authors == {"ana", "ben", "cem", "gold"}


def test_a_reviewer_who_annotated_the_article_is_told_so(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE, person="ana") as ana:
        ana.go_to_review()
        assert "You annotated this article yourself" in ana.mode()


# Others' work


def test_articles_imported_while_reviewing_come_into_the_list(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        assert list(rita.listed()) == ["a0"]
        told = line("Bo Berg said no.", {"dan": [mark(0, 7)], "eva": [mark(0, 2)]})
        told["article"]["id"] = "new"
        rita.asking.paths = [save_lines(tmp_path / "new.jsonl", [told])]
        rita.keys(rita.window, Key.Key_I, ControlModifier)
        qtbot.waitUntil(lambda: "new" in rita.listed(), timeout=10_000)
        rita.settle()
        assert rita.session.current.article.id == "a0"
        assert rita.program.bench.workspace is Workspace.REVIEW
        rita.take("ana")
        assert rita.desk.decisions


def test_a_second_annotators_work_imported_while_reviewing_is_compared(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with Reviewing.on(qtbot, tmp_path, ALIKE) as rita:
        rita.go_to_review()
        assert not rita.desk.open_groups
        told = line(TEXT, {"dan": [mark(0, 4), mark(28, 35, "source")]})
        told["article"]["id"] = "a0"
        rita.asking.paths = [save_lines(tmp_path / "more.jsonl", [told])]
        rita.keys(rita.window, Key.Key_I, ControlModifier)
        qtbot.waitUntil(lambda: len(rita.desk.open_groups) == 1, timeout=10_000)
        rita.settle()
        assert "1 boundary" in rita.listed()["a0"]


# Nothing there


def test_a_project_in_which_nobody_has_finished_says_what_is_missing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    told = line(TEXT, {"ana": [mark(0, 4)]}, unfinished=("ana",))
    project_of(tmp_path / "p.anno", told).close()
    with Reviewing.at(qtbot, tmp_path, tmp_path / "p.anno") as rita:
        rita.keys(rita.view, Key.Key_2, ControlModifier | AltModifier)
        rita.settle()
        qtbot.waitUntil(lambda: rita.window.page.empty.isVisible(), timeout=10_000)
        rita.settle()
        for letter in "10mbenrgdu":
            rita.keys(rita.window.text, Qt.Key(ord(letter.upper())))
        rita.keys(rita.window, Key.Key_Return, ControlModifier)
        rita.keys(rita.window, Key.Key_Tab)
        rita.go_to_annotate()
        assert rita.session.author == "rita"


def test_the_review_of_an_empty_project_is_an_empty_page(qtbot: QtBot, tmp_path: Path) -> None:
    create_project(tmp_path / "p.anno").close()
    with Reviewing.started(qtbot, tmp_path, tmp_path / "p.anno") as rita:
        rita.wait_for_project()
        rita.settle()
        rita.keys(rita.window, Key.Key_2, ControlModifier | AltModifier)
        rita.settle()
        assert rita.window.page.empty.isVisible()
        assert rita.window.findChildren(ReviewList)[0].isVisible()


def test_the_sample_can_be_reviewed(qtbot: QtBot, tmp_path: Path) -> None:
    make_sample(tmp_path / "s.anno", person=PersonId("rita"))
    with Reviewing.at(qtbot, tmp_path, tmp_path / "s.anno") as rita:
        rita.go_to_review()
        assert rita.listed()
        rita.take("ana")
        assert len(rita.desk.decisions) == 1


# The codebook


def test_a_group_shows_a_label_that_the_codebook_does_not_know(
    qtbot: QtBot, tmp_path: Path
) -> None:
    opinions = {"ana": [mark(0, 4, "ghost")], "ben": [mark(0, 4)]}
    with Reviewing.on(qtbot, tmp_path, opinions) as rita:
        rita.go_to_review()
        rita.settle()
        assert "ghost" in rita.panel_words().lower()
        rita.take("ana")
        assert rita.gold == [("ghost", "Anna")]


# The keyboard


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_3])
def test_the_keys_of_the_panes_go_to_those_of_the_review(
    qtbot: QtBot, tmp_path: Path, key: Qt.Key
) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        rita.keys(rita.view, key, ControlModifier)
        focus = QApplication.focusWidget()
        pane = rita.review.articles if key == Key.Key_1 else rita.review.panel
        assert focus is not None
        assert pane.isAncestorOf(focus)
        QTest.keyClick(focus, Key.Key_Escape)
        assert rita.view.hasFocus()


def test_f6_goes_round_through_the_panes_of_the_review(qtbot: QtBot, tmp_path: Path) -> None:
    with Reviewing.on(qtbot, tmp_path, THREE) as rita:
        rita.go_to_review()
        seen = []
        for _ in range(3):
            QTest.keyClick(QApplication.focusWidget(), Key.Key_F6)
            seen.append(QApplication.focusWidget())
        assert rita.review.panel.isAncestorOf(seen[0])
        assert rita.review.articles.isAncestorOf(seen[1])
        assert seen[2] is rita.view


# Other programs

LOOK = """
import sqlite3, sys
found = sqlite3.connect(sys.argv[1])
print(found.execute("select count(*) from decisions").fetchall()[0][0])
found.close()
"""


def test_other_programs_may_look_at_the_project_at_any_time(qtbot: QtBot, tmp_path: Path) -> None:
    """Lists, figures and exports read beside the window; none of them loses its locks."""
    path = tmp_path / "p.anno"

    def decisions() -> int:
        assert path.with_name("p.anno-wal").exists()
        words = [sys.executable, "-c", LOOK, str(path)]
        found = subprocess.run(words, capture_output=True, text=True, check=True)
        return int(found.stdout)

    with Reviewing.on(qtbot, tmp_path, THREE, THREE) as rita:
        assert decisions() == 0
        rita.go_to_review()
        assert decisions() == 0
        rita.take("ana")
        rita.wait_until_saved()
        assert decisions() == 1
        rita.keys(rita.window, Key.Key_3, ControlModifier | AltModifier)
        rita.settle_all()
        assert decisions() == 1
        rita.go_to_review()
        rita.take("ben")
        rita.wait_until_saved()
        assert decisions() == 2
    found = open_store(path, write=False)
    assert len(found.open_article(ArticleId("a0"), GOLD_AUTHOR).content.decisions) == 2
    found.close()
