"""Two annotators' spans side by side, whatever their labels: who has what against what.

The measures count how many spans can be matched; here it is said which with which, so that a
person can look at them. Spans are matched one to one in three steps: the same fragments with the
same category (the label, or the label with its attributes), the same fragments with another one,
then those that share characters, the most first. Where two pairs share as many, the one whose
spans cover fewer characters together goes first, then one with the same label, then by place and
label. Neither the order of annotators nor that of spans plays a part.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from annotator.adjudicate.matching import common, size_of
from annotator.adjudicate.sheets import Mark


class Pairing(NamedTuple):
    """What one annotator has and what the other has there; None: nothing. Never both."""

    one: Mark | None
    other: Mark | None

    @property
    def swapped(self) -> "Pairing":
        """The same, seen from the other annotator."""
        return Pairing(self.other, self.one)

    @property
    def is_same(self) -> bool:
        """Whether both have the same fragments in the same category."""
        one, other = self
        if one is None or other is None:
            return False
        return one.bounds == other.bounds and one.category == other.category

    @property
    def start(self) -> int:
        """Where the first of the two begins."""
        return min(mark.bounds[0] for mark in self if mark is not None)


def paired(one: Sequence[Mark], other: Sequence[Mark]) -> tuple[Pairing, ...]:
    """Every span of both exactly once, in reading order. None may be of the whole article."""
    found: list[Pairing] = []
    ones, others = _take_same(sorted(one, key=_place), sorted(other, key=_place), found, key=_whole)
    ones, others = _take_same(ones, others, found, key=_bounds)
    ones, others = _take_overlapping(ones, others, found)
    found += [Pairing(mark, None) for mark in ones]
    found += [Pairing(None, mark) for mark in others]
    found.sort(key=_reading_order)
    return tuple(found)


def _place(mark: Mark) -> tuple[tuple[int, ...], str, str]:
    return mark.bounds, mark.label, str(mark.category)


def _whole(mark: Mark) -> Hashable:
    return mark.bounds, mark.category


def _bounds(mark: Mark) -> Hashable:
    return mark.bounds


def _take_same(
    one: Sequence[Mark],
    other: Sequence[Mark],
    found: list[Pairing],
    *,
    key: Callable[[Mark], Hashable],
) -> tuple[list[Mark], list[Mark]]:
    """Adds pairs with the same key to `found`; what is left of both, in order.

    With several of one key on each side those with the same label are taken first.
    """
    there: dict[Hashable, list[Mark]] = {}
    for mark in other:
        there.setdefault(key(mark), []).append(mark)
    left: list[Mark] = []
    waiting: list[Mark] = []
    for mark in one:
        candidates = there.get(key(mark))
        if not candidates:
            left.append(mark)
            continue
        same = next((c for c in candidates if c.label == mark.label), None)
        if same is None:
            waiting.append(mark)
            continue
        candidates.remove(same)
        found.append(Pairing(mark, same))
    for mark in waiting:
        candidates = there[key(mark)]
        if candidates:
            found.append(Pairing(mark, candidates.pop(0)))
        else:
            left.append(mark)
    left.sort(key=_place)
    return left, [mark for marks in there.values() for mark in marks]


def _take_overlapping(
    one: Sequence[Mark], other: Sequence[Mark], found: list[Pairing]
) -> tuple[list[Mark], list[Mark]]:
    """Adds pairs that share characters to `found`, the most first; what is left of both."""
    ranked = sorted(_overlapping(one, other))
    gone: tuple[set[int], set[int]] = set(), set()
    for _, left, right in ranked:
        if left not in gone[0] and right not in gone[1]:
            gone[0].add(left)
            gone[1].add(right)
            found.append(Pairing(one[left], other[right]))
    return (
        [mark for at, mark in enumerate(one) if at not in gone[0]],
        [mark for at, mark in enumerate(other) if at not in gone[1]],
    )


_Rank = tuple[object, ...]


def _overlapping(one: Sequence[Mark], other: Sequence[Mark]) -> list[tuple[_Rank, int, int]]:
    """Every two that share a character, each with its rank and their places.

    The rank says the same of both directions. No two pairs of different content have the same: no
    fragments stand on both sides any more, or they would have been matched.
    """
    by_start = sorted(range(len(other)), key=lambda at: other[at].bounds[0])
    ranked: list[tuple[_Rank, int, int]] = []
    first = 0
    for left in sorted(range(len(one)), key=lambda at: one[at].bounds[0]):
        mark = one[left]
        while first < len(by_start) and other[by_start[first]].bounds[-1] <= mark.bounds[0]:
            first += 1
        for place in range(first, len(by_start)):
            right = by_start[place]
            candidate = other[right]
            if candidate.bounds[0] >= mark.bounds[-1]:
                break
            shared = common(mark.bounds, candidate.bounds)
            if shared:
                ranked.append((_rank(mark, candidate, shared), left, right))
    return ranked


def _rank(one: Mark, other: Mark, shared: int) -> _Rank:
    both = size_of(one.bounds) + size_of(other.bounds)
    differing = (one.label != other.label) + (one.category != other.category)
    return -shared, both, differing, sorted((_place(one), _place(other)))


def _reading_order(pairing: Pairing) -> tuple[object, ...]:
    one, other = pairing
    sides = [_place(mark) for mark in pairing if mark is not None]
    return pairing.start, min(sides), max(sides), one is None, other is None
