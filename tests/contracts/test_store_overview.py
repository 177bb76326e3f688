"""What every store says of a project as a whole, and of an article with everybody's work."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotator.core.annotations import AnnotationSet, SetRole, SetState, Stamp
from annotator.core.articles import Article
from annotator.core.edits import Act, Edit
from annotator.core.ids import BatchId, EditId, PersonId, new_id
from annotator.core.projects import GOLD_AUTHOR, SetSummary
from annotator.store.base import NewArticle, OpenedArticle, Receipt, Store
from tests.contracts.conftest import SqliteDoor
from tests.store.making import (
    ANA,
    BEN,
    MADE,
    RITA,
    a_decision,
    a_relation,
    a_set,
    added,
    an_annotation,
    an_article,
    an_edit,
)

STAMP = Stamp(1, MADE, MADE)


@pytest.fixture
def article(store: Store) -> Article:
    return added(store)


def gold_set(article: Article, state: SetState) -> AnnotationSet:
    return AnnotationSet(article.id, GOLD_AUTHOR, SetRole.GOLD, state, stamp=STAMP)


def test_an_article_opens_with_everybody_elses_work_where_it_is_asked_for(store: Store) -> None:
    article = an_article()
    sets = [
        a_set(article, [an_annotation(article, n, n + 3, author=who)], author=who, seconds=5)
        for n, who in enumerate((ANA, BEN))
    ]
    gold = a_set(article, author=GOLD_AUTHOR, role=SetRole.GOLD)
    gold = replace(gold, decisions=(a_decision(article),))
    store.add_articles([NewArticle(article, (*sets, gold))])
    alone = store.open_article(article.id, ANA)
    assert alone.others == ()
    opened = store.open_article(article.id, ANA, with_others=True)
    assert opened == replace(alone, others=store.sets_of(article.id)[1:])
    assert [c.annotation_set.author for c in opened.others] == [BEN, GOLD_AUTHOR]
    stranger = store.open_article(article.id, PersonId("zoe"), with_others=True)
    assert stranger.others == store.sets_of(article.id)
    assert stranger.content == a_set(article, author=PersonId("zoe"))


def test_an_article_is_locked_by_its_gold_set_alone(store: Store, article: Article) -> None:
    def opened() -> list[OpenedArticle]:
        return [store.open_article(article.id, who) for who in (ANA, GOLD_AUTHOR)]

    assert not any(o.is_locked for o in opened())
    done, locked = (gold_set(article, s) for s in (SetState.FINISHED, SetState.LOCKED))
    own = AnnotationSet(article.id, ANA, state=SetState.LOCKED, stamp=STAMP)
    store.apply([an_edit(article, (None, own))])
    store.apply([an_edit(article, (None, done), author=GOLD_AUTHOR)])
    assert not any(o.is_locked for o in opened())
    locked = replace(locked, stamp=Stamp(2, MADE, MADE))
    store.apply([an_edit(article, (done, locked), author=GOLD_AUTHOR)])
    assert all(o.is_locked for o in opened())


def test_the_states_of_all_sets_come_in_the_order_of_articles_and_authors(store: Store) -> None:
    first, second = an_article(), an_article("Short 😀")
    work = a_set(first, [an_annotation(first, 0, 3, author=BEN)], author=BEN, seconds=7)
    store.add_articles([NewArticle(first, (work,)), NewArticle(second)])
    for edit in (
        an_edit(second, (None, gold_set(second, SetState.FINISHED)), author=GOLD_AUTHOR),
        an_edit(first, (None, an_annotation(first, 0, 3))),
    ):
        store.apply([edit])
    new, annotator = SetState.NEW, SetRole.ANNOTATOR
    assert store.set_states() == (
        SetSummary(first.id, ANA, annotator, new, 0),
        SetSummary(first.id, BEN, annotator, new, 0, 7),
        SetSummary(second.id, GOLD_AUTHOR, SetRole.GOLD, SetState.FINISHED, 0),
    )


def stamped_edits(article: Article) -> list[Edit]:
    """Edits of every kind of record, made at one and the same moment."""
    quote, actor = an_annotation(article, 5, 9, label="quote"), an_annotation(article, 0, 3)
    quote, actor = replace(quote, stamp=STAMP), replace(actor, stamp=STAMP)
    tie = replace(a_relation(quote, actor), stamp=STAMP)
    other = replace(an_annotation(article, 1, 4), stamp=STAMP)
    told = AnnotationSet(article.id, ANA, state=SetState.IN_PROGRESS, stamp=STAMP)
    decision = replace(a_decision(article, author=ANA), stamp=STAMP)
    noted = replace(decision, note="x", stamp=Stamp(2, MADE, MADE))
    pairs = [
        [(None, quote), (None, actor)],
        [(None, tie)],
        [(tie, replace(tie, source=actor.id, target=quote.id, stamp=Stamp(2, MADE, MADE)))],
        [(None, other)],
        # One goes and another comes: counts, revisions and times stay.
        [(other, None), (None, replace(an_annotation(article, 2, 4), stamp=STAMP))],
        [(None, told)],
        [(told, replace(told, note="x", stamp=Stamp(2, MADE, MADE)))],
        [(None, decision)],
        [(decision, noted)],
        [(noted, None)],
    ]
    return [an_edit(article, *changes) for changes in pairs]


def test_a_stamp_is_another_after_any_change_of_work(store: Store, door: SqliteDoor) -> None:
    article, other = added(store), added(store, "Another")
    seen = [store.work_stamps()]
    assert list(seen[0]) == [article.id, other.id]
    for edit in stamped_edits(article):
        (outcome,) = store.apply([edit])
        assert isinstance(outcome, Receipt), outcome
        seen.append(store.work_stamps())
    assert len({stamps[article.id] for stamps in seen}) == len(seen)
    assert len({stamps[other.id] for stamps in seen}) == 1
    again = an_article()
    work = a_set(again, [an_annotation(again, 0, 3, author=BEN)], author=BEN)
    store.add_articles([NewArticle(again, (work,))])
    last = store.work_stamps()
    assert last[article.id] not in {stamps[article.id] for stamps in seen}
    assert door.reopened(store).work_stamps() == last


def test_reading_and_other_news_leave_the_stamps_alone(store: Store, article: Article) -> None:
    store.apply([an_edit(article, (None, an_annotation(article, 0, 3)))])
    before = store.work_stamps()
    store.add_seconds(article.id, ANA, 5)
    store.set_setting("enough", "2")
    store.open_article(article.id, ANA)
    assert store.work_stamps() == before


def test_an_edit_with_the_same_counts_in_a_restored_copy_has_another_stamp(
    store: Store, door: SqliteDoor
) -> None:
    """A cache must not take a project that was put back and went on for the one before."""
    article = added(store)
    copy = store.backup(door.path.with_name("copy.anno"))
    store.apply([an_edit(article, (None, an_annotation(article, 0, 3)))])
    first = store.work_stamps()
    store.close()
    copy.replace(door.path)
    again = door.reopened(store)
    again.apply([an_edit(article, (None, an_annotation(article, 0, 3)))])
    assert again.work_stamps() != first


class Batches:
    """Edits of three articles in one batch, by one reviewer."""

    def __init__(self, store: Store, *, batch: str = "b1", title: str = "Merge") -> None:
        self.batch = BatchId(batch)
        self.store = store
        self.articles = [added(store, f"{batch} text {n}") for n in range(3)]
        self.edits = [self._edit(article, title) for article in self.articles]
        store.apply(self.edits)

    def _edit(self, article: Article, title: str) -> Edit:
        taken = replace(an_annotation(article, 0, 3, author=GOLD_AUTHOR), stamp=STAMP)
        edit = an_edit(article, (None, taken), author=GOLD_AUTHOR, title=title)
        return replace(edit, batch=self.batch, by=RITA)

    def reverse(self, edit: Edit, act: Act) -> Edit:
        """The edit that takes an edit back, or does it again, on disk."""
        made = replace(
            edit,
            id=EditId(new_id()),
            changes=edit.inverse_changes,
            act=act,
            of=edit.of or edit.id,
        )
        (outcome,) = self.store.apply([made])
        assert isinstance(outcome, Receipt), outcome
        return made


def test_a_batch_is_told_with_its_title_maker_and_reach(store: Store) -> None:
    old, new = Batches(store), Batches(store, batch="b2", title="Decide once")
    single = Batches(store, batch="b3").edits[0]
    found = store.batches()
    assert [b.id for b in found] == ["b3", "b2", "b1"]
    assert [(b.title, b.made, b.by, b.articles) for b in found[1:]] == [
        ("Decide once", MADE, RITA, 3),
        ("Merge", MADE, RITA, 3),
    ]
    assert store.batches(limit=2) == found[:2]
    assert store.edits_of_batch(old.batch) == tuple(reversed(old.edits))
    assert store.edits_of_batch(new.batch) == tuple(reversed(new.edits))
    assert store.edits_of_batch(BatchId("none")) == ()
    assert single.batch == "b3"


def test_a_batch_within_one_article_is_not_listed(store: Store, article: Article) -> None:
    edits = [
        replace(an_edit(article, (None, an_annotation(article, n, n + 1))), batch=BatchId("b"))
        for n in range(3)
    ]
    store.apply(edits)
    assert store.batches() == ()
    assert len(store.edits_of_batch(BatchId("b"))) == 3


def test_a_batch_made_for_several_articles_is_listed_where_it_reached_one(
    store: Store, article: Article
) -> None:
    made = replace(an_edit(article, (None, an_annotation(article, 0, 3))), batch=BatchId("wide-1"))
    store.apply([made])
    assert [(batch.id, batch.articles) for batch in store.batches()] == [("wide-1", 1)]


def test_what_was_taken_back_does_not_count_until_it_is_done_again(store: Store) -> None:
    work = Batches(store)
    one, two, three = work.edits
    undone = work.reverse(two, Act.UNDO)
    assert store.edits_of_batch(work.batch) == (three, one)
    assert [b.articles for b in store.batches()] == [2]
    redone = work.reverse(undone, Act.REDO)
    assert store.edits_of_batch(work.batch) == (redone, three, one)
    assert [b.articles for b in store.batches()] == [3]
    for edit in (redone, three, one):
        work.reverse(edit, Act.UNDO)
    assert store.edits_of_batch(work.batch) == ()
    assert store.batches() == ()


def test_taking_back_every_edit_of_a_batch_restores_the_work(store: Store) -> None:
    work = Batches(store)
    for edit in store.edits_of_batch(work.batch):
        work.reverse(edit, Act.UNDO)
    assert all(not c.annotations for a in work.articles for c in store.sets_of(a.id))
    assert list(store.check()) == []


@pytest.mark.parametrize(
    "change", [lambda e: e, lambda e: replace(e, batch=None)], ids=["its own", "none"]
)
def test_an_edit_is_taken_back_whatever_batch_the_undo_is_of(
    store: Store, change: Callable[[Edit], Edit]
) -> None:
    work = Batches(store)
    work.reverse(change(work.edits[0]), Act.UNDO)
    assert store.edits_of_batch(work.batch) == tuple(reversed(work.edits[1:]))


def test_a_setting_of_the_project_is_kept(store: Store, door: SqliteDoor) -> None:
    assert store.setting("blind") == ""
    store.set_setting("blind", "no")
    store.set_setting("blind", "yes 😀")
    info = store.info()
    again = door.reopened(store)
    assert again.setting("blind") == "yes 😀"
    assert again.setting("id") == ""
    assert again.info() == info
    assert list(again.check()) == []
