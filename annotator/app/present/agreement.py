"""Figures of agreement as people read them: values, intervals, counts and reasons in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.adjudicate.figures import Figure
from annotator.adjudicate.pooling import Measure
from annotator.app.agreement import MEAN

ALL = "all"
UNDEFINED = "undefined"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure. `of` is the label, the annotators, the article or the part it is of.

    `interval` is empty where there is none; `note` says why a value is undefined, or what must be
    known of it.
    """

    name: str
    of: str
    value: str
    interval: str
    articles: int
    spans: int
    units: str
    note: str


def figure_rows(
    figures: Iterable[Figure], measures: Iterable[Measure], *, is_by_pair: bool = False
) -> tuple[FigureRow, ...]:
    """Figures as rows; `measures` are those they are of. With `is_by_pair` pairs are named."""
    by_name = {measure.name: measure for measure in measures}
    return tuple(
        _row(figure, by_name[figure.name.removesuffix(MEAN)], is_by_pair=is_by_pair)
        for figure in figures
    )


def shown_value(value: float | None) -> str:
    """A value with three decimals; "–" where there is none."""
    # "-0.000" would say that something is below zero.
    return "–" if value is None else f"{round(value, 3) + 0.0:.3f}"


def explained(measure: Measure) -> tuple[str, ...]:
    """What a measure is, in sentences: its definition, what to mind, its source."""
    caution = (measure.caution,) if measure.caution else ()
    return (measure.definition, *caution, f"Source: {measure.source}.")


def _row(figure: Figure, measure: Measure, *, is_by_pair: bool) -> FigureRow:
    size = figure.size
    pair = ", ".join(figure.annotators) if is_by_pair else None
    note = f"{UNDEFINED}: {figure.undefined}" if figure.undefined else figure.notice
    if figure.coverage is not None:
        note = f"coverage {shown_value(figure.coverage)}. {note}".strip()
    return FigureRow(
        name=figure.name,
        of=figure.article or figure.subcorpus or figure.label or pair or ALL,
        value=shown_value(figure.value),
        interval=_interval(figure),
        articles=size.articles,
        spans=size.spans,
        units=f"{size.units:,} {measure.data.value}",
        note=note,
    )


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"{shown_value(figure.low)} to {shown_value(figure.high)}"
