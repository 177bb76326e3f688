"""Where two annotators mark the same thing with other boundaries: how far apart those are.

Looked at are spans that were matched (pairing.py) and so share a character. Of each the outer
boundaries are compared; where these are the same and the fragments are not, it differs inside.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from annotator.adjudicate.pairing import Pairing

# How many words there are between two offsets of the article, the first one being smaller.
CountWords = Callable[[int, int], int]


class Side(StrEnum):
    """Where two spans differ."""

    START = "start"
    END = "end"
    INSIDE = "inside"


class Difference(NamedTuple):
    """How far the other annotator's boundary lies behind the one's; before it: below zero.

    In characters, and in words that begin, end or lie between the two; a part of a word counts as
    one. Both are 0 inside.
    """

    side: Side
    characters: int
    words: int

    @property
    def swapped(self) -> "Difference":
        """The same, seen from the other annotator."""
        return Difference(self.side, -self.characters, -self.words)


def differences(pairing: Pairing, *, words: CountWords) -> tuple[Difference, ...]:
    """Where the boundaries of two matched spans differ: at most one for each side."""
    one, other = pairing
    if one is None or other is None or one.bounds == other.bounds:
        return ()
    found = []
    for side, at in ((Side.START, 0), (Side.END, -1)):
        begin, end = one.bounds[at], other.bounds[at]
        if begin != end:
            number = words(min(begin, end), max(begin, end))
            found.append(Difference(side, end - begin, number if end > begin else -number))
    return tuple(found) or (Difference(Side.INSIDE, 0, 0),)


def matched_in(pairings: Iterable[Pairing]) -> int:
    """How many spans of one annotator have a partner: those whose boundaries can be compared."""
    return sum(one is not None and other is not None for one, other in pairings)
