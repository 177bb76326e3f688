"""What every store does with edits: guarded, whole, in order, with a journal."""

from dataclasses import replace

import pytest

from annotator.core.annotations import (
    Annotation,
    AnnotationSet,
    Origin,
    OriginKind,
    SetState,
    Stamp,
)
from annotator.core.articles import Article
from annotator.core.edits import Act, Edit
from annotator.core.errors import Conflict, NotFound
from annotator.core.ids import AnnotationId, BatchId, EditId, new_id
from annotator.core.spans import Span
from annotator.store.base import Receipt, SetContent, Store
from tests.contracts.conftest import SqliteDoor
from tests.store.making import (
    ANA,
    BEN,
    MADE,
    TEXT,
    a_relation,
    added,
    an_annotation,
    an_article,
    an_edit,
)


def stamped(annotation: Annotation, revision: int = 1) -> Annotation:
    return replace(annotation, stamp=Stamp(revision, MADE, MADE))


@pytest.fixture
def article(store: Store) -> Article:
    return added(store)


def content(store: Store, article: Article) -> SetContent:
    return store.open_article(article.id, ANA).content


def applied(store: Store, edit: Edit) -> Receipt:
    (receipt,) = store.apply([edit])
    assert isinstance(receipt, Receipt), receipt
    return receipt


def refused(store: Store, edit: Edit) -> Conflict:
    (conflict,) = store.apply([edit])
    assert isinstance(conflict, Conflict), conflict
    return conflict


def test_an_annotation_comes_back_as_it_was_written(
    store: Store, article: Article, door: SqliteDoor
) -> None:
    rich = replace(
        stamped(an_annotation(article, 0, 1, kind="person", role="部長 “x”")),
        spans=(Span(2, 9), Span(12, 20), Span(60, len(TEXT))),
        comment="two\nlines \t and 😀",
        unsure=True,
        origin=Origin(OriginKind.SUGGESTION, "tagger 1.2", 0.25, "it was seen before"),
    )
    whole = replace(stamped(an_annotation(article, 0, 1)), spans=())
    applied(store, an_edit(article, (None, rich), (None, whole)))
    assert content(store, article).annotations == (whole, rich)
    assert content(door.reopened(store), article).annotations == (whole, rich)


def test_an_edit_that_was_written_stands_in_the_journal(store: Store, article: Article) -> None:
    quote = stamped(an_annotation(article, 5, 9, label="quote"))
    actor = stamped(an_annotation(article, 0, 3))
    tie = replace(a_relation(quote, actor), stamp=Stamp(1, MADE, MADE))
    told = AnnotationSet(article.id, ANA, state=SetState.IN_PROGRESS, stamp=Stamp(1, MADE, MADE))
    edits = [
        an_edit(article, (None, quote), (None, told), title="Mark as quote"),
        replace(an_edit(article, (None, actor), (None, tie)), batch=BatchId("b")),
        replace(
            an_edit(article, (tie, None), (actor, None)), act=Act.UNDO, of=EditId("of"), batch=None
        ),
    ]
    receipts = store.apply(edits)
    assert [r.edit for r in receipts if isinstance(r, Receipt)] == [e.id for e in edits]
    assert store.open_article(article.id, ANA).journal == tuple(edits)
    assert store.open_article(article.id, BEN).journal == ()


def test_sequence_numbers_grow_with_the_edits(store: Store, article: Article) -> None:
    numbers = [
        applied(store, an_edit(article, (None, an_annotation(article, n, n + 1)))).sequence
        for n in range(3)
    ]
    assert numbers == sorted(set(numbers))


def test_an_annotation_is_changed_and_deleted(store: Store, article: Article) -> None:
    one = stamped(an_annotation(article, 0, 3))
    two = replace(one, label="source", spans=(Span(4, 8),), stamp=Stamp(2, MADE, MADE))
    applied(store, an_edit(article, (None, one)))
    applied(store, an_edit(article, (one, two)))
    assert content(store, article).annotations == (two,)
    applied(store, an_edit(article, (two, None)))
    assert content(store, article).annotations == ()


def test_a_record_that_moved_on_is_a_conflict(store: Store, article: Article) -> None:
    one = stamped(an_annotation(article, 0, 3))
    two = replace(one, comment="mine", stamp=Stamp(2, MADE, MADE))
    applied(store, an_edit(article, (None, one)))
    applied(store, an_edit(article, (one, two)))
    for late in (replace(one, comment="late", stamp=Stamp(2, MADE, MADE)), None):
        conflict = refused(store, an_edit(article, (one, late)))
        assert (conflict.record_id, conflict.ours, conflict.theirs) == (one.id, 1, 2)
    assert content(store, article).annotations == (two,)


def test_a_record_that_is_gone_is_a_conflict(store: Store, article: Article) -> None:
    one = stamped(an_annotation(article, 0, 3))
    conflict = refused(store, an_edit(article, (one, replace(one, comment="x"))))
    assert (conflict.record_id, conflict.ours, conflict.theirs) == (one.id, 1, None)
    told = AnnotationSet(article.id, ANA, note="x", stamp=Stamp(3, MADE, MADE))
    conflict = refused(store, an_edit(article, (told, replace(told, note="y"))))
    assert (conflict.record_id, conflict.ours) == (told.id, 3)


def test_an_id_that_exists_is_a_conflict(store: Store, article: Article) -> None:
    one = stamped(an_annotation(article, 0, 3))
    applied(store, an_edit(article, (None, one)))
    other = added(store, "Another text")
    for place in (article, other):
        again = stamped(an_annotation(place, 1, 2, id=one.id))
        conflict = refused(store, an_edit(place, (None, again)))
        assert (conflict.record_id, conflict.ours, conflict.theirs) == (one.id, 0, 1)
    assert content(store, article).annotations == (one,)


def test_a_conflict_leaves_the_whole_edit_out_and_keeps_the_others(
    store: Store, article: Article
) -> None:
    first, second, third = (stamped(an_annotation(article, n, n + 1)) for n in (0, 2, 4))
    gone = stamped(an_annotation(article, 6, 7))
    edits = [
        an_edit(article, (None, first)),
        an_edit(article, (None, second), (gone, replace(gone, comment="x"))),
        an_edit(article, (None, third)),
    ]
    outcome = store.apply(edits)
    assert [type(o) for o in outcome] == [Receipt, Conflict, Receipt]
    assert content(store, article).annotations == (first, third)
    assert [e.id for e in store.open_article(article.id, ANA).journal] == [
        edits[0].id,
        edits[2].id,
    ]


def test_what_builds_on_a_refused_edit_is_refused_too(store: Store, article: Article) -> None:
    taken = stamped(an_annotation(article, 0, 3))
    applied(store, an_edit(article, (None, taken)))
    quote = stamped(an_annotation(article, 5, 9, label="quote"))
    tie = a_relation(quote, taken)
    outcome = store.apply(
        [
            an_edit(article, (None, taken), (None, quote)),
            an_edit(article, (None, tie)),
            an_edit(article, (quote, replace(quote, comment="x"))),
            an_edit(article, (taken, replace(taken, comment="kept", stamp=Stamp(2, MADE, MADE)))),
        ]
    )
    assert [type(o) for o in outcome] == [Conflict, Conflict, Conflict, Receipt]
    assert [a.comment for a in content(store, article).annotations] == ["kept"]


@pytest.mark.parametrize("is_tie_first", [True, False])
def test_a_relation_may_come_and_go_with_its_ends_in_any_order(
    store: Store, article: Article, is_tie_first: bool
) -> None:
    quote = stamped(an_annotation(article, 5, 9, label="quote"))
    actor = stamped(an_annotation(article, 0, 3))
    tie = replace(a_relation(quote, actor), stamp=Stamp(1, MADE, MADE))
    records = [tie, quote, actor] if is_tie_first else [quote, actor, tie]
    applied(store, an_edit(article, *((None, r) for r in records)))
    assert content(store, article).relations == (tie,)
    applied(store, an_edit(article, *((r, None) for r in records)))
    assert content(store, article).annotations == content(store, article).relations == ()
    assert list(store.check()) == []


def test_a_relation_without_its_ends_is_refused_alone(store: Store, article: Article) -> None:
    actor = stamped(an_annotation(article, 0, 3))
    nowhere = stamped(an_annotation(article, 5, 9, label="quote"))
    ben = replace(stamped(an_annotation(article, 5, 9, author=BEN)), id=AnnotationId("of ben"))
    applied(store, an_edit(article, (None, ben), author=BEN))
    outcome = store.apply(
        [
            an_edit(article, (None, a_relation(nowhere, actor))),
            an_edit(article, (None, actor)),
            an_edit(article, (None, replace(a_relation(actor, actor), target=ben.id))),
        ]
    )
    assert [type(o) for o in outcome] == [Conflict, Receipt, Conflict]
    assert list(store.check()) == []


def test_an_annotation_with_relations_is_not_deleted_without_them(
    store: Store, article: Article
) -> None:
    quote = stamped(an_annotation(article, 5, 9, label="quote"))
    actor = stamped(an_annotation(article, 0, 3))
    applied(store, an_edit(article, (None, quote), (None, actor)))
    tie = replace(a_relation(quote, actor), stamp=Stamp(1, MADE, MADE))
    applied(store, an_edit(article, (None, tie)))
    assert refused(store, an_edit(article, (actor, None))).record_id == actor.id
    assert content(store, article).relations == (tie,)


def test_a_set_is_made_changed_and_taken_back(store: Store, article: Article) -> None:
    one = AnnotationSet(article.id, ANA, state=SetState.IN_PROGRESS, stamp=Stamp(1, MADE, MADE))
    two = replace(one, state=SetState.FINISHED, note="fin 😀", stamp=Stamp(2, MADE, MADE))
    applied(store, an_edit(article, (None, one)))
    applied(store, an_edit(article, (one, two)))
    assert content(store, article).annotation_set == two
    assert refused(store, an_edit(article, (one, two))).theirs == 2
    assert refused(store, an_edit(article, (None, one))).theirs == 2
    applied(store, an_edit(article, (two, None)))
    assert content(store, article).annotation_set == AnnotationSet(article.id, ANA)
    again = replace(two, stamp=Stamp(3, MADE, MADE))
    applied(store, an_edit(article, (None, again)))
    assert content(store, article).annotation_set == again


def test_a_set_that_nobody_stored_may_be_told_from(store: Store, article: Article) -> None:
    applied(store, an_edit(article, (None, an_annotation(article, 0, 3))))
    unstored = content(store, article).annotation_set
    assert unstored == AnnotationSet(article.id, ANA)
    told = replace(unstored, state=SetState.FINISHED, stamp=Stamp(1, MADE, MADE))
    applied(store, an_edit(article, (unstored, told)))
    assert content(store, article).annotation_set == told


def test_an_edit_makes_its_author_known(store: Store, article: Article) -> None:
    applied(store, an_edit(article, (None, an_annotation(article, 0, 3, author=BEN)), author=BEN))
    assert BEN in {p.id for p in store.people()}


def test_the_same_edit_twice_is_written_once(store: Store, article: Article) -> None:
    edit = an_edit(article, (None, an_annotation(article, 0, 3)))
    assert applied(store, edit) == applied(store, edit)
    assert store.open_article(article.id, ANA).journal == (edit,)


def test_no_edits_is_no_work(store: Store) -> None:
    assert store.apply([]) == ()


@pytest.mark.parametrize(
    "spans",
    [(Span(0, len(TEXT) + 1),), (Span(0, 3), Span(3, 5)), (Span(0, 3), Span(2, 5))],
    ids=["after the text", "touching", "overlapping"],
)
def test_spans_that_cannot_be_are_the_callers_bug(
    store: Store, article: Article, spans: tuple[Span, ...]
) -> None:
    good = an_edit(article, (None, an_annotation(article, 0, 3)))
    bad = an_edit(article, (None, replace(an_annotation(article, 0, 3), spans=spans)))
    with pytest.raises(ValueError):
        store.apply([good, bad])
    assert content(store, article).annotations == ()


def test_records_of_another_place_are_the_callers_bug(store: Store, article: Article) -> None:
    with pytest.raises(ValueError):
        store.apply([an_edit(article, (None, an_annotation(article, 0, 3)), author=BEN)])
    elsewhere = an_article("never added")
    with pytest.raises(NotFound):
        store.apply([an_edit(elsewhere, (None, an_annotation(elsewhere, 0, 3)))])


def test_half_characters_in_a_comment_do_not_stop_saving(store: Store, article: Article) -> None:
    broken = replace(stamped(an_annotation(article, 0, 3)), comment="half \ud83d of it")
    applied(store, an_edit(article, (None, broken)))
    assert content(store, article).annotations[0].comment == "half \ufffd of it"


def test_many_edits_go_in_one_call(store: Store, article: Article) -> None:
    edits = [
        an_edit(article, (None, an_annotation(article, n % 50, n % 50 + 1, id=new_id())))
        for n in range(500)
    ]
    assert all(isinstance(o, Receipt) for o in store.apply(edits))
    assert len(content(store, article).annotations) == 500
