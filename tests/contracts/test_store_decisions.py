"""What every store does with reviewers' decisions: guarded like all other records."""

from dataclasses import replace

import pytest

from annotator.core.annotations import AnnotationSet, SetRole, SetState, Stamp
from annotator.core.articles import Article, make_article
from annotator.core.decisions import Choice, Decision
from annotator.core.edits import Edit
from annotator.core.errors import Conflict
from annotator.core.ids import ArticleId, EditId
from annotator.core.projects import GOLD_AUTHOR, second_review_by
from annotator.core.records import Record
from annotator.store.base import NewArticle, Receipt, SetContent, Store
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


def an_act(article: Article, *changes: tuple[Record | None, Record | None]) -> Edit:
    """An edit of the gold set by the reviewer."""
    return replace(an_edit(article, *changes, author=GOLD_AUTHOR), by=RITA)


def gold(store: Store, article: Article) -> SetContent:
    return store.open_article(article.id, GOLD_AUTHOR).content


def a_full_decision(article: Article) -> Decision:
    decision = a_decision(
        article,
        choice=Choice.EDITED,
        sources=("a1", "b1", "ré 部"),
        taken=("b1",),
        outcome=("g1",),
        note="two\nlines “x” 😀",
        is_gap=True,
    )
    return replace(decision, strategy="majority", stamp=STAMP)


def test_a_decision_comes_back_as_it_was_written(
    store: Store, article: Article, door: SqliteDoor
) -> None:
    taken = an_annotation(article, 0, 3, author=GOLD_AUTHOR, id="g1")
    full, nothing = a_full_decision(article), a_decision(article, choice=Choice.NONE)
    nothing = replace(nothing, group="", kind="", reason="", stamp=STAMP)
    edit = an_act(article, (None, taken), (None, full), (None, nothing))
    (outcome,) = store.apply([edit])
    assert isinstance(outcome, Receipt)
    for place in (store, door.reader()):
        opened = place.open_article(article.id, GOLD_AUTHOR)
        assert opened.content.decisions == (full, nothing)
        assert opened.journal == (edit,)
        assert place.sets_of(article.id)[0].decisions == (full, nothing)
        assert place.stats().decisions == 2
        assert list(place.check()) == []


def test_a_decision_is_changed_and_taken_back(store: Store, article: Article) -> None:
    one = replace(a_decision(article, choice=Choice.NONE), stamp=STAMP)
    two = replace(
        one,
        choice=Choice.MERGED,
        reviewer=BEN,
        group="ff",
        kind="one_sided",
        sources=("s",),
        taken=("t",),
        strategy="agreeing",
        reason="",
        note="no",
        is_guideline_gap=True,
        stamp=Stamp(2, MADE, MADE),
    )
    store.apply([an_act(article, (None, one)), an_act(article, (one, two))])
    assert gold(store, article).decisions == (two,)
    (receipt,) = store.apply([an_act(article, (two, None))])
    assert isinstance(receipt, Receipt)
    assert gold(store, article).decisions == ()


def test_a_decision_that_moved_on_is_a_conflict(store: Store, article: Article) -> None:
    one = replace(a_decision(article), stamp=STAMP)
    two = replace(one, note="mine", stamp=Stamp(2, MADE, MADE))
    store.apply([an_act(article, (None, one)), an_act(article, (one, two))])
    late = [an_act(article, (one, replace(one, note="late"))), an_act(article, (one, None))]
    for conflict in store.apply(late):
        assert isinstance(conflict, Conflict)
        assert (conflict.record_id, conflict.ours, conflict.theirs) == (one.id, 1, 2)
    gone = replace(a_decision(article), stamp=STAMP)
    (conflict,) = store.apply([an_act(article, (gone, replace(gone, note="x")))])
    assert isinstance(conflict, Conflict)
    assert conflict.theirs is None
    (conflict,) = store.apply([an_act(article, (None, one))])
    assert isinstance(conflict, Conflict)
    assert (conflict.ours, conflict.theirs) == (0, 2)
    assert gold(store, article).decisions == (two,)


def test_a_second_decision_on_one_group_is_a_conflict(store: Store, article: Article) -> None:
    first = replace(a_decision(article), stamp=STAMP)
    taken = an_annotation(article, 0, 3, author=GOLD_AUTHOR)
    second = replace(a_decision(article, outcome=(taken.id,)), reviewer=BEN, stamp=STAMP)
    elsewhere = replace(a_decision(article), group="01", stamp=STAMP)
    store.apply([an_act(article, (None, first)), an_act(article, (None, elsewhere))])
    moved = replace(elsewhere, group=first.group, stamp=Stamp(2, MADE, MADE))
    late = [an_act(article, (None, taken), (None, second)), an_act(article, (elsewhere, moved))]
    for conflict in store.apply(late):
        assert isinstance(conflict, Conflict)
    assert gold(store, article).annotations == ()
    assert set(gold(store, article).decisions) == {first, elsewhere}
    explained = replace(first, note="why", stamp=Stamp(2, MADE, MADE))
    (receipt,) = store.apply([an_act(article, (first, explained))])
    assert isinstance(receipt, Receipt)


def test_what_was_taken_stays_out_where_the_decision_conflicts(
    store: Store, article: Article
) -> None:
    gone = replace(a_decision(article), stamp=STAMP)
    taken = an_annotation(article, 0, 3, author=GOLD_AUTHOR)
    (conflict,) = store.apply(
        [an_act(article, (None, taken), (gone, replace(gone, outcome=(taken.id,))))]
    )
    assert isinstance(conflict, Conflict)
    assert gold(store, article).annotations == ()
    assert store.open_article(article.id, GOLD_AUTHOR).journal == ()


def test_a_second_review_is_a_set_of_its_own(store: Store, article: Article) -> None:
    author = second_review_by(BEN)
    decision = replace(a_decision(article, author=author, choice=Choice.NONE), stamp=STAMP)
    store.apply([replace(an_edit(article, (None, decision), author=author), by=BEN)])
    (content,) = store.sets_of(article.id)
    assert content.annotation_set.role is SetRole.REVIEW
    assert content.decisions == (decision,)
    assert author not in {p.id for p in store.people()}
    assert list(store.check()) == []


def test_a_set_of_decisions_alone_is_not_replaced_by_an_import(store: Store) -> None:
    article = an_article()
    store.add_articles([NewArticle(article)])
    decision = replace(a_decision(article, choice=Choice.NONE), stamp=STAMP)
    store.apply([an_act(article, (None, decision))])
    late = a_set(
        article,
        [an_annotation(article, 0, 3, author=GOLD_AUTHOR)],
        author=GOLD_AUTHOR,
        role=SetRole.GOLD,
    )
    (problem,) = store.add_articles([NewArticle(article, (late,))]).problems
    assert problem.skipped
    assert gold(store, article).decisions == (decision,)
    assert gold(store, article).annotations == ()


def reviewed(article: Article) -> tuple[SetContent, ...]:
    """The work of two annotators and a gold set that was decided from it."""
    work = []
    for author in (ANA, BEN):
        quote = an_annotation(article, 5, 9, label="quote", id=f"{author} q", author=author)
        actor = an_annotation(article, 0, 3, id=f"{author} a", author=author)
        ties = [a_relation(quote, actor, id=f"{author} r")]
        work.append(a_set(article, [actor, quote], ties, author=author))
    quote = an_annotation(article, 5, 9, label="quote", id="gold q", author=GOLD_AUTHOR)
    actor = an_annotation(article, 0, 3, id="gold a", author=GOLD_AUTHOR)
    tie = a_relation(quote, actor, id="gold r")
    decisions = (
        a_decision(
            article,
            id="d1",
            sources=("ana a", "ben a"),
            taken=("ben a",),
            outcome=("gold a",),
            note="actors",
        ),
        a_decision(
            article,
            id="d2",
            sources=("ana r", "ben r"),
            taken=("ana r",),
            outcome=("gold r",),
            note="ties",
        ),
        a_decision(article, id="d3", choice=Choice.NONE, sources=("long gone",), note="gone"),
    )
    told = AnnotationSet(article.id, GOLD_AUTHOR, SetRole.GOLD, SetState.LOCKED)
    return SetContent(told, (actor, quote), (tie,), 9, decisions), *work


def test_decisions_come_with_the_work_that_is_added(store: Store) -> None:
    article = an_article()
    sets = reviewed(article)
    assert not [p for p in store.add_articles([NewArticle(article, sets)]).problems if p.skipped]
    opened = store.open_article(article.id, GOLD_AUTHOR)
    assert opened.is_locked
    stored = [replace(d, stamp=replace(d.stamp, revision=0)) for d in opened.content.decisions]
    assert all(d.stamp.created for d in stored)
    unstamped = [replace(d, stamp=sets[0].decisions[0].stamp) for d in stored]
    assert tuple(unstamped) == sets[0].decisions
    assert list(store.check()) == []
    assert store.add_articles([NewArticle(article, sets)]).problems == ()


def test_decisions_follow_the_records_whose_ids_were_taken(store: Store) -> None:
    article = an_article()
    store.add_articles([NewArticle(article, reviewed(article))])
    other = make_article("Quite another text, long enough for all spans.")
    store.add_articles([NewArticle(other, reviewed(other))])
    assert list(store.check()) == []
    by_author = {c.annotation_set.author: c for c in store.sets_of(other.id)}
    ana, ben, own = by_author[ANA], by_author[BEN], by_author[GOLD_AUTHOR]
    actors, ties, gone = (
        next(d for d in own.decisions if d.note == note) for note in ("actors", "ties", "gone")
    )
    assert actors.sources == tuple(sorted((ana.annotations[0].id, ben.annotations[0].id)))
    assert actors.taken == (ben.annotations[0].id,)
    assert actors.outcome == (own.annotations[0].id,)
    assert ties.sources == tuple(sorted((ana.relations[0].id, ben.relations[0].id)))
    assert ties.outcome == (own.relations[0].id,)
    assert gone.sources == ("long gone",)
    ids = {d.id for c in (*store.sets_of(article.id), own) for d in c.decisions}
    assert len(ids) == 6


def test_decisions_of_an_article_with_another_id_are_told(store: Store) -> None:
    article = an_article()
    store.add_articles([NewArticle(article)])
    other = replace(article, id=ArticleId("another"))
    content = a_set(other, author=GOLD_AUTHOR, role=SetRole.GOLD)
    decided = replace(content, decisions=(a_decision(other),))
    (problem,) = store.add_articles([NewArticle(other, (decided,))]).problems
    assert (
        problem.what == "its decisions (1) are of an article with another id: all groups are open"
    )
    assert len(gold(store, article).decisions) == 1


def test_what_came_of_a_decision_and_is_not_there_is_told(store: Store) -> None:
    article = an_article()
    content = a_set(article, author=GOLD_AUTHOR, role=SetRole.GOLD)
    decision = a_decision(article, id="d", outcome=("nowhere",))
    told = store.add_articles([NewArticle(article, (replace(content, decisions=(decision,)),))])
    (problem,) = told.problems
    assert "decision d" in problem.what
    assert not problem.skipped
    assert gold(store, article).decisions[0].outcome == ()
    assert list(store.check()) == []


def test_other_decisions_do_not_make_gold_another(store: Store) -> None:
    article = an_article()
    first = reviewed(article)
    store.add_articles([NewArticle(article, first)])
    before = gold(store, article)
    again = tuple(replace(c, decisions=c.decisions[:1]) for c in first)
    assert store.add_articles([NewArticle(article, again)]).problems == ()
    more = (*first[0].decisions, replace(a_decision(article), group="ee", note="more"))
    later = (replace(first[0], decisions=more), *first[1:])
    (problem,) = store.add_articles([NewArticle(article, later)]).problems
    assert problem.skipped
    assert "decisions of 'gold' that are not here (1) were left out" in problem.what
    assert gold(store, article) == before


def test_a_repeated_edit_of_a_decision_is_written_once(store: Store, article: Article) -> None:
    edit = replace(an_act(article, (None, a_decision(article))), id=EditId("e"))
    assert store.apply([edit]) == store.apply([edit])
    assert len(gold(store, article).decisions) == 1
