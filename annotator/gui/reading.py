"""How the article is set and the window coloured: theme, letters, text size."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from annotator.app.settings import Settings, setting
from annotator.gui.main_window import MainWindow
from annotator.gui.style import style_sheet
from annotator.gui.theme import qt_palette, system_theme, watch_contrast

_LETTERS = ("reading_font", "reading_size", "line_spacing", "column_characters", "margin")
_SERIFS = (
    "Charter",
    "Iowan Old Style",
    "Georgia",
    "Cambria",
    "Source Serif 4",
    "Noto Serif",
    "DejaVu Serif",
)


class Reading(QObject):
    """Applies the reader's choices and writes down their changes."""

    theme_shown = Signal()

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self.theme = system_theme(settings.text("theme"))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        watch_contrast(self._on_scheme_changed)
        self.usual_family = _serif()
        self.show_theme()
        self.show_reading()
        settings.watch(self._on_setting)

    @property
    def zoom_percent(self) -> int:
        """The text size against the usual one."""
        usual = setting("reading_size").default
        assert isinstance(usual, int)
        return round(100 * self._settings.number("reading_size") / usual)

    def change(self, what: str) -> None:
        """Changes one thing by the name that commands use."""
        size = int(self._settings.number("reading_size"))
        match what:
            case "larger":
                self.set_size(size + 1)
            case "smaller":
                self.set_size(size - 1)
            case "usual":
                self._settings.reset(("reading_size",))
            case "theme_system" | "theme_light" | "theme_dark" | "theme_contrast":
                self._settings.set("theme", what.removeprefix("theme_"))

    @Slot(int)
    def set_size(self, points: int) -> None:
        """Sets the article's letters, in points."""
        row = setting("reading_size")
        self._settings.set("reading_size", int(max(row.least, min(row.most, points))))

    def show_theme(self) -> None:
        """Colours everything as the setting, or the system, says."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        if self.theme.is_contrast or self._settings.text("theme") in ("system", "contrast"):
            # High contrast is made from the desktop's own colours, which lie under ours.
            application.setPalette(QPalette())
        self.theme = system_theme(self._settings.text("theme"))
        application.setPalette(qt_palette(self.theme))
        application.setStyleSheet(style_sheet(self.theme))
        self._window.show_theme(self.theme)
        self.theme_shown.emit()

    def show_reading(self) -> None:
        """Sets the article as the settings say."""
        font = QFont(self._settings.text("reading_font") or self.usual_family)
        font.setStyleHint(QFont.StyleHint.Serif)
        font.setPointSize(int(self._settings.number("reading_size")))
        self._window.text.set_reading(
            font,
            line_spacing=self._settings.number("line_spacing"),
            column_characters=int(self._settings.number("column_characters")),
            margin_px=int(self._settings.number("margin")),
        )

    def _on_setting(self, name: str) -> None:
        if name == "theme":
            self.show_theme()
        elif name in _LETTERS:
            self.show_reading()

    @Slot()
    def _on_scheme_changed(self) -> None:
        if self._settings.text("theme") == "system":
            self.show_theme()


def _serif() -> str:
    """A serif that is there and made for reading on screens; else what the system calls one."""
    found = set(QFontDatabase.families())
    return next((family for family in _SERIFS if family in found), "serif")
