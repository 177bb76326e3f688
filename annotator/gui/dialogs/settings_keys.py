"""The page of the settings with all commands and their keys."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.app.present.settings import KeyTableRow, fitting_keys
from annotator.gui.dialogs.key_field import KeyField
from annotator.gui.models.key_table_model import KeyTableModel
from annotator.gui.panels.flow import FlowLayout
from annotator.gui.resources import icon


class KeysPage(QWidget):
    """Asks for changes by the command's id; what a key means already is shown by its owner.

    `key_pressed` says a command, the new key, and whether it is one more beside the others.
    """

    key_pressed = Signal(str, str, bool)
    key_removal_asked = Signal(str)
    usual_asked = Signal(str)
    all_usual_asked = Signal()
    taking_asked = Signal()

    def __init__(self, rows: tuple[KeyTableRow, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[KeyTableRow, ...] = ()
        self._is_adding = False
        self._model = KeyTableModel(self)
        self._search = self._make_search()
        self._table = self._make_table()
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setMinimumHeight(2 * self.fontMetrics().lineSpacing())
        self._field = KeyField(self)
        self._field.key_pressed.connect(self._on_key)
        self._field.cleared.connect(self._on_cleared)
        self._field.left.connect(self._on_left)
        self._answers = QStackedWidget(self)
        self._make_buttons()
        self._lay_out()
        self.show_rows(rows)
        self._show_question("")

    def show_rows(self, rows: tuple[KeyTableRow, ...]) -> None:
        """Shows the keys as they are now; the selected command stays selected."""
        self._all = rows
        self._filter()

    def show_question(self, words: str, *, take: str) -> None:
        """Says what the pressed key means already. `take` is the words of the button that takes
        it away there; none where that cannot be.
        """
        self._show_question(words, take=take)
        (self._take if take else self._field).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_done(self) -> None:
        """Goes back to the table after a key has been taken."""
        self._show_question("")
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Puts the keyboard into the filter."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    # Making

    def _make_search(self) -> QLineEdit:
        search = QLineEdit(self)
        search.setProperty("kind", "search")
        search.setPlaceholderText(self.tr("Type to filter"))
        search.setAccessibleName(self.tr("Filter commands"))
        search.setToolTip(self.tr("Show commands whose name, menu or key holds these words"))
        search.setClearButtonEnabled(True)
        search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        search.textChanged.connect(self._filter)
        return search

    def _make_table(self) -> QTreeView:
        table = QTreeView(self)
        table.setModel(self._model)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAllColumnsShowFocus(True)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        table.setAccessibleName(self.tr("Commands and their keys"))
        table.setToolTip(self.tr("Return or a double click: change the key"))
        table.setMinimumHeight(96)
        header = table.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 180), (2, 150)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        table.installEventFilter(self)
        table.doubleClicked.connect(self._on_change)
        table.selectionModel().currentChanged.connect(self._on_current)
        return table

    def _make_buttons(self) -> None:
        self._change = self._button(
            self.tr("Change…"), self.tr("Press another key for this command (Return)")
        )
        self._add = self._button(
            self.tr("Add…"), self.tr("Press one more key for this command (Ins)")
        )
        self._remove = self._button(
            self.tr("No key"), self.tr("Take all keys from this command (Del)")
        )
        self._one = self._button(
            self.tr("Usual keys"), self.tr("Give this command its usual keys again")
        )
        self._every = self._button(
            self.tr("All as usual"), self.tr("Give every command its usual keys again")
        )
        self._take = self._button("", self.tr("Take the key away from the other command"))
        self._leave = self._button(
            self.tr("Leave it"), self.tr("Leave the key where it is, and change nothing")
        )
        for button, slot in (
            (self._change, self._on_change),
            (self._add, self._on_add),
            (self._remove, self._on_cleared),
            (self._one, self._on_usual),
            (self._every, self.all_usual_asked),
            (self._take, self.taking_asked),
            (self._leave, self._on_left),
        ):
            button.clicked.connect(slot)

    def _button(self, title: str, tip: str) -> QPushButton:
        button = QPushButton(title, self)
        # Return presses the button that has the focus, and never another.
        button.setAutoDefault(False)
        button.setAccessibleName(title)
        button.setToolTip(tip)
        button.installEventFilter(self)
        return button

    def _lay_out(self) -> None:
        asked = QWidget(self)
        asking = QHBoxLayout(asked)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(8)
        for widget in (self._field, self._take, self._leave):
            asking.addWidget(widget)
        asking.addStretch(1)
        buttons = QWidget(self)
        # A question takes the buttons' place, so that nothing jumps.
        self._answers.addWidget(buttons)
        self._answers.addWidget(asked)
        flow = FlowLayout(buttons, gap_px=8)
        for button in (self._change, self._add, self._remove, self._one, self._every):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self._search)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._words)
        layout.addWidget(self._answers)

    # Showing

    @Slot()
    def _filter(self) -> None:
        chosen = self._chosen()
        rows = fitting_keys(self._all, self._search.text())
        if self._model.replace(rows):
            for place, row in enumerate(rows):
                self._table.setFirstColumnSpanned(place, QModelIndex(), not row.title)
        place = self._model.place(chosen.id) if chosen else -1
        if place < 0:
            place = next((i for i, row in enumerate(rows) if row.title), -1)
        self._table.setCurrentIndex(self._model.index(place, 0))
        self._on_current()

    @Slot()
    def _on_current(self) -> None:
        """Says about the selected command what its line has no room for."""
        row = self._chosen()
        self._show_question("")
        parts = (row.clash, row.note) if row else ()
        self._words.setText(" ".join(part for part in parts if part))
        can_change = row is not None and row.can_change
        for button in (self._change, self._add, self._remove):
            button.setEnabled(can_change)
        self._one.setEnabled(row is not None and row.is_changed)
        self._every.setEnabled(any(one.is_changed for one in self._all))

    def _show_question(self, words: str, *, take: str = "") -> None:
        is_asking = bool(words)
        # Losing the focus by hiding it is not leaving it.
        with QSignalBlocker(self._field):
            self._field.setVisible(is_asking and not take)
            self._answers.setCurrentIndex(int(is_asking))
        self._take.setVisible(bool(take))
        self._take.setText(take)
        self._take.setAccessibleName(take)
        self._take.setAccessibleDescription(words)
        if words:
            self._words.setText(words)

    def _chosen(self) -> KeyTableRow | None:
        row = self._model.row(self._table.currentIndex().row())
        return row if row is not None and row.title else None

    # Changing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys of the table; Return on a button; Escape takes a question back."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self._leave.isVisible():
            self._on_left()
            return True
        if isinstance(watched, QPushButton):
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                watched.click()
                return True
            return super().eventFilter(watched, event)
        acts = {
            Qt.Key.Key_Return: self._on_change,
            Qt.Key.Key_Enter: self._on_change,
            Qt.Key.Key_Insert: self._on_add,
            Qt.Key.Key_Delete: self._on_cleared,
        }
        if key in acts and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            acts[key]()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_change(self) -> None:
        self._ask(is_adding=False)

    @Slot()
    def _on_add(self) -> None:
        self._ask(is_adding=True)

    def _ask(self, *, is_adding: bool) -> None:
        row = self._chosen()
        if row is None or not row.can_change:
            return
        self._is_adding = is_adding
        words = self.tr("Press one more key for “{command}”.")
        if not is_adding:
            words = self.tr("Press the new key for “{command}”.")
        words = words.format(command=row.title)
        self._show_question(words + " " + self.tr("Backspace: no key. Escape: leave it."))
        self._field.setAccessibleName(words)
        self._field.clear()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_key(self, key: str) -> None:
        row = self._chosen()
        if row is not None:
            self.key_pressed.emit(row.id, key, self._is_adding)

    @Slot()
    def _on_cleared(self) -> None:
        row = self._chosen()
        if row is not None and row.can_change:
            self.key_removal_asked.emit(row.id)

    @Slot()
    def _on_usual(self) -> None:
        row = self._chosen()
        if row is not None:
            self.usual_asked.emit(row.id)
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_left(self) -> None:
        if not self._leave.isVisible():
            return
        had_focus = self._field.hasFocus() or self._take.hasFocus() or self._leave.hasFocus()
        self._on_current()
        if had_focus:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
