"""Paints one cell or one bar, the same in the window and in a saved picture."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from annotator.app.present.charts import NO_COLOR, Bar, Bars, Heading, Matrix, MatrixCell
from annotator.gui.panels.painting import draw_swatch, small_font, weighted
from annotator.gui.theme import Theme, blended, contrast, readable_on

CELL_HEIGHT, BAR_HEIGHT = 32, 28
SWATCH = 10.0
_TALLEST_TITLE = 130.0
_FAINTEST, _STRONGEST = 0.07, 0.9
_BAR = 12.0
_GAP = 8.0
_LEAST_CONTRAST = 4.5


def cell_ground(cell: MatrixCell, theme: Theme) -> QColor:
    """What lies under a cell's words."""
    if cell.strength is None or theme.is_contrast:
        return theme.page
    color = theme.warning if cell.is_apart else theme.accent
    share = _FAINTEST + (_STRONGEST - _FAINTEST) * cell.strength
    return blended(theme.page, color, share)


def cell_ink(cell: MatrixCell, theme: Theme) -> QColor:
    """The colour of a cell's words, with a contrast of at least 4.5 on what lies under them."""
    if cell.is_quiet:
        return theme.secondary
    ground = cell_ground(cell, theme)
    is_readable = contrast(theme.text, ground) >= _LEAST_CONTRAST
    return theme.text if is_readable else readable_on(ground)


def paint_cell(painter: QPainter, box: QRectF, cell: MatrixCell, theme: Theme) -> None:
    """A cell of a matrix in the painter's font; in high contrast a stroke shows its strength."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = box.adjusted(1, 1, -1, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if cell.strength is not None:
        painter.setBrush(cell_ground(cell, theme))
        painter.drawRoundedRect(inner, 3, 3)
        if theme.is_contrast:
            painter.setBrush(theme.warning if cell.is_apart else theme.accent)
            width = max(1.0, (inner.width() - 8) * cell.strength)
            painter.drawRect(QRectF(inner.left() + 4, inner.bottom() - 5, width, 4))
    painter.setPen(cell_ink(cell, theme))
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter), cell.words)
    painter.restore()


def turned_height(chart: Matrix, font: QFont) -> float:
    """How high the titles of columns are when they are turned to stand on end."""
    metrics = QFontMetricsF(font)
    widest = max((metrics.horizontalAdvance(h.title) for h in chart.columns), default=0.0)
    swatch = SWATCH + _GAP if any(h.color for h in chart.columns) else 0.0
    return min(widest, _TALLEST_TITLE) + swatch + 2 * _GAP


def paint_column_title(
    painter: QPainter, box: QRectF, heading: Heading, *, is_turned: bool, theme: Theme
) -> None:
    """A column's title with its label's colour: in the middle, or on end from the cells up."""
    painter.save()
    if is_turned:
        painter.translate(box.left(), box.bottom())
        painter.rotate(-90)
        box = QRectF(0, 0, box.height(), box.width())
    inner = box.adjusted(4, 0, -4, 0)
    metrics = QFontMetricsF(painter.font())
    indent = SWATCH + _GAP if heading.color else 0.0
    elide = Qt.TextElideMode.ElideRight
    title = metrics.elidedText(heading.title, elide, inner.width() - indent)
    width = metrics.horizontalAdvance(title) + indent
    x = inner.left() + (0.0 if is_turned else max(0.0, (inner.width() - width) / 2))
    if heading.color:
        y = inner.center().y() - SWATCH / 2
        draw_swatch(painter, QRectF(x, y, SWATCH, SWATCH), theme.label(heading.color))
    painter.setPen(theme.secondary)
    rest = QRectF(x + indent, inner.top(), width, inner.height())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rest, int(flags), title)
    painter.restore()


def paint_row_title(
    painter: QPainter, box: QRectF, heading: Heading, *, has_swatches: bool, theme: Theme
) -> None:
    """A row's title with its label's colour; all titles of a chart begin in the same place."""
    painter.save()
    indent = SWATCH + _GAP if has_swatches else 0.0
    if heading.color:
        swatch = QRectF(box.left(), box.center().y() - SWATCH / 2, SWATCH, SWATCH)
        draw_swatch(painter, swatch, theme.label(heading.color))
    painter.setPen(theme.text)
    rest = box.adjusted(indent, 0, 0, 0)
    elide = Qt.TextElideMode.ElideRight
    title = QFontMetricsF(painter.font()).elidedText(heading.title, elide, rest.width())
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rest, int(flags), title)
    painter.restore()


def words_width(chart: Bars, font: QFont) -> float:
    """How wide the values beside the bars are, with what they are counted from."""
    metrics, small = QFontMetricsF(weighted(font, QFont.Weight.DemiBold)), _small(font)
    bars = [bar for row in chart.rows for bar in row.bars]
    values = max((metrics.horizontalAdvance(bar.words) for bar in bars), default=0.0)
    sizes = max((small.horizontalAdvance(bar.size) for bar in bars), default=0.0)
    return values + (sizes + _GAP if sizes else 0.0) + _GAP


def size_width(chart: Bars, font: QFont) -> float:
    """How wide what they are counted from is, alone."""
    small = _small(font)
    return max(
        (small.horizontalAdvance(bar.size) for row in chart.rows for bar in row.bars), default=0.0
    )


def track_of(box: QRectF, chart: Bars, font: QFont) -> QRectF:
    """The part of a row in which the bar lies, from the axis' least to its most."""
    return box.adjusted(_GAP, 0, -words_width(chart, font) - _GAP, 0)


def place_on(track: QRectF, value: float, chart: Bars) -> float:
    """Where a value lies on the axis."""
    span = chart.most - chart.least
    share = (value - chart.least) / span if span else 0.0
    return track.left() + track.width() * min(1.0, max(0.0, share))


def ticks_of(chart: Bars) -> tuple[tuple[float, str], ...]:
    """Values to be named on the axis: its ends, and what lies between."""
    values = sorted({chart.least, *chart.ticks, chart.most})
    return tuple((value, f"{value:,.4g}") for value in values)


def paint_bar(
    painter: QPainter, box: QRectF, bar: Bar, chart: Bars, *, color: int, theme: Theme
) -> None:
    """A bar from zero with its interval, its value and what it is counted from."""
    painter.save()
    font = painter.font()
    track = track_of(box, chart, font)
    # In high contrast lines are as strong as text, and would cross out the bars.
    painter.setPen(QPen(blended(theme.page, theme.text, 0.3) if theme.is_contrast else theme.line))
    for value, _ in ticks_of(chart):
        x = round(place_on(track, value, chart)) + 0.5
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
    if bar.value is not None:
        _paint_body(painter, track, bar, chart, color=color, theme=theme)
    _paint_words(painter, box, bar, chart, theme)
    painter.restore()


def _paint_body(
    painter: QPainter, track: QRectF, bar: Bar, chart: Bars, *, color: int, theme: Theme
) -> None:
    assert bar.value is not None
    ink = theme.accent if color == NO_COLOR else theme.label(color)
    zero, end = place_on(track, 0.0, chart), place_on(track, bar.value, chart)
    middle = track.center().y()
    body = QRectF(min(zero, end), middle - _BAR / 2, abs(end - zero), _BAR)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if body.width() > 0:
        painter.setPen(QPen(ink, 1))
        painter.setBrush(blended(theme.page, ink, 0.42))
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    if bar.low is not None and bar.high is not None:
        low, high = place_on(track, bar.low, chart), place_on(track, bar.high, chart)
        painter.setPen(QPen(theme.text, 1.5))
        painter.drawLine(QPointF(low, middle), QPointF(high, middle))
        for x in (low, high):
            painter.drawLine(QPointF(x, middle - 4), QPointF(x, middle + 4))


def _paint_words(painter: QPainter, box: QRectF, bar: Bar, chart: Bars, theme: Theme) -> None:
    font = painter.font()
    inner = box.adjusted(0, 0, -_GAP, 0)
    flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    sizes = size_width(chart, font)
    if sizes:
        painter.setFont(small_font(font))
        painter.setPen(theme.secondary)
        painter.drawText(inner, flags, bar.size)
        inner.adjust(0, 0, -sizes - _GAP, 0)
    is_quiet = bar.value is None or (bar.value == 0 and bar.opens is None)
    painter.setFont(font if is_quiet else weighted(font, QFont.Weight.DemiBold))
    painter.setPen(theme.secondary if is_quiet else theme.text)
    painter.drawText(inner, flags, bar.words)


def paint_axis(painter: QPainter, box: QRectF, chart: Bars, *, series: str, theme: Theme) -> None:
    """Above a column of bars: the axis' values, and what its bars and numbers are."""
    painter.save()
    font = painter.font()
    track = track_of(box, chart, font)
    painter.setFont(small_font(font))
    painter.setPen(theme.secondary)
    flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if len(chart.series) > 1:
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(track, left, series)
    else:
        metrics = QFontMetricsF(painter.font())
        for value, words in ticks_of(chart):
            width = metrics.horizontalAdvance(words)
            x = place_on(track, value, chart) - width / 2
            x = min(max(x, track.left() - _GAP), track.right() - width / 2)
            painter.drawText(QPointF(x, box.center().y() + metrics.ascent() / 2 - 1), words)
    if size_width(chart, font):
        painter.drawText(box.adjusted(0, 0, -_GAP, 0), flags, "n")
    painter.restore()


def _small(font: QFont) -> QFontMetricsF:
    return QFontMetricsF(small_font(font))
