"""The inspector's model: controls, relations, origin, and the article's sum."""

from dataclasses import replace

from annotator.app.present.inspector import inspector_model, origin_words, total_words
from annotator.core.annotations import Annotation, Origin, OriginKind, Relation, Stamp
from annotator.core.codebook import AttributeKind, Codebook
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    AttributeId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
)
from annotator.core.spans import Span
from annotator.core.state import ArticleState

TEXT = "“We will wait,” Maria Zakharova said of 40 tonnes. Lavrov did not answer."
ARTICLE, ANA = ArticleId("art"), PersonId("ana")


def _on(words: str, label: str, name: str, **more: object) -> Annotation:
    start = TEXT.index(words)
    return Annotation(
        AnnotationId(name),
        ARTICLE,
        ANA,
        LabelId(label),
        (Span(start, start + len(words)),),
        **more,  # type: ignore[arg-type]
    )


QUOTE = _on("“We will wait,”", "quote", "q1", attributes=((AttributeId("type"), "direct"),))
MARIA = _on("Maria Zakharova", "actor", "a1", unsure=True, comment="spokeswoman")
LAVROV = _on("Lavrov", "actor", "a2")
SAID = Relation(RelationId("r1"), ARTICLE, ANA, RelationTypeId("speaker"), QUOTE.id, MARIA.id)


def _state(*annotations: Annotation, relations: tuple[Relation, ...] = ()) -> ArticleState:
    return ArticleState(ARTICLE, ANA, annotations=annotations, relations=relations)


def _model(state: ArticleState, selected: str | None = None, book: Codebook = DEFAULT_CODEBOOK):  # type: ignore[no-untyped-def]
    chosen = AnnotationId(selected) if selected else None
    return inspector_model(state, TEXT, book, selected=chosen)


def test_each_attribute_of_the_label_has_a_control_with_its_value() -> None:
    selected = _model(_state(QUOTE), "q1").selected
    assert [row.id for row in selected.controls] == ["type", "cue", "medium"]
    first = selected.controls[0]
    assert (first.kind, first.value) == (AttributeKind.CHOICE, "direct")
    assert [choice.value for choice in first.choices] == ["direct", "partial", "indirect"]


def test_choices_are_shown_in_words() -> None:
    figure = _on("40 tonnes", "figure", "f1")
    controls = {row.id: row for row in _model(_state(figure), "f1").selected.controls}
    assert "more than" in [choice.words for choice in controls["approx"].choices]


def test_yes_and_no_can_be_left_open() -> None:
    controls = {row.id: row for row in _model(_state(MARIA), "a1").selected.controls}
    assert [choice.value for choice in controls["metonym"].choices] == ["yes", "no", ""]


def test_a_value_outside_the_codebook_is_kept_and_named() -> None:
    odd = replace(QUOTE, attributes=((AttributeId("type"), "scare"),))
    row = _model(_state(odd), "q1").selected.controls[0]
    assert row.value == "scare"
    assert row.choices[-1].value == "scare"
    assert "scare" in row.problem


def test_an_attribute_outside_the_codebook_gets_a_text_control() -> None:
    odd = replace(QUOTE, attributes=((AttributeId("old_field"), "x"),))
    row = _model(_state(odd), "q1").selected.controls[-1]
    assert (row.id, row.title, row.kind, row.value) == (
        "old_field",
        "Old field",
        AttributeKind.TEXT,
        "x",
    )
    assert row.problem


def test_a_required_attribute_without_a_value_is_missing() -> None:
    quote = DEFAULT_CODEBOOK.label(LabelId("quote"))
    assert quote is not None
    strict = replace(quote, attributes=(replace(quote.attributes[1], required=True),))
    book = Codebook("x", "1", (strict,))
    model = _model(_state(QUOTE), "q1", book)
    assert model.selected.controls[0].is_missing
    assert model.groups[0].rows[0].is_missing


def test_completions_are_offered_for_text_and_entities_only() -> None:
    model = inspector_model(
        _state(MARIA),
        TEXT,
        DEFAULT_CODEBOOK,
        selected=MARIA.id,
        completions={AttributeId("entity"): ("Zakharova, Maria",), AttributeId("kind"): ("x",)},
    )
    assert model.selected is not None
    controls = {row.id: row for row in model.selected.controls}
    assert [choice.value for choice in controls["entity"].choices] == ["Zakharova, Maria"]
    assert "x" not in [choice.value for choice in controls["kind"].choices]


def test_a_relation_reads_from_either_end() -> None:
    state = _state(QUOTE, MARIA, relations=(SAID,))
    outgoing = _model(state, "q1").selected.relations[0]
    assert (outgoing.words, outgoing.other, outgoing.id) == (
        "said by → Maria Zakharova",
        "a1",
        "r1",
    )
    incoming = _model(state, "a1").selected.relations[0]
    assert (incoming.words, incoming.other) == ("← said by “We will wait,”", "q1")


def test_only_a_label_that_relations_begin_at_can_be_related() -> None:
    state = _state(QUOTE, MARIA)
    assert _model(state, "q1").selected.can_relate
    assert not _model(state, "a1").selected.can_relate


def test_a_label_outside_the_codebook_is_still_shown() -> None:
    state = _state(_on("Lavrov", "old_label", "o1"))
    model = _model(state, "o1")
    assert model.selected.labels[-1].title == "old label"
    assert model.groups[-1].title == "old label"


def test_the_sum_counts_by_label_in_the_codebooks_order() -> None:
    model = _model(_state(LAVROV, QUOTE, MARIA))
    assert model.selected is None
    assert [(group.title, group.count) for group in model.groups] == [("Actor", 2), ("Quote", 1)]
    assert total_words(model) == "3 marks: actor 2, quote 1"
    assert total_words(_model(_state())) == "no marks"


def test_the_rows_of_a_label_stand_in_reading_order_with_their_signs() -> None:
    rows = _model(_state(LAVROV, MARIA)).groups[0].rows
    assert [row.quote for row in rows] == ["Maria Zakharova", "Lavrov"]
    assert (rows[0].is_unsure, rows[0].has_comment) == (True, True)
    assert (rows[1].is_unsure, rows[1].has_comment) == (False, False)


def test_an_annotation_of_the_whole_article_says_so() -> None:
    whole = replace(LAVROV, spans=())
    model = _model(_state(whole), "a2")
    assert model.selected.quote == ""
    assert model.groups[0].rows[0].quote == "(the whole article)"


def test_a_quote_of_a_whole_page_costs_no_more_than_its_ends() -> None:
    text = "start " + "x" * 500_000 + " end"
    long = replace(LAVROV, spans=(Span(0, len(text)),))
    quote = inspector_model(_state(long), text, DEFAULT_CODEBOOK).groups[0].rows[0].quote
    assert len(quote) <= 80
    assert quote.startswith("start")
    assert quote.endswith("end")


def test_the_origin_says_who_when_and_how() -> None:
    stamped = replace(LAVROV, stamp=Stamp(1, "2025-07-09T14:05:00Z", ""))
    assert origin_words(LAVROV) == "ana"
    assert origin_words(stamped) == "ana, 9 Jul 2025, 14:05"
    suggested = replace(stamped, origin=Origin(OriginKind.SUGGESTION, "crf/2", 0.871))
    assert origin_words(suggested) == "ana, 9 Jul 2025, 14:05 · suggested by crf/2 (87%)"
    imported = replace(LAVROV, origin=Origin(OriginKind.IMPORT))
    assert origin_words(imported) == "ana · imported"
