"""What the dialogs' tests share: icons can be found."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.gui.resources import register_search_paths


@pytest.fixture(autouse=True)
def icons(qtbot: QtBot) -> None:
    register_search_paths()
