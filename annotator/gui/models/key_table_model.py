"""The table of keys: a line for each command under its menu's heading."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont

from annotator.app.present.settings import KeyTableRow

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW_PX = 26
COLUMNS = ("Command", "Keys", "Usual keys")


class KeyTableModel(QAbstractTableModel):
    """Command, keys, usual keys. Rows that only change are announced one by one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[KeyTableRow, ...] = ()

    def replace(self, rows: tuple[KeyTableRow, ...]) -> bool:
        """Shows other rows; whether they are others, not only changed ones."""
        before, self._rows = self._rows, rows
        if [row.id for row in before] == [row.id for row in rows]:
            for place, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    last = self.index(place, len(COLUMNS) - 1)
                    self.dataChanged.emit(self.index(place, 0), last)
            return False
        self._rows = before
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return True

    def row(self, place: int) -> KeyTableRow | None:
        """The row at a place; None beyond the end."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place(self, row_id: str) -> int:
        """Where a row stands; -1 where it is not shown."""
        return next((i for i, row in enumerate(self._rows) if row.id == row_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines there are, headings too."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Three."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """The columns' titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(COLUMNS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be selected."""
        row = self.row(index.row())
        if row is None or not row.title:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What stands in a cell; for a screen reader the first cell says the whole row."""
        row = self.row(index.row())
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole if not index.column():
                return spoken(row)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(part for part in (row.clash, row.note) if part) or None
            case Qt.ItemDataRole.SizeHintRole:
                return QSize(0, _ROW_PX)
            case Qt.ItemDataRole.FontRole if not row.title or (
                row.is_changed and index.column() == 1
            ):
                font = QFont()
                font.setWeight(QFont.Weight.DemiBold)
                return font
        return None


def spoken(row: KeyTableRow) -> str:
    """A row as a sentence."""
    if not row.title:
        return row.group
    keys = row.keys or "no key"
    words = f"{row.title}: {keys}"
    if row.is_changed:
        words += f", usually {row.usual or 'none'}"
    return ". ".join(part for part in (words, row.clash.rstrip(".")) if part)


def _cell(row: KeyTableRow, column: int) -> str:
    if not row.title:
        return "" if column else row.group
    if column == 1:
        return f"{row.keys}  ⚠" if row.clash else row.keys
    return row.usual if column else row.title
