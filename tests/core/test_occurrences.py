"""Finding words: case, blanks, marks, whole words, and against a slow search that tries all."""

from functools import partial
from itertools import islice
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core import occurrences as module
from annotator.core.graphemes import is_boundary
from annotator.core.occurrences import SearchedText, occurrences
from annotator.core.segments import words
from annotator.core.spans import Span
from tests.strategies import FAMILY, FLAG, texts

SHY, ACUTE = "\u00ad", "\u0301"
BLANKS = frozenset(" \t\n\u00a0\u202f\u2009\u3000")
UNSEEN = frozenset("\u00ad\u200b\u200e\u200f\u2060")
ODD = (
    *(
        "a",
        "A",
        "ß",
        "ss",
        "S",
        "İ",
        "i\u0307",
        "ﬁ",
        "f",
        "é",
        f"e{ACUTE}",
        "e",
        " ",
        "\n",
        "\u00a0",
    ),
    *(
        "  ",
        "\n\n",
        SHY,
        "\u200f",
        ACUTE,
        "\u0323",
        "\u0345",
        "日",
        "한",
        "\u1112\u1161\u11ab",
        FLAG,
    ),
)
CHANGES = (str, str.upper, str.lower, partial(normalize, "NFC"), partial(normalize, "NFD"))


def found(text: str, wanted: str, **options: bool) -> list[str]:
    return [span.text_of(text) for span in occurrences(text, wanted, **options)]


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("The minister. A Minister!", "minister", ["minister", "Minister"]),
        ("Die Straße, die STRASSE, die strasse", "straße", ["Straße", "STRASSE", "strasse"]),
        ("Die Straße", "strasse", ["Straße"]),
        ("Maße", "mas", []),
        ("İstanbul und İzmir", "İzmir", ["İzmir"]),
        ("İİİx", "X", ["x"]),
        ("der ﬁnale Akt", "FINALE", ["ﬁnale"]),
        ("der ﬁnale Akt", "inale", []),
        ("Σίσυφος ΣΊΣΥΦΟΣ", "σίσυφοσ", ["Σίσυφος", "ΣΊΣΥΦΟΣ"]),
        (f"cafe{ACUTE} café", "café", [f"cafe{ACUTE}", "café"]),
        (f"cafe{ACUTE} café cafe", "cafe", ["cafe"]),
        (f"cafe{ACUTE}", "caf", ["caf"]),
        ("한국 한국", "\u1112\u1161\u11ab국", ["한국", "한국"]),
        ("한국", "하", []),
        (f"{FAMILY}\U0001f468", "\U0001f468", ["\U0001f468"]),
        (f"{FLAG}{FLAG}", FLAG, [FLAG, FLAG]),
        ("外務大臣と外務省", "外務", ["外務", "外務"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("وزير الخارجية", "الخارجية", ["الخارجية"]),
        ("\u200eوزير\u200f الخارجية", "وزير الخارجية", ["وزير\u200f الخارجية"]),
        (f"Mini{SHY}ster", "minister", [f"Mini{SHY}ster"]),
        (f"{SHY}a{SHY}", "a", ["a"]),
        ("a", "", []),
        ("a", SHY, []),
        ("", "a", []),
        ("a*b a+b", "a+b", ["a+b"]),
    ],
)
def test_places_are_whole_characters_of_the_text(text: str, wanted: str, places: list[str]) -> None:
    assert found(text, wanted) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("the foreign minister", 1),
        ("the foreign\nminister", 1),
        ("the foreign\u00a0minister", 1),
        ("the foreign  \n\t minister", 1),
        ("the foreign\u202f\u2009minister", 1),
        ("the foreign\n\nminister", 0),
        ("the foreign \n \n minister", 0),
        ("the foreignminister", 0),
    ],
)
def test_a_blank_is_any_run_of_blanks_within_a_paragraph(text: str, places: int) -> None:
    assert len(found(text, "foreign minister")) == places


def test_words_across_a_paragraph_s_end_are_found_as_they_were_selected() -> None:
    text = "one\n\ntwo. one\n \n two. one\ntwo"
    assert found(text, "one\n\ntwo") == ["one\n\ntwo", "one\n \n two"]


def test_outer_blanks_of_the_wanted_words_take_the_whole_run() -> None:
    assert found("a \n b  c", " b ") == [" \n b  "]


def test_case_counts_where_it_is_asked_for() -> None:
    text = f"US and us, Cafe{ACUTE} and Café"
    assert found(text, "us", is_case_sensitive=True) == ["us"]
    assert found(text, "Café", is_case_sensitive=True) == [f"Cafe{ACUTE}", "Café"]
    assert found("Straße", "strasse", is_case_sensitive=True) == []


@pytest.mark.parametrize(
    ("text", "wanted", "places"),
    [
        ("art, party, Art.", "art", ["art", "Art"]),
        ("U.S. and U.S.A.", "U.S.", ["U.S."]),
        ("1,000 and 1", "1", ["1"]),
        ("didn't didn", "didn", ["didn"]),
        ("日本語の日本", "日本", ["日本", "日本"]),
        ("twice-a-week", "a", ["a"]),
        ("$5 $50", "$5", ["$5"]),
        ("the minister's", "minister", []),
    ],
)
def test_whole_words_are_those_of_the_language(text: str, wanted: str, places: list[str]) -> None:
    assert found(text, wanted, is_whole_word=True) == places


def test_a_search_may_begin_anywhere() -> None:
    text = "one two one two one"
    assert [s.start for s in occurrences(text, "one", start=1)] == [8, 16]
    assert list(occurrences(text, "one", start=len(text))) == []


def test_steps_together_find_what_stands_across_their_borders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_PIECE", 4)
    text = "die große Straße, die gro\u00dfe\nStra\u00dfe; e\u0301e\u0301e\u0301 " * 9
    wanted = "GROSSE STRASSE"
    steps = list(SearchedText(text).find(wanted))
    assert len(steps) > 50
    assert len([span for step in steps for span in step]) == 18


def test_a_search_in_a_long_text_takes_one_small_step_at_a_time() -> None:
    text = "x" * 2_000_000
    steps = SearchedText(text).find("y")
    assert list(islice(steps, 3)) == [(), (), ()]
    assert sum(1 for _ in steps) > 40


# Against a search that tries everything.


def key_of(text: str, *, is_case_sensitive: bool) -> str:
    """The same folding, a character at a time."""
    plain, place = "", 0
    while place < len(text):
        if text[place] in BLANKS:
            end = run_end(text, place)
            plain += "\n" if text[place:end].count("\n") > 1 else " "
            place = end
        else:
            plain += "" if text[place] in UNSEEN else text[place]
            # What is not seen keeps marks apart.
            plain += "\0" if text[place] in UNSEEN else ""
            place += 1
    apart = normalize("NFD", plain)
    if not is_case_sensitive:
        apart = normalize("NFD", apart.casefold())
    return apart.replace("\0", "")


def run_end(text: str, start: int) -> int:
    end = place = start + 1
    while place < len(text) and (text[place] in BLANKS or text[place] in UNSEEN):
        place += 1
        if text[place - 1] in BLANKS:
            end = place
    return end


def slow(text: str, wanted: str, *, is_whole_word: bool, is_case_sensitive: bool) -> list[Span]:
    key = key_of(wanted, is_case_sensitive=is_case_sensitive)
    inside = {p for w in words(text) for p in range(w.start + 1, w.end)} if is_whole_word else set()
    places, place = set(), 0
    while place <= len(text):
        places.add(place)
        is_blank = text[place : place + 1] in BLANKS
        place = run_end(text, place) if is_blank else place + 1
    ends = sorted(p for p in places if is_boundary(text, p) and p not in inside)
    result: list[Span] = []
    for start in ends if key else ():
        if result and start < result[-1].end:
            continue
        for end in ends:
            if (
                start < end
                and text[start] not in UNSEEN
                and text[end - 1] not in UNSEEN
                and key_of(text[start:end], is_case_sensitive=is_case_sensitive) == key
            ):
                result.append(Span(start, end))
                break
    return result


@st.composite
def searches(draw: st.DrawFn) -> tuple[str, str]:
    """A text with many repetitions, and words that are often in it, perhaps in other letters."""
    odd = st.sampled_from(ODD)
    text = draw(texts(max_size=12) | st.lists(odd, max_size=14).map("".join))
    text *= draw(st.integers(1, 2))
    start = draw(st.integers(0, len(text)))
    part = text[start : start + draw(st.integers(1, 6))]
    return text, draw(st.sampled_from(CHANGES))(part)


@given(searches(), st.booleans(), st.booleans())
def test_finds_what_a_search_that_tries_everything_finds(
    search: tuple[str, str], is_whole_word: bool, is_case_sensitive: bool
) -> None:
    text, wanted = search
    expected = slow(text, wanted, is_whole_word=is_whole_word, is_case_sensitive=is_case_sensitive)
    assert (
        list(
            occurrences(
                text, wanted, is_whole_word=is_whole_word, is_case_sensitive=is_case_sensitive
            )
        )
        == expected
    )


@given(searches(), st.integers(1, 5))
def test_pieces_of_any_size_find_the_same(search: tuple[str, str], size: int) -> None:
    text, wanted = search
    whole = list(occurrences(text, wanted))
    usual = module._PIECE
    try:
        module._PIECE = size
        assert list(occurrences(text, wanted)) == whole
    finally:
        module._PIECE = usual


@given(texts(), st.integers(0, 30))
def test_a_selection_is_found_at_its_own_place(text: str, start: int) -> None:
    for word in islice(words(text), 5):
        hits = list(occurrences(text, word.text_of(text), start=word.start, is_case_sensitive=True))
        assert hits[0] == word
