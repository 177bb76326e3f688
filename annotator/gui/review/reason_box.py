"""Why a group was decided so: a row of reasons with their keys, and a note."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.app.present.review import REASON_WORDS
from annotator.gui.review.key_button import KeyButton
from annotator.gui.theme import Theme

_COLUMNS = 2
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: _COLUMNS,
    Qt.Key.Key_Up: -_COLUMNS,
}
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReasonBox(QWidget):
    """A number or a first letter chooses a reason at once; Tab goes to the note, Return gives it.

    Choosing the chosen reason again takes it back. `closed`: the keyboard is free again.
    """

    reason_chosen = Signal(str)
    note_given = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._reason = ""
        self._note_shown = ""
        grid = QGridLayout()
        grid.setSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._buttons: dict[str, KeyButton] = {}
        for place, (reason, words) in enumerate(REASON_WORDS.items()):
            button = KeyButton(self.tr(words), theme, self)
            button.describe(self.tr("Give this reason"))
            button.show_key(str(place + 1))
            button.setCheckable(True)
            button.clicked.connect(self._on_clicked)
            button.installEventFilter(self)
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
            self._buttons[reason.value] = button
        self._note = QLineEdit(self)
        self._note.setPlaceholderText(self.tr("Note"))
        self._note.setAccessibleName(self.tr("Note"))
        self._note.setToolTip(self.tr("A note on the decision; Return keeps it"))
        self._note.installEventFilter(self)
        self._note.editingFinished.connect(self._on_note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(grid)
        layout.addWidget(self._note)
        self.setAccessibleName(self.tr("Reason"))

    def show_reason(self, reason: str, note: str) -> None:
        """Shows the reason and the note that a decision has."""
        self._reason = reason
        for value, button in self._buttons.items():
            button.setChecked(value == reason)
        if note != self._note_shown or not self._note.hasFocus():
            self._note.setText(note)
        self._note_shown = note

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        for button in self._buttons.values():
            button.show_theme(theme)

    def open_for_keys(self) -> None:
        """Puts the keyboard on the reasons."""
        chosen = self._buttons.get(self._reason) or next(iter(self._buttons.values()))
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def flush(self) -> None:
        """Gives a note that is still being typed."""
        self._on_note()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the reasons and of the note, before those of the window."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(watched, event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._key(watched, event):
                return True
        return super().eventFilter(watched, event)

    def _is_ours(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return True
        return watched is not self._note and bool(self._reason_for(event))

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            if watched is self._note:
                self._note.setText(self._note_shown)
            self.closed.emit()
            return True
        if watched is self._note:
            if key in _RETURNS:
                self._on_note()
                self.closed.emit()
                return True
            return False
        reason = self._reason_for(event)
        if reason:
            self._choose(reason)
            return True
        if key == Qt.Key.Key_Tab:
            # Arrow keys go from reason to reason.
            self._note.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if key in _STEPS:
            buttons = list(self._buttons.values())
            here = next((i for i, button in enumerate(buttons) if button is watched), 0)
            target = min(max(here + _STEPS[key], 0), len(buttons) - 1)
            buttons[target].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _reason_for(self, event: QKeyEvent) -> str:
        """The reason that a key means: its number, or the first letter of its words."""
        typed = event.text().lower()
        blocking = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if not typed.strip() or event.modifiers() & blocking:
            return ""
        for number, (value, button) in enumerate(self._buttons.items(), start=1):
            if typed == str(number) or typed == button.text()[:1].lower():
                return value
        return ""

    def _choose(self, reason: str) -> None:
        chosen = "" if reason == self._reason else reason
        self.show_reason(chosen, self._note_shown)
        self.reason_chosen.emit(chosen)
        self.closed.emit()

    @Slot()
    def _on_clicked(self) -> None:
        clicked = self.sender()
        for value, button in self._buttons.items():
            if button is clicked:
                self._choose(value)
                return

    @Slot()
    def _on_note(self) -> None:
        note = self._note.text().strip()
        if note != self._note_shown:
            self._note_shown = note
            self.note_given.emit(note)
