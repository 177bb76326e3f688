"""Places of the caret by sentence and by paragraph."""

from annotator.gui.text.carets import paragraphs, place_after, place_before

TEXT = "One ends here. Two ends here.\n\nThree ends here. Four."
TWO, THREE, FOUR = TEXT.index("Two"), TEXT.index("Three"), TEXT.index("Four")


def test_sentences_forward() -> None:
    places = [0]
    while places[-1] < len(TEXT):
        places.append(place_after(TEXT, places[-1]))
    assert places == [0, TWO, THREE, FOUR, len(TEXT)]


def test_sentences_backward() -> None:
    places = [len(TEXT)]
    while places[-1] > 0:
        places.append(place_before(TEXT, places[-1]))
    assert places == [len(TEXT), FOUR, THREE, TWO, 0]


def test_from_within_a_sentence_back_is_its_beginning() -> None:
    assert place_before(TEXT, TWO + 2) == TWO


def test_extending_goes_to_the_end_of_the_sentence() -> None:
    first = place_after(TEXT, 0, is_end=True)
    assert TEXT[:first] == "One ends here."
    assert TEXT[: place_after(TEXT, first, is_end=True)] == "One ends here. Two ends here."


def test_paragraphs_skip_empty_lines() -> None:
    assert place_after(TEXT, 3, units=paragraphs) == THREE
    assert place_before(TEXT, THREE, units=paragraphs) == 0
    assert place_before(TEXT, FOUR, units=paragraphs) == THREE


def test_an_empty_text_has_one_place() -> None:
    assert (place_after("", 0), place_before("", 0)) == (0, 0)
