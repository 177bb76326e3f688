"""How the article is set and the window coloured: theme, letters, text size."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from annotator.app.settings import Settings
from annotator.gui.main_window import MainWindow
from annotator.gui.style import style_sheet
from annotator.gui.theme import qt_palette, system_theme

_SMALLEST, _LARGEST = 8, 32
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

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self.theme = system_theme(settings.text("theme"))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_scheme_changed)
        self._family = settings.text("reading_font") or _serif()
        self.show_theme()
        self.show_reading()

    @property
    def zoom_percent(self) -> int:
        """The text size against the usual one."""
        return round(100 * self._settings.number("reading_size") / 13)

    def change(self, what: str) -> None:
        """Changes one thing by the name that commands use."""
        size = int(self._settings.number("reading_size"))
        match what:
            case "larger":
                self.set_size(size + 1)
            case "smaller":
                self.set_size(size - 1)
            case "usual":
                self.set_size(13)
            case "theme_system" | "theme_light" | "theme_dark":
                self._settings.set("theme", what.removeprefix("theme_"))
                self.show_theme()

    @Slot(int)
    def set_size(self, points: int) -> None:
        """Sets the article's letters, in points."""
        self._settings.set("reading_size", max(_SMALLEST, min(_LARGEST, points)))
        self.show_reading()

    def show_theme(self) -> None:
        """Colours everything as the setting, or the system, says."""
        self.theme = system_theme(self._settings.text("theme"))
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(qt_palette(self.theme))
        application.setStyleSheet(style_sheet(self.theme))
        self._window.show_theme(self.theme)

    def show_reading(self) -> None:
        """Sets the article as the settings say."""
        font = QFont(self._family)
        font.setStyleHint(QFont.StyleHint.Serif)
        font.setPointSize(int(self._settings.number("reading_size")))
        self._window.text.set_reading(
            font,
            line_spacing=self._settings.number("line_spacing"),
            column_characters=int(self._settings.number("column_characters")),
        )

    @Slot()
    def _on_scheme_changed(self) -> None:
        if self._settings.text("theme") == "system":
            self.show_theme()


def _serif() -> str:
    """A serif that is there and made for reading on screens; else what the system calls one."""
    found = set(QFontDatabase.families())
    return next((family for family in _SERIFS if family in found), "serif")
