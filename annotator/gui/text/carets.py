"""Where the caret goes by sentence and by paragraph."""

from collections.abc import Callable, Iterator

from annotator.core.segments import sentences
from annotator.core.spans import Span

Units = Callable[[str, int, int], Iterator[Span]]


def paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    """The line from `start` to `end`, if anything is in it."""
    if start < end:
        yield Span(start, end)


def place_after(text: str, offset: int, *, units: Units = sentences, is_end: bool = False) -> int:
    """Where the next unit begins (or, for extending a selection, where this or the next ends)."""
    start = text.rfind("\n", 0, offset) + 1
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        for unit in units(text, start, end):
            place = unit.end if is_end else unit.start
            if place > offset:
                return place
        start = end + 1
    return len(text)


def place_before(text: str, offset: int, *, units: Units = sentences) -> int:
    """Where this unit begins; from a beginning, where the one before begins."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    while end >= 0:
        start = text.rfind("\n", 0, end) + 1
        places = [unit.start for unit in units(text, start, end) if unit.start < offset]
        if places:
            return places[-1]
        end = start - 1
    return 0
