"""One figure in words: its value, its interval, what it is counted from, why it is undefined."""

from annotator.adjudicate.figures import Figure
from annotator.adjudicate.pooling import Measure
from annotator.app.present.agreement import UNDEFINED, shown_value
from annotator.app.present.charts import Bar, Opened
from annotator.app.present.measure_titles import measure_title
from annotator.app.present.wording import counted


def short_value(value: float | None) -> str:
    """A value with two decimals, for a cell; "undefined" where there is none."""
    return UNDEFINED if value is None else f"{round(value, 2) + 0.0:.2f}"


def interval_words(figure: Figure) -> str:
    """The bounds of the 95 % interval: "0.61–0.80"; empty where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    low, high = short_value(figure.low), short_value(figure.high)
    # Below zero a dash between two numbers reads as a minus.
    return f"{low} to {high}" if "-" in low + high else f"{low}–{high}"


def size_words(figure: Figure, measure: Measure) -> str:
    """What a figure rests on: "7 articles, 212 spans, 1,204 characters"."""
    size = figure.size
    words = [counted(size.articles, "article"), counted(size.spans, "annotation")]
    if measure.data.value != "articles":
        unit = measure.data.value.removesuffix("s")
        words.append(f"{counted(size.units, unit)} compared")
    return ", ".join(words)


def told(figure: Figure, measure: Measure, *, of: str) -> str:
    """Everything about a figure in lines: for tool tips and screen readers."""
    lines = [f"{of}: {measure_title(figure.name)} {short_value(figure.value)}"]
    if figure.undefined:
        lines.append(figure.undefined)
    interval = interval_words(figure)
    if interval:
        lines.append(f"95 % interval {interval}")
    lines.append(size_words(figure, measure))
    if figure.coverage is not None:
        lines.append(f"Coverage {shown_value(figure.coverage)}")
    if figure.notice:
        lines.append(figure.notice)
    return "\n".join(lines)


def bar_of(figure: Figure, measure: Measure, *, of: str, opens: Opened | None) -> Bar:
    """A figure as a bar with its interval."""
    return Bar(
        value=figure.value,
        words=short_value(figure.value),
        tip=told(figure, measure, of=of),
        low=figure.low,
        high=figure.high,
        size=f"{figure.size.spans:,}",
        opens=opens,
    )
