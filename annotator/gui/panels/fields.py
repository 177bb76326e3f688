"""Fields that hold typed text until it is meant: on Return, on leaving, or after a pause.

Each keeps what was last shown or committed; text that differs is pending. A value shown from
outside never overwrites pending text of the same annotation.
"""

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QRegularExpressionValidator, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QWidget,
)

from annotator.app.present.inspector import Choice

_PAUSE_MS = 800
_NUMBER = r"[-+]?(\d+([.]\d*)?|[.]\d+)([eE][-+]?\d+)?"


class TextField(QLineEdit):
    """One line of text. Leaving it by any key or click means what was typed; undo takes it back."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, numbers_only: bool = False) -> None:
        super().__init__(parent)
        self._shown = ""
        self._offered: list[str] = []
        self._completions: Completions | None = None
        if numbers_only:
            self.setValidator(QRegularExpressionValidator(_NUMBER, self))
        self.returnPressed.connect(self.flush)

    def show_value(self, value: str, *, keep_typed: bool = False) -> None:
        """Shows a value; with `keep_typed`, pending text stays and stays pending."""
        is_pending = self.text() != self._shown
        self._shown = value
        if not (keep_typed and is_pending) and self.text() != value:
            self.setText(value)
            self.setCursorPosition(0)

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Offers values in use while one types."""
        values = [choice.value for choice in choices]
        if values != self._offered:
            self._offered = values
            if self._completions is None:
                self._completions = Completions(self)
                self.setCompleter(self._completions)
            self._completions.offer(values)

    def event(self, event: QEvent) -> bool:
        """Escape closes the offered values first: only the next one leaves the field."""
        return self._keeps_escape(event) or super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The same, where the list of offered values has the keys."""
        return self._keeps_escape(event) or super().eventFilter(watched, event)

    def _keeps_escape(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return False
        completer = self.completer()
        popup = completer.popup() if completer else None
        if popup is None or not popup.isVisible() or event.key() != Qt.Key.Key_Escape:
            return False
        event.accept()
        return True

    @Slot()
    def flush(self) -> None:
        """Commits pending text; text that is no number yet stays pending."""
        text = self.text().strip()
        if text != self._shown and (not text or self.hasAcceptableInput()):
            self._shown = text
            self.committed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field means what was typed."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.flush()


class QuietCombo(QComboBox):
    """A combo box that the wheel changes only while it has the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a panel must not change an annotation in passing."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceCombo(QuietCombo):
    """Many choices; the first entry means none of them."""

    value_chosen = Signal(str)

    def __init__(self, choices: tuple[Choice, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem(self.tr("not said"), "")
        for choice in choices:
            self.addItem(choice.words, choice.value)
        self.setMaxVisibleItems(16)
        self.activated.connect(self._on_activated)

    def show_value(self, value: str) -> None:
        """Shows which choice holds."""
        self.setCurrentIndex(max(0, self.findData(value)))

    @Slot()
    def _on_activated(self) -> None:
        self.value_chosen.emit(self.currentData())


class EntityField(QuietCombo):
    """A name to type or to pick among those in use; completes in the middle of words too."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._offered: list[str] = []
        self._field = TextField(self)
        self.setLineEdit(self._field)
        self._completions = Completions(self._field)
        self.setCompleter(self._completions)
        self._field.committed.connect(self.committed)
        self.activated.connect(self._on_activated)

    @property
    def field(self) -> TextField:
        """The line that one types in."""
        return self._field

    def show_choices(self, choices: tuple[Choice, ...]) -> None:
        """Offers the names in use."""
        values = [choice.value for choice in choices]
        if values == self._offered:
            return
        self._offered = values
        typed, place = self._field.text(), self._field.cursorPosition()
        self.clear()
        self.addItems(values)
        self._field.setText(typed)
        self._field.setCursorPosition(place)
        self._completions.offer(values)

    def show_value(self, value: str, *, keep_typed: bool = False) -> None:
        """Shows a name; with `keep_typed`, pending text stays and stays pending."""
        self._field.show_value(value, keep_typed=keep_typed)

    def flush(self) -> None:
        """Commits pending text."""
        self._field.flush()

    @Slot()
    def _on_activated(self) -> None:
        self._field.flush()


class CommentField(QPlainTextEdit):
    """A few lines of text. Tab leaves it; a pause of 0.8 s in typing commits."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "field")
        self.setTabChangesFocus(True)
        self._shown = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.flush)
        self.textChanged.connect(self._on_text_changed)

    def show_value(self, value: str, *, keep_typed: bool = False) -> None:
        """Shows a comment; with `keep_typed`, pending text stays and stays pending."""
        is_pending = self.toPlainText() != self._shown
        self._shown = value
        if not (keep_typed and is_pending) and self.toPlainText() != value:
            self.setPlainText(value)
        self._on_text_changed()

    @Slot()
    def flush(self) -> None:
        """Commits pending text."""
        self._pause.stop()
        text = self.toPlainText()
        if text != self._shown:
            self._shown = text
            self.committed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field means what was typed."""
        super().focusOutEvent(event)
        self.flush()

    @Slot()
    def _on_text_changed(self) -> None:
        if self.toPlainText() == self._shown:
            self._pause.stop()
        else:
            self._pause.start()


class Completions(QCompleter):
    """Values in use that hold what is typed, in a list under a field."""

    def __init__(self, field: TextField) -> None:
        super().__init__(field)
        self._values = QStringListModel(self)
        self.setModel(self._values)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = self.popup()
        assert popup is not None
        popup.setObjectName("completions")
        # Qt's own for this list does not read the style sheet.
        popup.setItemDelegate(QStyledItemDelegate(popup))
        popup.installEventFilter(field)

    def offer(self, values: list[str]) -> None:
        """Takes the values to choose from."""
        self._values.setStringList(values)
