"""A disk that refuses: memory keeps everything, and all of it gets onto a disk in the end."""

from pathlib import Path

import pytest

from annotator.app import acts, jobs
from annotator.app.events import WentWrong
from annotator.app.rescue import save_elsewhere
from annotator.core.errors import Refused, StorageFailed
from annotator.core.ids import ArticleId
from tests.app.working import (
    ANA,
    BEN,
    SOURCE,
    Office,
    contents,
    first,
    journal_of,
    make_project,
    mark,
    office,
    problems_of,
    quotes,
    refusing_disk,
    stored,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.anno"


@pytest.fixture
def ids(path: Path) -> tuple[ArticleId, ...]:
    return make_project(path)


def told(desk: Office) -> list[WentWrong]:
    return [event for event in desk.events if isinstance(event, WentWrong)]


def test_work_goes_on_in_memory_and_all_is_written_in_order_later(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        mark(desk.session, "Minister")
        desk.settle()
        with refusing_disk():
            made = mark(desk.session, "Reuters")
            desk.settle()
            assert isinstance(desk.session.save_status.failed, StorageFailed)
            desk.session.do(acts.relabel(desk.session.work, annotation_id=made, label=SOURCE))
            mark(desk.session, "Friday")
            desk.session.undo()
            desk.settle()
            assert desk.session.save_status.waiting == 4
            assert len(desk.session.unsaved()) == 4
            assert quotes(desk.current) == ["Minister", "Reuters"]
        desk.session.retry_saving()
        desk.settle()
        assert desk.session.save_status.is_saved
        assert desk.session.unsaved() == ()
        assert contents(desk.current) == stored(path, ids[0])
        desk.close()
    assert [e.act for e in journal_of(path, ids[0])] == ["do", "do", "do", "do", "undo"]
    assert problems_of(path) == []


def test_articles_with_unsaved_work_stay_as_they_are_in_memory(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        one = desk.open(ids[0])
        with refusing_disk():
            mark(desk.session, "Reuters")
            desk.settle()
            two = desk.open(ids[1])
            mark(desk.session, "The Hague")
            assert desk.open(ids[0]) is one
            assert desk.session.undo_status.undo == "Mark as Actor"
            assert desk.open(ids[1]) is two
            desk.settle()
            assert [row.spans for row in desk.session.rows] == [1, 1]
        desk.session.retry_saving()
        desk.settle()
    for article in ids:
        assert len(stored(path, article)["annotations"]) == 1  # type: ignore[arg-type]


def test_an_edit_made_while_the_next_article_is_on_its_way_is_not_forgotten(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        with refusing_disk():
            desk.session.open(ids[1])
            mark(desk.session, "Reuters")
            desk.run_until(lambda: desk.current.article.id == ids[1])
            desk.settle()
            assert quotes(desk.open(ids[0])) == ["Reuters"]
            mark(desk.session, "Friday")
            desk.settle()
        desk.session.retry_saving()
        desk.settle()
        assert desk.lost == []
        assert contents(desk.current) == stored(path, ids[0])


def test_reading_the_list_again_does_not_hide_what_is_not_on_disk(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        with refusing_disk():
            mark(desk.session, "Reuters")
            desk.session.begin()
            desk.settle()
            assert [row.spans for row in desk.session.rows] == [1, 0]


def test_the_failure_is_told_once_and_again_when_a_retry_fails(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        with refusing_disk():
            for words in ("Reuters", "Friday", "Minister"):
                mark(desk.session, words)
                desk.settle()
            assert len(told(desk)) == 1
            desk.session.retry_saving()
            desk.settle()
            assert len(told(desk)) == 2


def test_the_name_cannot_be_changed_while_work_is_not_on_disk(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        with refusing_disk():
            mark(desk.session, "Reuters")
            desk.settle()
            with pytest.raises(Refused, match="not on disk"):
                desk.session.set_person(BEN)


def test_active_time_that_was_refused_is_added_later_without_a_word(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        with refusing_disk():
            desk.session.add_seconds(7)
            desk.settle()
        assert told(desk) == []
        mark(desk.session, "Reuters")
        desk.settle()
        desk.open(ids[1])
        assert desk.open(ids[0]).seconds == 7


def test_work_that_the_disk_refuses_is_saved_elsewhere_with_everything_else(
    path: Path, ids: tuple[ArticleId, ...], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.anno"
    with office(path) as desk:
        desk.open(ids[1])
        mark(desk.session, "The Hague")
        desk.open(ids[0])
        mark(desk.session, "Minister")
        desk.settle()
        with refusing_disk():
            made = mark(desk.session, "Reuters")
            desk.session.do(acts.relabel(desk.session.work, annotation_id=made, label=SOURCE))
            desk.settle()
            edits = desk.session.unsaved()
        jobs.run(
            save_elsewhere(
                path,
                copy,
                edits=edits,
                articles=desk.session.unsaved_articles(),
                codebook=desk.session.codebook,
                person=ANA,
            )
        )
        assert contents(desk.current) == stored(copy, ids[0])
        assert contents(desk.open(ids[1])) == stored(copy, ids[1])
    assert problems_of(copy) == []


def test_edits_made_while_the_copy_was_written_are_carried_over(
    path: Path, ids: tuple[ArticleId, ...], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.anno"
    with office(path) as desk:
        desk.open(ids[0])
        with refusing_disk():
            mark(desk.session, "Reuters")
            desk.settle()
        edits = desk.session.unsaved()
        articles, codebook = desk.session.unsaved_articles(), desk.session.codebook
        job = save_elsewhere(
            path, copy, edits=edits, articles=articles, codebook=codebook, person=ANA
        )
        jobs.run(job)
        mark(desk.session, "Friday")
        carried = desk.session.unsaved()
        content = contents(desk.current)
    with office(copy, carried=carried) as desk:
        assert contents(desk.open(ids[0])) == content
        desk.settle()
        assert desk.session.save_status.is_saved
        assert desk.lost == []
        desk.session.undo()
        desk.session.undo()
        assert len(desk.current.state) == 0
    assert len(journal_of(copy, ids[0])) == 4


def test_memory_is_right_after_a_conflict_and_a_full_disk_together(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    from tests.app.working import change_behind

    with office(path) as desk:
        desk.open(ids[0])
        made = mark(desk.session, "Reuters")
        desk.settle()
        change_behind(path, made)
        desk.session.do(acts.relabel(desk.session.work, annotation_id=made, label=SOURCE))
        desk.run_until(lambda: bool(desk.lost))
        desk.settle()
        with refusing_disk():
            mark(desk.session, "Friday")
            desk.settle()
        assert quotes(desk.current) == ["Friday", "Reuters"]
        desk.session.retry_saving()
        desk.settle()
        assert first(desk.current).label == "actor"
        assert contents(desk.current) == stored(path, ids[0])


def test_closing_with_unsaved_work_that_the_person_gave_up_ends(
    path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        with refusing_disk():
            mark(desk.session, "Reuters")
            desk.settle()
            desk.close()
    assert journal_of(path, ids[0]) == ()
