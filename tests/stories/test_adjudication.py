"""Three annotators, one reviewer, blind, keys only: from *ready* to *adjudicated* and to gold.

In the middle the reviewer's process is killed; the review goes on where the disk says it was.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.adjudicate.groups import Kind, Subject
from annotator.app import jobs
from annotator.app.importing import import_into
from annotator.core.annotations import SetState
from annotator.core.decisions import Choice
from annotator.core.ids import ArticleId
from annotator.core.projects import GOLD_AUTHOR
from annotator.core.state import ArticleState
from annotator.store.open import create_project, open_store
from tests.stories.deciding import decide_by_keys
from tests.stories.reviewing import Reviewing, all_words, save_lines
from tests.stories.three_opinions import ANNOTATORS, articles

ROOT = Path(__file__).resolve().parents[2]
Key = Qt.Key
# After how many decisions that are said to be on disk the reviewer is killed.
KILLED_AFTER = (1, 5, 9)


def seed() -> Path | None:
    """The article the project began with, where it lies beside the checkout."""
    found = sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))
    return found[0] if found else None


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which four articles are ready for review."""
    path = tmp_path / "news.anno"
    source = save_lines(tmp_path / "opinions.jsonl", articles(seed()))
    store = create_project(path)
    report = jobs.run(import_into(store, (source,)))
    store.close()
    assert not report.problems
    return path


def annotator(*words: str) -> subprocess.CompletedProcess[str]:
    """The program at the prompt."""
    return subprocess.run(
        [sys.executable, "-m", "annotator", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def names_shown() -> list[str]:
    """Words of the windows in which an annotator's name stands."""
    return [words for words in all_words() if any(name in words.lower() for name in ANNOTATORS)]


def review_until_adjudicated(rita: Reviewing, *, watched: bool = True) -> dict[str, ArticleState]:
    """Decides and finishes article after article; what is in the gold set of each."""
    done: dict[str, ArticleState] = {}
    while True:
        while rita.desk.open_groups:
            decide_by_keys(rita)
            if watched:
                rita.settle()
                assert names_shown() == []
        current = rita.session.current
        rita.finish()
        assert current.state.annotation_set.state is SetState.FINISHED, rita.notice()
        done[current.article.id] = current.state
        if "last article" in rita.notice():
            return done
        rita.qtbot.waitUntil(
            lambda here=current: rita.session.current is not here,  # type: ignore[misc]
            timeout=10_000,
        )
        rita.wait_for_review()


def gold_of(path: Path) -> dict[str, dict[str, Any]]:
    """The lines of an export, by article."""
    lines = map(json.loads, path.read_text("utf-8").splitlines())
    return {line["article"]["id"]: line for line in lines}


def check_gold(line: dict[str, Any], state: ArticleState) -> None:
    """An exported article has what was decided, and says by which decisions."""
    text = line["article"]["text"]
    assert {a["annotator"] for a in line["annotations"]} <= {"gold"}
    assert [(s["annotator"], s["state"]) for s in line["sets"]] == [("gold", "finished")]
    found = {
        (a["id"], a["label"], _parts(a), tuple(sorted(a["attributes"].items())))
        for a in line["annotations"]
    }
    assert found == {
        (a.id, a.label, tuple((s.start, s.end) for s in a.spans), tuple(sorted(a.attributes)))
        for a in state
    }
    for told in line["annotations"]:
        if told["start"] is not None and "fragments" not in told:
            assert text[told["start"] : told["end"]] == told["quote"]
    ties = {(r["type"], r["from"], r["to"]) for r in line["relations"]}
    assert ties == {(r.type, r.source, r.target) for r in state.relations}
    decided = {d["id"] for d in line["decisions"]}
    assert decided == {d.id for d in state.decisions}


def _parts(told: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    if told["start"] is None:
        return ()
    return tuple(map(tuple, told.get("fragments", [[told["start"], told["end"]]])))


def export_and_check(project: Path, done: dict[str, ArticleState]) -> dict[str, dict[str, Any]]:
    """Exports gold at the prompt and compares it with what was decided in the window."""
    destination = project.with_name("gold.jsonl")
    told = annotator("export", str(project), str(destination), "--gold", "--format", "jsonl")
    assert told.returncode == 0, told.stderr
    lines = gold_of(destination)
    assert set(lines) == set(done)
    for article, state in done.items():
        check_gold(lines[article], state)
    checked = annotator("check", str(project))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    return lines


def test_the_opinions_are_of_every_kind(qtbot: QtBot, tmp_path: Path, project: Path) -> None:
    with Reviewing.at(qtbot, tmp_path, project) as rita:
        rita.go_to_review()
        kinds, subjects, flags = set(), set(), set()
        for article in ("a0", "a1", "a2", "a3"):
            rita.review.articles.article_chosen.emit(article)
            rita.wait_for_review(article)
            groups = rita.desk.reviewed.groups
            kinds |= {group.kind for group in groups}
            subjects |= {group.subject for group in groups}
            flags |= {flag.value for group in groups for flag in group.flags}
    assert kinds == set(Kind)
    assert subjects == set(Subject)
    assert {"nested", "discontinuous", "one_sided"} <= flags


def test_from_ready_to_adjudicated_and_to_gold_with_keys_alone(
    qtbot: QtBot, tmp_path: Path, project: Path
) -> None:
    with Reviewing.at(qtbot, tmp_path, project) as rita:
        rita.go_to_review()
        assert names_shown() == []
        assert list(rita.listed()) == ["a0", "a1", "a2", "a3"]

        # Why, and that the guideline has a gap.
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.press("2")
        rita.settle()
        rita.press("r")
        assert names_shown() == []
        QTest.keyClick(QApplication.focusWidget(), "2")
        rita.settle()
        _type_a_note(rita, "agencies act too")
        rita.press("g")
        rita.settle()
        [explained] = rita.desk.decisions.values()
        assert explained.reason == "label"
        assert explained.note == "agencies act too"
        assert explained.is_guideline_gap
        assert "agencies act too" in rita.panel_words()

        # What nobody has seen, then taken back and done again.
        rita.press("n")
        rita.select("North Korea")
        rita.press("a")
        rita.keys(rita.view, Key.Key_Return)
        assert ("actor", "North Korea") in rita.gold
        rita.press("u")
        assert ("actor", "North Korea") not in rita.gold
        rita.redo(1)
        assert ("actor", "North Korea") in rita.gold
        assert names_shown() == []

        done = review_until_adjudicated(rita)
        rita.settle()
        assert rita.listed() == {}
        assert names_shown() == []
        rita.wait_until_saved()

    lines = export_and_check(project, done)
    decisions = [d for line in lines.values() for d in line["decisions"]]
    assert {d["reviewer"] for d in decisions} == {"rita"}
    assert {"version", "edited", "own", "none", "merged"} <= {d["choice"] for d in decisions}
    noted = [d for d in decisions if d["note"]]
    assert [d["reason"] for d in noted] == ["label"]


def _type_a_note(rita: Reviewing, note: str) -> None:
    """R again, Tab to the note, the words, Return."""
    assert rita.view.hasFocus()
    rita.press("r")
    for _ in range(10):
        here = QApplication.focusWidget()
        assert here is not None
        if here.inherits("QLineEdit"):
            break
        QTest.keyClick(here, Key.Key_Tab)
    QTest.keyClicks(QApplication.focusWidget(), note)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert rita.view.hasFocus()


# Killed


class Child:
    """The reviewer in a process of its own."""

    def __init__(self, project: Path, folder: Path) -> None:
        folder.mkdir()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.stories.review_child", str(project), str(folder)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill_after(self, decisions: int) -> list[str]:
        """Kills it when so many decisions are said to be on disk; all that were said to be."""
        out = self._process.stdout
        assert out is not None
        said: list[str] = []
        while len(set(said)) < decisions:
            line = out.readline()
            assert line.endswith("\n"), "the reviewer ended"
            said.append(line.strip())
        os.kill(self._process.pid, signal.SIGKILL)
        # A line that the kill cut short was told to nobody.
        said += [line.strip() for line in out.readlines() if line.endswith("\n")]
        self.close()
        return said

    def close(self) -> None:
        """Ends it, whatever it does."""
        self._process.kill()
        self._process.wait(30)
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture
def child(project: Path, tmp_path: Path) -> Iterator[Child]:
    child = Child(project, tmp_path / "child")
    yield child
    child.close()


@pytest.mark.parametrize("decisions", KILLED_AFTER)
def test_a_review_that_was_killed_goes_on_with_every_decision_that_was_saved(
    qtbot: QtBot, tmp_path: Path, project: Path, child: Child, decisions: int
) -> None:
    said = child.kill_after(decisions)
    assert len(set(said)) >= decisions
    checked = annotator("check", str(project))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    store = open_store(project, write=False)
    there = {
        decision.id
        for article in store.article_ids()
        for content in store.sets_of(ArticleId(article))
        if content.annotation_set.author == GOLD_AUTHOR
        for decision in content.decisions
    }
    store.close()
    assert set(said) - {"all decided"} <= there

    with Reviewing.at(qtbot, tmp_path, project) as rita:
        rita.go_to_review()
        _undo_goes_on(rita)
        done = review_until_adjudicated(rita, watched=False)
        states = _all_gold(rita)
        rita.wait_until_saved()
    assert set(done) <= set(states)
    assert all(state.annotation_set.state is SetState.FINISHED for state in states.values())
    kept = {decision.id for state in states.values() for decision in state.decisions}
    assert set(said) - {"all decided"} <= kept
    assert any(d.choice is not Choice.MERGED for s in states.values() for d in s.decisions)
    export_and_check(project, states)


def _undo_goes_on(rita: Reviewing) -> None:
    """What the killed reviewer decided last can be taken back and done again."""
    state = rita.state
    if not state.decisions or state.annotation_set.state is SetState.FINISHED:
        # Killed right after finishing an article: that is reopened before anything is undone.
        return
    before = set(rita.gold), len(rita.desk.decisions)
    rita.press("u")
    assert (set(rita.gold), len(rita.desk.decisions)) != before
    rita.redo(1)
    assert (set(rita.gold), len(rita.desk.decisions)) == before


def _all_gold(rita: Reviewing) -> dict[str, ArticleState]:
    """The gold set of every article."""
    found = {}
    for article in ("a0", "a1", "a2", "a3"):
        rita.review.articles.article_chosen.emit(article)
        rita.wait_for_review(article)
        found[article] = rita.state
    return found
