"""A page of the help, read from its Markdown file."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget


class PageDialog(QDialog):
    """Shows a page, and those it links to; stays open beside the work."""

    def __init__(self, folder: Path, name: str, *, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(760, 640)
        self._browser = QTextBrowser(self)
        self._browser.setAccessibleName(title)
        self._browser.setOpenExternalLinks(False)
        self._browser.setSearchPaths([str(folder)])
        self._browser.setSource(QUrl.fromLocalFile(str(folder / name)))
        self._browser.document().setDocumentMargin(16)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._browser)
        layout.addWidget(buttons)
