"""A chart as a table that views can walk through: a matrix cell or a bar in each field."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.app.present.charts import (
    Bar,
    Bars,
    Chart,
    Heading,
    Matrix,
    MatrixCell,
    headings_of,
)

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole)
ROW_ROLE = CELL_ROLE + 1
_ROOT = QModelIndex()


class ChartModel(QAbstractTableModel):
    """Rows, columns and cells of a chart."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Shows another chart; where its shape is the same only the cells change."""
        old, self._chart = self._chart, chart
        if old is not None and _shape(old) == _shape(chart):
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
            return
        # Rows and columns have both changed: nothing of the old one is still in its place.
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self._chart is None else len(self._chart.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() or self._chart is None else _shape(self._chart)[1]

    def cell(self, index: Index) -> MatrixCell | Bar | None:
        """What stands in a field."""
        chart = self._chart
        if chart is None or not index.isValid():
            return None
        if isinstance(chart, Matrix):
            return chart.cells[index.row()][index.column()]
        return chart.rows[index.row()].bars[index.column()]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The cell for the delegate; its words, and all about it for tool tips and speech."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == CELL_ROLE:
            return cell
        if role == ROW_ROLE:
            return self._row_heading(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or cell.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (cell.tip or cell.words).replace("\n", ", ")
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """What a row or column is of; a screen reader hears it with the cell."""
        heading = self._heading(section, orientation)
        if heading is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return heading.title
        return None

    def _heading(self, section: int, orientation: Qt.Orientation) -> Heading | None:
        chart = self._chart
        if chart is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._row_heading(section) if section < len(chart.rows) else None
        if isinstance(chart, Matrix):
            return chart.columns[section] if section < len(chart.columns) else None
        return Heading(chart.series[section]) if section < len(chart.series) else None

    def _row_heading(self, row: int) -> Heading:
        assert self._chart is not None
        return headings_of(self._chart)[row]


def _shape(chart: Chart) -> tuple[int, int]:
    wide = len(chart.series) if isinstance(chart, Bars) else len(chart.columns)
    return len(chart.rows), wide
