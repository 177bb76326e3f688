"""The program killed while it writes: what it said is saved is there, and nothing is half."""

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.core.ids import ArticleId
from annotator.core.state import ArticleState
from annotator.store.base import NewArticle
from annotator.store.open import create_project, open_store
from annotator.store.reading import JOURNAL_LIMIT
from annotator.store.sql_store import SqlStore
from annotator.store.sqlite import connect
from tests.store.making import ANA, TEXT, added, an_article

ROUNDS = 32
_CHECKOUT = Path(__file__).parents[2]


def killed_at(path: Path, article: ArticleId, *, answers: int, seed: int) -> list[str]:
    """The edits that a process called saved before it was killed, some answers into its work."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.killed_child", str(path), article, str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=_CHECKOUT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    said = [process.stdout.readline() for _ in range(answers)]
    process.send_signal(signal.SIGKILL)
    said += process.stdout.read().splitlines(keepends=True)
    process.stdout.close()
    assert process.wait(timeout=30) == -signal.SIGKILL
    # A line that was cut off was not said.
    return [edit for line in said if line.endswith("\n") for edit in line.split()]


def check_is_whole(store: SqlStore, article: ArticleId, saved: list[str]) -> None:
    opened = store.open_article(article, ANA)
    assert len(opened.journal) < JOURNAL_LIMIT
    journal = [edit.id for edit in opened.journal]
    assert journal[: len(saved)] == saved
    # Played again from nothing, the journal gives what stands in the other tables.
    state = ArticleState(article, ANA)
    for edit in opened.journal:
        assert state.prepare(edit).changes
        state.apply(edit)
    assert opened.content.annotations == tuple(state)
    assert opened.content.relations == state.relations
    assert opened.content.decisions == state.decisions
    assert opened.content.annotation_set == state.annotation_set


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
def test_nothing_that_was_saved_is_lost_by_a_kill(path: Path) -> None:
    chance = random.Random(20250709)
    create_project(path).close()
    total = 0
    for number in range(ROUNDS):
        store = open_store(path)
        article = added(store, f"{number}: {TEXT}").id
        store.close()
        saved = killed_at(path, article, answers=chance.randint(1, 60), seed=number)
        # Every third time the next one to open only reads.
        store = open_store(path, write=number % 3 != 0)
        check_is_whole(store, article, saved)
        assert list(store.check()) == []
        store.close()
        total += len(saved)
    assert total > ROUNDS * 10


@pytest.mark.parametrize("is_network", [False, True], ids=["with a log", "without a log"])
def test_an_import_that_was_cut_off_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, is_network: bool
) -> None:
    monkeypatch.setattr(connect, "is_on_network", lambda _: is_network)
    cut = path.with_name("cut")
    cut.mkdir()

    def copy(done: int) -> None:
        # Files as a power cut would leave them, long after the cache has run over.
        if done == 3_000:
            for file in path.parent.glob("news.anno*"):
                shutil.copy(file, cut / file.name)

    store = create_project(path)
    articles = [NewArticle(an_article(f"{n} " + "many words " * 2_000)) for n in range(3_200)]
    store.add_articles(articles, progress=copy)
    store.close()
    assert (cut / "news.anno").stat().st_size or (cut / "news.anno-wal").stat().st_size
    assert len(list(cut.iterdir())) > 1
    store = open_store(cut / "news.anno")
    assert store.article_ids() == ()
    assert list(store.check()) == []
    assert store.add_articles(articles[:2]).new == 2
    store.close()
