"""Finding in the article, through the window, with keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from annotator.core.spans import Span
from tests.stories.driving import ControlModifier, Driver, ShiftModifier

Key = Qt.Key
AltModifier = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Iterator[Driver]:
    with Driver.started(qtbot, tmp_path) as started:
        started.open_sample(tmp_path / "sample.anno")
        started.open_article("sample-9")
        yield started


def field(driver: Driver) -> QLineEdit:
    return driver.window.page.find_bar.findChildren(QLineEdit)[0]


def count(driver: Driver) -> str:
    """What the bar says when all of the text has been looked through."""
    driver.qtbot.waitUntil(lambda: not said(driver).endswith("…"))
    return said(driver)


def said(driver: Driver) -> str:
    """What the bar says now, also what it has no room for."""
    return driver.window.page.find_bar.findChildren(QLabel)[0].accessibleName()


def toggles(driver: Driver) -> dict[str, QToolButton]:
    found = driver.window.page.find_bar.findChildren(QToolButton)
    return {button.accessibleName(): button for button in found}


def hits(driver: Driver) -> list[str]:
    count(driver)
    return [span.text_of(driver.text) for span in driver.view._painter.hits.spans]


def current(driver: Driver) -> Span | None:
    found: Span | None = driver.view._painter.hits.current
    return found


def find(driver: Driver, words: str) -> None:
    driver.keys(driver.view, Key.Key_F, ControlModifier)
    QTest.keyClicks(field(driver), words)


def test_what_is_typed_is_found_from_the_caret_on(driver: Driver) -> None:
    text = driver.text
    driver.walk_to(text.index("conductor"))
    find(driver, "the")
    assert field(driver).hasFocus()
    first = text.lower().index("the", driver.view.caret())
    assert current(driver) == Span(first, first + 3)
    total = text.lower().count("the")
    assert len(hits(driver)) == total
    before = text.lower()[:first].count("the")
    assert count(driver) == f"{before + 1} of {total}"
    assert driver.view.caret() == text.index("conductor")


def test_escape_leaves_the_hit_selected_so_that_a_label_key_marks_it(driver: Driver) -> None:
    find(driver, "conductor")
    driver.keys(field(driver), Key.Key_Escape)
    assert not driver.window.page.find_bar.isVisible()
    assert driver.view.hasFocus()
    assert hits(driver) == []
    driver.press("a")
    assert driver.quotes() == {"actor": ["conductor"]}


def test_return_and_f3_go_round_and_say_so(driver: Driver) -> None:
    find(driver, "the")
    starts = [span.start for span in driver.view._painter.hits.spans]
    seen = []
    for _ in starts:
        seen.append(current(driver).start)  # type: ignore[union-attr]
        driver.keys(field(driver), Key.Key_Return)
    assert seen == starts
    assert current(driver).start == starts[0]  # type: ignore[union-attr]
    assert "beginning" in count(driver)
    driver.keys(field(driver), Key.Key_Return, ShiftModifier)
    assert current(driver).start == starts[-1]  # type: ignore[union-attr]
    assert "end" in count(driver)
    driver.keys(field(driver), Key.Key_F3, ShiftModifier)
    assert current(driver).start == starts[-2]  # type: ignore[union-attr]
    assert count(driver) == f"{len(starts) - 1} of {len(starts)}"


def test_f3_in_the_text_selects_hit_after_hit_also_without_the_bar(driver: Driver) -> None:
    find(driver, "the")
    starts = [span.start for span in driver.view._painter.hits.spans]
    driver.keys(field(driver), Key.Key_Escape)
    driver.keys(driver.view, Key.Key_F3)
    assert driver.view.selection().start == starts[1]
    driver.press("a")
    driver.keys(driver.view, Key.Key_F3)
    assert driver.view.selection().start == starts[2]
    driver.keys(driver.view, Key.Key_F3, ShiftModifier)
    driver.keys(driver.view, Key.Key_F3, ShiftModifier)
    assert driver.view.selection().start == starts[0]
    driver.keys(driver.view, Key.Key_End, ControlModifier)
    driver.keys(driver.view, Key.Key_F3)
    assert driver.view.selection().start == starts[0]
    assert any("beginning" in notice.text for notice in driver.window.notices.notices)


def test_a_selection_is_taken_as_what_to_find(driver: Driver) -> None:
    driver.select("conductor")
    driver.keys(driver.view, Key.Key_F, ControlModifier)
    assert field(driver).text() == "conductor"
    assert current(driver) == driver.view.selection()
    driver.keys(field(driver), Key.Key_F, ControlModifier)
    assert field(driver).selectedText() == "conductor"


def test_case_and_whole_words_are_turned_over_by_keys(driver: Driver) -> None:
    find(driver, "THE")
    assert hits(driver)
    driver.keys(field(driver), Key.Key_C, AltModifier)
    assert toggles(driver)["Match case"].isChecked()
    assert hits(driver) == []
    assert count(driver) == "Not found"
    driver.keys(field(driver), Key.Key_C, AltModifier)
    among = len(hits(driver))
    driver.keys(field(driver), Key.Key_W, AltModifier)
    assert toggles(driver)["Whole words"].isChecked()
    assert 0 < len(hits(driver)) < among
    assert field(driver).hasFocus()


def test_no_word_moves_when_the_bar_comes_or_goes(driver: Driver) -> None:
    def place() -> int:
        top: int = driver.view.cursorRect().top()
        return top + driver.view.viewport().mapTo(driver.window, driver.view.pos()).y()

    driver.view.verticalScrollBar().setValue(60)
    before = place(), driver.view.verticalScrollBar().value()
    driver.keys(driver.view, Key.Key_F, ControlModifier)
    QTest.qWait(20)
    assert (place(), driver.view.verticalScrollBar().value()) == before
    driver.keys(field(driver), Key.Key_Escape)
    QTest.qWait(20)
    assert (place(), driver.view.verticalScrollBar().value()) == before


def test_the_bar_keeps_its_words_from_article_to_article(driver: Driver) -> None:
    find(driver, "the")
    driver.open_article("sample-1")
    assert field(driver).text() == "the"
    assert all(word.lower() == "the" for word in hits(driver))
    assert len(hits(driver)) == driver.text.lower().count("the")


@pytest.mark.parametrize("article", ["sample-5", "sample-6", "sample-7", "sample-8"])
def test_every_word_of_every_language_is_found(driver: Driver, article: str) -> None:
    from annotator.app.words import words

    driver.open_article(article)
    word = max(words(driver.text), key=len)
    find(driver, "")
    # QTest cannot press keys for letters beyond Latin ones.
    field(driver).insert(word.text_of(driver.text))
    assert word in driver.view._painter.hits.spans
    driver.window.grab()
    driver.keys(field(driver), Key.Key_Escape)
    assert driver.view.selection() is not None


def test_a_click_elsewhere_begins_the_next_step_there(driver: Driver) -> None:
    find(driver, "the")
    spans = list(driver.view._painter.hits.spans)
    driver.view.setFocus()
    driver.walk_to(spans[3].start + 1)
    assert current(driver) is None
    driver.keys(driver.view, Key.Key_F3)
    assert driver.view.selection() == spans[4]
    driver.keys(driver.view, Key.Key_Escape)
    assert not driver.window.page.find_bar.isVisible()


def test_the_filter_of_articles_has_another_key(driver: Driver) -> None:
    driver.keys(driver.view, Key.Key_F, ControlModifier | ShiftModifier)
    assert isinstance(driver.window.focusWidget(), QLineEdit)
    assert driver.window.articles.isAncestorOf(driver.window.focusWidget())


def test_closing_the_project_closes_the_bar(driver: Driver) -> None:
    find(driver, "the")
    driver.keys(field(driver), Key.Key_W, ControlModifier)
    driver.qtbot.waitUntil(lambda: not driver.window.shows_project)
    assert not driver.window.page.find_bar.isVisibleTo(driver.window.page)


def test_a_pixel_of_a_hit_has_the_colour_of_hits(driver: Driver) -> None:
    view = driver.view
    find(driver, "conductor")
    theme = driver.program.bench.reading.theme
    image = view.grab().toImage()
    shown = {
        image.pixelColor(x, y).name()
        for x in range(0, view.width(), 2)
        for y in range(0, view.height(), 2)
    }
    assert theme.hit(is_current=True).name() in shown


def test_where_nothing_is_found_escape_leads_back_to_the_caret(driver: Driver) -> None:
    value = driver.view.verticalScrollBar().value()
    find(driver, "According to")
    driver.keys(field(driver), Key.Key_Home)
    assert driver.view.verticalScrollBar().value() != value
    QTest.keyClicks(field(driver), "zzz")
    assert count(driver) == "Not found"
    driver.keys(field(driver), Key.Key_Escape)
    caret = driver.view.cursorRect()
    assert driver.view.viewport().rect().contains(caret.center())
    assert driver.view.selection() is None


def test_a_hit_in_folded_lines_unfolds_them(driver: Driver) -> None:
    driver.open_article("sample-1")
    driver.view.fold_only(driver.view.foldable())
    assert driver.view.folded()
    find(driver, "Saltmere 17")
    assert current(driver) is not None
    run = driver.view.run_at(current(driver).start)  # type: ignore[union-attr]
    assert run is not None
    assert run.span.start not in driver.view.folded()


def test_a_long_article_is_searched_while_one_types(driver: Driver) -> None:
    from annotator.app.finding import Finding
    from annotator.gui.finding import FindInArticle

    finder = driver.program.bench.findChildren(FindInArticle)[0]
    find(driver, "conducto")
    finder._finding = Finding(driver.text + "conductor " * 400_000)
    QTest.keyClicks(field(driver), "r")
    assert said(driver).endswith("…")
    driver.qtbot.waitUntil(lambda: said(driver).endswith("400,001"), timeout=20_000)
