"""What the program is, its version, its licence, and what it is built with."""

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator import __version__
from annotator.gui.panels.painting import weighted
from annotator.gui.resources import application_icon


class AboutDialog(QDialog):
    """The version can be copied, for reports and papers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Annotator"))
        picture = QLabel(self)
        picture.setPixmap(application_icon().pixmap(QSize(64, 64), self.devicePixelRatioF()))
        name = QLabel(self.tr("Annotator"), self)
        font = weighted(self.font(), QFont.Weight.DemiBold)
        font.setPointSizeF(max(1.0, font.pointSizeF()) * 1.6)
        name.setFont(font)
        self._version = QLabel(_versions(), self)
        self._version.setProperty("role", "secondary")
        self._version.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words = QLabel(
            self.tr(
                "Marks up news articles, compares annotators, publishes the data.\n"
                "Free software under the MIT licence. Built with Qt and PySide6 (LGPL) and "
                "SQLite."
            ),
            self,
        )
        words.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(name)
        column.addWidget(self._version)
        column.addSpacing(8)
        column.addWidget(words)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(head)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(440)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        copy = QPushButton(self.tr("Copy the version"), self)
        copy.setAccessibleName(self.tr("Copy the version"))
        copy.setToolTip(self.tr("Copy the version for a report"))
        copy.clicked.connect(self._on_copy)
        copy.setAutoDefault(False)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(f"Annotator {self._version.text()}")


def _versions() -> str:
    return f"{__version__} · Qt {qVersion()}"
