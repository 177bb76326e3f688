"""What presses, moves and releases mean, without a widget."""

from annotator.core.spans import Span
from annotator.gui.text.pointer import (
    ClickCounter,
    Clicked,
    Grip,
    Moved,
    Moving,
    Pointer,
    Selecting,
)

TEXT = "The minister, “very calm”, left Gdańsk. Nobody saw her.\nNext line."


def test_a_press_sets_the_caret_and_a_release_clicks_the_mark() -> None:
    pointer = Pointer(TEXT)
    assert pointer.pressed(5, mark_id="m") == Selecting(5, 5)
    assert pointer.released() == Clicked("m")


def test_a_drag_selects_whole_words_and_clicks_nothing() -> None:
    pointer = Pointer(TEXT)
    pointer.pressed(6, mark_id="m")
    assert pointer.moved(9, is_exact=False) == Selecting(4, 12)
    assert pointer.released() is None


def test_a_drag_to_the_left_has_its_caret_on_the_left() -> None:
    pointer = Pointer(TEXT)
    pointer.pressed(9, mark_id=None)
    assert pointer.moved(1, is_exact=False) == Selecting(12, 0)


def test_outer_spaces_and_commas_are_left_out() -> None:
    pointer = Pointer(TEXT)
    pointer.pressed(3, mark_id=None)
    assert pointer.moved(14, is_exact=False) == Selecting(4, 12)


def test_an_exact_drag_is_left_as_it_is() -> None:
    pointer = Pointer(TEXT)
    pointer.pressed(6, mark_id=None)
    assert pointer.moved(9, is_exact=True) == Selecting(6, 9, is_exact=True)


def test_a_drag_over_blanks_selects_nothing() -> None:
    pointer = Pointer(TEXT)
    pointer.pressed(3, mark_id=None)
    assert pointer.moved(4, is_exact=False) == Selecting(4, 4)


def test_two_clicks_select_a_word_three_a_sentence_four_a_paragraph() -> None:
    pointer = Pointer(TEXT)
    found = []
    for clicks in (2, 3, 4):
        outcome = pointer.pressed_again(6, clicks=clicks)
        assert isinstance(outcome, Selecting)
        found.append(TEXT[outcome.anchor : outcome.caret])
        assert pointer.released() is None
    sentence = "The minister, “very calm”, left Gdańsk."
    assert found == ["minister", sentence, sentence + " Nobody saw her."]


def test_a_drag_after_two_clicks_goes_on_by_words() -> None:
    pointer = Pointer(TEXT)
    pointer.pressed_again(6, clicks=2)
    assert pointer.moved(TEXT.index("left") + 1, is_exact=False) == Selecting(4, TEXT.index(" Gda"))


def test_shift_extends_from_where_the_selection_began() -> None:
    assert Pointer(TEXT).extended(4, 20, is_exact=True) == Selecting(4, 20, is_exact=True)


def test_a_dragged_end_snaps_to_words_and_keeps_the_other_end() -> None:
    pointer = Pointer(TEXT)
    grip = Grip("m", Span(5, 12), is_start=False)
    pointer.gripped(grip)
    place = TEXT.index("left") + 2
    longer = Span(5, TEXT.index(" Gda"))
    assert pointer.moved(place, is_exact=False) == Moving(grip, longer)
    assert pointer.released() == Moved(grip, longer)


def test_a_dragged_end_never_passes_the_other() -> None:
    pointer = Pointer(TEXT)
    grip = Grip("m", Span(4, 12), is_start=True)
    pointer.gripped(grip)
    outcome = pointer.moved(40, is_exact=True)
    assert outcome == Moving(grip, Span(11, 12))


def test_an_end_put_back_where_it_was_is_no_change() -> None:
    pointer = Pointer(TEXT)
    pointer.gripped(Grip("m", Span(4, 12), is_start=False))
    pointer.moved(20, is_exact=True)
    pointer.moved(12, is_exact=True)
    assert pointer.released() is None


def test_a_grip_let_go_without_a_move_is_a_click() -> None:
    pointer = Pointer(TEXT)
    pointer.gripped(Grip("m", Span(4, 12), is_start=False))
    assert pointer.released() == Clicked("m")


def test_a_cancelled_drag_moves_nothing() -> None:
    pointer = Pointer(TEXT)
    pointer.gripped(Grip("m", Span(4, 12), is_start=False))
    pointer.moved(20, is_exact=True)
    pointer.cancelled()
    assert pointer.released() is None


def test_clicks_are_counted_while_they_are_quick_and_near() -> None:
    counter = ClickCounter()

    def counted(x: int, time_ms: int) -> int:
        return counter.counted((x, 5), time_ms=time_ms, interval_ms=400, reach_px=10)

    assert [counted(0, 100), counted(2, 300), counted(3, 500)] == [1, 2, 3]
    assert [counted(3, 1500), counted(90, 1600)] == [1, 1]
