"""Colours of the interface and of labels, light, dark and high contrast."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True)
class Theme:
    """All colours of one theme. `labels` are eight, for `Label.color` 1 to 8."""

    name: str
    is_dark: bool
    page: QColor
    window: QColor
    text: QColor
    secondary: QColor
    line: QColor
    hover: QColor
    accent: QColor
    on_accent: QColor
    error: QColor
    warning: QColor
    good: QColor
    labels: tuple[QColor, ...]

    def label(self, color: int) -> QColor:
        """The colour of a label's number."""
        return self.labels[(color - 1) % len(self.labels)]

    def on_label(self) -> QColor:
        """The colour of text on a label's colour, with contrast of at least 4.5."""
        return QColor("#111317") if self.is_dark else QColor("#FFFFFF")


def _colors(*names: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in names)


_LIGHT_LABELS = _colors(
    "#1F5FBF", "#B25000", "#00735C", "#7B2D8B", "#C50D4A", "#0D2531", "#5F6C00", "#4A5568"
)
_DARK_LABELS = _colors(
    "#B9C6FB", "#FEA416", "#37DBAC", "#BE60FB", "#FB4D5B", "#B5FCFD", "#E9EA93", "#5A8AC2"
)


def light(accent: QColor | None = None) -> Theme:
    """The light theme, with the system's accent where it gives one."""
    return Theme(
        name="light",
        is_dark=False,
        page=QColor("#FFFFFF"),
        window=QColor("#F5F6F8"),
        text=QColor("#1D2127"),
        secondary=QColor("#5B6470"),
        line=QColor("#DDE1E6"),
        hover=QColor("#E9ECF0"),
        accent=accent or QColor("#2563C9"),
        on_accent=QColor("#FFFFFF"),
        error=QColor("#B3261E"),
        warning=QColor("#8A5300"),
        good=QColor("#1B7A43"),
        labels=_LIGHT_LABELS,
    )


def dark(accent: QColor | None = None) -> Theme:
    """The dark theme."""
    return Theme(
        name="dark",
        is_dark=True,
        page=QColor("#1B1D21"),
        window=QColor("#141619"),
        text=QColor("#E6E8EB"),
        secondary=QColor("#9AA3AE"),
        line=QColor("#30343A"),
        hover=QColor("#24272C"),
        accent=accent or QColor("#7FB0FF"),
        on_accent=QColor("#0F1114"),
        error=QColor("#FF8A80"),
        warning=QColor("#F0B352"),
        good=QColor("#6BD08F"),
        labels=_DARK_LABELS,
    )


def system_theme(wanted: str = "system") -> Theme:
    """The theme of a setting: "light", "dark", or what the desktop says now."""
    if wanted == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        wanted = "dark" if scheme == Qt.ColorScheme.Dark else "light"
    return dark() if wanted == "dark" else light()


def qt_palette(theme: Theme) -> QPalette:
    """The theme as Qt's palette, so that plain controls follow it."""
    palette = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.page,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.Button: theme.window,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.page,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.secondary,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Mid: theme.line,
    }
    for name, color in pairs.items():
        palette.setColor(name, color)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, theme.secondary)
    return palette
