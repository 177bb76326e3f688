"""The words of the selected annotation, with a bar in the label's colour beside them."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from annotator.app.present.wording import is_right_to_left
from annotator.gui.theme import Theme

_BAR = 3
_GAP = 8


class QuoteLabel(QLabel):
    """Wraps; the whole quote, as it stands in the article, is in the tool tip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._color = 0
        self._is_right_to_left = False
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def show_quote(self, quote: str, full_quote: str, *, color: int) -> None:
        """Shows words, in the colour of a label from 1 to 8, 0 for none."""
        self._color = color
        self._is_right_to_left = is_right_to_left(quote)
        rest = _BAR + _GAP
        side = Qt.AlignmentFlag.AlignLeft
        if self._is_right_to_left:
            side = Qt.AlignmentFlag.AlignRight
            self.setContentsMargins(0, 2, rest, 2)
        else:
            self.setContentsMargins(rest, 2, 0, 2)
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self.setText(quote)
        self.setToolTip(full_quote)
        self.update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the bar, then the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.label(self._color) if self._color else self._theme.line)
        left = self.width() - _BAR if self._is_right_to_left else 0
        painter.drawRoundedRect(QRectF(left, 0, _BAR, self.height()), 1.5, 1.5)
        painter.end()
        super().paintEvent(event)
