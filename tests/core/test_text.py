"""Canonical text: what changes, what never does, and where every character went."""

import hashlib
import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given

from annotator.core.text import canonical, digest, is_canonical, title_of
from tests.strategies import FAMILY, raw_texts, texts

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples" / "articles.jsonl"


def slowly(raw: str) -> tuple[str, list[int]]:
    """Canonical text and the new offset of every old one, character by character."""
    made: list[str] = []
    moved: list[int] = []
    for place, character in enumerate(raw):
        moved.append(len(made))
        is_mark = character == "\ufeff" and not made
        is_feed_of_pair = character == "\n" and place > 0 and raw[place - 1] == "\r"
        if is_mark:
            continue
        if is_feed_of_pair:
            moved[-1] = len(made) - 1
        elif character in "\r\n\x0b\x0c\x85\u2028\u2029":
            made.append("\n")
        elif (
            (character != "\t" and unicodedata.category(character) in ("Cc", "Cs"))
            or "\ufdd0" <= character <= "\ufdef"
            or character in "\ufffe\uffff"
        ):
            made.append("\ufffd")
        else:
            made.append(character)
    return "".join(made), [*moved, len(made)]


@given(raw_texts())
def test_it_is_what_a_slow_reading_makes_with_every_offset_where_it_went(raw: str) -> None:
    result = canonical(raw)
    text, moved = slowly(raw)
    assert result.text == text
    assert [result.offset(offset) for offset in range(len(raw) + 1)] == moved


@given(raw_texts())
def test_a_kept_character_is_found_at_its_new_offset(raw: str) -> None:
    result = canonical(raw)
    for offset, character in enumerate(
        raw.lstrip("\ufeff"), start=len(raw) - len(raw.lstrip("\ufeff"))
    ):
        if is_canonical("x" + character) and character != "\n":
            assert result.text[result.offset(offset)] == character


@given(raw_texts())
def test_offsets_never_run_back(raw: str) -> None:
    result = canonical(raw)
    moved = [result.offset(offset) for offset in range(len(raw) + 1)]
    assert moved == sorted(moved)


@given(raw_texts())
def test_twice_is_once(raw: str) -> None:
    once = canonical(raw)
    twice = canonical(once.text)
    assert twice.text == once.text
    assert twice.notes == ()
    assert is_canonical(once.text)
    assert is_canonical(raw) == (raw == once.text) == (once.notes == ())


@given(texts())
def test_what_is_canonical_stays_as_it_is_composed_or_not(text: str) -> None:
    assert canonical(text).text == text


@pytest.mark.parametrize(
    "kept", ["e\u0301", "é", "ﬁ", "\u00a0", "\u200b", "\u00ad", "a\ufeffb", FAMILY, "\t"]
)
def test_nothing_is_normalised(kept: str) -> None:
    assert canonical(kept).text == kept


def test_two_byte_order_marks_go_both() -> None:
    result = canonical("\ufeff\ufeffnews")
    assert result.text == "news"
    assert [result.offset(o) for o in range(7)] == [0, 0, 0, 1, 2, 3, 4]


def test_the_notes_count_what_was_done() -> None:
    assert canonical("\ufeffa\r\nb\x00").notes == (
        "a byte-order mark was removed",
        "1 line end was unified",
        "1 control character was replaced by \ufffd",
    )
    assert canonical("a\r\nb\r\x00\x01").notes == (
        "2 line ends were unified",
        "2 control characters were replaced by \ufffd",
    )


def test_an_offset_outside_the_text_stays_at_its_ends() -> None:
    result = canonical("\ufeffab")
    assert (result.offset(-3), result.offset(99)) == (0, 2)


@given(texts())
def test_the_digest_is_sha256_of_utf8(text: str) -> None:
    assert digest(text) == hashlib.sha256(text.encode()).hexdigest()


def test_the_digest_is_the_published_one_for_abc() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_title_of_each_sample_is_its_headline() -> None:
    for line in SAMPLES.read_text("utf-8").splitlines():
        article = json.loads(line)["article"]
        assert title_of(article["text"]) == article["title"]


def test_the_title_of_the_first_article_is_its_headline(seed_path: Path) -> None:
    headline = "Russian FM Lavrov to visit Ukraine war ally North Korea"
    assert title_of(seed_path.read_text("utf-8")) == headline


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("", ""),
        ("\n \n", ""),
        ("Short", "Short"),
        ("World\n\nBridge reopens after eleven winters\nReuters", "Bridge reopens after eleven winters"),
        ("Home\nWednesday, September 10, 2025\nBridge reopens after long winter", "Bridge reopens after long winter"),
        ("Updated on: Jul 09, 2025 08:03 PM IST\nBridge reopens after long winter", "Bridge reopens after long winter"),
        ("News\nWill the bridge reopen before winter?\nText.", "Will the bridge reopen before winter?"),
        ("ニュース\n2025年7月9日\n橋は十一年ぶりに再び開通する見通し\n本文です。", "橋は十一年ぶりに再び開通する見通し"),
        ("News\nThe minister opened the bridge on Monday.\nMore text follows here.", "News"),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_or_else_the_first_line(page: str, title: str) -> None:
    assert title_of(page) == title


def test_a_long_title_is_cut_without_splitting_a_character() -> None:
    assert title_of("a" * 200) == "a" * 119 + "…"
    assert title_of("a" * 117 + FAMILY * 9) == "a" * 117 + "…"


@given(texts(max_size=60))
def test_a_title_is_one_line_of_at_most_120_characters(text: str) -> None:
    title = title_of(text)
    assert len(title) <= 120
    assert "\n" not in title
    assert bool(title) == bool(text.strip())
