"""A chart as a picture to be saved: with title, sentence, axes and legend, on white paper."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QImageWriter, QPainter

from annotator.app.present.charts import MOST_NARROW, Bars, Chart, Heading, Matrix, headings_of
from annotator.gui.dashboard.chart_painting import (
    BAR_HEIGHT,
    CELL_HEIGHT,
    paint_axis,
    paint_bar,
    paint_cell,
    paint_column_title,
    paint_row_title,
    turned_height,
    words_width,
)
from annotator.gui.panels.painting import small_font, weighted
from annotator.gui.theme import Theme, light

_MARGIN, _GAP = 24.0, 8.0
_SWATCH = 10.0
_BAR_WIDTH = 320.0
_LEAST_WIDTH = 480.0
_COLUMN = 56.0
_SCALE = 2
# Dots in a metre at twice the usual 96 an inch.
_DOTS = round(_SCALE * 96 / 0.0254)
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def png_of(chart: Chart, font: QFont) -> bytes:
    """The chart as PNG, with two dots for each pixel."""
    picture = _Picture(chart, font)
    size = picture.size.toSize()
    image = QImage(size * _SCALE, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(_DOTS)
    image.setDotsPerMeterY(_DOTS)
    image.fill(picture.theme.page)
    painter = QPainter(image)
    painter.scale(_SCALE, _SCALE)
    picture.draw(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(data.data())


def svg_of(chart: Chart, font: QFont) -> bytes:
    """The chart as SVG; its words stay words."""
    from PySide6.QtSvg import QSvgGenerator

    picture = _Picture(chart, font)
    size = picture.size.toSize()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle(chart.title)
    generator.setDescription(chart.sentence)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), picture.theme.page)
    picture.draw(painter)
    painter.end()
    buffer.close()
    return bytes(data.data())


class _Picture:
    """Where everything of a chart goes on the page, and the drawing of it."""

    def __init__(self, chart: Chart, font: QFont) -> None:
        self.theme: Theme = light()
        self._chart = chart
        self._font = QFont(font)
        # Pixels, as in the window: points would differ between pictures of two kinds.
        self._font.setPixelSize(13)
        self._title = weighted(self._font, QFont.Weight.DemiBold)
        self._title.setPixelSize(16)
        self._line = QFontMetricsF(self._font).lineSpacing()
        self._headings = headings_of(chart)
        self._indent = self._indent_of()
        self._column = self._column_width()
        is_wide = isinstance(chart, Matrix) and len(chart.columns) > MOST_NARROW
        self._is_turned = is_wide
        if is_wide:
            self._column = max(_COLUMN - 8, self._cells_width())
        self._row = float(BAR_HEIGHT if isinstance(chart, Bars) else CELL_HEIGHT)
        columns = len(chart.series) if isinstance(chart, Bars) else len(chart.columns)
        self._body = QSizeF(
            self._indent + columns * self._column,
            self._row * len(chart.rows) + self._head_height(),
        )
        self._width = max(_LEAST_WIDTH, self._body.width())
        self._texts = self._laid_out()

    @property
    def size(self) -> QSizeF:
        """How large the picture is, in pixels."""
        texts = sum(height + _GAP for _, _, height in self._texts)
        height = texts + self._axes_height() + self._body.height() + 2 * _MARGIN
        return QSizeF(self._width + 2 * _MARGIN, height)

    def draw(self, painter: QPainter) -> None:
        """Draws it all from the upper left corner."""
        y = _MARGIN
        for place, (words, font, height) in enumerate(self._texts):
            if place == 2:
                y = self._draw_body(painter, y)
            painter.setFont(font)
            painter.setPen(self.theme.text if place < 2 else self.theme.secondary)
            box = QRectF(_MARGIN, y, self._width, height)
            painter.drawText(box, int(_LEFT | Qt.TextFlag.TextWordWrap), words)
            y += height + _GAP
        if len(self._texts) < 3:
            self._draw_body(painter, y)

    def _laid_out(self) -> list[tuple[str, QFont, float]]:
        """Title and sentence, then what stands beneath the chart, with their heights."""
        chart = self._chart
        below = " ".join(part for part in (chart.legend, chart.note) if part)
        small = small_font(self._font)
        found = []
        for words, font in (
            (chart.title, self._title),
            (chart.sentence or chart.why_empty, self._font),
            (below, small),
        ):
            box = QRectF(0, 0, self._width, 10_000)
            flags = int(_LEFT | Qt.TextFlag.TextWordWrap)
            height = QFontMetricsF(font).boundingRect(box, flags, words).height()
            found.append((words, font, height))
        return found if below else found[:2]

    def _axes_height(self) -> float:
        return self._line + _GAP

    def _draw_body(self, painter: QPainter, y: float) -> float:
        chart = self._chart
        painter.setFont(small_font(self._font))
        painter.setPen(self.theme.secondary)
        words = f"{chart.row_axis} ↓   {_column_axis(chart)} →"
        painter.drawText(QRectF(_MARGIN, y, self._width, self._line), int(_LEFT), words)
        y += self._axes_height()
        self._draw_columns(painter, y)
        y += self._head_height()
        for number in range(len(self._headings)):
            self._draw_heading(painter, y, self._headings[number])
            painter.setFont(self._font)
            for column in range(self._columns):
                self._draw_cell(painter, self._box(column, y), number, column)
            y += self._row
        return y + _GAP

    @property
    def _columns(self) -> int:
        chart = self._chart
        return len(chart.series) if isinstance(chart, Bars) else len(chart.columns)

    def _box(self, column: int, y: float) -> QRectF:
        x = _MARGIN + self._indent + column * self._column
        return QRectF(x, y, self._column, self._row)

    def _draw_columns(self, painter: QPainter, y: float) -> None:
        chart = self._chart
        painter.setFont(self._font)
        for column in range(self._columns):
            box = self._box(column, y)
            if isinstance(chart, Bars):
                paint_axis(painter, box, chart, series=chart.series[column], theme=self.theme)
                continue
            box.setHeight(self._head_height())
            paint_column_title(
                painter,
                box,
                chart.columns[column],
                is_turned=self._is_turned,
                theme=self.theme,
            )

    def _draw_heading(self, painter: QPainter, y: float, heading: Heading) -> None:
        painter.setFont(self._font)
        paint_row_title(
            painter,
            QRectF(_MARGIN, y, self._indent - _GAP, self._row),
            heading,
            has_swatches=any(each.color for each in self._headings),
            theme=self.theme,
        )

    def _draw_cell(self, painter: QPainter, box: QRectF, row: int, column: int) -> None:
        chart = self._chart
        if isinstance(chart, Matrix):
            paint_cell(painter, box, chart.cells[row][column], self.theme)
            return
        found = chart.rows[row]
        bar, color = found.bars[column], found.heading.color
        paint_bar(painter, box, bar, chart, color=color, theme=self.theme)

    def _indent_of(self) -> float:
        metrics = QFontMetricsF(self._font)
        widest = max((metrics.horizontalAdvance(h.title) for h in self._headings), default=0.0)
        return min(widest, 220.0) + _SWATCH + 2 * _GAP

    def _column_width(self) -> float:
        chart = self._chart
        metrics = QFontMetricsF(self._font)
        if isinstance(chart, Bars):
            share = _BAR_WIDTH / max(1, len(chart.series)) + 80
            return share + words_width(chart, self._font)
        titles = [heading.title for heading in chart.columns]
        widest = max((metrics.horizontalAdvance(title) for title in titles), default=0.0)
        swatch = _SWATCH + _GAP if any(heading.color for heading in chart.columns) else 0.0
        return max(_COLUMN, self._cells_width(), min(widest + swatch + 12, 150.0))

    def _cells_width(self) -> float:
        chart = self._chart
        if isinstance(chart, Bars):
            return 0.0
        metrics = QFontMetricsF(self._font)
        words = {cell.words for row in chart.cells for cell in row}
        return max((metrics.horizontalAdvance(word) for word in words), default=0.0) + 16

    def _head_height(self) -> float:
        chart = self._chart
        if self._is_turned and isinstance(chart, Matrix):
            return turned_height(chart, self._font)
        return self._row


def _column_axis(chart: Chart) -> str:
    return chart.axis if isinstance(chart, Bars) else chart.column_axis


def picture_size(chart: Chart, font: QFont) -> QSize:
    """How large a chart's picture is, in pixels."""
    return _Picture(chart, font).size.toSize()
