"""Spans, against sets of offsets."""

import dataclasses
import itertools
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.span_index import SpanIndex
from annotator.core.spans import Span, extent, normalised, overlapping

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 12)
)


def offsets_of(*spans: Span) -> set[int]:
    return {offset for span in spans for offset in range(span.start, span.end)}


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (4, 3), (-1, 3), (-2, -1)])
def test_an_empty_backward_or_negative_range_is_no_span(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_span_never_changes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(1, 2).start = 0  # type: ignore[misc]


@given(SPANS, SPANS)
def test_covering_overlapping_and_crossing_are_those_of_sets(one: Span, other: Span) -> None:
    ours, theirs = offsets_of(one), offsets_of(other)
    assert one.covers(other) == (ours >= theirs)
    assert one.overlaps(other) == bool(ours & theirs)
    assert one.crosses(other) == bool(ours & theirs and ours - theirs and theirs - ours)
    assert len(one) == len(ours)


def test_touching_is_not_overlapping() -> None:
    assert not Span(0, 5).overlaps(Span(5, 9))


def test_the_text_of_a_span_is_its_characters() -> None:
    assert Span(1, 3).text_of("a😀e\u0301b") == "😀e"


@given(st.lists(SPANS))
def test_normalised_spans_hold_the_same_characters_and_neither_overlap_nor_touch(
    spans: list[Span],
) -> None:
    result = normalised(spans)
    assert offsets_of(*result) == offsets_of(*spans)
    assert all(a.end < b.start for a, b in itertools.pairwise(result))
    assert normalised(result) == result


@given(st.lists(SPANS, min_size=1))
def test_the_extent_runs_from_the_first_character_to_the_last(spans: list[Span]) -> None:
    inside = offsets_of(*spans)
    assert extent(spans) == Span(min(inside), max(inside) + 1)


def test_no_span_has_no_extent() -> None:
    with pytest.raises(ValueError, match="no extent"):
        extent([])


@given(st.lists(SPANS).map(sorted), st.integers(0, 45), st.integers(0, 45))
def test_overlapping_spans_are_those_that_share_a_character(
    spans: list[Span], start: int, end: int
) -> None:
    wanted = [s for s in spans if offsets_of(s) & set(range(start, end))]
    assert list(overlapping(spans, start, end)) == wanted


# The index of spans

PLACES = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, 70_000) | st.integers(500, 520) | st.integers(4090, 4100),
    st.integers(1, 20) | st.integers(1, 40_000),
)


@given(
    st.lists(PLACES, max_size=30),
    st.sets(st.integers(0, 29)),
    st.integers(0, 110_000),
    st.integers(0, 30_000),
)
def test_the_index_finds_what_looking_at_all_finds(
    spans: list[Span], dropped: set[int], start: int, length: int
) -> None:
    index: SpanIndex[int] = SpanIndex()
    for key, span in enumerate(spans):
        index.add(key, span)
    kept = {key: span for key, span in enumerate(spans) if key not in dropped}
    for key in dropped & set(range(len(spans))):
        index.remove(key, spans[key])
    end = start + length
    wanted = sorted(k for k, s in kept.items() if s.start < end and start < s.end and length)
    assert sorted(index.overlapping(start, end)) == wanted
    for key, span in kept.items():
        assert key in list(index.overlapping(span.start, span.start + 1))
        assert key in list(index.overlapping(span.end - 1, span.end))
        assert key not in list(index.overlapping(span.end, span.end + 1))


def test_dropping_what_is_not_in_the_index_is_a_bug_of_the_caller() -> None:
    index: SpanIndex[str] = SpanIndex()
    index.add("a", Span(0, 5))
    with pytest.raises(KeyError):
        index.remove("b", Span(0, 5))
    with pytest.raises(KeyError):
        index.remove("a", Span(600, 605))


def test_a_question_looks_at_few_spans_however_many_there_are() -> None:
    index: SpanIndex[int] = SpanIndex()
    for key in range(50_000):
        index.add(key, Span(key * 100, key * 100 + 130))
    index.add(-1, Span(0, 5_000_000))
    looked_at = 0

    def count(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal looked_at
        looked_at += event == "line"
        return count

    traced_before = sys.gettrace()
    sys.settrace(count)
    try:
        found = list(index.overlapping(2_500_050, 2_500_051))
    finally:
        sys.settrace(traced_before)
    assert sorted(found) == [-1, 25_000]
    assert looked_at < 300
