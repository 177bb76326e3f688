"""What the tests of the review's widgets share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.gui.resources import register_search_paths
from annotator.gui.theme import Theme, light
from tests.app.opinions import TEXT, line, project_of
from tests.app.review.reviewing import RITA, THREE
from tests.stories.driving import Driver


@pytest.fixture
def theme() -> Theme:
    register_search_paths()
    return light()


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    """The window with two articles that three have annotated; Rita has opened it."""
    opinions = (line(TEXT, THREE), line(f"{TEXT} Others said no.", THREE))
    project_of(tmp_path / "p.anno", *opinions).close()
    with Driver.started(qtbot, tmp_path) as started:
        started.program.settings.set("annotator", RITA)
        started.program.files.open(tmp_path / "p.anno")
        started.wait_for_article()
        yield started
