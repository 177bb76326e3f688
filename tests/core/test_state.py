"""One author's work on one article: preparing, applying, and finding by place."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import Annotation, AnnotationSet, Relation, SetState, Stamp
from annotator.core.edits import Change, Edit
from annotator.core.errors import StaleEdit
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
)
from annotator.core.span_index import SpanIndex
from annotator.core.spans import Span
from annotator.core.state import ArticleState
from tests.strategies import ARTICLE, AUTHOR, annotations

WIDE = st.lists(annotations(length=1600), max_size=12, unique_by=lambda a: a.id)


def annotation(name: str, *spans: Span, label: str = "actor") -> Annotation:
    return Annotation(AnnotationId(name), ARTICLE, AUTHOR, LabelId(label), spans)


def relation(name: str, source: str, target: str) -> Relation:
    ends = AnnotationId(source), AnnotationId(target)
    return Relation(RelationId(name), ARTICLE, AUTHOR, RelationTypeId("speaker"), *ends)


def edit(*changes: Change, made: str = "2026-03-04T10:00:00.000Z") -> Edit:
    return Edit("Act", ARTICLE, AUTHOR, changes, made=made)


def do(state: ArticleState, *changes: Change, made: str = "2026-03-04T10:00:00.000Z") -> Edit:
    prepared = state.prepare(edit(*changes, made=made))
    state.apply(prepared)
    return prepared


A, B = annotation("a", Span(0, 9)), annotation("b", Span(3, 5), label="quote")
R = relation("r", "b", "a")


@pytest.fixture
def state() -> ArticleState:
    return ArticleState(ARTICLE, AUTHOR, annotations=[A, B], relations=[R])


# Finding


@given(WIDE, st.integers(0, 1700), st.integers(0, 200))
def test_what_is_found_at_a_place_is_what_looking_at_all_finds(
    made: list[Annotation], start: int, length: int
) -> None:
    state = ArticleState(ARTICLE, AUTHOR, annotations=made)
    there = set(range(start, start + length))
    wanted = [
        a
        for a in sorted(made, key=lambda a: a.order)
        if any(there & set(range(s.start, s.end)) for s in a.spans)
    ]
    assert list(state.overlapping(start, start + length)) == wanted
    assert state.at(start) == state.overlapping(start, start + 1)


@given(WIDE, st.integers(-1, 1700), st.integers(-3, 3))
def test_the_next_and_the_neighbours_are_those_of_the_sorted_list(
    made: list[Annotation], offset: int, step: int
) -> None:
    state = ArticleState(ARTICLE, AUTHOR, annotations=made)
    ordered = sorted(made, key=lambda a: a.order)
    assert list(state) == ordered
    assert len(state) == len(ordered)
    assert state.last() == (ordered[-1] if ordered else None)
    on_words = [a for a in ordered if a.spans and a.spans[0].start >= offset]
    assert state.next_from(offset) == (on_words[0] if on_words else None)
    for place, one in enumerate(ordered):
        there = place + step
        wanted = ordered[there] if 0 <= there < len(ordered) else None
        assert state.neighbour(one.id, step=step) == wanted


def test_the_neighbour_of_an_annotation_that_is_gone_is_none(state: ArticleState) -> None:
    assert state.neighbour(AnnotationId("x"), step=1) is None


def test_identical_spans_are_all_found_and_can_be_stepped_through() -> None:
    same = [annotation(name, Span(2, 4)) for name in "cab"]
    state = ArticleState(ARTICLE, AUTHOR, annotations=same)
    assert [a.id for a in state.at(3)] == ["a", "b", "c"]
    assert state.neighbour(AnnotationId("a"), step=2) == same[0]


def test_a_gap_holds_nothing() -> None:
    state = ArticleState(ARTICLE, AUTHOR, annotations=[annotation("a", Span(0, 2), Span(5, 7))])
    assert [len(state.at(offset)) for offset in range(8)] == [1, 1, 0, 0, 0, 1, 1, 0]


def test_records_are_found_by_id(state: ArticleState) -> None:
    assert state.annotation(A.id) == state.record("a") == A
    assert state.relation(R.id) == state.record("r") == R
    assert state.relations == state.relations_of(A.id) == state.relations_of(B.id) == (R,)
    assert state.annotation(AnnotationId("x")) is state.relation(RelationId("x")) is None
    assert state.record("x") is None
    assert state.relations_of(AnnotationId("x")) == ()


def test_a_set_never_stored_is_as_new(state: ArticleState) -> None:
    assert state.stored_set is None
    assert state.annotation_set == AnnotationSet(ARTICLE, AUTHOR)
    begun = AnnotationSet(ARTICLE, AUTHOR, state=SetState.IN_PROGRESS)
    do(state, Change(None, begun))
    assert state.stored_set == state.annotation_set == state.record(begun.id)
    assert state.annotation_set.state is SetState.IN_PROGRESS


# Preparing


def test_preparing_changes_nothing(state: ArticleState) -> None:
    before = list(state)
    state.prepare(edit(Change(A, None), Change(R, None), Change(None, annotation("c", Span(1, 2)))))
    assert (list(state), state.relations) == (before, (R,))


def test_a_record_is_stamped_with_the_next_revision_and_the_times(state: ArticleState) -> None:
    first = do(state, Change(None, annotation("c", Span(1, 2))), made="t1").changes[0].after
    assert first is not None
    assert first.stamp == Stamp(1, "t1", "t1")
    second = do(state, Change(first, replace(first, comment="x")), made="t2").changes[0].after
    assert second is not None
    assert second.stamp == Stamp(2, "t1", "t2")
    assert state.annotation(AnnotationId("c")) == second


def test_before_is_what_was_there_with_its_stamp() -> None:
    stored = replace(A, stamp=Stamp(7, "t0", "t0"))
    state = ArticleState(ARTICLE, AUTHOR, annotations=[stored])
    (change,) = state.prepare(edit(Change(A, replace(A, unsure=True)))).changes
    assert change.before == stored
    assert change.after is not None
    assert change.after.stamp.revision == 8


@pytest.mark.parametrize(
    "change",
    [
        Change(None, A),
        Change(replace(A, comment="else"), None),
        Change(replace(A, spans=(Span(0, 8),)), A),
        Change(annotation("x", Span(0, 1)), None),
        Change(relation("r", "a", "b"), None),
        Change(AnnotationSet(ARTICLE, AUTHOR), AnnotationSet(ARTICLE, AUTHOR, note="x")),
    ],
)
def test_an_edit_whose_before_is_not_what_is_here_is_stale(
    state: ArticleState, change: Change
) -> None:
    with pytest.raises(StaleEdit) as caught:
        state.prepare(edit(Change(None, annotation("new", Span(0, 1))), change))
    assert caught.value.record_id == change.record_id
    assert state.annotation(AnnotationId("new")) is None


def test_a_stale_stamp_alone_is_not_stale(state: ArticleState) -> None:
    state.prepare(edit(Change(replace(B, stamp=Stamp(99, "", "")), replace(B, unsure=True))))


def test_an_edit_of_another_article_or_author_is_a_bug(state: ArticleState) -> None:
    for wrong in (
        replace(edit(), article=ArticleId("other")),
        replace(edit(), author=PersonId("ben")),
    ):
        with pytest.raises(ValueError, match="does not belong here"):
            state.prepare(wrong)


@pytest.mark.parametrize(
    "changes",
    [
        (Change(A, None),),
        (Change(None, relation("r2", "a", "gone")),),
        (Change(R, replace(R, target=AnnotationId("gone"))),),
        (Change(R, None), Change(A, None), Change(None, relation("r2", "b", "a"))),
    ],
)
def test_no_relation_may_lose_an_end(state: ArticleState, changes: tuple[Change, ...]) -> None:
    with pytest.raises(StaleEdit) as caught:
        state.prepare(edit(*changes))
    assert caught.value.record_id in ("r", "r2")


def test_a_relation_may_come_with_its_ends_in_any_order(state: ArticleState) -> None:
    new = annotation("c", Span(0, 1))
    do(state, Change(None, relation("r2", "c", "a")), Change(None, new))
    assert len(state.relations_of(AnnotationId("c"))) == 1
    do(
        state,
        Change(state.annotation(AnnotationId("c")), None),
        Change(state.relation(RelationId("r2")), None),
    )
    assert state.relations == (R,)


def test_an_annotation_and_a_relation_of_the_same_id_are_two_records() -> None:
    state = ArticleState(ARTICLE, AUTHOR, annotations=[A, B], relations=[relation("a", "a", "b")])
    do(state, Change(relation("a", "a", "b"), None))
    assert state.relations == ()
    assert state.annotation(A.id) == A


# Costs


def test_an_act_costs_the_same_among_fifty_thousand_as_among_few(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = [annotation(f"{n:06}", Span(n * 50, n * 50 + 70)) for n in range(50_000)]
    state = ArticleState(
        ARTICLE, AUTHOR, annotations=[annotation("all", Span(0, 3_000_000)), *many]
    )
    looked_at: list[AnnotationId] = []
    overlapping = SpanIndex.overlapping

    def counted(index: SpanIndex[AnnotationId], start: int, end: int) -> list[AnnotationId]:
        found = list(overlapping(index, start, end))
        looked_at.extend(found)
        return found

    monkeypatch.setattr(SpanIndex, "overlapping", counted)
    assert [a.id for a in state.at(1_000_010)] == ["all", "019999", "020000"]
    assert len(looked_at) == 3
    last = many[-1]
    do(state, Change(last, replace(last, spans=(Span(5, 9),))))
    assert [a.id for a in state.at(6)] == ["all", "000000", last.id]
    assert [a.id for a in state.at(last.spans[0].end - 1)] == ["all"]
