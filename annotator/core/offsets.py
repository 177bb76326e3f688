"""Code points to UTF-16 units, UTF-8 bytes, line and column, and back: the only converter."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Characters between two offsets whose bytes are remembered.
_STRIDE = 1024


class Offsets:
    """Converts offsets (code points) of one text. All ranges run from 0 to the text's length.

    Tables are made when they are first needed; a text within the BMP needs none for UTF-16.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _astral(self) -> list[int]:
        # Counting units is ten times as fast as looking at each character.
        if self.text.isascii() or len(_utf16(self.text)) == 2 * len(self.text):
            return []
        return [m.start() for m in _ASTRAL.finditer(self.text)]

    @cached_property
    def _astral_utf16(self) -> list[int]:
        return [offset + rank for rank, offset in enumerate(self._astral)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

    @cached_property
    def _utf8_marks(self) -> list[int]:
        """The byte at which every 1,024th character begins."""
        sizes = (
            len(_utf8(self.text[end - _STRIDE : end]))
            for end in range(_STRIDE, len(self.text) + 1, _STRIDE)
        )
        return list(accumulate(sizes, initial=0))

    @property
    def is_identity(self) -> bool:
        """Whether UTF-16 positions equal offsets for the whole text."""
        return not self._astral

    @property
    def utf16_length(self) -> int:
        """The text's length in UTF-16 units."""
        return len(self.text) + len(self._astral)

    def to_utf16(self, offset: int) -> int:
        """The UTF-16 position of an offset. O(log astral)."""
        if not self._astral:
            return offset
        return offset + bisect_left(self._astral, offset)

    def from_utf16(self, position: int) -> int:
        """The offset of a UTF-16 position; in the middle of a pair, the pair's own offset."""
        if not self._astral:
            return position
        return position - bisect_left(self._astral_utf16, position)

    def to_utf8(self, offset: int) -> int:
        """The UTF-8 byte at which the character at `offset` begins. O(1) after the first call."""
        if self.text.isascii():
            return offset
        place = offset // _STRIDE
        return self._utf8_marks[place] + len(_utf8(self.text[place * _STRIDE : offset]))

    def from_utf8(self, byte: int) -> int:
        """The offset of a byte; in the middle of a character, that character's offset."""
        if self.text.isascii():
            return byte
        place = bisect_right(self._utf8_marks, byte) - 1
        start = place * _STRIDE
        chunk = _utf8(self.text[start : start + _STRIDE])
        rest = byte - self._utf8_marks[place]
        while 0 < rest < len(chunk) and chunk[rest] & 0xC0 == 0x80:
            rest -= 1
        return start + len(chunk[:rest].decode("utf-8", "surrogatepass"))

    def to_line_column(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, the column in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def from_line_column(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1; a line end counts to the line it ends.

        Raises ValueError outside the text and past the end of the line.
        """
        if not 1 <= line <= len(self._line_starts) or column < 1:
            raise ValueError(f"no line {line}, column {column}")
        offset = self._line_starts[line - 1] + column - 1
        following = self._line_starts[line : line + 1]
        if offset > (following[0] - 1 if following else len(self.text)):
            raise ValueError(f"no line {line}, column {column}")
        return offset

    def paragraph_at(self, offset: int) -> int:
        """The number, from 1, of the line that holds the offset. Lines are the paragraphs."""
        return bisect_right(self._line_starts, offset)


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
