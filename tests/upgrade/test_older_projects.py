"""Projects that earlier releases made are opened, hold what they held, and are worked on.

Each file was made by the code of its time, with its store: two annotators and gold on one article,
one of them on another, with relations, gaps, an undone act and a replaced codebook.
"""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.annotations import AnnotationSet, SetState
from annotator.core.decisions import Choice, Decision
from annotator.core.edits import Act, Change, Edit
from annotator.core.errors import ProjectReadOnly
from annotator.core.history import History
from annotator.core.ids import ArticleId, DecisionId, PersonId
from annotator.core.projects import GOLD_AUTHOR
from annotator.core.spans import Span
from annotator.core.state import ArticleState
from annotator.store.base import OpenedArticle, Receipt
from annotator.store.open import backups_of, open_store
from annotator.store.sql_store import SqlStore
from annotator.store.sqlite.migrations import SCHEMA
from tests.store.making import MADE

FILES = tuple(sorted(Path(__file__).parent.glob("schema_*.anno")))
ANA, BEN, RITA = PersonId("ana"), PersonId("ben"), PersonId("rita")
ARTICLE = ArticleId("article-1")


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A project of an earlier release, which may be changed."""
    return Path(shutil.copy(request.param, tmp_path / "old.anno"))


def state_of(opened: OpenedArticle) -> ArticleState:
    told = opened.content.annotation_set
    return ArticleState(
        opened.article.id,
        told.author,
        annotations=opened.content.annotations,
        relations=opened.content.relations,
        decisions=opened.content.decisions,
        annotation_set=told if told.stamp.revision else None,
    )


def applied(store: SqlStore, state: ArticleState, edit: Edit) -> Edit:
    prepared = state.prepare(replace(edit, made=MADE))
    (outcome,) = store.apply([prepared])
    assert isinstance(outcome, Receipt)
    state.apply(prepared)
    return prepared


def test_there_is_a_project_of_every_earlier_schema() -> None:
    assert [file.stem for file in FILES] == [f"schema_{n}" for n in range(1, SCHEMA)]
    assert all(file.stat().st_size < 200_000 for file in FILES)


def test_an_old_project_is_whole_after_it_was_brought_up_to_date(path: Path) -> None:
    store = open_store(path)
    assert store.info().schema == SCHEMA
    assert list(store.check()) == []
    assert store.article_ids() == ("article-1", "article-2", "article-3")
    sets = store.sets_of(ARTICLE)
    assert [(s.annotation_set.author, len(s.annotations), len(s.relations)) for s in sets] == [
        (ANA, 2, 1),
        (BEN, 2, 1),
        (GOLD_AUTHOR, 1, 0),
    ]
    ana, ben, gold = sets
    assert ana.annotations[0].spans == (Span(40, 51),)
    assert ana.annotation_set.state is SetState.FINISHED
    assert (ben.annotation_set.note, ben.seconds) == ("two headlines", 90)
    assert gold.annotations[0].origin.by == RITA
    assert not any(s.decisions for s in sets)
    store.close()


def test_the_file_as_it_was_is_kept_as_a_backup(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ProjectReadOnly, match="older version"):
        open_store(path, write=False)
    assert path.read_bytes() == before
    open_store(path).close()
    (backup,) = backups_of(path)
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("pragma user_version").fetchone()[0] < SCHEMA
        assert connection.execute("select count(*) from annotations").fetchone()[0] == 6
    store = open_store(path, write=False)
    assert list(store.check()) == []
    store.close()


def test_what_was_done_before_can_be_undone_and_done_again(path: Path) -> None:
    store = open_store(path)
    opened = store.open_article(ArticleId("article-2"), ANA)
    assert [edit.act for edit in opened.journal] == [Act.DO, Act.DO, Act.UNDO]
    history, state = History(opened.journal), state_of(opened)
    for step in (history.redone, history.undone, history.undone, history.redone):
        edit = step()
        assert edit is not None
        history.record(applied(store, state, edit))
    read = store.open_article(opened.article.id, ANA)
    assert [a.id for a in read.content.annotations] == ["ana-4"]
    assert [edit.by for edit in read.journal] == [None] * 7
    store.close()
    store = open_store(path, write=False)
    assert store.open_article(opened.article.id, ANA) == read
    assert list(store.check()) == []
    store.close()


def test_decisions_are_made_in_an_old_project(path: Path) -> None:
    store = open_store(path)
    opened = store.open_article(ARTICLE, GOLD_AUTHOR, with_others=True)
    assert [s.annotation_set.author for s in opened.others] == [ANA, BEN]
    state = state_of(opened)
    decision = Decision(
        DecisionId("decision-1"),
        ARTICLE,
        GOLD_AUTHOR,
        RITA,
        Choice.VERSION,
        sources=("ana-1", "ben-1"),
        taken=("ana-1",),
        outcome=("gold-1",),
    )
    done = AnnotationSet(ARTICLE, GOLD_AUTHOR, state.annotation_set.role, SetState.FINISHED)
    changes = (Change(None, decision), Change(state.stored_set, done))
    applied(store, state, Edit("Take A", ARTICLE, GOLD_AUTHOR, changes, by=RITA))
    read = store.open_article(ARTICLE, GOLD_AUTHOR)
    assert read.content.decisions == state.decisions
    assert read.journal[-1].by == RITA
    assert list(store.check()) == []
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        words = connection.execute("select words, annotator from decisions_view").fetchall()
        stages = connection.execute("select stage from articles_view order by position").fetchall()
    assert words == [("Ines Duarte", "gold")]
    assert stages == [("adjudicated",), ("annotating",), ("annotating",)]
