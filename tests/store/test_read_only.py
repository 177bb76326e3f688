"""Files and folders that cannot be written: they can be read, and nothing is made beside them."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.core.errors import ProjectReadOnly, StorageFailed
from annotator.store.open import create_project, open_store
from tests.store.making import ANA, added, an_annotation, an_edit
from tests.store.mounting import read_only, small_disk, without_rights


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may enter; those of pytest are closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def a_project(path: Path) -> str:
    store = create_project(path)
    article = added(store)
    store.close()
    return str(article.id)


def opened(path: Path, *, write: bool) -> str:
    store = open_store(path, write=write)
    ids = " ".join(store.article_ids())
    store.close()
    return ids


def test_a_read_only_disk_can_be_read_but_not_written(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kilobytes=4_000) as disk:
        article = a_project(disk / "news.anno")
        with read_only(disk):
            with pytest.raises(ProjectReadOnly, match="read-only"):
                open_store(disk / "news.anno")
            with pytest.raises(ProjectReadOnly):
                create_project(disk / "new.anno")
            assert opened(disk / "news.anno", write=False) == article


def test_a_log_left_on_a_read_only_disk_is_read_too(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kilobytes=4_000) as disk:
        store = create_project(disk / "news.anno")
        article = added(store)
        (disk / "killed").mkdir()
        for name in ("news.anno", "news.anno-wal", "news.anno-shm"):
            shutil.copy(disk / name, disk / "killed" / name)
        store.close()
        with read_only(disk):
            assert opened(disk / "killed" / "news.anno", write=False) == article.id
        (disk / "killed" / "news.anno-shm").unlink()
        with read_only(disk), pytest.raises(ProjectReadOnly, match=r"news\.anno-wal"):
            open_store(disk / "killed" / "news.anno", write=False)
        assert opened(disk / "killed" / "news.anno", write=True) == article.id


def test_a_disk_that_becomes_read_only_is_a_failure_to_save(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", kilobytes=4_000) as disk:
        a_project(disk / "news.anno")
        store = open_store(disk / "news.anno", write=False)
        article = store.article(store.article_ids()[0])
        edit = an_edit(article, (None, an_annotation(article, 0, 3)))
        with pytest.raises(StorageFailed, match="read-only"):
            store.apply([edit])
        assert store.article_ids() == (article.id,)
        store.close()


def test_a_file_without_the_right_to_write_can_be_read(folder: Path) -> None:
    path = folder / "news.anno"
    article = a_project(path)
    path.chmod(0o444)
    assert without_rights(lambda: opened(path, write=True)).startswith("ProjectReadOnly")
    assert without_rights(lambda: opened(path, write=False)) == article
    assert [f.name for f in folder.iterdir()] == ["news.anno"]


def test_a_file_in_a_folder_without_the_right_to_write_can_be_read(folder: Path) -> None:
    path = folder / "news.anno"
    article = a_project(path)
    path.chmod(0o666)
    folder.chmod(0o555)
    assert without_rights(lambda: opened(path, write=True)).startswith("ProjectReadOnly")
    assert without_rights(lambda: opened(path, write=False)) == article


def test_a_file_without_the_right_to_read_is_named(folder: Path) -> None:
    path = folder / "news.anno"
    a_project(path)
    path.chmod(0o000)
    answer = without_rights(lambda: opened(path, write=False))
    assert answer.startswith("NotAProject")
    assert "cannot be read" in answer


def test_reading_makes_no_file_beside_the_project(path: Path) -> None:
    a_project(path)
    before = {f.name: f.stat().st_mtime_ns for f in path.parent.iterdir()}
    content = path.read_bytes()
    store = open_store(path, write=False)
    assert store.info().read_only
    assert len(store.article_rows(ANA)) == 1
    assert list(store.check()) == []
    assert {f.name: f.stat().st_mtime_ns for f in path.parent.iterdir()} == before
    store.close()
    assert {f.name: f.stat().st_mtime_ns for f in path.parent.iterdir()} == before
    assert path.read_bytes() == content
    assert os.listdir(path.parent) == ["news.anno"]
