"""Steps along a label, rounds along relations, recent labels and the one that sticks."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.app import acts
from annotator.app.desk import Desk, Place
from annotator.app.opening import inline_session
from annotator.core.annotations import Annotation
from annotator.core.codebook import Level
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.errors import Refused
from annotator.core.ids import LabelId, PersonId, RelationTypeId
from annotator.store.open import open_store
from tests.app.table import Table
from tests.app.working import ACTOR, ANA, FIGURE, QUOTE, SOURCE, make_project, place_of

START = Place(0)


def at(table: Table, words: str, shift: int = 0) -> Place:
    return Place(table.text.index(words) + shift)


def selected(table: Table, words: str) -> Place:
    span = place_of(table.text, words)
    return Place(span.end, span)


# Along a label


@pytest.fixture
def marked(table: Table) -> Table:
    for words, label in (
        ("Minister", ACTOR),
        ("says", QUOTE),
        ("tax plan", ACTOR),
        ("Ana Gómez", ACTOR),
        ("Friday", FIGURE),
    ):
        table.marked(words, label)
    table.desk.select(None)
    return table


def test_steps_stay_with_the_label_of_the_selected_annotation(marked: Table) -> None:
    marked.desk.step(START, by=1)
    seen = [marked.words()]
    for by in (1, 1, -1):
        marked.desk.step_alike(START, by=by)
        seen.append(marked.words())
    assert seen == ["Minister", "tax plan", "Ana Gómez", "tax plan"]
    marked.desk.step_alike(START, by=-1)
    with pytest.raises(Refused, match="No other Actor stands before"):
        marked.desk.step_alike(START, by=-1)
    assert marked.words() == "Minister"


def test_without_one_the_label_stepped_through_last_counts(marked: Table) -> None:
    marked.desk.step(START, by=1)
    marked.desk.step_alike(START, by=1)
    marked.desk.select(None)
    marked.desk.step_alike(at(marked, "Friday"), by=-1)
    assert marked.words() == "Ana Gómez"


@pytest.mark.parametrize(
    ("caret", "by", "words"),
    [("no”", -1, "says"), ("says", 1, "says"), ("the tax", 1, "tax plan"), ("Reut", -1, "Friday")],
)
def test_else_the_label_of_the_nearest_counts(
    marked: Table, caret: str, by: int, words: str
) -> None:
    marked.desk.step_alike(at(marked, caret), by=by)
    assert marked.words() == words


def test_a_label_that_was_chosen_begins_again_at_the_top(marked: Table) -> None:
    marked.desk.go_to_label(ACTOR, at(marked, "Foreign"))
    assert marked.words() == "Ana Gómez"
    marked.desk.go_to_label(ACTOR, at(marked, "Friday"))
    assert marked.words() == "Minister"
    with pytest.raises(Refused, match="no Source agency"):
        marked.desk.go_to_label(SOURCE, START)


def test_an_article_without_annotations_says_so(table: Table) -> None:
    with pytest.raises(Refused, match="no annotation yet"):
        table.desk.step_alike(START, by=1)


# Along relations


def tied(table: Table, source: Annotation, target: Annotation) -> None:
    table.session.do(
        acts.relate(
            table.session.work,
            source=source.id,
            target=target.id,
            relation_type=RelationTypeId("speaker"),
        )
    )


def test_a_round_goes_to_each_partner_and_back(table: Table) -> None:
    quote = table.marked("we will not go", QUOTE)
    for words in ("Ana Gómez", "Minister"):
        tied(table, quote, table.marked(words))
    table.desk.select(quote.id)
    seen = []
    for _ in range(4):
        table.desk.go_to_partner(START)
        seen.append(table.words())
    assert seen == ["Minister", "Ana Gómez", "“we will not go”", "Minister"]


def test_a_round_is_over_as_soon_as_anything_else_is_selected(table: Table) -> None:
    quote, other = table.marked("we will not go", QUOTE), table.marked("no", QUOTE)
    actor = table.marked("Ana Gómez")
    tied(table, quote, actor)
    tied(table, other, actor)
    table.desk.select(quote.id)
    table.desk.go_to_partner(START)
    table.desk.select(None)
    table.desk.select(actor.id)
    seen = []
    for _ in range(3):
        table.desk.go_to_partner(START)
        seen.append(table.words())
    assert seen == ["“no”", "“we will not go”", "Ana Gómez"]


def test_without_a_relation_it_is_said(table: Table) -> None:
    table.marked("Ana Gómez")
    with pytest.raises(Refused, match="no relation"):
        table.desk.go_to_partner(START)
    table.desk.select(None)
    with pytest.raises(Refused, match="Select an annotation first"):
        table.desk.go_to_partner(START)
    with pytest.raises(Refused, match="no relation"):
        table.desk.go_to_partner(at(table, "Gómez"))


# Halves and parts, on the desk


def test_the_innermost_at_the_caret_is_divided_and_the_second_half_selected(table: Table) -> None:
    table.marked("Foreign minister Ana Gómez said")
    table.marked("Ana Gómez", SOURCE)
    table.desk.select(None)
    table.desk.split(at(table, "Gómez"))
    assert table.words() == "Gómez"
    table.desk.undo()
    assert table.words() == "Ana Gómez"


def test_the_next_is_joined_from_the_caret(table: Table) -> None:
    table.marked("Foreign minister")
    table.marked("Ana Gómez")
    table.desk.select(None)
    table.desk.join(at(table, "minister Ana", 8))
    assert table.words() == "Foreign minister Ana Gómez"


def test_words_go_to_the_annotation_selected_last(table: Table) -> None:
    table.marked("Foreign minister")
    table.marked("Reuters", SOURCE)
    table.desk.step(START, by=-1)
    table.desk.select(None)
    assert "Foreign minister" in table.desk.add_part(selected(table, " on Friday,")).title
    assert table.words() == "Foreign minister|on Friday"
    table.desk.select(None)
    table.desk.add_part(at(table, "hurt"))
    assert table.words() == "Foreign minister|on Friday|hurt"
    table.desk.take_part(at(table, "Friday"))
    assert table.words() == "Foreign minister|hurt"


def test_without_an_annotation_selected_before_no_part_is_added(table: Table) -> None:
    with pytest.raises(Refused, match="Select an annotation first"):
        table.desk.add_part(at(table, "hurt"))
    table.marked("Foreign minister")
    table.desk.remove()
    with pytest.raises(Refused, match="Select an annotation first"):
        table.desk.add_part(at(table, "hurt"))
    table.marked("Foreign minister")
    table.desk.let_go()
    with pytest.raises(Refused, match="Select an annotation first"):
        table.desk.add_part(at(table, "hurt"))


def test_a_quote_takes_its_marks_in_with_a_part(table: Table) -> None:
    table.marked("no", QUOTE)
    table.desk.select(None)
    table.desk.add_part(selected(table, "we will not go"))
    assert table.words() == "“no”|“we will not go”"


# Recent labels


def test_recent_labels_are_those_used_last_then_those_the_article_has(table: Table) -> None:
    assert table.desk.recent_labels() == ()
    table.marked("Reuters", SOURCE)
    table.marked("Ana Gómez")
    assert table.desk.recent_labels() == (ACTOR, SOURCE)
    table.desk.press_label(SOURCE, START)
    assert table.desk.recent_labels() == (SOURCE, ACTOR)
    fresh = Desk(table.session, tell=lambda: None)
    assert fresh.recent_labels() == (SOURCE,)


def test_recent_labels_are_a_person_s_own(table: Table) -> None:
    table.marked("Reuters", SOURCE)
    table.session.set_person(PersonId("ben"))
    assert table.desk.recent_labels() == ()
    table.session.set_person(ANA)
    assert table.desk.recent_labels() == (SOURCE,)


def test_a_refused_label_is_not_recent(table: Table) -> None:
    with pytest.raises(Refused):
        table.desk.press_label(ACTOR, at(table, "😀"))
    assert table.desk.recent_labels() == ()


# The label that sticks


def test_a_selection_is_marked_while_a_label_sticks(table: Table) -> None:
    assert table.desk.mark_selection(selected(table, "Reuters")) is None
    table.desk.stick(SOURCE)
    assert table.desk.mark_selection(at(table, "Reuters")) is None
    table.desk.mark_selection(selected(table, "Reuters"))
    assert (table.words(), len(table.current.state)) == ("Reuters", 1)
    with pytest.raises(Refused, match="already"):
        table.desk.mark_selection(selected(table, "Reuters"))
    table.desk.stick(ACTOR)
    assert table.desk.sticky == ACTOR
    table.desk.stick(ACTOR)
    assert table.desk.sticky is None


def test_a_selection_that_grew_takes_the_place_of_what_it_grew_from(table: Table) -> None:
    table.desk.stick(ACTOR)
    table.desk.mark_selection(selected(table, "Gómez"))
    table.desk.mark_selection(selected(table, "Ana Gómez said"), is_grown=True)
    assert [table.words(), len(table.current.state)] == ["Ana Gómez said", 1]
    table.desk.undo()
    assert len(table.current.state) == 0


def test_nothing_older_is_taken_back(table: Table) -> None:
    table.desk.stick(ACTOR)
    table.desk.mark_selection(selected(table, "Gómez"))
    with pytest.raises(Refused):
        table.desk.mark_selection(selected(table, "Gómez"))
    table.desk.mark_selection(selected(table, "Ana Gómez said"), is_grown=True)
    assert len(table.current.state) == 2
    table.desk.mark_selection(selected(table, "Reuters"))
    table.desk.toggle_unsure()
    table.desk.mark_selection(selected(table, "Reuters reported"), is_grown=True)
    assert len(table.current.state) == 4


def test_a_label_that_is_not_there_or_is_for_articles_does_not_stick(table: Table) -> None:
    with pytest.raises(Refused, match="no label"):
        table.desk.stick(LabelId("none"))
    whole = replace(DEFAULT_CODEBOOK.labels[0], level=Level.ARTICLE)
    table.session.codebook = replace(DEFAULT_CODEBOOK, labels=(whole,))
    with pytest.raises(Refused, match="whole article"):
        table.desk.stick(ACTOR)


def test_in_a_project_that_is_read_only_none_sticks(tmp_path: Path) -> None:
    make_project(tmp_path / "news.anno")
    session = inline_session(open_store(tmp_path / "news.anno", write=False), ANA)
    desk = Desk(session, tell=lambda: None)
    with pytest.raises(Refused, match="read-only"):
        desk.stick(ACTOR)
    session.close(on_closed=lambda: None)


def test_the_next_article_keeps_the_label_that_sticks(table: Table) -> None:
    table.desk.stick(ACTOR)
    table.session.open_neighbour(1)
    table.desk.let_go()
    assert table.desk.sticky == ACTOR
