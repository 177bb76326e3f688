"""Colours of the interface and of labels, light, dark and high contrast."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True)
class Theme:
    """All colours of one theme. `labels` are eight, for `Label.color` 1 to 8.

    `line` parts surfaces; `edge` draws the controls that one types or ticks in. With `patterns`
    bars differ by their strokes too. `hands` are the annotators of a review, who always differ by
    their strokes; `shared` is what all of them agree on.
    """

    name: str
    is_dark: bool
    page: QColor
    window: QColor
    text: QColor
    secondary: QColor
    line: QColor
    edge: QColor
    hover: QColor
    disabled: QColor
    accent: QColor
    on_accent: QColor
    error: QColor
    warning: QColor
    good: QColor
    labels: tuple[QColor, ...]
    hands: tuple[QColor, ...]
    shared: QColor
    patterns: bool = False

    @property
    def is_contrast(self) -> bool:
        """Whether it is high contrast: then nothing is said by a tint alone."""
        return self.name == "contrast"

    def label(self, color: int) -> QColor:
        """The colour of a label's number."""
        return self.labels[(color - 1) % len(self.labels)]

    def hand(self, number: int) -> QColor:
        """The colour of an annotator's number, from 1; from the sixth on they come again."""
        return self.hands[(number - 1) % len(self.hands)]

    def on_label(self) -> QColor:
        """The colour of text on a label's colour, with contrast of at least 4.5; 7 in high
        contrast.
        """
        if self.is_contrast:
            return QColor("#000000") if self.is_dark else QColor("#FFFFFF")
        return QColor("#111317") if self.is_dark else QColor("#FFFFFF")

    def hit(self, *, is_current: bool) -> QColor:
        """What lies under a place found by a search; `is_current`: under the one one is at."""
        if self.is_dark:
            return QColor("#433700" if is_current else "#3F3508")
        return QColor("#FFDD66" if is_current else "#FFF0A8")

    def hit_edge(self, *, is_current: bool) -> QColor | None:
        """The outline of such a place, if it has one."""
        if is_current:
            return QColor("#F2C94C") if self.is_dark else QColor("#8A6100")
        return self.text if self.is_contrast else None

    def wash(self, color: QColor, strength: float = 0.12, *, on: QColor | None = None) -> QColor:
        """A faint tint of a colour over the page, or over `on`."""
        return blended(on or self.page, color, strength)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours after WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def blended(under: QColor, over: QColor, strength: float) -> QColor:
    """`over` laid on `under`, from 0 (nothing of it) to 1 (nothing else)."""
    rest = 1 - strength
    return QColor.fromRgbF(
        under.redF() * rest + over.redF() * strength,
        under.greenF() * rest + over.greenF() * strength,
        under.blueF() * rest + over.blueF() * strength,
    )


def readable_on(color: QColor) -> QColor:
    """Black or white, whichever reads better on a colour; the better is always above 4.5."""
    black, white = QColor("#000000"), QColor("#FFFFFF")
    return white if contrast(white, color) >= contrast(black, color) else black


def _fit_accent(accent: QColor, page: QColor, *, is_dark: bool, least: float = 4.5) -> QColor:
    """The system's accent, made darker or lighter until it reads as text on the page."""
    fitted = accent
    for _ in range(20):
        if contrast(fitted, page) >= least:
            break
        fitted = fitted.lighter(112) if is_dark else fitted.darker(112)
    return fitted


def _colors(*names: str) -> tuple[QColor, ...]:
    return tuple(QColor(name) for name in names)


# The first four are at least 15 apart (CIEDE2000) for normal sight and for simulated deuteranopia,
# protanopia and tritanopia; all have a contrast of 4.5 on page and window.
_LIGHT_LABELS = _colors(
    "#0C67F6", "#B25000", "#00735C", "#772C83", "#C50D4A", "#0D2531", "#5F6C00", "#4A5568"
)
_DARK_LABELS = _colors(
    "#B9C6FB", "#FEA416", "#37DBAC", "#BE60FB", "#FB4D5B", "#B5FCFD", "#E9EA93", "#5A8AC2"
)


# The same for high contrast: 7 on the page, so that black or white on them reads with 7 too.
_LIGHT_CONTRAST_LABELS = _colors(
    "#0A40EC", "#A70F00", "#076250", "#6D1D68", "#9C1D4B", "#0D1D20", "#575825", "#515666"
)
_DARK_CONTRAST_LABELS = _colors(
    "#C8D4F5", "#E79C17", "#61CFA6", "#BA83FC", "#FC736E", "#C6FFF8", "#D3E177", "#88A4D0"
)
# Annotators in a review, and what they share: any two of them at least 12 apart for every sight,
# and from the first four labels 10 for normal sight. The contrasts are those of labels.
_LIGHT_HANDS = _colors("#CC0066", "#1274A5", "#72721D", "#3918DC", "#0A5C33")
_DARK_HANDS = _colors("#F2A6A6", "#7182D6", "#A38800", "#71C5D6", "#EDED82")
_LIGHT_CONTRAST_HANDS = _colors("#932549", "#0E5A81", "#525200", "#0000B8", "#003D29")
_DARK_CONTRAST_HANDS = _colors("#FF668F", "#90B8DF", "#AE9932", "#FFEBD6", "#CCF500")
_LIGHT_SIGNS = _colors("#A1001A", "#6B4000", "#0B5A2A")
_DARK_SIGNS = _colors("#FFB0A8", "#F5BC5F", "#7FDDA0")
# Below this a desktop's colours are not those of a high contrast theme.
_FULL_CONTRAST = 10.0


def light(accent: QColor | None = None) -> Theme:
    """The light theme, with the system's accent where it gives one."""
    page = QColor("#FFFFFF")
    accent = _fit_accent(accent or QColor("#2563C9"), page, is_dark=False)
    return Theme(
        name="light",
        is_dark=False,
        page=page,
        window=QColor("#F5F6F8"),
        text=QColor("#1D2127"),
        secondary=QColor("#5B6470"),
        line=QColor("#DDE1E6"),
        edge=QColor("#848D99"),
        hover=QColor("#E9ECF0"),
        disabled=QColor("#8A929D"),
        accent=accent,
        on_accent=readable_on(accent),
        error=QColor("#B3261E"),
        warning=QColor("#8A5300"),
        good=QColor("#187340"),
        labels=_LIGHT_LABELS,
        hands=_LIGHT_HANDS,
        shared=QColor("#808893"),
    )


def dark(accent: QColor | None = None) -> Theme:
    """The dark theme."""
    page = QColor("#1B1D21")
    accent = _fit_accent(accent or QColor("#7FB0FF"), page, is_dark=True)
    return Theme(
        name="dark",
        is_dark=True,
        page=page,
        window=QColor("#141619"),
        text=QColor("#E6E8EB"),
        secondary=QColor("#9AA3AE"),
        line=QColor("#30343A"),
        edge=QColor("#6B7480"),
        hover=QColor("#24272C"),
        disabled=QColor("#6E7682"),
        accent=accent,
        on_accent=readable_on(accent),
        error=QColor("#FF8A80"),
        warning=QColor("#F0B352"),
        good=QColor("#6BD08F"),
        labels=_DARK_LABELS,
        hands=_DARK_HANDS,
        shared=QColor("#7F8791"),
    )


def high_contrast(system: QPalette, *, is_for_it: bool = True) -> Theme:
    """A theme of the system's own palette, with full contrast for all lines and texts.

    Black on white or white on black where the palette is not made for it.
    """
    role = QPalette.ColorRole
    page, text = system.color(role.Base), system.color(role.Text)
    is_dark = _luminance(page) < _luminance(text)
    if not is_for_it or contrast(page, text) < _FULL_CONTRAST:
        black, white = QColor("#000000"), QColor("#FFFFFF")
        page, text = (black, white) if is_dark else (white, black)
    accent = _fit_accent(system.color(role.Highlight), page, is_dark=is_dark, least=7)
    if contrast(accent, page) < 7:
        accent = text
    quiet = blended(page, text, 0.75)
    pale = (blended(page, text, share) for share in (0.6, 0.7, 0.8, 0.9))
    base = dark(accent) if is_dark else light(accent)
    error, warning, good = _DARK_SIGNS if is_dark else _LIGHT_SIGNS
    return replace(
        base,
        name="contrast",
        page=page,
        window=page,
        text=text,
        # What is only offered must not be taken for what was typed.
        secondary=quiet if contrast(quiet, page) >= 7 else text,
        line=text,
        edge=text,
        hover=blended(page, text, 0.1),
        disabled=next((color for color in pale if contrast(color, page) >= 4.5), text),
        accent=accent,
        on_accent=page,
        error=error,
        warning=warning,
        good=good,
        labels=_DARK_CONTRAST_LABELS if is_dark else _LIGHT_CONTRAST_LABELS,
        hands=_DARK_CONTRAST_HANDS if is_dark else _LIGHT_CONTRAST_HANDS,
        shared=QColor("#A3A8AD" if is_dark else "#595F66"),
        patterns=True,
    )


def desktop_wants_contrast() -> bool:
    """Whether the desktop asks for high contrast; Qt knows from 6.10 on."""
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    preference = getattr(accessibility, "contrastPreference", None)
    return preference is not None and preference() == Qt.ContrastPreference.HighContrast


def watch_contrast(slot: Callable[[], None]) -> None:
    """Calls a slot whenever the desktop's wish for contrast changes; never before Qt 6.10."""
    # Both are held: in PySide6 6.12 the inner one is gone when nobody holds the outer one.
    hints = QGuiApplication.styleHints()
    accessibility = hints.accessibility()
    changed = getattr(accessibility, "contrastPreferenceChanged", None)
    if changed is not None:
        changed.connect(slot)


def system_theme(wanted: str = "system", *, system: QPalette | None = None) -> Theme:
    """The theme of a setting: "light", "dark", "contrast", or what the desktop says now.

    `system` is the palette as it was before ours replaced it: where the desktop gives an accent,
    it is in there.
    """
    palette = system or QPalette()
    has_contrast = desktop_wants_contrast()
    if wanted == "contrast" or (wanted == "system" and has_contrast):
        return high_contrast(palette, is_for_it=has_contrast)
    if wanted == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        wanted = "dark" if scheme == Qt.ColorScheme.Dark else "light"
    accent = palette.color(QPalette.ColorRole.Accent) if system is not None else None
    return dark(accent) if wanted == "dark" else light(accent)


def qt_palette(theme: Theme) -> QPalette:
    """The theme as Qt's palette, so that plain controls, icons and delegates follow it."""
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
        role.BrightText: theme.error,
        role.ToolTipBase: theme.page,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.secondary,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.page,
        role.Midlight: theme.hover,
        role.Mid: theme.line,
        role.Dark: theme.edge,
        role.Shadow: theme.edge,
    }
    for name, color in pairs.items():
        palette.setColor(name, color)
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, theme.disabled)
    return palette
