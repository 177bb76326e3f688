"""Paints arcs beneath the words, and their pills."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
)

from annotator.gui.text.arc_pills import PAD_PX, Drawn, Letters, Pill
from annotator.gui.text.arc_ways import Leaving, Point
from annotator.gui.text.measures import Measures
from annotator.gui.theme import Theme, blended, contrast, readable_on

_WIDTH_PX = 1.5
_STRONG_PX = 1.8
_RADIUS_PX = 5.0
_HEAD_LONG_PX, _HEAD_WIDE_PX = 5.0, 3.2
_DOT_PX = 2.2
_PLAIN, _BACK = 0.75, 0.45
_RIM_PX = 2.0
_READ = 4.5
# Pills with words of marks out of sight come and go while one scrolls.
_MOST_PIXMAPS = 500


class ArcPainter:
    """Paints arcs in one theme and one set of measures."""

    def __init__(self, theme: Theme, measures: Measures) -> None:
        self._theme = theme
        self._font = measures.chip_font
        self._metrics = QFontMetricsF(self._font)
        self._widths: dict[str, float] = {}
        self._pixmaps: dict[tuple[object, ...], QPixmap] = {}
        self._shapes: list[_Shape] = []
        self._shapes_of: Sequence[Drawn] = ()
        self.letters = Letters(self._width, self._shortened, float(measures.chip_height))

    def _width(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            width = self._widths[text] = float(round(self._metrics.horizontalAdvance(text)))
        return width

    def _shortened(self, text: str, width: float) -> str:
        if self._width(text) <= width:
            return text
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _shapes_for(self, arcs: Sequence[Drawn]) -> list["_Shape"]:
        """The arcs' outlines, the same as long as the list of arcs is the same."""
        if arcs is not self._shapes_of:
            self._shapes = [_Shape(arc) for arc in reversed(arcs)]
            self._shapes_of = arcs
        return self._shapes

    def draw_lines(
        self,
        painter: QPainter,
        arcs: Sequence[Drawn],
        clip: QRectF,
        *,
        hovered: str | None,
        steps_back: bool,
    ) -> None:
        """Paints the lines of arcs in document coordinates; what is selected lies on top.

        With `steps_back` those that are neither of the selected mark nor hovered are faint.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for shape in self._shapes_for(arcs):
            if shape.is_in(clip):
                arc = shape.arc
                strong = arc.is_strong or arc.way.arc.id == hovered
                self._draw_line(painter, shape, is_strong=strong, steps_back=steps_back)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _draw_line(
        self, painter: QPainter, shape: "_Shape", *, is_strong: bool, steps_back: bool
    ) -> None:
        color = self._theme.label(shape.arc.way.arc.color)
        if not is_strong and not self._theme.patterns:
            color = blended(self._theme.page, color, _BACK if steps_back else _PLAIN)
        width = _STRONG_PX if is_strong else _WIDTH_PX
        painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape.line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPath(shape.ends)

    def draw_pills(
        self, painter: QPainter, arcs: Sequence[Drawn], clip: QRectF, *, hovered: str | None
    ) -> None:
        """Paints the pills: those of the selected mark filled, the others as outlines."""
        ratio = painter.deviceTransform().m11()
        for shape in self._shapes_for(arcs):
            pill = shape.arc.pill
            if pill is not None and shape.pill.intersects(clip):
                arc = shape.arc
                is_full = arc.is_strong or arc.way.arc.id == hovered
                pixmap = self._pixmap(pill, arc.way.arc.color, ratio, is_full=is_full)
                x = round((shape.pill.left() - _RIM_PX) * ratio) / ratio
                y = round((shape.pill.top() - _RIM_PX) * ratio) / ratio
                painter.drawPixmap(QPointF(x, y), pixmap)

    def _pixmap(self, pill: Pill, color: int, ratio: float, *, is_full: bool) -> QPixmap:
        key = (pill.text, color, ratio, is_full)
        pixmap = self._pixmaps.get(key)
        if pixmap is None:
            if len(self._pixmaps) >= _MOST_PIXMAPS:
                self._pixmaps.clear()
            pixmap = self._pixmaps[key] = self._painted(pill, color, ratio, is_full=is_full)
        return pixmap

    def _painted(self, pill: Pill, color: int, ratio: float, *, is_full: bool) -> QPixmap:
        place = _rect(pill)
        width, height = place.width() + 2 * _RIM_PX, place.height() + 2 * _RIM_PX
        pixmap = QPixmap(round(width * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(_RIM_PX, _RIM_PX, place.width(), place.height())
        self._draw_pill(painter, rect, pill.text, self._theme.label(color), is_full=is_full)
        painter.end()
        return pixmap

    def _draw_pill(
        self, painter: QPainter, rect: QRectF, text: str, color: QColor, *, is_full: bool
    ) -> None:
        radius, page = rect.height() / 2, self._theme.page
        # A rim of the page keeps the pill apart from what it lies on.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(page)
        painter.drawRoundedRect(rect.adjusted(-1.5, -0.5, 1.5, 0.5), radius + 1, radius + 1)
        if is_full:
            painter.setBrush(color)
            painter.drawRoundedRect(rect, radius, radius)
            usual = self._theme.on_label()
            painter.setPen(usual if contrast(usual, color) >= _READ else readable_on(color))
        else:
            painter.setPen(QPen(color, 1))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            painter.setPen(color if contrast(color, page) >= _READ else self._theme.text)
        painter.setFont(self._font)
        baseline = rect.top() + round((rect.height() + self._metrics.capHeight()) / 2)
        painter.drawText(QPointF(rect.left() + PAD_PX, baseline), text)


class _Shape:
    """An arc as outlines that can be painted again and again."""

    def __init__(self, arc: Drawn) -> None:
        self.arc = arc
        self._bounds = _bounds(arc.points)
        self._stretches = [_bounds(pair) for pair in pairwise(arc.points)]
        self.pill = _rect(arc.pill) if arc.pill is not None else QRectF()
        self.line = _rounded(arc.points)
        self.ends = _ends(arc)

    def is_in(self, clip: QRectF) -> bool:
        """Whether a stretch of it is: the room within its bend is mostly words."""
        return self._bounds.intersects(clip) and any(
            stretch.intersects(clip) for stretch in self._stretches
        )


def _ends(arc: Drawn) -> QPainterPath:
    """The dot where an arc begins and the head where it ends, as far as they are in sight."""
    path = QPainterPath()
    way = arc.way
    leaves = way.leaving is not Leaving.NOT
    if not leaves or not way.is_incoming:
        x, y = arc.points[0]
        y += -_DOT_PX if way.legs[0].is_above else 1
        path.addEllipse(QPointF(x, y), _DOT_PX, _DOT_PX)
    x, y = arc.points[-1]
    if not leaves or way.is_incoming:
        path.addPolygon(_head(x, y, -1.0 if way.legs[-1].is_above else 1.0))
    elif arc.pill is None:
        path.addPolygon(_head(x, y, 1.0 if way.leaving is Leaving.UP else -1.0))
    return path


def _rect(pill: Pill) -> QRectF:
    box = pill.box
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)


def _bounds(points: Sequence[Point]) -> QRectF:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    reach = _HEAD_LONG_PX + 2
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    return QRectF(min(xs) - reach, min(ys) - reach, width + 2 * reach, height + 2 * reach)


def _head(x: float, y: float, sign: float) -> QPolygonF:
    """A head with its tip at a point, open downwards for 1 and upwards for -1."""
    back = y + sign * _HEAD_LONG_PX
    return QPolygonF(
        [QPointF(x, y), QPointF(x - _HEAD_WIDE_PX, back), QPointF(x + _HEAD_WIDE_PX, back)]
    )


def _rounded(points: Sequence[Point]) -> QPainterPath:
    """The way with its corners rounded as far as its stretches are long."""
    path = QPainterPath(QPointF(*points[0]))
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_RADIUS_PX, _length(before, corner) / 2, _length(corner, after) / 2)
        path.lineTo(QPointF(*_towards(corner, before, radius)))
        path.quadTo(QPointF(*corner), QPointF(*_towards(corner, after, radius)))
    path.lineTo(QPointF(*points[-1]))
    return path


def _length(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _towards(corner: Point, other: Point, distance: float) -> Point:
    length = _length(corner, other)
    if length == 0:
        return corner
    share = distance / length
    return corner[0] + share * (other[0] - corner[0]), corner[1] + share * (other[1] - corner[1])
