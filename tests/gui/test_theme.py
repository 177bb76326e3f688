"""Colours: contrast after WCAG 2.2, and distance of the first labels for every kind of sight."""

import math
from dataclasses import replace
from itertools import combinations, product

import pytest
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from annotator.gui.style import style_sheet
from annotator.gui.theme import (
    Theme,
    blended,
    contrast,
    dark,
    high_contrast,
    light,
    qt_palette,
    readable_on,
    system_theme,
)


def _system(page: str, text: str, highlight: str) -> QPalette:
    """A desktop's palette."""
    palette, role = QPalette(), QPalette.ColorRole
    for roles, color in (
        ((role.Base, role.Window), page),
        ((role.Text, role.WindowText), text),
        ((role.Highlight,), highlight),
    ):
        for one in roles:
            palette.setColor(one, QColor(color))
    return palette


# Desktops that are not in high contrast themselves, and the four that Windows brings.
CONTRAST = [
    replace(high_contrast(_system(*colors), is_for_it="on " not in name), name=f"contrast {name}")
    for name, colors in {
        "on light": ("#FFFFFF", "#000000", "#308CC6"),
        "on dark": ("#323232", "#F0F0F0", "#308CC6"),
        "aquatic": ("#202020", "#FFFFFF", "#8EE3F0"),
        "desert": ("#FFFAEF", "#3D3D3D", "#903909"),
        "dusk": ("#2D3236", "#FFFFFF", "#A1BFDE"),
        "night sky": ("#000000", "#FFFFFF", "#D6B4FD"),
    }.items()
]
PURE = [theme for theme in CONTRAST if " on " in theme.name]
THEMES = [light(), dark(), *CONTRAST]

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def _linear(color: QColor) -> tuple[float, ...]:
    parts = (color.redF(), color.greenF(), color.blueF())
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def _lab(color: QColor, sight: str) -> tuple[float, float, float]:
    """CIE Lab (D65) of a colour as somebody with that sight sees it."""
    rgb = _linear(color)
    red, green, blue = (
        min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True))))
        for row in SIGHT[sight]
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """The colour difference of CIE 142-2001, after Sharma, Wu and Dalal (2005)."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_c = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    mean_h = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    d_l, d_c = l2 - l1, c2 - c1
    d_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    t = (
        1
        - 0.17 * math.cos(math.radians(mean_h - 30))
        + 0.24 * math.cos(math.radians(2 * mean_h))
        + 0.32 * math.cos(math.radians(3 * mean_h + 6))
        - 0.20 * math.cos(math.radians(4 * mean_h - 63))
    )
    s_l = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    s_c, s_h = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * t
    r_c = 2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7))
    r_t = -math.sin(math.radians(60 * math.exp(-(((mean_h - 275) / 25) ** 2)))) * r_c
    return math.sqrt(
        (d_l / s_l) ** 2 + (d_c / s_c) ** 2 + (d_h / s_h) ** 2 + r_t * (d_c / s_c) * (d_h / s_h)
    )


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_our_colour_difference_gives_the_published_values(
    one: tuple[float, float, float], other: tuple[float, float, float], published: float
) -> None:
    assert _ciede2000(one, other) == pytest.approx(published, abs=5e-5)


def test_our_contrast_gives_the_known_values() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("#FFFFFF")) == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_every_label_colour_reads_on_page_and_window(theme: Theme) -> None:
    assert len(theme.labels) == 8
    for color in theme.labels:
        assert contrast(color, theme.page) >= 4.5, color.name()
        assert contrast(color, theme.window) >= 4.5, color.name()
        assert contrast(theme.on_label(), color) >= 4.5, color.name()


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
@pytest.mark.parametrize("sight", SIGHT)
def test_the_first_four_labels_differ_for_every_sight(theme: Theme, sight: str) -> None:
    seen = [_lab(color, sight) for color in theme.labels[:4]]
    assert min(_ciede2000(a, b) for a, b in combinations(seen, 2)) >= 15


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_every_annotators_colour_reads_on_page_and_window(theme: Theme) -> None:
    assert len(theme.hands) == 5
    for color in theme.hands:
        least = 7 if theme in PURE else 4.5
        assert contrast(color, theme.page) >= least, color.name()
        assert contrast(color, theme.window) >= least, color.name()


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_what_all_annotators_share_is_a_grey_that_is_seen(theme: Theme) -> None:
    assert contrast(theme.shared, theme.page) >= 3
    assert contrast(theme.shared, theme.window) >= 3
    assert theme.shared.hslSaturationF() < 0.1


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
@pytest.mark.parametrize("sight", SIGHT)
def test_annotators_differ_for_every_sight_from_one_another_and_from_grey(
    theme: Theme, sight: str
) -> None:
    seen = [_lab(color, sight) for color in theme.hands]
    assert min(_ciede2000(a, b) for a, b in combinations(seen, 2)) >= 12
    grey = _lab(theme.shared, sight)
    assert min(_ciede2000(color, grey) for color in seen) >= 8


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_annotators_are_not_taken_for_the_first_four_labels(theme: Theme) -> None:
    for sight, least in (("normal", 10), *((sight, 4) for sight in SIGHT)):
        hands = [_lab(color, sight) for color in theme.hands]
        labels = [_lab(color, sight) for color in theme.labels[:4]]
        assert min(_ciede2000(a, b) for a, b in product(hands, labels)) >= least, sight


def test_the_sixth_annotator_has_the_firsts_colour() -> None:
    theme = light()
    assert [theme.hand(number) for number in (1, 6)] == [theme.hands[0]] * 2


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_all_texts_read_on_all_grounds(theme: Theme) -> None:
    grounds = (theme.page, theme.window, theme.hover)
    for words in (theme.text, theme.secondary, theme.error, theme.warning, theme.good):
        for ground in grounds:
            assert contrast(words, ground) >= 4.5, (words.name(), ground.name())
    chosen = theme.wash(theme.accent, 0.18)
    assert contrast(theme.text, chosen) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_edges_and_rings_are_seen(theme: Theme) -> None:
    for ground in (theme.page, theme.window):
        assert contrast(theme.edge, ground) >= 3
        assert contrast(theme.accent, ground) >= 3


@pytest.mark.parametrize("accent", ["#FFE000", "#3DAEE9", "#101010", "#F0F0F0", "#E01B24"])
@pytest.mark.parametrize("make", [light, dark])
def test_any_accent_of_the_system_is_made_readable(accent: str, make) -> None:  # type: ignore[no-untyped-def]
    theme = make(QColor(accent))
    assert contrast(theme.accent, theme.page) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@pytest.mark.parametrize("theme", CONTRAST, ids=lambda t: t.name)
def test_in_high_contrast_every_text_reads_with_7(theme: Theme) -> None:
    for words in (theme.text, theme.secondary):
        for ground in (theme.page, theme.window, theme.hover):
            assert contrast(words, ground) >= (7 if theme in PURE else 4.5), words.name()
    assert contrast(theme.text, theme.page) >= 7
    for sign in (theme.error, theme.warning, theme.good):
        assert contrast(sign, theme.page) >= (7 if theme in PURE else 4.5), sign.name()
    assert contrast(theme.accent, theme.page) >= 7
    assert contrast(theme.on_accent, theme.accent) >= 7
    assert contrast(theme.disabled, theme.page) >= 4.5
    assert theme.disabled != theme.text


@pytest.mark.parametrize("theme", PURE, ids=lambda t: t.name)
def test_in_high_contrast_chips_read_with_7(theme: Theme) -> None:
    ink = QColor("#000000") if theme.is_dark else QColor("#FFFFFF")
    assert replace(theme, name="contrast").on_label() == ink
    for color in theme.labels:
        assert contrast(color, theme.page) >= 7, color.name()
        assert contrast(ink, color) >= 7, color.name()


def _differ(theme: Theme, sight: str) -> float:
    seen = [_lab(color, sight) for color in theme.labels]
    return min(_ciede2000(a, b) for a, b in combinations(seen, 2))


def test_in_high_contrast_no_two_labels_look_alike() -> None:
    for theme in PURE:
        assert _differ(theme, "normal") >= 14
        assert min(_differ(theme, sight) for sight in SIGHT) >= 7


def test_high_contrast_without_a_palette_for_it_is_black_and_white() -> None:
    on_light, on_dark = PURE
    assert (on_light.page.name(), on_light.text.name()) == ("#ffffff", "#000000")
    assert (on_dark.page.name(), on_dark.text.name()) == ("#000000", "#ffffff")


def test_high_contrast_follows_the_systems_palette() -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("black"))
    palette.setColor(QPalette.ColorRole.Window, QColor("black"))
    palette.setColor(QPalette.ColorRole.Text, QColor("white"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#00FFFF"))
    theme = high_contrast(palette)
    assert theme.is_dark
    assert theme.text == theme.line == theme.edge == QColor("white")
    assert theme.accent == QColor("#00FFFF")


@pytest.mark.parametrize("wanted", ["light", "dark"])
def test_a_wanted_theme_is_given_whatever_the_desktop_says(qtbot: QtBot, wanted: str) -> None:
    assert system_theme(wanted).name == wanted


def test_black_or_white_reads_on_any_colour() -> None:
    for hue in range(0, 360, 15):
        for lightness in range(0, 256, 15):
            color = QColor.fromHsl(hue, 200, lightness)
            assert contrast(readable_on(color), color) >= 4.5


def test_blending_goes_from_one_colour_to_the_other() -> None:
    black, white = QColor("black"), QColor("white")
    assert blended(black, white, 0) == black
    assert blended(black, white, 1) == white


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_the_style_sheet_has_a_colour_for_every_name(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_palette_carries_the_theme(qtbot: QtBot) -> None:
    theme = dark()
    palette = qt_palette(theme)
    assert palette.color(QPalette.ColorRole.Base) == theme.page
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == theme.disabled


def test_the_system_theme_is_high_contrast_where_the_desktop_asks(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert system_theme("system").name != "contrast"
    monkeypatch.setattr("annotator.gui.theme.desktop_wants_contrast", lambda: True)
    assert system_theme("system").name == "contrast"
    assert system_theme("light").name == "light"
