"""Annotations: what the values promise whoever builds them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import (
    MANUAL,
    Annotation,
    AnnotationSet,
    Relation,
    Stamp,
    context_of,
    quote_of,
    with_value,
)
from annotator.core.ids import AnnotationId, AttributeId, LabelId, RelationId, RelationTypeId
from annotator.core.records import same_content
from annotator.core.spans import Span
from tests.strategies import ARTICLE, AUTHOR, annotations, fragments_in, texts, values

KIND, ROLE = AttributeId("kind"), AttributeId("role")


def annotation(*spans: Span, **more: object) -> Annotation:
    plain = Annotation(AnnotationId("a"), ARTICLE, AUTHOR, LabelId("actor"), spans)
    return replace(plain, **more)  # type: ignore[arg-type]


def test_spans_given_in_any_order_stand_in_reading_order() -> None:
    assert annotation(Span(5, 9), Span(0, 2)).spans == (Span(0, 2), Span(5, 9))


def test_attributes_given_in_any_order_stand_sorted_and_without_empty_ones() -> None:
    made = annotation(
        Span(0, 1), attributes=((ROLE, "minister"), (KIND, "person"), (AttributeId("x"), ""))
    )
    assert made.attributes == ((KIND, "person"), (ROLE, "minister"))


def test_an_attribute_with_two_values_is_refused() -> None:
    with pytest.raises(ValueError, match="two values"):
        annotation(Span(0, 1), attributes=((KIND, "a"), (KIND, "b")))


def test_a_relations_attributes_stand_sorted_too() -> None:
    ends = AnnotationId("a"), AnnotationId("b")
    made = Relation(
        RelationId("r"), ARTICLE, AUTHOR, RelationTypeId("t"), *ends, ((ROLE, "x"), (KIND, ""))
    )
    assert made.attributes == ((ROLE, "x"),)


def test_the_whole_article_has_no_extent_and_comes_first() -> None:
    whole, first = annotation(), annotation(Span(0, 1))
    assert whole.extent is None
    assert sorted([first.order, whole.order]) == [whole.order, first.order]


def test_outer_comes_before_inner() -> None:
    outer, inner, later = annotation(Span(0, 9)), annotation(Span(0, 3)), annotation(Span(1, 20))
    assert sorted([later.order, inner.order, outer.order]) == [
        outer.order,
        inner.order,
        later.order,
    ]


@given(annotations(length=40, whole_article=False))
def test_the_extent_runs_over_the_gaps(made: Annotation) -> None:
    assert made.extent == Span(made.spans[0].start, made.spans[-1].end)
    assert made.order[:2] == (made.spans[0].start, -made.spans[-1].end)


@given(values(), st.sampled_from([KIND, ROLE]), st.sampled_from(["", "x"]))
def test_a_value_set_can_be_read_and_the_others_stay(
    before: tuple[tuple[AttributeId, str], ...], key: AttributeId, value: str
) -> None:
    after = with_value(before, key, value)
    assert annotation(attributes=after).attribute(key) == value
    assert [v for v in after if v[0] != key] == [v for v in before if v[0] != key]
    assert list(after) == sorted(after)
    assert all(v for _, v in after)


def test_the_content_is_the_same_whatever_the_stamp() -> None:
    one = annotation(Span(0, 1), stamp=Stamp(3, "a", "b"))
    assert same_content(one, annotation(Span(0, 1)))
    assert not same_content(one, annotation(Span(0, 2)))
    assert not same_content(one, None)
    assert same_content(None, None)


def test_records_of_two_kinds_never_say_the_same() -> None:
    assert not same_content(annotation(), AnnotationSet(ARTICLE, AUTHOR))


@given(texts(min_size=1), st.data())
def test_quote_and_context_are_the_text_around_the_annotation(
    text: str, data: st.DataObject
) -> None:
    made = annotation(*data.draw(fragments_in(len(text))))
    before, after = context_of(text, made)
    quote = quote_of(text, made)
    if not made.spans:
        assert (before, quote, after) == ("", "", "")
        return
    assert before + quote + after in text
    assert len(before) == min(32, made.spans[0].start)
    assert len(after) == min(32, len(text) - made.spans[-1].end)
    assert all(span.text_of(text) in quote for span in made.spans)


def test_by_hand_is_the_origin_where_nothing_is_said() -> None:
    assert annotation().origin == MANUAL
