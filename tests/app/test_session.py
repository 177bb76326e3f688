"""A session on real projects: memory first, disk behind, undo over days, conflicts, people."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.app import acts
from annotator.app.desk import Desk, Place
from annotator.app.events import (
    ArticleChanged,
    ArticleOpened,
    Event,
    ProjectOpened,
    RowsChanged,
    SaveChanged,
    WentWrong,
)
from annotator.app.opening import inline_session
from annotator.app.session import Session
from annotator.core.annotations import SetState
from annotator.core.errors import NotFound, Refused
from annotator.core.ids import AnnotationId, ArticleId, AttributeId, RelationTypeId
from annotator.core.spans import Span
from annotator.store.open import open_store
from tests.app.working import (
    ACTOR,
    ANA,
    QUOTE,
    SOURCE,
    TEXT,
    Office,
    change_behind,
    contents,
    first,
    journal_of,
    make_project,
    mark,
    office,
    place_of,
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


@pytest.fixture
def events() -> list[Event]:
    return []


@pytest.fixture
def session(path: Path, ids: tuple[ArticleId, ...], events: list[Event]) -> Iterator[Session]:
    session = inline_session(open_store(path), ANA, tell=events.append)
    session.open(ids[0])
    yield session
    session.close(on_closed=lambda: None)


# Opening


def test_the_project_comes_with_codebook_people_and_rows(session: Session) -> None:
    assert [label.id for label in session.codebook.labels] == ["actor", "quote", "figure", "source"]
    assert [person.id for person in session.people] == ["ana"]
    assert [(row.state, row.spans) for row in session.rows] == [(SetState.NEW, 0)] * 2


def test_events_come_in_the_order_things_happen(session: Session, events: list[Event]) -> None:
    assert [type(e) for e in events] == [ProjectOpened, ArticleOpened]
    events.clear()
    mark(session, "Reuters")
    kinds = [type(e) for e in events]
    assert kinds == [ArticleChanged, RowsChanged, SaveChanged, SaveChanged]
    assert session.save_status.is_saved


def test_the_last_article_asked_for_wins(path: Path, ids: tuple[ArticleId, ...]) -> None:
    with office(path) as desk:
        for article in (ids[0], ids[1], ids[0], ids[1]):
            desk.session.open(article)
        desk.settle()
        opened = [e.article for e in desk.events if isinstance(e, ArticleOpened)]
        assert opened == [ids[1]]


def test_an_article_that_is_open_is_not_read_again(path: Path, ids: tuple[ArticleId, ...]) -> None:
    with office(path) as desk:
        before = desk.open(ids[0])
        desk.session.open(ids[0])
        mark(desk.session, "Reuters")
        desk.settle()
        assert desk.session.current is before
        assert quotes(before) == ["Reuters"]


def test_an_older_answer_for_the_same_article_does_not_hide_newer_work(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        for article in (ids[1], ids[0], ids[1]):
            desk.session.open(article)
        desk.run_until(lambda: desk.current.article.id == ids[1])
        mark(desk.session, "The Hague")
        desk.settle()
        assert quotes(desk.current) == ["The Hague"]


def test_the_neighbour_is_counted_from_the_article_asked_for(path: Path, tmp_path: Path) -> None:
    many = make_project(tmp_path / "many.anno", [f"Article {n}\n" for n in range(4)])
    with office(tmp_path / "many.anno") as desk:
        desk.open(many[0])
        assert desk.session.open_neighbour(1)
        assert desk.session.open_neighbour(1)
        desk.settle()
        assert desk.current.article.id == many[2]
        assert desk.session.open_neighbour(-1, among=(many[0], many[2]))
        assert not desk.session.open_neighbour(-1)
        assert not desk.session.open_neighbour(1, among=())


def test_an_article_that_is_not_there_leaves_the_open_one(
    session: Session, events: list[Event]
) -> None:
    here = session.current
    session.open(ArticleId("nowhere"))
    assert isinstance(events[-1], WentWrong)
    assert isinstance(events[-1].error, NotFound)
    assert session.current is here
    assert session.open_neighbour(1)


# Acts and undo


def test_each_act_is_one_row_of_the_journal_and_one_undo_step(
    session: Session, path: Path, ids: tuple[ArticleId, ...]
) -> None:
    spans = [Span(n, n + 1) for n in range(len(TEXT)) if not TEXT[n].isspace()]
    session.do(acts.mark_all(session.work, spans=spans, label=ACTOR))
    assert len(journal_of(path, ids[0])) == 1
    session.undo()
    assert stored(path, ids[0]) == {"annotations": {}, "relations": (), "set": None}
    session.redo()
    assert len(stored(path, ids[0])["annotations"]) == len(spans)  # type: ignore[arg-type]


def test_the_row_of_the_list_follows_each_act(session: Session) -> None:
    mark(session, "Reuters")
    assert (session.rows[0].state, session.rows[0].spans) == (SetState.IN_PROGRESS, 1)
    session.undo()
    assert (session.rows[0].state, session.rows[0].spans) == (SetState.NEW, 0)


def test_a_second_act_after_undo_clears_redo_also_after_reopening(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        mark(desk.session, "Reuters")
        desk.session.undo()
        assert desk.session.undo_status.redo == "Mark as Actor"
        mark(desk.session, "Friday", SOURCE)
        assert desk.session.undo_status.redo is None
        assert desk.session.redo() is None
        desk.close()
    with office(path) as desk:
        desk.open(ids[0])
        assert desk.session.undo_status.redo is None
        assert desk.session.undo_status.undo == "Mark as Source agency"


def work_of_a_day(desk: Office) -> None:
    """Marks, a relation, attributes, a relabelling and a removal."""
    bench = Desk(desk.session, tell=lambda: None)
    text = desk.current.article.text

    def press(words: str, label: object) -> AnnotationId:
        span = place_of(text, words)
        bench.press_label(label, Place(span.end, span))  # type: ignore[arg-type]
        assert bench.selected is not None
        return bench.selected

    actor = press("Ana Gómez", ACTOR)
    quote = press("we will not go", QUOTE)
    bench.begin_relation()
    bench.select(actor)
    bench.relate(RelationTypeId("speaker"))
    bench.set_attribute(quote, AttributeId("cue"), "said")
    press("Reuters", ACTOR)
    bench.press_label(SOURCE, Place(0))
    bench.move_boundary(end=True, by=1)
    bench.select(actor)
    bench.remove()


@pytest.mark.parametrize("undone", [0, 3, 9])
def test_undo_and_redo_go_on_another_day(
    path: Path, ids: tuple[ArticleId, ...], undone: int
) -> None:
    days = iter(f"2025-07-{day:02}T10:00:00.000Z" for day in range(1, 29) for _ in range(12))

    def clock() -> str:
        return next(days)

    with office(path, clock=clock) as desk:
        desk.open(ids[0])
        steps = [contents(desk.current)]
        work_of_a_day(desk)
        done = contents(desk.current)
        for _ in range(undone):
            desk.session.undo()
        middle = contents(desk.current)
        status = desk.session.undo_status
        desk.close()
    with office(path, clock=clock) as desk:
        desk.open(ids[0])
        assert contents(desk.current) == middle
        assert desk.session.undo_status == status
        while desk.session.redo():
            pass
        assert _unstamped(contents(desk.current)) == _unstamped(done)
        while desk.session.undo():
            pass
        assert _unstamped(contents(desk.current)) == _unstamped(steps[0])
        while desk.session.redo():
            pass
        assert _unstamped(contents(desk.current)) == _unstamped(done)
        desk.close()
    assert problems_of(path) == []


def _unstamped(content: dict[str, object]) -> list[object]:
    from dataclasses import replace

    from annotator.core.annotations import UNSTAMPED

    records = [*content["annotations"].values(), *content["relations"]]  # type: ignore[attr-defined, misc]
    records += [content["set"]] if content["set"] else []
    return sorted((replace(r, stamp=UNSTAMPED) for r in records), key=lambda r: str(r.id))


def test_each_edit_is_stamped_with_the_time_it_was_made(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    times = iter(
        ("2025-01-01T00:00:00.000Z", "2025-01-02T00:00:00.000Z", "2025-01-03T00:00:00.000Z")
    )
    with office(path, clock=lambda: next(times)) as desk:
        desk.open(ids[0])
        mark(desk.session, "Reuters")
        desk.session.undo()
        desk.session.redo()
        stamp = first(desk.current).stamp
        desk.close()
    assert (stamp.created, stamp.changed) == (
        "2025-01-01T00:00:00.000Z",
        "2025-01-03T00:00:00.000Z",
    )
    assert [e.made[:10] for e in journal_of(path, ids[0])] == [
        "2025-01-01",
        "2025-01-02",
        "2025-01-03",
    ]


def test_an_undo_that_does_not_fit_any_more_is_dropped_and_the_next_one_works(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        mark(desk.session, "Reuters")
        other = mark(desk.session, "Friday")
        desk.close()
    change_behind(path, other)
    with office(path) as desk:
        desk.open(ids[0])
        with pytest.raises(Refused, match="changed elsewhere"):
            desk.session.undo()
        assert desk.session.undo_status.redo is None
        desk.session.undo()
        assert quotes(desk.current) == ["Friday"]


def test_finished_articles_refuse_until_they_are_reopened(session: Session) -> None:
    mark(session, "Reuters")
    session.do(acts.set_state(session.work, to=SetState.FINISHED))
    with pytest.raises(Refused, match="finished"):
        mark(session, "Friday")
    session.undo()
    mark(session, "Friday")


def test_a_project_open_for_reading_refuses_every_act(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        mark(desk.session, "Reuters")
        desk.close()
    with office(path, write=False) as desk:
        opened = desk.open(ids[0])
        for act in (lambda: desk.session.work, desk.session.undo, desk.session.redo):
            with pytest.raises(Refused, match="read-only"):
                act()
        with pytest.raises(Refused, match="read-only"):
            desk.session.do(acts.Act("x", ()))
        desk.session.add_seconds(5)
        desk.settle()
        assert quotes(opened) == ["Reuters"]
        assert not [e for e in desk.events if isinstance(e, WentWrong)]


def test_a_listener_that_fails_does_not_cost_the_edit(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    def tell(event: Event) -> None:
        if isinstance(event, ArticleChanged):
            raise ZeroDivisionError

    session = inline_session(open_store(path), ANA, tell=tell)
    session.open(ids[0])
    with pytest.raises(ZeroDivisionError):
        mark(session, "Reuters")
    session.close(on_closed=lambda: None)
    assert len(journal_of(path, ids[0])) == 1
