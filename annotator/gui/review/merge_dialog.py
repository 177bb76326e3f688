"""Merging by a strategy: what it would take and leave stands beside the choices before it does."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.review_merge import (
    AnnotatorOption,
    LabelOption,
    MergeChoices,
    MergeView,
    StrategyRow,
)
from annotator.gui.dialogs.sizes import open_at
from annotator.gui.panels.painting import weighted
from annotator.gui.review.merge_choices import MergeChoicesForm
from annotator.gui.review.table import Table
from annotator.gui.theme import Theme

_FORM = 300


class MergeDialog(QDialog):
    """Asks for a dry run whenever a choice changes; `show_view` answers.

    `dry_run_asked` and `accepted_choices` carry MergeChoices. What was computed for other choices
    than those that stand there now is passed over.
    """

    dry_run_asked = Signal(object)
    accepted_choices = Signal(object)

    def __init__(
        self,
        strategies: Sequence[StrategyRow],
        choices: MergeChoices,
        *,
        annotators: Sequence[AnnotatorOption],
        labels: Sequence[LabelOption],
        has_article: bool,
        theme: Theme,
        parent: QWidget,
        blind_reason: str = "",
        is_local: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Merge"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._view = MergeView("", "")
        self._form = MergeChoicesForm(
            strategies,
            choices,
            annotators=annotators,
            labels=labels,
            has_article=has_article,
            blind_reason=blind_reason,
            is_local=is_local,
            theme=theme,
            parent=self,
        )
        self._form.setFixedWidth(_FORM)
        self._form.changed.connect(self._on_changed)
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        self._words.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        columns = (self.tr("Groups"), self.tr("Take"), self.tr("Leave"))
        self._table = Table(columns, name=self.tr("What would be taken"), parent=self)
        self._table.setToolTip(self.tr("Groups that would be taken, and those left open"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._take = QPushButton(self)
        self._take.setDefault(True)
        self._buttons.addButton(self._take, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        open_at(self, 780, 560)
        self.show_waiting()
        self._form.focus_first()

    def choices(self) -> MergeChoices:
        """What is chosen now."""
        return self._form.choices()

    def show_waiting(self) -> None:
        """Says that it is being computed; nothing can be taken until it is."""
        self._words.setText(self.tr("Comparing…"))
        self._show_button("")

    def show_view(self, view: MergeView, *, choices: MergeChoices) -> None:
        """Shows what the choices would take and leave."""
        if choices != self.choices():
            return
        self._view = view
        self._words.setText(view.words)
        self._show_button(view.button)
        table = self._table
        table.clear()
        for title, rows in (
            (self.tr("By kind"), view.by_kind),
            (self.tr("By label"), view.by_label),
        ):
            if rows:
                table.add_heading(title)
            for row in rows:
                table.add_row((row.title, f"{row.taken:,}", f"{row.left:,}"))
        if view.reasons:
            table.add_heading(self.tr("Left open because"))
        for words, count in view.reasons:
            table.add_row((words, "", f"{count:,}"))
        if view.problems:
            table.add_heading(self.tr("Could not be read"))
        for words in view.problems:
            table.add_row((words, "", ""))

    def show_failed(self, words: str) -> None:
        """Says why it could not be computed."""
        self._table.clear()
        self._words.setText(words)
        self._show_button("")

    def _show_button(self, words: str) -> None:
        self._take.setEnabled(bool(words))
        told = words or self.tr("Nothing to take")
        self._take.setText(told)
        self._take.setAccessibleName(told)
        self._take.setToolTip(self.tr("Put it into the gold set, in one step that can be undone"))

    def _scrolled(self, form: QWidget) -> QScrollArea:
        """The choices, which scroll where the screen is low."""
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(form)
        area.setFixedWidth(_FORM + area.verticalScrollBar().sizeHint().width())
        return area

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._words)
        right.addWidget(self._table, 1)
        parts = QHBoxLayout()
        parts.setSpacing(24)
        parts.addWidget(self._scrolled(self._form))
        parts.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(parts, 1)
        layout.addWidget(self._buttons)

    @Slot()
    def _on_changed(self) -> None:
        self.show_waiting()
        self.dry_run_asked.emit(self.choices())

    @Slot()
    def _on_accepted(self) -> None:
        if self._take.isEnabled():
            self.accepted_choices.emit(self.choices())
            self.accept()
