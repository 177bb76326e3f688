"""The one list model: it takes a tuple of rows and announces how it differs from the last."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = int(Qt.ItemDataRole.UserRole)

# Scattered changes beyond this are announced as one removal and one insertion: a view spends
# more on a thousand announcements than on laying out its twenty visible rows again.
_MOST_RANGES = 48
_ROOT = QModelIndex()


class Row(Protocol):
    """A frozen row with an id that no other row of the same tuple has."""

    @property
    def id(self) -> str:
        """What stays the same while the row's content changes."""
        ...


R = TypeVar("R", bound=Row)


class RowsModel(QAbstractListModel, Generic[R]):
    """Rows in the order given. `words` makes the text that a screen reader hears for a row."""

    def __init__(
        self,
        words: Callable[[R], str],
        *,
        tip: Callable[[R], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._tip = tip
        self._rows: list[R] = []
        self._places: dict[str, int] | None = {}

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows there are; none under a row."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The row itself for ROW_ROLE, its words for what is shown and spoken."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(row)
        if role == Qt.ItemDataRole.ToolTipRole and self._tip is not None:
            return self._tip(row)
        return None

    def row(self, index: Index) -> R | None:
        """The row at an index, None where there is none."""
        place = index.row()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def index_of(self, row_id: str) -> QModelIndex:
        """The index of the row with that id, invalid where there is none."""
        if self._places is None:
            self._places = {row.id: place for place, row in enumerate(self._rows)}
        place = self._places.get(row_id)
        return QModelIndex() if place is None else self.index(place)

    def replace(self, rows: Sequence[R]) -> None:
        """Shows these rows and announces removals, moves, insertions and changes, by id.

        Raises ValueError where two rows share an id.
        """
        new = list(rows)
        ids = {row.id for row in new}
        if len(ids) != len(new):
            raise ValueError("two rows share an id")
        self._places = None
        if [row.id for row in new] != [row.id for row in self._rows]:
            self._remove_all_but(ids, new)
            self._reorder(new)
            self._insert(new)
        self._change(new)

    def _remove_all_but(self, ids: set[str], new: list[R]) -> None:
        gone = _ranges([i for i, row in enumerate(self._rows) if row.id not in ids])
        old_ids = {row.id for row in self._rows}
        come = _ranges([i for i, row in enumerate(new) if row.id not in old_ids])
        if len(gone) + len(come) > _MOST_RANGES:
            gone = self._differing_middle(new)
        for first, last in reversed(gone):
            self.beginRemoveRows(_ROOT, first, last)
            del self._rows[first : last + 1]
            self.endRemoveRows()

    def _differing_middle(self, new: list[R]) -> list[tuple[int, int]]:
        """The rows between what both tuples begin and end with, as one range."""
        old = self._rows
        shorter = min(len(old), len(new))
        first = 0
        while first < shorter and old[first].id == new[first].id:
            first += 1
        tail = 0
        while tail < shorter - first and old[-1 - tail].id == new[-1 - tail].id:
            tail += 1
        last = len(old) - tail - 1
        return [(first, last)] if last >= first else []

    def _reorder(self, new: list[R]) -> None:
        """Brings the rows that stay into their new order, as one change of layout."""
        here = {row.id: row for row in self._rows}
        wanted = [here[row.id] for row in new if row.id in here]
        if all(a is b for a, b in zip(wanted, self._rows, strict=True)):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in before]
        self._rows = wanted
        places = {row.id: place for place, row in enumerate(wanted)}
        self.changePersistentIndexList(before, [self.index(places[row_id]) for row_id in ids])
        self.layoutChanged.emit()

    def _insert(self, new: list[R]) -> None:
        here = {row.id for row in self._rows}
        for first, last in _ranges([i for i, row in enumerate(new) if row.id not in here]):
            self.beginInsertRows(_ROOT, first, last)
            self._rows[first:first] = new[first : last + 1]
            self.endInsertRows()

    def _change(self, new: list[R]) -> None:
        pairs = enumerate(zip(self._rows, new, strict=True))
        changed = [i for i, (old, row) in pairs if old is not row and old != row]
        self._rows = new
        for first, last in _ranges(changed):
            self.dataChanged.emit(self.index(first), self.index(last))


def _ranges(places: list[int]) -> list[tuple[int, int]]:
    """Sorted places as ranges of neighbours, both ends included."""
    ranges: list[tuple[int, int]] = []
    for place in places:
        if ranges and ranges[-1][1] == place - 1:
            ranges[-1] = (ranges[-1][0], place)
        else:
            ranges.append((place, place))
    return ranges
