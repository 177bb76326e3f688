"""A coloured band that names the mode one is in, and how to leave it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from annotator.app.present.notices import Mode, ModeKind
from annotator.gui.panels.button import Button
from annotator.gui.panels.elided import ElidedLabel
from annotator.gui.panels.key_cap import KeyCap
from annotator.gui.resources import icon
from annotator.gui.text.accessible import announce
from annotator.gui.theme import Theme

_ICONS = {
    ModeKind.READ_ONLY: "lock",
    ModeKind.STICKY: "pin",
    ModeKind.RELATION: "relation",
    ModeKind.BLIND: "lock",
    ModeKind.REVIEW: "check",
}


class ModeBand(QWidget):
    """Shows a mode; hidden without one."""

    leave_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mode: Mode | None = None
        self._icon = QLabel(self)
        self._text = ElidedLabel(self)
        self._key = KeyCap(theme, self)
        self._leave = Button(self)
        self._leave.setProperty("kind", "plain")
        self._leave.clicked.connect(self._on_leave)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 2, 8, 2)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._leave)
        layout.addWidget(self._key)
        self.setMinimumHeight(32)
        self.show_mode(None)

    def show_mode(self, mode: Mode | None) -> None:
        """Names a mode, or shows that there is none."""
        is_news = mode is not None and (self._mode is None or self._mode.text != mode.text)
        self._mode = mode
        self.setVisible(mode is not None)
        if mode is None:
            return
        if is_news:
            announce(self, mode.text)
        self._icon.setPixmap(icon(_ICONS[mode.kind], self._color(mode)).pixmap(16, 16))
        self._text.show_words(mode.text)
        self.setAccessibleName(mode.text)
        self._leave.setText(mode.leave)
        self._leave.setVisible(bool(mode.leave))
        self._leave.setAccessibleName(mode.leave)
        self._leave.setToolTip(mode.leave)
        self._key.show_key(mode.leave_key)
        self.update()

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self._key.show_theme(theme)
        self.show_mode(self._mode)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ground in the mode's colour."""
        if self._mode is None:
            return
        painter = QPainter(self)
        color = self._color(self._mode)
        painter.fillRect(self.rect(), self._theme.wash(color, 0.18))
        painter.fillRect(0, 0, self.width(), 2, color)

    def _color(self, mode: Mode) -> QColor:
        if mode.color:
            return self._theme.label(mode.color)
        if mode.kind is ModeKind.READ_ONLY:
            return self._theme.warning
        return self._theme.accent

    @Slot()
    def _on_leave(self) -> None:
        if self._mode is not None:
            self.leave_asked.emit(self._mode.kind.value)
