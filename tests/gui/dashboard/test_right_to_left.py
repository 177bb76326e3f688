"""The dashboard in a window that runs from right to left: nothing lies over anything else."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.present.behind_rows import BehindRow, BehindView, SideRow
from annotator.gui.dashboard.panel import DashboardPanel
from annotator.gui.dashboard.spans_list import SpansList
from annotator.gui.theme import light


@pytest.fixture(autouse=True)
def direction() -> Iterator[None]:
    """No other test runs from right to left."""
    yield
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def ink(image: QImage) -> int:
    """How many pixels are darker than the ground."""
    small = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(
        small.pixelColor(x, y).lightness() < 140
        for y in range(small.height())
        for x in range(small.width())
    )


def test_name_label_and_words_of_a_span_stand_side_by_side(qtbot: QtBot) -> None:
    shown = SpansList(light())
    qtbot.addWidget(shown)
    shown.resize(QSize(500, 140))
    sides = [SideRow(name, "Actor", 1, "Anna Brown") for name in ("ana", "ben")]
    row = BehindRow("r", "a0", 0, "An article", True, *sides, is_same=True)
    view = BehindView("Spans", "1 place", (row,), has_both=False)
    shown.show_spans(view, only_different=False)
    shown.show()
    mirrored = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        QApplication.setLayoutDirection(direction)
        mirrored.append(ink(shown.view.viewport().grab().toImage()))
    assert mirrored[1] == pytest.approx(mirrored[0], rel=0.05)


def test_bars_have_their_numbers_behind_them(panel: DashboardPanel) -> None:
    table = panel.cards["labels"].table
    pictures = []
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        QApplication.setLayoutDirection(direction)
        pictures.append(table.viewport().grab().toImage())
    assert pictures[0] == pictures[1]
