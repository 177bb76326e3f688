"""Beside the text, in the real window: folding by key and menu, numbers, the overview bar."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.app.present.zones import fold_runs
from tests.stories.driving import Driver, ShiftModifier

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    """The sample's pasted page, with menus and links around the article."""
    with Driver.started(qtbot, tmp_path) as driver:
        driver.open_sample(tmp_path / "sample.anno")
        driver.open_article("sample-1")
        yield driver


def runs_of(driver: Driver) -> frozenset[int]:
    current = driver.program.bench.session.current
    assert current is not None
    return frozenset(run.span.start for run in fold_runs(current.article))


def fold_all(driver: Driver) -> None:
    QTest.keyClick(driver.window.text, Qt.Key.Key_F7)


def remarks(driver: Driver) -> str:
    return " ".join(notice.text for notice in driver.window.notices.notices)


def test_f7_folds_and_unfolds_all_that_is_not_the_article(page: Driver) -> None:
    fold_all(page)
    assert page.window.text.folded() == runs_of(page)
    assert len(runs_of(page)) > 3
    fold_all(page)
    assert page.window.text.folded() == frozenset()


def test_folding_is_remembered_as_the_usual_and_for_each_article(page: Driver) -> None:
    fold_all(page)
    assert page.program.settings.is_on("fold_zones")
    first = min(runs_of(page))
    page.window.text.toggle_fold(first)
    page.open_article("sample-9")
    page.open_article("sample-1")
    assert page.window.text.folded() == runs_of(page) - {first}
    fold_all(page)
    assert page.window.text.folded() == runs_of(page)


def test_shift_f7_folds_the_lines_around_the_caret(page: Driver) -> None:
    text = page.window.text
    start = max(runs_of(page))
    text.set_caret(start + 30)
    QTest.keyClick(text, Qt.Key.Key_F7, ShiftModifier)
    assert text.folded() == {start}
    assert text.caret() == start
    QTest.keyClick(text, Qt.Key.Key_F7, ShiftModifier)
    assert text.folded() == frozenset()


def test_lines_of_the_article_are_not_folded_and_it_is_said_why(page: Driver) -> None:
    page.caret_to("crossing")
    QTest.keyClick(page.window.text, Qt.Key.Key_F7, ShiftModifier)
    assert "belong to the article" in remarks(page)
    page.open_article("sample-2")
    fold_all(page)
    assert "Nothing to fold" in remarks(page)


def test_return_unfolds_the_row_and_does_not_go_to_the_attributes(page: Driver) -> None:
    text = page.window.text
    fold_all(page)
    start = min(runs_of(page))
    text.set_caret(start)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert text.folded() == runs_of(page) - {start}
    assert text.hasFocus()


def test_tab_to_a_mark_in_folded_lines_unfolds_them(page: Driver) -> None:
    text, desk = page.window.text, page.program.bench.desk
    fold_all(page)
    text.set_caret(0)
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert desk.annotation is not None
    assert desk.annotation.spans[0].text_of(page.text) == "Saltmere Courier"
    assert text.folded() == runs_of(page) - {0}


def test_what_is_folded_away_is_not_selected_any_more(page: Driver) -> None:
    text, desk = page.window.text, page.program.bench.desk
    text.set_caret(0)
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert desk.annotation is not None
    fold_all(page)
    assert desk.annotation is None
    assert text.folded() == runs_of(page)


def test_the_context_menu_folds(page: Driver) -> None:
    text = page.window.text
    text.set_caret(max(runs_of(page)) + 5)
    text.context_asked.emit(text.viewport().mapToGlobal(text.rect().center()))
    menu = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible())
    titles = [action.text() for action in menu.actions()]
    assert "Fold what is not the article" in titles
    menu.actions()[titles.index("Fold these lines")].trigger()
    menu.close()
    assert text.folded() == {max(runs_of(page))}


def test_numbers_and_the_bar_are_the_readers_choice(page: Driver) -> None:
    window, actions = page.window, page.program.bench.actions
    assert window.page.overview.isVisible()
    assert window.text.page.margin.paragraphs is page.program.bench.display.paragraphs
    actions.trigger("view.overview")
    actions.trigger("view.numbers")
    assert not window.page.overview.isVisible()
    assert window.text.page.margin.paragraphs is None
    page.program.settings.reset(("overview", "paragraph_numbers"))
    assert window.page.overview.isVisible()
    assert window.text.page.margin.paragraphs is not None


def test_the_status_bar_and_the_margin_number_alike(page: Driver) -> None:
    text, paragraphs = page.window.text, page.program.bench.display.paragraphs
    page.caret_to("crossing")
    number = text.page.shown.paragraph_of(text.caret())
    shown = paragraphs.number(*text.page.shown.paragraph_span(number))
    place = paragraphs.place(text.caret())
    assert place is not None
    assert shown == place.paragraph


def test_a_mark_made_is_in_the_overview_and_one_undone_is_not(page: Driver) -> None:
    page.open_article("sample-9")
    bar = page.window.page.overview
    assert "conductor" not in bar.words_at(0)
    page.caret_to("conductor")
    page.press("a")
    y = page.window.text.page.y_of(page.window.text.caret()) * bar._scale()
    assert "actor" in bar.words_at(y)
    assert bar._density.colors()
    page.undo(1)
    assert "actor" not in bar.words_at(y)
    bar._on_due()
    bar.grab()
    assert not bar._density.colors()
