"""Arcs: one for each relation, in its source's colour, changed by what an edit touched."""

from annotator.app.present.arcs import ArcChanges, ArcsShown, arc_changes, arcs_of, first_words
from annotator.core.annotations import Annotation, Relation
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.edits import Change, Edit
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
)
from annotator.core.spans import Span
from annotator.core.state import ArticleState

TEXT = "“We will wait,” Maria Zakharova said of 40 tonnes. Lavrov did not answer."
ARTICLE, ANA = ArticleId("art"), PersonId("ana")


def on(words: str, label: str, name: str) -> Annotation:
    start = TEXT.index(words)
    spans = (Span(start, start + len(words)),) if words else ()
    return Annotation(AnnotationId(name), ARTICLE, ANA, LabelId(label), spans)


def tie(name: str, source: Annotation, target: Annotation, kind: str = "speaker") -> Relation:
    return Relation(RelationId(name), ARTICLE, ANA, RelationTypeId(kind), source.id, target.id)


QUOTE = on("“We will wait,”", "quote", "q1")
MARIA = on("Maria Zakharova", "actor", "a1")
LAVROV = on("Lavrov", "actor", "a2")
WHOLE = on("", "actor", "w")
SAID = tie("r1", QUOTE, MARIA)
COLORS = {label.id: label.color for label in DEFAULT_CODEBOOK.labels}


def state_of(*annotations: Annotation, relations: tuple[Relation, ...] = ()) -> ArticleState:
    return ArticleState(ARTICLE, ANA, annotations=annotations, relations=relations)


def done(state: ArticleState, *changes: Change) -> ArcChanges:
    edit = state.prepare(Edit("an act", ARTICLE, ANA, changes))
    state.apply(edit)
    return arc_changes(edit, state, DEFAULT_CODEBOOK)


def test_an_arc_has_its_relations_title_and_its_sources_colour() -> None:
    (arc,) = arcs_of(state_of(QUOTE, MARIA, relations=(SAID,)), DEFAULT_CODEBOOK)
    kind = DEFAULT_CODEBOOK.relation_type(RelationTypeId("speaker"))
    assert (arc.id, arc.source, arc.target) == ("r1", "q1", "a1")
    assert (arc.title, arc.color) == (kind.title, COLORS[LabelId("quote")])


def test_a_relation_the_codebook_does_not_know_is_drawn_by_its_id() -> None:
    odd = tie("r1", on("Lavrov", "gone", "x"), MARIA, "was_told")
    (arc,) = arcs_of(state_of(on("Lavrov", "gone", "x"), MARIA, relations=(odd,)), DEFAULT_CODEBOOK)
    assert (arc.title, arc.color) == ("was told", 8)


def test_a_relation_with_the_whole_article_has_no_arc() -> None:
    assert (
        arcs_of(state_of(WHOLE, MARIA, relations=(tie("r", WHOLE, MARIA),)), DEFAULT_CODEBOOK) == ()
    )


def test_an_edit_changes_the_arcs_of_its_relations_and_no_others() -> None:
    other = tie("r2", QUOTE, LAVROV)
    state = state_of(QUOTE, MARIA, LAVROV, relations=(other,))
    made = done(state, Change(None, SAID))
    assert (made.gone, [arc.id for arc in made.put]) == ((), ["r1"])
    there = state.relation(SAID.id)
    taken = done(state, Change(there, None))
    assert taken == ArcChanges(gone=("r1",))


def test_an_annotation_that_goes_takes_its_arcs_along() -> None:
    state = state_of(QUOTE, MARIA, relations=(SAID,))
    taken = done(state, Change(SAID, None), Change(QUOTE, None))
    assert taken == ArcChanges(gone=("r1",))


def test_an_annotation_with_another_label_gives_its_arcs_another_colour() -> None:
    state = state_of(QUOTE, MARIA, relations=(SAID,))
    changed = done(state, Change(QUOTE, on("“We will wait,”", "figure", "q1")))
    assert [(arc.id, arc.color) for arc in changed.put] == [("r1", COLORS[LabelId("figure")])]


def test_an_annotation_that_moves_changes_no_arc() -> None:
    state = state_of(QUOTE, MARIA, relations=(SAID,))
    assert done(state, Change(MARIA, on("Lavrov", "actor", "a1"))) == ArcChanges()


def test_the_key_goes_from_the_selected_to_all_to_none_and_round() -> None:
    shown = ArcsShown("selected")
    seen = [shown := shown.following for _ in range(3)]
    assert [s.value for s in seen] == ["all", "none", "selected"]


def test_the_first_words_are_one_line_of_whole_words() -> None:
    text = "We are  ready,\nand Supercalifragilisticexpialidocious"
    assert first_words(text, (Span(0, 13),)) == "We are ready"
    assert first_words(text, (Span(0, len(text)),), longest=16) == "We are ready…"
    assert first_words(text, (Span(19, len(text)),), longest=5) == "Super…"
    assert first_words(text, (Span(0, 2), Span(15, 18)), longest=9) == "We are…"
    assert first_words("a" + " " * 500 + "b", (Span(0, 502),)) == "a…"
