"""Where else some words stand, to be ticked and marked all at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.labels import LabelBarRow
from annotator.app.present.occurrences import OccurrenceList, OccurrenceRow, button_words
from annotator.gui.dialogs.occurrence_delegate import OccurrenceDelegate
from annotator.gui.dialogs.sizes import open_at
from annotator.gui.models.rows_model import RowsModel
from annotator.gui.panels.elided import ElidedLabel
from annotator.gui.panels.painting import weighted
from annotator.gui.theme import Theme

# Many attributes shall not make the dialog wider than a small screen; the tool tip has them all.
_VALUES = 220


@dataclass(frozen=True, slots=True)
class Asked:
    """What the dialog is to list: places for which label, found how closely."""

    label_id: str
    is_whole_word: bool
    is_case_sensitive: bool


class OccurrencesDialog(QDialog):
    """Lists places in context, all ticked at first. Space ticks, Ctrl+A ticks all or none.

    `asked` wants another list, answered with `show_list`. `place_shown` names the place that the
    hands are on, `marking_asked` carries the ticked places and whether attributes go along.
    """

    asked = Signal(object)
    place_shown = Signal(object)
    marking_asked = Signal(object, bool)

    def __init__(
        self,
        words: str,
        labels: Sequence[LabelBarRow],
        asked: Asked,
        *,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Label all occurrences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._rows: list[OccurrenceRow] = []
        self._is_complete = False
        self._unticked: set[str] = set()
        self._model: RowsModel[OccurrenceRow] = RowsModel(self._spoken, tip=_tip, parent=self)
        self._labels = self._make_labels(labels, asked.label_id)
        self._whole = self._choice(
            self.tr("&Whole words"),
            self.tr("Leave out places inside longer words"),
            is_on=asked.is_whole_word,
        )
        self._case = self._choice(
            self.tr("Match &case"),
            self.tr("Capitals and small letters differ"),
            is_on=asked.is_case_sensitive,
        )
        self._attributes = QCheckBox(self.tr("Also its &attributes"), self)
        self._attributes.setChecked(True)
        self._view = self._make_view()
        self._remark = QLabel(self)
        self._remark.setProperty("role", "secondary")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._mark = QPushButton(self)
        self._mark.setDefault(True)
        self._lay_out(words)
        self._connect()
        open_at(self, 860, 400)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_list(OccurrenceList((), "", is_complete=False))

    def show_list(self, found: OccurrenceList) -> None:
        """Shows places; what was unticked stays so."""
        self._rows = [replace(r, is_ticked=r.id not in self._unticked) for r in found.rows]
        self._is_complete = found.is_complete
        self._remark.setText(found.remark)
        self._attributes.setVisible(bool(found.attributes))
        words, values = self.tr("Also its &attributes: {values}"), found.attributes
        fitting = self.fontMetrics().elidedText(values, Qt.TextElideMode.ElideRight, _VALUES)
        self._attributes.setText(words.format(values=fitting.replace("&", "&&")))
        self._attributes.setAccessibleName(words.replace("&", "").format(values=values))
        tip = self.tr("Give each of them these attributes too")
        self._attributes.setToolTip(f"{tip}: {values}")
        self._show_ticks()
        if not self._view.currentIndex().isValid() and self._rows:
            self._view.setCurrentIndex(self._model.index(0))

    def asks(self) -> Asked:
        """What is to be listed now."""
        return Asked(
            str(self._labels.currentData()),
            is_whole_word=self._whole.isChecked(),
            is_case_sensitive=self._case.isChecked(),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space and Ctrl+A, in the list, tick."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            has_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() == Qt.Key.Key_Space:
                self._on_toggled(self._view.currentIndex())
                return True
            if event.key() == Qt.Key.Key_A and has_control:
                self._toggle_all()
                return True
        return super().eventFilter(watched, event)

    # Making

    def _make_labels(self, labels: Sequence[LabelBarRow], chosen: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("Label"))
        box.setToolTip(self.tr("The label that the ticked places get"))
        for label in labels:
            box.addItem(label.title, label.id)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def _choice(self, words: str, tip: str, *, is_on: bool) -> QCheckBox:
        choice = QCheckBox(words, self)
        choice.setAccessibleName(words.replace("&", ""))
        choice.setToolTip(tip)
        choice.setChecked(is_on)
        return choice

    def _make_view(self) -> QListView:
        view = QListView(self)
        view.setModel(self._model)
        delegate = OccurrenceDelegate(self._theme, view)
        delegate.ticked.connect(self._on_toggled)
        view.setItemDelegate(delegate)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(self.tr("Places"))
        view.setToolTip(self.tr("Space ticks, Ctrl+A ticks all or none, Return marks"))
        view.installEventFilter(self)
        return view

    def _lay_out(self, words: str) -> None:
        quote = ElidedLabel(self)
        quote.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        quote.show_words(f"“{words}”")
        quote.setMaximumWidth(quote.fontMetrics().horizontalAdvance(f"“{words}”") + 8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(quote, 1)
        head.addWidget(QLabel(self.tr("as"), self))
        head.addWidget(self._labels)
        head.addStretch(1)
        choices = QHBoxLayout()
        choices.setSpacing(20)
        for choice in (self._whole, self._case, self._attributes):
            choices.addWidget(choice)
        choices.addStretch(1)
        self._buttons.addButton(self._mark, QDialogButtonBox.ButtonRole.AcceptRole)
        foot = QHBoxLayout()
        foot.addWidget(self._remark, 1)
        foot.addWidget(self._buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(choices)
        layout.addWidget(self._view, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._labels.activated.connect(self._on_asked)
        self._whole.toggled.connect(self._on_asked)
        self._case.toggled.connect(self._on_asked)
        self._view.selectionModel().currentChanged.connect(self._on_current)
        self._buttons.accepted.connect(self._on_mark)
        self._buttons.rejected.connect(self.reject)

    # Ticks

    def _ticked(self) -> list[OccurrenceRow]:
        return [row for row in self._rows if row.is_ticked]

    def _show_ticks(self) -> None:
        self._model.replace(self._rows)
        count = len(self._ticked())
        self._mark.setText(button_words(count))
        self._mark.setAccessibleName(button_words(count))
        self._mark.setToolTip(self.tr("Put the label on every ticked place, in one step"))
        self._mark.setEnabled(count > 0 and self._is_complete)

    @Slot(QModelIndex)
    def _on_toggled(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if row is not None:
            self._unticked ^= {row.id}
            self._rows[index.row()] = replace(row, is_ticked=not row.is_ticked)
            self._show_ticks()

    def _toggle_all(self) -> None:
        """Ticks all; where all are ticked, none."""
        is_ticked = len(self._ticked()) < len(self._rows)
        ids = {row.id for row in self._rows}
        self._unticked = self._unticked - ids if is_ticked else self._unticked | ids
        self._rows = [replace(row, is_ticked=is_ticked) for row in self._rows]
        self._show_ticks()

    def _spoken(self, row: OccurrenceRow) -> str:
        tick = self.tr("ticked") if row.is_ticked else self.tr("not ticked")
        return f"{tick}, {row.paragraph}: {row.before} {row.words} {row.after}"

    @Slot()
    def _on_asked(self) -> None:
        self.asked.emit(self.asks())

    @Slot(QModelIndex)
    def _on_current(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if row is not None:
            self.place_shown.emit(row.span)

    @Slot()
    def _on_mark(self) -> None:
        spans = tuple(row.span for row in self._ticked())
        has_attributes = self._attributes.isVisibleTo(self) and self._attributes.isChecked()
        if spans:
            self.marking_asked.emit(spans, has_attributes)


def _tip(row: OccurrenceRow) -> str:
    return f"{row.before}{row.words}{row.after}"
