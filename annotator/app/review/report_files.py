"""Saving the report on decisions as a file, HTML or CSV, which appears whole or not at all."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from annotator.app.jobs import Job, Progress
from annotator.app.present.decisions import version_words
from annotator.app.present.decisions_page import page_of
from annotator.app.review.report import DecisionsReport, ToldDecision, report_decisions
from annotator.app.whole_file import whole_file
from annotator.core.errors import AnnotatorError, Problem
from annotator.core.ids import ArticleId
from annotator.formats.table import guarded
from annotator.store.base import Store

# The formats a report can be saved in, by name, with the suffixes of each.
REPORT_FORMATS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("html", (".html", ".htm")),
    ("csv", (".csv",)),
)
COLUMNS = (
    "article_id",
    "title",
    "subject",
    "kind",
    "start",
    "end",
    "before",
    "words",
    "after",
    "annotators",
    "nothing",
    "choice",
    "taken",
    "outcome",
    "reviewer",
    "decided",
    "strategy",
    "reason",
    "note",
    "guideline_gap",
    "group",
)


class UnknownReportFormat(AnnotatorError):
    """A format in which no report can be saved."""


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """What was written where. `decisions` counts those listed, `by_hand` and `merged` all."""

    path: str
    format: str
    articles: int
    decisions: int
    by_hand: int
    merged: int
    gaps: int
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        told = asdict(self)
        return told | {"problems": [{"where": p.where, "what": p.what} for p in self.problems]}


def report_format(destination: Path, name: str | None) -> str:
    """The format of this name, else the one the suffix tells. Raises UnknownReportFormat."""
    names = [known for known, _ in REPORT_FORMATS]
    if name is not None:
        if name not in names:
            raise UnknownReportFormat(
                f"No report can be saved as {name}. There are {', '.join(names)}."
            )
        return name
    for known, suffixes in REPORT_FORMATS:
        if destination.suffix.lower() in suffixes:
            return known
    raise UnknownReportFormat(
        f"{destination}: the suffix tells no format. Name one: {', '.join(names)}."
    )


def write_report(
    store: Store,
    destination: Path,
    *,
    format_name: str,
    blind: bool = False,
    merged: bool = False,
    gaps_only: bool = False,
    articles: Iterable[ArticleId] | None = None,
    replace: bool = False,
) -> Job[WrittenReport]:
    """Saves the report on a project's decisions. With `merged` those of strategies are listed too.

    Raises UnknownReportFormat and BadDestination before anything is read or at the first step;
    NotFound, StorageFailed.
    """
    name = report_format(destination, format_name)
    project = store.info().path
    with whole_file(destination, replace=replace, never=project) as passing:
        report = yield from report_decisions(
            store, articles=articles, is_blind=blind, has_merged=merged, gaps_only=gaps_only
        )
        yield Progress(report.listed, report.listed, "writing")
        if name == "csv":
            _write_table(report, passing)
        else:
            _write_page(report, passing, title=project.stem)
    return WrittenReport(
        path=str(destination),
        format=name,
        articles=len(report.articles),
        decisions=report.listed,
        by_hand=report.counts.all.by_hand,
        merged=report.counts.all.merged,
        gaps=report.counts.gaps,
        problems=report.problems,
    )


def report_project(
    source: Path,
    destination: Path,
    *,
    format_name: str,
    blind: bool = False,
    merged: bool = False,
    gaps_only: bool = False,
) -> Job[WrittenReport]:
    """Saves the report on a project that this opens itself, replacing what stands there."""
    from annotator.store.open import open_store

    store = open_store(source, write=False)
    try:
        return (
            yield from write_report(
                store,
                destination,
                format_name=format_name,
                blind=blind,
                merged=merged,
                gaps_only=gaps_only,
                replace=True,
            )
        )
    finally:
        store.close()


def _write_page(report: DecisionsReport, path: Path, *, title: str) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(page_of(report, title=title))


def _write_table(report: DecisionsReport, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.writer(file, lineterminator="\r\n")
        rows.writerow(COLUMNS)
        for cells in _rows(report):
            rows.writerow([guarded(cell) for cell in cells])


def _rows(report: DecisionsReport) -> Iterator[Sequence[str]]:
    for article in report.articles:
        for told in article.decisions:
            yield (article.id, article.title, *_cells(told))


def _cells(told: ToldDecision) -> tuple[str, ...]:
    """What stands in the columns after the article's."""
    decision = told.decision
    opinions = (f"{opinion.who}: {version_words(opinion)}" for opinion in told.opinions)
    return (
        told.subject.value,
        decision.kind,
        "" if told.start is None else str(told.start),
        "" if told.end is None else str(told.end),
        told.before,
        told.words,
        told.after,
        "; ".join(opinions),
        ", ".join(told.nothing),
        decision.choice.value,
        ", ".join(told.takers),
        "; ".join(map(version_words, told.outcome)),
        decision.reviewer,
        told.moment,
        decision.strategy,
        decision.reason,
        decision.note,
        "yes" if decision.is_guideline_gap else "no",
        decision.group,
    )
