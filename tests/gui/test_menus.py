"""The menus: they fit on a small screen."""

from pathlib import Path

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.stories.driving import Driver


def test_menus_stand_in_one_column_on_a_screen_of_800_pixels(qtbot: QtBot, tmp_path: Path) -> None:
    with Driver.started(qtbot, tmp_path) as driver:
        driver.open_sample(tmp_path / "sample.anno")
        menus = [action.menu() for action in driver.window.menuBar().actions()]
        assert [menu.title() for menu in menus if _is_tall(menu)] == []


def _is_tall(menu: QMenu) -> bool:
    # Offscreen the screen itself is as high; of two columns each is lower, but not the width.
    actions = [menu.actionGeometry(action) for action in menu.actions()]
    return max(box.bottom() for box in actions) > 780 or len({box.left() for box in actions}) > 1
