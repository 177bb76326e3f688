"""The store's thread: order, groups, faults, and an end that loses nothing."""

import sqlite3
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from annotator.app.store_runner import SaveReport, Unforeseen
from annotator.app.store_thread import StoreThread
from annotator.core.annotations import Annotation
from annotator.core.edits import Change, Edit
from annotator.core.errors import (
    AnnotatorError,
    NotFound,
    ProjectMissing,
    Refused,
    StorageFailed,
)
from annotator.core.ids import AnnotationId, ArticleId, new_id
from annotator.core.spans import Span
from annotator.store.base import Receipt, Store
from annotator.store.open import open_store
from tests.app.working import (
    ACTOR,
    ANA,
    TEXT,
    Office,
    journal_of,
    make_project,
    office,
    refusing_disk,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.anno"


@pytest.fixture
def article(path: Path) -> ArticleId:
    return make_project(path, (TEXT,))[0]


def an_edit(article: ArticleId, start: int = 0, *, end: int = 0) -> Edit:
    """A prepared edit that marks a few characters."""
    from dataclasses import replace

    from annotator.core.annotations import Stamp

    made = Annotation(AnnotationId(new_id()), article, ANA, ACTOR, (Span(start, end or start + 1),))
    return Edit(
        "Mark", article, ANA, (Change(None, replace(made, stamp=Stamp(1, "t", "t"))),), made="t"
    )


def never(_: object) -> None:
    raise AssertionError("must not be called")


# Order and groups


def test_calls_and_saves_are_done_in_the_order_they_were_asked(
    path: Path, article: ArticleId
) -> None:
    seen: list[int] = []
    with office(path) as desk:
        for number in range(20):
            desk.thread.save(an_edit(article, number))
            desk.thread.submit(
                lambda store: len(store.open_article(article, ANA).journal),
                on_done=seen.append,
                on_error=never,
            )
        desk.settle()
    assert seen == list(range(1, 21))


def test_a_burst_of_edits_is_written_in_few_transactions_in_order(
    path: Path, article: ArticleId
) -> None:
    edits = [an_edit(article, n % 50) for n in range(200)]
    with office(path) as desk:
        for edit in edits:
            desk.thread.save(edit)
        desk.settle()
        saved = [edit.id for report in desk.reports for edit in report.edits]
        groups = len(desk.reports)
    assert saved == [edit.id for edit in edits]
    assert [edit.id for edit in journal_of(path, article)] == saved
    assert groups <= 100, "each report is one transaction"


def test_saves_that_wait_behind_a_call_become_one_transaction(
    path: Path, article: ArticleId
) -> None:
    gate = threading.Event()
    with office(path) as desk:
        desk.thread.submit(lambda _: gate.wait(20), on_done=lambda _: None, on_error=never)
        for number in range(200):
            desk.thread.save(an_edit(article, number % 50))
        gate.set()
        desk.settle()
        assert [len(report.edits) for report in desk.reports] == [200]
        sequences = [o.sequence for o in desk.reports[0].outcomes if isinstance(o, Receipt)]
        assert sequences == sorted(sequences)


def test_a_report_comes_only_when_the_edit_is_on_disk(path: Path, article: ArticleId) -> None:
    on_disk: list[int] = []

    def count(_: SaveReport) -> None:
        connection = sqlite3.connect(path)
        on_disk.append(connection.execute("select count(*) from journal").fetchone()[0])
        connection.close()

    thread = StoreThread(
        partial(open_store, path),
        deliver=lambda call: call(),
        on_saved=count,
        on_opened=lambda: None,
        on_failed=never,
    )
    thread.start()
    for number in range(3):
        thread.save(an_edit(article, number))
    thread.close(on_closed=lambda: None)
    assert thread.join(20)
    assert on_disk[-1] == 3
    assert all(on_disk)


# Faults


def test_an_error_in_a_call_is_answered_and_the_thread_goes_on(
    path: Path, article: ArticleId
) -> None:
    errors: list[AnnotatorError] = []

    def broken(_: Store) -> None:
        raise ZeroDivisionError("a text that must not be told")

    with office(path) as desk:
        desk.thread.submit(broken, on_done=never, on_error=errors.append)
        desk.thread.submit(
            lambda store: store.article(ArticleId("none")), on_done=never, on_error=errors.append
        )
        desk.thread.save(an_edit(article))
        desk.settle()
        assert [type(error) for error in errors] == [Unforeseen, NotFound]
        assert "must not be told" not in str(errors[0])
    assert len(journal_of(path, article)) == 1


def test_an_edit_that_cannot_be_stored_is_refused_and_the_others_are_kept(
    path: Path, article: ArticleId
) -> None:
    gate = threading.Event()
    edits = [
        an_edit(article),
        an_edit(article, 0, end=len(TEXT) + 5),
        an_edit(ArticleId("none")),
        an_edit(article, 3),
    ]
    with office(path) as desk:
        desk.thread.submit(lambda _: gate.wait(20), on_done=lambda _: None, on_error=never)
        for edit in edits:
            desk.thread.save(edit)
        gate.set()
        desk.settle()
        assert [edit.id for edit in desk.lost] == [edits[1].id, edits[2].id]
        assert desk.thread.held() == ()
        assert desk.session.save_status.is_saved
    assert [e.id for e in journal_of(path, article)] == [edits[0].id, edits[3].id]


def test_a_project_that_cannot_be_opened_is_told_and_everybody_who_waits_is_answered(
    tmp_path: Path,
) -> None:
    desk = Office(tmp_path / "missing.anno")
    answers: list[AnnotatorError] = []
    desk.thread.submit(lambda store: store.info(), on_done=never, on_error=answers.append)
    desk.run_until(lambda: bool(desk.failures and answers))
    assert isinstance(desk.failures[0], ProjectMissing)
    desk.thread.submit(lambda store: store.info(), on_done=never, on_error=answers.append)
    desk.run_until(lambda: len(answers) == 2)
    desk.close()


def test_a_fault_while_opening_is_told_too(tmp_path: Path) -> None:
    def opening() -> Store:
        raise ZeroDivisionError

    desk = Office(tmp_path / "x.anno", opening=opening)
    desk.run_until(lambda: bool(desk.failures))
    assert isinstance(desk.failures[0], Unforeseen)
    desk.close()


def test_a_window_that_is_gone_does_not_keep_edits_from_the_disk(
    path: Path, article: ArticleId
) -> None:
    def gone(_: Callable[[], None]) -> None:
        raise RuntimeError("Internal C++ object already deleted")

    thread = StoreThread(
        partial(open_store, path),
        deliver=gone,
        on_saved=never,
        on_opened=lambda: None,
        on_failed=never,
    )
    thread.start()
    for number in range(30):
        thread.save(an_edit(article, number))
    thread.close(on_closed=lambda: None)
    assert thread.join(20)
    assert len(journal_of(path, article)) == 30


# A disk that refuses


def test_what_the_disk_refuses_is_held_in_order_and_written_when_asked(
    path: Path, article: ArticleId
) -> None:
    edits = [an_edit(article, n) for n in range(6)]
    with office(path) as desk:
        with refusing_disk():
            for edit in edits[:3]:
                desk.thread.save(edit)
                desk.settle()
            desk.thread.retry()
            desk.settle()
        for edit in edits[3:]:
            desk.thread.save(edit)
        desk.settle()
        assert desk.thread.held() == tuple(edits)
        assert isinstance(desk.reports[-1].failed, StorageFailed)
        desk.thread.retry()
        desk.settle()
        assert desk.thread.held() == ()
        assert desk.reports[-1].failed is None
    assert [e.id for e in journal_of(path, article)] == [e.id for e in edits]


def test_what_is_held_is_written_by_itself_when_the_disk_takes_it_again(
    path: Path, article: ArticleId
) -> None:
    with office(path, retry_after=0.05) as desk:
        with refusing_disk():
            desk.thread.save(an_edit(article))
            desk.settle()
        desk.run_until(lambda: desk.reports[-1].failed is None)
    assert len(journal_of(path, article)) == 1


def test_a_retry_with_nothing_held_does_nothing(path: Path, article: ArticleId) -> None:
    with office(path) as desk:
        for _ in range(3):
            desk.thread.retry()
        desk.thread.save(an_edit(article))
        desk.settle()
        assert len(desk.reports) == 1


def test_reading_goes_on_while_the_disk_refuses_writes(path: Path, article: ArticleId) -> None:
    titles: list[str] = []
    with office(path) as desk, refusing_disk():
        desk.thread.save(an_edit(article))
        desk.thread.submit(
            lambda store: store.article(article).title, on_done=titles.append, on_error=never
        )
        desk.settle()
        desk.thread.submit(
            lambda store: store.article(article).title, on_done=titles.append, on_error=never
        )
        desk.settle()
    assert len(titles) == 2


# The end


def test_close_lets_the_queue_run_out(path: Path, article: ArticleId) -> None:
    with office(path) as desk:
        for number in range(40):
            desk.thread.save(an_edit(article, number))
        desk.close()
    assert len(journal_of(path, article)) == 40


def test_close_waits_for_a_disk_that_refuses_only_then_and_says_so(
    path: Path, article: ArticleId
) -> None:
    with office(path, retry_after=0.05) as desk:
        with refusing_disk():
            desk.thread.save(an_edit(article))
            desk.session.close(on_closed=desk._on_closed)
            desk.run_until(lambda: desk.session.save_status.failed is not None)
            assert desk.closings == 0
        desk.run_until(lambda: desk.closings == 1)
    assert len(journal_of(path, article)) == 1


def test_a_second_close_gives_up_what_the_disk_refuses(path: Path, article: ArticleId) -> None:
    with office(path) as desk:
        with refusing_disk():
            desk.thread.save(an_edit(article))
            desk.session.close(on_closed=desk._on_closed)
            desk.run_until(lambda: desk.session.save_status.failed is not None)
            desk.session.close(on_closed=desk._on_closed)
            desk.run_until(lambda: desk.closings == 2)
        assert desk.thread.join(20)
    assert journal_of(path, article) == ()


def test_what_comes_after_the_end_is_answered_and_not_forgotten(
    path: Path, article: ArticleId
) -> None:
    errors: list[AnnotatorError] = []
    with office(path) as desk:
        desk.close()
        desk.thread.submit(lambda store: store.info(), on_done=never, on_error=errors.append)
        desk.thread.save(an_edit(article))
        desk.run_until(lambda: bool(errors and desk.reports))
        assert isinstance(errors[0], Refused)
        assert desk.reports[0].failed is not None


def test_after_on_closed_nothing_is_delivered(path: Path, article: ArticleId) -> None:
    with office(path) as desk:
        for number in range(20):
            desk.thread.save(an_edit(article, number))
        desk.session.close(on_closed=desk._on_closed)
        assert desk.thread.join(20)
        while not desk.closings:
            desk.answers.get(timeout=5)()
        assert desk.answers.empty()


def test_joining_a_thread_that_never_began_is_no_error(tmp_path: Path) -> None:
    thread = StoreThread(
        partial(open_store, tmp_path / "x"),
        deliver=never,
        on_saved=never,
        on_opened=lambda: None,
        on_failed=never,
    )
    assert thread.join(0)


def test_the_file_can_be_opened_for_writing_as_soon_as_it_is_closed(
    path: Path, article: ArticleId
) -> None:
    for _ in range(5):
        with office(path) as desk:
            desk.thread.save(an_edit(article))
            desk.close()
    assert len(journal_of(path, article)) == 5
