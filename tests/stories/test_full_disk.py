"""A disk that is really full: a small file system in memory, filled to its last byte.

Skipped where none can be mounted: that takes the rights of an administrator, on Linux.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotator.app import acts, jobs
from annotator.app.events import WentWrong
from annotator.app.rescue import save_elsewhere
from annotator.core.errors import StorageFailed
from annotator.core.ids import ArticleId
from annotator.core.spans import Span
from tests.app.working import (
    ANA,
    QUOTE,
    Office,
    contents,
    journal_of,
    make_project,
    mark,
    office,
    problems_of,
    stored,
)

TEXTS = tuple(
    "Minister 😀 said “no” to the tax plan on Friday.\n" * 40 + f"{n}\n" for n in range(2)
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except OSError as error:
        pytest.skip(f"no file system can be mounted here: {error}")
    if done.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    yield place
    assert sys.platform == "linux"
    subprocess.run(["umount", str(place)], check=True, timeout=20)


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    """The disk without a free byte; then as it was."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    yield
    ballast.unlink()


def until_refused(desk: Office) -> None:
    """Marks word after word until the disk takes no more; a log may have had room left."""
    text = desk.current.article.text
    for start in range(0, len(text) - 1, 2):
        span = Span(start, start + 1)
        desk.session.do(acts.mark(desk.session.work, spans=(span,), label=QUOTE))
        if start % 20 == 18:
            desk.settle()
            if desk.session.save_status.failed is not None:
                return
    raise AssertionError("the disk was not full")


def told(desk: Office) -> list[WentWrong]:
    return [event for event in desk.events if isinstance(event, WentWrong)]


@pytest.fixture
def path(disk: Path) -> Path:
    return disk / "news.anno"


@pytest.fixture
def ids(path: Path) -> tuple[ArticleId, ...]:
    return make_project(path, TEXTS)


def test_work_goes_on_and_is_saved_in_order_when_there_is_room_again(
    disk: Path, path: Path, ids: tuple[ArticleId, ...]
) -> None:
    with office(path) as desk:
        one = desk.open(ids[0])
        with filled(disk):
            until_refused(desk)
            assert len(told(desk)) == 1
            assert isinstance(told(desk)[0].error, StorageFailed)
            assert "full" in str(told(desk)[0].error)
            desk.session.undo()
            desk.session.undo()
            desk.session.redo()
            desk.open(ids[1])
            mark(desk.session, "tax plan")
            assert desk.open(ids[0]) is one
            desk.session.retry_saving()
            desk.settle()
            assert desk.session.save_status.failed is not None
        desk.session.retry_saving()
        desk.settle()
        assert desk.session.save_status.is_saved
        made = {article: contents(desk.open(article)) for article in ids}
        desk.close()
    assert {article: stored(path, article) for article in ids} == made
    assert [e.act for e in journal_of(path, ids[0])][-3:] == ["undo", "undo", "redo"]
    assert problems_of(path) == []


def test_everything_can_be_saved_on_another_disk(
    disk: Path, path: Path, ids: tuple[ArticleId, ...], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.anno"
    with office(path) as desk:
        desk.open(ids[0])
        mark(desk.session, "tax plan")
        desk.settle()
        with filled(disk):
            until_refused(desk)
            jobs.run(
                save_elsewhere(
                    path,
                    copy,
                    edits=desk.session.unsaved(),
                    articles=desk.session.unsaved_articles(),
                    codebook=desk.session.codebook,
                    person=ANA,
                )
            )
            assert stored(copy, ids[0]) == contents(desk.current)
            desk.close()
    assert problems_of(copy) == []
    assert problems_of(path) == []
