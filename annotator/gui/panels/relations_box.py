"""The relations of the selected annotation: where each leads, and a button to take it away."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.inspector import ControlRow, RelationRow
from annotator.app.present.keys import with_key
from annotator.core.codebook import AttributeKind
from annotator.gui.panels.button import Button
from annotator.gui.panels.elided import ElidedButton
from annotator.gui.panels.fields import ChoiceCombo, TextField
from annotator.gui.resources import icon


class RelationsBox(QWidget):
    """Shows relation rows; says which was asked to go, and which other end was chosen."""

    relation_removed = Signal(str)
    annotation_chosen = Signal(str)
    add_asked = Signal()
    attribute_changed = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[RelationRow, ...], bool] = ((), False)
        self._title = QLabel(self.tr("Relations"), self)
        self._title.setProperty("role", "secondary")
        self._add = Button(self.tr("Add"), self)
        self._add.setIcon(icon("relation"))
        self._add.setProperty("kind", "plain")
        self._add.setAccessibleName(self.tr("Add a relation"))
        self.show_key("")
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
        self.flush()
        self._shown = (rows, is_read_only)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._list.addWidget(self._line(row, is_read_only=is_read_only))

    def show_key(self, key: str) -> None:
        """Names the key that begins a relation, if there is one."""
        self._add.setToolTip(with_key(self.tr("Tie this annotation to another one"), key))

    def flush(self) -> None:
        """Commits text typed about a relation."""
        for field in self.findChildren(TextField):
            field.flush()

    def tab_stops(self) -> list[QWidget]:
        """Everything that takes the keyboard, from top to bottom."""
        buttons: list[QWidget] = [self._add]
        for place in range(self._list.count()):
            item = self._list.itemAt(place)
            line = item.widget() if item is not None else None
            if line is not None:
                buttons += line.findChildren(ElidedButton)
                buttons += line.findChildren(QToolButton)
                buttons += line.findChildren(TextField)
                buttons += line.findChildren(ChoiceCombo)
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
        if not row.controls:
            return line
        whole = QWidget(self)
        column = QFormLayout(whole)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addRow(line)
        for control in row.controls:
            field = self._field(row, control, parent=whole)
            field.setEnabled(not is_read_only)
            column.addRow(f"    {control.title}", field)
        return whole

    def _field(self, row: RelationRow, control: ControlRow, *, parent: QWidget) -> QWidget:
        """A control for an attribute of a relation: a list where there are choices, else text."""
        field: TextField | ChoiceCombo
        if control.choices:
            field = ChoiceCombo(control.choices, parent)
            field.value_chosen.connect(self._on_value)
        else:
            field = TextField(parent, numbers_only=control.kind is AttributeKind.NUMBER)
            field.setPlaceholderText(control.note)
            field.committed.connect(self._on_value)
        field.show_value(control.value)
        field.setProperty("target", row.id)
        field.setProperty("attribute", control.id)
        field.setAccessibleName(f"{control.title}: {row.words}")
        field.setToolTip(control.note or control.title)
        return field

    @Slot()
    def _on_go(self) -> None:
        self.annotation_chosen.emit(str(self.sender().property("target")))

    @Slot(str)
    def _on_value(self, value: str) -> None:
        field = self.sender()
        target, attribute = str(field.property("target")), str(field.property("attribute"))
        self.attribute_changed.emit(target, attribute, value)

    @Slot()
    def _on_remove(self) -> None:
        self.relation_removed.emit(str(self.sender().property("target")))
