"""Words: what annotators take for one, and Qt's own finder where a script agrees with it."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder

from annotator.core.graphemes import extends, is_boundary
from annotator.core.offsets import Offsets
from annotator.core.segments import is_ideograph, is_word_character, word_at, words
from annotator.core.word_breaks import _PLAIN_RUN
from tests.strategies import raw_texts, texts

# Qt divides at a point between letters ("example.com"), which we do not.
LATIN = [*"ab é1 ,-/", "e\u0301", "didn't", "l’école", "3.5", "1,000", "a_b", " "]
ARABIC = [*"اب ،؟", "وزير", "بِ", "٣٫٥", "الخارجية", " "]
HINDI = ["क", "कि", "प्रधानमंत्री", "नरेन्द्र", " ", "।", ","]
HEBREW = ["שר", "החוץ", "צה״ל", "שׁ", " ", ","]
KOREAN = ["한국", "정부는", " ", ",", "3"]


def parts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in words(text)]


def qt_words(text: str) -> list[str]:
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    offsets = Offsets(text)
    cuts = []
    for position in range(offsets.utf16_length + 1):
        finder.setPosition(position)
        if finder.isAtBoundary():
            cuts.append(offsets.from_utf16(position))
    cuts = sorted({0, *cuts, len(text)})
    pieces = [text[a:b] for a, b in itertools.pairwise(cuts)]
    return [piece for piece in pieces if any(c.isalnum() for c in piece)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He didn't say", ["He", "didn't", "say"]),
        ("the workers’ union’s", ["the", "workers", "union’s"]),
        ("up 3.5% to 1,000,000.", ["up", "3.5", "to", "1,000,000"]),
        ("16\u00a0000 et 2\u202f500\u00a0000", ["16\u00a0000", "et", "2\u202f500\u00a0000"]),
        ("le 9\u00a0juillet", ["le", "9", "juillet"]),
        ("July 9\u00a02025", ["July", "9", "2025"]),
        ("the U.S. and the E.U. in Washington, D.C.", ["the", "U.S.", "and", "the", "E.U.", "in", "Washington", "D.C."]),
        ("at 9 a.m. e.g. z.B. here.", ["at", "9", "a.m.", "e.g.", "z.B.", "here"]),
        ("the end.Next one", ["the", "end", "Next", "one"]),
        ("a twice-a-week flight", ["a", "twice", "a", "week", "flight"]),
        ("https://www.example.com/a?b=c", ["https", "www.example.com", "a", "b", "c"]),
        ("@name and #tag", ["name", "and", "tag"]),
        ("AT&T, MH17 and F-16", ["AT", "T", "MH17", "and", "F", "16"]),
        ("snake_case __init__ ___ _. ‿.", ["snake_case", "__init__"]),
        ("cafe\u0301’s re\u0301sume\u0301", ["cafe\u0301’s", "re\u0301sume\u0301"]),
        ("exam\u00adple \u200fשלום\u200f x", ["exam\u00adple", "שלום", "x"]),
        ("外務大臣は", ["外", "務", "大", "臣", "は"]),
        ("カタカナと ガスゼｯｹｰ", ["カタカナ", "と", "ガスゼｯｹｰ"]),
        ("か\u3099き 葛\U000e0100城", ["か\u3099", "き", "葛\U000e0100", "城"]),
        ("iPhoneケース", ["iPhone", "ケース"]),
        ("𠮷野家", ["𠮷", "野", "家"]),
        ("한국 정부는", ["한국", "정부는"]),
        ("प्रधानमंत्री ने कहा।", ["प्रधानमंत्री", "ने", "कहा"]),
        ("नई‌दिल्ली", ["नई‌दिल्ली"]),
        ("قال الوزير، «لا»", ["قال", "الوزير", "لا"]),
        ("می‌خواهم ٣٫٥", ["می‌خواهم", "٣٫٥"]),
        ("צה״ל ג׳ירף", ["צה״ל", "ג׳ירף"]),
        ("นายก รัฐมนต", ["นายก", "รัฐมนต"]),
        ("Hawai‘i 𝒜𝒷", ["Hawai‘i", "𝒜𝒷"]),
        ("😀 👨‍👩‍👧 🇩🇪 ❤️ — …", []),
        ("", []),
    ],
)  # fmt: skip
def test_the_words_are(text: str, found: list[str]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize("run", [LATIN, ARABIC, HINDI, HEBREW, KOREAN])
@given(data=st.data())
def test_the_words_are_qts(run: list[str], data: st.DataObject) -> None:
    text = "".join(data.draw(st.lists(st.sampled_from(run), max_size=10)))
    assert parts(text) == qt_words(text)


@given(raw_texts())
def test_words_are_in_order_and_share_nothing(text: str) -> None:
    found = list(words(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(raw_texts())
def test_every_letter_is_in_a_word_and_every_word_has_one(text: str) -> None:
    inside = {o for word in words(text) for o in range(word.start, word.end)}
    assert {o for o, c in enumerate(text) if c.isalnum()} <= inside
    assert all(
        any(c.isalnum() or c in "׳々ーｰ゛゜" or is_ideograph(c) for c in text[w.start : w.end])
        for w in words(text)
    )


@given(raw_texts())
def test_the_word_at_each_of_its_characters_is_the_word(text: str) -> None:
    for word in words(text):
        for offset in range(word.start, word.end):
            assert word_at(text, offset) == word


@given(raw_texts())
def test_a_word_that_ends_at_the_offset_counts_where_none_begins(text: str) -> None:
    found = list(words(text))
    beginnings = {word.start for word in found}
    for word in found:
        if word.end not in beginnings and not any(w.start < word.end < w.end for w in found):
            assert word_at(text, word.end) == word


@given(texts())
def test_words_never_split_a_character(text: str) -> None:
    assert all(is_boundary(text, w.start) and is_boundary(text, w.end) for w in words(text))


@given(raw_texts(), st.data())
def test_words_of_a_range_are_those_that_share_a_character_with_it(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    wanted = [w for w in words(text) if max(w.start, start) < min(w.end, end)]
    assert list(words(text, start, end)) == wanted


def test_between_words_there_is_none() -> None:
    assert word_at("a – b", 2) is None
    assert word_at("", 0) is None
    assert word_at("ab", 7) is None


def test_word_characters_are_letters_digits_and_marks() -> None:
    assert [c for c in "aé中ก1\u0301ि _-😀" if is_word_character(c)] == list("aé中ก1\u0301ि")


def test_the_letters_that_get_no_second_look_are_plain_letters() -> None:
    letters = [chr(code) for code in range(0x10000) if _PLAIN_RUN.match(chr(code))]
    assert len(letters) > 11_000
    assert all(c.isalnum() and not is_ideograph(c) for c in letters)
    assert not any(extends(c) for c in letters)


class CountingText(str):
    """A text that counts how often a single character of it is read."""

    reads = 0

    def __getitem__(self, key):  # type: ignore[no-untyped-def]
        CountingText.reads += 1
        return super().__getitem__(key)


def test_finding_a_word_reads_only_the_characters_around_it() -> None:
    page = "The minister didn't say so on Tuesday. " * 130_000
    text = CountingText(page)
    offset = re.compile("minister").search(page, 2_500_000).start() + 3  # type: ignore[union-attr]
    CountingText.reads = 0
    word = word_at(text, offset)
    assert word is not None
    assert page[word.start : word.end] == "minister"
    assert CountingText.reads < 200
