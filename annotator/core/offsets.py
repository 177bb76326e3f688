"""Code points to UTF-16 units, UTF-8 bytes, line and column, and back: the only converter.

Rebuilt lazily per text; a text without characters beyond the BMP costs nothing.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Offsets:
    """Converts offsets (code points) of one text. All ranges run from 0 to the text's length."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _astral(self) -> list[int]:
        if self.text.isascii():
            return []
        return [m.start() for m in _ASTRAL.finditer(self.text)]

    @cached_property
    def _astral_utf16(self) -> list[int]:
        return [offset + rank for rank, offset in enumerate(self._astral)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(m.end() for m in re.finditer("\n", self.text))]

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
        """The UTF-8 byte at which the character at `offset` begins. O(offset)."""
        if self.text.isascii():
            return offset
        return len(self.text[:offset].encode("utf-8", "surrogatepass"))

    def from_utf8(self, byte: int) -> int:
        """The offset of a byte; in the middle of a character, that character's offset."""
        if self.text.isascii():
            return byte
        data = self.text.encode("utf-8", "surrogatepass")
        while 0 < byte < len(data) and data[byte] & 0xC0 == 0x80:
            byte -= 1
        return len(data[:byte].decode("utf-8", "surrogatepass"))

    def to_line_column(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, the column in code points."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def from_line_column(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1. Raises ValueError outside the text."""
        if not 1 <= line <= len(self._line_starts) or column < 1:
            raise ValueError(f"no line {line}, column {column}")
        offset = self._line_starts[line - 1] + column - 1
        if offset > len(self.text):
            raise ValueError(f"no line {line}, column {column}")
        return offset

    def paragraph_at(self, offset: int) -> int:
        """The number, from 1, of the line that holds the offset. Lines are the paragraphs."""
        return bisect_right(self._line_starts, offset)
