"""The article list, used with mouse and keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot

from annotator.app.present.articles import (
    ArticleListing,
    ArticleListRow,
    StateFilter,
    listing,
)
from annotator.core.annotations import SetState
from annotator.gui.panels.article_list import ArticleList
from annotator.gui.theme import Theme, dark

TITLES = (
    "Grain corridor reopens after eleven hours of talks, ministers from four countries say",
    "وزير الخارجية يقول إن المفاوضات دخلت مرحلة حاسمة",
    "央行維持利率不變並警告下半年通膨風險可能因能源價格上升而擴大至整個供應鏈",
    "Flood 🌊 barrier holds " + "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 3,
    "",
)

# The offscreen plugin says so of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _rows(count: int) -> tuple[ArticleListRow, ...]:
    states = list(SetState)
    return tuple(
        ArticleListRow(
            id=f"a{i}",
            title=TITLES[i % len(TITLES)],
            outlet="AFP",
            date="9 Jul 2025",
            language="en",
            state=states[i % len(states)],
            spans=i * 400,
            folded=f"title {i}",
        )
        for i in range(count)
    )


ROWS = _rows(12)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ArticleList:
    panel = ArticleList(theme)
    qtbot.addWidget(panel)
    panel.resize(280, 700)
    panel.show_listing(listing(ROWS))
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def _view(panel: ArticleList) -> QListView:
    return next(v for v in panel.findChildren(QListView) if v.accessibleName() == "Articles")


def _search(panel: ArticleList) -> QLineEdit:
    return panel.findChildren(QLineEdit)[0]


def _click_row(qtbot: QtBot, panel: ArticleList, row: int) -> None:
    view = _view(panel)
    place = view.visualRect(view.model().index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_click_chooses_an_article(qtbot: QtBot, panel: ArticleList) -> None:
    with qtbot.waitSignal(panel.article_chosen) as chosen:
        _click_row(qtbot, panel, 2)
    assert chosen.args == ["a2"]


def test_arrows_move_and_return_chooses(qtbot: QtBot, panel: ArticleList) -> None:
    panel.show_open("a0")
    _view(panel).setFocus()
    with qtbot.assertNotEmitted(panel.article_chosen):
        qtbot.keyClick(_view(panel), Qt.Key.Key_Down)
        qtbot.keyClick(_view(panel), Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.article_chosen) as chosen:
        qtbot.keyClick(_view(panel), Qt.Key.Key_Return)
    assert chosen.args == ["a2"]


def test_typing_in_the_filter_says_what_it_asks_for(qtbot: QtBot, panel: ArticleList) -> None:
    with qtbot.waitSignals([panel.filter_changed] * 2):
        qtbot.keyClicks(_search(panel), "ab")
    with qtbot.waitSignal(panel.filter_changed) as asked:
        qtbot.keyClick(_search(panel), "c")
    assert asked.args == ["abc", "all"]


def test_the_state_filter_says_what_it_asks_for(qtbot: QtBot, panel: ArticleList) -> None:
    states = panel.findChildren(QComboBox)[0]
    states.setFocus()
    with qtbot.waitSignal(panel.filter_changed) as asked:
        qtbot.keyClick(states, Qt.Key.Key_Down)
    assert asked.args == ["", "to_do"]


def test_escape_empties_the_filter(qtbot: QtBot, panel: ArticleList) -> None:
    panel.show_listing(listing(ROWS, text="title 1"))
    assert _search(panel).text() == "title 1"
    with qtbot.waitSignal(panel.filter_changed) as asked:
        qtbot.keyClick(_search(panel), Qt.Key.Key_Escape)
    assert asked.args == ["", "all"]


def test_escape_empties_the_filter_before_it_means_anything_to_the_window(
    qtbot: QtBot, panel: ArticleList
) -> None:
    shortcut = QShortcut(QKeySequence("Esc"), panel)
    panel.show_listing(listing(ROWS, text="title 1"))
    panel.focus_filter()
    with qtbot.assertNotEmitted(shortcut.activated):
        qtbot.keyClick(_search(panel), Qt.Key.Key_Escape)
    assert _search(panel).text() == ""
    with qtbot.waitSignal(shortcut.activated):
        qtbot.keyClick(_search(panel), Qt.Key.Key_Escape)


def test_down_in_the_filter_goes_to_the_list(qtbot: QtBot, panel: ArticleList) -> None:
    panel.focus_filter()
    qtbot.keyClick(_search(panel), Qt.Key.Key_Down)
    assert _view(panel).hasFocus()
    assert _view(panel).currentIndex().row() == 0


def test_return_in_the_filter_chooses_the_first_that_fits(qtbot: QtBot, panel: ArticleList) -> None:
    panel.show_listing(listing(ROWS, text="title 11"))
    with qtbot.waitSignal(panel.article_chosen) as chosen:
        qtbot.keyClick(_search(panel), Qt.Key.Key_Return)
    assert chosen.args == ["a11"]


def test_what_is_shown_from_outside_asks_for_nothing(qtbot: QtBot, panel: ArticleList) -> None:
    with qtbot.assertNotEmitted(panel.filter_changed), qtbot.assertNotEmitted(panel.article_chosen):
        panel.show_listing(listing(ROWS, text="title", state=StateFilter.TO_DO))
        panel.show_open("a3")


def test_the_current_row_stays_when_others_go(qtbot: QtBot, panel: ArticleList) -> None:
    panel.show_open("a11")
    panel.show_listing(listing(ROWS, text="title 11"))
    assert _view(panel).currentIndex().row() == 0
    panel.show_listing(listing(ROWS))
    assert _view(panel).currentIndex().row() == 11


def test_a_changed_row_keeps_the_scroll_place(qtbot: QtBot, panel: ArticleList) -> None:
    many = _rows(500)
    panel.show_listing(listing(many))
    bar = _view(panel).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 4000)
    bar.setValue(4000)
    changed = list(many)
    changed[60] = replace(many[60], spans=99, state=SetState.FINISHED)
    panel.show_listing(listing(changed))
    assert bar.value() == 4000


def test_an_empty_project_offers_to_import(qtbot: QtBot, panel: ArticleList) -> None:
    panel.show_listing(ArticleListing())
    button = panel.findChildren(QPushButton)[0]
    assert not _view(panel).isVisible()
    with qtbot.waitSignal(panel.import_asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_filter_without_a_match_offers_to_be_cleared(qtbot: QtBot, panel: ArticleList) -> None:
    panel.show_listing(listing(ROWS, text="zinc"))
    button = panel.findChildren(QPushButton)[0]
    assert button.isVisible()
    with qtbot.waitSignal(panel.filter_changed) as asked:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked.args == ["", "all"]


def test_a_screen_reader_hears_title_state_and_count(panel: ArticleList) -> None:
    index = _view(panel).model().index(0, 0)
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Grain corridor" in words
    assert "new" in words
    assert "0 spans" in words


def test_every_kind_of_title_is_painted_in_every_direction(
    qtbot: QtBot, panel: ArticleList
) -> None:
    panel.show_open("a1")
    left_to_right = panel.grab().toImage()
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    panel.show_theme(dark())
    qtbot.mouseMove(_view(panel).viewport(), QPoint(20, 20))
    assert panel.grab().toImage() != left_to_right


def test_ten_thousand_articles_are_not_measured_one_by_one(
    qtbot: QtBot, panel: ArticleList, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    delegate = _view(panel).itemDelegate()
    measure = type(delegate).sizeHint

    def counted(self, option, index):  # type: ignore[no-untyped-def]
        asked.append(index.row())
        return measure(self, option, index)

    monkeypatch.setattr(type(delegate), "sizeHint", counted)
    panel.show_listing(listing(_rows(10_000)))
    panel.grab()
    assert len(asked) < 100
