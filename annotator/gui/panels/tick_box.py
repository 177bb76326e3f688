"""A check box whose frame is seen in every theme."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from annotator.gui.panels.painting import RADIUS
from annotator.gui.theme import Theme

_BOX = 16
_GAP = 8
_HEIGHT = 28


class TickBox(QCheckBox):
    """A check box painted from the theme, 28 px high."""

    def __init__(self, words: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._theme = theme
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The box, the words, and room for the ring."""
        metrics = QFontMetrics(self.font())
        width = _BOX + _GAP + metrics.horizontalAdvance(self.text()) + 12
        return QSize(width, max(_HEIGHT, metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        """It is never squeezed."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The words can be clicked too."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the box, the tick and the words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, (self.height() - _BOX) / 2, _BOX, _BOX).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveRight(self.width() - 0.5)
        edge = theme.edge if self.isEnabled() else theme.line
        if self.isChecked():
            edge = theme.accent if self.isEnabled() else theme.disabled
        painter.setPen(QPen(edge, 1))
        painter.setBrush(edge if self.isChecked() else theme.page)
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            pen = QPen(theme.on_accent, 1.8)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            x, y = box.left(), box.top()
            painter.drawPolyline(
                [QPointF(x + 3.5, y + 8), QPointF(x + 6.5, y + 11), QPointF(x + 11.5, y + 4.5)]
            )
        painter.setPen(theme.text if self.isEnabled() else theme.disabled)
        words = self.rect().adjusted(_BOX + _GAP, 0, 0, 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            words = self.rect().adjusted(0, 0, -_BOX - _GAP, 0)
        painter.setLayoutDirection(self.layoutDirection())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(flags), self.text())
        if self.hasFocus():
            ring = box.adjusted(-0.5, -0.5, 0.5, 0.5) if self.isChecked() else box
            painter.setPen(QPen(theme.text if self.isChecked() else theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, RADIUS - 1, RADIUS - 1)
