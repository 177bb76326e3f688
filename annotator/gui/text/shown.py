"""The text as Qt shows it, and the only place where offsets become positions and back."""

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise

from annotator.core.offsets import Offsets
from annotator.core.spans import Span
from annotator.gui.text.seams import LONGEST, seams

# Qt makes blocks of some of these, objects or line ends of others, and cannot hold half a pair.
_SEPARATORS = re.compile("[\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
_SPECIAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0\ufdd1\ufeff\ufffc\ufffe\uffff\ud800-\udfff]"
)
# All others, so said that the common ones are found first: twice as fast as looking for the above.
_HARMLESS = re.compile(
    "[ -~\t\n\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdd2-\ufefe\uff00-\ufffb\ufffd"
    "\U00010000-\U0010ffff]*"
)


def _stand_in(match: re.Match[str]) -> str:
    if match.group() == "\ufeff":
        # As the first character Qt takes it for a byte-order mark and drops it.
        return "\u2060"
    return " " if _SEPARATORS.match(match.group()) else "\ufffd"


class ShownText:
    """An article's text with its paragraphs, numbered from 0.

    Offsets count code points of the article, positions Qt's UTF-16 units. A line end belongs to
    the paragraph it ends. A line longer than `longest` is divided: Qt gets a line end more at each
    *seam*, which the article does not have, and every piece counts as a paragraph here. Two
    positions belong to the offset of a seam, the end of one piece and the beginning of the next.
    """

    def __init__(self, text: str, *, longest: int = LONGEST) -> None:
        self.text = text
        self._offsets = Offsets(text)
        self._lengths = [len(line) + 1 for line in text.split("\n")]
        self._starts = list(accumulate(self._lengths[:-1], initial=0))
        self._seams: list[int] = []
        if max(self._lengths) > longest:
            self._divide(longest)
        to_utf16 = self._offsets.to_utf16
        self._seam_positions = [to_utf16(seam) + rank for rank, seam in enumerate(self._seams)]

    def _divide(self, longest: int) -> None:
        starts: list[int] = []
        lengths: list[int] = []
        for start, length in zip(self._starts, self._lengths, strict=True):
            end = start + length - 1
            found = list(seams(self.text, start, end, longest=longest))
            self._seams += found
            edges = [start, *found, end]
            starts += edges[:-1]
            lengths += [b - a + 1 for a, b in pairwise(edges)]
        self._starts, self._lengths = starts, lengths

    def display(self) -> str:
        """The text for Qt: characters it would take for its own are replaced one by one."""
        text = self.text
        if self._seams:
            edges = [0, *self._seams, len(text)]
            text = "\n".join(text[a:b] for a, b in pairwise(edges))
        # Of almost every text nothing is replaced.
        return text if _HARMLESS.fullmatch(text) else _SPECIAL.sub(_stand_in, text)

    @property
    def lengths(self) -> list[int]:
        """The code points of each paragraph, its line end or the seam after it counted."""
        return self._lengths

    @property
    def seams(self) -> list[int]:
        """The offsets at which pieces of divided paragraphs begin, but for the first of each."""
        return self._seams

    def position(self, offset: int) -> int:
        """The position of an offset; at a seam the beginning of the next piece."""
        position = self._offsets.to_utf16(offset)
        return position + bisect_right(self._seams, offset) if self._seams else position

    def end_position(self, offset: int) -> int:
        """The position after the character before an offset; at a seam the end of the piece."""
        position = self._offsets.to_utf16(offset)
        return position + bisect_left(self._seams, offset) if self._seams else position

    def offset(self, position: int) -> int:
        """The offset of a position; inside a character, that character's offset."""
        if self._seams:
            position -= bisect_left(self._seam_positions, position)
        return min(self._offsets.from_utf16(position), len(self.text))

    def paragraph_of(self, offset: int) -> int:
        """The number of the paragraph that holds the offset."""
        return bisect_right(self._starts, offset) - 1

    def paragraph_span(self, number: int) -> tuple[int, int]:
        """The offsets at which a paragraph begins and ends, without its line end."""
        start = self._starts[number]
        return start, start + self._lengths[number] - 1

    def continues(self, number: int) -> bool:
        """Whether a paragraph is the continuation of the one before: it begins at a seam."""
        return bool(self._seams) and self._is_seam(self._starts[number])

    def is_continued(self, number: int) -> bool:
        """Whether the next paragraph is the continuation of this one: it ends at a seam."""
        return bool(self._seams) and self._is_seam(self.paragraph_span(number)[1])

    def _is_seam(self, offset: int) -> bool:
        rank = bisect_left(self._seams, offset)
        return rank < len(self._seams) and self._seams[rank] == offset

    def paragraphs_of(self, spans: tuple[Span, ...]) -> list[int]:
        """The numbers of the paragraphs that hold characters of the spans, in order."""
        found: list[int] = []
        for span in spans:
            first, last = self.paragraph_of(span.start), self.paragraph_of(span.end - 1)
            if found and found[-1] >= first:
                first = found[-1] + 1
            found.extend(range(first, last + 1))
        return found
