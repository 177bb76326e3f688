"""Characters as a reader sees them, against Qt's finder and hand-made clusters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder

from annotator.core.graphemes import character_step, extends, is_boundary, whole_characters
from annotator.core.offsets import Offsets
from tests.strategies import CHARACTERS, FAMILY, FLAG, raw_texts, texts

# Scripts apart: Qt tailors its clusters to one script, and mixed ones are no text. No flags: after
# an emoji Qt 6.11 cuts them in the middle.
RUNS = {
    "latin": ["a", "b", "é", "e\u0301", "o\u0302\u0323", " ", ".", "’", "1", "\r\n", "\n"],
    "arabic": ["ا", "ب", "بِ", "لّ", " ", "؟", "٣", "\u200c"],
    "hebrew": ["א", "שׁ", "לָ", " ", "״"],
    "hindi": ["क", "कि", "क्ष", "स्त्र", "हिं", "डॉ", "ज़", " ", "।"],
    "thai": ["ก", "น้ำ", "กิ", "ก่", " "],
    "cjk": ["中", "か", "か\u3099", "カ", "ー", "。", "ﾊ\uff9f"],
    "hangul": ["한", "국", "\u1112\u1161\u11ab", "\u1100\u1161", "가\u11a8"],
    "emoji": ["😀", FAMILY, "👍🏽", "❤️", "1\ufe0f\u20e3", "a", " "],
}


def qt_boundaries(text: str) -> set[int]:
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    offsets = Offsets(text)
    found = set()
    for position in range(offsets.utf16_length + 1):
        finder.setPosition(position)
        if finder.isAtBoundary():
            found.add(offsets.from_utf16(position))
    return found | {0, len(text)}


@pytest.mark.parametrize("script", sorted(RUNS))
@given(data=st.data())
def test_boundaries_are_qts(script: str, data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(RUNS[script]), max_size=12)))
    assert {o for o in range(len(text) + 1) if is_boundary(text, o)} == qt_boundaries(text)


@pytest.mark.parametrize("character", [c for c in CHARACTERS if len(c) > 1])
def test_a_character_has_no_boundary_inside(character: str) -> None:
    text = f"x {character} y"
    inside = range(3, 2 + len(character))
    assert [o for o in inside if is_boundary(text, o)] == []
    assert is_boundary(text, 2)
    assert is_boundary(text, 2 + len(character))


def test_a_third_flag_letter_begins_another_flag() -> None:
    text = FLAG + FLAG
    assert [o for o in range(5) if is_boundary(text, o)] == [0, 2, 4]


def test_carriage_return_and_line_feed_stay_together() -> None:
    assert [o for o in range(3) if is_boundary("\r\n", o)] == [0, 2]


def test_a_mark_after_a_line_end_stands_alone() -> None:
    assert is_boundary("\n\u0301", 1)
    assert not is_boundary(" \u0301", 1)


@given(raw_texts())
def test_the_ends_of_a_text_are_boundaries_and_so_is_beyond(text: str) -> None:
    assert all(is_boundary(text, o) for o in (-1, 0, len(text), len(text) + 1))


@given(texts(min_size=1), st.integers(-3, 3), st.data())
def test_steps_go_from_boundary_to_boundary(text: str, by: int, data: st.DataObject) -> None:
    boundaries = [o for o in range(len(text) + 1) if is_boundary(text, o)]
    rank = data.draw(st.integers(0, len(boundaries) - 1))
    wanted = boundaries[min(max(rank + by, 0), len(boundaries) - 1)]
    assert character_step(text, boundaries[rank], by) == wanted


@given(raw_texts(), st.data())
def test_whole_characters_are_the_smallest_range_that_splits_nothing(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = whole_characters(text, start, end)
    boundaries = [o for o in range(len(text) + 1) if is_boundary(text, o)]
    assert first == max(o for o in boundaries if o <= start)
    assert last == min(o for o in boundaries if o >= end)


@pytest.mark.parametrize("character", ["\u0301", "\u200d", "\u200c", "\ufe0f", "🏽", "ि", "\uff9e"])
def test_marks_joiners_and_modifiers_extend(character: str) -> None:
    assert extends(character)


@pytest.mark.parametrize("character", ["a", " ", "\n", "😀", "中", "\u200b", "\u200f", "\u00ad"])
def test_letters_and_invisible_signs_do_not_extend(character: str) -> None:
    assert not extends(character)
