"""A paragraph for a paper's methods section, with the numbers of a project filled in."""

from collections.abc import Iterable

from annotator import __version__
from annotator.adjudicate.figures import Figure
from annotator.adjudicate.pooling import Measure
from annotator.app.dashboard import Dashboard
from annotator.app.present.agreement import UNDEFINED
from annotator.app.present.chart_bars import of_measure
from annotator.app.present.dashboard import Look, measure_of, overall_figures
from annotator.app.present.dashboard_names import Naming, joined
from annotator.app.present.figure_words import interval_words, short_value
from annotator.app.present.measure_titles import measure_title
from annotator.app.present.wording import counted

# What is said of every corpus; the measure that is shown comes beside them.
_TOLD = ("f1_exact", "f1_overlap", "u_alpha", "cu_alpha", "alpha", "alpha_article")


def methods_paragraph(found: Dashboard, look: Look = Look()) -> str:
    """Plain English: what was compared and how, the values with intervals, the sources.

    The annotators are counted and not named.
    """
    shown = measure_of(found, look)
    told = [
        (figure, measure)
        for figure, measure in overall_figures(found)
        if measure.name in _TOLD or measure is shown
    ]
    sentences = (
        _corpus(found),
        _comparison(found),
        *(_figure(figure, measure) for figure, measure in told),
        _by_label(found, shown),
        _intervals(found, [figure for figure, _ in told]),
        f"Computed with Annotator {__version__}.",
        _references(measure for _, measure in told),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _corpus(found: Dashboard) -> str:
    tally = found.tally
    spans = _total(found, is_on_words=True)
    whole = _total(found, is_on_words=False)
    number = len(found.annotators)
    who = "both annotators" if number == 2 else f"at least two of {number:,} annotators"
    words = (
        f"Agreement was computed on {counted(len(tally.articles), 'article')} that {who} had "
        f"finished, with {counted(spans, 'marked span')} in all"
    )
    if whole:
        words += f" and {counted(whole, 'label')} of whole articles"
    if found.left_out:
        left = counted(found.left_out, "further article")
        words += f"; {left} with fewer than two finished annotation sets were left out"
    if found.asked.labels:
        naming = Naming(found.codebook)
        labels = joined([naming.label(x) for x in naming.in_order(found.asked.labels)])
        words += f"; only the labels {labels} were compared"
    return f"{words}."


def _total(found: Dashboard, *, is_on_words: bool) -> int:
    return sum(
        sum(numbers.values())
        for looked in found.tally.articles
        for numbers in (looked.spans if is_on_words else looked.whole).values()
    )


def _comparison(found: Dashboard) -> str:
    words = (
        "An annotation is a span of one or more stretches of characters with a label; a finished "
        "article without annotations counts as such. Annotations of every two annotators were "
        "compared within an article; where spans are matched, each is matched with at most one of "
        "the other annotator’s. Counts were added up over articles before a value was taken."
    )
    if found.asked.with_attributes:
        words += " Labels were the same only if all their attributes were."
    else:
        words += " Attributes of labels were not compared."
    if found.asked.without_accepted:
        words += " Suggestions of a machine that annotators had accepted were left out."
    return words


def _figure(figure: Figure, measure: Measure) -> str:
    title = f"{measure_title(figure.name)} ({figure.name})"
    if figure.value is None:
        return f"{title} was {UNDEFINED}: {figure.undefined}"
    units = counted(figure.size.units, measure.data.value.removesuffix("s"))
    interval = interval_words(figure)
    between = f"95 % interval {interval}; " if interval else ""
    coverage = f"; coverage {short_value(figure.coverage)}" if figure.coverage is not None else ""
    value = f"{title} was {short_value(figure.value)} ({between}n = {units}{coverage})"
    return f"{value}: {measure.definition}"


def _by_label(found: Dashboard, shown: Measure) -> str:
    naming = Naming(found.codebook)
    figures = {
        figure.label: figure
        for figure in of_measure(found, shown)
        if figure.label is not None and figure.annotators == found.annotators
    }
    told = []
    for label in naming.in_order([label for label in figures if label is not None]):
        figure = figures[label]
        interval = interval_words(figure)
        between = f", {interval}" if interval else ""
        spans = counted(figure.size.spans, "annotation")
        told.append(f"{naming.label(label)} {short_value(figure.value)} ({spans}{between})")
    return f"By label, {measure_title(shown.name)} was: {'; '.join(told)}." if told else ""


def _intervals(found: Dashboard, figures: Iterable[Figure]) -> str:
    if not any(interval_words(figure) for figure in figures):
        return "No intervals were computed."
    return (
        f"Intervals are 95 % percentile bootstrap intervals over articles "
        f"({found.asked.samples:,} samples, seed {found.asked.seed})."
    )


def _references(measures: Iterable[Measure]) -> str:
    sources = dict.fromkeys(measure.source for measure in measures)
    return f"References: {'. '.join(sources)}." if sources else ""
