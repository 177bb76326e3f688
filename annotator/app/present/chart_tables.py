"""Charts and figures as tables, for CSV: RFC 4180 with a byte-order mark, as spreadsheets like it.

No cell begins in a way that a spreadsheet would run as a formula.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from annotator.adjudicate.figures import Figure
from annotator.app.present.charts import Bars, Chart, Matrix
from annotator.app.present.dashboard_names import Names
from annotator.formats.table import guarded

# As the JSON of `annotator agree` names them.
FIGURE_COLUMNS = (
    "name",
    "label",
    "annotators",
    "article",
    "subcorpus",
    "value",
    "low",
    "high",
    "articles",
    "spans",
    "units",
    "undefined",
    "coverage",
    "notice",
)
_BAR_COLUMNS = ("series", "value", "low", "high", "annotations")
_Cell = str | float | int | None


def figures_csv(figures: Iterable[Figure], names: Names | None = None) -> str:
    """All figures, one a row, with full precision; annotators parted by a blank."""
    known = names or {}
    return _csv(
        FIGURE_COLUMNS,
        (
            (
                figure.name,
                figure.label,
                " ".join(
                    sorted(known.get(annotator, annotator) for annotator in figure.annotators)
                ),
                figure.article,
                figure.subcorpus,
                figure.value,
                figure.low,
                figure.high,
                figure.size.articles,
                figure.size.spans,
                figure.size.units,
                figure.undefined,
                figure.coverage,
                figure.notice,
            )
            for figure in figures
        ),
    )


def chart_csv(chart: Chart) -> str:
    """What a chart shows: a matrix as a matrix, bars one a row."""
    return _matrix_csv(chart) if isinstance(chart, Matrix) else _bars_csv(chart)


def _matrix_csv(chart: Matrix) -> str:
    corner = f"{chart.row_axis} / {chart.column_axis}"
    rows = (
        (heading.title, *("" if cell.words in "–·" else cell.words for cell in cells))
        for heading, cells in zip(chart.rows, chart.cells, strict=True)
    )
    return _csv((corner, *(heading.title for heading in chart.columns)), rows)


def _bars_csv(chart: Bars) -> str:
    rows = (
        (row.heading.title, series, bar.value, bar.low, bar.high, bar.size.replace(",", ""))
        for row in chart.rows
        for series, bar in zip(chart.series, row.bars, strict=True)
    )
    return _csv((chart.row_axis, *_BAR_COLUMNS), rows)


def _csv(head: Sequence[str], rows: Iterable[Sequence[_Cell]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([guarded(cell) for cell in head])
    for row in rows:
        # A number below zero begins with a minus, and is no formula.
        writer.writerow([guarded(c) if isinstance(c, str) else "" if c is None else c for c in row])
    return "\ufeff" + text.getvalue()
