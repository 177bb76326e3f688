"""Says, once for each script, that letters show as boxes and which font would help."""

import sys

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.app.present.glyphs import NOTICE, Script, glyphs_notice, scripts_of
from annotator.app.settings import Settings
from annotator.gui.workbench import Workbench

# The text is painted and the hands rest. Milliseconds.
_WHEN_STILL = 400
_SETTING = "told_scripts"


class MissingGlyphs(QObject):
    """Looks at what is in sight when it has stood still for a moment; costs nothing before."""

    def __init__(self, bench: Workbench, settings: Settings) -> None:
        super().__init__(bench)
        self._bench = bench
        self._settings = settings
        self._told: set[Script] = set()
        self._shown: tuple[Script, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WHEN_STILL)
        self._timer.timeout.connect(self.look)
        text = bench.window.text
        text.textChanged.connect(self._timer.start)
        text.verticalScrollBar().valueChanged.connect(self._timer.start)
        bench.add_openers({"glyphs_told": self._tell_no_more})

    @Slot()
    def look(self) -> None:
        """Looks for boxes in what is in sight, now."""
        if self._bench.open_session is None:
            return
        silent = self._settings.names(_SETTING)
        found = scripts_of(self._bench.window.text.letters_without_glyph())
        fresh = {script for script in found if script not in self._told}
        self._told |= fresh
        fresh = {script for script in fresh if script.name not in silent}
        if not fresh:
            return
        waiting = any(notice.id == NOTICE for notice in self._bench.window.notices.notices)
        scripts = fresh.union(self._shown if waiting else ())
        self._shown = tuple(sorted(scripts, key=lambda script: script.name))
        notice = glyphs_notice(self._shown, platform=sys.platform)
        self._bench.window.notices.show_notice(notice)

    def _tell_no_more(self) -> None:
        """Keeps silent about the scripts just named, from now on and for good."""
        names = {*self._settings.names(_SETTING), *(script.name for script in self._shown)}
        self._settings.set(_SETTING, sorted(names))
        self._bench.window.notices.clear(NOTICE)
