"""Labelling all occurrences without a window: what is looked for, what is free, what is marked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.app import occurrences as module
from annotator.app.desk import Desk, Place
from annotator.app.finding import Wanted
from annotator.app.occurrences import Gathering, Pattern, fitting, mark_occurrences, pattern_at
from annotator.app.present.occurrences import button_words, occurrence_list, occurrence_rows
from annotator.app.present.status import Paragraphs
from annotator.core.codebook import Codebook
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.errors import Refused
from annotator.core.ids import AttributeId
from annotator.core.spans import Span
from tests.app.working import ACTOR, QUOTE, Office, make_project, mark, office, place_of

TEXT = (
    "Lavrov met Sergei Lavrov.\n\n"
    "“Lavrov,” said LAVROV to lavrov, “is no Lavrovich.”\n"
    "It was Lavrov\nwho said so: לברוב Lavrov.\n"
)
KIND, ENTITY = AttributeId("kind"), AttributeId("entity")


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Office]:
    (article,) = make_project(tmp_path / "p.anno", (TEXT,))
    with office(tmp_path / "p.anno") as found:
        found.open(article)
        yield found
        found.close()


def desk_of(opened: Office) -> Desk:
    return Desk(opened.session, tell=lambda: None)


def gathered(
    opened: Office, pattern: Pattern, *, whole: bool = True, exact: bool = True
) -> Gathering:
    found = Gathering(opened.session, pattern, Wanted(pattern.words, whole, exact))
    while found.step():
        pass
    return found


def test_the_selected_annotation_says_what_to_look_for(opened: Office) -> None:
    desk = desk_of(opened)
    desk.select(mark(opened.session, "Lavrov", QUOTE))
    assert desk.selected is not None
    pattern = pattern_at(opened.session, desk, Place(0))
    assert pattern == Pattern(Span(0, 6), "Lavrov", QUOTE)


def test_else_the_selection_or_the_word_at_the_caret_with_the_label_used_last(
    opened: Office,
) -> None:
    desk = desk_of(opened)
    assert pattern_at(opened.session, desk, Place(2)).words == "Lavrov"
    assert pattern_at(opened.session, desk, Place(2)).label == ACTOR
    desk.press_label(QUOTE, Place(12))
    desk.select(None)
    pattern = pattern_at(opened.session, desk, Place(7, Span(6, 11)))
    assert (pattern.words, pattern.label) == ("met", QUOTE)
    assert not pattern_at(opened.session, desk, Place(3, Span(0, 3))).is_whole_word
    with pytest.raises(Refused, match="not at a word"):
        pattern_at(opened.session, desk, Place(26))


def test_every_other_place_is_free_or_marked_already(opened: Office) -> None:
    session = opened.session
    mark(session, "Sergei Lavrov")
    mark(session, "LAVROV", QUOTE)
    found = gathered(opened, Pattern(Span(0, 6), "Lavrov", ACTOR), exact=False)
    assert [span.text_of(TEXT) for span in found.places] == [
        "Lavrov", "LAVROV", "lavrov", "Lavrov", "Lavrov"
    ]  # fmt: skip
    assert (found.free, found.marked, found.overlapping) == (5, 1, 0)
    exact = gathered(opened, Pattern(Span(0, 6), "Lavrov", ACTOR))
    assert exact.free == 3
    loose = gathered(opened, Pattern(Span(0, 6), "Lavrov", ACTOR), whole=False)
    assert loose.free == 4


def test_a_label_that_may_not_overlap_itself_skips_what_it_would_overlap(opened: Office) -> None:
    mark(opened.session, "met Sergei")
    opened.session.codebook = strict(opened.session.codebook)
    found = gathered(opened, Pattern(Span(100, 101), "Sergei Lavrov", ACTOR))
    assert (found.free, found.overlapping) == (0, 1)


def strict(codebook: Codebook) -> Codebook:
    labels = tuple(replace(label, overlaps_itself=False) for label in codebook.labels)
    return replace(codebook, labels=labels)


def test_marking_is_one_step_with_the_attributes_that_fit(opened: Office) -> None:
    session = opened.session
    values = ((ENTITY, "Lavrov"), (KIND, "person"), (AttributeId("size"), "9"))
    found = gathered(opened, Pattern(Span(0, 6), "Lavrov", ACTOR, values))
    edit = mark_occurrences(session, found.places, label=ACTOR, attributes=values)
    assert edit.title == "Mark 4 places as Actor"
    assert {a.attributes for a in opened.current.state} == {values[:2]}
    session.undo()
    assert len(opened.current.state) == 0
    opened.settle()


def test_only_attributes_that_a_label_has_with_values_it_permits_fit() -> None:
    actor = DEFAULT_CODEBOOK.label(ACTOR)
    assert fitting(actor, ((KIND, "no such kind"), (ENTITY, "x"))) == ((ENTITY, "x"),)
    assert fitting(DEFAULT_CODEBOOK.label(QUOTE), ((ENTITY, "x"),)) == ()
    assert fitting(None, ((ENTITY, "x"),)) == ()


def test_a_finished_article_is_left_alone(opened: Office) -> None:
    from annotator.app import acts
    from annotator.core.annotations import SetState

    mark(opened.session, "met")
    opened.session.do(acts.set_state(opened.session.work, to=SetState.FINISHED))
    with pytest.raises(Refused, match="finished"):
        mark_occurrences(opened.session, [Span(0, 6)], label=ACTOR)
    opened.settle()


def test_a_row_has_its_context_on_one_line_and_stays_in_its_paragraph() -> None:
    rows = occurrence_rows(
        [place_of(TEXT, "Sergei"), place_of(TEXT, "It was")], TEXT, Paragraphs(TEXT)
    )
    first, second = rows
    assert (first.before, first.words, first.after) == ("Lavrov met ", "Sergei", " Lavrov.")
    assert (first.paragraph, second.paragraph) == ("¶ 1", "¶ 3")
    assert second.before.endswith("Lavrovich.” ")
    assert second.after == " Lavrov who said so: לברוב Lavrov."
    assert not second.is_right_to_left


def test_a_context_never_begins_or_ends_inside_a_character() -> None:
    text = "e\u0301" * 79 + "x" + "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 40
    row = occurrence_rows([Span(158, 159)], text, Paragraphs(text))[0]
    assert row.before.startswith("e")
    assert row.after.endswith("\U0001f467")
    assert text.startswith(row.words + row.after, 158)


def test_the_direction_is_the_paragraph_s() -> None:
    text = "وزير Lavrov الخارجية\nThe وزير said\n"
    rows = occurrence_rows([place_of(text, "Lavrov"), Span(25, 29)], text, Paragraphs(text))
    assert [row.is_right_to_left for row in rows] == [True, False]


def test_what_is_not_listed_is_said(opened: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LISTED", 2)
    monkeypatch.setattr("annotator.app.present.occurrences.MOST_LISTED", 2)
    mark(opened.session, "Sergei Lavrov")
    found = gathered(opened, Pattern(Span(0, 6), "Lavrov", ACTOR, ((KIND, "person"),)))
    label = opened.session.codebook.label(ACTOR)
    assert label is not None
    shown = occurrence_list(found, TEXT, Paragraphs(TEXT), label=label)
    assert len(shown.rows) == 2
    assert shown.remark == ("3 other places, the first 2 are listed. 1 is marked as Actor already.")
    assert shown.attributes == "kind person"
    assert [button_words(n) for n in (0, 1, 1200)] == [
        "Mark 0 places", "Mark 1 place", "Mark 1,200 places"
    ]  # fmt: skip
    opened.settle()
