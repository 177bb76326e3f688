"""The card of the annotations at a place: complete, escaped, and never too long."""

from annotator.app.present.card import (
    MOST_ON_CARD,
    CardRow,
    card_html,
    card_rows,
    card_words,
)
from annotator.core.annotations import Annotation, Origin, OriginKind, Relation, Stamp
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
    spans = (Span(start, start + len(words)),)
    return Annotation(AnnotationId(name), ARTICLE, ANA, LabelId(label), spans, **more)  # type: ignore[arg-type]


QUOTE = _on("“We will wait,”", "quote", "q1", attributes=((AttributeId("type"), "direct"),))
MARIA = _on(
    "Maria Zakharova",
    "actor",
    "a1",
    unsure=True,
    comment="spokes<woman>",
    stamp=Stamp(2, "2025-07-09T10:00:00Z", "2025-07-10T14:03:00Z"),
)
SENTENCE = _on("Maria Zakharova said of 40 tonnes", "figure", "f1")
SAID = Relation(RelationId("r1"), ARTICLE, ANA, RelationTypeId("speaker"), QUOTE.id, MARIA.id)


def _rows(*ids: str, more: tuple[Annotation, ...] = ()) -> tuple[CardRow, ...]:
    state = ArticleState(
        ARTICLE, ANA, annotations=(QUOTE, MARIA, SENTENCE, *more), relations=(SAID,)
    )
    return card_rows(ids, state, TEXT, DEFAULT_CODEBOOK)


def _html(rows: tuple[CardRow, ...]) -> str:
    paint = {color: (f"#00000{color}", "#ffffff") for color in range(1, 9)}
    return card_html(rows, paint=paint.__getitem__, secondary="#777777", line="#dddddd")


def test_a_row_says_all_that_is_known() -> None:
    (row,) = _rows("a1")
    assert (row.title, row.quote, row.is_unsure) == ("Actor", "“Maria Zakharova”", True)
    assert row.made == "ana, 10 Jul 2025, 14:03"
    assert row.comment == "spokes<woman>"


def test_attributes_have_the_titles_of_the_codebook() -> None:
    (row,) = _rows("q1")
    label = DEFAULT_CODEBOOK.label(LabelId("quote"))
    assert label is not None
    assert row.details == ((label.attributes[0].title, "direct"),)


def test_words_with_quotation_marks_get_no_second_pair() -> None:
    assert _rows("q1")[0].quote == "“We will wait,”"


def test_a_relation_is_told_from_both_ends() -> None:
    kind = DEFAULT_CODEBOOK.relation_type(RelationTypeId("speaker"))
    assert kind is not None
    assert _rows("q1")[0].relations == (f"{kind.title} “Maria Zakharova”",)
    assert _rows("a1")[0].relations == (f"“We will wait,” {kind.title} this",)


def test_the_outer_annotation_comes_first_and_what_is_gone_is_left_out() -> None:
    assert [row.id for row in _rows("a1", "gone", "f1")] == ["f1", "a1"]


def test_how_it_was_made_is_told_only_where_it_was_not_by_hand() -> None:
    guess = _on("40", "figure", "g", origin=Origin(OriginKind.SUGGESTION, "crf 1.2", 0.87))
    (row,) = _rows("g", more=(guess,))
    assert row.made == "ana · suggested by crf 1.2 (87%)"


def test_the_card_escapes_what_was_typed() -> None:
    html = _html(_rows("a1"))
    assert "spokes&lt;woman&gt;" in html
    assert "<woman>" not in html


def test_a_label_the_codebook_does_not_know_has_a_row_too() -> None:
    odd = _on("Lavrov", "old_label", "o", attributes=((AttributeId("some_thing"), "x"),))
    (row,) = _rows("o", more=(odd,))
    assert (row.title, row.color) == ("old label", 8)
    assert row.details == (("Some thing", "x"),)


def test_thirty_annotations_make_a_short_card_that_says_how_many_more() -> None:
    many = tuple(_on("Lavrov", "actor", f"m{n}") for n in range(30))
    rows = _rows(*(one.id for one in many), more=many)
    assert len(rows) == 30
    assert _html(rows).count("<b ") == MOST_ON_CARD
    assert "and 25 more here" in _html(rows)
    assert card_words(rows).endswith("and 25 more")


def test_a_screen_reader_hears_what_the_card_shows() -> None:
    assert card_words(_rows("a1")) == (
        "Actor, unsure, “Maria Zakharova”, “We will wait,” said by this, comment: spokes<woman>, "
        "ana, 10 Jul 2025, 14:03"
    )


def test_the_line_of_a_list_has_words_and_values() -> None:
    assert _rows("q1")[0].line == "“We will wait,” · direct"
