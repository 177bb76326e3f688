"""Spans: half-open ranges of code points, and searching among sorted ones."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: "Span") -> bool:
        """Whether every character of `other` is in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether both share at least one character. Touching is not overlapping."""
        return self.start < other.end and other.start < self.end

    def crosses(self, other: "Span") -> bool:
        """Whether they overlap and neither covers the other."""
        return self.overlaps(other) and not self.covers(other) and not other.covers(self)

    def text_of(self, text: str) -> str:
        """The characters of the span."""
        return text[self.start : self.end]


def normalised(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same characters as sorted fragments that neither overlap nor touch."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)


def extent(spans: Sequence[Span]) -> Span:
    """The span from the first character of all to the last. Raises ValueError if there is none."""
    if not spans:
        raise ValueError("no span has no extent")
    if len(spans) == 1:
        return spans[0]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def overlapping(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """Spans sharing at least one character with [start, end), in reading order.

    `spans` must be sorted. Touching is not overlapping. O(n) before `end`, as a long early
    span may reach anywhere; callers that need O(log n) hold an index (`ArticleState`).
    """
    if start >= end:
        return ()
    last = bisect_left(spans, end, key=lambda s: s.start)
    return tuple(s for s in spans[:last] if s.end > start)
