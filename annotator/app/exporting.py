"""Exporting articles with the work on them: a whole file or none, and a report of the losses."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from annotator.app.article_query import Query, matches, parse_query
from annotator.app.choosing import check_annotators, everybody
from annotator.app.jobs import Job, Progress
from annotator.app.sound_work import note_other_text, read_work, sound
from annotator.app.whole_file import whole_file
from annotator.core.annotations import SetRole
from annotator.core.articles import Article
from annotator.core.errors import AnnotatorError, Problem
from annotator.core.ids import ArticleId, PersonId
from annotator.formats import registry
from annotator.formats.base import ArticleWork, AuthoredSet, Loss, LossReport, Writer
from annotator.store.base import SetContent, Store


class BadChoice(AnnotatorError):
    """Options that exclude one another."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where; `losses` is what the format could not say, with how often.

    `left_out` counts articles that do not meet the query or have no set of those chosen.
    """

    path: str
    format: str
    articles: int
    annotations: int
    relations: int
    left_out: int = 0
    losses: tuple[Loss, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Which sets and articles are wanted; no authors and not gold: all."""

    annotators: frozenset[PersonId] = frozenset()
    gold: bool = False
    query: Query = ()

    @property
    def is_whole(self) -> bool:
        return not self.annotators and not self.gold

    def takes(self, content: SetContent) -> bool:
        told = content.annotation_set
        if self.gold:
            return told.role is SetRole.GOLD
        return self.is_whole or told.author in self.annotators


def export(
    store: Store,
    destination: Path,
    *,
    format_name: str,
    annotators: Sequence[str] = (),
    gold: bool = False,
    query: str = "",
    replace: bool = False,
) -> Job[ExportReport]:
    """Writes articles and the work on them to a file, which appears whole or not at all.

    `annotators` or `gold` choose sets; articles that have none of those are left out. An article
    that cannot be read is a problem and does not stop the others. Raises UnknownFormat, BadQuery,
    UnknownAnnotator, BadChoice, BadDestination at the first step; StorageFailed.
    """
    writer = registry.writable(format_name).write
    assert writer is not None
    choice = _chosen(store, annotators, gold=gold, query=query)
    ids = store.article_ids()
    source = _Source(store, ids, choice)
    with whole_file(destination, replace=replace, never=store.info().path) as passing:
        report = yield from _written(writer, source, passing)
    return ExportReport(
        path=str(destination),
        format=format_name,
        articles=report.articles,
        annotations=report.annotations,
        relations=report.relations,
        left_out=source.left_out,
        losses=report.losses,
        problems=(*source.problems, *report.problems),
    )


def _chosen(store: Store, annotators: Sequence[str], *, gold: bool, query: str) -> _Choice:
    if gold and annotators:
        raise BadChoice("Choose either the gold set or annotators by name, not both.")
    if annotators:
        check_annotators(annotators, known=everybody(store))
    return _Choice(frozenset(map(PersonId, annotators)), gold, parse_query(query))


def _written(
    writer: Writer, source: "_Source", passing: Path
) -> Generator[Progress, None, LossReport]:
    """Drains the writer, which pulls articles; progress counts those that were looked at."""
    steps = writer(source.articles(), passing)
    try:
        yield Progress(0, source.total, "exporting")
        while True:
            next(steps)
            yield Progress(source.looked_at, source.total, "exporting")
    except StopIteration as stop:
        report: LossReport = stop.value
        return report
    finally:
        steps.close()


class _Source:
    """Reads the wanted articles one by one, and keeps what was wrong with any of them."""

    def __init__(self, store: Store, ids: Sequence[ArticleId], choice: _Choice) -> None:
        self._store, self._ids, self._choice = store, ids, choice
        self.total = len(ids)
        self.looked_at = 0
        self.left_out = 0
        self.problems: list[Problem] = []

    def articles(self) -> Iterator[ArticleWork]:
        """The wanted articles, in the project's order."""
        for article_id in self._ids:
            self.looked_at += 1
            work = read_work(self._store, article_id, problems=self.problems)
            if work is None:
                continue
            article = work[0]
            sets = [content for content in work[1] if self._choice.takes(content)]
            has_sets = self._choice.is_whole or bool(sets)
            if not has_sets or not matches(self._choice.query, article, sets):
                self.left_out += 1
                continue
            note_other_text(article, problems=self.problems)
            yield ArticleWork(article, tuple(self._sound(article, s) for s in sets))

    def _sound(self, article: Article, content: SetContent) -> AuthoredSet:
        """The set without annotations that lie outside the text, each of which is reported."""
        kept = sound(article, content, problems=self.problems)
        return AuthoredSet(
            kept.annotation_set, kept.annotations, kept.relations, kept.seconds, kept.decisions
        )
