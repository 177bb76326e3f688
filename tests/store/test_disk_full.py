"""A disk that is full: nothing is lost, and saving goes on once there is space again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.articles import Article
from annotator.core.edits import Edit
from annotator.core.errors import StorageFailed
from annotator.store.base import NewArticle, Receipt
from annotator.store.open import back_up, create_project, open_store
from annotator.store.sql_store import SqlStore
from tests.store.making import ANA, a_set, added, an_annotation, an_article, an_edit
from tests.store.mounting import small_disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", kilobytes=2_000) as folder:
        yield folder


@pytest.fixture
def store(disk: Path) -> Iterator[SqlStore]:
    store = create_project(disk / "news.anno")
    yield store
    store.close()


def fill(disk: Path) -> Path:
    """A file that takes all the space that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (4096, 512, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    return filler


def big_edit(article: Article, number: int) -> Edit:
    annotation = an_annotation(article, number % 30, number % 30 + 1)
    return an_edit(article, (None, replace(annotation, comment="0123456789" * 2_000)))


def test_the_same_edits_are_saved_when_there_is_space_again(disk: Path, store: SqlStore) -> None:
    article = added(store)
    before = [big_edit(article, n) for n in range(5)]
    assert all(isinstance(o, Receipt) for o in store.apply(before))
    filler = fill(disk)
    waiting = [big_edit(article, n) for n in range(5, 12)]
    for _ in range(3):
        with pytest.raises(StorageFailed, match="disk is full"):
            store.apply(waiting)
        kept = store.open_article(article.id, ANA)
        assert [e.id for e in kept.journal] == [e.id for e in before]
    filler.unlink()
    assert all(isinstance(o, Receipt) for o in store.apply(waiting))
    opened = store.open_article(article.id, ANA)
    assert opened.journal == (*before, *waiting)
    assert len(opened.content.annotations) == 12
    assert list(store.check()) == []
    store.close()
    again = open_store(disk / "news.anno")
    assert again.open_article(article.id, ANA) == opened
    again.close()


def test_an_import_that_does_not_fit_adds_nothing(disk: Path, store: SqlStore) -> None:
    articles = []
    for number in range(200):
        article = an_article(f"{number} " + "many words " * 2_000)
        articles.append(NewArticle(article, (a_set(article, [an_annotation(article, 0, 1)]),)))
    with pytest.raises(StorageFailed, match="disk is full"):
        store.add_articles(articles)
    assert store.article_ids() == ()
    assert store.add_articles(articles[:3]).new == 3
    assert list(store.check()) == []


def test_a_copy_that_does_not_fit_leaves_nothing(disk: Path, store: SqlStore) -> None:
    article = added(store, "many words " * 5_000)
    fill(disk)
    names = {f.name for f in disk.iterdir()}
    for destination in (None, disk / "copy.anno"):
        with pytest.raises(StorageFailed, match="disk is full"):
            back_up(disk / "news.anno", destination)
    assert {f.name for f in disk.iterdir() if not f.name.endswith(".backups")} == names
    assert store.article_ids() == (article.id,)


def test_a_project_cannot_be_made_on_a_full_disk(disk: Path) -> None:
    filler = fill(disk)
    with pytest.raises(StorageFailed, match="disk is full"):
        create_project(disk / "news.anno")
    assert [f.name for f in disk.iterdir()] == ["filler"]
    filler.unlink()
    create_project(disk / "news.anno").close()


def test_a_project_on_a_full_disk_opens(disk: Path, store: SqlStore) -> None:
    article = added(store)
    store.close()
    filler = fill(disk)
    for write in (True, False):
        opened = open_store(disk / "news.anno", write=write)
        assert opened.article_ids() == (article.id,)
        if write:
            with pytest.raises(StorageFailed):
                opened.apply([big_edit(article, n) for n in range(20)])
            filler.unlink()
            opened.apply([big_edit(article, n) for n in range(20)])
        opened.close()
