"""Where a very long paragraph is divided, so that no more is laid out than a few screens."""

import re
from collections.abc import Iterator

from annotator.core.graphemes import is_boundary
from annotator.core.segments import sentences

# A longer paragraph is divided. Qt lays out so much in a few milliseconds.
LONGEST = 8192
# How much before the end of a piece is searched for the end of a sentence, at the most.
_SEARCHED = 400
# What the rules of sentences want to see of the next one.
_BEYOND = 32
_AFTER_BLANK = re.compile(r"(?<=[ \t\u2003\u2009\u3000])(?=\S)")


def seams(text: str, start: int, end: int, *, longest: int = LONGEST) -> Iterator[int]:
    """The offsets at which the pieces of a paragraph begin, but for the first one.

    Sentences are kept whole where they are short enough, else words, else graphemes. A paragraph
    that is not longer than `longest` stays whole; pieces have at most a quarter, where graphemes
    permit.
    """
    if end - start <= longest:
        return
    most = max(1, longest // 4)
    while end - start > most:
        start = _seam(text, start, start + most, end)
        if start >= end:
            return
        yield start


def _seam(text: str, start: int, latest: int, end: int) -> int:
    """The best place after `start` and, if it can be, not after `latest`."""
    earliest = max(start + 1, latest - min(_SEARCHED, (latest - start) // 2))
    found = 0
    for sentence in sentences(text, earliest, min(end, latest + _BEYOND)):
        if earliest < sentence.start <= latest:
            found = sentence.start
    if not found:
        blanks = (m.start() for m in _AFTER_BLANK.finditer(text, earliest, latest + 1))
        found = max((n for n in blanks if is_boundary(text, n)), default=latest)
    return _whole(text, found, start=start, end=end)


def _whole(text: str, offset: int, *, start: int, end: int) -> int:
    """The offset, moved back so that it parts no grapheme, or on where one is that long."""
    place = offset
    while place > start and not is_boundary(text, place):
        place -= 1
    if place > start:
        return place
    while offset < end and not is_boundary(text, offset):
        offset += 1
    return offset
