"""What several panels paint by hand: states, key caps, clamped titles, focus rings, swatches."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
)

from annotator.app.present.wording import is_right_to_left
from annotator.core.annotations import SetState
from annotator.core.offsets import Offsets
from annotator.gui.theme import Theme

RADIUS = 4


def small_font(font: QFont, *, factor: float = 0.9) -> QFont:
    """A font that much smaller, whether its size was given in points or in pixels."""
    smaller = QFont(font)
    if font.pointSizeF() > 0:
        smaller.setPointSizeF(font.pointSizeF() * factor)
    else:
        smaller.setPixelSize(max(1, round(font.pixelSize() * factor)))
    return smaller


def weighted(font: QFont, weight: QFont.Weight) -> QFont:
    """The same font in another weight."""
    heavier = QFont(font)
    heavier.setWeight(weight)
    return heavier


def draw_focus_ring(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """A ring of 2 px in the accent, inside the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
    painter.restore()


def draw_state(painter: QPainter, box: QRect, state: SetState, theme: Theme) -> None:
    """A state as a circle: empty, half full, full with a check, or with an arrow back.

    The shapes differ, so that colour is never the only sign.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QRectF(box).adjusted(1, 1, -1, -1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match state:
        case SetState.NEW:
            painter.setPen(QPen(theme.edge, 1.5))
            painter.drawEllipse(circle)
        case SetState.IN_PROGRESS:
            painter.setPen(QPen(theme.accent, 1.5))
            painter.drawEllipse(circle)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawPie(circle.adjusted(1.5, 1.5, -1.5, -1.5), 90 * 16, 180 * 16)
        case SetState.FINISHED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.good)
            painter.drawEllipse(circle.adjusted(-0.75, -0.75, 0.75, 0.75))
            _draw_check(painter, circle, theme.page)
        case SetState.RETURNED:
            painter.setPen(QPen(theme.warning, 1.5))
            painter.drawArc(circle, -60 * 16, 270 * 16)
            _draw_arrow_head(painter, circle, theme.warning)
    painter.restore()


def _draw_check(painter: QPainter, circle: QRectF, color: QColor) -> None:
    pen = QPen(color, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    x, y, side = circle.x(), circle.y(), circle.width()
    painter.drawPolyline(
        [
            QPointF(x + side * 0.24, y + side * 0.54),
            QPointF(x + side * 0.43, y + side * 0.72),
            QPointF(x + side * 0.77, y + side * 0.32),
        ]
    )


def _draw_arrow_head(painter: QPainter, circle: QRectF, color: QColor) -> None:
    x, y, side = circle.x(), circle.y(), circle.width()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(
        [
            QPointF(x - side * 0.1, y + side * 0.3),
            QPointF(x + side * 0.42, y + side * 0.28),
            QPointF(x + side * 0.08, y + side * 0.68),
        ]
    )


def leading(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Where a line begins, for a painter that writes from left to right."""
    if direction == Qt.LayoutDirection.RightToLeft:
        return Qt.AlignmentFlag.AlignRight
    return Qt.AlignmentFlag.AlignLeft


def trailing(direction: Qt.LayoutDirection) -> Qt.AlignmentFlag:
    """Where a line ends, for a painter that writes from left to right."""
    if direction == Qt.LayoutDirection.RightToLeft:
        return Qt.AlignmentFlag.AlignLeft
    return Qt.AlignmentFlag.AlignRight


def draw_swatch(painter: QPainter, box: QRectF, color: QColor) -> None:
    """A label's colour as a small rounded square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(box, 2, 2)
    painter.restore()


def key_cap_width(font: QFont, key: str) -> int:
    """How wide a key's cap is: at least as wide as high."""
    metrics = QFontMetrics(font)
    return max(metrics.height() + 2, metrics.horizontalAdvance(key) + 10)


def draw_key_cap(painter: QPainter, box: QRect, key: str, theme: Theme) -> None:
    """A key as a cap: a rounded frame, thicker below, with the letter in the painter's font."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(theme.edge, 1))
    painter.setBrush(theme.page)
    painter.drawRoundedRect(frame, 3, 3)
    path = QPainterPath()
    path.moveTo(frame.left() + 2, frame.bottom() - 1)
    path.lineTo(frame.right() - 2, frame.bottom() - 1)
    painter.drawPath(path)
    painter.setPen(theme.text)
    painter.drawText(box.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


def clamped_lines(text: str, font: QFont, width: int, *, lines: int) -> list[str]:
    """Text broken into at most so many lines of that width in pixels, the last one elided."""
    metrics = QFontMetrics(font)
    if lines == 1 or metrics.horizontalAdvance(text) <= width:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    offsets = Offsets(text)
    found: list[str] = []
    layout.beginLayout()
    while len(found) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start = offsets.from_utf16(line.textStart())
        end = offsets.from_utf16(line.textStart() + line.textLength())
        rest = text[start:] if len(found) == lines - 1 else text[start:end]
        found.append(metrics.elidedText(rest.rstrip(), Qt.TextElideMode.ElideRight, width))
    layout.endLayout()
    return found


def draw_clamped(painter: QPainter, rect: QRect, text: str, *, lines: int) -> int:
    """Draws text in at most so many lines and gives the height used.

    The painter's font and pen count. Right-to-left text stands on the right.
    """
    painter.save()
    directions = Qt.LayoutDirection
    painter.setLayoutDirection(
        directions.RightToLeft if is_right_to_left(text) else directions.LeftToRight
    )
    height = QFontMetrics(painter.font()).lineSpacing()
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    box = QRect(rect.left(), rect.top(), rect.width(), height)
    pieces = clamped_lines(text, painter.font(), rect.width(), lines=lines)
    for piece in pieces:
        painter.drawText(box, int(flags | Qt.TextFlag.TextSingleLine), piece)
        box.translate(0, height)
    painter.restore()
    return height * len(pieces)
