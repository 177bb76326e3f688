"""What the overview bar says of a place."""

from annotator.app.present.highlights import Mark
from annotator.app.present.overview import place_words
from annotator.app.present.status import Paragraphs
from annotator.core.spans import Span

TEXT = "Menu\nFirst paragraph.\n\nSecond paragraph.\nThird."
PARAGRAPHS = Paragraphs(TEXT, left_out=(Span(0, 4),))


def marks(*chips: str) -> list[Mark]:
    return [Mark(f"m{n}", (Span(0, 1),), chip, 1, chip) for n, chip in enumerate(chips)]


def words(start: str, end: str, *chips: str, ticks: tuple[tuple[str, int], ...] = ()) -> str:
    span = Span(TEXT.index(start), TEXT.index(end) + len(end))
    return place_words(PARAGRAPHS, span, marks(*chips), ticks=ticks)


def test_the_most_frequent_labels_come_first() -> None:
    found = words("First", "First paragraph.", "quote", "actor", "actor")
    assert found == "¶ 1: 2 actors, 1 quote"


def test_several_paragraphs_are_a_range_and_nothing_is_said_of_no_marks() -> None:
    assert words("First", "Third.") == "¶ 1–3"


def test_other_labels_than_the_first_four_are_counted_together() -> None:
    assert words("Third", "Third.", *"abcdef") == "¶ 3: 1 a, 1 b, 1 c, 1 d, 2 more"


def test_hits_and_disputes_are_named_where_there_are_some() -> None:
    found = words("Second", "Second", ticks=(("hit", 2), ("dispute", 0)))
    assert found == "¶ 2: 2 hits"


def test_what_is_not_read_has_no_paragraph() -> None:
    assert words("Menu", "Menu", "actor") == "1 actor"
    assert words("Menu", "Menu") == ""
