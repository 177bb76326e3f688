"""Offsets that were counted in other units are understood by the words they quote."""

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotator.formats.units import Claim, explains, reading_of
from tests import strategies
from tests.formats.reading import a_line, a_mark, encoded, read_all

RAW = "😀 one\r\n\r\ntwo 👩‍👩‍👧 three\r\nfour"


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("name", "raw", "counted", "measure"),
    [
        ("UTF-16 units", RAW, RAW, units),
        ("CRLF counted as one", RAW.replace("😀", "x").replace("👩‍👩‍👧", "y"), None, len),
        ("UTF-16 units, CRLF counted as one", RAW, None, units),
        ("line ends counted as two", RAW.replace("\r\n", "\n").replace("😀", "x"), RAW, len),
        ("UTF-16 units, line ends counted as two", RAW.replace("\r\n", "\n"), RAW, units),
    ],
)
def test_every_way_of_counting_is_recognised(
    tmp_path: Path, name: str, raw: str, counted: str | None, measure: object
) -> None:
    assert callable(measure)
    whole = raw.replace("\r\n", "\n") if counted is None else counted
    if name == "line ends counted as two":
        whole = whole.replace("😀", "x")
    marks = []
    for word in ("one", "two", "three", "four"):
        start = measure(whole[: whole.index(word)])
        marks.append(a_mark(start, start + measure(word), quote=word))
    [item], problems = read_all(tmp_path / "a.jsonl", encoded(a_line(raw, *marks)))
    assert not problems
    text = item.article.text
    found = [a.spans[0].text_of(text) for a in item.sets[0].annotations]
    assert found == ["one", "two", "three", "four"]
    assert any(f"({name})" in note for note in item.notes)


def test_a_quote_that_nothing_explains_does_not_move_the_others(tmp_path: Path) -> None:
    marks = [a_mark(2, 5, quote="one"), a_mark(4, 6, quote="nonsense")]
    [item], problems = read_all(tmp_path / "a.jsonl", encoded(a_line("😀 one two", *marks)))
    assert [a.spans[0].start for a in item.sets[0].annotations] == [2]
    assert len(problems) == 1


def test_quotes_may_write_line_ends_in_another_way(tmp_path: Path) -> None:
    mark = a_mark(0, 8, quote="one\ntwo")
    [item], problems = read_all(tmp_path / "a.jsonl", encoded(a_line("one\r\ntwo", mark)))
    assert not problems
    assert item.sets[0].annotations[0].spans[0].end == 7


@given(data=st.data())
def test_what_we_count_ourselves_is_never_taken_for_anything_else(data: st.DataObject) -> None:
    text = data.draw(strategies.raw_texts())
    assume(text)
    spans = data.draw(st.lists(strategies.spans_in(text), max_size=4))
    claims = [Claim(s.start, s.end, s.text_of(text)) for s in spans]
    assert reading_of(text, claims).name == ""


@given(data=st.data())
def test_utf16_offsets_are_understood_wherever_they_can_be_told(data: st.DataObject) -> None:
    text = data.draw(strategies.texts(min_size=1))
    assume(text)
    spans = data.draw(st.lists(strategies.spans_in(text), min_size=1, max_size=4))
    claims = [Claim(units(text[: s.start]), units(text[: s.end]), s.text_of(text)) for s in spans]
    reading = reading_of(text, claims)
    assert all(explains(reading, text, claim) for claim in claims)
