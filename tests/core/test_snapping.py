"""Selections snapped to what a person meant: the mouse is never exact, the span must be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.graphemes import is_boundary
from annotator.core.segments import EXACT, Snap, snapped, word_at
from annotator.core.spans import Span
from tests.core.test_words import CountingText
from tests.strategies import FAMILY, FLAG, THUMB, raw_texts, spans_in, texts

SNAPS = (Snap(), EXACT, Snap(to_words=False), Snap(trim=False), Snap(keep_marks=True))


def meant(text: str, selection: str, snap: Snap = Snap()) -> str | None:
    start = text.index(selection)
    span = snapped(text, start, start + len(selection), snap=snap)
    return None if span is None else text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "selection", "wanted"),
    [
        # Words cut by the mouse, outer spaces, outer punctuation
        ("spokeswoman Maria Zakharova told", "aria Zakhar", "Maria Zakharova"),
        ("told Maria Zakharova, who", " Maria Zakharova, ", "Maria Zakharova"),
        ("he didn't say", "dn'", "didn't"),
        ("North Korea's ally", "orth Korea", "North Korea's"),
        ("twice-a-week flights", "ice-a-we", "twice-a-week"),
        ("the workers’ union", "workers’", "workers"),
        ("Sergei\u200b Lavrov\u200f.", "Sergei\u200b Lavrov\u200f.", "Sergei\u200b Lavrov"),
        ("AFP |\nUpdated", "AFP |", "AFP"),
        ("© AFP", "© AFP", "AFP"),
        ("• Kim —", "• Kim —", "Kim"),
        ("hm!! really", "!!", "!!"),
        ("a    b", "   ", None),
        # Figures keep their signs
        ("paid $5 million, he", " $5 million,", "$5 million"),
        ("rose 3.5%. Then", "3.5%.", "3.5%"),
        ("5 % and 20 ‰, or", "20 ‰,", "20 ‰"),
        ("was -5 °C. It", "-5 °C.", "-5 °C"),
        ("costs 5€; no", "5€;", "5€"),
        ("July 11-13. Then", "-13", "13"),
        ("more than 100+ of", "100+", "100+"),
        ("about .5 or", ".5 ", ".5"),
        ("₹1,000 crore", "₹1,000 cro", "₹1,000 crore"),
        ("of 16\u00a0000 men", "6\u00a00", "16\u00a0000"),
        # Initials and names with a stop
        ("外務大臣U.S.", "外務大臣U", "外務大臣U.S."),
        ("in the U.S. The", "the U.S", "the U.S."),
        ("the E.U. said", "E.U.", "E.U."),
        ("at Apple Inc. today", "Apple Inc.", "Apple Inc."),
        ("ends here. Next", "ends here.", "ends here"),
        ("version 1.2. Next", "version 1.2.", "version 1.2"),
        ("by @name. On", "@name.", "@name"),
        ("in C#, or", "C#,", "C#"),
        # Brackets and marks that belong to a name stay, those around the whole go
        ("News Agency (AFP), said", "Agency (AFP),", "Agency (AFP)"),
        ("the (AFP) Agency said", "(AFP) Agency", "(AFP) Agency"),
        ("the (AFP) said", "(AFP)", "AFP"),
        ("(AFP) and (DPA) said", "(AFP) and (DPA)", "(AFP) and (DPA)"),
        ("((AFP)) said", "((AFP))", "AFP"),
        ("said Agency (AFP", "Agency (AFP", "Agency (AFP"),
        ("AFP) said", "AFP)", "AFP"),
        ('the "Rocky" Balboa.', '"Rocky" Balboa.', '"Rocky" Balboa'),
        ('Dwayne "The Rock" Johnson', 'Dwayne "The Rock"', 'Dwayne "The Rock"'),
        ("by “Maria” here", "“Maria”", "Maria"),
        ("the 'It's a trap' man", "'It's a trap'", "It's a trap"),
        # Scripts
        ("俄罗斯外长拉夫罗夫", "外长", "外长"),
        ("カタカナ語", "タカ", "カタカナ"),
        ("प्रधानमंत्री ने", "धान", "प्रधानमंत्री"),
        ("قال الوزير، أمس", "لوزير،", "الوزير"),
        ("לא שר החוץ.", "ר החו", "שר החוץ"),
        ("cafe\u0301 noir", "cafe", "cafe\u0301"),
        # Emoji whole
        (f"x {FAMILY} y", FAMILY[1:3], FAMILY),
        (f"x {FLAG}{FLAG} y", FLAG[0], FLAG),
        (f"x {THUMB}! y", THUMB[:1], THUMB),
        (f"Go {FAMILY}.", f"Go {FAMILY}.", f"Go {FAMILY}"),
    ],
)
def test_a_selection_means(text: str, selection: str, wanted: str | None) -> None:
    assert meant(text, selection) == wanted


@pytest.mark.parametrize(
    ("text", "selection", "wanted"),
    [
        # Marks kept where they are selected, of every typography
        ('visit "at the invitation". Then', '"at the invitation"', '"at the invitation"'),
        ("he said “we go” twice", "“we go”", "“we go”"),
        ("er „ja“ sagte", "„ja“", "„ja“"),
        ("on „tak” mówi", "„tak”", "„tak”"),
        ("er »ja« sagte", "»ja«", "»ja«"),
        ("hon ”ja” sade", "”ja”", "”ja”"),
        ("han »ja» sa", "»ja»", "»ja»"),
        ("il dit « oui » et", "« oui »", "« oui »"),
        ("他说「好」了", "「好」", "「好」"),
        ("он «да» сказал", "«да»", "«да»"),
        ("he ''said so'' then", "''said so''", "''said so''"),
        # Marks fetched from just outside
        ('visit "at the invitation of X".(R)', "at the invitation of X", '"at the invitation of X"'),
        ("he said “we go” twice", "we go", "“we go”"),
        ("er „ja wohl“ sagte", "ja wohl", "„ja wohl“"),
        ("il dit «\u00a0oui\u00a0» et", "oui", "«\u00a0oui\u00a0»"),
        ("他说「我们走」了", "我们走", "「我们走」"),
        ("he ''said so'' then", "said so", "''said so''"),
        # Half selected
        ("“We go” he", "“We g", "“We go”"),
        ("“We go” he", "e go”", "“We go”"),
        # Punctuation inside the closing mark comes with it, outside it stays out
        ("“We will go,” he said", "We will go", "“We will go,”"),
        ("He: “We will go.” Then", "“We will go", "“We will go.”"),
        ("He: “We will go.” Then", ": “We will go.” ", "“We will go.”"),
        ("he said “we go”, and", "“we go”, ", "“we go”"),
        ("he said “we go”. And", "“we go”.", "“we go”"),
        ("“Will you?”", "Will you", "“Will you?”"),
        ("他说：「我们走。」然后", "我们走", "「我们走。」"),
        ("“…and so on,” he", "and so on", "“…and so on,”"),
        # Nested: the innermost that was meant, the outermost where they hold the same words
        ("“He said ‘go’ to me,” she", "He said ‘go’ to me", "“He said ‘go’ to me,”"),
        ("“He said ‘go’ to me,” she", "go", "‘go’"),
        ("“He said ‘go’” x", "He said ‘go’", "“He said ‘go’”"),
        ("“‘Go’” x", "Go", "“‘Go’”"),
        ("„Er sagte ‚geh‘ zu mir“, x", "Er sagte ‚geh‘ zu mir", "„Er sagte ‚geh‘ zu mir“"),
        # Apostrophes are no marks
        ("the workers' pay and miners' pay", "pay and miners", "pay and miners"),
        ("‘It’s true’, he", "It’s true", "‘It’s true’"),
        ("they didn't go 'x'", "go", "go"),
        # No marks: as any other selection
        ("that it would begin flights. And", "it would begin flights.", "it would begin flights"),
        ("“Yes, we can,” he", "we can", "we can"),
        ('a " b " c', '" b "', "b"),
        # A quotation over several paragraphs: opened in each, closed in the last
        ("“We will go.\n“And come.”", "“We will go.", "“We will go."),
        ("“We will go. \n“And come.”", "We will go", "“We will go."),
        ("“We will go.\n“And come.”", "And come", "“And come.”"),
        ("“We will go. And more.\n“x”", "We will go", "We will go"),
    ],
)  # fmt: skip
def test_with_its_marks_a_selection_means(text: str, selection: str, wanted: str) -> None:
    assert meant(text, selection, Snap(keep_marks=True)) == wanted


def test_exact_takes_the_selection_as_it_is() -> None:
    assert meant("he didn't, say", "dn't, ", EXACT) == "dn't, "


def test_exact_still_keeps_a_character_whole() -> None:
    assert meant("cafe\u0301 x", "\u0301 ", EXACT) == "e\u0301 "


def test_a_backward_selection_means_the_same() -> None:
    assert snapped("one two", 6, 1) == snapped("one two", 1, 6) == Span(0, 7)


def test_a_selection_beyond_the_text_is_cut() -> None:
    assert snapped("one two", -5, 99) == Span(0, 7)
    assert snapped("one", 3, 9) is None
    assert snapped("one", 7, 9) is None


def test_a_caret_selects_nothing() -> None:
    assert snapped("one", 1, 1) is None


def test_a_finder_of_words_may_be_replaced() -> None:
    def whole(text: str, offset: int) -> Span | None:
        return Span(0, len(text))

    assert snapped("รัฐมนตรี กล่าว", 2, 3, word=whole) == Span(0, 14)


@pytest.mark.parametrize("snap", SNAPS)
@given(data=st.data())
def test_no_character_is_split_or_lost_beyond_the_text(snap: Snap, data: st.DataObject) -> None:
    text = data.draw(raw_texts())
    start, end = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))
    span = snapped(text, start, end, snap=snap)
    if span is not None:
        assert span.end <= len(text)
        assert is_boundary(text, span.start)
        assert is_boundary(text, span.end)


@pytest.mark.parametrize("snap", SNAPS)
@given(data=st.data())
def test_every_letter_selected_stays_selected(snap: Snap, data: st.DataObject) -> None:
    text = data.draw(texts(min_size=1))
    if not text:
        return
    raw = data.draw(spans_in(text))
    span = snapped(text, raw.start, raw.end, snap=snap)
    letters = {o for o in range(raw.start, raw.end) if text[o].isalnum()}
    assert letters <= (set(range(span.start, span.end)) if span else set())


@pytest.mark.parametrize("snap", SNAPS)
@given(data=st.data())
def test_what_is_snapped_is_snapped(snap: Snap, data: st.DataObject) -> None:
    text = data.draw(raw_texts())
    start, end = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))
    span = snapped(text, start, end, snap=snap)
    if span is not None:
        assert snapped(text, span.start, span.end, snap=snap) == span


@given(texts(min_size=1), st.data())
def test_whole_words_stay_whole(text: str, data: st.DataObject) -> None:
    if not text:
        return
    raw = data.draw(spans_in(text))
    span = snapped(text, raw.start, raw.end)
    if span is not None:
        for edge in (span.start, span.end):
            word = word_at(text, edge)
            assert word is None or not word.start < edge < word.end


def test_snapping_reads_only_the_characters_around_the_selection() -> None:
    text = CountingText("The minister (AFP) didn't say so, “on Tuesday”. " * 100_000)
    for keep_marks in (False, True):
        CountingText.reads = 0
        span = snapped(text, 2_400_005, 2_400_030, snap=Snap(keep_marks=keep_marks))
        assert span is not None
        assert CountingText.reads < 2000


@pytest.mark.parametrize("filling", ["(", ")", '"', "“", "”", "'", ".", " ", "\u0301", "\u200b"])
def test_a_long_selection_of_one_sign_costs_a_pass_not_its_square(filling: str) -> None:
    text = "a" + filling * 20_000 + "b"
    for snap in SNAPS:
        CountingText.reads = 0
        snapped(CountingText(text), 1, len(text) - 1, snap=snap)
        assert CountingText.reads < 40 * len(text)
