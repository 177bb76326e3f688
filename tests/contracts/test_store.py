"""What every store does with a project, its people, codebook and articles."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.core.annotations import AnnotationSet, SetRole, SetState
from annotator.core.articles import Zone, ZoneKind, make_article
from annotator.core.codebook import Codebook, Label
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.errors import BadCodebook, NotFound, ProjectExists
from annotator.core.ids import ArticleId, AttributeId, LabelId, PersonId
from annotator.core.projects import GOLD_AUTHOR, Person, PersonRole
from annotator.store.base import LabelCount, NewArticle, Store
from annotator.store.open import open_store
from tests.contracts.conftest import SqliteDoor
from tests.store.making import (
    ANA,
    BEN,
    TEXT,
    a_relation,
    a_set,
    added,
    an_annotation,
    an_article,
    an_edit,
)


def test_a_new_project_says_who_it_is(store: Store, door: SqliteDoor) -> None:
    info = store.info()
    assert info.id
    assert info.created.endswith("Z")
    assert info.made_by.startswith("annotator ")
    assert info.schema >= 1
    assert not info.read_only
    assert door.reader().info() == replace(info, read_only=True)


def test_a_new_project_has_the_default_codebook_and_its_owner(store: Store) -> None:
    assert store.codebook() == DEFAULT_CODEBOOK
    assert [(p.id, p.role) for p in store.people()] == [("olga", PersonRole.OWNER)]
    assert store.article_ids() == ()


def test_a_codebook_is_kept_as_it_was_given(store: Store, door: SqliteDoor) -> None:
    book = replace(
        DEFAULT_CODEBOOK,
        version="0.2",
        labels=(*DEFAULT_CODEBOOK.labels, Label(LabelId("ort"), "Ort 📍", "ort", key="o")),
    )
    store.set_codebook(book)
    assert store.codebook() == book
    assert door.reopened(store).codebook() == book


def test_a_codebook_that_could_not_be_read_again_is_refused(store: Store) -> None:
    twice = (Label(LabelId("a"), "A", "a"), Label(LabelId("a"), "A", "a"))
    with pytest.raises(BadCodebook):
        store.set_codebook(Codebook("bad", "1", twice))
    assert store.codebook() == DEFAULT_CODEBOOK


def test_people_stand_by_name_and_may_change_their_role(store: Store) -> None:
    store.add_person(Person(PersonId("zoe"), PersonRole.ANNOTATOR))
    store.add_person(Person(BEN, PersonRole.ANNOTATOR, since="2024-01-01T00:00:00.000Z"))
    store.add_person(Person(BEN, PersonRole.REVIEWER))
    assert [p.id for p in store.people()] == ["ben", "olga", "zoe"]
    assert store.people()[0] == Person(BEN, PersonRole.REVIEWER, "2024-01-01T00:00:00.000Z")


def test_an_article_comes_back_as_it_was_added(store: Store, door: SqliteDoor) -> None:
    meta = {"outlet": "La Voz", "published": "2025-07-09", "tags": ["a", {"b": None}], "n": 1.5}
    article = make_article(
        TEXT,
        title="Ein Titel “mit” 😀",
        meta=meta,
        zones=(Zone(0, 38, ZoneKind.HEADLINE), Zone(38, 60, ZoneKind.BODY)),
        imported="2025-01-01T00:00:00.000Z",
    )
    store.add_articles([NewArticle(article)])
    assert store.article(article.id) == article
    assert door.reopened(store).article(article.id) == article


def test_an_article_without_a_time_of_import_gets_one(store: Store) -> None:
    assert added(store).imported.endswith("Z")


def test_articles_stand_in_the_order_they_were_added(store: Store) -> None:
    articles = [an_article(f"Text {n}") for n in (3, 1, 2)]
    store.add_articles([NewArticle(a) for a in articles])
    later = added(store, "Text 0")
    expected = [a.id for a in (*articles, later)]
    assert list(store.article_ids()) == expected
    assert [row.id for row in store.article_rows(ANA)] == expected


def test_article_rows_show_one_persons_progress(store: Store) -> None:
    article = an_article(outlet="AP", published="2025", agency="AFP", language="es")
    work = a_set(article, [an_annotation(article, 0, 3), an_annotation(article, 4, 5)])
    whole = replace(an_annotation(article, 0, 1), spans=())
    work = replace(work, annotations=(*work.annotations, whole))
    done = replace(work, annotation_set=AnnotationSet(article.id, ANA, state=SetState.FINISHED))
    store.add_articles([NewArticle(article, (done,))])
    (row,) = store.article_rows(ANA)
    assert (row.title, row.outlet, row.published) == (article.title, "AP", "2025")
    assert (row.agency, row.language, row.characters) == ("AFP", "es", len(TEXT))
    assert (row.state, row.spans) == (SetState.FINISHED, 2)
    (other,) = store.article_rows(BEN)
    assert (other.state, other.spans) == (SetState.NEW, 0)


def test_an_unknown_article_is_not_found(store: Store) -> None:
    nowhere = ArticleId("nowhere")
    with pytest.raises(NotFound):
        store.article(nowhere)
    with pytest.raises(NotFound):
        store.open_article(nowhere, ANA)
    with pytest.raises(NotFound):
        store.add_seconds(nowhere, ANA, 5)
    assert store.sets_of(nowhere) == ()


def test_an_article_nobody_worked_on_opens_as_new(store: Store) -> None:
    article = added(store)
    opened = store.open_article(article.id, ANA)
    assert opened.article == article
    assert opened.content == a_set(article)
    assert opened.journal == ()


def test_the_set_of_gold_is_gold_from_the_start(store: Store) -> None:
    article = added(store)
    told = store.open_article(article.id, GOLD_AUTHOR).content.annotation_set
    assert told.role is SetRole.GOLD
    store.apply([an_edit(
        article,
        (None, an_annotation(article, 0, 3, author=GOLD_AUTHOR)),
        author=GOLD_AUTHOR,
    )])  # fmt: skip
    assert store.sets_of(article.id)[0].annotation_set.role is SetRole.GOLD
    assert GOLD_AUTHOR not in {p.id for p in store.people()}


def test_annotations_come_in_reading_order(store: Store) -> None:
    article = added(store)
    whole = replace(an_annotation(article, 0, 1, id="whole"), spans=())
    inner = an_annotation(article, 4, 6, id="b")
    same = an_annotation(article, 4, 6, id="c")
    outer = an_annotation(article, 4, 9, id="d")
    first = an_annotation(article, 2, 3, id="e")
    changes = [(None, a) for a in (inner, first, same, outer, whole)]
    store.apply([an_edit(article, *changes)])
    expected = ["whole", "e", "d", "b", "c"]
    assert [a.id for a in store.open_article(article.id, ANA).content.annotations] == expected
    assert [a.id for a in store.sets_of(article.id)[0].annotations] == expected


def test_the_work_of_all_comes_by_name(store: Store) -> None:
    article = an_article()
    sets = tuple(
        a_set(article, [an_annotation(article, 0, 3, author=who)], author=who, seconds=7)
        for who in (BEN, ANA)
    )
    store.add_articles([NewArticle(article, sets)])
    found = store.sets_of(article.id)
    assert [c.annotation_set.author for c in found] == [ANA, BEN]
    assert [len(c.annotations) for c in found] == [1, 1]
    assert [c.seconds for c in found] == [7, 7]


def test_seconds_add_up(store: Store) -> None:
    article = added(store)
    store.add_seconds(article.id, ANA, 40)
    store.add_seconds(article.id, ANA, 2)
    assert store.open_article(article.id, ANA).content.seconds == 42
    assert store.open_article(article.id, BEN).content.seconds == 0
    with pytest.raises(ValueError):
        store.add_seconds(article.id, ANA, -1)


def test_values_in_use_come_the_most_frequent_first(store: Store) -> None:
    article = an_article()
    names = ["Müller", "O’Neil", "O’Neil", "部長", "部長", "部長"]
    work = [an_annotation(article, n, n + 1, entity=name) for n, name in enumerate(names)]
    other = an_annotation(article, 0, 2, label="source", entity="AFP")
    store.add_articles([NewArticle(article, (a_set(article, [*work, other]),))])
    actor, entity = LabelId("actor"), AttributeId("entity")
    assert store.attribute_values(actor, entity) == ("部長", "O’Neil", "Müller")
    assert store.attribute_values(actor, entity, limit=1) == ("部長",)
    assert store.attribute_values(LabelId("source"), entity) == ("AFP",)
    assert store.attribute_values(actor, AttributeId("kind")) == ()


def test_stats_count_the_whole_project(store: Store) -> None:
    article, other = an_article(), an_article("Short 😀")
    quote = an_annotation(article, 5, 9, label="quote")
    actor = an_annotation(article, 0, 3)
    work = a_set(article, [quote, actor], [a_relation(quote, actor)], seconds=3)
    gold = a_set(
        article,
        [an_annotation(article, 0, 3, author=GOLD_AUTHOR)],
        author=GOLD_AUTHOR,
        role=SetRole.GOLD,
    )
    store.add_articles([NewArticle(article, (work, gold)), NewArticle(other)])
    stats = store.stats()
    assert (stats.articles, stats.characters) == (2, len(TEXT) + 7)
    assert (stats.annotations, stats.relations) == (3, 1)
    assert stats.labels == (
        LabelCount(ANA, LabelId("actor"), 1),
        LabelCount(ANA, LabelId("quote"), 1),
        LabelCount(GOLD_AUTHOR, LabelId("actor"), 1),
    )
    assert [(s.author, s.role, s.spans, s.seconds) for s in stats.sets] == [
        (ANA, SetRole.ANNOTATOR, 2, 3),
        (GOLD_AUTHOR, SetRole.GOLD, 1, 0),
    ]


def test_another_view_sees_what_was_written(store: Store, door: SqliteDoor) -> None:
    reader = door.reader()
    article = added(store)
    annotation = an_annotation(article, 0, 3)
    store.apply([an_edit(article, (None, annotation))])
    assert [a.id for a in reader.open_article(article.id, ANA).content.annotations] == [
        annotation.id
    ]


def test_a_copy_holds_everything_and_replaces_nothing(store: Store, tmp_path: Path) -> None:
    article = added(store)
    store.apply([an_edit(article, (None, an_annotation(article, 0, 3)))])
    copy = store.backup(tmp_path / "copy.anno")
    assert copy == tmp_path / "copy.anno"
    with pytest.raises(ProjectExists):
        store.backup(copy)
    other = open_store(copy, write=False)
    assert other.sets_of(article.id) == store.sets_of(article.id)
    other.close()


def test_a_project_made_by_use_has_no_problems(store: Store) -> None:
    article = an_article(outlet="AP")
    quote, actor = an_annotation(article, 5, 9, label="quote"), an_annotation(article, 0, 3)
    work = a_set(article, [quote, actor], [a_relation(quote, actor)])
    store.add_articles([NewArticle(article, (work,))])
    seen: list[int] = []
    assert list(store.check(progress=seen.append)) == []
    assert seen == [1]


def test_closing_twice_is_closing_once(store: Store) -> None:
    store.close()
    store.close()


def test_a_store_belongs_to_the_thread_that_opened_it(store: Store) -> None:
    caught: list[Exception] = []

    def elsewhere() -> None:
        for call in (store.article_ids, store.close):
            try:
                call()
            except Exception as error:
                caught.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert len(caught) == 2
    assert store.article_ids() == ()
