"""How bars are drawn: at full strength or stepping back, and with a pattern for each colour."""

from itertools import cycle

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from annotator.gui.text.hands import HandTiles, hand_color, is_solid
from annotator.gui.text.measures import BANDED_BAR_PX
from annotator.gui.theme import Theme, blended, contrast

# What steps back keeps so much of its colour, and more where it could not be seen otherwise.
_LEAST_STRENGTH = 0.55
_STEP = 0.05
_SEEN = 3.0
_READ = 4.5
_GROUND = 0.12

# For each label colour: how many lines, and lengths of dash, gap, dash, gap in pixels.
_PATTERNS: tuple[tuple[int, tuple[int, ...]], ...] = (
    (1, ()),
    (1, (9, 4)),
    (1, (3, 3)),
    (2, ()),
    (1, (9, 3, 3, 3)),
    (2, (9, 4)),
    (1, (3, 3, 3, 3, 15, 3)),
    (2, (3, 3)),
)


class Tones:
    """The label colours of a theme for what steps back. Computed once for each."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._bars: dict[int, QColor] = {}
        self._hands: dict[int, QColor] = {}
        self._grounds: dict[int, QColor] = {}

    def bar(self, color: int) -> QColor:
        """A bar that steps back: paler, with contrast of at least 3 on the page."""
        found = self._bars.get(color)
        if found is None:
            found = self._bars[color] = self._paler(self._theme.label(color))
        return found

    def hand(self, number: int) -> QColor:
        """The same for an annotator's bar."""
        found = self._hands.get(number)
        if found is None:
            found = self._hands[number] = self._paler(hand_color(self._theme, number))
        return found

    def _paler(self, full: QColor) -> QColor:
        strength = 1.0 if self._theme.patterns else _LEAST_STRENGTH
        while strength < 1:
            pale = blended(self._theme.page, full, strength)
            if contrast(pale, self._theme.page) >= _SEEN:
                return pale
            strength += _STEP
        return full

    def ground(self, color: int) -> QColor:
        """The ground of a chip that steps back: a tint on which the label's colour can be read."""
        found = self._grounds.get(color)
        if found is None:
            full, page = self._theme.label(color), self._theme.page
            tint = blended(page, full, _GROUND)
            can_be_read = contrast(full, tint) >= _READ and not self._theme.patterns
            found = self._grounds[color] = tint if can_be_read else page
        return found


def draw_pattern(painter: QPainter, area: QRectF, color: QColor, *, number: int) -> None:
    """Fills a bar's area with the pattern of a label colour's number."""
    lines, dashes = _PATTERNS[(number - 1) % len(_PATTERNS)]
    thick = area.height() if lines == 1 else (area.height() - 1) / 2
    tops = [area.top()] if lines == 1 else [area.top(), area.bottom() - thick]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    for left, right in _dashed(area.left(), area.right(), dashes):
        for top in tops:
            painter.fillRect(QRectF(left, top, right - left, thick), color)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def draw_hand(painter: QPainter, area: QRectF, theme: Theme, number: int) -> None:
    """Paints a sample of an annotator's bar as wide as an area, in its middle: for legends.

    A number of 0 or less is what all of them share.
    """
    top = area.center().y() - BANDED_BAR_PX / 2
    bar = QRectF(area.left(), round(top), area.width(), BANDED_BAR_PX)
    color = hand_color(theme, number)
    if is_solid(number):
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(bar, 1.5, 1.5)
        painter.restore()
    else:
        HandTiles().draw(painter, bar, color, hand=number, ends=(True, True))


def _dashed(left: float, right: float, dashes: tuple[int, ...]) -> list[tuple[float, float]]:
    """The dashes on a stretch; one that is too short for a pattern is a line."""
    if not dashes or right - left <= dashes[0]:
        return [(left, right)]
    found: list[tuple[float, float]] = []
    at, is_dash = left, True
    for length in cycle(dashes):
        if is_dash:
            found.append((at, min(at + length, right)))
        at, is_dash = at + length, not is_dash
        if at >= right:
            return found
    return found
