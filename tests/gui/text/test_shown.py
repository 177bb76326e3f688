"""Positions of Qt and offsets of ours, whatever the text holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from annotator.core.spans import Span
from annotator.gui.text.shown import ShownText
from tests.gui.text.pages import utf16
from tests.strategies import raw_texts

SPECIAL = "\u2028 \u2029 \ufdd0 \ufdd1 \ufffc \ufffe \uffff \x00 \x0b \x0c \x1c \x1f \x85 \r \ud83d \ude00 \xa0 \ufeff"


@given(raw_texts())
def test_qt_has_as_many_units_and_paragraphs_as_the_text(text: str) -> None:
    document = QTextDocument()
    shown = ShownText(text)
    document.setPlainText(shown.display())
    assert document.characterCount() - 1 == utf16(text, len(text))
    assert document.blockCount() == text.count("\n") + 1 == len(shown.lengths)


@given(raw_texts())
def test_offsets_and_positions_are_inverse(text: str) -> None:
    shown = ShownText(text)
    for offset in range(len(text) + 1):
        assert shown.position(offset) == utf16(text, offset)
        assert shown.offset(shown.position(offset)) == offset


@pytest.mark.parametrize("character", SPECIAL.split(" "))
def test_a_special_character_is_one_harmless_one(character: str) -> None:
    shown = ShownText(f"a{character}b").display()
    assert len(shown) == 3
    assert shown == "a\xa0b" if character == "\xa0" else shown[1] in " \ufffd\u2060"


def test_each_character_is_either_shown_as_it_is_or_replaced() -> None:
    every = "".join(map(chr, range(0x110000)))
    shown = ShownText(every, longest=len(every) + 1).display()
    pairs = [(one, other) for one, other in zip(every, shown, strict=True) if one != other]
    replaced = [one for one, _ in pairs]
    assert {other for _, other in pairs} == {" ", "\ufffd", "\u2060"}
    # Alone in a text, too, where the quick look at the whole might let it through.
    assert all(ShownText(one).display() == other for one, other in pairs)
    controls = [c for c in replaced if c < " "]
    assert "\n" not in controls
    assert "\t" not in controls
    assert len(controls) == 30
    assert sum("\ud800" <= c <= "\udfff" for c in replaced) == 2048


def test_paragraphs_count_from_nought_and_own_their_line_end() -> None:
    shown = ShownText("ab\n\ncd")
    assert [shown.paragraph_of(n) for n in range(7)] == [0, 0, 0, 1, 2, 2, 2]
    assert [shown.paragraph_span(n) for n in range(3)] == [(0, 2), (3, 3), (4, 6)]


@given(st.text(alphabet="a\n", max_size=30), st.data())
def test_paragraphs_of_spans_are_those_with_their_characters(
    text: str, data: st.DataObject
) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    shown = ShownText(text)
    expected = sorted({shown.paragraph_of(n) for n in range(span.start, span.end)})
    assert shown.paragraphs_of((span,)) == expected


def test_a_byte_order_mark_at_the_beginning_keeps_positions() -> None:
    document = QTextDocument()
    document.setPlainText(ShownText("\ufeffab").display())
    assert document.characterCount() - 1 == 3
