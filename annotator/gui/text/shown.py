"""The text as Qt shows it, and the only place where offsets become positions and back."""

import re
from bisect import bisect_right
from itertools import accumulate

from annotator.core.offsets import Offsets
from annotator.core.spans import Span

# Qt makes blocks of some of these, objects or line ends of others, and cannot hold half a pair.
_SEPARATORS = re.compile("[\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_SPECIAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0\ufdd1\ufeff\ufffc\ufffe\uffff\ud800-\udfff]"
)


def _stand_in(match: re.Match[str]) -> str:
    if match.group() == "\ufeff":
        # As the first character Qt takes it for a byte-order mark and drops it.
        return "\u2060"
    return " " if _SEPARATORS.match(match.group()) else "\ufffd"


class ShownText:
    """An article's text with its paragraphs, numbered from 0.

    Offsets count code points of the article, positions Qt's UTF-16 units. A line end belongs to
    the paragraph it ends.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._offsets = Offsets(text)
        self._lengths = [len(line) + 1 for line in text.split("\n")]
        self._starts = list(accumulate(self._lengths[:-1], initial=0))

    def display(self) -> str:
        """The text for Qt: characters it would take for its own are replaced one by one."""
        return _SPECIAL.sub(_stand_in, self.text)

    @property
    def lengths(self) -> list[int]:
        """The code points of each paragraph, its line end counted."""
        return self._lengths

    def position(self, offset: int) -> int:
        """The position of an offset."""
        return self._offsets.to_utf16(offset)

    def offset(self, position: int) -> int:
        """The offset of a position; inside a character, that character's offset."""
        return min(self._offsets.from_utf16(position), len(self.text))

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph that holds the offset."""
        return bisect_right(self._starts, offset) - 1

    def paragraph_span(self, number: int) -> tuple[int, int]:
        """The offsets at which a paragraph begins and ends, without its line end."""
        start = self._starts[number]
        return start, start + self._lengths[number] - 1

    def paragraphs_of(self, spans: tuple[Span, ...]) -> list[int]:
        """The numbers of the paragraphs that hold characters of the spans, in order."""
        found: list[int] = []
        for span in spans:
            first, last = self.paragraph_of(span.start), self.paragraph_of(span.end - 1)
            if found and found[-1] >= first:
                first = found[-1] + 1
            found.extend(range(first, last + 1))
        return found
