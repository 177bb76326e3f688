"""A button of the review: a key as a cap, and what it does."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from annotator.app.present.keys import with_key
from annotator.gui.panels.painting import (
    RADIUS,
    draw_key_cap,
    key_cap_width,
    leading,
    small_font,
    weighted,
)
from annotator.gui.theme import Theme, blended

_HEIGHT = 28
_PAD = 6
_GAP = 6


class KeyButton(QAbstractButton):
    """Shows its key and its words; Space and Return press it."""

    def __init__(self, words: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = ""
        self._tip = words
        self.setText(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_key("")

    def describe(self, tip: str) -> None:
        """Says in the tool tip what the button does."""
        self._tip = tip
        self.show_key(self._key)

    def show_words(self, words: str) -> None:
        """Shows other words."""
        if words != self.text():
            self.setText(words)
            self.show_key(self._key)

    def show_key(self, key: str) -> None:
        """Shows the key that does the same; none where it is empty."""
        self._key = key
        self.setToolTip(with_key(self._tip, key))
        named = self.tr("{words}, key {key}").format(words=self.text(), key=key)
        self.setAccessibleName(named if key else self.text())
        self.updateGeometry()
        self.update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The cap and the words, wide enough for the bold form."""
        metrics = QFontMetrics(weighted(self.font(), QFont.Weight.DemiBold))
        width = metrics.horizontalAdvance(self.text()) + 2 * _PAD
        if self._key:
            width += key_cap_width(small_font(self.font()), self._key) + _GAP
        return QSize(width, max(_HEIGHT, metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        """Words may be shortened, the cap is not."""
        return QSize(48, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the face, the cap and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._paint_face(painter)
        theme, small = self._theme, small_font(self.font())
        x = _PAD
        if self._key:
            cap = QRect(x, 0, key_cap_width(small, self._key), key_cap_width(small, "a"))
            cap.moveTop((self.height() - cap.height()) // 2)
            painter.setFont(small)
            painter.setOpacity(1.0 if self.isEnabled() else 0.5)
            draw_key_cap(painter, self._mirrored(cap), self._key, theme)
            painter.setOpacity(1.0)
            x = cap.right() + 1 + _GAP
        font = weighted(self.font(), QFont.Weight.DemiBold) if self.isChecked() else self.font()
        painter.setFont(font)
        is_inverted = self.isChecked() and theme.is_contrast
        ink = theme.on_accent if is_inverted else theme.text
        painter.setPen(ink if self.isEnabled() else theme.disabled)
        room = QRect(x, 0, self.width() - x - _PAD, self.height())
        words = QFontMetrics(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        flags = int(leading(self.layoutDirection()) | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self._mirrored(room), flags, words)

    def _paint_face(self, painter: QPainter) -> None:
        theme = self._theme
        ground, edge = theme.page, blended(theme.line, theme.edge, 0.45)
        if not self.isEnabled():
            ground, edge = theme.window, theme.line
        elif self.isChecked() and theme.is_contrast:
            ground, edge = theme.accent, theme.accent
        elif self.isChecked():
            ground, edge = theme.wash(theme.accent, 0.18), blended(theme.page, theme.accent, 0.7)
        elif self.isDown():
            ground, edge = blended(theme.hover, theme.text, 0.1), theme.edge
        elif self.underMouse():
            ground, edge = theme.hover, theme.edge
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        face = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(face, RADIUS, RADIUS)
        if self.hasFocus():
            is_inverted = self.isChecked() and theme.is_contrast
            painter.setPen(QPen(theme.text if is_inverted else theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(face.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)
