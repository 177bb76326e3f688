"""Annotators' bars: a pattern each, the same sample in legends, seen when they step back."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette

from annotator.app.present.highlights import SHARED_HAND
from annotator.gui.text.hands import HandTiles, is_solid
from annotator.gui.text.strokes import Tones, draw_hand
from annotator.gui.theme import Theme, contrast, dark, high_contrast, light

pytestmark = pytest.mark.usefixtures("qapp")
THEMES = [light(), dark(), high_contrast(QPalette())]
NAMES = ["light", "dark", "contrast"]
HANDS = range(1, 10)
WIDTH = 61


def blank(ratio: int, theme: Theme | None = None) -> QImage:
    image = QImage(80 * ratio, 12 * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(theme.page if theme else QColor("white"))
    return image


def drawn(hand: int, *, height: int, ratio: int) -> QImage:
    image = blank(ratio)
    painter = QPainter(image)
    area = QRectF(3.4, 3, WIDTH, height)
    HandTiles().draw(painter, area, QColor("black"), hand=hand, ends=(True, True))
    painter.end()
    return image


def apart(one: QImage, other: QImage) -> int:
    """How many pixels clearly differ."""
    pixels = ((x, y) for x in range(one.width()) for y in range(one.height()))
    return sum(abs(one.pixelColor(*p).red() - other.pixelColor(*p).red()) > 100 for p in pixels)


@pytest.mark.parametrize("height", [3, 4, 5])
@pytest.mark.parametrize("ratio", [1, 2])
def test_five_annotators_have_five_patterns(height: int, ratio: int) -> None:
    images = [drawn(hand, height=height, ratio=ratio) for hand in range(1, 6)]
    for one, other in combinations(images, 2):
        assert apart(one, other) >= WIDTH * ratio * ratio // 2


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("ratio", [1, 2])
def test_a_bars_ends_are_where_the_words_end(hand: int, ratio: int) -> None:
    image = drawn(hand, height=4, ratio=ratio)
    inked = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).red() < 128 for y in range(image.height()))
    ]
    assert abs(inked[0] - 3.4 * ratio) <= 1
    assert abs(inked[-1] + 1 - (3.4 + WIDTH) * ratio) <= 1


def test_no_two_annotators_share_colour_and_pattern() -> None:
    for theme in THEMES:
        looks = set()
        for hand in HANDS:
            image = blank(1, theme)
            painter = QPainter(image)
            draw_hand(painter, QRectF(2, 0, WIDTH, 12), theme, hand)
            painter.end()
            looks.add(bytes(image.constBits()))
        assert len(looks) == len(HANDS)


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
def test_a_sample_is_in_the_annotators_colour_and_grey_for_what_all_share(theme: Theme) -> None:
    colors = [(hand, theme.hand(hand)) for hand in HANDS] + [(SHARED_HAND, theme.shared)]
    for hand, color in colors:
        image = blank(1, theme)
        painter = QPainter(image)
        draw_hand(painter, QRectF(2, 0, WIDTH, 12), theme, hand)
        painter.end()
        pixels = {image.pixelColor(x, y).name() for x in range(80) for y in range(12)}
        assert color.name() in pixels
        rows = [y for y in range(12) if image.pixelColor(3, y) != theme.page]
        assert abs((rows[0] + rows[-1]) / 2 - 5.5) <= 1


def test_what_all_share_is_one_plain_line() -> None:
    assert is_solid(SHARED_HAND)
    assert [hand for hand in HANDS if is_solid(hand)] == [1]


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
def test_an_annotators_bar_that_steps_back_is_still_seen(theme: Theme) -> None:
    tones = Tones(theme)
    for hand in (SHARED_HAND, *HANDS):
        assert contrast(tones.hand(hand), theme.page) >= 3
