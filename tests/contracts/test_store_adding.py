"""What every store does with articles that bring work along."""

from dataclasses import replace

import pytest

from annotator.core.annotations import AnnotationSet, Origin, OriginKind, SetRole, SetState, Stamp
from annotator.core.articles import Article, Zone, ZoneKind, make_article
from annotator.core.codebook import Level
from annotator.core.ids import AnnotationId, ArticleId, LabelId, PersonId, RelationTypeId
from annotator.core.projects import GOLD_AUTHOR, second_review_by
from annotator.core.spans import Span
from annotator.store.base import Added, NewArticle, SetContent, Store
from tests.contracts.conftest import SqliteDoor
from tests.store.making import (
    ANA,
    BEN,
    MADE,
    TEXT,
    a_relation,
    a_set,
    an_annotation,
    an_article,
    an_edit,
)


def worked_on(author: PersonId = ANA) -> tuple[Article, SetContent]:
    """An article and work on it that has one of everything."""
    article = an_article(outlet="AP")
    stamp = Stamp(1, "2024-01-01T00:00:00.000Z", "2024-01-02T00:00:00.000Z")
    quote = replace(
        an_annotation(article, 5, 9, label="quote", author=author, type="direct"),
        spans=(Span(5, 9), Span(20, 30)),
        comment="what?",
        unsure=True,
        origin=Origin(OriginKind.IMPORT, "brat", 0.5, "because"),
        stamp=stamp,
    )
    actor = replace(an_annotation(article, 0, 3, author=author), stamp=stamp)
    tie = replace(a_relation(quote, actor), stamp=stamp)
    told = AnnotationSet(article.id, author, state=SetState.FINISHED, note="fin", stamp=stamp)
    return article, SetContent(told, (actor, quote), (tie,), 312)


def test_work_comes_back_as_it_was_added(store: Store, door: SqliteDoor) -> None:
    article, work = worked_on()
    added = store.add_articles([NewArticle(article, (work,), "a.jsonl")])
    assert (added.new, added.known, added.annotations, added.relations) == (1, 0, 2, 1)
    assert store.sets_of(article.id) == (work,)
    assert door.reopened(store).open_article(article.id, ANA).content == work


def test_unstamped_work_gets_revision_one_and_a_time(store: Store) -> None:
    article = an_article()
    store.add_articles([NewArticle(article, (a_set(article, [an_annotation(article, 0, 3)]),))])
    content = store.open_article(article.id, ANA).content
    for stamp in (content.annotations[0].stamp, content.annotation_set.stamp):
        assert stamp.revision == 1
        assert stamp.created == stamp.changed != ""


def test_the_same_text_is_the_same_article(store: Store) -> None:
    article, work = worked_on()
    store.add_articles([NewArticle(article, (work,))])
    again = make_article(TEXT, title="another title")
    ben = a_set(again, [an_annotation(again, 0, 3, author=BEN)], author=BEN)
    added = store.add_articles([NewArticle(again, (ben,))])
    assert (added.new, added.known, added.annotations) == (0, 1, 1)
    assert len(store.article_ids()) == 1
    assert [c.annotation_set.author for c in store.sets_of(article.id)] == [ANA, BEN]
    assert all(a.article == article.id for c in store.sets_of(article.id) for a in c.annotations)


def test_the_same_text_twice_in_one_call_is_one_article(store: Store) -> None:
    items = []
    for author in (ANA, BEN):
        article, work = worked_on(author)
        items.append(NewArticle(article, (work,)))
    added = store.add_articles(items)
    assert (added.new, added.known, added.annotations) == (1, 1, 4)
    assert len(store.sets_of(store.article_ids()[0])) == 2


def test_an_equal_set_is_no_problem(store: Store) -> None:
    for _ in range(2):
        article, work = worked_on()
        added = store.add_articles([NewArticle(article, (work,), "again.jsonl")])
    assert added == Added(new=0, known=1, annotations=0, relations=0)
    assert len(store.sets_of(store.article_ids()[0])[0].annotations) == 2


@pytest.mark.parametrize("what", ["annotation", "attribute", "relation", "note", "state", "role"])
def test_a_set_that_differs_is_left_out_and_reported(store: Store, what: str) -> None:
    article, work = worked_on()
    store.add_articles([NewArticle(article, (work,))])
    before = store.sets_of(article.id)
    told = work.annotation_set
    changed = {
        "annotation": replace(work, annotations=work.annotations[:1], relations=()),
        "attribute": replace(
            work,
            annotations=(replace(work.annotations[0], attributes=()), work.annotations[1])[::-1]
            if work.annotations[0].attributes
            else (work.annotations[0], replace(work.annotations[1], attributes=())),
        ),
        "relation": replace(work, relations=()),
        "note": replace(work, annotation_set=replace(told, note="other")),
        "state": replace(work, annotation_set=replace(told, state=SetState.RETURNED)),
        "role": replace(work, annotation_set=replace(told, role=SetRole.GOLD)),
    }[what]
    added = store.add_articles([NewArticle(article, (changed,), "late.jsonl")])
    (problem,) = added.problems
    assert problem.skipped
    assert problem.where == "late.jsonl"
    assert "ana" in problem.what
    assert store.sets_of(article.id) == before


def test_a_set_in_which_nothing_was_done_takes_work_in(store: Store) -> None:
    article, work = worked_on()
    store.add_articles([NewArticle(article)])
    store.add_seconds(article.id, ANA, 8)
    begun = AnnotationSet(article.id, ANA, state=SetState.IN_PROGRESS, stamp=Stamp(1, MADE, MADE))
    store.apply([an_edit(article, (None, begun))])
    added = store.add_articles([NewArticle(article, (work,))])
    assert added.problems == ()
    content = store.open_article(article.id, ANA).content
    assert content.annotations == work.annotations
    assert content.seconds == 312 + 8
    assert content.annotation_set.stamp.revision == 2


def test_taken_ids_are_replaced_and_relations_follow(store: Store) -> None:
    article, work = worked_on()
    store.add_articles([NewArticle(article, (work,))])
    other = make_article("Quite another text, long enough for all spans.", article_id=article.id)
    moved = replace(
        work,
        annotations=tuple(replace(a, article=other.id) for a in work.annotations),
        relations=tuple(replace(r, article=other.id) for r in work.relations),
    )
    store.add_articles([NewArticle(other, (moved,))])
    first, second = store.article_ids()
    assert first == article.id != second
    assert store.sets_of(article.id) == (work,)
    (content,) = store.sets_of(second)
    assert not {a.id for a in content.annotations} & {a.id for a in work.annotations}
    actor, quote = content.annotations
    assert (content.relations[0].source, content.relations[0].target) == (quote.id, actor.id)
    assert list(store.check()) == []


def test_ids_that_stand_twice_in_one_call_are_told_apart(store: Store) -> None:
    article = an_article()
    sets = []
    for author in (ANA, BEN):
        quote = an_annotation(article, 5, 9, label="quote", id="1", author=author)
        actor = an_annotation(article, 0, 3, id="2", author=author)
        sets.append(
            a_set(article, [quote, actor], [a_relation(quote, actor, id="1")], author=author)
        )
    added = store.add_articles([NewArticle(article, tuple(sets))])
    assert (added.annotations, added.relations) == (4, 2)
    ids = [r.id for c in store.sets_of(article.id) for r in (*c.annotations, *c.relations)]
    assert len(set(ids)) == 6
    assert {"1", "2"} <= set(ids)
    assert list(store.check()) == []


def test_missing_labels_types_and_people_are_added_and_reported(store: Store) -> None:
    article = an_article()
    place = an_annotation(article, 0, 3, label="ort", author=BEN, art="Stadt")
    topic = replace(an_annotation(article, 0, 1, label="topic", author=BEN), spans=())
    actor = an_annotation(article, 5, 9, author=BEN, mood="calm")
    tie = a_relation(place, actor, type="liegt_in")
    work = a_set(article, [place, topic, actor], [tie], author=BEN)
    added = store.add_articles([NewArticle(article, (work,))])
    book = store.codebook()
    label = book.label(LabelId("ort"))
    assert label is not None
    assert [a.id for a in label.attributes] == ["art"]
    assert book.relation_type(RelationTypeId("liegt_in")) is not None
    topics = book.label(LabelId("topic"))
    assert topics is not None
    assert topics.level is Level.ARTICLE
    assert BEN in {p.id for p in store.people()}
    told = " ".join(str(p) for p in added.problems)
    assert all(word in told for word in ("'ort'", "'topic'", "'liegt_in'", "'mood'", "'ben'"))
    assert not any(p.skipped for p in added.problems)
    assert list(store.check()) == []


def test_work_that_cannot_be_stored_is_left_out_and_reported(store: Store) -> None:
    article = an_article()
    too_long = a_set(article, [an_annotation(article, 0, len(TEXT) + 1)])
    unlabelled = a_set(article, [an_annotation(article, 0, 1, label=" ", author=BEN)], author=BEN)
    nameless = a_set(article, [an_annotation(article, 0, 1, author=PersonId(""))])
    nameless = replace(nameless, annotation_set=AnnotationSet(article.id, PersonId("")))
    sets = (too_long, unlabelled, nameless)
    added = store.add_articles([NewArticle(article, sets, "bad.jsonl")])
    assert added.new == 1
    assert [(p.where, p.skipped) for p in added.problems] == [("bad.jsonl", True)] * 3
    assert store.sets_of(article.id) == ()
    assert list(store.check()) == []


def test_a_relation_that_lacks_an_end_is_left_out_and_reported(store: Store) -> None:
    article, work = worked_on()
    lost = replace(work.relations[0], id="lost", target=AnnotationId("nowhere"))
    work = replace(work, relations=(*work.relations, lost))
    added = store.add_articles([NewArticle(article, (work,))])
    assert [p.what for p in added.problems if p.skipped] == [
        "the relation lost was left out: it lacks an end"
    ]
    assert (added.annotations, added.relations) == (2, 1)


def test_touching_fragments_are_joined(store: Store) -> None:
    article = an_article()
    work = replace(an_annotation(article, 0, 3), spans=(Span(4, 6), Span(0, 4)))
    store.add_articles([NewArticle(article, (a_set(article, [work]),))])
    assert store.sets_of(article.id)[0].annotations[0].spans == (Span(0, 6),)


def test_zones_outside_the_text_are_left_out_and_reported(store: Store) -> None:
    zones = (Zone(0, 5, ZoneKind.HEADLINE), Zone(5, 5_000, ZoneKind.BODY))
    article = make_article(TEXT, zones=zones)
    added = store.add_articles([NewArticle(article)])
    assert len(added.problems) == 1
    assert store.article(article.id).zones == zones[:1]


def test_gold_is_added_as_gold_and_is_nobody(store: Store) -> None:
    article, work = worked_on(GOLD_AUTHOR)
    work = replace(work, annotation_set=replace(work.annotation_set, role=SetRole.GOLD))
    added = store.add_articles([NewArticle(article, (work,))])
    assert added.problems == ()
    assert store.sets_of(article.id) == (work,)
    assert GOLD_AUTHOR not in {p.id for p in store.people()}


def test_progress_counts_articles(store: Store) -> None:
    seen: list[int] = []
    articles = [NewArticle(an_article(f"Text {n}")) for n in range(450)]
    store.add_articles(articles, progress=seen.append)
    assert seen == list(range(1, 451))


def test_stopping_in_the_middle_adds_nothing(store: Store) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int) -> None:
        if done == 300:
            raise Stopped

    article, work = worked_on(PersonId("zoe"))
    articles = [NewArticle(article, (work,))]
    articles += [NewArticle(an_article(f"Text {n}")) for n in range(400)]
    people = store.people()
    with pytest.raises(Stopped):
        store.add_articles(articles, progress=stop)
    assert store.article_ids() == ()
    assert store.people() == people
    assert store.add_articles(articles).new == 401


@pytest.mark.parametrize(
    "article",
    [
        make_article("a\r\nb"),
        replace(make_article("text"), sha256="0" * 64),
        replace(make_article("text"), text="other"),
    ],
    ids=["not canonical", "wrong digest", "wrong text"],
)
def test_a_text_that_is_not_what_it_says_is_the_callers_bug(store: Store, article: Article) -> None:
    with pytest.raises(ValueError):
        store.add_articles([NewArticle(an_article()), NewArticle(article)])
    assert store.article_ids() == ()


def test_an_article_without_an_id_gets_one(store: Store) -> None:
    article = replace(an_article(), id=ArticleId(""))
    store.add_articles([NewArticle(article, (a_set(article, [an_annotation(article, 0, 3)]),))])
    (article_id,) = store.article_ids()
    assert article_id
    assert len(store.sets_of(article_id)[0].annotations) == 1


def test_other_facts_about_a_known_text_are_reported_and_the_first_stay(store: Store) -> None:
    text = "A headline\n\nWords."
    first = make_article(text, title="First", meta={"outlet": "The Post", "file": "a.txt"})
    second = make_article(text, title="Second", meta={"outlet": "The Echo", "file": "b.txt"})
    assert store.add_articles([NewArticle(first)]).problems == ()
    added = store.add_articles([NewArticle(second, source="b.jsonl, line 3")])
    (problem,) = added.problems
    assert problem.where == "b.jsonl, line 3"
    assert problem.what.endswith("not taken over: title, outlet")
    (article_id,) = store.article_ids()
    assert store.article(article_id).title == "First"
    assert store.add_articles([NewArticle(first)]).problems == ()


def test_gold_is_kept_under_its_own_name_whoever_made_it(store: Store) -> None:
    article = an_article()
    made = a_set(
        article,
        [an_annotation(article, 0, 3, author=BEN)],
        author=BEN,
        role=SetRole.GOLD,
    )
    again = a_set(article, [an_annotation(article, 0, 3, author=ANA)], role=SetRole.REVIEW)
    (gold, review) = store.add_articles([NewArticle(article, (made, again))]).problems
    assert gold.what == "the gold set of 'ben' is kept as gold of 'gold'"
    assert review.what == "the review set of 'ana' is kept as review of 'gold:ana'"
    found = {c.annotation_set.author: c for c in store.sets_of(article.id)}
    assert found.keys() == {GOLD_AUTHOR, second_review_by(ANA)}
    assert found[GOLD_AUTHOR].annotation_set.role is SetRole.GOLD
    assert [a.author for a in found[GOLD_AUTHOR].annotations] == [GOLD_AUTHOR]
    assert list(store.check()) == []


def test_nobody_annotates_under_the_name_of_gold(store: Store) -> None:
    article = an_article()
    (problem,) = store.add_articles(
        [NewArticle(article, (a_set(article, author=GOLD_AUTHOR),))]
    ).problems
    assert problem.what == "the annotator set of 'gold' is kept as gold of 'gold'"
    assert GOLD_AUTHOR not in {person.id for person in store.people()}
