"""The measure of two pictures notices what an eye would, and nothing less."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.pictures.comparing import difference

pytestmark = pytest.mark.usefixtures("qapp")


def page(*bars: QRect) -> QImage:
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    for bar in bars:
        painter.fillRect(bar, QColor("#0C67F6"))
    painter.end()
    return image


def test_a_picture_is_like_itself() -> None:
    found = difference(page(QRect(20, 20, 90, 3)), page(QRect(20, 20, 90, 3)))
    assert (found.mean, found.noticed) == (0, 0)


def test_a_bar_in_another_lane_is_noticed() -> None:
    found = difference(page(QRect(20, 20, 90, 3)), page(QRect(20, 25, 90, 3)))
    assert found.noticed > 0.005


def test_pictures_of_two_sizes_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="is not"):
        difference(page(), QImage(10, 10, QImage.Format.Format_RGB32))
