"""Which two sets of the open article are compared side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.review_sets import SetRow
from annotator.gui.dialogs.sizes import open_at
from annotator.gui.review.table import Table

_PAIR = 2


class CompareDialog(QDialog):
    """Two sets are ticked; ticking a third takes the tick of the one that was ticked first."""

    compare_asked = Signal(str, str)

    def __init__(
        self, rows: Sequence[SetRow], *, chosen: tuple[str, ...] = (), parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Compare two sets"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Those that were asked for, and where they are fewer than two the first of the others.
        wanted = sorted((row.id for row in rows), key=lambda set_id: set_id not in chosen)
        self._ticked: list[str] = wanted[:_PAIR]
        columns = (self.tr("Set"), self.tr("Role"), self.tr("State"), self.tr("Annotations"))
        self._table = Table(columns, name=self.tr("Sets of this article"), parent=self, texts=3)
        self._table.setToolTip(self.tr("Space ticks a set, Return compares"))
        self._items: dict[str, QTreeWidgetItem] = {}
        for row in rows:
            cells = (row.name, row.role, row.state, f"{row.annotations:,}")
            item = self._table.add_row(cells, row_id=row.id, tip=row.words)
            self._items[row.id] = item
        if rows:
            self._table.setCurrentItem(self._items[rows[0].id])
        self._table.itemChanged.connect(self._on_changed)
        self._compare = QPushButton(self)
        self._compare.setDefault(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._buttons.addButton(self._compare, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self._on_compare)
        self._buttons.rejected.connect(self.reject)
        words = QLabel(
            self.tr("They are shown side by side, with everything they differ in."), self
        )
        words.setProperty("role", "secondary")
        words.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(words)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._buttons)
        open_at(self, 560, 320)
        self._show_ticks()
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_ticks(self) -> None:
        states = Qt.CheckState
        with QSignalBlocker(self._table):
            for set_id, item in self._items.items():
                is_ticked = set_id in self._ticked
                item.setCheckState(0, states.Checked if is_ticked else states.Unchecked)
        is_pair = len(self._ticked) == _PAIR
        words = self.tr("Tick two sets")
        if is_pair:
            pair = [item.text(0) for key, item in self._items.items() if key in self._ticked]
            words = self.tr("Compare {one} with {other}").format(one=pair[0], other=pair[1])
        self._compare.setText(words)
        self._compare.setAccessibleName(words)
        self._compare.setToolTip(words)
        self._compare.setEnabled(is_pair)

    @Slot(QTreeWidgetItem, int)
    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        set_id = self._table.row_id_of(item)
        self._ticked = [ticked for ticked in self._ticked if ticked != set_id]
        if item.checkState(0) == Qt.CheckState.Checked:
            self._ticked = [*self._ticked, set_id][-_PAIR:]
        self._show_ticks()

    @Slot()
    def _on_compare(self) -> None:
        if len(self._ticked) == _PAIR:
            one, other = (key for key in self._items if key in self._ticked)
            self.compare_asked.emit(one, other)
            self.accept()
