"""The help: keys, first steps, about."""

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QKeySequence

from annotator.app.commands import MENUS, Command
from annotator.app.paths import resources
from annotator.app.present.keys import KeyRow
from annotator.gui.dialogs.about import AboutDialog
from annotator.gui.dialogs.keys import KeysDialog
from annotator.gui.dialogs.page import PageDialog
from annotator.gui.workbench import Workbench

# Keys that the text view has by itself, beside those of the commands.
_CARET_KEYS = (
    ("Left, Right", "Caret by character"),
    ("Ctrl+Left, Ctrl+Right", "Caret by word"),
    ("Alt+Up, Alt+Down", "Caret by sentence"),
    ("Ctrl+Up, Ctrl+Down", "Caret by paragraph"),
    ("Home, End", "Caret to the line's start or end"),
    ("Ctrl+Home, Ctrl+End", "Caret to the article's start or end"),
    ("Shift with any of these", "Select as the caret goes"),
    ("Alt while selecting with the mouse", "Select exact characters, not words"),
)


class HelpPages(QObject):
    """Opens the pages of the help for a workbench."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        bench.add_openers(
            {"keys": self._show_keys, "guide": self._show_guide, "about": self._show_about}
        )

    def _show_keys(self) -> None:
        dialog = KeysDialog(key_rows(self._bench.actions.commands), self._bench.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _show_guide(self) -> None:
        dialog = PageDialog(
            resources() / "help",
            "first-steps.md",
            title=self.tr("First steps"),
            parent=self._bench.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _show_about(self) -> None:
        dialog = AboutDialog(self._bench.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()


def key_rows(commands: tuple[Command, ...]) -> tuple[KeyRow, ...]:
    """All keys, the labels first, then menu by menu, then the caret's own."""
    rows = [
        KeyRow(_shown(command), command.title, _group(command))
        for menu in ("Labels", *MENUS)
        for command in commands
        if command.keys and _group(command) == menu
    ]
    words = QCoreApplication.translate
    rows += [
        KeyRow(words("Keys", keys), words("Keys", title), words("Keys", "In the text"))
        for keys, title in _CARET_KEYS
    ]
    return tuple(rows)


def _group(command: Command) -> str:
    return "Labels" if command.id.startswith("label.") else command.menu


def _shown(command: Command) -> str:
    style = QKeySequence.SequenceFormat.NativeText
    return ", ".join(QKeySequence(key).toString(style) for key in command.keys)
