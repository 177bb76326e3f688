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
            # A diamond, full: as what it was marked.
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
        case CellShape.BOUNDARY:
            # Two brackets: where it begins and ends.
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
        case CellShape.ATTRIBUTE:
            # Lines of a form.
            for share in (0.0, 0.5, 1.0):
                y = inner.top() + inner.height() * share
                painter.drawLine(QPointF(inner.left(), y), QPointF(inner.right(), y))
        case CellShape.ONE_SIDED:
            # A circle of which one half is empty.
            painter.drawEllipse(inner)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawPie(inner, 90 * 16, 180 * 16)
        case CellShape.STACKED:
            # One square behind another.
            side = inner.width() * 0.66
            front = QRectF(inner.left(), inner.bottom() - side, side, side)
            painter.drawRect(front)
            painter.drawPolyline(
                [
                    QPointF(inner.right() - side, inner.top()),
                    QPointF(inner.right(), inner.top()),
                    QPointF(inner.right(), inner.top() + side),
                ]
            )
        case _:
            assert_never(shape)
    painter.restore()
