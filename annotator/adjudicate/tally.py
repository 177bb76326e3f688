"""Counts of all measures on all articles: counted once, kept, and added up for any selection."""

from collections.abc import Collection, Generator, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from annotator.adjudicate.figures import Size
from annotator.adjudicate.pooling import Counts, Data, Group, Measure, Over, pooled
from annotator.adjudicate.sets import ArticleSets
from annotator.adjudicate.sheets import Sheet
from annotator.core.ids import ArticleId, LabelId, PersonId

# One count of a cell by the places of the articles that have it. Numbers only, in one dictionary
# for all articles: a dictionary for each article would keep the garbage collector busy.
Column = dict[int, int]
Columns = dict[Hashable, Column]


class Step(NamedTuple):
    """How far a job is: `done` of `total` things of a kind, "articles" or "samples"."""

    done: int
    total: int
    what: str


class Cell(NamedTuple):
    """What counts belong to: a measure by its name, annotators, a label (None: all)."""

    measure: str
    group: Group
    label: LabelId | None


class Looked(NamedTuple):
    """An article, whose sets count there, and how many annotations of each label they have.

    By annotator and label: on words, and on the whole article.
    """

    article: ArticleId
    spans: Mapping[PersonId, Mapping[LabelId, int]]
    whole: Mapping[PersonId, Mapping[LabelId, int]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to count: measures, whose agreement, which labels, and how finely.

    `labels` are the subjects beside "all together"; with `pairs` each pair is a group of its own.
    `only` restricts what is counted at all.
    """

    measures: Sequence[Measure]
    annotators: Group
    labels: tuple[LabelId, ...] = ()
    only: frozenset[LabelId] | None = None
    pairs: bool = False
    with_attributes: bool = False


@dataclass(slots=True)
class Tally:
    """The counts of every article at least two annotators have finished, in the order of ids.

    Articles are known by their place in `articles`.
    """

    plan: Plan
    articles: list[Looked] = field(default_factory=list)
    cells: dict[Cell, Columns] = field(default_factory=dict)
    hidden: dict[tuple[str, LabelId | None], dict[int, dict[PersonId, int]]] = field(
        default_factory=dict
    )

    @property
    def pairs(self) -> tuple[Group, ...]:
        """Every two of the annotators, in their order."""
        return tuple(combinations(self.plan.annotators, 2))

    def counted_at(
        self, measure: Measure, group: Group, among: Iterable[int] | None = None
    ) -> list[int]:
        """The places of the articles that count for a measure of a group; all, or of some."""
        least = len(group) if measure.needs_all else 2
        places = range(len(self.articles)) if among is None else among
        return [at for at in places if _present(self.articles[at], group) >= least]

    def total(self, cell: Cell, among: Iterable[int] | None = None) -> Counts:
        """The sum of a cell's counts over all articles, or over some."""
        columns = self.cells.get(cell, {})
        if among is None:
            return {key: sum(column.values()) for key, column in columns.items()}
        places = tuple(among)
        return {key: sum([column.get(at, 0) for at in places]) for key, column in columns.items()}

    def size(self, cell: Cell, measure: Measure, *, places: Sequence[int], units: int) -> Size:
        """What a figure of the articles at some places rests on."""
        spans = 0
        for at in places:
            looked = self.articles[at]
            by = looked.whole if measure.data is Data.ARTICLES else looked.spans
            for annotator in cell.group:
                numbers = by.get(annotator, {})
                spans += sum(numbers.values()) if cell.label is None else numbers.get(cell.label, 0)
        return Size(articles=len(places), spans=spans, units=units)

    def hidden_of(self, cell: Cell, places: Iterable[int]) -> int:
        """How many spans a measure had to leave out or cut there."""
        by_article = self.hidden.get((cell.measure, cell.label), {})
        return sum(
            by_article[at].get(annotator, 0)
            for at in places
            if at in by_article
            for annotator in cell.group
        )

    def add(self, sheet: Sheet) -> None:
        """Counts one article; passed over where fewer than two annotators' sets count."""
        if len(sheet.annotators) < 2:
            return
        at = len(self.articles)
        spans = {a: {k: len(v) for k, v in sheet.by_label(a).items()} for a in sheet.annotators}
        whole = {a: _numbers(sheet, a) for a in sheet.annotators}
        self.articles.append(Looked(sheet.article, spans, whole))
        for measure in self.plan.measures:
            for group, found in self._counted(measure, sheet):
                for label, counts in found.items():
                    if measure.knows(label):
                        self._keep(Cell(measure.name, group, label), counts, at)
            self._add_hidden(measure, sheet, at)

    def _keep(self, cell: Cell, counts: Counts, at: int) -> None:
        columns = self.cells.get(cell)
        if columns is None:
            columns = self.cells[cell] = {}
        for key, number in counts.items():
            column = columns.get(key)
            if column is None:
                columns[key] = {at: number}
            else:
                column[at] = number

    def _counted(
        self, measure: Measure, sheet: Sheet
    ) -> Iterable[tuple[Group, Mapping[LabelId | None, Counts]]]:
        everybody = self.plan.annotators
        present = sheet.annotators
        if measure.over is Over.TOGETHER and not (measure.needs_all and present != everybody):
            yield everybody, measure.count(sheet, present)
        if len(everybody) == 2:
            if measure.over is not Over.TOGETHER:
                yield everybody, measure.count(sheet, present)
            return
        if measure.over is Over.TOGETHER and not self.plan.pairs:
            return
        many = []
        for pair in combinations(present, 2):
            found = measure.count(sheet, pair)
            many.append(found)
            if self.plan.pairs or measure.over is Over.PAIRS_AVERAGED:
                yield pair, found
        if measure.over is Over.PAIRS_POOLED:
            yield everybody, _pooled_by_subject(sheet, many)

    def _add_hidden(self, measure: Measure, sheet: Sheet, at: int) -> None:
        if measure.hidden is None:
            return
        for annotator in sheet.annotators:
            for label, number in sheet.once(measure.hidden, annotator).items():
                if number:
                    here = self.hidden.setdefault((measure.name, label), {}).setdefault(at, {})
                    here[annotator] = number


def _present(looked: Looked, group: Group) -> int:
    return sum(annotator in looked.spans for annotator in group)


def _numbers(sheet: Sheet, annotator: PersonId) -> Mapping[LabelId, int]:
    found: dict[LabelId, int] = {}
    for mark in sheet.whole(annotator):
        found[mark.label] = found.get(mark.label, 0) + 1
    return found


def _pooled_by_subject(
    sheet: Sheet, many: Collection[Mapping[LabelId | None, Counts]]
) -> Mapping[LabelId | None, Counts]:
    return {
        subject: pooled(found[subject] for found in many if subject in found)
        for subject in sheet.subjects
    }


def count_articles(articles: Sequence[ArticleSets], plan: Plan) -> Generator[Step, None, Tally]:
    """A job that counts what the plan says on all articles. The order of articles plays no part."""
    tally = Tally(plan)
    ordered = sorted(articles, key=lambda sets: sets.article)
    for done, sets in enumerate(ordered):
        # With many annotators and labels one article may take half a second.
        yield Step(done, len(ordered), "articles")
        tally.add(
            Sheet(
                sets,
                annotators=plan.annotators,
                subjects=(None, *plan.labels),
                labels=plan.only,
                with_attributes=plan.with_attributes,
            )
        )
    yield Step(len(ordered), len(ordered), "articles")
    return tally
