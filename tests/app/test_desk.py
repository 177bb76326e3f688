"""The annotator's gestures on a real project: what each key does to what is selected."""

from pathlib import Path

import pytest

from annotator.app.desk import Desk, Place
from annotator.app.opening import inline_session
from annotator.core.annotations import SetState
from annotator.core.errors import Refused
from annotator.core.ids import AttributeId, LabelId, RelationTypeId
from annotator.core.spans import Span
from annotator.store.open import open_store
from tests.app.table import Table
from tests.app.working import ACTOR, ANA, FIGURE, QUOTE, SOURCE, make_project, place_of

# A label's key


def test_a_label_marks_the_selection_without_its_outer_spaces_and_stops(table: Table) -> None:
    table.marked(" Ana Gómez ")
    assert table.words() == "Ana Gómez"
    table.marked("Friday, ", FIGURE)
    assert table.words() == "Friday"


def test_an_exact_selection_is_taken_as_it_is(table: Table) -> None:
    span = place_of(table.text, "na Gómez ")
    table.desk.press_label(ACTOR, Place(span.end, span, is_exact=True))
    assert table.words() == "na Gómez "


def test_without_a_selection_a_label_relabels_the_selected_annotation(table: Table) -> None:
    made = table.marked("Reuters")
    table.desk.press_label(SOURCE, Place(0))
    assert table.desk.annotation is not None
    assert (table.desk.annotation.id, table.desk.annotation.label) == (made.id, SOURCE)


def test_a_selection_is_marked_also_where_an_annotation_is_selected(table: Table) -> None:
    table.marked("Reuters")
    table.marked("Friday", SOURCE)
    assert len(table.current.state) == 2


def test_without_both_a_label_marks_the_word_at_the_caret(table: Table) -> None:
    caret = table.text.index("mez")
    table.desk.press_label(ACTOR, Place(caret))
    assert table.words() == "Gómez"


def test_at_no_word_a_label_is_refused_and_nothing_changes(table: Table) -> None:
    emoji = table.text.index("😀")
    with pytest.raises(Refused, match="not at a word"):
        table.desk.press_label(ACTOR, Place(emoji))
    with pytest.raises(Refused, match="Only spaces"):
        table.desk.press_label(ACTOR, Place(8, Span(8, 9)))
    assert table.session.undo_status.undo is None


def test_a_label_that_keeps_marks_takes_quotation_marks_in(table: Table) -> None:
    table.marked("we will not go", QUOTE)
    assert table.words() == "“we will not go”"


def test_a_label_that_keeps_marks_takes_them_in_around_the_word_at_the_caret(table: Table) -> None:
    table.desk.press_label(QUOTE, Place(table.text.index("no”")))
    assert table.words() == "“no”"


def test_another_label_leaves_quotation_marks_out(table: Table) -> None:
    table.marked("“we will not go”", SOURCE)
    assert table.words() == "we will not go"


def test_a_label_that_the_codebook_lacks_is_refused(table: Table) -> None:
    with pytest.raises(Refused, match="no label"):
        table.desk.press_label(LabelId("none"), Place(0))


# Selecting


def test_steps_go_through_the_annotations_and_stop_at_the_ends(table: Table) -> None:
    for words in ("Reuters", "Minister", "Ana Gómez"):
        table.marked(words)
    table.desk.select(None)
    seen = []
    while table.desk.step(Place(0), by=1) is not None:
        seen.append(table.words())
    assert seen == ["Minister", "Ana Gómez", "Reuters"]
    assert table.desk.step(Place(0), by=-1) is not None
    assert table.words() == "Ana Gómez"


def test_the_first_step_begins_at_the_caret(table: Table) -> None:
    for words in ("Reuters", "Minister"):
        table.marked(words)
    between = Place(table.text.index("said"))
    for by, words in ((1, "Reuters"), (-1, "Minister")):
        table.desk.select(None)
        table.desk.step(between, by=by)
        assert table.words() == words
    table.desk.select(None)
    assert table.desk.step(Place(len(table.text)), by=1) is None


def test_cycling_goes_from_outer_to_inner_and_round(table: Table) -> None:
    inner = table.marked("Ana Gómez")
    outer = table.marked("Foreign minister Ana Gómez", SOURCE)
    table.desk.select(None)
    caret = Place(table.text.index("Ana"))
    seen = [table.desk.cycle(caret) for _ in range(3)]
    assert [a.id for a in seen if a] == [outer.id, inner.id, outer.id]
    assert table.desk.cycle(Place(table.text.index("Friday"))) is None


def test_at_the_end_of_a_mark_cycling_finds_it(table: Table) -> None:
    made = table.marked("Reuters")
    table.desk.select(None)
    found = table.desk.cycle(Place(made.spans[0].end))
    assert found is not None
    assert found.id == made.id


def test_selecting_the_same_again_tells_nothing(table: Table) -> None:
    made = table.marked("Reuters")
    told = table.told
    table.desk.select(made.id)
    assert table.told == told


def test_what_is_removed_is_not_selected_any_more(table: Table) -> None:
    table.marked("Reuters")
    table.desk.remove()
    assert table.desk.selected is None
    with pytest.raises(Refused, match="Select an annotation"):
        table.desk.remove()


# Relations


def test_a_relation_is_made_by_keys_and_selects_its_source_again(table: Table) -> None:
    target = table.marked("Ana Gómez")
    source = table.marked("we will not go", QUOTE)
    table.desk.begin_relation()
    table.desk.select(target.id)
    choices = table.desk.relation_choices()
    assert [c.id for c in choices] == ["speaker", "addressee"]
    table.desk.relate(choices[0].id)
    assert [(r.source, r.target) for r in table.current.state.relations] == [(source.id, target.id)]
    assert table.desk.selected == source.id
    assert table.desk.relation_from is None


def test_a_relation_to_itself_or_to_a_label_not_permitted_is_refused(table: Table) -> None:
    table.marked("Reuters", SOURCE)
    table.marked("Ana Gómez")
    table.desk.begin_relation()
    with pytest.raises(Refused, match="other end"):
        table.desk.relation_choices()
    table.desk.step(Place(0), by=1)
    with pytest.raises(Refused, match="no relation between actor and source"):
        table.desk.relation_choices()
    table.desk.cancel_relation()
    with pytest.raises(Refused, match="begins first"):
        table.desk.relate(RelationTypeId("speaker"))


def test_a_relation_begun_ends_when_its_source_is_removed_or_undone(table: Table) -> None:
    table.marked("Reuters", SOURCE)
    table.desk.begin_relation()
    table.desk.remove()
    assert table.desk.relation_from is None
    table.desk.undo()
    table.desk.begin_relation()
    table.desk.undo()
    assert table.desk.relation_from is None


def test_a_relation_has_attributes_and_can_be_taken_away(table: Table) -> None:
    target, source = table.marked("Ana Gómez"), table.marked("we will not go", QUOTE)
    table.desk.begin_relation()
    table.desk.select(target.id)
    table.desk.relate(RelationTypeId("speaker"))
    (relation,) = table.current.state.relations_of(source.id)
    table.desk.set_relation_attribute(relation.id, AttributeId("via"), "she")
    assert table.current.state.relations[0].attributes == (("via", "she"),)
    table.desk.unrelate(relation.id)
    assert table.current.state.relations == ()


# Undo and redo


def test_undo_selects_what_it_touched(table: Table) -> None:
    first = table.marked("Ana Gómez")
    table.desk.set_comment(first.id, "who?")
    other = table.marked("Reuters")
    table.desk.remove()
    table.desk.undo()
    assert table.desk.selected == other.id
    table.desk.undo()
    assert table.desk.selected is None
    table.desk.undo()
    assert table.desk.selected == first.id
    table.desk.redo()
    assert table.desk.annotation is not None
    assert table.desk.annotation.comment == "who?"


def test_undo_of_a_relation_selects_its_source(table: Table) -> None:
    target, source = table.marked("Ana Gómez"), table.marked("we will not go", QUOTE)
    table.desk.begin_relation()
    table.desk.select(target.id)
    table.desk.relate(RelationTypeId("speaker"))
    table.desk.select(None)
    table.desk.undo()
    assert table.desk.selected == source.id


def test_undo_of_finishing_leaves_the_selection(table: Table) -> None:
    made = table.marked("Reuters")
    table.desk.set_state(SetState.FINISHED)
    with pytest.raises(Refused, match="finished"):
        table.desk.toggle_unsure()
    table.desk.undo()
    assert table.desk.selected == made.id
    table.desk.toggle_unsure()


def test_undo_with_nothing_to_undo_gives_none(table: Table) -> None:
    assert table.desk.undo() is None
    assert table.desk.redo() is None


def test_letting_go_drops_the_selection_and_the_relation(table: Table) -> None:
    table.marked("Reuters", SOURCE)
    table.desk.begin_relation()
    table.desk.let_go()
    assert (table.desk.selected, table.desk.relation_from) == (None, None)


def test_the_screen_reader_hears_the_label(table: Table) -> None:
    table.marked("Reuters", SOURCE)
    assert table.desk.reading() == "Source agency"
    table.desk.select(None)
    assert table.desk.reading() == ""


def test_each_gesture_is_refused_where_no_article_is_open(tmp_path: Path) -> None:
    make_project(tmp_path / "news.anno")
    session = inline_session(open_store(tmp_path / "news.anno"), ANA)
    desk = Desk(session, tell=lambda: None)
    for gesture in (
        lambda: desk.press_label(ACTOR, Place(0)),
        lambda: desk.step(Place(0), by=1),
        lambda: desk.cycle(Place(0)),
        desk.undo,
        desk.redo,
        desk.remove,
        desk.begin_relation,
        lambda: desk.set_state(SetState.FINISHED),
    ):
        with pytest.raises(Refused):
            gesture()
    session.close(on_closed=lambda: None)


def test_a_relation_begun_at_its_far_end_is_turned_round(table: Table) -> None:
    speaker = table.marked("Ana Gómez")
    table.desk.begin_relation()
    quote = table.marked("we will not go", QUOTE)
    table.desk.relate(table.desk.relation_choices()[0].id)
    (relation,) = table.current.state.relations
    assert (relation.source, relation.target) == (quote.id, speaker.id)
