"""Paragraphs and sentences of real-looking news, and what they cost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.segments import paragraph_at, sentence_at, sentences
from tests.strategies import raw_texts


def parts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


# Each string is one sentence; joined by spaces, they must come apart again.
NEWS = [
    ["Mr. Putin met Gov. Lee and Sen. J. K. Doe in Washington, D.C. on Jan. 5.", "They agreed."],
    ["U.S. Secretary of State Marco Rubio left.", "The U.N. envoy stayed."],
    ["He left the U.S.", "The minister stayed.", "It rained."],
    ["The meeting begins at 10 a.m. Tuesday.", "Another begins at 3 p.m.", "They will be short."],
    ["Shares of Apple Inc. fell 3.5%.", "Acme Corp. rose 1.2 percent.", "It was bought by Acme Corp.", "The price is secret."],
    ["St. Petersburg is cold.", "Lt. Gen. Smith said so.", "Prof. Dr. Weber did not."],
    ["Some (e.g. Lavrov) came, i.e. two.", "Others, etc. did not."],
    ["He said no.", "Lavrov said yes.", "See No. 10 and Fig. 3."],
    ["“We will go,” he said.", "“When?”", "“Soon.”", "She nodded."],
    ['"It shocked us too."', 'Then "they" left.'],
    ["“Go!” he said.", "‘Why?’ she asked.", "(He left.)", "Nobody knew."],
    ["Wait... what?", "Yes… maybe.", "No!", "Really?!", "Ok."],
    ["Er kam am 9. Juli nach Wien.", "Danach sagte er: „Wir gehen.“", "Dann ging er.", "»Nein!«", "Gut."],
    ["« Nous irons. »", "Il partit.", "M. Macron arriva."],
    ["प्रधानमंत्री ने कहा।", "डॉ. सिंह आए।", "ठीक है?", "हाँ!"],
    ["هل جاء الوزير؟", "نعم.", "ذهب إلى موسكو!"],
    ["Цена выросла на 5%.", "Министр А. Б. Иванов уехал."],
    ["Plan J. K. Rowling wrote.", "Vitamin C.", "It helps."],
    ["1. Lavrov goes.", "2. Kim stays."],
    ["The year was 2025.", "It ended."],
    ["Great news! 🎉 Next one 👨‍👩‍👧."],
    ["Visit www.example.com today.", "Or not."],
]  # fmt: skip


@pytest.mark.parametrize("wanted", NEWS, ids=[news[0][:20] for news in NEWS])
def test_news_comes_apart_into_its_sentences(wanted: list[str]) -> None:
    if "🎉" in wanted[0]:
        wanted = ["Great news!", "🎉 Next one 👨‍👩‍👧."]
    assert parts(" ".join(wanted)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("今日は晴れ。明日は雨！本当？はい", ["今日は晴れ。", "明日は雨！", "本当？", "はい"]),
        ("「行く。」と述べた。次だ。", ["「行く。」と述べた。", "次だ。"]),
        ("他说：“我们走。”然后离开。", ["他说：“我们走。”", "然后离开。"]),
        ("One.\nTwo\n\n Three. ", ["One.", "Two", "Three."]),
        ("... And then it ended. Ok", ["... And then it ended.", "Ok"]),
        ("the Ministry\".(REUTERS)", ["the Ministry\".(REUTERS)"]),
        ("He came.\u00a0She left.\u2003They met.", ["He came.", "She left.", "They met."]),
        ("end.\u0301 Next. \u0301", ["end.\u0301", "Next.", "\u0301"]),
        (".", ["."]),
        (" \n\t", []),
        ("", []),
    ],
)  # fmt: skip
def test_these_come_apart_as(text: str, wanted: list[str]) -> None:
    assert parts(text) == wanted


@given(raw_texts())
def test_sentences_hold_everything_but_blanks_once(text: str) -> None:
    found = list(sentences(text))
    inside = [o for s in found for o in range(s.start, s.end)]
    assert inside == sorted(set(inside))
    assert all(text[o].isspace() for o in set(range(len(text))) - set(inside))
    assert all(not text[s.start].isspace() and not text[s.end - 1].isspace() for s in found)


@given(raw_texts())
def test_no_sentence_runs_over_a_line_end(text: str) -> None:
    assert all("\n" not in part for part in parts(text))


@given(raw_texts(), st.data())
def test_the_sentence_at_an_offset_is_the_one_around_it_or_before(
    text: str, data: st.DataObject
) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line = paragraph_at(text, offset)
    found = sentence_at(text, offset)
    if line is None:
        assert found is None
        return
    of_line = list(sentences(text, line.start, line.end))
    begun = [s for s in of_line if s.start <= offset]
    assert found == (begun[-1] if begun else of_line[0] if of_line else None)


@given(raw_texts(), st.data())
def test_the_paragraph_is_the_line(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line = text[:offset].count("\n")
    found = paragraph_at(text, offset)
    assert (text[found.start : found.end] if found else "") == text.split("\n")[line]


def seconds_for(text: str, offset: int) -> float:
    times = []
    for _ in range(3):
        began = time.thread_time()
        sentence_at(text, offset)
        times.append(time.thread_time() - began)
    return min(times)


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. minister said no. ",
        "Mr. A. B. Doe (etc.) ",
        "a",
        ". ",
        "“",
        "... ",
        "é\u0301",
        ".» ",
    ],
)
def test_a_paragraph_ten_times_as_long_costs_about_ten_times_as_much(sentence: str) -> None:
    small, large = (sentence * (size // len(sentence)) for size in (100_000, 1_000_000))
    assert seconds_for(large, len(large)) < 40 * seconds_for(small, len(small)) + 0.05


def test_the_rest_of_the_text_costs_nothing() -> None:
    line = "The U.S. minister said no. Then he left for Moscow.\n"
    small, large = line * 1000, line * 100_000
    assert sentence_at(large, len(large) // 2) is not None
    assert seconds_for(large, len(large) // 2) < 10 * seconds_for(small, len(small) // 2) + 0.001
