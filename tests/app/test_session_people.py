"""Who annotates, for how long, and how a session ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.app import acts
from annotator.app.events import (
    Event,
)
from annotator.app.opening import inline_session
from annotator.app.session import Session
from annotator.core.edits import Edit
from annotator.core.errors import Refused
from annotator.core.ids import ArticleId
from annotator.core.spans import Span
from annotator.store.open import open_store
from tests.app.working import (
    ACTOR,
    ANA,
    BEN,
    FIGURE,
    OTHER_TEXT,
    contents,
    journal_of,
    make_project,
    mark,
    office,
    problems_of,
    stored,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.anno"


@pytest.fixture
def ids(path: Path) -> tuple[ArticleId, ...]:
    return make_project(path)


@pytest.fixture
def events() -> list[Event]:
    return []


@pytest.fixture
def session(path: Path, ids: tuple[ArticleId, ...], events: list[Event]) -> Iterator[Session]:
    session = inline_session(open_store(path), ANA, tell=events.append)
    session.open(ids[0])
    yield session
    session.close(on_closed=lambda: None)


def test_two_people_have_histories_of_their_own(path: Path, ids: tuple[ArticleId, ...]) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        mark(desk.session, "Reuters")
        desk.session.set_person(BEN)
        desk.run_until(lambda: desk.session.current is not None)
        assert desk.session.undo_status.undo is None
        assert len(desk.current.state) == 0
        mark(desk.session, "Friday", FIGURE)
        desk.settle()
        desk.session.set_person(ANA)
        desk.run_until(lambda: desk.session.current is not None)
        assert desk.session.undo_status.undo == "Mark as Actor"
        desk.session.undo()
        desk.settle()
        assert [row.spans for row in desk.session.rows] == [0, 0]
        desk.close()
    assert len(stored(path, ids[0], BEN)["annotations"]) == 1  # type: ignore[arg-type]


def test_an_answer_for_the_person_before_is_not_shown(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.session.open(ids[0])
        desk.session.set_person(BEN)
        desk.session.set_person(ANA)
        desk.session.set_person(BEN)
        desk.settle()
        assert desk.current.state.author == BEN
        mark(desk.session, "Reuters")
        desk.close()
    assert problems_of(path) == []


def test_edits_on_their_way_stay_with_the_person_who_made_them(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        for words in ("Reuters", "Friday", "Minister"):
            mark(desk.session, words)
        desk.session.set_person(BEN)
        desk.settle()
        assert len(desk.current.state) == 0
        desk.close()
    assert len(stored(path, ids[0])["annotations"]) == 3  # type: ignore[arg-type]


# Time


def test_active_time_adds_up(session: Session, path: Path, ids: tuple[ArticleId, ...]) -> None:
    for seconds in (5, 0, -3, 7):
        session.add_seconds(seconds)
    assert session.current is not None
    assert session.current.seconds == 12
    session.open(ids[1])
    session.open(ids[0])
    assert session.current.seconds == 12


# Closing


def test_after_close_nothing_can_be_done_and_nothing_is_told(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        desk.session.open(ids[1])
        desk.session.begin()
        desk.session.close(on_closed=desk._on_closed)
        count = len(desk.events)
        for act in (lambda: desk.session.work, desk.session.undo):
            with pytest.raises(Refused, match="being closed"):
                act()
        desk.run_until(lambda: desk.closings == 1)
        desk.session.begin()
        desk.session.open(ids[1])
        desk.run_out()
        assert len(desk.events) == count


def test_nothing_is_lost_when_close_follows_a_burst(path: Path, ids: tuple[ArticleId, ...]) -> None:
    with office(path) as desk:
        desk.open(ids[1])
        spans = [Span(n, n + 1) for n in range(len(OTHER_TEXT) - 1)]
        made: list[Edit] = [
            desk.session.do(acts.mark(desk.session.work, spans=(span,), label=ACTOR))
            for span in spans
        ]
        content = contents(desk.current)
        desk.close()
    assert stored(path, ids[1]) == content
    assert [e.id for e in journal_of(path, ids[1])] == [e.id for e in made]
