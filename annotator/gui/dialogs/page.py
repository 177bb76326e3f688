"""A page of the help, read from its Markdown file."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from annotator.gui.dialogs.sizes import open_at

_MARGIN = 16


class PageDialog(QDialog):
    """Shows a page, and those it links to; stays open beside the work."""

    def __init__(self, folder: Path, name: str, *, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        open_at(self, 760, 640)
        self._browser = _PageBrowser(self)
        self._browser.setAccessibleName(title)
        self._browser.setOpenExternalLinks(False)
        self._browser.setSearchPaths([str(folder)])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, _MARGIN)
        layout.addWidget(self._browser)
        foot = QVBoxLayout()
        foot.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        foot.addWidget(buttons)
        layout.addLayout(foot)
        self._browser.setSource(QUrl.fromLocalFile(str(folder / name)))
        self._browser.document().setDocumentMargin(_MARGIN)


class _PageBrowser(QTextBrowser):
    """Pictures as wide as the page, at the screen's own density."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return found
        address = QUrl(name)
        image = QImage(self.source().resolved(address).toLocalFile())
        width = self.window().width() - 4 * _MARGIN
        if image.isNull() or image.width() <= width:
            return image
        scale = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaledToWidth(round(width * scale), smooth)
        image.setDevicePixelRatio(scale)
        return image
