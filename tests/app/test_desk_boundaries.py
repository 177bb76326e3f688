"""Boundaries of an annotation: by characters, by words, by the mouse; never empty, never split."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.app.desk import Place
from annotator.core.annotations import Annotation
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.errors import Refused
from annotator.core.graphemes import is_boundary
from annotator.core.spans import Span
from tests.app.table import Table
from tests.app.working import ACTOR, SOURCE, place_of


def test_a_boundary_moves_by_whole_characters(odd: Table) -> None:
    odd.marked("b")
    seen = []
    for _ in range(13):
        odd.desk.move_boundary(end=True, by=1)
        seen.append(odd.words())
    steps = [after.removeprefix(before) for before, after in zip(["b", *seen], seen, strict=False)]
    assert steps == [" ", "🇫🇷", "🇩🇪", " ", "c", "a", "f", "e\u0301", " ", "न", "म", "स्ते", " "]
    odd.desk.move_boundary(end=False, by=-1)
    assert odd.words().startswith("👩‍👩‍👧b")


def test_a_boundary_never_empties_a_span(odd: Table) -> None:
    span = place_of(odd.text, "👩‍👩‍👧")
    odd.desk.press_label(ACTOR, Place(span.end, span, is_exact=True))
    for end, by in ((True, -1), (False, 1)):
        with pytest.raises(Refused, match="cannot go further"):
            odd.desk.move_boundary(end=end, by=by)
        with pytest.raises(Refused, match="cannot go further"):
            odd.desk.move_boundary(end=end, by=by, words_at_once=True)
    assert odd.words() == "👩‍👩‍👧"


def test_a_boundary_stops_at_the_ends_of_the_text(table: Table) -> None:
    table.marked("Minister")
    with pytest.raises(Refused, match="cannot go further"):
        table.desk.move_boundary(end=False, by=-1)
    with pytest.raises(Refused, match="cannot go further"):
        table.desk.move_boundary(end=False, by=-1, words_at_once=True)


def test_the_end_goes_from_word_end_to_word_end(table: Table) -> None:
    table.marked("minister")
    seen = []
    for by in (1, 1, 1, -1, -1):
        table.desk.move_boundary(end=True, by=by, words_at_once=True)
        seen.append(table.words())
    assert seen == [
        "minister Ana",
        "minister Ana Gómez",
        "minister Ana Gómez said",
        "minister Ana Gómez",
        "minister Ana",
    ]


def test_the_start_goes_from_word_start_to_word_start(table: Table) -> None:
    table.marked("Gómez")
    seen = []
    for by in (-1, -1, -1, 1, 1):
        table.desk.move_boundary(end=False, by=by, words_at_once=True)
        seen.append(table.words())
    assert seen == [
        "Ana Gómez",
        "minister Ana Gómez",
        "Foreign minister Ana Gómez",
        "minister Ana Gómez",
        "Ana Gómez",
    ]


def test_the_last_word_stays_whole_when_boundaries_go_by_words(table: Table) -> None:
    table.marked("minister")
    for end, by in ((True, -1), (False, 1)):
        with pytest.raises(Refused, match="cannot go further"):
            table.desk.move_boundary(end=end, by=by, words_at_once=True)


def test_after_the_last_word_the_end_stays(table: Table) -> None:
    table.marked("hurt")
    with pytest.raises(Refused, match="cannot go further"):
        table.desk.move_boundary(end=True, by=1, words_at_once=True)


def with_a_gap(table: Table) -> Annotation:
    """“At least … people” as one annotation of two parts."""
    from annotator.app import acts

    parts = [place_of(table.text, "At least"), place_of(table.text, "people")]
    act = acts.mark(table.session.work, spans=parts, label=ACTOR)
    table.session.do(act)
    table.desk.select(act.focus)
    assert table.desk.annotation is not None
    return table.desk.annotation


def test_boundaries_of_an_annotation_with_gaps_are_its_outer_ones(table: Table) -> None:
    with_a_gap(table)
    table.desk.move_boundary(end=True, by=1, words_at_once=True)
    assert table.words() == "At least|people were"
    table.desk.move_boundary(end=False, by=1)
    assert table.words() == "t least|people were"
    for _ in range(20):
        try:
            table.desk.move_boundary(end=False, by=1)
        except Refused:
            break
    assert table.words() == "t|people were"


def test_the_part_at_the_caret_is_moved_by_keys_and_grows_into_the_next(table: Table) -> None:
    made = with_a_gap(table)
    first, last = made.spans
    at_first, at_last = Place(first.start), Place(last.start + 1)
    table.desk.move_boundary(end=True, by=-1, words_at_once=True, place=at_first)
    assert table.words() == "At|people"
    table.desk.move_boundary(end=False, by=1, place=at_last)
    assert table.words() == "At|eople"
    # The caret stays where it was, beside the part that shrank.
    table.desk.move_boundary(end=False, by=-1, place=Place(last.start))
    for _ in range(3):
        table.desk.move_boundary(end=True, by=1, words_at_once=True, place=at_first)
    assert table.words() == "At least 12 people"


def test_any_boundary_of_any_part_can_be_dragged(table: Table) -> None:
    made = with_a_gap(table)
    first, last = made.spans
    table.desk.drag_boundary(made.id, Span(first.start, first.end - len(" least")))
    assert table.words() == "At|people"
    table.desk.drag_boundary(made.id, Span(last.start, last.end + len(" were")))
    assert table.words() == "At|people were"
    table.desk.drag_boundary(made.id, Span(last.start - len("12 "), last.end + len(" were")))
    assert table.words() == "At|12 people were"


def test_a_part_that_a_boundary_reaches_becomes_one_with_it(table: Table) -> None:
    made = with_a_gap(table)
    first, last = made.spans
    table.desk.drag_boundary(made.id, Span(first.start, last.start + 3))
    assert table.words() == "At least 12 people"
    table.desk.undo()
    table.desk.drag_boundary(made.id, Span(first.start + 3, last.end))
    assert table.words() == "At least 12 people"


def test_a_boundary_that_is_not_there_any_more_is_not_dragged(table: Table) -> None:
    made = with_a_gap(table)
    table.desk.move_boundary(end=True, by=1)
    table.desk.move_boundary(end=False, by=1)
    with pytest.raises(Refused, match="other boundaries"):
        table.desk.drag_boundary(made.id, Span(made.spans[0].start, made.spans[1].end))


def test_dragging_never_splits_a_character(odd: Table) -> None:
    made = odd.marked("b")
    inside = odd.text.index("👩") + 2
    odd.desk.drag_boundary(made.id, Span(inside, made.spans[0].end))
    assert odd.words() == "👩‍👩‍👧b"


def test_an_article_label_has_no_boundary(table: Table) -> None:
    from dataclasses import replace

    from annotator.core.codebook import Level

    whole = replace(DEFAULT_CODEBOOK.labels[0], level=Level.ARTICLE)
    table.session.codebook = replace(DEFAULT_CODEBOOK, labels=(whole, *DEFAULT_CODEBOOK.labels[1:]))
    table.desk.press_label(ACTOR, Place(0))
    table.desk.select(next(iter(table.current.state)).id)
    with pytest.raises(Refused, match="whole article"):
        table.desk.move_boundary(end=True, by=1)
    table.desk.press_label(SOURCE, Place(0))
    assert table.words() == "Minister"
    table.desk.press_label(ACTOR, Place(0))
    assert len(table.current.state) == 1


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.booleans(), st.sampled_from((-1, 1)), st.booleans()), min_size=1, max_size=25
    )
)
def test_however_boundaries_move_no_character_is_split_and_the_quote_fits(
    odd: Table, moves: list[tuple[bool, int, bool]]
) -> None:
    if odd.desk.annotation is None:
        odd.marked("cafe\u0301")
    for end, by, words_at_once in moves:
        try:
            odd.desk.move_boundary(end=end, by=by, words_at_once=words_at_once)
        except Refused:
            continue
        assert odd.desk.annotation is not None
        (span,) = odd.desk.annotation.spans
        assert is_boundary(odd.text, span.start)
        assert is_boundary(odd.text, span.end)
        assert 0 <= span.start < span.end <= len(odd.text)
