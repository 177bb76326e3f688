"""Charts as values: what the dashboard's tables show, and what is saved as picture or CSV."""

from dataclasses import dataclass

from annotator.app.behind import Behind

# A bar or title without a label's colour.
NO_COLOR = 0
# A matrix of more columns is wide: it gets a row of its own.
MOST_NARROW = 8


@dataclass(frozen=True, slots=True)
class Opened:
    """What a cell or bar opens: which spans, under which heading."""

    behind: Behind
    heading: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What a row or column is of, with the number of a label's colour, if it has one."""

    title: str
    color: int = NO_COLOR


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell. `words` stand in it, `tip` says all about it, also to a screen reader.

    `strength`, from 0 to 1, is how strongly it is coloured; None: not at all. `is_quiet`: nothing
    to be seen there, as where a row meets its own column; `is_apart`: a disagreement, in another
    colour.
    """

    words: str
    tip: str = ""
    strength: float | None = None
    is_quiet: bool = False
    is_apart: bool = False
    opens: Opened | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of cells with a title and one sentence. `note` says what it is counted from."""

    id: str
    title: str
    sentence: str
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    cells: tuple[tuple[MatrixCell, ...], ...]
    row_axis: str
    column_axis: str
    legend: str = ""
    note: str = ""
    why_empty: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its interval. Without a value there is no bar, and `words` say so."""

    value: float | None
    words: str
    tip: str = ""
    low: float | None = None
    high: float | None = None
    # How many it is counted from, beside the value.
    size: str = ""
    opens: Opened | None = None


@dataclass(frozen=True, slots=True)
class BarRow:
    """A row of bars, one for each series."""

    heading: Heading
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from 0 on an axis from `least` to `most`, with a title and one sentence."""

    id: str
    title: str
    sentence: str
    rows: tuple[BarRow, ...]
    series: tuple[str, ...]
    axis: str
    row_axis: str
    least: float = 0.0
    most: float = 1.0
    # Values to be named on the axis beside its ends.
    ticks: tuple[float, ...] = ()
    legend: str = ""
    note: str = ""
    why_empty: str = ""


Chart = Matrix | Bars


def headings_of(chart: Chart) -> tuple[Heading, ...]:
    """What the rows of a chart are of."""
    if isinstance(chart, Matrix):
        return chart.rows
    return tuple(row.heading for row in chart.rows)
