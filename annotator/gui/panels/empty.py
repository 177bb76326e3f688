"""What stands where a list would be empty: what that means, and what to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.gui.panels.button import Button
from annotator.gui.panels.painting import weighted
from annotator.gui.theme import Theme


class EmptyPage(QWidget):
    """A title, a sentence and at most one button."""

    action_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._title = QLabel(self)
        self._title.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        self._words = QLabel(self)
        self._words.setProperty("role", "secondary")
        self._button = Button(self)
        self._button.clicked.connect(self.action_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        for label in (self._title, self._words):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addSpacing(8)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.show_theme(theme)

    def show_words(self, title: str, words: str, action: str = "") -> None:
        """Says what is empty and what to do; without an action there is no button."""
        self._title.setText(title)
        self._words.setText(words)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setToolTip(words)
        self._button.setVisible(bool(action))

    def show_theme(self, theme: Theme) -> None:
        """Stands on the page's ground, in another theme."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.page)
        self.setPalette(palette)
