"""The list of articles to review, used with mouse and keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListView, QPushButton
from pytestqt.qtbot import QtBot

from annotator.adjudicate.groups import Kind
from annotator.app.present.review_list import (
    ReviewOrder,
    StageFilter,
    review_listing,
    review_rows,
)
from annotator.core.projects import ArticleStage
from annotator.gui.review.review_list import ReviewList
from annotator.gui.theme import Theme
from tests.app.present.test_review_list import facts

ROWS = review_rows(
    facts(f"a{i}", stage=stage, groups={Kind.STACKED: i})
    for i, stage in enumerate(
        (ArticleStage.READY, ArticleStage.IN_ADJUDICATION, ArticleStage.READY,
         ArticleStage.ADJUDICATED, ArticleStage.LOCKED)
    )
)  # fmt: skip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> ReviewList:
    panel = ReviewList(theme)
    qtbot.addWidget(panel)
    panel.resize(280, 700)
    panel.show_listing(review_listing(ROWS, total=9))
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


def view_of(panel: ReviewList) -> QListView:
    names = (v for v in panel.findChildren(QListView) if v.accessibleName())
    return next(v for v in names if v.accessibleName() == "Articles to review")


def search_of(panel: ReviewList) -> QLineEdit:
    return panel.findChildren(QLineEdit)[0]


def picker(panel: ReviewList, name: str) -> QComboBox:
    return next(b for b in panel.findChildren(QComboBox) if b.accessibleName() == name)


def test_a_click_chooses_an_article(qtbot: QtBot, panel: ReviewList) -> None:
    view = view_of(panel)
    place = view.visualRect(view.model().index(1, 0)).center()
    with qtbot.waitSignal(panel.article_chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["a1"]


def test_the_arrow_goes_from_the_filter_into_the_list_and_return_opens(
    qtbot: QtBot, panel: ReviewList
) -> None:
    panel.focus_filter()
    qtbot.keyClick(search_of(panel), Qt.Key.Key_Down)
    qtbot.keyClick(view_of(panel), Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.article_chosen) as chosen:
        qtbot.keyClick(view_of(panel), Qt.Key.Key_Return)
    assert chosen.args == ["a1"]


def test_typing_asks_for_the_filter_with_stage_and_order(qtbot: QtBot, panel: ReviewList) -> None:
    with qtbot.waitSignal(panel.filter_changed) as changed:
        qtbot.keyClicks(search_of(panel), "x")
    assert changed.args == ["x", "to_review", "project"]


def test_choosing_an_order_asks_for_it(qtbot: QtBot, panel: ReviewList) -> None:
    orders = picker(panel, "Order")
    with qtbot.waitSignal(panel.filter_changed) as changed:
        qtbot.keyClick(orders, Qt.Key.Key_Down)
    assert changed.args == ["", "to_review", "most_disagreement"]


def test_the_filter_that_is_shown_stands_in_the_pickers(panel: ReviewList) -> None:
    panel.show_listing(
        review_listing(ROWS, total=9, stage=StageFilter.ALL, order=ReviewOrder.MOST_OPEN)
    )
    assert picker(panel, "Stage").currentText() == "All"
    assert picker(panel, "Order").currentText() == "Most open first"


def test_the_current_row_stays_when_the_order_changes(panel: ReviewList) -> None:
    view = view_of(panel)
    view.setCurrentIndex(view.model().index(0, 0))
    panel.show_listing(review_listing(ROWS, total=9, order=ReviewOrder.MOST_OPEN))
    assert view.currentIndex().row() == 2


def test_a_screen_reader_hears_how_far_an_article_is(panel: ReviewList) -> None:
    index = view_of(panel).model().index(1, 0)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken == (
        "Łódź in flood a1, in adjudication, AFP · 9 Jul 2025 · 2 annotators, 1 stacked, "
        "0 of 1 decided"
    )


def texts(panel: ReviewList) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_before_anything_is_compared_it_does_not_say_that_there_is_nothing(
    qtbot: QtBot, theme: Theme
) -> None:
    panel = ReviewList(theme)
    qtbot.addWidget(panel)
    panel.show()
    assert "Comparing the annotators" in texts(panel)
    panel.show_listing(review_listing(ROWS, total=9))
    assert "Comparing the annotators" not in texts(panel)


def test_it_says_when_nothing_can_be_reviewed_yet(panel: ReviewList) -> None:
    panel.show_listing(review_listing((), total=9))
    assert "Nothing to review yet" in texts(panel)


def test_an_empty_stage_offers_all_articles(qtbot: QtBot, panel: ReviewList) -> None:
    panel.show_listing(review_listing(ROWS[3:], total=9))
    assert "All reviewed" in texts(panel)
    show_all = next(b for b in panel.findChildren(QPushButton) if b.text() == "Show all")
    with qtbot.waitSignal(panel.filter_changed) as changed:
        qtbot.mouseClick(show_all, Qt.MouseButton.LeftButton)
    assert changed.args == ["", "all", "project"]


def test_it_fits_a_narrow_panel(panel: ReviewList) -> None:
    assert panel.minimumSizeHint().width() <= 260
