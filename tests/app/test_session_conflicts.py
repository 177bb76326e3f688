"""Conflicts: another program changed the same record; one edit is lost, and said to be."""

from pathlib import Path

import pytest

from annotator.app import acts
from annotator.app.events import ArticleOpened, Event, ProjectOpened, WentWrong
from annotator.app.opening import inline_session
from annotator.core.errors import Conflict, Refused
from annotator.core.ids import ArticleId
from annotator.store.open import open_store
from tests.app.working import (
    ANA,
    FIGURE,
    SOURCE,
    change_behind,
    contents,
    first,
    make_project,
    mark,
    office,
    problems_of,
    quotes,
    stored,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.anno"


@pytest.fixture
def ids(path: Path) -> tuple[ArticleId, ...]:
    return make_project(path)


def test_an_edit_that_conflicts_is_told_and_the_article_is_read_again(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        made = mark(desk.session, "Reuters")
        desk.settle()
        change_behind(path, made)
        lost = desk.session.do(acts.relabel(desk.session.work, annotation_id=made, label=SOURCE))
        desk.settle()
        assert [edit.id for edit in desk.lost] == [lost.id]
        (wrong,) = [e for e in desk.events if isinstance(e, WentWrong)]
        assert isinstance(wrong.error, Conflict)
        assert first(desk.current).label == FIGURE
        assert desk.session.save_status.is_saved
        assert not desk.current.is_stale
        assert contents(desk.current) == stored(path, ids[0])


def test_edits_after_a_conflict_are_kept_where_they_stand_on_their_own(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        made = mark(desk.session, "Reuters")
        desk.settle()
        change_behind(path, made)
        lost = desk.session.do(acts.relabel(desk.session.work, annotation_id=made, label=SOURCE))
        mark(desk.session, "Friday", FIGURE)
        mark(desk.session, "Minister", SOURCE)
        desk.settle()
        assert [edit.id for edit in desk.lost] == [lost.id]
        assert quotes(desk.current) == ["Minister", "Friday", "Reuters"]
        assert contents(desk.current) == stored(path, ids[0])
        desk.session.undo()
        desk.session.undo()
        assert quotes(desk.current) == ["Reuters"]
        desk.close()
    assert problems_of(path) == []


def test_while_an_article_is_read_again_acts_in_it_are_refused(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        made = mark(desk.session, "Reuters")
        desk.settle()
        change_behind(path, made)
        desk.session.do(acts.relabel(desk.session.work, annotation_id=made, label=SOURCE))
        desk.run_until(lambda: desk.current.is_stale)
        with pytest.raises(Refused, match="read again"):
            mark(desk.session, "Friday")
        with pytest.raises(Refused, match="read again"):
            desk.session.undo()
        desk.settle()
        mark(desk.session, "Friday")


def test_a_conflict_in_an_article_left_behind_shows_when_it_is_opened_again(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        made = mark(desk.session, "Reuters")
        desk.settle()
        change_behind(path, made)
        desk.session.open(ids[1])
        desk.session.do(acts.relabel(desk.session.work, annotation_id=made, label=SOURCE))
        desk.settle()
        assert desk.current.article.id == ids[1]
        assert len(desk.lost) == 1
        mark(desk.session, "The Hague")
        assert first(desk.open(ids[0])).label == FIGURE


def test_undoing_at_once_what_conflicts_leaves_the_colleagues_change(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        made = mark(desk.session, "Reuters")
        desk.settle()
        change_behind(path, made)
        desk.session.do(acts.relabel(desk.session.work, annotation_id=made, label=SOURCE))
        desk.session.undo()
        desk.settle()
        assert first(desk.current).label == FIGURE
        assert len(desk.lost) == 2


def test_an_undo_that_the_store_refused_can_be_tried_no_more_but_others_can(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        mark(desk.session, "Friday")
        made = mark(desk.session, "Reuters")
        desk.settle()
        change_behind(path, made)
        desk.session.undo()
        desk.settle()
        assert len(desk.lost) == 1
        assert len(desk.current.state) == 2
        with pytest.raises(Refused, match="changed elsewhere"):
            desk.session.undo()
        desk.session.undo()
        assert quotes(desk.current) == ["Reuters"]


def test_inline_a_conflict_shows_what_is_on_disk(path: Path, ids: tuple[ArticleId, ...]) -> None:
    events: list[Event] = []
    session = inline_session(open_store(path), ANA, tell=events.append)
    session.open(ids[0])
    made = mark(session, "Reuters")
    change_behind(path, made)
    session.do(acts.relabel(session.work, annotation_id=made, label=SOURCE))
    assert session.current is not None
    assert first(session.current).label == FIGURE
    assert [type(e) for e in events[-2:]] == [ArticleOpened, ProjectOpened]
    assert contents(session.current) == stored(path, ids[0])
    session.close(on_closed=lambda: None)
