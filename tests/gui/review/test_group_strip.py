"""The strip of disputed groups, used with mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from annotator.app.present.review_strip import CellShape, Strip, StripCell
from annotator.gui.review.group_strip import GroupStrip
from annotator.gui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def strip_of(count: int, *, decided: int = 0) -> Strip:
    shapes = list(CellShape)
    return Strip(
        tuple(
            StripCell(f"g{i}", shapes[i % 5], f"Cell {i}", is_decided=i < decided)
            for i in range(count)
        )
    )


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> GroupStrip:
    strip = GroupStrip(theme)
    qtbot.addWidget(strip)
    strip.resize(800, 24)
    strip.show_strip(strip_of(12, decided=3))
    strip.show_current("g4")
    with qtbot.waitExposed(strip):
        strip.show()
    return strip


def test_a_click_chooses_the_group_of_the_cell(qtbot: QtBot, strip: GroupStrip) -> None:
    with qtbot.waitSignal(strip.group_chosen) as chosen:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(12 + 5 * 20 + 10, 12))
    assert chosen.args == ["g5"]


def test_a_click_beside_the_cells_chooses_nothing(qtbot: QtBot, strip: GroupStrip) -> None:
    with qtbot.assertNotEmitted(strip.group_chosen, wait=50):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(400, 12))


@pytest.mark.parametrize(
    ("key", "group"),
    [
        (Qt.Key.Key_Right, "g5"),
        (Qt.Key.Key_Left, "g3"),
        (Qt.Key.Key_Home, "g0"),
        (Qt.Key.Key_End, "g11"),
    ],
)
def test_arrow_keys_choose(qtbot: QtBot, strip: GroupStrip, key: Qt.Key, group: str) -> None:
    with qtbot.waitSignal(strip.group_chosen) as chosen:
        qtbot.keyClick(strip, key)
    assert chosen.args == [group]


def test_at_the_end_the_arrow_stays(qtbot: QtBot, strip: GroupStrip) -> None:
    strip.show_current("g11")
    with qtbot.waitSignal(strip.group_chosen) as chosen:
        qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert chosen.args == ["g11"]


@pytest.mark.parametrize("count", [1, 40, 300])
def test_each_of_many_cells_can_be_clicked(qtbot: QtBot, strip: GroupStrip, count: int) -> None:
    strip.show_strip(strip_of(count))
    chosen: list[str] = []
    strip.group_chosen.connect(chosen.append)
    for x in range(strip.width()):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 12))
    assert set(chosen) == {f"g{i}" for i in range(count)}


def test_a_decided_group_leaves_less_ink(qtbot: QtBot, strip: GroupStrip, theme: Theme) -> None:
    strip.show_current("")
    strip.show_strip(strip_of(12))
    before = ink_of(strip)
    strip.show_strip(strip_of(12, decided=12))
    assert ink_of(strip) < before / 2


def ink_of(strip: GroupStrip) -> int:
    image = strip.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = image.pixel(400, 20)
    return sum(image.pixel(x, y) != ground for x in range(12, 12 + 12 * 20) for y in range(2, 24))


def test_a_screen_reader_hears_what_is_open_and_which_is_current(strip: GroupStrip) -> None:
    assert strip.accessibleName() == "Groups, 9 open of 12: Cell 4"


def test_without_disputes_it_says_so(qtbot: QtBot, strip: GroupStrip) -> None:
    strip.show_strip(Strip())
    assert strip.accessibleName() == "Groups, No disputes"
    with qtbot.assertNotEmitted(strip.group_chosen, wait=20):
        qtbot.keyClick(strip, Qt.Key.Key_Right)
