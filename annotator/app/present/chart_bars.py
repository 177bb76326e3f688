"""The dashboard's bars: labels, parts of the corpus, articles by agreement, boundaries."""

import math
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from annotator.adjudicate.boundaries import Side
from annotator.adjudicate.figures import Figure
from annotator.adjudicate.pooling import Group, Measure
from annotator.app.agreement import MEAN
from annotator.app.behind import Behind, BoundaryRange
from annotator.app.dashboard import Dashboard
from annotator.app.pair_counts import BoundaryCounts
from annotator.app.present.charts import Bar, BarRow, Bars, Heading, Opened
from annotator.app.present.dashboard_names import Naming
from annotator.app.present.figure_words import bar_of, short_value
from annotator.app.present.measure_titles import measure_title
from annotator.app.present.wording import counted

_WHISKERS = "Thin lines are 95 % bootstrap intervals over articles."
# How far boundaries are apart: from, to.
_IN_WORDS = ((1, 1), (2, 2), (3, 3), (4, 5), (6, 10), (11, None))
_IN_CHARACTERS = ((1, 1), (2, 3), (4, 6), (7, 12), (13, 30), (31, None))
_SIDES = (Side.START, Side.END)


def of_measure(found: Dashboard, measure: Measure) -> Iterable[Figure]:
    """The figures of one measure, also those that are means of pairs."""
    names = (measure.name, measure.name + MEAN)
    return (figure for figure in found.figures if figure.name in names)


def label_bars(found: Dashboard, measure: Measure, naming: Naming) -> Bars:
    """One measure for each label, with intervals, as the codebook orders the labels."""
    figures = {
        figure.label: figure
        for figure in of_measure(found, measure)
        if figure.label is not None and figure.annotators == found.annotators
    }
    rows = []
    for label in naming.in_order([label for label in figures if label is not None]):
        title = naming.label(label)
        opens = Opened(Behind(label=label), f"Spans marked as {title}")
        bar = bar_of(figures[label], measure, of=title, opens=opens)
        rows.append(BarRow(naming.heading(label), (bar,)))
    name = measure_title(measure.name)
    why = f"{name} is of all labels together, and has no figure for one." if not rows else ""
    return _value_bars(
        found, rows, chart_id="labels", title="Agreement by label", of=name, why=why, kind="label"
    )


def part_bars(found: Dashboard, measure: Measure) -> Bars:
    """One measure for each part of the corpus, by name."""
    key = found.asked.subcorpus
    rows = []
    for figure in of_measure(found, measure):
        if figure.subcorpus is None or figure.annotators != found.annotators:
            continue
        ids = frozenset(a.id for a in found.articles if a.parts.get(key) == figure.subcorpus)
        opens = Opened(Behind(articles=ids), f"Spans in articles of {figure.subcorpus}")
        bar = bar_of(figure, measure, of=figure.subcorpus, opens=opens)
        rows.append(BarRow(Heading(figure.subcorpus), (bar,)))
    why = "" if rows else f"No article says which {key} it is of."
    return _value_bars(
        found,
        rows,
        chart_id="parts",
        title=f"Agreement by {key}",
        of=measure_title(measure.name),
        why=why,
        kind=key,
    )


def _value_bars(
    found: Dashboard,
    rows: Sequence[BarRow],
    *,
    chart_id: str,
    title: str,
    of: str,
    why: str,
    kind: str,
) -> Bars:
    lowest = min(
        (low for row in rows for bar in row.bars for low in (bar.value, bar.low) if low), default=0
    )
    is_sampled = any(bar.low is not None for row in rows for bar in row.bars)
    return Bars(
        id=chart_id,
        title=f"{title} · {of}",
        sentence=_extremes(rows, of),
        rows=tuple(rows),
        series=(of,),
        axis=of,
        row_axis=kind,
        least=math.floor(lowest * 4) / 4 if lowest < 0 else 0.0,
        ticks=(0.0, 0.5),
        legend=_WHISKERS if is_sampled else "",
        note=f"n: {counted(len(found.articles), 'article')}; beside each value the annotations",
        why_empty=why,
    )


def _extremes(rows: Sequence[BarRow], of: str) -> str:
    told = [(bar.value, row.heading.title) for row in rows for bar in row.bars]
    defined = [(value, title) for value, title in told if value is not None]
    if not defined:
        return f"No value of {of}." if rows else ""
    high, best = max(defined, key=lambda entry: entry[0])
    low, worst = min(defined, key=lambda entry: entry[0])
    missing = len(told) - len(defined)
    without = f" {counted(missing, 'value')} undefined." if missing else ""
    if len(defined) == 1:
        return f"{best} has {short_value(high)}.{without}"
    if short_value(low) == short_value(high):
        return f"All have {short_value(high)}.{without}"
    return (
        f"Highest for {best} ({short_value(high)}), "
        f"lowest for {worst} ({short_value(low)}).{without}"
    )


# Articles


def article_histogram(found: Dashboard, measure: Measure) -> Bars:
    """How many articles have which agreement, in tenths; undefined ones for themselves."""
    figures = [
        figure
        for figure in of_measure(found, measure)
        if figure.article is not None and figure.label is None
    ]
    bins: list[tuple[str, Callable[[float | None], bool]]] = []
    if any(figure.value is not None and figure.value < 0 for figure in figures):
        bins.append(("below 0", lambda value: value is not None and value < 0))
    bins += [(f"{n / 10:.1f}–{(n + 1) / 10:.1f}", _within(n)) for n in range(10)]
    if any(figure.value is None for figure in figures):
        bins.append(("undefined", lambda value: value is None))
    rows = tuple(_article_row(title, figures, is_in) for title, is_in in bins)
    of = measure_title(measure.name)
    return Bars(
        id="articles",
        title=f"Articles by agreement · {of}",
        sentence=_median_sentence([f.value for f in figures], of),
        rows=rows,
        series=("articles",),
        axis="articles",
        row_axis=of,
        most=float(max((row.bars[0].value or 0 for row in rows), default=1) or 1),
        note=f"n: {counted(len(figures), 'article')}; an upper bound belongs to the next bar",
        why_empty="" if figures else f"{of} has no value for an article.",
    )


def _within(tenth: int) -> Callable[[float | None], bool]:
    def is_in(value: float | None) -> bool:
        # Rounded, or 0.3 would lie below 3 / 10 by the last bit.
        return value is not None and value >= 0 and min(9, int(round(value * 10, 9))) == tenth

    return is_in


def _article_row(
    title: str, figures: Sequence[Figure], is_in: Callable[[float | None], bool]
) -> BarRow:
    ids = frozenset(f.article for f in figures if f.article is not None and is_in(f.value))
    opens = Opened(Behind(articles=ids), f"Spans in articles with {title}") if ids else None
    number = len(ids)
    bar = Bar(float(number), f"{number:,}", f"{title}: {counted(number, 'article')}", opens=opens)
    return BarRow(Heading(title), (bar,))


def _median_sentence(values: Sequence[float | None], of: str) -> str:
    defined = [value for value in values if value is not None]
    if not defined:
        return f"No article has a value of {of}."
    low = sum(value < 0.5 for value in defined)
    middle = short_value(median(defined))
    are = "is" if low == 1 else "are"
    return (
        f"Half of the articles have {middle} or more; {low:,} of {len(defined):,} {are} below 0.5."
    )


# Boundaries


def boundary_bars(
    found: Dashboard, naming: Naming, *, pair: Group | None = None, in_words: bool = True
) -> Bars:
    """How far the boundaries of matched spans are apart, at the start and at the end."""
    counts = found.pairs.boundaries(pair)
    unit = "word" if in_words else "character"
    rows = []
    for least, most in _IN_WORDS if in_words else _IN_CHARACTERS:
        title = _range_title(least, most, unit)
        bars = tuple(
            _boundary_bar(counts, BoundaryRange(side, in_words, least, most), title, pair)
            for side in _SIDES
        )
        rows.append(BarRow(Heading(title), bars))
    largest = max((bar.value or 0 for row in rows for bar in row.bars), default=0)
    who = naming.people(pair) if pair else "all pairs"
    return Bars(
        id="boundaries",
        title="Boundary differences",
        sentence=_boundary_sentence(counts, naming, pair),
        rows=tuple(rows),
        series=("at the start", "at the end"),
        axis="matched spans",
        row_axis=f"difference in {unit}s",
        most=float(largest or 1),
        note=f"n: {counted(counts.matched, 'matched span')} of {who}",
        why_empty="" if counts.matched else "No two spans of different annotators overlap.",
    )


def _range_title(least: int, most: int | None, unit: str) -> str:
    if most is None:
        return f"{least} and more"
    return counted(least, unit) if least == most else f"{least}–{most} {unit}s"


def _boundary_bar(
    counts: BoundaryCounts, wanted: BoundaryRange, title: str, pair: Group | None
) -> Bar:
    number = sum(times for difference, times in counts.differences if wanted.holds(difference))
    where = f"{title} apart at the {wanted.side.value}"
    opens = Opened(Behind(pair=pair or (), boundary=wanted), f"Boundaries {where}")
    return Bar(
        float(number),
        f"{number:,}",
        f"{where}: {counted(number, 'span')}",
        opens=opens if number else None,
    )


def _boundary_sentence(counts: BoundaryCounts, naming: Naming, pair: Group | None) -> str:
    if not counts.matched:
        return ""
    share = f"{counts.same / counts.matched:.0%}".replace("%", " %")
    words = f"{counts.same:,} of {counted(counts.matched, 'matched span')} ({share}) have the same "
    words += "boundaries."
    if pair is None:
        return words
    starts = [(d.characters, n) for d, n in counts.differences if d.side is Side.START]
    late = sum(n for characters, n in starts if characters > 0)
    total = sum(n for _, n in starts)
    if total:
        words += f" Where starts differ, {naming.person(pair[0])} begins first in {late:,} of "
        words += f"{total:,}."
    return words
