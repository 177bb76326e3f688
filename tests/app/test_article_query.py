"""The small language in which articles are chosen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app.article_query import FIELDS, BadQuery, Term, matches, parse_query
from annotator.core.articles import make_article


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", []),
        ("  strike   paris ", [("", "strike"), ("", "paris")]),
        ('"prime minister" no', [("", "prime minister"), ("", "no")]),
        ('title:"the strike" outlet:Post', [("title", "the strike"), ("outlet", "Post")]),
        ("STATE:in-progress", [("state", "in_progress")]),
        ('"10:30"', [("", "10:30")]),
        ("10:30", [("", "10:30")]),
        ("label:a:b", [("label", "a:b")]),
    ],
)
def test_terms(query: str, terms: list[tuple[str, str]]) -> None:
    assert [(t.field, t.value) for t in parse_query(query)] == terms


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("colour:red", "title, outlet, agency"),
        ("http://a.b", "quotation marks"),
        ("title:", "without a value"),
        ('""', "empty term"),
        ('"open', "without its pair"),
        ("state:done", "finished"),
    ],
)
def test_what_cannot_be_understood_is_said(query: str, words: str) -> None:
    with pytest.raises(BadQuery, match=words):
        parse_query(query)


def test_accents_made_of_parts_and_case_do_not_matter() -> None:
    article = make_article("Le CAFE\u0301 de la Straße")
    assert matches(parse_query("café"), article, ())
    assert matches(parse_query("STRASSE"), article, ())
    assert not matches((Term("", "cafe"),), article, ())


def test_language_takes_regions_too() -> None:
    article = make_article("x", meta={"language": "en-GB"})
    assert matches(parse_query("language:EN"), article, ())
    assert not matches(parse_query("language:e"), article, ())


@given(st.text() | st.text(alphabet='ab:" ') | st.sampled_from(FIELDS).map(lambda f: f + ":x"))
def test_any_text_is_a_query_or_a_bad_one(query: str) -> None:
    try:
        terms = parse_query(query)
    except BadQuery:
        return
    matches(terms, make_article("some text"), ())
