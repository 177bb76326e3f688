"""A label and a button that shorten their words instead of widening their panel."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)


class ElidedLabel(QLabel):
    """One line that ends in "…" where it does not fit; the whole stands in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._words = ""

    def show_words(self, words: str, *, tip: str = "") -> None:
        """Shows the words, with a tool tip of its own or the words themselves."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(tip or words)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """It can be squeezed to almost nothing."""
        return QSize(16, super().minimumSizeHint().height())

    def resizeEvent(self, event: object) -> None:
        """Fits the words anew."""
        self._fit()

    def _fit(self) -> None:
        width = self.contentsRect().width()
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, width)
        if words != self.text():
            self.setText(words)


class ElidedButton(QPushButton):
    """A button that shortens its words to its width and keeps them on the leading side."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        """It can be squeezed to almost nothing."""
        return QSize(32, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the style's face and our words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        words, option.text = option.text, ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        inner = self.rect().adjusted(8, 0, -8, 0)
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(flags), shown)
