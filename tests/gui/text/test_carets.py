"""Places of the caret by sentence and by paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.text.carets import (
    paragraphs,
    place_after,
    place_before,
    word_after,
    word_before,
)
from tests.strategies import texts

TEXT = "One ends here. Two ends here.\n\nThree ends here. Four."
TWO, THREE, FOUR = TEXT.index("Two"), TEXT.index("Three"), TEXT.index("Four")


def test_sentences_forward() -> None:
    places = [0]
    while places[-1] < len(TEXT):
        places.append(place_after(TEXT, places[-1]))
    assert places == [0, TWO, THREE, FOUR, len(TEXT)]


def test_sentences_backward() -> None:
    places = [len(TEXT)]
    while places[-1] > 0:
        places.append(place_before(TEXT, places[-1]))
    assert places == [len(TEXT), FOUR, THREE, TWO, 0]


def test_from_within_a_sentence_back_is_its_beginning() -> None:
    assert place_before(TEXT, TWO + 2) == TWO


def test_extending_goes_to_the_end_of_the_sentence() -> None:
    first = place_after(TEXT, 0, is_end=True)
    assert TEXT[:first] == "One ends here."
    assert TEXT[: place_after(TEXT, first, is_end=True)] == "One ends here. Two ends here."


def test_paragraphs_skip_empty_lines() -> None:
    assert place_after(TEXT, 3, units=paragraphs) == THREE
    assert place_before(TEXT, THREE, units=paragraphs) == 0
    assert place_before(TEXT, FOUR, units=paragraphs) == THREE


def test_an_empty_text_has_one_place() -> None:
    assert (place_after("", 0), place_before("", 0)) == (0, 0)


def stops(text: str) -> list[int]:
    places = [0]
    while places[-1] < len(text):
        places.append(word_after(text, places[-1]))
    return places


@pytest.mark.parametrize(
    "pieces",
    [
        ["The ", "minister ", "didn't ", "say ", "11-", "13."],
        ["外", "务", "大", "臣，", "王", "说。"],
        ["カタカナ", "と", "ひ", "ら"],
        ["วัน", "นี้", "อากาศ", "ดี"],
        ["प्रधानमंत्री ", "नरेन्द्र ", "मोदी ", "ने ", "कहा।"],
        ["قال ", "المتحدث ", "باسم ", "الوزارة."],
        ["twice-", "a-", "week ", "3.5 ", "U.S. ", "l’art"],
    ],
    ids=["English", "Chinese", "Japanese", "Thai", "Hindi", "Arabic", "hyphens"],
)
def test_words_forward_and_back_begin_where_the_words_of_the_language_do(pieces: list[str]) -> None:
    text = "".join(pieces).rstrip()
    begins = [sum(len(piece) for piece in pieces[:n]) for n in range(len(pieces))]
    assert stops(text) == [*begins, len(text)]
    back = [len(text)]
    while back[-1] > 0:
        back.append(word_before(text, back[-1]))
    assert back == [len(text), *reversed(begins)]


def test_by_words_the_caret_stops_at_the_ends_of_lines() -> None:
    text = "one two.\n\n three"
    assert stops(text) == [0, 4, 8, 9, 11, 16]
    assert [word_before(text, n) for n in (16, 11, 10, 9, 8, 4)] == [11, 10, 9, 8, 4, 0]


@given(texts(), st.data())
def test_a_step_by_word_always_moves_and_stays_in_the_text(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    after, before = word_after(text, offset), word_before(text, offset)
    assert offset < after <= len(text) or offset == after == len(text)
    assert 0 <= before < offset or offset == before == 0
