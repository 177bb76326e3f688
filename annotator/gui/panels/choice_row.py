"""A few choices side by side, one of which may be chosen: the small form of a combo box."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QWidget

from annotator.app.present.inspector import Choice
from annotator.gui.panels.flow import FlowLayout
from annotator.gui.panels.painting import RADIUS, weighted
from annotator.gui.theme import Theme, blended

_HEIGHT = 28
_PAD = 7

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class ChoiceButton(QRadioButton):
    """One choice. A radio button to a screen reader; painted as a small key."""

    def __init__(self, choice: Choice, theme: Theme, parent: QWidget) -> None:
        super().__init__(choice.words, parent)
        self.value = choice.value
        self._theme = theme
        self.setAutoExclusive(False)
        self.setAccessibleName(choice.words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the bold form, so that choosing moves nothing."""
        metrics = QFontMetrics(weighted(self.font(), QFont.Weight.DemiBold))
        width = metrics.horizontalAdvance(self.text()) + 2 * _PAD
        return QSize(width, max(_HEIGHT, metrics.height() + 8))

    def minimumSizeHint(self) -> QSize:
        """It is never squeezed."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:
        """The whole face can be clicked."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the face, the words and, with the focus, the ring."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = QRectF(self.rect())
        is_chosen = self.isChecked()
        ground, edge = theme.page, blended(theme.line, theme.edge, 0.45)
        is_said = is_chosen and bool(self.value)
        ink, ring_color = theme.text, theme.accent
        if is_chosen and not is_said:
            ground, edge = theme.hover, theme.edge
        elif is_chosen and theme.is_contrast:
            ground, edge, ink, ring_color = theme.accent, theme.accent, theme.on_accent, theme.text
        elif is_chosen:
            ground, edge = theme.wash(theme.accent, 0.18), blended(theme.page, theme.accent, 0.7)
        elif self.underMouse() and self.isEnabled():
            ground, edge = theme.hover, theme.edge
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(face.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(ring_color, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, RADIUS, RADIUS)
        # Read-only, the chosen one stays as readable as ever.
        painter.setPen(ink if self.isEnabled() or is_chosen else theme.disabled)
        if is_said:
            painter.setFont(weighted(self.font(), QFont.Weight.DemiBold))
        painter.drawText(face, Qt.AlignmentFlag.AlignCenter, self.text())


class ChoiceRow(QWidget):
    """Choices that wrap. Arrow keys move, Space or Return chooses, a digit chooses at once.

    Choosing the chosen one again takes it back, unless one of the choices is the empty value.
    Tab goes to the chosen one, and from there on to the next control.
    """

    value_chosen = Signal(str)

    def __init__(
        self, choices: tuple[Choice, ...], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._can_be_empty = all(choice.value for choice in choices)
        layout = FlowLayout(self, gap_px=4)
        self._buttons: list[ChoiceButton] = []
        for choice in choices:
            button = ChoiceButton(choice, theme, self)
            button.clicked.connect(self._on_clicked)
            button.installEventFilter(self)
            layout.addWidget(button)
            self._buttons.append(button)
        self.show_value("")

    def show_value(self, value: str) -> None:
        """Shows which choice holds; none where no choice has the value."""
        for button in self._buttons:
            button.setChecked(button.value == value)
        self._give_tab_to(next((b for b in self._buttons if b.isChecked()), None))

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        for button in self._buttons:
            button.show_theme(theme)

    def describe(self, title: str, tip: str) -> None:
        """Names the row and its choices for tool tips and screen readers."""
        self.setAccessibleName(title)
        self.setAccessibleDescription(tip)
        for number, button in enumerate(self._buttons, start=1):
            hint = self.tr("{choice}  (key {number})").format(choice=button.text(), number=number)
            button.setToolTip(f"{hint}\n{tip}" if tip else hint)
            button.setAccessibleName(f"{title}: {button.text()}")

    def first(self) -> QWidget:
        """The choice that Tab reaches."""
        return next((b for b in self._buttons if b.isChecked()), self._buttons[0])

    def tab_stops(self) -> list[QWidget]:
        """All choices in order, for the tab order around them."""
        return list(self._buttons)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the row, seen at its choices."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        here = next((i for i, b in enumerate(self._buttons) if b is watched), 0)
        if key in _STEPS:
            step = _STEPS[key]
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                step = -step if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) else step
            target = self._buttons[(here + step) % len(self._buttons)]
            self._give_tab_to(target)
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._buttons[here].click()
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose("")
            return True
        number = event.text()
        if number.isdecimal() and 1 <= int(number) <= len(self._buttons):
            self._choose(self._buttons[int(number) - 1].value)
            return True
        return False

    def _give_tab_to(self, chosen: ChoiceButton | None) -> None:
        stop = chosen or self._buttons[0]
        for button in self._buttons:
            is_stop = button is stop
            button.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            )

    def _choose(self, value: str) -> None:
        self.show_value(value)
        self.value_chosen.emit(value)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if not isinstance(button, ChoiceButton):
            return
        # Qt has already turned it over: unchecked now means that it was the chosen one.
        if button.isChecked() or not self._can_be_empty:
            self._choose(button.value)
        else:
            self._choose("")
