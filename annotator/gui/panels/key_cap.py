"""A key as a small cap, beside what it does."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.panels.painting import draw_key_cap, key_cap_width, small_font
from annotator.gui.theme import Theme


class KeyCap(QWidget):
    """Shows a key; nothing where there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = ""

    def show_key(self, key: str) -> None:
        """Shows a key, or hides where it is empty."""
        self._key = key
        self.setAccessibleName(self.tr("Key {key}").format(key=key))
        self.setToolTip(self.tr("Key {key}").format(key=key))
        self.setVisible(bool(key))
        self.updateGeometry()
        self.update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the key's name needs."""
        font = small_font(self.font())
        return QSize(key_cap_width(font, self._key), key_cap_width(font, "a"))

    def minimumSizeHint(self) -> QSize:
        """It is never squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the cap in the middle."""
        painter = QPainter(self)
        painter.setFont(small_font(self.font()))
        box = self.rect()
        box.setHeight(self.sizeHint().height())
        box.moveCenter(self.rect().center())
        draw_key_cap(painter, box, self._key, self._theme)
