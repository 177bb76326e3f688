"""A combo box without a frame, its words at the trailing edge beside its arrow."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

_ARROW = 24


class StatePicker(QComboBox):
    """Says which of a few states a list is limited to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "plain")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the style's face and the words on its trailing side."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words, option.currentText = option.currentText, ""
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.setLayoutDirection(self.layoutDirection())
        place = QStyle.visualRect(
            self.layoutDirection(), self.rect(), self.rect().adjusted(4, 0, -_ARROW, 0)
        )
        painter.setPen(option.palette.text().color())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(flags), words)
