"""Agreement among annotators: every measure, over all, by label, pair, article, subcorpus."""

from collections.abc import Callable, Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from annotator.adjudicate.bootstrap import Packed, interval
from annotator.adjudicate.figures import Figure, Undefined
from annotator.adjudicate.measures import MEASURES
from annotator.adjudicate.pooling import UNITS, Counts, Data, Group, Measure, Over
from annotator.adjudicate.sets import ArticleSets
from annotator.adjudicate.tally import Cell, Plan, Step, Tally, count_articles
from annotator.core.ids import ArticleId, LabelId, PersonId

# How many samples are evaluated between two steps.
_SAMPLES_A_STEP = 20


class By(StrEnum):
    """What there is a figure for."""

    ALL = "all"
    LABEL = "label"
    PAIR = "pair"
    LABEL_AND_PAIR = "label_and_pair"
    ARTICLE = "article"
    SUBCORPUS = "subcorpus"


class _Asked(NamedTuple):
    """One figure that is asked for, before it has a value."""

    measure: Measure
    group: Group
    label: LabelId | None


class _Where(NamedTuple):
    """The articles a figure is of, by their places in the tally; None: all of them."""

    among: tuple[int, ...] | None = None
    article: ArticleId | None = None
    subcorpus: str | None = None


@dataclass(frozen=True, slots=True)
class _Value:
    value: float
    coverage: float | None
    # Pairs without a value, that a mean of pairs leaves out.
    left_out: int = 0


_Total = Callable[[Cell], Counts]


def agreement(
    articles: Sequence[ArticleSets],
    *,
    annotators: Collection[PersonId] | None = None,
    labels: Collection[LabelId] | None = None,
    measures: Sequence[Measure] | None = None,
    by: Collection[By] = (By.ALL,),
    samples: int = 0,
    seed: int = 0,
    with_attributes: bool = False,
    subcorpora: Mapping[ArticleId, str] | None = None,
) -> Generator[Step, None, tuple[Figure, ...]]:
    """A job that gives the figures asked for, ordered by measure, then as `by` is given.

    Of all annotators whose sets count anywhere, or of some; of all labels, or of annotations with
    some only. `measures` are those of the registry; if none are given, the usual ones, those on
    whole articles left out where nobody said anything of one. `samples` is how many bootstrap
    samples the intervals are taken from (0: no intervals; 1,000 is usual), drawn with `seed`.
    `subcorpora` names the part each article belongs to; articles without one belong to none.
    """
    plan = plan_for(
        articles,
        annotators=annotators,
        labels=labels,
        measures=measures,
        by=by,
        with_attributes=with_attributes,
    )
    tally = yield from count_articles(articles, plan)
    return (yield from figures(tally, by=by, samples=samples, seed=seed, subcorpora=subcorpora))


def plan_for(
    articles: Sequence[ArticleSets],
    *,
    annotators: Collection[PersonId] | None = None,
    labels: Collection[LabelId] | None = None,
    measures: Sequence[Measure] | None = None,
    by: Collection[By] = tuple(By),
    with_attributes: bool = False,
) -> Plan:
    """What to count for such figures. With all of `by`, one tally serves every selection."""
    if annotators is None:
        annotators = {s.annotator for sets in articles for s in sets.sets}
    seen, is_whole = _labels_in(articles, annotators)
    only = None if labels is None else frozenset(labels)
    subjects = sorted(seen if only is None else only)
    if measures is None:
        usual = [m for m in MEASURES.values() if m.is_usual]
        found = [m for m in usual if is_whole or m.data is not Data.ARTICLES]
    else:
        found = list(measures)
    return Plan(
        tuple(found),
        tuple(sorted(set(annotators))),
        labels=tuple(subjects) if {By.LABEL, By.LABEL_AND_PAIR} & set(by) else (),
        only=only,
        pairs=bool({By.PAIR, By.LABEL_AND_PAIR} & set(by)),
        with_attributes=with_attributes,
    )


def figures(
    tally: Tally,
    *,
    by: Iterable[By] = (By.ALL,),
    samples: int = 0,
    seed: int = 0,
    subcorpora: Mapping[ArticleId, str] | None = None,
) -> Generator[Step, None, tuple[Figure, ...]]:
    """A job that gives figures from counts that were kept.

    By article there are no intervals, nor where fewer than two articles count. Raises ValueError
    where the tally was not made for what is asked.
    """
    by = tuple(by)
    order = {measure.name: place for place, measure in enumerate(tally.plan.measures)}
    found: list[tuple[int, int, Figure]] = []
    for where, asked in _wanted(tally, by, subcorpora or {}):
        made = [_figure(tally, one, where) for _, one in asked]
        if samples and where.article is None:
            ones = [one for _, one in asked]
            bounds = yield from _intervals(tally, ones, where, samples=samples, seed=seed)
            made = [
                _with_interval(figure, low_high, is_resampled=one.measure.is_resampled)
                for one, figure, low_high in zip(ones, made, bounds, strict=True)
            ]
        for (kind, one), figure in zip(asked, made, strict=True):
            found.append((order[one.measure.name], by.index(kind), figure))
    found.sort(key=lambda entry: entry[:2])
    return tuple(figure for _, _, figure in found)


def _labels_in(
    articles: Iterable[ArticleSets], annotators: Collection[PersonId]
) -> tuple[set[LabelId], bool]:
    """The labels that were used, and whether anything was said of a whole article."""
    labels: set[LabelId] = set()
    is_whole = False
    for sets in articles:
        for counted in sets.sets:
            if counted.annotator in annotators:
                labels.update(a.label for a in counted.annotations)
                is_whole = is_whole or not all(a.spans for a in counted.annotations)
    return labels, is_whole


def _wanted(
    tally: Tally, by: Sequence[By], subcorpora: Mapping[ArticleId, str]
) -> Iterable[tuple[_Where, list[tuple[By, _Asked]]]]:
    """What is asked of all articles, which is resampled as one, then of each part."""
    if {By.PAIR, By.LABEL_AND_PAIR} & set(by) and not tally.plan.pairs:
        raise ValueError("the pairs were not counted")
    whole: list[tuple[By, _Asked]] = [
        (each, one)
        for each in by
        if each not in (By.ARTICLE, By.SUBCORPUS)
        for one in _asked(tally, each)
    ]
    if whole:
        yield _Where(), whole
    if By.ARTICLE in by:
        asked = [(By.ARTICLE, one) for one in _asked(tally, By.ALL)]
        for place, looked in enumerate(tally.articles):
            yield _Where((place,), article=looked.article), asked
    if By.SUBCORPUS in by:
        asked = [(By.SUBCORPUS, one) for one in _asked(tally, By.ALL)]
        parts: dict[str, list[int]] = {}
        for place, looked in enumerate(tally.articles):
            if looked.article in subcorpora:
                parts.setdefault(subcorpora[looked.article], []).append(place)
        for name in sorted(parts):
            yield _Where(tuple(parts[name]), subcorpus=name), asked


def _asked(tally: Tally, by: By) -> list[_Asked]:
    plan = tally.plan
    groups = tally.pairs if by in (By.PAIR, By.LABEL_AND_PAIR) else (plan.annotators,)
    if by not in (By.LABEL, By.LABEL_AND_PAIR):
        return [_Asked(m, group, None) for m in plan.measures for group in groups if m.knows(None)]
    on_words = {k for looked in tally.articles for n in looked.spans.values() for k in n}
    on_whole = {k for looked in tally.articles for n in looked.whole.values() for k in n}
    return [
        _Asked(measure, group, label)
        for measure in plan.measures
        for label in plan.labels
        # A label put on whole articles only has no figure on words, and the other way round.
        if (
            label in on_whole
            if measure.data is Data.ARTICLES
            else label in on_words or label not in on_whole
        )
        for group in groups
        if measure.knows(label)
    ]


def _figure(tally: Tally, asked: _Asked, where: _Where) -> Figure:
    measure, group, label = asked
    cell = Cell(measure.name, group, label)
    places = tally.counted_at(measure, group, where.among)
    is_mean = measure.over is Over.PAIRS_AVERAGED and len(group) > 2
    cells = [cell]
    if is_mean:
        cells = [Cell(measure.name, pair, label) for pair in tally.pairs]
    totals = {one: tally.total(one, where.among) for one in cells}
    units = sum(counts.get(UNITS, 0) for counts in totals.values())
    figure = Figure(
        name=f"{measure.name}_mean" if is_mean else measure.name,
        value=None,
        size=tally.size(cell, measure, places=places, units=units),
        annotators=group,
        label=label,
        article=where.article,
        subcorpus=where.subcorpus,
    )
    try:
        _must_count(measure, group, places)
        found = _value(asked, totals.__getitem__)
    except Undefined as error:
        return replace(figure, undefined=str(error))
    lost = tally.hidden_of(cell, places)
    notices = (
        f"{lost:,} of {figure.size.spans:,} spans lost characters, or all of them, to longer spans."
        if lost
        else "",
        f"{found.left_out:,} of {len(cells):,} pairs have no value and are left out."
        if found.left_out
        else "",
    )
    return replace(
        figure,
        value=found.value,
        coverage=found.coverage,
        notice=" ".join(notice for notice in notices if notice),
    )


def _must_count(measure: Measure, group: Group, places: Sequence[int]) -> None:
    if len(group) < 2:
        raise Undefined("Agreement needs two annotators who have finished the same articles.")
    if places:
        return
    if len(group) == 2:
        raise Undefined("No article was finished by both annotators.")
    if measure.needs_all:
        raise Undefined("No article was finished by all of these annotators.")
    raise Undefined("No article was finished by two of these annotators.")


def _value(asked: _Asked, total: _Total) -> _Value:
    """The value from the sums of counts. Raises Undefined."""
    measure, group, label = asked
    if measure.over is not Over.PAIRS_AVERAGED or len(group) == 2:
        counts = total(Cell(measure.name, group, label))
        coverage = measure.coverage(counts) if measure.coverage else None
        return _Value(measure.value(counts), coverage)
    values, reasons = [], []
    for pair in combinations(group, 2):
        try:
            values.append(measure.value(total(Cell(measure.name, pair, label))))
        except Undefined as error:
            reasons.append(str(error))
    if not values:
        raise Undefined(" ".join(dict.fromkeys(reasons)))
    return _Value(sum(values) / len(values), None, left_out=len(reasons))


_Bounds = tuple[float, float] | None


def _intervals(
    tally: Tally, asked: Sequence[_Asked], where: _Where, *, samples: int, seed: int
) -> Generator[Step, None, list[_Bounds]]:
    """The bounds for each that is asked for; None where it has too few articles or values."""
    among = range(len(tally.articles)) if where.among is None else where.among
    resampled = [one for one in asked if one.measure.is_resampled]
    names = {one.measure.name for one in resampled}
    cells = {cell: columns for cell, columns in tally.cells.items() if cell.measure in names}
    packed = Packed(cells, among)
    values: dict[_Asked, list[float]] = {one: [] for one in resampled}
    for done, sample in enumerate(packed.samples(samples, seed=seed)):
        if done % _SAMPLES_A_STEP == 0:
            yield Step(done, samples, "samples")
        for one, found in values.items():
            try:
                found.append(_value(one, sample.total).value)
            except Undefined:
                continue
    yield Step(samples, samples, "samples")
    return [interval(values.get(one, ()), samples) for one in asked]


def _with_interval(figure: Figure, bounds: _Bounds, *, is_resampled: bool) -> Figure:
    """The figure with its interval, unless it rests on a single article or has no value."""
    if figure.value is None or figure.size.articles < 2:
        return figure
    if bounds is not None:
        return replace(figure, low=bounds[0], high=bounds[1])
    why = "Too many bootstrap samples have no value for an interval."
    if not is_resampled:
        why = "No interval is taken of this measure."
    return replace(figure, notice=f"{figure.notice} {why}".strip())
