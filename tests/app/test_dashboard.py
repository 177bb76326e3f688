"""The agreement panel's figures: counted once, kept, and opened down to the spans behind them."""

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.adjudicate.boundaries import Side
from annotator.app import jobs
from annotator.app.agreement import measure_agreement, question
from annotator.app.behind import Behind, BoundaryRange, SpanBehind, spans_behind
from annotator.app.dashboard import Dashboard, DashboardQuestion, dashboard, fingerprint_of
from annotator.app.dashboard_files import project_dashboard, write_table
from annotator.app.present.chart_tables import FIGURE_COLUMNS, figures_csv
from annotator.app.whole_file import BadDestination
from annotator.core.annotations import AnnotationSet, SetState
from annotator.core.ids import ArticleId, LabelId, PersonId
from annotator.store.base import Store
from tests.app.opinions import TEXT, line, mark, project_of
from tests.store.making import an_edit

ANA, BEN, CY = PersonId("ana"), PersonId("ben"), PersonId("cy")
ACTOR, SOURCE, FIGURE = LabelId("actor"), LabelId("source"), LabelId("figure")
PLAIN = DashboardQuestion(samples=0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three articles: the first by three, the second by two, the third by one annotator."""
    lines = (
        line(
            TEXT,
            {
                "ana": [mark(0, 10), mark(17, 26)],
                "ben": [mark(0, 10), mark(17, 26, "source")],
                "cy": [mark(5, 10)],
                "gold": [mark(0, 10)],
            },
        ),
        line(
            "Two ministers said no.",
            {"ana": [mark(0, 3, "figure")], "ben": [mark(0, 3, "figure"), mark(4, 13)]},
        ),
        line("Nobody else was here.", {"ana": [mark(0, 6)], "cy": []}, unfinished=("cy",)),
    )
    lines[0]["article"]["meta"] = {"outlet": "The Post"}
    with closing(project_of(tmp_path / "p.anno", *lines)) as made:
        yield made


def found_in(store: Store, asked: DashboardQuestion = PLAIN) -> Dashboard:
    return jobs.run(dashboard(store, asked))


def behind(store: Store, what: Behind, asked: DashboardQuestion = PLAIN) -> list[str]:
    found = jobs.run(spans_behind(store, what, of=found_in(store, asked)))
    return [told(row) for row in found.rows]


def told(row: SpanBehind) -> str:
    sides = (f"{s.annotator}={s.label or 'nothing'}:{s.words}" for s in (row.one, row.other))
    return f"{row.article}@{row.offset} {' '.join(sides)}"


def test_the_figures_are_those_of_the_command_line(store: Store) -> None:
    found = found_in(store, DashboardQuestion(samples=50))
    for by in ("", "pair", "label", "article"):
        report = jobs.run(measure_agreement(store, question(by=by, samples=50)))
        assert set(report.figures) <= set(found.figures)


def test_only_articles_that_two_have_finished_are_there(store: Store) -> None:
    found = found_in(store)
    assert [article.id for article in found.articles] == ["a0", "a1"]
    assert found.left_out == 1
    assert found.finished == ((ANA, 3), (BEN, 2), (CY, 1))


def test_chosen_annotators_and_labels_are_compared_alone(store: Store) -> None:
    found = found_in(store, replace(PLAIN, annotators=(ANA, BEN), labels=(FIGURE,)))
    assert found.annotators == (ANA, BEN)
    assert {figure.label for figure in found.figures} == {None, FIGURE}
    assert found.pairs.confusion() == {(FIGURE, FIGURE): 2}


def test_parts_of_the_corpus_have_figures_of_their_own(store: Store) -> None:
    found = found_in(store, replace(PLAIN, subcorpus="outlet"))
    parts = {figure.subcorpus for figure in found.figures}
    assert parts == {None, "The Post"}


def test_a_second_look_reads_no_article(store: Store) -> None:
    kept = found_in(store)
    steps = []
    again = jobs.run(dashboard(store, PLAIN, kept=kept), on_progress=steps.append)
    assert again == kept
    assert len(steps) == 1


def test_other_samples_need_no_new_counts(store: Store) -> None:
    kept = found_in(store)
    asked = replace(PLAIN, samples=30, subcorpus="outlet")
    again = jobs.run(dashboard(store, asked, kept=kept))
    assert again.tally is kept.tally
    assert any(figure.low is not None for figure in again.figures)
    assert again.figures == found_in(store, asked).figures


def test_another_question_is_counted_anew(store: Store) -> None:
    kept = found_in(store)
    asked = replace(PLAIN, annotators=(ANA, BEN))
    again = jobs.run(dashboard(store, asked, kept=kept))
    assert again.tally is not kept.tally
    assert again.annotators == (ANA, BEN)


def returned(store: Store, article: str, author: PersonId) -> None:
    """Gives a set back to its author."""
    contents = store.sets_of(ArticleId(article))
    [before] = [c.annotation_set for c in contents if c.annotation_set.author == author]
    after = replace(before, state=SetState.RETURNED)
    store.apply([an_edit(store.article(ArticleId(article)), (before, again(after)), author=author)])


def again(record: AnnotationSet) -> AnnotationSet:
    return replace(record, stamp=replace(record.stamp, revision=record.stamp.revision + 1))


def test_when_a_set_has_changed_all_is_counted_anew(store: Store, tmp_path: Path) -> None:
    kept = found_in(store)
    before = fingerprint_of(store)
    returned(store, "a1", BEN)
    assert fingerprint_of(store) != before
    again = jobs.run(dashboard(store, PLAIN, kept=kept))
    assert [article.id for article in again.articles] == ["a0"]


def test_work_that_does_not_count_changes_nothing(store: Store) -> None:
    kept = found_in(store)
    store.add_seconds(ArticleId("a1"), ANA, 60)
    again = jobs.run(dashboard(store, PLAIN, kept=kept))
    assert again == kept


def test_the_job_can_be_stopped_at_every_step_and_leaves_the_file_free(
    store: Store, tmp_path: Path
) -> None:
    files = set(tmp_path.iterdir())
    path = store.info().path
    total = sum(1 for _ in project_dashboard(path, DashboardQuestion(samples=40)))
    for steps in range(total):
        job = project_dashboard(path, DashboardQuestion(samples=40))
        for _ in range(steps + 1):
            next(job)
        job.close()
    assert set(tmp_path.iterdir()) == files


# The spans behind


def test_behind_a_pair_is_everything_that_the_two_have_marked(store: Store) -> None:
    assert behind(store, Behind(pair=(ANA, BEN))) == [
        "a0@0 ana=actor:Anna Brown ben=actor:Anna Brown",
        "a0@17 ana=actor:Hill Bank ben=source:Hill Bank",
        "a1@0 ana=figure:Two ben=figure:Two",
        "a1@4 ana=nothing: ben=actor:ministers",
    ]


def test_behind_a_label_is_what_either_calls_so(store: Store) -> None:
    assert behind(store, Behind(label=SOURCE)) == [
        "a0@17 ana=actor:Hill Bank ben=source:Hill Bank",
        "a0@17 ben=source:Hill Bank cy=nothing:",
    ]


def test_behind_a_cell_are_those_two_labels_in_that_order_of_a_pair(store: Store) -> None:
    there = Behind(pair=(ANA, BEN), cell=(ACTOR, SOURCE))
    assert behind(store, there) == ["a0@17 ana=actor:Hill Bank ben=source:Hill Bank"]
    assert behind(store, Behind(pair=(ANA, BEN), cell=(SOURCE, ACTOR))) == []


def test_behind_a_cell_of_all_pairs_are_the_two_labels_in_any_order(store: Store) -> None:
    for cell in ((ACTOR, SOURCE), (SOURCE, ACTOR)):
        assert len(behind(store, Behind(cell=cell))) == 1
    alone = behind(store, Behind(cell=(ACTOR, None)))
    assert len(alone) == found_in(store).pairs.confusion()[ACTOR, None] == 2


def test_behind_a_bar_of_boundaries_are_the_spans_that_differ_so(store: Store) -> None:
    wanted = BoundaryRange(Side.START, in_words=True, least=1, most=1)
    assert behind(store, Behind(boundary=wanted)) == [
        "a0@0 ana=actor:Anna Brown cy=actor:Brown",
        "a0@0 ben=actor:Anna Brown cy=actor:Brown",
    ]
    assert behind(store, Behind(boundary=replace(wanted, least=2, most=None))) == []
    assert behind(store, Behind(boundary=replace(wanted, side=Side.END))) == []


def test_behind_articles_is_what_stands_in_them(store: Store) -> None:
    rows = behind(store, Behind(articles=frozenset({ArticleId("a1")})))
    assert [row.split("@")[0] for row in rows] == ["a1", "a1"]


def test_behind_as_many_rows_as_the_matrix_has_comparisons(store: Store) -> None:
    found = found_in(store)
    for pair in found.pair_groups:
        rows = behind(store, Behind(pair=pair))
        assert len(rows) == sum(found.pairs.confusion(pair).values())


def test_a_list_that_would_be_too_long_is_cut_and_says_so(store: Store) -> None:
    found = jobs.run(spans_behind(store, Behind(), of=found_in(store), most=3))
    assert len(found.rows) == 3
    assert found.is_cut


def test_with_attributes_the_rows_say_them(tmp_path: Path) -> None:
    opinions = {
        "ana": [mark(0, 10, "actor", attributes={"kind": "person"})],
        "ben": [mark(0, 10, "actor", attributes={"kind": "group"})],
    }
    asked = replace(PLAIN, with_attributes=True)
    with closing(project_of(tmp_path / "q.anno", line(TEXT, opinions))) as store:
        [row] = jobs.run(spans_behind(store, Behind(), of=found_in(store, asked))).rows
        assert row.one.attributes == (("kind", "person"),)
        assert not row.is_same
        [row] = jobs.run(spans_behind(store, Behind(), of=found_in(store))).rows
        assert row.is_same


# Files


def test_all_figures_are_in_the_table_as_the_json_names_them(store: Store) -> None:
    report = jobs.run(measure_agreement(store, question(samples=0)))
    told_json = report.to_json()["measures"][0]
    assert set(FIGURE_COLUMNS) == (told_json.keys() - {"n"}) | told_json["n"].keys()
    found = found_in(store)
    rows = list(csv.DictReader(io.StringIO(figures_csv(found.figures).removeprefix("\ufeff"))))
    assert len(rows) == len(found.figures)
    first = rows[0]
    assert float(first["value"]) == found.figures[0].value
    assert first["annotators"] == "ana ben cy"


def test_the_table_names_nobody_who_is_not_to_be_known(store: Store) -> None:
    text = figures_csv(found_in(store).figures, {ANA: "A", BEN: "B", CY: "C"})
    assert "A B C" in text
    assert "ana" not in text


def test_the_project_is_never_overwritten_by_a_table(store: Store) -> None:
    path = store.info().path
    size = path.stat().st_size
    with pytest.raises(BadDestination):
        write_table("name", path, never=path)
    assert path.stat().st_size == size
