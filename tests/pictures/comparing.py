"""How far two pictures are apart, in what an eye would notice."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

# Fonts are rasterised a little differently from version to version: edges are blurred away first.
_BLUR = 4
_NOTICED = 36


@dataclass(frozen=True)
class Difference:
    """`mean` of all channels, 0 to 255; `noticed` is the share of places that look different."""

    mean: float
    noticed: float


def difference(one: QImage, other: QImage) -> Difference:
    """How far two pictures of one size are apart. Raises ValueError where the sizes differ."""
    if one.size() != other.size():
        raise ValueError(f"{one.size().toTuple()} is not {other.size().toTuple()}")
    first, second = _blurred(one), _blurred(other)
    total = noticed = 0
    for left, right in zip(first, second, strict=True):
        apart = abs(left - right)
        total += apart
        noticed += apart > _NOTICED
    return Difference(total / len(first), noticed / len(first))


def _blurred(image: QImage) -> bytes:
    small = image.scaled(
        max(1, image.width() // _BLUR),
        max(1, image.height() // _BLUR),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_RGB888)
    width = 3 * small.width()
    data = bytes(small.constBits())
    step = small.bytesPerLine()
    return b"".join(data[y * step : y * step + width] for y in range(small.height()))
