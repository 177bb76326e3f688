"""The relations of the selected annotation: where each leads, and a button to take it away."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.inspector import RelationRow
from annotator.gui.panels.button import Button
from annotator.gui.panels.elided import ElidedButton
from annotator.gui.resources import icon


class RelationsBox(QWidget):
    """Shows relation rows; says which was asked to go, and which other end was chosen."""

    relation_removed = Signal(str)
    annotation_chosen = Signal(str)
    add_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[RelationRow, ...], bool] = ((), False)
        self._title = QLabel(self.tr("Relations"), self)
        self._title.setProperty("role", "secondary")
        self._add = Button(self.tr("Add"), self)
        self._add.setIcon(icon("relation"))
        self._add.setProperty("kind", "plain")
        self._add.setAccessibleName(self.tr("Add a relation"))
        self._add.setToolTip(self.tr("Tie this annotation to another one (R)"))
        self._add.clicked.connect(self.add_asked)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._add)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(self._list)

    def show_rows(
        self, rows: tuple[RelationRow, ...], *, can_add: bool, is_read_only: bool
    ) -> None:
        """Shows the relations. Without any, and none possible, the box is not there."""
        self._add.setVisible(can_add and not is_read_only)
        self.setVisible(bool(rows) or (can_add and not is_read_only))
        if (rows, is_read_only) == self._shown:
            return
        self._shown = (rows, is_read_only)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._list.addWidget(self._line(row, is_read_only=is_read_only))

    def tab_stops(self) -> list[QWidget]:
        """Everything that takes the keyboard, from top to bottom."""
        buttons: list[QWidget] = [self._add]
        for place in range(self._list.count()):
            item = self._list.itemAt(place)
            line = item.widget() if item is not None else None
            if line is not None:
                buttons += line.findChildren(ElidedButton)
                buttons += line.findChildren(QToolButton)
        return buttons

    def _line(self, row: RelationRow, *, is_read_only: bool) -> QWidget:
        line = QWidget(self)
        go = ElidedButton(row.words, line)
        go.setProperty("kind", "plain")
        go.setProperty("target", row.other)
        go.setToolTip(f"{row.words}\n{self.tr('Go to this annotation')}")
        go.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        go.clicked.connect(self._on_go)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(go, 1)
        if not is_read_only:
            away = QToolButton(line)
            away.setIcon(icon("close"))
            away.setProperty("target", row.id)
            away.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            away.setAccessibleName(self.tr("Remove the relation {words}").format(words=row.words))
            away.setToolTip(self.tr("Remove this relation"))
            away.clicked.connect(self._on_remove)
            layout.addWidget(away)
        return line

    @Slot()
    def _on_go(self) -> None:
        self.annotation_chosen.emit(str(self.sender().property("target")))

    @Slot()
    def _on_remove(self) -> None:
        self.relation_removed.emit(str(self.sender().property("target")))
