"""Matching two annotators' spans one to one, as many as can be, in no order's favour."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from typing import NamedTuple

# A span's start, end, start, end, …: half-open offsets in reading order.
Bounds = tuple[int, ...]


class Lane(NamedTuple):
    """Spans in reading order; plain where none has gaps.

    A plain lane is even where none starts before another and ends after it, and simple where none
    even overlaps another.
    """

    spans: tuple[Bounds, ...]
    is_plain: bool
    is_even: bool
    is_simple: bool


def lane_of(spans: Iterable[Bounds]) -> Lane:
    """The spans in reading order, and whether they are plain, even, simple."""
    ordered = tuple(sorted(spans))
    before = 0
    is_simple = is_even = True
    for bounds in ordered:
        if len(bounds) != 2:
            return Lane(ordered, is_plain=False, is_even=False, is_simple=False)
        start, end = bounds
        if start < before:
            is_simple = False
            is_even = is_even and end >= before
        before = end
    return Lane(ordered, is_plain=True, is_even=is_even, is_simple=is_simple)


def size_of(bounds: Bounds) -> int:
    """How many characters a span has; gaps do not count."""
    return sum(bounds[1::2]) - sum(bounds[::2])


def common(one: Bounds, other: Bounds) -> int:
    """How many characters two spans share; gaps do not count."""
    shared = i = j = 0
    while i < len(one) and j < len(other):
        shared += max(0, min(one[i + 1], other[j + 1]) - max(one[i], other[j]))
        if one[i + 1] <= other[j + 1]:
            i += 2
        else:
            j += 2
    return shared


def matched(one: Lane, other: Lane, *, least: Fraction | None = None) -> int:
    """How many spans of one annotator can be matched one to one with the other's, at most.

    Two may be matched where they share a character or, with `least` (above 0, at most 1), where
    what they share is at least that part of what they cover together. The number is the same
    whichever comes first.
    """
    if least is None:
        if one.is_even and other.is_even:
            return _sharing(one.spans, other.spans)
        if one.is_plain and other.is_plain:
            return _sharing_plain(one.spans, other.spans)
    elif one.is_simple and other.is_simple:
        return _sharing_enough(one.spans, other.spans, least)
    return largest_matching(list(_ties(one, other, least)), len(other.spans))


def _sharing(one: Sequence[Bounds], other: Sequence[Bounds]) -> int:
    """The largest matching of even lanes: each first chance is taken.

    That loses nothing. Of two that overlap, let the first be matched with y instead and the second
    with x, both further on. Then x ends no earlier than the first, which y starts before the end
    of, and y no earlier than the second: x and y overlap, and can be matched with each other.
    """
    found = i = j = 0
    ends = len(one), len(other)
    while i < ends[0] and j < ends[1]:
        start, end = one[i]
        from_, to = other[j]
        if start < to and from_ < end:
            found += 1
            i += 1
            j += 1
        elif end <= to:
            i += 1
        else:
            j += 1
    return found


def _sharing_enough(one: Sequence[Bounds], other: Sequence[Bounds], least: Fraction) -> int:
    """The largest matching of simple lanes, where only some that overlap may be matched.

    Again each first chance is taken. Of two spans that overlap only the longer-reaching one meets a
    further span of the other lane, so any matching without this pair has at most one of them
    matched and can have this pair instead.
    """
    part, whole = least.numerator, least.denominator
    found = i = j = 0
    ends = len(one), len(other)
    while i < ends[0] and j < ends[1]:
        start, end = one[i]
        from_, to = other[j]
        shared = (end if end < to else to) - (start if start > from_ else from_)
        if shared > 0 and shared * whole >= (end - start + to - from_ - shared) * part:
            found += 1
            i += 1
            j += 1
        elif end <= to:
            i += 1
        else:
            j += 1
    return found


def _sharing_plain(one: Sequence[Bounds], other: Sequence[Bounds]) -> int:
    """The largest matching of spans without gaps that may overlap others of their own lane.

    Of all that are left, the one that ends first is matched with the one that ends first of those
    it overlaps. That loses nothing: all it overlaps hold its last character, so whatever overlaps
    the one taken overlaps each of the others as well, and they can change places.
    """
    lanes = one, other
    ending = sorted((s[1], side, n) for side in (0, 1) for n, s in enumerate(lanes[side]))
    gone: tuple[set[int], set[int]] = set(), set()
    begun = [0, 0]
    waiting: tuple[list[tuple[int, int]], list[tuple[int, int]]] = [], []
    found = 0
    for end, side, n in ending:
        if n in gone[side]:
            continue
        gone[side].add(n)
        across = 1 - side
        spans, heap = lanes[across], waiting[across]
        while begun[across] < len(spans) and spans[begun[across]][0] < end:
            heappush(heap, (spans[begun[across]][1], begun[across]))
            begun[across] += 1
        while heap:
            _, partner = heappop(heap)
            if partner not in gone[across]:
                gone[across].add(partner)
                found += 1
                break
    return found


def _ties(one: Lane, other: Lane, least: Fraction | None) -> Iterator[list[int]]:
    """For each span of one lane the places of those in the other that it may be matched with."""
    part, whole = (least.numerator, least.denominator) if least is not None else (0, 1)
    is_plain = one.is_plain and other.is_plain
    spans = other.spans
    sizes = [bounds[1] - bounds[0] if is_plain else size_of(bounds) for bounds in spans]
    first = 0
    for bounds in one.spans:
        start, end = bounds[0], bounds[-1]
        size = end - start if is_plain else size_of(bounds)
        while first < len(spans) and spans[first][-1] <= start:
            first += 1
        row = []
        for place in range(first, len(spans)):
            candidate = spans[place]
            if candidate[0] >= end:
                break
            if is_plain:
                from_, to = candidate
                shared = (end if end < to else to) - (start if start > from_ else from_)
            else:
                shared = common(bounds, candidate)
            if shared > 0 and shared * whole >= (size + sizes[place] - shared) * part:
                row.append(place)
        yield row


def largest_matching(ties: Sequence[Sequence[int]], width: int) -> int:
    """The size of the largest matching of a graph of two sides, by augmenting paths.

    `ties` are the neighbours of each on the left, as places from 0 to `width` on the right. Each
    path is found breadth first, without recursion: a chain of spans may be long. O(edges times
    the smaller side).
    """
    right_of, left_of = [-1] * len(ties), [-1] * width
    found = 0
    unmatched = []
    for left, row in enumerate(ties):
        for right in row:
            if left_of[right] < 0:
                left_of[right], right_of[left] = left, right
                found += 1
                break
        else:
            unmatched.append(left)
    for begin in unmatched:
        came_from, free = _path(ties, left_of, begin)
        found += free >= 0
        while free >= 0:
            left = came_from[free]
            left_of[free], right_of[left], free = left, free, right_of[left]
    return found


def _path(
    ties: Sequence[Sequence[int]], left_of: Sequence[int], begin: int
) -> tuple[dict[int, int], int]:
    """From which left each right was reached, and the free right reached first (-1: none)."""
    came_from: dict[int, int] = {}
    waiting = deque([begin])
    while waiting:
        left = waiting.popleft()
        for right in ties[left]:
            if right in came_from:
                continue
            came_from[right] = left
            if left_of[right] < 0:
                return came_from, right
            waiting.append(left_of[right])
    return came_from, -1
