"""Offsets against what Python's own codecs and line splitting say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.offsets import Offsets
from tests.strategies import FAMILY, raw_texts

LONG = ("aé中😀\n" * 1600)[: 7 * 1024]


def utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


@given(raw_texts())
def test_utf16_is_what_the_codec_counts_and_back(text: str) -> None:
    offsets = Offsets(text)
    for offset in range(len(text) + 1):
        position = utf16_units(text[:offset])
        assert offsets.to_utf16(offset) == position
        assert offsets.from_utf16(position) == offset
    assert offsets.utf16_length == utf16_units(text)
    assert offsets.is_identity == (utf16_units(text) == len(text))


@given(raw_texts())
def test_the_middle_of_a_pair_is_the_pairs_own_offset(text: str) -> None:
    offsets = Offsets(text)
    for offset, character in enumerate(text):
        if utf16_units(character) == 2:
            assert offsets.from_utf16(offsets.to_utf16(offset) + 1) == offset


@given(raw_texts())
def test_utf8_is_what_the_codec_counts_and_back(text: str) -> None:
    offsets = Offsets(text)
    for offset in range(len(text) + 1):
        byte = utf8_bytes(text[:offset])
        assert offsets.to_utf8(offset) == byte
        assert offsets.from_utf8(byte) == offset


@given(raw_texts())
def test_the_middle_of_a_character_is_that_characters_offset(text: str) -> None:
    offsets = Offsets(text)
    for offset, character in enumerate(text):
        for inside in range(utf8_bytes(character)):
            assert offsets.from_utf8(offsets.to_utf8(offset) + inside) == offset


@pytest.mark.parametrize("offset", [0, 1, 1023, 1024, 1025, 2048, 4999, len(LONG) - 1, len(LONG)])
def test_utf8_is_right_at_the_remembered_places_of_a_long_text(offset: int) -> None:
    offsets = Offsets(LONG)
    assert offsets.to_utf8(offset) == utf8_bytes(LONG[:offset])
    assert offsets.from_utf8(offsets.to_utf8(offset)) == offset


@given(raw_texts())
def test_a_line_ends_at_a_line_feed_and_nowhere_else(text: str) -> None:
    offsets = Offsets(text)
    line, column = 1, 1
    for offset, character in enumerate(text):
        assert offsets.to_line_column(offset) == (line, column)
        assert offsets.from_line_column(line, column) == offset
        assert offsets.paragraph_at(offset) == line
        line, column = (line + 1, 1) if character == "\n" else (line, column + 1)
    assert offsets.to_line_column(len(text)) == (line, column)
    assert offsets.from_line_column(line, column) == len(text)


@given(raw_texts(), st.integers(-1, 40), st.integers(-1, 40))
def test_a_line_and_column_outside_the_text_are_refused(text: str, line: int, column: int) -> None:
    lines = text.split("\n")
    offsets = Offsets(text)
    if 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1:
        assert offsets.to_line_column(offsets.from_line_column(line, column)) == (line, column)
    else:
        with pytest.raises(ValueError, match="no line"):
            offsets.from_line_column(line, column)


def test_one_emoji_moves_what_follows_by_one_in_utf16() -> None:
    offsets = Offsets("😀ab")
    assert (offsets.to_utf16(1), offsets.to_utf16(2)) == (2, 3)


def test_a_family_is_five_offsets_eight_units_and_eighteen_bytes() -> None:
    offsets = Offsets(FAMILY)
    assert (len(FAMILY), offsets.to_utf16(5), offsets.to_utf8(5)) == (5, 8, 18)


def test_an_empty_text_has_one_line_and_one_offset() -> None:
    offsets = Offsets("")
    assert offsets.to_line_column(0) == (1, 1)
    assert (offsets.to_utf16(0), offsets.to_utf8(0), offsets.utf16_length) == (0, 0, 0)
