"""A shown article view with the focus."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.gui.text.view import ArticleView


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    qtbot.waitExposed(view)
    view.activateWindow()
    view.setFocus()
    return view
