"""One QAction for each command; menus and keys are made from them."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.app.commands import (
    MENUS,
    Command,
    Context,
    all_commands,
    label_commands,
    sticky_commands,
)
from annotator.app.keymap import Keymap, effective
from annotator.core.codebook import Codebook
from annotator.gui.resources import icon


class Actions(QObject):
    """All actions of a window. Keys of commands `in_text` work only while `text` has the focus."""

    # The person has set other keys, or another codebook's labels have taken some.
    keys_changed = Signal()

    def __init__(self, window: QWidget, text: QWidget, *, run: Callable[[Command], None]) -> None:
        super().__init__(window)
        self._window = window
        self._text = text
        self._run = run
        self._usual: dict[str, Command] = {}
        self._commands: dict[str, Command] = {}
        self._keymap = Keymap()
        self._actions: dict[str, QAction] = {}
        self._label_ids: list[str] = []
        self._menus: dict[str, QMenu] = {}
        self._refreshed: tuple[Context, str | None, str | None] | None = None
        for command in all_commands():
            self._add(command)

    @property
    def commands(self) -> tuple[Command, ...]:
        """All commands with the keys that work now, the codebook's labels last."""
        return tuple(self._commands.values())

    @property
    def usual(self) -> tuple[Command, ...]:
        """The same commands as the tables have them."""
        return tuple(self._usual.values())

    def key_words(self, command_id: str) -> str:
        """The first key of a command as it works now, in this system's words; empty without one."""
        keys = self._commands[command_id].keys
        return native(keys[0]) if keys else ""

    def action(self, command_id: str) -> QAction:
        """The action of a command. Raises KeyError."""
        return self._actions[command_id]

    def trigger(self, command_id: str) -> None:
        """Runs a command if it can run now."""
        self._actions[command_id].trigger()

    def fill(self, bar: QMenuBar) -> None:
        """Makes the menus."""
        for name in MENUS:
            menu = QMenu(_menu_title(name), bar)
            menu.setToolTipsVisible(True)
            bar.addMenu(menu)
            self._menus[name] = menu
            self._fill_menu(name)

    def show_keymap(self, keymap: Keymap) -> None:
        """Gives every command the keys that the person has set."""
        self._keymap = keymap
        self._give_keys()

    def show_labels(self, codebook: Codebook) -> None:
        """Replaces the labels' actions by those of a codebook."""
        for command_id in self._label_ids:
            action = self._actions.pop(command_id)
            del self._commands[command_id], self._usual[command_id]
            self._text.removeAction(action)
            action.deleteLater()
        fresh = (*label_commands(codebook), *sticky_commands(codebook))
        self._label_ids = [command.id for command in fresh]
        self._refreshed = None
        for command in fresh:
            self._add(command)
        self._give_keys()
        if "Annotate" in self._menus:
            self._fill_menu("Annotate")

    def refresh(
        self, context: Context, *, undo: str | None = None, redo: str | None = None
    ) -> None:
        """Says which commands can run now, and what undo and redo would do.

        Called several times for each key: where nothing has changed it costs nothing.
        """
        if (context, undo, redo) == self._refreshed:
            return
        self._refreshed = (context, undo, redo)
        for command_id, command in self._commands.items():
            action = self._actions[command_id]
            can_run = command.can_run(context)
            if action.isEnabled() != can_run:
                action.setEnabled(can_run)
        self._say("edit.undo", undo)
        self._say("edit.redo", redo)

    def _say(self, command_id: str, what: str | None) -> None:
        title = _translated(self._commands[command_id].title)
        words = f"{title}: {what}" if what else title
        if self._actions[command_id].text() != words:
            self._actions[command_id].setText(words)

    def _add(self, command: Command) -> None:
        action = QAction(_translated(command.title), self)
        action.setToolTip(_translated(command.tip))
        action.setStatusTip(_translated(command.tip))
        if command.icon:
            action.setIcon(icon(command.icon))
        action.setData(command.id)
        action.triggered.connect(self._on_triggered)
        self._usual[command.id] = command
        self._actions[command.id] = action
        self._bind(action, command)

    def _give_keys(self) -> None:
        """Binds anew what has other keys than before."""
        for command in effective(self._usual.values(), self._keymap):
            if command != self._commands[command.id]:
                self._bind(self._actions[command.id], command)
        self.keys_changed.emit()

    def _bind(self, action: QAction, command: Command) -> None:
        """Keys of the text work on it alone: a filter or a comment needs them for itself."""
        contexts = Qt.ShortcutContext
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setShortcutContext(
            contexts.WidgetShortcut if command.in_text else contexts.WindowShortcut
        )
        here, elsewhere = self._text, self._window
        if not command.in_text:
            here, elsewhere = elsewhere, here
        elsewhere.removeAction(action)
        here.addAction(action)
        self._commands[command.id] = command

    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self._run(self._commands[str(sender.data())])

    def _fill_menu(self, name: str) -> None:
        menu = self._menus[name]
        menu.clear()
        here = [c for c in self._commands.values() if _menu_of(c) == name]
        group: int | None = None
        submenus: dict[str, QMenu] = {}
        for command in sorted(here, key=lambda c: c.group):
            if group is not None and command.group != group:
                menu.addSeparator()
            group = command.group
            if command.submenu and command.submenu not in submenus:
                submenus[command.submenu] = menu.addMenu(_translated(command.submenu))
                submenus[command.submenu].setToolTipsVisible(True)
            submenus.get(command.submenu, menu).addAction(self._actions[command.id])


def native(key: str) -> str:
    """A portable key sequence as this system's keyboard names it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _menu_of(command: Command) -> str:
    return command.menu


def _menu_title(name: str) -> str:
    return "&" + _translated(name)


def _translated(words: str) -> str:
    return QCoreApplication.translate("Command", words)
