"""Where the caret goes by grapheme, word, sentence and paragraph. Offsets only."""

from collections.abc import Callable, Iterator

from annotator.app.words import words
from annotator.core.segments import sentences_near
from annotator.core.spans import Span

Units = Callable[[str, int, int, int], Iterator[Span]]
"""The units of the line from `start` to `end`, the last that begins up to `near` the first."""

# Characters read back at first for the word before.
_LOOKED_AT = 32


def paragraphs(text: str, start: int, end: int, near: int) -> Iterator[Span]:
    """The line from `start` to `end`, if anything is in it."""
    if start < end:
        yield Span(start, end)


def place_after(
    text: str, offset: int, *, units: Units = sentences_near, is_end: bool = False
) -> int:
    """Where the next unit begins (or, for extending a selection, where this or the next ends)."""
    start = _line_start(text, offset)
    while start <= len(text):
        end = _line_end(text, start)
        for unit in units(text, start, end, max(start, offset)):
            place = unit.end if is_end else unit.start
            if place > offset:
                return place
        start = end + 1
    return len(text)


def place_before(text: str, offset: int, *, units: Units = sentences_near) -> int:
    """Where this unit begins; from a beginning, where the one before begins."""
    end = _line_end(text, offset)
    while end >= 0:
        start = _line_start(text, end)
        found = None
        for unit in units(text, start, end, max(start, min(end, offset) - 1)):
            if unit.start >= offset:
                break
            found = unit.start
        if found is not None:
            return found
        end = start - 1
    return 0


def word_after(text: str, offset: int) -> int:
    """Where the next word begins; where none follows in the line, its end."""
    end = _line_end(text, offset)
    if offset == end < len(text):
        offset, end = end, _line_end(text, end + 1)
    following = (word.start for word in words(text, offset, end))
    return next((place for place in following if place > offset), end)


def word_before(text: str, offset: int) -> int:
    """Where this word begins, or the one before; where none does in the line, its beginning.

    From there the end of the line before.
    """
    start = _line_start(text, offset)
    if offset == start:
        return max(0, start - 1)
    size = _LOOKED_AT
    while True:
        begin = max(start, offset - size)
        places = [word.start for word in words(text, begin, offset) if word.start < offset]
        if places or begin == start:
            return places[-1] if places else start
        size *= 4


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
