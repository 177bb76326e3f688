"""The page of the settings about how the article and the window look."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QFont, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.inspector import Choice
from annotator.app.present.settings import SettingGroup, SettingKind, SettingRow
from annotator.gui.dialogs.font_field import FontField
from annotator.gui.panels.choice_row import ChoiceRow
from annotator.gui.panels.painting import weighted
from annotator.gui.theme import Theme

_MARGIN = 16
Control = QCheckBox | ChoiceRow | FontField | QSpinBox | QDoubleSpinBox


class ReadingPage(QWidget):
    """A control for each setting. Every change is said at once."""

    value_chosen = Signal(str, object)
    usual_asked = Signal()

    def __init__(
        self,
        groups: tuple[SettingGroup, ...],
        theme: Theme,
        *,
        usual_font: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._usual_font = usual_font
        self._controls: dict[str, Control] = {}
        self._rows: dict[str, SettingRow] = {}
        self._usual = QPushButton(self.tr("Usual values"), self)
        self._usual.setAutoDefault(False)
        self._usual.setAccessibleName(self.tr("Usual values"))
        self._usual.setToolTip(self.tr("Set everything on this page back to the usual values"))
        self._usual.clicked.connect(self.usual_asked)
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        foot.addWidget(self._usual)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addWidget(self._make_scroll(groups), 1)
        layout.addLayout(foot)
        self.show_groups(groups)

    def show_groups(self, groups: tuple[SettingGroup, ...]) -> None:
        """Shows the values as they are now, of the settings that were there from the start."""
        for group in groups:
            for row in group.rows:
                if self._rows.get(row.name) != row:
                    self._rows[row.name] = row
                    _show(self._controls[row.name], row)

    def focus_first(self) -> None:
        """Puts the keyboard into the first control."""
        next(iter(self._controls.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        for control in self._controls.values():
            if isinstance(control, ChoiceRow):
                control.show_theme(theme)

    def _make_scroll(self, groups: tuple[SettingGroup, ...]) -> QScrollArea:
        scroll = _Scroll(self)
        inner = QWidget(scroll)
        grid = QGridLayout(inner)
        grid.setContentsMargins(_MARGIN, 8, _MARGIN, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        for group in groups:
            heading = QLabel(group.title, inner)
            heading.setFont(weighted(self.font(), QFont.Weight.DemiBold))
            heading.setContentsMargins(0, 8 if grid.count() else 0, 0, 0)
            grid.addWidget(heading, grid.rowCount(), 0, 1, 3)
            for row in group.rows:
                self._add(grid, row, inner)
        grid.setRowStretch(grid.rowCount(), 1)
        scroll.setWidget(inner)
        for widget in inner.findChildren(QWidget):
            widget.installEventFilter(scroll)
        return scroll

    def _add(self, grid: QGridLayout, row: SettingRow, parent: QWidget) -> None:
        control = self._control(row, parent)
        self._controls[row.name] = control
        place = grid.rowCount()
        if isinstance(control, QCheckBox):
            grid.addWidget(control, place, 0, 1, 3)
            return
        title = QLabel(row.title, parent)
        title.setMinimumHeight(28)
        grid.addWidget(title, place, 0, Qt.AlignmentFlag.AlignTop)
        if isinstance(control, ChoiceRow | FontField):
            grid.addWidget(control, place, 1, 1, 2)
            return
        title.setBuddy(control)
        grid.addWidget(control, place, 1)
        note = QLabel(row.note, parent)
        note.setProperty("role", "secondary")
        grid.addWidget(note, place, 2)

    def _control(self, row: SettingRow, parent: QWidget) -> Control:
        tip = f"{row.title}: {row.note}" if row.note else row.title
        control: Control
        if row.kind is SettingKind.SWITCH:
            control = QCheckBox(row.title, parent)
            control.toggled.connect(self._on_value)
        elif row.kind is SettingKind.CHOICE:
            choices = tuple(Choice(value, words) for value, words in row.choices)
            control = ChoiceRow(choices, self._theme, parent)
            control.value_chosen.connect(self._on_value)
            control.describe(row.title, row.note)
        elif row.kind is SettingKind.FONT:
            control = FontField(self._usual_font, parent)
            control.family_chosen.connect(self._on_value)
        else:
            control = _number(row, parent)
            control.valueChanged.connect(self._on_value)
        if not isinstance(control, ChoiceRow):
            control.setAccessibleName(row.title)
            control.setToolTip(tip)
        control.setProperty("setting", row.name)
        return control

    @Slot(object)
    def _on_value(self, value: object) -> None:
        row = self._rows[str(self.sender().property("setting"))]
        if row.kind is SettingKind.CHOICE and not value:
            # A choice of the window is always made: there is nothing to take back.
            _show(self._controls[row.name], row)
            return
        if isinstance(value, float):
            value = round(value, 2)
        if value != row.value:
            self.value_chosen.emit(row.name, value)


class _Scroll(QScrollArea):
    """Scrolls up and down only, and keeps the control with the focus in sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt scrolls to a control only where Tab comes from another within."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, 8)
        return super().eventFilter(watched, event)


class _QuietSpin(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _QuietDoubleSpin(QDoubleSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _number(row: SettingRow, parent: QWidget) -> QSpinBox | QDoubleSpinBox:
    """Whole numbers, or tenths. The wheel changes it only while it has the focus."""
    spin: QSpinBox | QDoubleSpinBox
    if row.step < 1:
        spin = _QuietDoubleSpin(parent)
        spin.setDecimals(2)
        spin.setRange(row.least, row.most)
        spin.setSingleStep(row.step)
    else:
        spin = _QuietSpin(parent)
        spin.setRange(int(row.least), int(row.most))
        spin.setSingleStep(int(row.step))
    spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    # A number that is being typed is meant once it is left, or with Return.
    spin.setKeyboardTracking(False)
    spin.lineEdit().setTextMargins(4, 0, 0, 0)
    return spin


def _show(control: Control, row: SettingRow) -> None:
    with QSignalBlocker(control):
        if isinstance(control, QCheckBox):
            control.setChecked(bool(row.value))
        elif isinstance(control, ChoiceRow):
            control.show_value(str(row.value))
        elif isinstance(control, FontField):
            control.show_family(str(row.value))
        elif isinstance(control, QSpinBox):
            control.setValue(int(row.value))
        else:
            control.setValue(float(row.value))
