"""A chart to walk through: arrows move, Return or a click opens what stands behind a cell."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from annotator.app.present.charts import (
    Bar,
    Bars,
    Chart,
    Matrix,
    MatrixCell,
    headings_of,
)
from annotator.gui.dashboard.chart_model import CELL_ROLE, ROW_ROLE, ChartModel
from annotator.gui.dashboard.chart_painting import (
    BAR_HEIGHT,
    CELL_HEIGHT,
    paint_axis,
    paint_bar,
    paint_cell,
    paint_column_title,
    paint_row_title,
    turned_height,
)
from annotator.gui.panels.painting import draw_focus_ring
from annotator.gui.theme import Theme

_TALLEST, _TALLEST_MATRIX = 460, 640
_WIDEST_COLUMN, _USUAL_COLUMN, _NARROWEST_COLUMN = 120, 80, 44
# In less a title cannot be read: it is turned to stand on end.
_READABLE_COLUMN = 60
_WIDEST_HEADING = 150
_SWATCH, _GAP, _EDGE = 10, 8, 6
# An axis runs from left to right in every script, and the numbers stand behind the bars.
_DIRECTION = Qt.LayoutDirection.LeftToRight


class ChartTable(QTableView):
    """One chart. Its height is that of its rows, up to a limit beyond which it scrolls."""

    cell_opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = ChartModel(self)
        self._paint = _ChartDelegate(theme, self)
        self._axis = _AxisHeader(theme, self)
        self._titles = _RowTitles(theme, self)
        self.setHorizontalHeader(self._axis)
        self.setVerticalHeader(self._titles)
        self.setModel(self._cells)
        self.setItemDelegate(self._paint)
        self.setProperty("kind", "chart")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.clicked.connect(self._on_activated)

    def show_chart(self, chart: Chart) -> None:
        """Shows a chart, in the same place where it has the same shape."""
        is_bars = isinstance(chart, Bars)
        self._cells.show_chart(chart)
        self._axis.chart = self._titles.chart = chart
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.sentence)
        height = BAR_HEIGHT if is_bars else CELL_HEIGHT
        least = QFontMetrics(self.font()).height() + 10
        self.verticalHeader().setDefaultSectionSize(max(height, least))
        self.verticalHeader().setFixedWidth(self._headings_width(chart))
        mode = QHeaderView.ResizeMode.Stretch if is_bars else QHeaderView.ResizeMode.Fixed
        self.horizontalHeader().setSectionResizeMode(mode)
        self._fit()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self._paint.theme = self._axis.theme = self._titles.theme = theme
        self.viewport().update()
        self._axis.viewport().update()
        self.verticalHeader().viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Space open; arrows move, and at an edge they stay."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._on_activated(self.currentIndex())
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by Tab stands on the first cell at once."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._cells.rowCount():
            self.setCurrentIndex(self._cells.index(0, 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Only the cell whose spans are listed stays marked, not one that was passed by."""
        super().focusOutEvent(event)
        by = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if event.reason() in by:
            self.clearSelection()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hand shows what can be opened."""
        super().mouseMoveEvent(event)
        cell = self._cells.cell(self.indexAt(event.position().toPoint()))
        opens = cell is not None and cell.opens is not None
        shape = Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other widths and heights."""
        super().changeEvent(event)
        chart = self._cells.chart if hasattr(self, "_cells") else None
        if event.type() == QEvent.Type.FontChange and chart is not None:
            self.show_chart(chart)

    @Slot(QModelIndex)
    def _on_activated(self, index: QModelIndex) -> None:
        cell = self._cells.cell(index)
        if cell is not None and cell.opens is not None:
            self.cell_opened.emit(cell.opens)

    def _headings_width(self, chart: Chart) -> int:
        metrics = QFontMetrics(self.font())
        headings = headings_of(chart)
        widest = max((metrics.horizontalAdvance(h.title) for h in headings), default=0)
        has_swatch = any(heading.color for heading in headings)
        indent = _SWATCH + _GAP if has_swatch else 0
        return min(widest, _WIDEST_HEADING) + indent + 2 * _EDGE + 4

    def _fit(self) -> None:
        """Columns of a matrix share the width; the table is as high as its rows need."""
        chart = self._cells.chart
        self._axis.is_turned = False
        if isinstance(chart, Matrix) and chart.columns:
            width = self._column_width(chart)
            self._axis.is_turned = width < _READABLE_COLUMN
            for column in range(len(chart.columns)):
                self.setColumnWidth(column, width)
        self._axis.updateGeometry()
        if chart is not None and self.height() != self._height():
            self.setFixedHeight(self._height())

    def _column_width(self, chart: Matrix) -> int:
        metrics = QFontMetrics(self.font())
        words = {cell.words for row in chart.cells for cell in row}
        cells = max((metrics.horizontalAdvance(word) for word in words), default=0) + 16
        swatch = _SWATCH + _GAP if any(h.color for h in chart.columns) else 0
        titles = [metrics.horizontalAdvance(h.title) + 16 + swatch for h in chart.columns]
        wanted = max(_USUAL_COLUMN, min(_WIDEST_COLUMN, max(titles, default=0)))
        share = self.viewport().width() // len(chart.columns)
        return max(_NARROWEST_COLUMN, cells, min(wanted, share))

    def _height(self) -> int:
        rows = self._cells.rowCount() * self.verticalHeader().defaultSectionSize()
        head = self.horizontalHeader().sizeHint().height()
        most = _TALLEST_MATRIX if isinstance(self._cells.chart, Matrix) else _TALLEST
        return min(most, rows + head + 2 + self._bar_height())

    def _bar_height(self) -> int:
        """Room for the scroll bar of a wide matrix, which else would cover the last row."""
        wide = self.horizontalHeader().length() > self.viewport().width()
        is_matrix = isinstance(self._cells.chart, Matrix)
        return self.horizontalScrollBar().sizeHint().height() if wide and is_matrix else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A matrix fits itself into the new width, or gets room for its scroll bar."""
        super().resizeEvent(event)
        self._fit()


class _AxisHeader(QHeaderView):
    """Columns of a matrix by their titles, columns of bars by their axis."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._table = parent
        self.theme = theme
        self.chart: Chart | None = None
        self.is_turned = False

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        chart = self.chart
        painter.save()
        painter.setLayoutDirection(_DIRECTION)
        painter.setFont(self._table.font())
        if isinstance(chart, Bars):
            series = chart.series[section]
            paint_axis(painter, QRectF(rect), chart, series=series, theme=self.theme)
        elif chart is not None:
            paint_column_title(
                painter,
                QRectF(rect),
                chart.columns[section],
                is_turned=self.is_turned,
                theme=self.theme,
            )
        painter.restore()

    def sizeHint(self) -> QSize:
        """As high as titles are that stand on end, where they do."""
        size = super().sizeHint()
        if self.is_turned and isinstance(self.chart, Matrix):
            size.setHeight(round(turned_height(self.chart, self._table.font())))
        return size


class _RowTitles(QHeaderView):
    """Rows by their titles, with their labels' colours."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._table = parent
        self.theme = theme
        self.chart: Chart | None = None

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if self.chart is None:
            return
        headings = headings_of(self.chart)
        painter.save()
        painter.setLayoutDirection(_DIRECTION)
        painter.setFont(self._table.font())
        paint_row_title(
            painter,
            QRectF(rect).adjusted(_EDGE, 0, -_EDGE, 0),
            headings[section],
            has_swatches=any(heading.color for heading in headings),
            theme=self.theme,
        )
        painter.restore()


class _ChartDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        cell = index.data(CELL_ROLE)
        painter.save()
        painter.setLayoutDirection(_DIRECTION)
        painter.setFont(option.font)
        box = QRectF(option.rect)
        model = index.model()
        chart = model.chart if isinstance(model, ChartModel) else None
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if isinstance(cell, MatrixCell):
            paint_cell(painter, box, cell, self.theme)
        elif isinstance(cell, Bar) and isinstance(chart, Bars):
            if is_hovered and cell.opens is not None:
                painter.fillRect(option.rect, self.theme.hover)
            color = index.data(ROW_ROLE).color
            paint_bar(painter, box, cell, chart, color=color, theme=self.theme)
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_focus_ring(painter, option.rect, self.theme)
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self.theme.accent, 1.5, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 3, 3)
        elif is_hovered and isinstance(cell, MatrixCell) and cell.opens is not None:
            painter.setPen(self.theme.edge)
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 3, 3)
        painter.restore()
