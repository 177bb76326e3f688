"""In a narrow window the inspector's choices wrap, and every row has its height at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.panels.annotation_form import AnnotationForm
from annotator.gui.panels.choice_row import ChoiceButton, ChoiceRow
from tests.stories.driving import Driver

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
NARROW = 640


def squeezed(driver: Driver) -> list[str]:
    """Rows of choices that are lower than their choices, in the inspector."""
    return [
        f"{row.accessibleName()}: {row.height()} px"
        for row in driver.window.inspector.findChildren(ChoiceRow)
        if row.isVisible()
        and any(not row.rect().contains(b.geometry()) for b in row.findChildren(ChoiceButton))
    ]


def is_filled(driver: Driver) -> bool:
    """Whether the inspector's form is laid out at the size it has."""
    form = driver.window.inspector.findChild(AnnotationForm)
    return form.isVisible() and form.layout().geometry() == form.contentsRect()


@pytest.mark.parametrize("height", [440, 600])
def test_a_narrow_window_shows_every_choice_in_its_row_from_the_start(
    qtbot: QtBot, tmp_path: Path, height: int
) -> None:
    with Driver.started(qtbot, tmp_path) as driver:
        driver.open_sample(tmp_path / "sample.anno")
        driver.window.resize(NARROW, height)
        driver.window.show_right()
        driver.close()
        driver.start_again(tmp_path / "sample.anno")
        driver.wait_for_article()
        driver.open_article("sample-1")
        assert driver.window.width() == NARROW
        assert driver.window.inspector.isVisible()
        for _ in range(4):
            driver.keys(driver.view, Qt.Key.Key_Tab)
            driver.program.bench.soon(at_once=True)
            qtbot.waitUntil(lambda: is_filled(driver) and not squeezed(driver), timeout=2_000)
