"""The settings: a page about reading, a page of keys. Every change acts at once."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from annotator.gui.dialogs.settings_keys import KeysPage
from annotator.gui.dialogs.settings_reading import ReadingPage
from annotator.gui.dialogs.sizes import open_at


class SettingsDialog(QDialog):
    """Stays open beside the article, so that one sees what one changes."""

    def __init__(self, reading: ReadingPage, keys: KeysPage, parent: QWidget) -> None:
        """Takes the pages over."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self.reading = reading
        self.keys = keys
        self._pages = QTabWidget(self)
        self._pages.setDocumentMode(True)
        self._pages.addTab(reading, self.tr("Reading"))
        self._pages.addTab(keys, self.tr("Keys"))
        self._pages.setTabToolTip(0, self.tr("Letters, column, theme"))
        self._pages.setTabToolTip(1, self.tr("All commands and their keys"))
        bar = self._pages.tabBar()
        bar.setDrawBase(False)
        bar.setAccessibleName(self.tr("Pages"))
        bar.setToolTip(self.tr("Pages of the settings: Left and Right, or Ctrl+Tab"))
        self._pages.currentChanged.connect(self._on_page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        # Return in a field means what was typed there, not that one is done.
        close.setAutoDefault(False)
        close.setDefault(False)
        close.setAccessibleName(self.tr("Close"))
        close.setToolTip(self.tr("Everything is kept already (Escape)"))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self._pages, 1)
        layout.addWidget(buttons)
        open_at(self, 720, 720)
        reading.focus_first()

    @Slot(int)
    def _on_page(self, _: int) -> None:
        if self._pages.currentWidget() is self.keys and not self._pages.tabBar().hasFocus():
            self.keys.focus_first()
