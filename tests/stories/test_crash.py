"""A process that is killed at any moment loses nothing that it has said to be saved.

A worker annotates through the real session and store thread; it is killed, the same project is
opened again, and compared. 100 kills, or as many as ANNOTATOR_KILLS says.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.app.opening import inline_session
from annotator.core.annotations import UNSTAMPED, AnnotationSet, quote_of
from annotator.core.edits import Act
from annotator.core.ids import ArticleId, PersonId, new_id
from annotator.core.state import ArticleState
from annotator.store.base import SetContent, Store
from annotator.store.open import open_store
from annotator.store.rows import edit_from
from annotator.store.work_statements import JOURNAL_COLUMNS
from tests.app.working import make_project

ANA = PersonId("ana")
ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("ANNOTATOR_KILLS", "100"))
# The longest time that a worker goes on after its first saved edit.
LONGEST = 0.15
ID_LENGTH = len(new_id())
TEXTS = tuple(
    "".join(f"Ministre n° {n} 😀 a dit « non » à l’impôt {n * part} fois. " for n in range(12))
    for part in range(1, 4)
)


class Killer:
    """Starts workers, one after another, and kills each."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.stories.crash_child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill_one(self, path: Path, *, seed: int, after: float) -> list[str]:
        """Lets a worker go on for a while after its first saved edit; what it said is saved."""
        to, out = self._server.stdin, self._server.stdout
        assert to is not None
        assert out is not None
        to.write(f"{path} {seed}\n")
        to.flush()
        ready, worker = out.readline().split()
        assert ready == "ready"
        said = [out.readline().strip()]
        time.sleep(after)
        os.kill(int(worker), signal.SIGKILL)
        while (line := out.readline().strip()) != "killed":
            said.append(line)
        # A line that the kill cut short was told to nobody.
        return [line for line in said if len(line) == ID_LENGTH]

    def close(self) -> None:
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.stdout.close()
        assert self._server.wait(30) == 0


@pytest.fixture
def killer() -> Iterator[Killer]:
    killer = Killer()
    yield killer
    killer.close()


class Replay:
    """What the journal says the articles hold, built up edit by edit as it grows."""

    def __init__(self) -> None:
        self.states: dict[ArticleId, ArticleState] = {}
        self.seen: set[str] = set()
        self.acts: set[Act] = set()
        self._sequence = 0

    def of(self, article: ArticleId) -> ArticleState:
        return self.states.setdefault(article, ArticleState(article, ANA))

    def take(self, path: Path) -> None:
        """Applies what is new; each edit must fit what was there when it was made."""
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute(
                f"select sequence, {JOURNAL_COLUMNS} "
                "from journal where sequence > ? order by sequence",
                (self._sequence,),
            ).fetchall()
        for sequence, *row in rows:
            edit = edit_from(tuple(row))
            state = self.of(edit.article)
            for change in edit.changes:
                assert state.record(change.record_id) == change.before
            state.apply(edit)
            self.seen.add(edit.id)
            self.acts.add(edit.act)
            self._sequence = sequence


def check(store: Store, replay: Replay, said: list[str]) -> None:
    """Everything acknowledged is there; the records are what the journal tells; all is well."""
    replay.take(store.info().path)
    missing = [edit for edit in said if edit not in replay.seen]
    assert not missing, f"{len(missing)} of {len(said)} saved edits are lost"
    for article in store.article_ids():
        (content,) = store.sets_of(article) or (SetContent(AnnotationSet(article, ANA)),)
        _compare(content, replay.of(article), text=store.article(article).text)
    assert [str(problem) for problem in store.check()] == []


def _compare(content: SetContent, told: ArticleState, *, text: str) -> None:
    assert content.annotations == tuple(told)
    assert {r.id: r for r in content.relations} == {r.id: r for r in told.relations}
    if told.stored_set is None:
        assert content.annotation_set.stamp.revision == 0
    else:
        assert content.annotation_set == told.stored_set
    for annotation in content.annotations:
        whole = annotation.extent
        assert whole is not None
        assert quote_of(text, annotation) == text[whole.start : whole.end]


def undo_goes_on(store: Store, dice: random.Random) -> None:
    """The newest act in an article can be taken back and done again."""
    session = inline_session(store, ANA)
    session.open(dice.choice(session.rows).id)
    assert session.current is not None
    before = _content(session.current.state)
    if session.undo() is not None:
        session.redo()
    assert _content(session.current.state) == before


def _content(state: ArticleState) -> set[object]:
    return {replace(record, stamp=UNSTAMPED) for record in (*state, *state.relations)}


def test_what_was_said_to_be_saved_survives_a_kill_at_any_moment(
    tmp_path: Path, killer: Killer
) -> None:
    path = tmp_path / "news.anno"
    make_project(path, TEXTS)
    replay, dice, saved = Replay(), random.Random(20250709), 0
    for number in range(KILLS):
        said = killer.kill_one(path, seed=number, after=dice.uniform(0, LONGEST))
        saved += len(said)
        store = open_store(path)
        try:
            check(store, replay, said)
            undo_goes_on(store, dice)
        finally:
            store.close()
    store = open_store(path)
    check(store, replay, [])
    store.close()
    assert saved >= KILLS
    assert replay.acts == set(Act)
    print(f"{KILLS} kills; said to be saved: {saved} edits; on disk: {len(replay.seen)}")
