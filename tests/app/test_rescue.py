"""Saving elsewhere: a copy with what was only in memory, or what is in memory alone."""

from pathlib import Path

import pytest

from annotator.app import jobs
from annotator.app.opening import inline_session
from annotator.app.rescue import save_elsewhere
from annotator.core.errors import AnnotatorError, ProjectExists, ProjectMissing
from annotator.core.ids import ArticleId
from annotator.store.open import open_store
from tests.app.working import (
    ANA,
    Office,
    contents,
    make_project,
    mark,
    office,
    problems_of,
    refusing_disk,
    stored,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.anno"


@pytest.fixture
def ids(path: Path) -> tuple[ArticleId, ...]:
    return make_project(path)


def rescue(desk: Office, source: Path, destination: Path) -> Path:
    return jobs.run(
        save_elsewhere(
            source,
            destination,
            edits=desk.session.unsaved(),
            articles=desk.session.unsaved_articles(),
            codebook=desk.session.codebook,
            person=desk.session.person,
        )
    )


def unsaved_work(desk: Office, article: ArticleId) -> None:
    desk.open(article)
    desk.session.add_seconds(9)
    with refusing_disk():
        mark(desk.session, "Reuters")
        desk.settle()


def test_without_unsaved_work_the_copy_is_the_project(
    path: Path, ids: tuple[ArticleId, ...], tmp_path: Path
) -> None:
    with office(path) as desk:
        desk.open(ids[0])
        mark(desk.session, "Reuters")
        desk.settle()
        rescue(desk, path, tmp_path / "copy.anno")
    assert stored(tmp_path / "copy.anno", ids[0]) == stored(path, ids[0])


def test_the_copy_can_be_made_while_the_disk_of_the_project_refuses(
    path: Path, ids: tuple[ArticleId, ...], tmp_path: Path
) -> None:
    with office(path) as desk:
        unsaved_work(desk, ids[0])
        rescue(desk, path, tmp_path / "copy.anno")
        assert contents(desk.current) == stored(tmp_path / "copy.anno", ids[0])
        assert stored(path, ids[0])["annotations"] == {}
    assert problems_of(tmp_path / "copy.anno") == []


def test_an_undo_survives_in_the_copy(
    path: Path, ids: tuple[ArticleId, ...], tmp_path: Path
) -> None:
    with office(path) as desk:
        unsaved_work(desk, ids[0])
        rescue(desk, path, tmp_path / "copy.anno")
    session = inline_session(open_store(tmp_path / "copy.anno"), ANA)
    session.open(ids[0])
    assert session.undo() is not None
    session.close(on_closed=lambda: None)


def test_where_the_project_is_gone_what_is_in_memory_becomes_one(
    path: Path, ids: tuple[ArticleId, ...], tmp_path: Path
) -> None:
    destination = tmp_path / "memory.anno"
    with office(path) as desk:
        unsaved_work(desk, ids[0])
        rescue(desk, tmp_path / "gone.anno", destination)
        content = contents(desk.current)
    kept = stored(destination, ids[0])
    assert kept["annotations"] == content["annotations"]
    store = open_store(destination, write=False)
    assert store.article_ids() == (ids[0],)
    assert store.open_article(ids[0], ANA).content.seconds == 9
    store.close()
    assert problems_of(destination) == []


def test_without_anything_in_memory_a_missing_project_is_an_error(tmp_path: Path) -> None:
    from annotator.core.codebook import Codebook

    job = save_elsewhere(
        tmp_path / "gone.anno",
        tmp_path / "copy.anno",
        edits=(),
        articles=(),
        codebook=Codebook("", ""),
        person=ANA,
    )
    with pytest.raises(ProjectMissing):
        jobs.run(job)
    assert not (tmp_path / "copy.anno").exists()


def test_nothing_is_written_over(path: Path, ids: tuple[ArticleId, ...], tmp_path: Path) -> None:
    (tmp_path / "copy.anno").write_text("mine")
    with office(path) as desk:
        unsaved_work(desk, ids[0])
        with pytest.raises(ProjectExists):
            rescue(desk, path, tmp_path / "copy.anno")
    assert (tmp_path / "copy.anno").read_text() == "mine"


def test_a_destination_that_refuses_leaves_no_file_and_no_part_of_a_project(
    path: Path, ids: tuple[ArticleId, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with office(path) as desk:
        unsaved_work(desk, ids[0])
        with refusing_disk(), pytest.raises(AnnotatorError):
            rescue(desk, path, folder / "copy.anno")
    assert list(folder.iterdir()) == []


def test_a_cancelled_copy_leaves_no_edit_half_done(
    path: Path, ids: tuple[ArticleId, ...], tmp_path: Path
) -> None:
    with office(path) as desk:
        unsaved_work(desk, ids[0])
        job = save_elsewhere(
            path,
            tmp_path / "copy.anno",
            edits=desk.session.unsaved(),
            articles=desk.session.unsaved_articles(),
            codebook=desk.session.codebook,
            person=ANA,
        )
        next(job)
        next(job)
        job.close()
    assert not (tmp_path / "copy.anno").exists()
