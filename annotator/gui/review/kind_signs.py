"""The kinds of disputes as small signs, each of another shape, so that no colour is needed."""

from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.app.present.review_strip import CellShape


def draw_kind(painter: QPainter, box: QRectF, shape: CellShape, color: QColor) -> None:
    """A kind as a sign that fills a square box, best of 8 to 12 pixels."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(0.75, 0.75, -0.75, -0.75)
    match shape:
        case CellShape.LABEL:
            _draw_diamond(painter, box, color)
        case CellShape.BOUNDARY:
            _draw_brackets(painter, inner)
        case CellShape.ATTRIBUTE:
            _draw_lines(painter, inner)
        case CellShape.ONE_SIDED:
            _draw_half(painter, inner, color)
        case CellShape.STACKED:
            _draw_squares(painter, inner)
        case _:
            assert_never(shape)
    painter.restore()


def _draw_diamond(painter: QPainter, box: QRectF, color: QColor) -> None:
    """Full: as what it was marked."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    middle = box.center()
    painter.drawPolygon(
        [
            QPointF(middle.x(), box.top()),
            QPointF(box.right(), middle.y()),
            QPointF(middle.x(), box.bottom()),
            QPointF(box.left(), middle.y()),
        ]
    )


def _draw_brackets(painter: QPainter, inner: QRectF) -> None:
    """Where it begins and ends."""
    foot = inner.width() * 0.28
    for edge, turn in ((inner.left(), foot), (inner.right(), -foot)):
        painter.drawPolyline(
            [
                QPointF(edge + turn, inner.top()),
                QPointF(edge, inner.top()),
                QPointF(edge, inner.bottom()),
                QPointF(edge + turn, inner.bottom()),
            ]
        )


def _draw_lines(painter: QPainter, inner: QRectF) -> None:
    """The lines of a form."""
    for share in (0.0, 0.5, 1.0):
        y = inner.top() + inner.height() * share
        painter.drawLine(QPointF(inner.left(), y), QPointF(inner.right(), y))


def _draw_half(painter: QPainter, inner: QRectF, color: QColor) -> None:
    """A circle of which one half is empty."""
    painter.drawEllipse(inner)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPie(inner, 90 * 16, 180 * 16)


def _draw_squares(painter: QPainter, inner: QRectF) -> None:
    """One square behind another."""
    side = inner.width() * 0.66
    painter.drawRect(QRectF(inner.left(), inner.bottom() - side, side, side))
    painter.drawPolyline(
        [
            QPointF(inner.right() - side, inner.top()),
            QPointF(inner.right(), inner.top()),
            QPointF(inner.right(), inner.top() + side),
        ]
    )
