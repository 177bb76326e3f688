"""A small project's agreement, shown in a panel of its own."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.app import jobs
from annotator.app.dashboard import Dashboard, DashboardQuestion, dashboard
from annotator.app.present.dashboard import Look, dashboard_view
from annotator.gui.dashboard.panel import DashboardPanel
from annotator.gui.resources import register_search_paths
from annotator.gui.style import style_sheet
from annotator.gui.theme import light
from tests.app.opinions import TEXT, line, mark, project_of

ASKED = DashboardQuestion(samples=20)


@pytest.fixture
def found(tmp_path: Path) -> Iterator[Dashboard]:
    """Two articles of three annotators, with two outlets."""
    lines = (
        line(
            TEXT,
            {
                "ana": [mark(0, 10), mark(17, 26)],
                "ben": [mark(0, 10), mark(17, 26, "source")],
                "cy": [mark(5, 10)],
            },
        ),
        line(
            "Two ministers said no.",
            {"ana": [mark(0, 3, "figure")], "ben": [mark(0, 3, "figure"), mark(4, 13)]},
        ),
    )
    with closing(project_of(tmp_path / "p.anno", *lines)) as store:
        yield jobs.run(dashboard(store, ASKED))


@pytest.fixture
def panel(qtbot: QtBot, found: Dashboard) -> DashboardPanel:
    """The panel with all its cards, exposed and active."""
    register_search_paths()
    shown = DashboardPanel(light())
    qtbot.addWidget(shown)
    shown.setStyleSheet(style_sheet(light()))
    shown.resize(1280, 800)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    shown.show_view(dashboard_view(found), found.asked, Look())
    return shown
