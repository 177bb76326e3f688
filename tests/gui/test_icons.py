"""Icons: each can be read, and takes the colour of the text around it at every scale."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app import paths
from annotator.gui.resources import application_icon, icon, register_search_paths

NAMES = sorted(file.stem for file in (paths.resources() / "icons").glob("*.svg"))


@pytest.fixture(autouse=True)
def registered(qtbot: QtBot) -> None:
    register_search_paths()


def _colors(image: QImage) -> set[str]:
    """The colours of all pixels that are nearly opaque."""
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() > 250}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_paints_something(name: str) -> None:
    assert _colors(icon(name).pixmap(QSize(40, 40), 1.0).toImage())


def test_an_icon_is_as_sharp_as_the_screen() -> None:
    assert icon("close").pixmap(QSize(16, 16), 2.0).size() == QSize(32, 32)
    assert icon("close").pixmap(QSize(16, 16), 1.0).size() == QSize(16, 16)


def test_an_icon_takes_the_palettes_text_colour_also_later() -> None:
    before = QApplication.palette()
    try:
        tinted = icon("error")
        for name in ("#123456", "#fedcba"):
            palette = QPalette(before)
            palette.setColor(QPalette.ColorRole.ButtonText, QColor(name))
            QApplication.setPalette(palette)
            assert _colors(tinted.pixmap(QSize(40, 40), 1.0).toImage()) == {name}
    finally:
        QApplication.setPalette(before)


def test_an_icon_can_have_a_colour_of_its_own_and_is_pale_when_disabled() -> None:
    red = icon("error", QColor("#ff0000"))
    assert _colors(red.pixmap(QSize(40, 40), 1.0).toImage()) == {"#ff0000"}
    pale = red.pixmap(QSize(40, 40), 1.0, QIcon.Mode.Disabled).toImage()
    group = QPalette.ColorGroup.Disabled
    wanted = QApplication.palette().color(group, QPalette.ColorRole.ButtonText).name()
    assert _colors(pale) == {wanted}


def test_the_application_icon_has_its_own_colours() -> None:
    assert len(_colors(application_icon().pixmap(QSize(64, 64), 1.0).toImage())) > 3


def test_folders_lie_in_the_persons_home(home: Path) -> None:
    for folder in (paths.settings_folder(), paths.logs_folder(), paths.default_projects_folder()):
        assert home in folder.parents
        assert not folder.exists()
