"""Scripts without blanks between words: whatever divides them, words come out whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.graphemes import is_boundary
from annotator.core.segments import syllables, word_at, words
from annotator.core.unspaced import is_unspaced, word_edges

THAI = "นายกรัฐมนตรีกล่าวเมื่อวันอังคารว่าการเจรจาจะเริ่มขึ้น"
RUNS = {"Thai": THAI, "Lao": "ສະບາຍດີປະເທດລາວ", "Khmer": "ភ្នំពេញប្រទេសកម្ពុជា", "Burmese": "မြန်မာနိုင်ငံတော်"}


def parts(text: str) -> list[str]:
    return [text[w.start : w.end] for w in words(text)]


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("Thai", "นายก รัฐมนต รีก ล่าว เมื่อ วัน อัง คาร ว่า การ เจร จา จะ เริ่ม ขึ้น"),
        ("Lao", "ສະ ບາຍ ດີ ປະ ເທດ ລາວ"),
        ("Khmer", "ភ្នំ ពេ ញ ប្រ ទេ ស ក ម្ពុ ជា"),
        ("Burmese", "မြန် မာ နိုင် ငံ တော်"),
    ],
)
def test_without_a_dictionary_words_are_syllables(script: str, found: str) -> None:
    assert parts(RUNS[script]) == found.split()


def test_a_breaker_says_where_words_begin() -> None:
    def every_third(run: str) -> list[int]:
        return list(range(3, len(run), 3))

    text = "กขคงจฉช"
    assert [text[w.start : w.end] for w in words(text, breaker=every_third)] == ["กขค", "งจฉ", "ช"]
    assert word_at(text, 4, breaker=every_third) == next(words(text, 4, breaker=every_third))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ABCไทย5", ["ABC", "ไทย", "5"]),
        ("ไทยລາວ", ["ไทย", "ລາວ"]),
        ("๒๕๖๘ปี", ["๒๕๖๘", "ปี"]),
        ("ไทย\u200bลาว", ["ไทย", "ลาว"]),
        ("(ไทย)", ["ไทย"]),
    ],
)
def test_a_run_ends_where_the_script_does(text: str, found: list[str]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_a_word_is_the_same_wherever_it_is_asked_for(run: str) -> None:
    text = run * 12
    edges = [0, *syllables(text), len(text)]
    whole = [(a, b) for a, b in pairwise(edges)]
    assert [(w.start, w.end) for w in words(text)] == whole
    for start, end in whole:
        for place in range(start, end):
            assert word_edges(text, place) == (start, end)


@given(st.text(alphabet="กขเแิ่ำๆ a๒\u0301\u200b", max_size=200))
def test_words_part_no_grapheme_and_never_overlap(text: str) -> None:
    found = list(words(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(is_boundary(text, w.start) and is_boundary(text, w.end) for w in found)
    for word in found:
        assert word_at(text, word.start) == word


def test_a_run_without_any_break_costs_no_more_for_each_word() -> None:
    text = "ก" * 50_000
    assert word_edges(text, 25_000) == (0, len(text))


def test_only_letters_of_these_scripts_count() -> None:
    assert [c for c in "ก฿๒aဟ字ກក" if is_unspaced(c)] == list("กဟກក")
