"""Decide once: identical open cases elsewhere, to be ticked and decided all at once."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.review_cases import CaseList, CaseRow, button_words
from annotator.gui.dialogs.sizes import open_at
from annotator.gui.models.rows_model import RowsModel
from annotator.gui.panels.elided import ElidedLabel
from annotator.gui.panels.painting import weighted
from annotator.gui.review.case_delegate import CaseDelegate
from annotator.gui.theme import Theme


class SameCasesDialog(QDialog):
    """Lists cases, all ticked at first. Space ticks, Ctrl+A ticks all or none.

    `deciding_asked` carries the ticked cases as pairs of article and group.
    """

    deciding_asked = Signal(object)

    def __init__(self, cases: CaseList, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Decide once"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows: list[CaseRow] = list(cases.rows)
        self._model: RowsModel[CaseRow] = RowsModel(self._spoken, tip=_tip, parent=self)
        self._view = self._make_view(theme)
        self._decide = QPushButton(self)
        self._decide.setDefault(True)
        self._decide.setToolTip(self.tr("Decide every ticked case alike, in one step"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._buttons.addButton(self._decide, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self._on_decide)
        self._buttons.rejected.connect(self.reject)
        self._lay_out(cases)
        open_at(self, 760, 400)
        self._show_ticks()
        if self._rows:
            self._view.setCurrentIndex(self._model.index(0))
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

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

    def _make_view(self, theme: Theme) -> QListView:
        view = QListView(self)
        view.setModel(self._model)
        delegate = CaseDelegate(theme, view)
        delegate.ticked.connect(self._on_toggled)
        view.setItemDelegate(delegate)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(self.tr("Identical cases"))
        view.setToolTip(self.tr("Space ticks, Ctrl+A ticks all or none, Return decides"))
        view.installEventFilter(self)
        return view

    def _lay_out(self, cases: CaseList) -> None:
        taken = ElidedLabel(self)
        taken.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        taken.show_words(self.tr("Take {what}").format(what=cases.taken))
        remark = QLabel(cases.remark, self)
        remark.setProperty("role", "secondary")
        foot = QHBoxLayout()
        foot.addWidget(remark, 1)
        foot.addWidget(self._buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(taken)
        layout.addWidget(self._view, 1)
        layout.addLayout(foot)

    def _ticked(self) -> list[CaseRow]:
        return [row for row in self._rows if row.is_ticked]

    def _show_ticks(self) -> None:
        self._model.replace(self._rows)
        count = len(self._ticked())
        self._decide.setText(button_words(count))
        self._decide.setAccessibleName(button_words(count))
        self._decide.setEnabled(count > 0)

    @Slot(QModelIndex)
    def _on_toggled(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        if row is not None:
            self._rows[index.row()] = replace(row, is_ticked=not row.is_ticked)
            self._show_ticks()

    def _toggle_all(self) -> None:
        """Ticks all; where all are ticked, none."""
        is_ticked = len(self._ticked()) < len(self._rows)
        self._rows = [replace(row, is_ticked=is_ticked) for row in self._rows]
        self._show_ticks()

    def _spoken(self, row: CaseRow) -> str:
        tick = self.tr("ticked") if row.is_ticked else self.tr("not ticked")
        return f"{tick}, {row.title}: {row.before}{row.words}{row.after}"

    @Slot()
    def _on_decide(self) -> None:
        chosen = tuple((row.article, row.group) for row in self._ticked())
        if chosen:
            self.deciding_asked.emit(chosen)
            self.accept()


def _tip(row: CaseRow) -> str:
    return f"{row.title}\n{row.before}{row.words}{row.after}"
