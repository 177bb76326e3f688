"""A field that takes the next key press, whatever it is, and says it in the portable form."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from annotator.app.key_names import canonical

_Modifier = Qt.KeyboardModifier
_HELD = (
    _Modifier.ControlModifier
    | _Modifier.AltModifier
    | _Modifier.ShiftModifier
    | _Modifier.MetaModifier
)


class KeyField(QLineEdit):
    """Backspace clears, Escape leaves; every other key is taken, Tab too."""

    key_pressed = Signal(str)
    cleared = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setProperty("kind", "capture")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        # No input method: the key itself is wanted, not what it would write.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setPlaceholderText(self.tr("Press the new key"))
        self.setAccessibleName(self.tr("New key"))
        self.setToolTip(self.tr("Press the new key. Backspace: no key. Escape: leave it as it is."))

    def event(self, event: QEvent) -> bool:
        """Takes keys before shortcuts and the focus chain do."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click elsewhere leaves it."""
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.left.emit()

    def _take(self, event: QKeyEvent) -> None:
        held = event.modifiers() & _HELD
        if held == _Modifier.NoModifier and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif held == _Modifier.NoModifier and event.key() == Qt.Key.Key_Backspace:
            self.cleared.emit()
        else:
            key = portable(event)
            if key is not None:
                self.key_pressed.emit(key)


def portable(event: QKeyEvent) -> str | None:
    """A key press in the portable form; None for Shift alone, dead keys and the like."""
    held, key = event.modifiers() & _HELD, Qt.Key(event.key())
    if key == Qt.Key.Key_Backtab:
        key, held = Qt.Key.Key_Tab, held | _Modifier.ShiftModifier
    text = event.text()
    if text.isprintable() and not text.isalpha() and not text.isspace() and text:
        # A sign is named as it is written: Shift is part of how, and differs between keyboards.
        held &= ~_Modifier.ShiftModifier
    words = QKeySequence(QKeyCombination(held, key)).toString(
        QKeySequence.SequenceFormat.PortableText
    )
    return canonical(words)
