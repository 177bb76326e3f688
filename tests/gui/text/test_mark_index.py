"""Marks found by place, against looking at all of them."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.spans import Span
from annotator.gui.text.marks import MarkIndex
from tests.gui.text.pages import mark

SPANS = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 2000), st.integers(1, 700)
)


@given(st.lists(SPANS, max_size=30), st.integers(0, 2700))
def test_marks_at_an_offset_are_those_over_it(spans: list[Span], offset: int) -> None:
    index = MarkIndex(mark(f"m{i}", span) for i, span in enumerate(spans))
    expected = {f"m{i}" for i, span in enumerate(spans) if span.start <= offset < span.end}
    found = index.at(offset)
    assert {m.id for m in found} == expected
    lengths = [len(m.spans[0]) for m in found]
    assert lengths == sorted(lengths, reverse=True)


def test_a_gap_between_fragments_is_not_under_the_mark() -> None:
    index = MarkIndex([mark("m", Span(0, 5), Span(10, 15))])
    assert [bool(index.at(n)) for n in (0, 4, 5, 9, 10, 14, 15)] == [
        True,
        True,
        False,
        False,
        True,
        True,
        False,
    ]


def test_a_mark_put_again_is_replaced() -> None:
    index = MarkIndex([mark("m", Span(0, 5))])
    touched = index.change(gone=(), put=[mark("m", Span(8, 9))])
    assert (index.at(2), [m.id for m in index.at(8)]) == ((), ["m"])
    assert touched == [Span(0, 5), Span(8, 9)]


def test_taking_an_unknown_mark_touches_nothing() -> None:
    assert MarkIndex().change(gone=["m"], put=()) == []


@given(st.lists(SPANS, max_size=20), SPANS)
def test_chained_marks_are_all_that_hang_together(spans: list[Span], place: Span) -> None:
    index = MarkIndex(mark(f"m{i}", span) for i, span in enumerate(spans))
    chained, left, right = index.chained(place.start, place.end, widened=lambda a, b: (a, b))
    found = {m.id for m in chained}
    reached, rest = [place], dict(enumerate(spans))
    while near := [i for i, s in rest.items() if any(s.overlaps(r) for r in reached)]:
        reached += [rest.pop(i) for i in near]
    # The stretch between two chained marks counts too, so it may be more, never less.
    assert found >= {f"m{i}" for i in range(len(spans)) if i not in rest}
    low, high = min(r.start for r in reached), max(r.end for r in reached)
    assert left <= low
    assert right >= high
    if not any(s.start < right and s.end > left for s in rest.values()):
        assert (left, right) == (low, high)
