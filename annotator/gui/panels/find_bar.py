"""The slim bar under the article in which one types words to find."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QToolButton, QWidget

from annotator.app.finding import Wanted
from annotator.app.present.finding import FindRow
from annotator.app.present.keys import NamedKeys, with_key
from annotator.gui.panels.elided import ElidedLabel
from annotator.gui.resources import icon
from annotator.gui.theme import Theme

_FIELD = 280
# Below this width the buttons stand under the field.
_NARROW = 420
_LEAST = 200
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QWidget):
    """Says what is wanted as it is typed, and shows what became of it; hidden until it is opened.

    `wanted_changed` carries a Wanted, `step_asked` 1 or -1. Return and Shift+Return step, Escape
    leaves; Alt+C and Alt+W turn the two choices over.
    """

    wanted_changed = Signal(object)
    step_asked = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._field = self._make_field()
        self._count = ElidedLabel(self)
        self._count.setProperty("role", "secondary")
        self._case = self._toggle(
            "Aa", self.tr("Match case"), self.tr("Capitals and small letters differ"), "Alt+C"
        )
        self._whole = self._toggle(
            "W", self.tr("Whole words"), self.tr("Find whole words only"), "Alt+W"
        )
        self._previous = previous = self._button("chevron-up", self.tr("Previous hit"))
        previous.clicked.connect(self._on_previous)
        self._next = following = self._button("chevron-down", self.tr("Next hit"))
        following.clicked.connect(self._on_next)
        close = self._button("close", self.tr("Close"))
        close.setToolTip(with_key(self.tr("Close"), self.tr("Esc")))
        close.clicked.connect(self.closed)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._field, 1)
        words.addWidget(self._count, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addStretch(1)
        for widget in (self._case, self._whole, previous, following, close):
            buttons.addWidget(widget)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(12, 5, 8, 4)
        self._parts.setSpacing(4)
        self._parts.addLayout(words, 1)
        self._parts.addLayout(buttons)
        self.setMinimumWidth(_LEAST)
        self.setAccessibleName(self.tr("Find in the article"))
        self.setVisible(False)

    def open(self, words: str | None = None) -> None:
        """Shows the bar, its words selected; others where some are given. No signal is sent."""
        if words is not None:
            with QSignalBlocker(self._field):
                self._field.setText(words)
        self.setVisible(True)
        parent = self.parentWidget()
        layout = parent.layout() if parent is not None else None
        if layout is not None:
            # At once: what is found is scrolled into what is left of the text.
            layout.activate()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is in the bar."""
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def wanted(self) -> Wanted:
        """What is looked for now."""
        return Wanted(
            self._field.text(),
            is_whole_word=self._whole.isChecked(),
            is_case_sensitive=self._case.isChecked(),
        )

    def show_row(self, row: FindRow) -> None:
        """Shows how far the search is."""
        self._count.show_words(", ".join(words for words in (row.count, row.remark) if words))
        role = "error" if row.is_missing else "secondary"
        if self._count.property("role") != role:
            self._count.setProperty("role", role)
            self._count.style().polish(self._count)

    def show_keys(self, keys: NamedKeys) -> None:
        """Names these keys in the tool tips."""
        self._next.setToolTip(with_key(self.tr("Next hit"), keys.next_hit))
        self._previous.setToolTip(with_key(self.tr("Previous hit"), keys.previous_hit))

    def show_theme(self, theme: Theme) -> None:
        """Paints in another theme."""
        self._theme = theme
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes two rows of one where there is little room, and one of two."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        is_narrow = event.size().width() < _NARROW
        self._parts.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        self._parts.activate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Parts the bar from the text above it."""
        QPainter(self).fillRect(0, 0, self.width(), 1, self._theme.line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return steps, in the field; Escape leaves, wherever in the bar."""
        if isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape
            if event.type() == QEvent.Type.ShortcutOverride and is_escape:
                # Else the window's own Escape would come first.
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                if is_escape:
                    self.closed.emit()
                    return True
                if watched is self._field and event.key() in _RETURN:
                    is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                    self.step_asked.emit(-1 if is_back else 1)
                    return True
        return super().eventFilter(watched, event)

    def _make_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setProperty("kind", "search")
        field.setMinimumWidth(80)
        field.setMaximumWidth(_FIELD)
        field.setPlaceholderText(self.tr("Find in the article"))
        field.setAccessibleName(self.tr("Find in the article"))
        field.setToolTip(self.tr("Return: next, Shift+Return: previous, Escape: to the text"))
        field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        field.textChanged.connect(self._on_changed)
        field.installEventFilter(self)
        return field

    def _toggle(self, words: str, name: str, tip: str, key: str) -> QToolButton:
        toggle = QToolButton(self)
        toggle.setText(words)
        toggle.setCheckable(True)
        toggle.setAccessibleName(name)
        toggle.setToolTip(f"{tip} ({key})")
        toggle.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        toggle.setMinimumWidth(32)
        toggle.toggled.connect(self._on_changed)
        toggle.installEventFilter(self)
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(toggle.toggle)
        return toggle

    def _button(self, name: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.installEventFilter(self)
        return button

    @Slot()
    def _on_changed(self) -> None:
        self.wanted_changed.emit(self.wanted())

    @Slot()
    def _on_next(self) -> None:
        self.step_asked.emit(1)

    @Slot()
    def _on_previous(self) -> None:
        self.step_asked.emit(-1)
