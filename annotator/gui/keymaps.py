"""Gives the window's commands the keys that a person has set, and opens the settings."""

from PySide6.QtCore import QObject, Slot

from annotator.app.keymap import Keymap
from annotator.app.present.keys import keys_hint, named_keys
from annotator.app.settings import Settings
from annotator.gui.actions import native
from annotator.gui.workbench import Workbench


class Keymaps(QObject):
    """Applies the keys of the settings at once and at every change."""

    def __init__(self, bench: Workbench, settings: Settings) -> None:
        super().__init__(bench)
        self._bench = bench
        self._settings = settings
        self._pages: QObject | None = None
        bench.actions.keys_changed.connect(self._show_keys)
        self._give_keys()
        settings.watch(self._on_setting)
        bench.add_openers({"settings": self._open_settings})

    def problem(self) -> str:
        """What the settings say about keys and nobody understands, in words; else nothing."""
        keymap = Keymap.read(self._settings.names("keys"))
        lines = keymap.unknown(self._bench.actions.usual)
        if not lines:
            return ""
        return self.tr("Not understood in your settings, and not used: {lines}.").format(
            lines=", ".join(lines)
        )

    def _on_setting(self, name: str) -> None:
        if name == "keys":
            self._give_keys()

    def _give_keys(self) -> None:
        self._bench.actions.show_keymap(Keymap.read(self._settings.names("keys")))

    @Slot()
    def _show_keys(self) -> None:
        """Names the keys as they are now wherever words in the window name one."""
        bench = self._bench
        bench.window.page.labels.show_hint(keys_hint(bench.actions.commands, shown=native))
        keys = named_keys(bench.actions.key_words)
        for panel in (bench.window.welcome, bench.window.inspector, bench.window.page.find_bar):
            panel.show_keys(keys)
        bench.display.show_keys(keys)
        bench.soon()

    def _open_settings(self) -> None:
        from annotator.gui.settings_pages import SettingsPages

        if not isinstance(self._pages, SettingsPages):
            self._pages = SettingsPages(self._bench, self._settings)
        self._pages.open()
