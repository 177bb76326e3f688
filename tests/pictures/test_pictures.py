"""The article view looks as it did when somebody last looked at it: pictures with a tolerance.

`python3 -m tests tests/pictures --remake-pictures` writes them anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.app.present.arcs import Arc
from annotator.gui.text.view import ArticleView
from annotator.gui.theme import Theme, dark, high_contrast, light
from tests.pictures.comparing import difference
from tests.pictures.scenes import ARABIC, DENSE, NESTED, PARTS, REVIEW, REVIEW_OF_A_GROUP, Scene

FOLDER = Path(__file__).parent
# What the set-up installs on a bare machine, so that pictures can be compared anywhere.
SERIF, SANS = "DejaVu Serif", "DejaVu Sans"
# Systems hint letters differently, and then they are of different widths.
UNHINTED = QFont.HintingPreference.PreferNoHinting
WIDTH = 760
MOST_MEAN, MOST_NOTICED = 1.2, 0.004


@dataclass(frozen=True)
class Picture:
    name: str
    scene: Scene
    theme: str = "light"
    scale: int = 1


PICTURES = (
    Picture("dense-light", DENSE),
    Picture("dense-dark", DENSE, "dark"),
    Picture("dense-contrast", DENSE, "contrast"),
    Picture("dense-light-2x", DENSE, scale=2),
    Picture("arabic-and-latin", ARABIC),
    Picture("five-nested", NESTED),
    Picture("parts-and-relation", PARTS),
    Picture("parts-and-relation-dark", PARTS, "dark"),
    Picture("review-light", REVIEW),
    Picture("review-group-light", REVIEW_OF_A_GROUP),
    Picture("review-group-light-2x", REVIEW_OF_A_GROUP, scale=2),
    Picture("review-group-dark", REVIEW_OF_A_GROUP, "dark"),
    Picture("review-group-contrast", REVIEW_OF_A_GROUP, "contrast"),
)


def theme(name: str) -> Theme:
    if name == "contrast":
        palette = QPalette()
        for role, color in (
            (QPalette.ColorRole.Base, "#000000"),
            (QPalette.ColorRole.Window, "#000000"),
            (QPalette.ColorRole.Text, "#FFFFFF"),
            (QPalette.ColorRole.Highlight, "#1AEBFF"),
        ):
            palette.setColor(role, QColor(color))
        return high_contrast(palette)
    return dark() if name == "dark" else light()


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> Iterator[None]:
    families = set(QFontDatabase.families())
    if not {SERIF, SANS} <= families:
        pytest.skip("the pictures are set in DejaVu, which is not installed")
    before, sheet = QApplication.font(), qapp.styleSheet()
    qapp.setStyleSheet("")
    interface = QFont(SANS)
    interface.setPixelSize(13)
    interface.setHintingPreference(UNHINTED)
    QApplication.setFont(interface)
    yield
    QApplication.setFont(before)
    qapp.setStyleSheet(sheet)


def painted(qtbot: QtBot, picture: Picture) -> QImage:
    scene = picture.scene
    view = ArticleView()
    qtbot.addWidget(view)
    # How wide a scroll bar is is not the view's own look.
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.resize(WIDTH, scene.height)
    view.set_theme(theme(picture.theme))
    font = QFont(SERIF)
    font.setPointSizeF(13)
    font.setHintingPreference(UNHINTED)
    view.set_reading(font, line_spacing=1.5, column_characters=70)
    view.set_bands(scene.letters)
    view.show()
    qtbot.waitExposed(view)
    view.show_article(scene.text)
    view.show_marks(scene.marks)
    colors = {mark.id: mark.color for mark in scene.marks}
    view.show_arcs(
        [
            Arc(f"r{n}", source, target, title, colors[source])
            for n, (source, target, title) in enumerate(scene.relations)
        ]
    )
    view.select_mark(scene.selected)
    if scene.selected is not None:
        # What is not selected steps back a moment later.
        qtbot.waitUntil(lambda: view._painter.steps_back)
    if scene.group:
        view.show_group(scene.group)
    QApplication.processEvents()
    size = view.viewport().size()
    image = QImage(size * picture.scale, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(picture.scale)
    painter = QPainter(image)
    view.viewport().render(painter, QPoint())
    painter.end()
    image.setDevicePixelRatio(1)
    return image


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_it_looks_as_it_did(
    qtbot: QtBot, request: pytest.FixtureRequest, tmp_path: Path, picture: Picture
) -> None:
    image = painted(qtbot, picture)
    kept = FOLDER / f"{picture.name}.png"
    if request.config.getoption("--remake-pictures"):
        assert image.save(str(kept))
    found = difference(image, QImage(str(kept)).convertToFormat(QImage.Format.Format_RGB32))
    if found.mean > MOST_MEAN or found.noticed > MOST_NOTICED:
        now = tmp_path / kept.name
        image.save(str(now))
        pytest.fail(f"{kept.name} looks different ({found}); what it is now: {now}")


def test_a_scene_without_its_marks_would_be_noticed(qtbot: QtBot) -> None:
    bare = Scene(DENSE.text, (), height=DENSE.height)
    found = difference(painted(qtbot, Picture("", DENSE)), painted(qtbot, Picture("", bare)))
    assert found.noticed > MOST_NOTICED
