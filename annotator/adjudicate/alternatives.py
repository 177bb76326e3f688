"""Which spans are alternatives: they share a character, and no annotator made both.

One sweep over the text. Spans by the same annotators are kept as one crowd, so the cost grows with
the spans and with how many different sets of annotators overlap at one place, not with how many
spans do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotator.core.spans import Span


class Ties:
    """Numbers from 0 that are joined into sets, each known by its smallest."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def first(self, number: int) -> int:
        """The smallest number of the set that a number is in."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def tie(self, one: int, other: int) -> None:
        """Joins the sets of both."""
        one, other = self.first(one), self.first(other)
        if one < other:
            self._parents[other] = one
        else:
            self._parents[one] = other

    def sets(self) -> list[list[int]]:
        """All sets in order of their smallest number, each sorted."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._parents)):
            found.setdefault(self.first(number), []).append(number)
        return list(found.values())


@dataclass(slots=True)
class _Crowd:
    """Spans by the same annotators that the sweep may still be inside of, as (end, number).

    `loose` were not tied since the last tie, which stands for all before it; `unnested` are not
    known to be nested yet. `reach` is the largest end of all.
    """

    reach: int
    loose: list[tuple[int, int]] = field(default_factory=list)
    unnested: list[tuple[int, int]] = field(default_factory=list)


def alternatives(
    positions: Sequence[tuple[Sequence[Span], int]],
) -> tuple[Ties, list[bool]]:
    """Which positions are tied as alternatives, and which are nested, by their place in the list.

    Each position has its fragments and its annotators, as bits. Two that share a character are
    alternatives where no bit is in both, and nested where one is; a position without fragments is
    neither. Touching is not sharing.
    """
    ties, nested = Ties(len(positions)), [False] * len(positions)
    fragments = sorted(
        (span.start, span.end, number)
        for number, (spans, _) in enumerate(positions)
        for span in spans
    )
    crowds: dict[int, _Crowd] = {}
    reach = 0
    for start, end, number in fragments:
        annotators = positions[number][1]
        if start >= reach:
            crowds = {annotators: _Crowd(end, [(end, number)], [(end, number)])}
            reach = end
            continue
        reach = max(reach, end)
        for others in [bits for bits, crowd in crowds.items() if crowd.reach <= start]:
            del crowds[others]
        for others, crowd in crowds.items():
            if others & annotators:
                _nest(crowd, start, nested)
                nested[number] = True
            else:
                _tie(crowd, start, number, ties)
        crowd = crowds.setdefault(annotators, _Crowd(end))
        crowd.reach = max(crowd.reach, end)
        crowd.loose.append((end, number))
        if not nested[number]:
            crowd.unnested.append((end, number))
    return ties, nested


def _nest(crowd: _Crowd, start: int, nested: list[bool]) -> None:
    for end, number in crowd.unnested:
        if end > start:
            nested[number] = True
    crowd.unnested = []


def _tie(crowd: _Crowd, start: int, number: int, ties: Ties) -> None:
    for end, other in crowd.loose:
        if end > start:
            ties.tie(other, number)
    # All that is still open in the crowd is one set now, and the new one tells which.
    crowd.loose = [(crowd.reach, number)]
