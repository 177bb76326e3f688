"""Paints the letters that name the bands of lanes, left of the words."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from annotator.gui.text.bands import band_of
from annotator.gui.text.geometry import Line
from annotator.gui.text.hands import hand_color
from annotator.gui.text.measures import Measures
from annotator.gui.theme import Theme

_LETTER_PX = 8
_GAP_PX = 7.0


class BandNames:
    """One letter for each band, in the colour of the annotator whose mark stands there."""

    def __init__(self) -> None:
        self._letters: tuple[str, ...] = ()
        self._font = QFont()
        self._widths: tuple[float, ...] = ()
        self._cap = self._bar = 0.0

    def set_style(self, letters: tuple[str, ...], measures: Measures) -> None:
        """Takes the names, of which the first letters are shown, and the sizes."""
        self._letters = tuple(name[:1].upper() for name in letters)
        self._font = QFont(measures.chip_font)
        # Bands are close to one another.
        self._font.setPixelSize(_LETTER_PX)
        self._font.setWeight(QFont.Weight.Bold)
        metrics = QFontMetricsF(self._font)
        self._widths = tuple(metrics.horizontalAdvance(letter) for letter in self._letters)
        self._cap, self._bar = metrics.capHeight(), measures.bar

    def draw(self, painter: QPainter, line: Line, theme: Theme, *, group: frozenset[str]) -> None:
        """Paints the letters beside a line with a mark of the group; who has none there is paler.

        The painter stands at the left edge of the column.
        """
        hands: list[int | None] = [None] * len(line.bands)
        for bar in line.bars:
            if bar.mark_id in group:
                hands[band_of(bar.lane, line.bands)] = bar.hand
        if all(hand is None for hand in hands):
            return
        painter.setFont(self._font)
        rows = zip(self._letters, self._widths, line.bands, hands, strict=True)
        for letter, width, first, hand in rows:
            if hand is None:
                painter.setPen(theme.disabled)
            else:
                painter.setPen(hand_color(theme, hand) if hand > 0 else theme.secondary)
            middle = line.text_bottom + line.tops[first] + self._bar / 2
            painter.drawText(QPointF(-_GAP_PX - width, round(middle + self._cap / 2)), letter)
