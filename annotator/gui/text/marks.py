"""The marks of the open article, found by id and by place."""

from collections.abc import Callable, Iterable

from annotator.app.present.highlights import Mark
from annotator.core.span_index import SpanIndex
from annotator.core.spans import Span


class MarkIndex:
    """Marks by id and by place. What one costs does not depend on how many there are."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._by_id = {mark.id: mark for mark in marks}
        # Of 50,000 marks almost all have one span: a call for each would be felt at opening.
        self._places: SpanIndex[str] = SpanIndex(
            [
                (mark.id, mark.spans[0] if len(mark.spans) == 1 else reach_of(mark))
                for mark in self._by_id.values()
            ]
        )

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, mark_id: str) -> Mark | None:
        """The mark with an id; None if there is none."""
        return self._by_id.get(mark_id)

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that reach into [start, end), gaps between their fragments counted."""
        return [self._by_id[mark_id] for mark_id in self._places.overlapping(start, end)]

    def chained(
        self, start: int, end: int, *, widened: Callable[[int, int], tuple[int, int]]
    ) -> tuple[list[Mark], int, int]:
        """The marks between two offsets, those between the ends of these, and so on.

        Also where all of them begin and end. `widened` may move a pair of offsets apart, and
        must keep it within the part of the text that is asked about.
        """
        while True:
            found = self.between(start, end)
            left = min([start, *(mark.spans[0].start for mark in found)])
            right = max([end, *(mark.spans[-1].end for mark in found)])
            left, right = widened(left, right)
            if (left, right) == (start, end):
                return found, start, end
            start, end = left, right

    def at(self, offset: int) -> tuple[Mark, ...]:
        """The marks over the character at an offset, the longest first."""
        found = [
            mark
            for mark in self.between(offset, offset + 1)
            if any(span.start <= offset < span.end for span in mark.spans)
        ]
        found.sort(key=_outer_first)
        return tuple(found)

    def change(self, *, gone: Iterable[str], put: Iterable[Mark]) -> list[Span]:
        """Takes and puts marks; returns the places touched, in order and as few as may be.

        A known id is replaced.
        """
        touched = [place for mark_id in gone for place in self._take(mark_id)]
        for mark in put:
            touched += self._take(mark.id)
            touched.append(self._put(mark))
        return touched if len(touched) < 2 else _joined(touched)

    def _put(self, mark: Mark) -> Span:
        place = reach_of(mark)
        self._by_id[mark.id] = mark
        self._places.add(mark.id, place)
        return place

    def _take(self, mark_id: str) -> list[Span]:
        mark = self._by_id.pop(mark_id, None)
        if mark is None:
            return []
        place = reach_of(mark)
        self._places.remove(mark_id, place)
        return [place]


def _joined(places: Iterable[Span]) -> list[Span]:
    """Places that overlap as one: what several annotators have marked is one place."""
    found: list[Span] = []
    for place in sorted(places):
        if found and place.start < found[-1].end:
            if place.end > found[-1].end:
                found[-1] = Span(found[-1].start, place.end)
        else:
            found.append(place)
    return found


def reach_of(mark: Mark) -> Span:
    """From the mark's first character to its last, whatever lies between."""
    spans = mark.spans
    return spans[0] if len(spans) == 1 else Span(spans[0].start, spans[-1].end)


def _outer_first(mark: Mark) -> tuple[int, int, str]:
    return mark.spans[0].start - mark.spans[-1].end, mark.spans[0].start, mark.id
