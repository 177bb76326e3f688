"""Asks for the annotator's name, which stands on everything that is marked."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.core.projects import new_person_problem


class NameDialog(QDialog):
    """One field; what is wrong with the name stands under it while one types."""

    def __init__(self, suggestion: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Your name as annotator"))
        title = QLabel(self.tr("&Name"), self)
        self._field = QLineEdit(suggestion, self)
        self._field.setAccessibleName(self.tr("Name"))
        self._field.setToolTip(self.tr("Your name, or what your team calls you"))
        self._field.selectAll()
        self._field.textChanged.connect(self._on_text_changed)
        title.setBuddy(self._field)
        words = QLabel(
            self.tr("It stands on every mark you make, so that colleagues' work can be compared."),
            self,
        )
        words.setWordWrap(True)
        words.setProperty("role", "secondary")
        self._problem = QLabel(self)
        self._problem.setWordWrap(True)
        self._problem.setProperty("role", "error")
        self._problem.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        box = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(box.Ok | box.Cancel, self)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addWidget(self._field)
        layout.addWidget(self._problem)
        layout.addWidget(words)
        layout.addSpacing(12)
        layout.addWidget(self._buttons)
        self.setMinimumWidth(400)
        self._on_text_changed()

    @property
    def name(self) -> str:
        """The name as it was typed, without outer spaces."""
        return self._field.text().strip()

    @Slot()
    def _on_text_changed(self) -> None:
        problem = new_person_problem(self.name)
        self._problem.setText(problem or "")
        # Nothing typed yet is no mistake.
        if not self._field.text():
            self._problem.setText("")
        self._field.setAccessibleDescription(problem or "")
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(problem is None)


def ask_name(suggestion: str, parent: QWidget | None = None) -> str | None:
    """The name that was given; None where the person gave up."""
    dialog = NameDialog(suggestion, parent)
    is_given = dialog.exec() == QDialog.DialogCode.Accepted
    name = dialog.name
    dialog.deleteLater()
    return name if is_given else None
