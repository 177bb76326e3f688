"""The dashboard as one value: what is chosen, and every card, or why there is nothing to show."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from annotator.adjudicate.figures import Figure
from annotator.adjudicate.pooling import Group, Measure
from annotator.app.behind import Behind
from annotator.app.dashboard import Dashboard
from annotator.app.present.agreement import explained
from annotator.app.present.chart_bars import (
    article_histogram,
    boundary_bars,
    label_bars,
    of_measure,
    part_bars,
)
from annotator.app.present.chart_matrices import confusion_matrix, pair_matrix
from annotator.app.present.charts import Bars, Chart, Matrix, Opened
from annotator.app.present.dashboard_names import Names, Naming
from annotator.app.present.figure_words import interval_words, short_value, size_words
from annotator.app.present.measure_titles import measure_title
from annotator.app.present.wording import counted
from annotator.core.ids import LabelId, PersonId

USUAL_MEASURE = "f1_exact"
# Two annotators, in their order.
Pair = Group


@dataclass(frozen=True, slots=True)
class Look:
    """What of the figures is shown, without counting anything anew.

    `confused` and `bounded` are the pairs of annotators that the confusion matrix and the boundary
    differences are of; None: all pairs.
    """

    measure: str = USUAL_MEASURE
    confused: Group | None = None
    bounded: Group | None = None
    in_words: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be ticked or chosen."""

    id: str
    title: str
    note: str = ""
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class PairOption:
    """A pair of annotators to choose; None: all pairs."""

    pair: Group | None
    title: str


@dataclass(frozen=True, slots=True)
class OverallRow:
    """One measure over everything. `explanation` is its definition, what to mind, its source."""

    id: str
    title: str
    value: str
    interval: str
    size: str
    note: str
    explanation: str
    is_undefined: bool
    opens: Opened | None = None

    @property
    def spoken(self) -> str:
        """The row for a screen reader."""
        told = (self.title, self.value, self.interval, self.size, self.note)
        return ", ".join(part for part in told if part)


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Why there is nothing to show, and what to do."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class DashboardView:
    """All that the panel shows. With `empty` there are no cards."""

    annotators: tuple[Option, ...]
    labels: tuple[Option, ...]
    measures: tuple[Option, ...]
    pairs: tuple[PairOption, ...] = ()
    summary: str = ""
    problems: str = ""
    overall: tuple[OverallRow, ...] = ()
    charts: tuple[Chart, ...] = ()
    empty: Emptiness | None = None


def dashboard_view(
    found: Dashboard, look: Look = Look(), names: Names | None = None
) -> DashboardView:
    """The panel of what was computed; `names` may stand for annotators who are not to be known."""
    naming = Naming(found.codebook, names or {})
    annotators, labels = _annotator_options(found, naming), _label_options(found, naming)
    measures = _measure_options(found, look)
    empty = emptiness(found, naming)
    if empty is not None:
        return DashboardView(annotators, labels, measures, empty=empty)
    return DashboardView(
        annotators=annotators,
        labels=labels,
        measures=measures,
        pairs=_pair_options(found, naming),
        summary=_summary(found),
        problems=_problems(found),
        overall=_overall(found),
        charts=_charts(found, look, naming),
    )


def emptiness(found: Dashboard, naming: Naming) -> Emptiness | None:
    """Why nothing can be compared; None where something can."""
    people = [name for name, number in found.finished if number]
    if not people:
        return Emptiness(
            "Nobody has finished an article",
            "Agreement is computed from finished articles. An annotator finishes one with "
            "“Finish article” in the Annotate menu.",
        )
    if len(people) == 1:
        return Emptiness(
            f"Only {naming.person(people[0])} has finished articles",
            "Agreement needs two annotators. Import a colleague’s file, or have somebody else "
            "annotate and finish the same articles.",
        )
    if len(found.annotators) < 2:
        return Emptiness(
            "Only one annotator is chosen", "Choose two or more under Annotators above."
        )
    if not found.articles:
        return Emptiness(
            "No article was finished by two of these annotators",
            f"{naming.people(found.annotators)} have finished different articles. Agreement is "
            "computed where two of them have finished the same.",
        )
    return None


def measure_of(found: Dashboard, look: Look) -> Measure:
    """The measure that is shown; the first one where the one that was chosen was not computed."""
    return next((m for m in found.measures if m.name == look.measure), found.measures[0])


def _charts(found: Dashboard, look: Look, naming: Naming) -> tuple[Matrix | Bars, ...]:
    measure = measure_of(found, look)
    charts: list[Chart] = [
        pair_matrix(found, measure, naming),
        label_bars(found, measure, naming),
        confusion_matrix(found, naming, pair=_known(look.confused, found)),
        article_histogram(found, measure),
        boundary_bars(found, naming, pair=_known(look.bounded, found), in_words=look.in_words),
    ]
    if found.asked.subcorpus:
        charts.append(part_bars(found, measure))
    return tuple(charts)


def _known(pair: Group | None, found: Dashboard) -> Group | None:
    return pair if pair is not None and tuple(sorted(pair)) in found.pair_groups else None


# What can be chosen


def _annotator_options(found: Dashboard, naming: Naming) -> tuple[Option, ...]:
    finished = {name: number for name, number in found.finished if number}
    return tuple(
        Option(
            name,
            naming.person(name),
            counted(finished[name], "article"),
            is_on=_is_on(name, found),
        )
        for name in naming.by_name(finished)
    )


def _is_on(annotator: PersonId, found: Dashboard) -> bool:
    return not found.asked.annotators or annotator in found.asked.annotators


def _label_options(found: Dashboard, naming: Naming) -> tuple[Option, ...]:
    used: dict[LabelId, int] = {}
    for article in found.tally.articles:
        for by in (article.spans, article.whole):
            for numbers in by.values():
                for label, number in numbers.items():
                    used[label] = used.get(label, 0) + number
    # Those that were left out must stay in the list, or nobody could take them in again.
    known = {label.id for label in found.codebook.labels} | used.keys()
    chosen = found.asked.labels
    return tuple(
        Option(
            label,
            naming.label(label),
            f"{used[label]:,}" if label in used else "",
            is_on=not chosen or label in chosen,
        )
        for label in naming.in_order(tuple(known))
    )


def _measure_options(found: Dashboard, look: Look) -> tuple[Option, ...]:
    shown = measure_of(found, look).name if found.measures else ""
    return tuple(
        Option(m.name, measure_title(m.name), m.definition, is_on=m.name == shown)
        for m in found.measures
    )


def _pair_options(found: Dashboard, naming: Naming) -> tuple[PairOption, ...]:
    if len(found.annotators) < 3:
        return ()
    groups = combinations(naming.by_name(found.annotators), 2)
    pairs = [PairOption(pair, naming.people(pair)) for pair in groups]
    return (PairOption(None, "All pairs"), *pairs)


# Over everything


def _summary(found: Dashboard) -> str:
    spans = sum(
        number
        for article in found.tally.articles
        for by in (article.spans, article.whole)
        for numbers in by.values()
        for number in numbers.values()
    )
    words = [
        counted(len(found.annotators), "annotator"),
        counted(len(found.articles), "article"),
        counted(spans, "annotation"),
    ]
    if found.left_out:
        left = counted(found.left_out, "article")
        words.append(f"{left} left out, with fewer than two finished sets")
    return " · ".join(words)


def _problems(found: Dashboard) -> str:
    if not found.problems:
        return ""
    return f"{counted(len(found.problems), 'problem')}: {found.problems[0]}"


def overall_figures(found: Dashboard) -> tuple[tuple[Figure, Measure], ...]:
    """The figure of each measure over all labels, annotators and articles."""
    rows: dict[str, tuple[Figure, Measure]] = {}
    for measure in found.measures:
        for figure in of_measure(found, measure):
            is_over_all = not (figure.label or figure.article or figure.subcorpus)
            if is_over_all and figure.annotators == found.annotators:
                # Of two annotators the figure of their pair is the same once more.
                rows.setdefault(figure.name, (figure, measure))
    return tuple(rows.values())


def _overall(found: Dashboard) -> tuple[OverallRow, ...]:
    return tuple(_overall_row(figure, measure) for figure, measure in overall_figures(found))


def _overall_row(figure: Figure, measure: Measure) -> OverallRow:
    return OverallRow(
        id=figure.name,
        title=measure_title(figure.name),
        value=short_value(figure.value),
        interval=interval_words(figure),
        size=size_words(figure, measure),
        note=_note(figure),
        explanation=f"{figure.name}: {' '.join(explained(measure))}",
        is_undefined=figure.value is None,
        opens=Opened(Behind(), "All spans that are compared"),
    )


def _note(figure: Figure) -> str:
    if figure.undefined:
        return figure.undefined
    coverage = "" if figure.coverage is None else f"Coverage {short_value(figure.coverage)}."
    return f"{coverage} {figure.notice}".strip()


def names_of(options: Sequence[Option]) -> tuple[str, ...]:
    """The ids of what is ticked; empty where all are: then nothing is left out."""
    on = tuple(option.id for option in options if option.is_on)
    return () if len(on) == len(options) else on
