"""Articles and the file names made of their titles."""

import pytest
from hypothesis import given

from annotator.core.articles import READ_ZONES, Zone, ZoneKind, file_name_for, make_article
from annotator.core.ids import ArticleId
from annotator.core.text import digest
from tests.strategies import FAMILY, texts


def test_an_article_gets_its_digest_id_and_title() -> None:
    article = make_article("A headline about the reopened bridge\nText.")
    assert article.sha256 == digest(article.text)
    assert article.title == "A headline about the reopened bridge"
    assert len(article.id) == 26


def test_what_is_given_is_kept() -> None:
    article = make_article(
        "x", title="T", meta={"outlet": "AFP", "words": 3}, article_id=ArticleId("a")
    )
    assert (article.id, article.title) == ("a", "T")
    assert (article.known("outlet"), article.known("words"), article.known("url")) == (
        "AFP",
        "3",
        "",
    )


def test_changing_the_meta_given_does_not_change_the_article() -> None:
    meta = {"outlet": "AFP"}
    article = make_article("x", meta=meta)
    meta["outlet"] = "dpa"
    assert article.known("outlet") == "AFP"


def test_zones_stand_in_the_order_of_the_text() -> None:
    zones = (Zone(5, 9, ZoneKind.BODY), Zone(0, 4, ZoneKind.HEADLINE))
    assert make_article("x" * 9, zones=zones).zones == tuple(reversed(zones))


def test_an_empty_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="not a zone"):
        Zone(3, 3, ZoneKind.BODY)


def test_the_zones_are_those_of_the_schema() -> None:
    assert " ".join(ZoneKind) == (
        "masthead navigation headline standfirst byline dateline body caption teaser promo footer"
    )
    assert {str(zone) for zone in READ_ZONES} == set(
        "headline standfirst byline dateline body caption".split()
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Bridge reopens", "Bridge_reopens.txt"),
        ("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j.txt"),
        ("../../etc/passwd", "etc_passwd.txt"),
        ("-rf . ~", "rf.txt"),
        ("Will it? …", "Will_it.txt"),
        ("con", "_con.txt"),
        ("COM1", "_COM1.txt"),
        ("nul.old", "_nul.old.txt"),
        ("console", "console.txt"),
        ("हिन्दी में", "हिन्दी_में.txt"),
        ("cafe\u0301", "cafe\u0301.txt"),
        ("a\nb\tc\x00d", "a_b_c_d.txt"),
        ("???", "id-7.txt"),
        ("😀", "id-7.txt"),
        ("x" * 300, "x" * 80 + ".txt"),
        ("𝒜" * 80, "𝒜" * 50 + ".txt"),
        ("ni" + "o\u0302\u0323" * 40, "ni" + "o\u0302\u0323" * 26 + ".txt"),
    ],
)  # fmt: skip
def test_the_file_name_of_a_title_is_safe(title: str, name: str) -> None:
    article = make_article("x", title=title, article_id=ArticleId("id-7"))
    assert file_name_for(article, suffix=".txt") == name


def test_an_id_from_elsewhere_makes_a_safe_name_too() -> None:
    article = make_article("x", title="…", article_id=ArticleId("../a b"))
    assert file_name_for(article, suffix=".txt") == "a_b.txt"
    nothing = make_article("x", title="…", article_id=ArticleId("///"))
    assert file_name_for(nothing, suffix=".txt") == "article.txt"


@given(texts(min_size=1, max_size=60))
def test_every_title_gives_a_name_that_a_file_may_have(title: str) -> None:
    name = file_name_for(make_article("x", title=title), suffix=".txt")
    assert 5 <= len(name.encode()) <= 205
    assert not set(name) & set('/\\:*?"<>|\n\t ')
    assert name[0] not in ".-"
    assert FAMILY not in name
