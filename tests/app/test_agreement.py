"""Agreement of a project: who and what counts, what is asked for, and what the report says."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from annotator.adjudicate.figures import Figure
from annotator.adjudicate.measures import MEASURES
from annotator.app import jobs
from annotator.app.agreement import (
    AgreementQuestion,
    AgreementReport,
    UnknownMeasure,
    measure_agreement,
    question,
)
from annotator.app.choosing import UnknownAnnotator, UnknownLabel
from annotator.app.jobs import Progress
from annotator.app.present.agreement import explained, figure_rows, shown_value
from annotator.store.base import Store
from tests.app.opinions import TEXT, line, mark, project_of

Ask = Callable[..., AgreementReport]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Asks of a project of three articles; the third is finished by one annotator only."""
    lines = (
        line(
            TEXT,
            {
                "ana": [mark(0, 10), mark(17, 26)],
                "ben": [mark(0, 10), mark(17, 26, "source")],
                "cy": [mark(5, 10)],
                "gold": [mark(0, 10)],
            },
            unfinished=("cy",),
        ),
        line(
            "Two ministers said no.",
            {"ana": [mark(0, 3, "figure")], "ben": [mark(0, 3, "figure"), mark(4, 13)]},
        ),
        line("Nobody else was here.", {"ana": [mark(0, 6)]}),
    )
    lines[0]["article"]["meta"] = {"outlet": "The Post"}
    with closing(project_of(tmp_path / "p.anno", *lines)) as store:
        yield lambda **words: report_of(store, **words)


def report_of(store: Store, **words: Any) -> AgreementReport:
    return jobs.run(measure_agreement(store, question(**({"samples": 0} | words))))


def the(report: AgreementReport, name: str, **of: Any) -> Figure:
    """The one figure of that name; over all where nothing else is said."""
    of = {"label": None, "article": None, "subcorpus": None} | of
    [found] = [
        figure
        for figure in report.figures
        if figure.name == name and all(getattr(figure, k) == v for k, v in of.items())
    ]
    return found


def test_counts_of_all_finished_articles_are_added_up(ask: Ask) -> None:
    report = ask()
    figure = the(report, "f1_exact")
    # Both have two of ana's three and ben's four spans.
    assert figure.value == pytest.approx(2 * 2 / 7)
    assert (figure.size.articles, figure.size.spans) == (2, 7)
    assert (report.left_out, report.asked.annotators) == (1, ("ana", "ben"))


def test_every_measure_of_these_data_is_told_once_over_all(ask: Ask) -> None:
    names = [figure.name for figure in ask().figures]
    assert len(set(names)) == len(names)
    assert {"f1_exact", "f1_overlap", "kappa", "alpha", "u_alpha", "cu_alpha"} <= set(names)


def test_a_measure_can_be_chosen(ask: Ask) -> None:
    report = ask(measures=["f1_overlap", "f1_exact", "f1_exact"])
    assert [figure.name for figure in report.figures] == ["f1_exact", "f1_overlap"]
    assert [measure.name for measure in report.measures] == ["f1_exact", "f1_overlap"]


def test_labels_can_be_chosen(ask: Ask) -> None:
    assert the(ask(labels=["figure"]), "f1_exact").value == 1
    assert the(ask(labels=["actor", "figure"]), "f1_exact").size.spans == 6


def test_annotators_can_be_chosen_in_any_order(ask: Ask) -> None:
    one, two = ask(annotators=["ana", "ben"]), ask(annotators=["ben", "ana"])
    assert [f.value for f in one.figures] == [f.value for f in two.figures]


def test_who_has_finished_nothing_is_named(ask: Ask) -> None:
    report = ask(annotators=["ana", "cy"])
    assert report.notes == ("cy has finished no article.",)
    figure = the(report, "f1_exact")
    assert figure.value is None
    assert figure.undefined


@pytest.mark.parametrize(
    ("words", "error", "there"),
    [
        ({"annotators": ["eve"]}, UnknownAnnotator, "eve.*ana, ben, cy"),
        ({"annotators": ["gold"]}, UnknownAnnotator, "gold"),
        ({"labels": ["place", "actor"]}, UnknownLabel, "place.*actor, quote"),
        ({"measures": ["f2"]}, UnknownMeasure, "f2.*f1_exact, f1_overlap"),
    ],
)
def test_unknown_names_are_refused_with_those_there_are(
    ask: Ask, words: dict[str, Any], error: type[Exception], there: str
) -> None:
    with pytest.raises(error, match=there):
        ask(**words)


def test_figures_by_pair_label_article_and_subcorpus_stand_beside_those_over_all(ask: Ask) -> None:
    for words in ({"by": by} for by in ("pair", "label", "article", "outlet")):
        assert the(ask(), "f1_exact").value == pytest.approx(
            next(f.value for f in ask(**words).figures if f.name == "f1_exact")
        )
    assert the(ask(by="label"), "f1_exact", label="figure").value == 1
    assert the(ask(by="article"), "f1_exact", article="a0").value == pytest.approx(1 / 2)
    assert the(ask(by="article"), "f1_exact", article="a1").value == pytest.approx(2 / 3)
    by_outlet = [f for f in ask(by="outlet").figures if f.name == "f1_exact" and f.subcorpus]
    assert [(f.subcorpus, f.value) for f in by_outlet] == [("The Post", pytest.approx(1 / 2))]


def test_a_measure_without_a_figure_of_this_kind_is_said(ask: Ask) -> None:
    report = ask(measures=["ku_alpha"])
    assert report.figures == ()
    assert report.notes == ("ku_alpha is of one label: ask for it by label.",)
    assert ask(measures=["ku_alpha"], by="label").figures


def test_attributes_make_labels_differ_where_they_are_asked_for(tmp_path: Path) -> None:
    opinions = {
        "ana": [mark(0, 10, attributes={"kind": "person"})],
        "ben": [mark(0, 10, attributes={"kind": "group"})],
    }
    with closing(project_of(tmp_path / "p.anno", line(TEXT, opinions))) as store:
        assert the(report_of(store), "f1_exact").value == 1
        assert the(report_of(store, with_attributes=True), "f1_exact").value == 0


def test_accepted_suggestions_can_be_left_out(tmp_path: Path) -> None:
    by_machine = mark(0, 10, origin="suggestion", score=0.9)
    opinions = {"ana": [by_machine, mark(17, 26)], "ben": [by_machine]}
    with closing(project_of(tmp_path / "p.anno", line(TEXT, opinions))) as store:
        assert the(report_of(store), "f1_exact").value == pytest.approx(2 / 3)
        assert the(report_of(store, without_accepted=True), "f1_exact").value == 0


def test_intervals_are_the_same_with_the_same_seed(ask: Ask) -> None:
    one, two = (the(ask(samples=200, seed=7), "f1_exact") for _ in range(2))
    assert (one.low, one.high) == (two.low, two.high)
    assert one.low is not None
    assert one.high is not None
    assert 0 <= one.low <= one.high <= 1
    assert the(ask(), "f1_exact").low is None


def test_an_empty_project_has_no_value_and_says_why(tmp_path: Path) -> None:
    with closing(project_of(tmp_path / "p.anno", line(TEXT, {}))) as store:
        report = report_of(store, samples=10)
    assert report.left_out == 1
    assert [f.name for f in report.figures if f.value is not None or not f.undefined] == []
    assert report.figures


def test_the_job_tells_its_progress_and_can_be_stopped_anywhere(tmp_path: Path) -> None:
    lines = [line(f"{TEXT} {n}", {"ana": [mark(0, 10)], "ben": []}) for n in range(3)]
    with closing(project_of(tmp_path / "p.anno", *lines)) as store:
        told: list[Progress] = []
        asked = AgreementQuestion(samples=50)
        jobs.run(measure_agreement(store, asked), on_progress=told.append)
        assert {p.what for p in told} == {"reading", "counting", "sampling"}
        assert all(p.total is not None and 0 <= p.done <= p.total for p in told)
        for steps in range(1, len(told)):
            job = measure_agreement(store, asked)
            for _ in range(steps):
                next(job)
            job.close()


def test_a_question_that_means_nothing_is_refused() -> None:
    with pytest.raises(ValueError):
        AgreementQuestion(samples=-1)
    with pytest.raises(ValueError):
        AgreementQuestion(subcorpus="outlet")


def test_every_measure_explains_itself_with_its_source() -> None:
    for measure in MEASURES.values():
        sentences = explained(measure)
        assert sentences[-1] == f"Source: {measure.source}."
        assert all(sentence.endswith(".") for sentence in sentences), measure.name


def test_figures_are_shown_with_what_they_rest_on_or_why_not(ask: Ask) -> None:
    report = ask(by="pair")
    [overall, pair] = figure_rows(
        [f for f in report.figures if f.name == "f1_exact"], report.measures, is_by_pair=True
    )
    assert overall.value == pair.value == "0.571"
    assert pair.of == "ana, ben"
    assert (pair.articles, pair.spans, pair.units, pair.interval) == (2, 7, "7 spans", "")
    report = ask(annotators=["ana"], measures=["f1_exact"])
    [row] = figure_rows(report.figures, report.measures)
    assert (row.of, row.value) == ("all", "–")
    assert row.note.startswith("undefined: ")


def test_a_value_is_shown_with_three_decimals_and_never_as_minus_nought() -> None:
    assert [shown_value(v) for v in (1, 2 / 3, -0.0001, -0.5, None)] == [
        "1.000",
        "0.667",
        "0.000",
        "-0.500",
        "–",
    ]
