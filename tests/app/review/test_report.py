"""The report on decisions: what it says of each, blind and open, as a page and as a table."""

import csv
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from annotator.adjudicate.groups import Kind, Subject
from annotator.app import jobs
from annotator.app.opening import inline_session
from annotator.app.present.decisions_page import page_of
from annotator.app.review.merging import MergeQuestion, merge_articles
from annotator.app.review.report import DecisionsReport, report_decisions
from annotator.app.review.report_files import COLUMNS, report_project, write_report
from annotator.app.whole_file import BadDestination
from annotator.app.work import Act
from annotator.core.annotations import SetState
from annotator.core.decisions import Choice, Reason
from annotator.core.edits import Change
from annotator.core.ids import PersonId
from annotator.formats.table import unguarded
from annotator.store.base import Store
from tests.app.opinions import line, mark, project_of
from tests.app.review.reviewing import RITA, TEXT, THREE, Reviewer, at_work

EVIL = '<script>alert("1")</script>'
AGREED = {"ana": [mark(0, 10)], "ben": [mark(0, 10)]}


def _merge(store: Store, strategy: str) -> None:
    report = jobs.run(merge_articles(store, MergeQuestion(strategy, RITA)))
    store.apply(report.edits)


def _report(store: Store, **how: bool) -> DecisionsReport:
    return jobs.run(report_decisions(store, **how))  # type: ignore[arg-type]


def _decide(rita: Reviewer) -> None:
    """One taken with a reason, one none of these with a note, and a gap."""
    rita.look_at(Kind.LABEL_CONFLICT)
    rita.desk.take(rita.number("ben"))
    rita.desk.explain(reason=Reason.LABEL)
    rita.look_at(Kind.BOUNDARY_CONFLICT)
    rita.desk.take_none()
    rita.desk.explain(note=f"Is a name an actor? {EVIL}")
    rita.desk.toggle_gap()


def test_a_decision_is_told_with_what_everybody_had(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide(rita)
        [article] = _report(rita.store).articles
        anna, bank = article.decisions
        assert (bank.before, bank.words, bank.after[:9]) == (
            "Anna Brown leads ", "Hill Bank", ". Reuters"
        )  # fmt: skip
        assert [(o.who, o.label, o.is_taken) for o in bank.opinions] == [
            ("ana", "actor", False),
            ("ben", "source", True),
            ("cem", "actor", False),
        ]
        assert [(o.who, o.label, o.words) for o in bank.outcome] == [
            ("gold", "source", "Hill Bank")
        ]
        assert (bank.takers, bank.decision.reason) == (("ben",), Reason.LABEL)
        assert (anna.decision.choice, anna.outcome) == (Choice.NONE, ())
        assert anna.decision.is_guideline_gap


def test_who_has_nothing_there_is_named(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.ONE_SIDED)
        rita.desk.take_none()
        [article] = _report(rita.store).articles
        assert article.decisions[0].nothing == ("ben", "cem")


def test_blind_gives_the_letters_of_the_review(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide(rita)
        names = rita.desk.reviewed.names if rita.desk.reviewed else None
        assert names is not None
        report = _report(rita.store, is_blind=True)
        bank = report.articles[0].decisions[1]
        assert {o.who: o.label for o in bank.opinions}[names.of(PersonId("ben"))] == "source"
        assert bank.takers == (names.of(PersonId("ben")),)
        page = "".join(page_of(report, title="p"))
        assert not any(re.search(rf"\b{name}\b", page) for name in ("ana", "ben", "cem"))


def test_what_strategies_decided_is_counted_and_listed_on_demand(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE, AGREED) as rita:
        _decide(rita)
        _merge(rita.store, "unanimous")
        report = _report(rita.store)
        assert report.listed == 2
        assert (report.counts.all.by_hand, report.counts.all.merged) == (2, 2)
        assert report.counts.by_strategy == {"unanimous": 2}
        assert report.counts.by_reason == {"label": 1, "": 1}
        assert report.counts.by_kind["unanimous"].merged == 2
        assert report.counts.by_reviewer["rita"].by_hand == 2
        assert _report(rita.store, has_merged=True).listed == 4


def test_gaps_alone_can_be_listed(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide(rita)
        report = _report(rita.store, gaps_only=True)
        assert [d.words for a in report.articles for d in a.decisions] == ["Anna Brown"]
        assert report.counts.all.by_hand == 2


def test_a_relation_is_told_with_both_ends(tmp_path: Path) -> None:
    marks = [mark(0, 10, "quote"), mark(17, 26)]
    told = line(TEXT, {"ana": marks, "ben": marks})
    told["relations"] = [
        {"id": "r", "annotator": "ana", "type": "speaker", "from": "ana0", "to": "ana1"}
    ]
    store = project_of(tmp_path / "r.anno", told)
    rita = Reviewer(store)
    rita.open()
    _merge(store, "agreeing")
    [article] = _report(store, has_merged=True).articles
    last = article.decisions[-1]
    assert (last.subject, last.words) == (Subject.RELATION, "Anna Brown → Hill Bank")
    assert [o.label for o in last.outcome] == ["speaker"]
    store.close()


def test_a_decision_whose_annotations_went_is_still_told(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide(rita)
        with_ben = rita.store.sets_of(rita.session.current.article.id)  # type: ignore[union-attr]
        [ben] = [c for c in with_ben if c.annotation_set.author == "ben"]
        from dataclasses import replace

        session = inline_session(rita.store, PersonId("ben"))
        session.open(ben.annotation_set.article)
        work = session.work
        reopened = replace(work.state.annotation_set, state=SetState.IN_PROGRESS)
        session.do(Act("Reopen", (Change(work.state.stored_set, reopened),)))
        gone = [a for a in session.work.state if a.id == "ben1"]
        session.do(Act("Delete", tuple(Change(a, None) for a in gone)))
        [article] = _report(rita.store).articles
        bank = article.decisions[1]
        assert bank.lost == 1
        assert [o.who for o in bank.opinions] == ["ana", "cem"]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.targets: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "meta":
            self.open.append(tag)
        told = dict(attrs)
        self.ids |= {told["id"] or ""} if "id" in told else set()
        self.targets |= {told["href"] or ""} if "href" in told else set()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_nothing_imported_is_ever_markup_in_the_page(tmp_path: Path) -> None:
    name = '<img src=x onerror="alert(2)">'
    told = line(f"{EVIL} says Anna.", {name: [mark(0, 8)], "ben": [mark(0, 9)]})
    told["article"]["title"] = f"{EVIL}</title>"
    store = project_of(tmp_path / "e.anno", told)
    rita = Reviewer(store)
    rita.open()
    rita.look_at(Kind.BOUNDARY_CONFLICT)
    rita.desk.take(1)
    rita.desk.explain(note=f"</style>{EVIL}&amp;")
    rita.desk.toggle_gap()
    page = "".join(page_of(_report(store), title=f"{EVIL}.anno"))
    parsed = _Tags()
    parsed.feed(page)
    assert parsed.open == []
    assert not {"script", "img", "iframe", "link", "object"} & set(parsed.tags)
    assert "onerror=&quot;" in page
    assert "<script" not in page
    assert parsed.targets == {f"#{name}" for name in parsed.ids}
    store.close()


def test_the_page_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide(rita)
        page = "".join(page_of(_report(rita.store), title="p"))
        assert "http:" not in page.replace("http-equiv", "")
        assert "https:" not in page
        assert "url(" not in page
        assert "prefers-color-scheme: dark" in page
        assert "@media print" in page


def test_what_strategies_decided_is_a_line_each_in_the_page(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide(rita)
        _merge(rita.store, "unanimous")
        page = "".join(page_of(_report(rita.store, has_merged=True), title="p"))
        assert page.count('class="card"') == 2
        [row] = [line for line in page.splitlines() if "<td>unanimous</td><td>source" in line]
        assert "Reuters" in row
        assert "ana, ben, cem" in row
        parsed = _Tags()
        parsed.feed(page)
        assert parsed.open == []


def test_the_table_has_a_row_for_each_decision_and_runs_no_formula(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide(rita)
        rita.desk.explain(note='=HYPERLINK("http://x")\nsecond line')
        path = tmp_path / "r.csv"
        written = jobs.run(write_report(rita.store, path, format_name="csv"))
        assert (written.decisions, written.gaps) == (2, 1)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert tuple(rows[0]) == COLUMNS
        assert rows[0]["note"].startswith("'=HYPERLINK")
        assert unguarded(rows[0]["note"]) == '=HYPERLINK("http://x")\nsecond line'
        assert (rows[0]["words"], rows[0]["guideline_gap"], rows[0]["choice"]) == (
            "Anna Brown", "yes", "none"
        )  # fmt: skip
        assert rows[1]["annotators"].split("; ")[1] == "ben: source “Hill Bank”"
        assert (rows[1]["taken"], rows[1]["outcome"]) == ("ben", "source “Hill Bank”")


def test_a_file_is_replaced_on_demand_only_and_never_the_project(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide(rita)
        path = tmp_path / "r.html"
        path.write_text("mine")
        with pytest.raises(BadDestination):
            jobs.run(write_report(rita.store, path, format_name="html"))
        assert path.read_text() == "mine"
        project = rita.store.info().path
        with pytest.raises(BadDestination):
            jobs.run(write_report(rita.store, project, format_name="html", replace=True))
        written = jobs.run(report_project(project, path, format_name="html"))
        assert written.decisions == 2
        assert path.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_report_that_is_stopped_leaves_no_file(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide(rita)
        before = set(tmp_path.iterdir())
        job = write_report(rita.store, tmp_path / "r.html", format_name="html")
        next(job)
        job.close()
        assert set(tmp_path.iterdir()) == before
