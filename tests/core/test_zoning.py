"""Finding zones: pages come apart, plain articles stay whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.articles import READ_ZONES, Zone, ZoneKind
from annotator.core.zoning import LONGEST, find_zones, repeats
from tests.strategies import texts

SENTENCE = "The minister said on Tuesday that another round of talks would be held in the capital. "
CAPTION = "Delegates arrive for the second round of talks in the old town hall. (REUTERS)"
PROMO = "Get the latest headlines and live updates from every corner of the valley."
HEADLINE = "Ministers meet for a second round of talks"
PAGE = "\n".join(
    (
        "Search",
        "Wednesday, Jul 09, 2025",
        "Harbour 17°C",
        "",
        HEADLINE,
        "",
        "AFP |",
        "Updated on: Jul 09, 2025 08:03 PM IST",
        "",
        CAPTION,
        CAPTION,
        "",
        "First. " + SENTENCE * 3,
        "Also Read | Ten things to know about the old town hall",
        "Second. " + SENTENCE * 2,
        PROMO,
        PROMO,
        f"News / World News / {HEADLINE}",
        "SHARE THIS ARTICLE ON",
        "Join the Harbour Times",
        "  • mint-logo",
        "  • crossword",
        "Copyright © 2025 Harbour Times. All Rights Reserved.",
        "Follow Us On",
    )
)


def kinds_of(text: str, *, title: str = "") -> dict[str, ZoneKind]:
    """The kind of each line that is not blank; of one that stands twice, the last one's."""
    found = {}
    for zone in find_zones(text, title=title):
        for line in text[zone.start : zone.end].split("\n"):
            if line.strip():
                found[line] = zone.kind
    return found


def dimmed(text: str) -> list[str]:
    return [line for line, kind in kinds_of(text).items() if kind not in READ_ZONES]


def test_every_line_of_a_page_is_called_what_it_is() -> None:
    kinds = kinds_of(PAGE)
    assert kinds["Search"] is ZoneKind.NAVIGATION
    assert kinds["Wednesday, Jul 09, 2025"] is kinds["Harbour 17°C"] is ZoneKind.MASTHEAD
    assert kinds[HEADLINE] is ZoneKind.HEADLINE
    assert kinds["AFP |"] is ZoneKind.BYLINE
    assert kinds["Updated on: Jul 09, 2025 08:03 PM IST"] is ZoneKind.DATELINE
    assert kinds[CAPTION] is ZoneKind.CAPTION
    assert kinds["First. " + SENTENCE * 3] is kinds["Second. " + SENTENCE * 2] is ZoneKind.BODY
    assert kinds["Also Read | Ten things to know about the old town hall"] is ZoneKind.TEASER
    assert kinds[PROMO] is ZoneKind.PROMO
    assert kinds["Join the Harbour Times"] is ZoneKind.NAVIGATION
    assert kinds["  • crossword"] is ZoneKind.NAVIGATION
    assert kinds["Copyright © 2025 Harbour Times. All Rights Reserved."] is ZoneKind.FOOTER


def test_a_caption_that_stands_twice_is_repeated_once() -> None:
    zones = find_zones(PAGE)
    again = repeats(zones, PAGE)
    assert [PAGE[zone.start : zone.end] for zone in again] == [CAPTION]
    assert again[0].start == PAGE.rindex(CAPTION)


PLAIN = (
    HEADLINE + "\n\n" + SENTENCE * 3 + "\n" + SENTENCE * 2,
    SENTENCE * 3 + "\n\n" + SENTENCE,
    HEADLINE + "\nBackground\n" + SENTENCE * 2 + "\nWhat comes next\n" + SENTENCE,
    HEADLINE + "\n" + SENTENCE * 2 + "\n• bread\n• milk\n• butter\n" + SENTENCE,
    "“Nevermore”\n" * 2 + SENTENCE * 2 + "\n“Nevermore”\n“Nevermore”",
    HEADLINE + "\n" + SENTENCE + "\nWatch the skies tonight, the observatory said.\n" + SENTENCE,
    HEADLINE + "\n" + SENTENCE + "\nCopyright law was changed on Monday, she said.\n" + SENTENCE,
    "Search for the missing ferry goes on\n" + SENTENCE * 2 + "\nMore\n" + SENTENCE,
    "रात की रेल सत्ताईस साल बाद लौटी\n\n"
    + "मंत्री ने मंगलवार को कहा कि बातचीत का एक और दौर होगा और लोग आएंगे। " * 2,
    "部长们举行第二轮会谈讨论港口问题\n\n"
    + "部长星期二表示，另一轮会谈将在首都举行，各方代表都会出席会议。" * 3,
    "one line without an end",
    "",
    "\n\n \n",
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_article_is_headline_and_body_and_nothing_is_dimmed(text: str) -> None:
    kinds = [zone.kind for zone in find_zones(text)]
    assert set(kinds) <= {ZoneKind.HEADLINE, ZoneKind.BODY}
    assert kinds.count(ZoneKind.HEADLINE) <= 1


@pytest.mark.parametrize("text", [PLAIN[0], *PLAIN[8:10]])
def test_the_headline_of_a_plain_article_is_found(text: str) -> None:
    (headline,) = (zone for zone in find_zones(text) if zone.kind is ZoneKind.HEADLINE)
    assert (headline.start, headline.end) == (0, text.index("\n"))


def test_a_title_known_from_elsewhere_finds_its_line() -> None:
    text = (
        f"The Harbour Times of Sunday\nAn older headline of the week\n{HEADLINE}\n\n{SENTENCE * 2}"
    )
    assert kinds_of(text, title=HEADLINE)[HEADLINE] is ZoneKind.HEADLINE
    assert kinds_of(text).get(HEADLINE) is not ZoneKind.HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "Also Read | A very different story",
        "Read more: A very different story",
        "RELATED",
        "Lire aussi : Une tout autre histoire",
        "Читайте также: Совсем другая история",
        "延伸阅读：另一个故事",
        "© 2024 Harbour Times",
    ],
)
def test_a_plain_sign_dims_its_own_line_and_no_other(line: str) -> None:
    assert dimmed(f"{HEADLINE}\n{SENTENCE * 2}\n{line}\n{SENTENCE * 2}") == [line]


def test_sentences_after_an_advertisement_are_still_the_article() -> None:
    text = "\n".join(
        (HEADLINE, SENTENCE * 3, "Advertisement", "Share", SENTENCE * 4, "SHARE", SENTENCE * 2)
    )
    assert dimmed(text) == ["Advertisement", "Share", "SHARE"]


def test_a_text_longer_than_a_page_has_no_zones() -> None:
    assert find_zones(PAGE + "\n" + "x" * LONGEST) == ()


@given(texts(max_size=60))
def test_zones_are_whole_lines_in_order(text: str) -> None:
    _check(text)


LINES = st.sampled_from(
    (*PAGE.split("\n"), *(line for text in PLAIN for line in text.split("\n")), "", "  ")
)


@given(st.lists(LINES, max_size=40))
def test_zones_of_shuffled_pages_are_whole_lines_in_order(lines: list[str]) -> None:
    _check("\n".join(lines))


def _check(text: str) -> None:
    zones = find_zones(text)
    assert zones == find_zones(text)
    end = -1
    for zone in zones:
        assert end < zone.start < zone.end <= len(text)
        assert zone.start == 0 or text[zone.start - 1] == "\n"
        assert zone.end == len(text) or text[zone.end] == "\n"
        end = zone.end
    covered = "".join(text[zone.start : zone.end] for zone in zones)
    if zones:
        assert "".join(covered.split()) == "".join(text.split())


def test_the_seed_article_keeps_every_sentence(seed_path: Path) -> None:
    text = seed_path.read_text("utf-8")
    zones = find_zones(text)
    read = "\n".join(text[z.start : z.end] for z in zones if z.kind in READ_ZONES)
    assert read.startswith("Russian FM Lavrov to visit")
    assert read.rstrip().endswith('visit to Russia," he added.')
    assert "Also Read" not in read
    assert "Hindustan Times" not in read
    assert [z for z in zones if z.kind is ZoneKind.HEADLINE] == [Zone(45, 100, ZoneKind.HEADLINE)]
