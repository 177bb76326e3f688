"""How an annotator's bars are drawn: solid, dashed, dotted, double or as a wave."""

from math import pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from annotator.gui.theme import Theme

# In this order; when all colours have been used the patterns begin one later.
_SOLID, _DASHED, _DOTTED, _DOUBLE, _WAVE = range(5)
_DASH_PX, _DASH_GAP_PX, _DOT_GAP_PX = 8, 4, 3
_WAVE_PX, _WAVE_PEN_PX, _STEPS = 8, 1.5, 16
# A wave needs more room than other lines to be seen as one.
_SWING_PX = 0.5
_CAP_PX = 2.0


def hand_color(theme: Theme, hand: int) -> QColor:
    """The colour of an annotator's number; that of what all share for one below 1."""
    return theme.hand(hand) if hand > 0 else theme.shared


def is_solid(hand: int) -> bool:
    """Whether an annotator's bars, or those of what all share, are plain lines."""
    return hand <= 0 or _pattern(hand) == _SOLID


def _pattern(hand: int) -> int:
    turn, place = divmod(hand - 1, _WAVE + 1)
    return (place + turn) % (_WAVE + 1)


class HandTiles:
    """Draws patterned bars: one period of each is painted once, and then laid side by side."""

    def __init__(self) -> None:
        self._tiles: dict[tuple[int, int, int, float], QPixmap] = {}

    def draw(
        self, painter: QPainter, area: QRectF, color: QColor, *, hand: int, ends: tuple[bool, bool]
    ) -> None:
        """Fills a bar's area; `ends` tells on which sides what was marked ends."""
        ratio = painter.deviceTransform().m11()
        left, right = round(area.left() * ratio) / ratio, round(area.right() * ratio) / ratio
        top, height = area.top(), area.height()
        tile = self._tile(color, hand, int(height), ratio)
        swing = _SWING_PX if _pattern(hand) == _WAVE else 0.0
        box = QRectF(left, top - swing, right - left, height + 2 * swing)
        painter.drawTiledPixmap(box, tile)
        cap = min(_CAP_PX, right - left)
        if ends[0]:
            painter.fillRect(QRectF(left, top, cap, height), color)
        if ends[1]:
            painter.fillRect(QRectF(right - cap, top, cap, height), color)

    def _tile(self, color: QColor, hand: int, height: int, ratio: float) -> QPixmap:
        key = (_pattern(hand), color.rgb(), height, ratio)
        tile = self._tiles.get(key)
        if tile is None:
            tile = self._tiles[key] = _painted(_pattern(hand), color, height, ratio)
        return tile


def _painted(pattern: int, color: QColor, height: int, ratio: float) -> QPixmap:
    period = {
        _DASHED: _DASH_PX + _DASH_GAP_PX,
        _DOTTED: height + _DOT_GAP_PX,
        _WAVE: _WAVE_PX,
    }.get(pattern, _WAVE_PX)
    swing = _SWING_PX if pattern == _WAVE else 0.0
    tile = QPixmap(round(period * ratio), round((height + 2 * swing) * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if pattern == _DASHED:
        painter.drawRect(QRectF(0, 0, _DASH_PX, height))
    elif pattern == _DOTTED:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawEllipse(QRectF(0, 0, height, height))
    elif pattern == _DOUBLE:
        thick = max(1.0, int((height - 1) / 2 * ratio) / ratio)
        painter.drawRect(QRectF(0, 0, period, thick))
        painter.drawRect(QRectF(0, height - thick, period, thick))
    elif pattern == _WAVE:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color, _WAVE_PEN_PX))
        painter.drawPolyline(_wave(period, height + 2 * swing))
    else:
        painter.drawRect(QRectF(0, 0, period, height))
    painter.end()
    return tile


def _wave(period: float, height: float) -> QPolygonF:
    """A wave that goes on from tile to tile, with a little of the ones beside it."""
    reach = (height - _WAVE_PEN_PX) / 2
    xs = [period * step / _STEPS for step in range(-2, _STEPS + 3)]
    return QPolygonF([QPointF(x, height / 2 - reach * sin(2 * pi * x / period)) for x in xs])
