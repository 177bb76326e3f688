"""The methods paragraph, the tables that are saved, and how fast the panel is there."""

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from annotator import __version__
from annotator.adjudicate.agreement import By, figures, plan_for
from annotator.adjudicate.sheets import Sheet
from annotator.adjudicate.tally import count_articles
from annotator.app import jobs
from annotator.app.dashboard import Dashboard, DashboardQuestion, ShownArticle, dashboard
from annotator.app.pair_counts import PairCounts
from annotator.app.present.chart_tables import chart_csv
from annotator.app.present.dashboard import DashboardView, dashboard_view
from annotator.app.present.methods import methods_paragraph
from annotator.core.codebook import Codebook, Label
from annotator.core.ids import LabelId, PersonId
from annotator.store.base import Store
from tests.adjudicate.corpora import an_article, drained
from tests.app.opinions import TEXT, line, project_of
from tests.app.present.test_dashboard import ANA, BEN, PLAIN, THREE, bars, matrix
from tests.effort import calls_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    lines = [line(text, opinions) for text, opinions in THREE]
    with closing(project_of(tmp_path / "p.anno", *lines)) as made:
        yield made


@pytest.fixture
def found(store: Store) -> Dashboard:
    return jobs.run(dashboard(store, PLAIN))


def test_the_paragraph_has_the_numbers_filled_in(store: Store) -> None:
    asked = DashboardQuestion(samples=50, annotators=(ANA, BEN))
    found = jobs.run(dashboard(store, asked))
    words = methods_paragraph(found)
    assert "computed on 2 articles that both annotators had finished" in words
    assert "7 marked spans" in words
    assert "F1, same spans (f1_exact) was 0.57 (95 % interval " in words
    assert "(50 samples, seed 0)" in words
    assert f"Annotator {__version__}" in words
    assert "Hripcsak & Rothschild 2005" in words
    assert "Attributes of labels were not compared" in words
    assert "{" not in words


def test_the_paragraph_says_what_is_undefined_and_why(tmp_path: Path) -> None:
    lines = [line(TEXT, {"ana": [], "ben": []})]
    with closing(project_of(tmp_path / "q.anno", *lines)) as store:
        words = methods_paragraph(jobs.run(dashboard(store, PLAIN)))
    assert "F1, same spans (f1_exact) was undefined: Nobody marked anything." in words
    assert "No intervals were computed." in words


def test_a_matrix_is_saved_as_a_matrix(found: Dashboard) -> None:
    text = chart_csv(matrix(dashboard_view(found), "pairs"))
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0] == ["annotator / annotator", "ana", "ben", "cy"]
    assert rows[1] == ["ana", "", "0.57", "0.00"]


def test_bars_are_saved_with_their_full_values(store: Store) -> None:
    found = jobs.run(dashboard(store, DashboardQuestion(samples=20, annotators=(ANA, BEN))))
    shown = bars(dashboard_view(found), "labels")
    rows = list(csv.DictReader(io.StringIO(chart_csv(shown).removeprefix("\ufeff"))))
    assert [row["label"] for row in rows] == [row.heading.title for row in shown.rows]
    assert float(rows[0]["value"]) == shown.rows[0].bars[0].value


# Speed


def test_the_panel_of_many_annotators_and_labels_is_there_at_once() -> None:
    """20 annotators and 40 labels: reading the results does less than a tenth of counting them.

    The aim is 50 ms; seconds are no measure on a shared machine.
    """
    labels = tuple(Label(LabelId(f"l{n:02}"), f"Label {n}", f"l{n}") for n in range(40))
    people = [f"p{n:02}" for n in range(20)]
    sets = an_article(
        {
            name: [(f"l{(n + place) % 40:02}", n * 3, n * 3 + 5) for n in range(40)]
            for place, name in enumerate(people)
        },
        length=400,
    )
    book = Codebook("book", "1", labels)
    found: list[Dashboard] = []
    views: list[DashboardView] = []
    counting = calls_of(lambda: found.append(kept_result([sets], book, people)))
    reading = calls_of(lambda: views.append(dashboard_view(found[0])))
    assert len(matrix(views[0], "confusion").rows) == 41
    assert reading < counting / 10


def kept_result(sets: list, book: Codebook, people: list[str]) -> Dashboard:
    by = (By.ALL, By.LABEL, By.PAIR)
    plan = plan_for(sets, annotators=tuple(map(PersonId, people)), by=by)
    tally = drained(count_articles(sets, plan))
    pairs = PairCounts()
    for one in sets:
        pairs.add(Sheet(one, annotators=plan.annotators), "x" * one.length)
    finished: Mapping[PersonId, int] = dict.fromkeys(plan.annotators, 1)
    return Dashboard(
        asked=PLAIN,
        fingerprint="",
        finished=tuple(finished.items()),
        annotators=plan.annotators,
        codebook=book,
        articles=tuple(ShownArticle(one.article, "", {}) for one in sets),
        measures=tuple(plan.measures),
        figures=drained(figures(tally, by=by)),
        tally=tally,
        pairs=pairs,
    )
