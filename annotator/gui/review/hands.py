"""Annotators' colours and patterns."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from annotator.gui.text.strokes import draw_pattern
from annotator.gui.theme import Theme

_LIGHT = "8A6D1F 2F7D8C 8C4A6B 4E6B2F 6A5A9E 8C5A3C 3C6E5A 7A7A2A 5A6A7A".split()
_DARK = "D9BE6C 7CC7D4 D79AB8 A3C27C B4A6E8 D9A684 86BFA6 C9C97A A8B8C8".split()


def hand_color(theme: Theme, number: int) -> QColor:
    """The colour of an annotator."""
    return QColor("#" + (_DARK if theme.is_dark else _LIGHT)[(number - 1) % 9])


def draw_hand(painter: QPainter, area: QRectF, theme: Theme, number: int) -> None:
    """Fills a bar's area with an annotator's colour and pattern."""
    draw_pattern(painter, area, hand_color(theme, number), number=number)
