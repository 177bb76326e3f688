"""The agreement panel as values: what each card says, what each cell opens, the paragraph."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.adjudicate.boundaries import Side
from annotator.adjudicate.figures import Figure, Size
from annotator.app import jobs
from annotator.app.behind import Behind, spans_behind
from annotator.app.dashboard import Dashboard, DashboardQuestion, dashboard
from annotator.app.present.behind_rows import BehindView, behind_view
from annotator.app.present.chart_bars import article_histogram
from annotator.app.present.charts import Bars, Matrix
from annotator.app.present.dashboard import DashboardView, Look, dashboard_view, measure_of
from annotator.app.present.dashboard_names import Naming
from annotator.app.present.measure_titles import measure_title
from annotator.app.present.methods import methods_paragraph
from annotator.core.ids import ArticleId, LabelId, PersonId
from annotator.store.base import Store
from tests.app.opinions import TEXT, Marks, line, mark, project_of

ANA, BEN, CY = PersonId("ana"), PersonId("ben"), PersonId("cy")
ACTOR, SOURCE = LabelId("actor"), LabelId("source")
PLAIN = DashboardQuestion(samples=0)
OTHER = "Two ministers said no."
THREE: tuple[tuple[str, Marks], ...] = (
    (
        TEXT,
        {
            "ana": [mark(0, 10), mark(17, 26)],
            "ben": [mark(0, 10), mark(17, 26, "source")],
            "cy": [mark(5, 10)],
        },
    ),
    (OTHER, {"ana": [mark(0, 3, "figure")], "ben": [mark(0, 3, "figure"), mark(4, 13)]}),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    lines = [line(text, opinions) for text, opinions in THREE]
    for told, outlet in zip(lines, ("The Post", "The Mail"), strict=True):
        told["article"]["meta"] = {"outlet": outlet}
    with closing(project_of(tmp_path / "p.anno", *lines)) as made:
        yield made


@pytest.fixture
def found(store: Store) -> Dashboard:
    return jobs.run(dashboard(store, replace(PLAIN, subcorpus="outlet")))


def chart(view: DashboardView, chart_id: str) -> Matrix | Bars:
    return next(chart for chart in view.charts if chart.id == chart_id)


def matrix(view: DashboardView, chart_id: str) -> Matrix:
    found = chart(view, chart_id)
    assert isinstance(found, Matrix)
    return found


def bars(view: DashboardView, chart_id: str) -> Bars:
    found = chart(view, chart_id)
    assert isinstance(found, Bars)
    return found


def words_of(chart: Matrix) -> list[list[str]]:
    return [[cell.words for cell in row] for row in chart.cells]


# Cards


def test_the_pairs_are_a_symmetric_matrix_of_values(found: Dashboard) -> None:
    pairs = matrix(dashboard_view(found), "pairs")
    assert [h.title for h in pairs.rows] == ["ana", "ben", "cy"]
    # ana and ben share two of three and four spans.
    assert words_of(pairs) == [["–", "0.57", "0.00"], ["0.57", "–", "0.00"], ["0.00", "0.00", "–"]]
    assert pairs.sentence.startswith("ana and ben agree most (0.57)")
    cell = pairs.cells[1][0]
    assert cell.opens is not None
    assert cell.opens.behind == Behind(pair=(ANA, BEN))
    assert "2 articles, 7 annotations" in cell.tip


def test_a_pair_without_a_value_says_undefined_and_why(tmp_path: Path) -> None:
    opinions = ({"ana": [mark(0, 4)], "ben": [mark(0, 4)]}, {"ben": [mark(0, 3)], "cy": []})
    lines = [line(text, told) for text, told in zip((TEXT, OTHER), opinions, strict=True)]
    with closing(project_of(tmp_path / "q.anno", *lines)) as store:
        pairs = matrix(dashboard_view(jobs.run(dashboard(store, PLAIN))), "pairs")
    cell = pairs.cells[0][2]
    assert (cell.words, cell.strength) == ("undefined", None)
    assert "No article was finished by both annotators." in cell.tip


def test_labels_stand_in_the_codebooks_order_with_their_colours(found: Dashboard) -> None:
    labels = bars(dashboard_view(found), "labels")
    titles = [row.heading.title for row in labels.rows]
    book = [label.title for label in found.codebook.labels]
    assert titles == [title for title in book if title in titles]
    assert all(row.heading.color for row in labels.rows)
    [actor] = [row.bars[0] for row in labels.rows if row.heading.title == "Actor"]
    assert actor.opens is not None
    assert actor.opens.behind == Behind(label=ACTOR)
    assert actor.size == "5"


def test_a_measure_without_figures_by_label_says_so(found: Dashboard) -> None:
    labels = bars(dashboard_view(found, Look(measure="f1_unlabelled")), "labels")
    assert labels.rows == ()
    assert "has no figure for one" in labels.why_empty


def test_every_measure_has_a_title_that_people_know(found: Dashboard) -> None:
    assert not [m.name for m in found.measures if measure_title(m.name) == m.name]
    assert measure_title("kappa_article_mean") == "Cohen’s κ, whole articles, mean of pairs"


def test_the_confusion_matrix_of_a_pair_has_nothing_as_row_and_column(found: Dashboard) -> None:
    look = Look(confused=(ANA, BEN))
    confused = matrix(dashboard_view(found, look), "confusion")
    assert [h.title for h in confused.rows][-1] == "nothing"
    assert (confused.row_axis, confused.column_axis) == ("label of ana", "label of ben")
    told = {
        (confused.rows[r].title, confused.columns[c].title): cell.words
        for r, row in enumerate(confused.cells)
        for c, cell in enumerate(row)
        if cell.words not in "–·"
    }
    assert told == {
        ("Actor", "Actor"): "1",
        ("Actor", "Source agency"): "1",
        ("Figure", "Figure"): "1",
        ("nothing", "Actor"): "1",
    }
    assert confused.sentence == (
        "2 of 3 matched spans have the same label; Actor and Source agency are confused most "
        "often (once). 1 span stands alone."
    )


def test_every_cell_of_the_confusion_matrix_opens_as_many_places_as_it_says(
    store: Store, found: Dashboard
) -> None:
    for look in (Look(), Look(confused=(ANA, BEN)), Look(confused=(BEN, CY))):
        for row in matrix(dashboard_view(found, look), "confusion").cells:
            for cell in row:
                if cell.opens is not None:
                    rows = jobs.run(spans_behind(store, cell.opens.behind, of=found)).rows
                    assert len(rows) == int(cell.words), cell.tip


def test_every_bar_of_counts_opens_as_much_as_it_says(store: Store, found: Dashboard) -> None:
    view = dashboard_view(found)
    for row in bars(view, "boundaries").rows:
        for bar in row.bars:
            assert bar.value is not None
            assert (bar.opens is None) == (bar.value == 0)
            if bar.opens is not None:
                rows = jobs.run(spans_behind(store, bar.opens.behind, of=found)).rows
                assert len(rows) == bar.value
    for row in bars(view, "articles").rows:
        [bar] = row.bars
        if bar.opens is not None:
            rows = jobs.run(spans_behind(store, bar.opens.behind, of=found)).rows
            assert len({row.article for row in rows}) == bar.value


def test_boundaries_are_told_in_words_and_in_characters(found: Dashboard) -> None:
    in_words = bars(dashboard_view(found), "boundaries")
    assert [row.bars[0].value for row in in_words.rows] == [2, 0, 0, 0, 0, 0]
    assert in_words.sentence == "3 of 5 matched spans (60 %) have the same boundaries."
    in_characters = bars(dashboard_view(found, Look(in_words=False)), "boundaries")
    assert [row.bars[0].value for row in in_characters.rows] == [0, 0, 2, 0, 0, 0]
    of_pair = bars(dashboard_view(found, Look(bounded=(ANA, CY))), "boundaries")
    assert "ana begins first in 1 of 1" in of_pair.sentence
    behind = in_words.rows[0].bars[0].opens
    assert behind is not None
    assert behind.behind.boundary is not None
    assert behind.behind.boundary.side is Side.START


def test_parts_of_the_corpus_are_bars_that_open_their_articles(found: Dashboard) -> None:
    parts = bars(dashboard_view(found), "parts")
    assert [row.heading.title for row in parts.rows] == ["The Mail", "The Post"]
    opens = parts.rows[0].bars[0].opens
    assert opens is not None
    assert opens.behind.articles == {ArticleId("a1")}


@pytest.mark.parametrize(
    ("value", "bar"),
    [
        (0.0, "0.0–0.1"),
        (0.1, "0.1–0.2"),
        (0.3, "0.3–0.4"),
        (0.7, "0.7–0.8"),
        (0.8999, "0.8–0.9"),
        (1.0, "0.9–1.0"),
        (-0.2, "below 0"),
        (None, "undefined"),
    ],
)
def test_an_article_is_in_the_bar_of_its_tenth(
    found: Dashboard, value: float | None, bar: str
) -> None:
    measure = measure_of(found, Look())
    figure = Figure(measure.name, value, Size(1, 2, 2), found.annotators, article=ArticleId("a0"))
    histogram = article_histogram(replace(found, figures=(figure,)), measure)
    assert [r.heading.title for r in histogram.rows if r.bars[0].value] == [bar]


def test_a_value_below_zero_has_room_on_the_axis(found: Dashboard) -> None:
    figures = tuple(
        replace(f, value=-0.3) if f.label == ACTOR and f.name == "f1_exact" else f
        for f in found.figures
    )
    labels = bars(dashboard_view(replace(found, figures=figures)), "labels")
    assert labels.least == -0.5


# Blind


def test_no_name_is_seen_where_names_are_hidden(store: Store, found: Dashboard) -> None:
    names = {ANA: "A", BEN: "B", CY: "C"}
    look = Look(confused=(ANA, BEN), bounded=(ANA, BEN))
    view = dashboard_view(found, look, names)
    spans = jobs.run(spans_behind(store, Behind(), of=found))
    listed = behind_view(spans, Naming(found.codebook, names), heading="All", only_different=False)
    shown = [*view.charts, view.overall, view.summary, view.pairs]
    # What is sent back, the ids in pairs and options, may name them; what is shown may not.
    words = re.sub(r"Opened\(.*?heading=|pair=\([^)]*\)", "", repr(shown))
    words += " ".join(row.spoken for row in listed.rows)
    words += " ".join(option.title for option in view.annotators)
    assert not re.search(r"\b(ana|ben|cy)\b", words)
    assert "A and B" in words
    assert not re.search(r"\b(ana|ben|cy)\b", methods_paragraph(found, look))


def test_hidden_annotators_stand_in_the_order_of_their_letters(
    store: Store, found: Dashboard
) -> None:
    names = {ANA: "C", BEN: "B", CY: "A"}
    look = Look(confused=(BEN, ANA), bounded=(BEN, ANA))
    view = dashboard_view(found, look, names)
    assert [h.title for h in matrix(view, "pairs").rows] == ["A", "B", "C"]
    assert [option.title for option in view.annotators] == ["A", "B", "C"]
    assert [o.title for o in view.pairs] == ["All pairs", "A and B", "A and C", "B and C"]
    confused, known = matrix(view, "confusion"), dashboard_view(found, Look(confused=(ANA, BEN)))
    assert (confused.row_axis, confused.column_axis) == ("label of B", "label of C")
    turned = [list(row) for row in zip(*words_of(matrix(known, "confusion")), strict=True)]
    assert words_of(confused) == turned
    for row in confused.cells:
        for cell in row:
            if cell.opens is not None:
                spans = jobs.run(spans_behind(store, cell.opens.behind, of=found))
                assert len(spans.rows) == int(cell.words)
                naming = Naming(found.codebook, names)
                told = behind_view(spans, naming, heading="", only_different=False)
                assert {(r.one.person, r.other.person) for r in told.rows} == {("B", "C")}


# Nothing to show


@pytest.mark.parametrize(
    ("opinions", "asked", "title"),
    [
        ([{}], PLAIN, "Nobody has finished an article"),
        ([{"ana": [mark(0, 4)]}], PLAIN, "Only ana has finished articles"),
        (
            [{"ana": [mark(0, 4)]}, {"ben": [mark(0, 3)]}],
            PLAIN,
            "No article was finished by two of these annotators",
        ),
        (
            [{"ana": [mark(0, 4)], "ben": []}],
            replace(PLAIN, annotators=(ANA,)),
            "Only one annotator is chosen",
        ),
    ],
)
def test_why_there_is_nothing_to_show(
    tmp_path: Path, opinions: list[Marks], asked: DashboardQuestion, title: str
) -> None:
    lines = [line(text, told) for text, told in zip((TEXT, OTHER), opinions, strict=False)]
    with closing(project_of(tmp_path / "q.anno", *lines)) as store:
        view = dashboard_view(jobs.run(dashboard(store, asked)))
    assert view.empty is not None
    assert view.empty.title == title
    assert view.charts == ()


def test_what_is_not_ticked_can_still_be_ticked(store: Store) -> None:
    asked = replace(PLAIN, annotators=(ANA, BEN), labels=(SOURCE,))
    view = dashboard_view(jobs.run(dashboard(store, asked)))
    assert [(o.id, o.is_on) for o in view.annotators] == [("ana", 1), ("ben", 1), ("cy", 0)]
    assert {o.id for o in view.labels if o.is_on} == {"source"}
    assert {o.id for o in view.labels} >= {"actor", "quote", "figure", "source"}


# Spans behind


def rows_of(store: Store, found: Dashboard, **more: bool) -> BehindView:
    spans = jobs.run(spans_behind(store, Behind(pair=(ANA, BEN)), of=found))
    options = {"only_different": True} | more
    return behind_view(spans, Naming(found.codebook), heading="All", **options)


def test_only_what_differs_is_listed_first(store: Store, found: Dashboard) -> None:
    view = rows_of(store, found)
    assert view.count == "4 places, 2 of them different"
    assert [(row.article, row.offset) for row in view.rows] == [("a0", 17), ("a1", 4)]
    assert len(rows_of(store, found, only_different=False).rows) == 4


def test_a_row_says_who_has_what(store: Store, found: Dashboard) -> None:
    first, second = rows_of(store, found).rows
    assert first.spoken.startswith("ana: Actor, Hill Bank; ben: Source agency, Hill Bank; ")
    assert second.one.has_nothing
    assert second.spoken.startswith("ana: nothing; ben: Actor, ministers; ")
    assert first.shows_title
    assert second.shows_title
