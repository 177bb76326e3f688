"""Joins the settings to their dialog. Made when it is opened for the first time."""

from PySide6.QtCore import QObject, Qt, Slot

from annotator.app.commands import Command
from annotator.app.keymap import Keymap, taken
from annotator.app.present.settings import KeyTableRow, key_table, reading_groups, taken_words
from annotator.app.settings import Settings
from annotator.gui.actions import native
from annotator.gui.dialogs.settings import SettingsDialog
from annotator.gui.dialogs.settings_keys import KeysPage
from annotator.gui.dialogs.settings_reading import ReadingPage
from annotator.gui.workbench import Workbench


class SettingsPages(QObject):
    """Opens the dialog and keeps it shown as the settings are."""

    def __init__(self, bench: Workbench, settings: Settings) -> None:
        super().__init__(bench)
        self._bench = bench
        self._settings = settings
        self._dialog: SettingsDialog | None = None
        # A pressed key that another command has: command, key, whether it is one more.
        self._asked: tuple[str, str, bool] | None = None
        settings.watch(self._on_setting)
        bench.reading.theme_shown.connect(self._on_theme)

    def open(self) -> None:
        """Shows the dialog, or brings it to the front."""
        if self._dialog is None:
            self._dialog = self._make()
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _make(self) -> SettingsDialog:
        reading = ReadingPage(
            reading_groups(self._settings),
            self._bench.reading.theme,
            usual_font=self._bench.reading.usual_family,
        )
        reading.value_chosen.connect(self._settings.set)
        reading.usual_asked.connect(self._on_usual_values)
        keys = KeysPage(self._key_rows())
        keys.key_pressed.connect(self._on_key)
        keys.key_removal_asked.connect(self._on_removal)
        keys.usual_asked.connect(self._on_usual_keys)
        keys.all_usual_asked.connect(self._on_all_usual)
        keys.taking_asked.connect(self._on_taking)
        dialog = SettingsDialog(reading, keys, self._bench.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(self._on_destroyed)
        return dialog

    def _on_destroyed(self) -> None:
        self._dialog = None
        self._asked = None

    def _on_theme(self) -> None:
        if self._dialog is not None:
            self._dialog.reading.show_theme(self._bench.reading.theme)

    def _on_setting(self, name: str) -> None:
        if self._dialog is None:
            return
        if name == "keys":
            self._dialog.keys.show_rows(self._key_rows())
        else:
            self._dialog.reading.show_groups(reading_groups(self._settings))
        self._bench.soon()

    def _on_usual_values(self) -> None:
        rows = (row for group in reading_groups(self._settings) for row in group.rows)
        self._settings.reset(row.name for row in rows)

    # Keys

    @property
    def _keymap(self) -> Keymap:
        return Keymap.read(self._settings.names("keys"))

    def _key_rows(self) -> tuple[KeyTableRow, ...]:
        return key_table(self._bench.actions.usual, self._keymap, shown=native)

    def _usual(self, command_id: str) -> Command:
        return next(one for one in self._bench.actions.usual if one.id == command_id)

    @Slot(str, str, bool)
    def _on_key(self, command_id: str, key: str, is_one_more: bool) -> None:
        """Gives a command a key, or asks where another has it."""
        assert self._dialog is not None
        found = taken(key, by=command_id, usual=self._bench.actions.usual, keymap=self._keymap)
        if not found:
            self._give(command_id, key, is_one_more=is_one_more)
            return
        words = taken_words(found, shown=native)
        can_take = all(one.command for one in found)
        take = self.tr("Take it away from “{command}”").format(command=found[0].title)
        self._asked = (command_id, key, is_one_more) if can_take else None
        if not can_take:
            words += " " + self.tr("Press another key, or Escape.")
        self._dialog.keys.show_question(words, take=take if can_take else "")

    def _on_taking(self) -> None:
        if self._asked is None:
            return
        command_id, key, is_one_more = self._asked
        keymap = self._keymap
        for one in taken(key, by=command_id, usual=self._bench.actions.usual, keymap=keymap):
            other = self._usual(one.command)
            keymap = keymap.without_key(other, key)
        self._give(command_id, key, is_one_more=is_one_more, keymap=keymap)

    def _give(
        self, command_id: str, key: str, *, is_one_more: bool, keymap: Keymap | None = None
    ) -> None:
        """The new key takes the place of the first one, which is the one shown in menus."""
        assert self._dialog is not None
        command, keymap = self._usual(command_id), keymap or self._keymap
        before = keymap.keys(command)
        keys = (*before, key) if is_one_more else (key, *before[1:])
        self._write(keymap.with_keys(command, keys))
        self._dialog.keys.show_done()

    def _on_removal(self, command_id: str) -> None:
        assert self._dialog is not None
        self._write(self._keymap.with_keys(self._usual(command_id), ()))
        self._dialog.keys.show_done()

    def _on_usual_keys(self, command_id: str) -> None:
        command = self._usual(command_id)
        self._write(self._keymap.with_keys(command, command.keys))

    def _on_all_usual(self) -> None:
        self._write(Keymap(unread=self._keymap.unread))

    def _write(self, keymap: Keymap) -> None:
        self._asked = None
        self._settings.set("keys", list(keymap.lines()))
