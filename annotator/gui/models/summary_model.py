"""The list model of the article's annotations by label: closed labels cost a line each, and an
act costs what it changes, however many annotations an open label has.
"""

from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt

from annotator.app.present.summary import (
    SummaryGroup,
    SummaryLine,
    annotation_line,
    heading_line,
)
from annotator.core.state import Order
from annotator.gui.models.rows_model import ROW_ROLE

Index = QModelIndex | QPersistentModelIndex

# Beyond so many touched annotations a label's rows are announced as all gone and all new.
_MOST_TOUCHED = 48


class _Part:
    """A label as it has been announced: its heading and, where it is open, the rows under it.

    `version` is that of the state when the rows were read.
    """

    def __init__(self, group: SummaryGroup, *, is_open: bool) -> None:
        self.group = group
        self.is_open = is_open
        self.version = group.state.touched.version
        self.orders: list[Order] = []
        self.order_of: dict[str, Order] = {}
        if is_open:
            self.take(group.orders())

    def take(self, orders: list[Order]) -> None:
        """Has these rows from now on."""
        self.orders = orders
        self.order_of = {order[2]: order for order in orders}

    def __len__(self) -> int:
        return 1 + len(self.orders)

    def line(self, place: int) -> SummaryLine:
        """The line at a place, the heading's being 0."""
        if place == 0:
            return heading_line(self.group, is_open=self.is_open)
        return annotation_line(self.group, self.orders[place - 1][2])


class SummaryModel(QStringListModel):
    """Headings and, under open ones, annotations in reading order. `words` are what is spoken.

    Qt's own list of strings does the counting: at each change a view asks the model for every
    index, and 12,500 answers from Python took 30 ms, from Qt under one. The strings stay empty.
    So rows change here first, and then Qt is told.
    """

    def __init__(self, words: Callable[[SummaryLine], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._parts: list[_Part] = []

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A line can be chosen, not written."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The line itself for ROW_ROLE, its words for what is shown and spoken."""
        if role == Qt.ItemDataRole.ToolTipRole:
            line = self.line(index)
            return None if line is None else line.title
        if role == ROW_ROLE:
            return self.line(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.line(index)
            return None if line is None else self._words(line)
        return None

    def line(self, index: Index) -> SummaryLine | None:
        """The line at an index, None where there is none."""
        place = index.row()
        if place < 0:
            return None
        for part in self._parts:
            if place < len(part):
                return part.line(place)
            place -= len(part)
        return None

    def index_of(self, line_id: str) -> QModelIndex:
        """The index of the line with that id, invalid where there is none."""
        start = 0
        for part in self._parts:
            order = part.order_of.get(line_id)
            if order is not None:
                return self.index(start + 1 + bisect_left(part.orders, order))
            if line_id == f"label/{part.group.id}":
                return self.index(start)
            start += len(part)
        return QModelIndex()

    def show_groups(self, groups: tuple[SummaryGroup, ...], open_groups: frozenset[str]) -> None:
        """Shows these labels, and announces how they differ from those shown before."""
        wanted = [group.id for group in groups]
        kept = [part.group.id for part in self._parts if part.group.id in wanted]
        if kept != [label for label in wanted if label in kept]:
            # The codebook has changed its order.
            self._parts = []
            self.setStringList([])
        self._remove_all_but(set(wanted))
        start = 0
        for number, group in enumerate(groups):
            is_open = group.id in open_groups
            if number == len(self._parts) or self._parts[number].group.id != group.id:
                part = _Part(group, is_open=is_open)
                self._parts.insert(number, part)
                self.insertRows(start, len(part))
            else:
                self._show(self._parts[number], group, start, is_open=is_open)
            start += len(self._parts[number])

    def _remove_all_but(self, wanted: set[str]) -> None:
        start = 0
        for part in tuple(self._parts):
            if part.group.id in wanted:
                start += len(part)
                continue
            self._parts.remove(part)
            self.removeRows(start, len(part))

    def _show(self, part: _Part, group: SummaryGroup, start: int, *, is_open: bool) -> None:
        """Shows a label anew whose heading stands at `start`."""
        before, was_open = part.group, part.is_open
        is_same = before.state is group.state and before.text is group.text
        touched = group.state.touched.since(part.version) if is_open and was_open else ()
        part.group, part.is_open = group, is_open
        if (before.title, before.color, before.count, was_open) != (
            group.title,
            group.color,
            group.count,
            is_open,
        ):
            self._say_changed(start)
        if not is_same or is_open != was_open or len(touched) > _MOST_TOUCHED:
            self._read_anew(part, start)
            return
        for annotation_id in touched:
            self._update(part, annotation_id, start)
        part.version = group.state.touched.version

    def _read_anew(self, part: _Part, start: int) -> None:
        if part.orders:
            count = len(part.orders)
            part.take([])
            self.removeRows(start + 1, count)
        part.version = part.group.state.touched.version
        orders = part.group.orders() if part.is_open else []
        if orders:
            part.take(orders)
            self.insertRows(start + 1, len(orders))

    def _update(self, part: _Part, annotation_id: str, start: int) -> None:
        """Takes in what became of one annotation."""
        old, new = part.order_of.get(annotation_id), part.group.order(annotation_id)
        if old is not None and old == new:
            self._say_changed(start + 1 + bisect_left(part.orders, old))
            return
        if old is not None:
            place = bisect_left(part.orders, old)
            del part.orders[place], part.order_of[annotation_id]
            self.removeRows(start + 1 + place, 1)
        if new is not None:
            place = bisect_left(part.orders, new)
            part.orders.insert(place, new)
            part.order_of[annotation_id] = new
            self.insertRows(start + 1 + place, 1)

    def _say_changed(self, place: int) -> None:
        index = self.index(place)
        self.dataChanged.emit(index, index)
