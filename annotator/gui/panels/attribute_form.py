"""One control for each attribute of the selected annotation."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from annotator.app.present.inspector import ControlRow
from annotator.core.codebook import AttributeKind
from annotator.gui.panels.choice_row import ChoiceRow
from annotator.gui.panels.fields import ChoiceCombo, EntityField, TextField
from annotator.gui.theme import Theme

# More choices than this would push the rest of the form out of sight.
_MOST_BUTTONS = 5
_TITLE_WIDTH = 64

Control = ChoiceRow | ChoiceCombo | TextField | EntityField


class AttributeForm(QWidget):
    """Shows controls and says which value was given. Controls are kept while the label stays."""

    value_given = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shape: tuple[object, ...] = ()
        self._titles: list[QLabel] = []
        self._hints: list[QLabel] = []
        self._controls: list[tuple[str, Control]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        self._grid.setColumnStretch(1, 1)

    def show_controls(
        self, rows: tuple[ControlRow, ...], *, keep_typed: bool, is_read_only: bool
    ) -> None:
        """Shows a control for each row. `keep_typed`: it is still the same annotation.

        Pending text is committed before a control goes away.
        """
        shape = tuple(_shape(row) for row in rows)
        if shape != self._shape:
            self.flush()
            self._clear()
            self._shape = shape
            for row in rows:
                self._add(row)
        for (_, control), title, hint, row in zip(
            self._controls, self._titles, self._hints, rows, strict=True
        ):
            if isinstance(control, TextField | EntityField):
                control.show_choices(row.choices)
                control.show_value(row.value, keep_typed=keep_typed)
            else:
                control.show_value(row.value)
            if isinstance(control, TextField):
                control.setReadOnly(is_read_only)
            else:
                control.setEnabled(not is_read_only)
            hint.setText(row.problem or (self.tr("Still to be said") if row.is_missing else ""))
            hint.setVisible(bool(hint.text()))
            title.setToolTip(row.note or row.title)

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        for _, control in self._controls:
            if isinstance(control, ChoiceRow):
                control.show_theme(theme)

    def flush(self) -> None:
        """Commits pending text."""
        for _, control in self._controls:
            if isinstance(control, TextField | EntityField):
                control.flush()

    def focus_attribute(self, attribute_id: str = "") -> bool:
        """Puts the keyboard into a control, the first one by default; whether there is one."""
        for control_id, control in self._controls:
            if attribute_id in ("", control_id):
                stop = control.first() if isinstance(control, ChoiceRow) else control
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def tab_stops(self) -> list[QWidget]:
        """Everything that takes the keyboard, from top to bottom."""
        stops: list[QWidget] = []
        for _, control in self._controls:
            stops += control.tab_stops() if isinstance(control, ChoiceRow) else [control]
        return stops

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._controls, self._titles, self._hints = [], [], []

    def _add(self, row: ControlRow) -> None:
        place = self._grid.rowCount()
        control = self._make(row)
        control.setParent(self)
        control.setObjectName(row.id)
        tip = row.note or row.title
        if isinstance(control, ChoiceRow):
            control.describe(row.title, tip)
        else:
            control.setAccessibleName(row.title)
            control.setAccessibleDescription(row.note)
            control.setToolTip(tip)
        title = QLabel(row.title, self)
        title.setProperty("role", "secondary")
        title.setMinimumHeight(28)
        title.setWordWrap(True)
        title.setMaximumWidth(2 * _TITLE_WIDTH)
        title.setBuddy(control.first() if isinstance(control, ChoiceRow) else control)
        hint = QLabel(self)
        hint.setProperty("role", "warning")
        hint.setWordWrap(True)
        self._grid.addWidget(title, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(control, place, 1)
        self._grid.addWidget(hint, place + 1, 1)
        self._controls.append((row.id, control))
        self._titles.append(title)
        self._hints.append(hint)
        control.show()

    def _make(self, row: ControlRow) -> Control:
        match row.kind:
            case AttributeKind.CHOICE if len(row.choices) > _MOST_BUTTONS:
                combo = ChoiceCombo(row.choices, self)
                combo.value_chosen.connect(self._on_value)
                return combo
            case AttributeKind.CHOICE | AttributeKind.YES_NO:
                choices = ChoiceRow(row.choices, self._theme, self)
                choices.value_chosen.connect(self._on_value)
                policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
                policy.setHeightForWidth(True)
                choices.setSizePolicy(policy)
                return choices
            case AttributeKind.ENTITY:
                entity = EntityField(self)
                entity.field.setPlaceholderText(row.note)
                entity.committed.connect(self._on_value)
                return entity
            case AttributeKind.TEXT | AttributeKind.NUMBER:
                text = TextField(self, numbers_only=row.kind is AttributeKind.NUMBER)
                text.setPlaceholderText(row.note)
                text.committed.connect(self._on_value)
                return text

    @Slot(str)
    def _on_value(self, value: str) -> None:
        sender = self.sender()
        for attribute_id, control in self._controls:
            if control is sender:
                self.value_given.emit(attribute_id, value)
                return


def _shape(row: ControlRow) -> tuple[object, ...]:
    """What a control is built from. Completions are not: they come while somebody types."""
    is_typed = row.kind in (AttributeKind.TEXT, AttributeKind.NUMBER, AttributeKind.ENTITY)
    return row.id, row.title, row.kind, row.note, () if is_typed else row.choices
