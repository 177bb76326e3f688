"""The palette's rows: their order, what is found by what is typed, and what each palette offers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app.commands import all_commands, label_commands, sticky_commands
from annotator.app.present.palette import (
    PaletteRow,
    command_rows,
    label_palette,
    label_rows,
    matching,
    relation_palette,
    stepping_palette,
    sticky_palette,
)
from annotator.core.codebook import Codebook, Label, Level
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import AnnotationId, ArticleId, LabelId
from annotator.core.spans import Span
from annotator.core.state import ArticleState
from tests.app.paper import Article
from tests.app.working import ACTOR, ANA, FIGURE, QUOTE, SOURCE, TEXT

FORTY = Codebook(
    "forty",
    "1",
    tuple(Label(LabelId(f"l{n}"), f"Label {n}", f"lab{n}", color=n % 8 + 1) for n in range(40)),
)
WITH_ARTICLE = replace(
    DEFAULT_CODEBOOK,
    labels=(*DEFAULT_CODEBOOK.labels, Label(LabelId("tone"), "Tone", "tone", level=Level.ARTICLE)),
)
EMPTY = ArticleState(ArticleId("one"), ANA)


def ids(rows: tuple[PaletteRow, ...]) -> list[str]:
    return [row.id for row in rows]


def found(text: str, codebook: Codebook = DEFAULT_CODEBOOK) -> list[str]:
    return ids(matching(label_rows(codebook), text))


def test_labels_used_last_come_first_and_the_rest_in_the_codebook_s_order() -> None:
    rows = label_rows(DEFAULT_CODEBOOK, recent=(SOURCE, LabelId("gone"), QUOTE))
    assert ids(rows) == ["source", "quote", "actor", "figure"]
    assert len(label_rows(FORTY, recent=(LabelId("l39"),))) == 40


def test_a_row_says_key_colour_and_note() -> None:
    row = label_rows(DEFAULT_CODEBOOK, present=(ACTOR,))[0]
    assert (row.title, row.key, row.color, row.is_present) == ("Actor", "a", 1, True)
    assert row.detail.startswith("The minimal name")


def test_titles_that_begin_with_what_is_typed_come_first() -> None:
    assert found("fig")[0] == "figure"
    assert found("agency")[0] == "source"
    assert found("a")[0] == "actor"
    # Within, the order stays.
    assert found("label", FORTY) == ids(label_rows(FORTY))


@pytest.mark.parametrize("text", ["SOURCE ag", "agency source", "áçtor", "  quote  ", "lab7", "l7"])
def test_words_are_found_in_any_order_without_case_and_accents(text: str) -> None:
    assert found(text) or found(text, FORTY)


def test_what_is_nowhere_finds_nothing_and_nothing_typed_finds_all() -> None:
    assert found("zzz") == []
    assert found("") == found("   ") == ids(label_rows(DEFAULT_CODEBOOK))


@given(st.text(max_size=8))
def test_whatever_is_typed_finds_rows_that_hold_it_each_once(text: str) -> None:
    rows = label_rows(FORTY)
    shown = matching(rows, text)
    assert set(shown) <= set(rows)
    assert len(set(ids(shown))) == len(shown)


def test_the_palette_relabels_what_is_selected_and_begins_at_another_label() -> None:
    article = Article()
    made = article.mark(0, 8)
    model = label_palette(
        DEFAULT_CODEBOOK, made, state=article.state, text=TEXT, recent=(ACTOR, QUOTE)
    )
    assert (model.heading, model.current) == ("Relabel “Minister”", "quote")
    assert [row.id for row in model.rows if row.is_present] == ["actor"]


def test_the_palette_marks_words_and_shows_their_two_ends() -> None:
    model = label_palette(DEFAULT_CODEBOOK, Span(0, 8), state=EMPTY, text=TEXT)
    assert (model.heading, model.current) == ("Mark “Minister”", "")
    long = "word " * 200 + "end"
    model = label_palette(DEFAULT_CODEBOOK, Span(0, len(long)), state=EMPTY, text=long)
    assert model.heading.startswith("Mark “word word")
    assert model.heading.endswith("end”")
    assert len(model.heading) < 60


def test_at_no_word_only_labels_of_the_whole_article_are_there() -> None:
    assert label_palette(DEFAULT_CODEBOOK, None, state=EMPTY, text=TEXT).rows == ()
    model = label_palette(WITH_ARTICLE, None, state=EMPTY, text=TEXT)
    assert (model.heading, ids(model.rows)) == ("Label the article", ["tone"])
    assert "whole article" in model.rows[0].detail


def test_a_label_of_the_whole_article_is_ticked_where_it_has_it() -> None:
    from annotator.core.annotations import Annotation

    whole = Annotation(AnnotationId("w"), ArticleId("one"), ANA, LabelId("tone"), ())
    state = ArticleState(ArticleId("one"), ANA, annotations=(whole,))
    model = label_palette(WITH_ARTICLE, Span(0, 8), state=state, text=TEXT)
    assert [row.id for row in model.rows if row.is_present] == ["tone"]


def test_only_labels_on_words_stick() -> None:
    rows = sticky_palette(WITH_ARTICLE, sticky=QUOTE).rows
    assert ids(rows) == ["actor", "quote", "figure", "source"]
    assert [row.id for row in rows if row.is_present] == ["quote"]


def test_a_label_on_words_to_step_through_says_how_many_there_are() -> None:
    def counts(label: LabelId) -> int:
        return 1200 if label == FIGURE else 0

    rows = {row.id: row for row in stepping_palette(WITH_ARTICLE, counts=counts).rows}
    assert rows["figure"].detail.startswith("1,200 here")
    assert "tone" not in rows


def test_types_of_relations_are_numbered_as_far_as_there_are_numbers() -> None:
    kind = DEFAULT_CODEBOOK.relation_types[0]
    kinds = tuple(replace(kind, id=f"k{n}") for n in range(11))  # type: ignore[arg-type]
    model = relation_palette(kinds)
    assert model.takes_numbers
    assert [row.key for row in model.rows] == [*"123456789", "", ""]


def test_commands_have_their_menu_and_key_and_are_found_by_them() -> None:
    commands = (
        *all_commands(),
        *label_commands(DEFAULT_CODEBOOK),
        *sticky_commands(DEFAULT_CODEBOOK),
    )
    titles = {command.id: command.title for command in commands}
    rows = command_rows(commands, titles=titles.__getitem__)
    assert len(set(ids(rows))) == len(rows) == len(commands)
    by_id = {row.id: row for row in rows}
    assert by_id["annotate.split"].detail == "Annotate"
    assert by_id["annotate.split"].key == "Ctrl+D"
    assert by_id["label.actor"].detail == by_id["sticky.actor"].detail == "Labels"
    assert ids(matching(rows, "undo"))[0] == "edit.undo"
    assert "file.export" in ids(matching(rows, "file annotations write"))
