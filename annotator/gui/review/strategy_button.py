"""A strategy to choose: its name, and beneath what it takes."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle, QWidget

from annotator.gui.panels.painting import RADIUS, leading
from annotator.gui.review.words_layout import Paragraph
from annotator.gui.theme import Theme

_CIRCLE, _GAP, _PAD = 14, 8, 6


class StrategyButton(QRadioButton):
    """A radio button to a screen reader, of which all words can be clicked."""

    def __init__(self, title: str, takes: str, *, theme: Theme, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._theme, self._takes = theme, takes
        self._laid: tuple[int, Paragraph] | None = None
        self.setAccessibleName(title)
        self.setAccessibleDescription(takes)
        self.setToolTip(takes)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The title and all lines of what it takes."""
        line = QFontMetrics(self.font()).lineSpacing()
        return 2 * _PAD + line + 1 + self._paragraph(width).height

    def sizeHint(self) -> QSize:
        """As high as its words need at the width it has."""
        width = max(self.width(), 160)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Words wrap."""
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def hitButton(self, pos: object) -> bool:
        """The whole face can be clicked."""
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Sets the words anew in another font or state."""
        self._laid = None
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the face, the circle and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        theme, face = self._theme, QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(theme.wash(theme.accent, 0.12, on=theme.window))
            painter.drawRoundedRect(face, RADIUS, RADIUS)
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(face, RADIUS, RADIUS)
        line = QFontMetrics(self.font()).lineSpacing()
        circle = QRect(_PAD + 2, _PAD + (line - _CIRCLE) // 2, _CIRCLE, _CIRCLE)
        self._paint_circle(painter, QRectF(self._mirrored(circle)))
        painter.setPen(theme.text if self.isEnabled() else theme.disabled)
        words = QRect(self._indent(), _PAD, self.width() - self._indent() - _PAD, line)
        flags = int(leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self._mirrored(words), flags, self.text())
        beneath = words.translated(0, line + 1)
        self._paragraph(self.width()).draw(painter, self._mirrored(beneath).left(), beneath.top())
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(face.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _paint_circle(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        edge = theme.edge if self.isEnabled() else theme.line
        painter.setPen(QPen(theme.accent if self.isChecked() else edge, 1.2))
        painter.setBrush(theme.page)
        painter.drawEllipse(box.adjusted(0.6, 0.6, -0.6, -0.6))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawEllipse(QPointF(box.center()), 3.6, 3.6)

    def _indent(self) -> int:
        return _PAD + 2 + _CIRCLE + _GAP

    def _paragraph(self, width: int) -> Paragraph:
        if self._laid is None or self._laid[0] != width:
            room = max(40, width - self._indent() - _PAD)
            ink = self._theme.secondary
            self._laid = width, Paragraph(self._takes, self.font(), room, color=ink)
        return self._laid[1]

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)
