"""The overview bar: what lies where in the whole article, and a way there."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotator.app.present.highlights import Mark
from annotator.app.present.status import Paragraphs
from annotator.app.present.zones import FoldRun
from annotator.core.spans import Span
from annotator.gui.text.density import MOST_BUCKETS, Density
from annotator.gui.text.overview import WIDTH_PX, Overview
from annotator.gui.text.view import ArticleView
from annotator.gui.theme import Theme, dark, high_contrast, light
from tests.gui.text.pages import mark, paint

TEXT = "\n".join(f"Paragraph {n} says something about the ministers. " * 3 for n in range(300))


@pytest.fixture
def overview(view: ArticleView, qtbot: QtBot) -> Overview:
    view.show_article(TEXT)
    paint(view)
    bar = Overview(view.page, view.verticalScrollBar())
    qtbot.addWidget(bar)
    bar.resize(WIDTH_PX, 700)
    bar.show_article(len(TEXT), Paragraphs(TEXT))
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def at(paragraph: int, length: int = 9) -> Span:
    start = TEXT.index(f"Paragraph {paragraph} ")
    return Span(start, start + length)


def rows_of(bar: Overview, color: QColor) -> list[int]:
    """The rows of pixels in which a colour is seen."""
    bar._on_due()
    image = bar.grab().toImage()
    name = color.name()
    return [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).name() == name for x in range(image.width()))
    ]


@pytest.mark.parametrize("paragraph", [0, 150, 299])
def test_a_mark_is_where_the_scroll_bar_would_bring_it(
    overview: Overview, view: ArticleView, paragraph: int
) -> None:
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 3)
    overview.show_marks((mark("m", at(paragraph), color=3),))
    rows = rows_of(overview, light().label(3))
    assert 1 <= len(rows) <= 6
    share = view.page.top(paragraph) / view.page.documentSize().height()
    assert abs(rows[0] - share * overview.height()) <= 3


@pytest.mark.parametrize("theme", [light(), dark(), high_contrast(QPalette())])
def test_marks_hits_and_the_caret_are_seen_in_every_theme(overview: Overview, theme: Theme) -> None:
    overview.show_theme(theme)
    overview.show_marks((mark("m", at(200), color=2),))
    overview.show_ticks("hits", (at(250),))
    overview.show_ticks("disputes", (at(280),))
    overview.show_caret(at(100).start)
    for color in (theme.label(2), theme.warning, theme.error, theme.text):
        assert rows_of(overview, color)


def test_marks_of_two_colours_at_one_place_are_both_seen(overview: Overview) -> None:
    overview.show_marks((mark("a", at(200), color=1), mark("b", at(200), color=2)))
    assert rows_of(overview, light().label(1))
    assert rows_of(overview, light().label(2))


def test_marks_come_and_go_one_by_one(overview: Overview) -> None:
    overview.show_marks((mark("a", at(50), color=1), mark("b", at(200), color=1)))
    overview.change_marks(gone=("a",), put=(mark("c", at(250), color=4),))
    assert min(rows_of(overview, light().label(1))) > overview.height() / 2
    assert rows_of(overview, light().label(4))
    overview.change_marks(put=(mark("b", at(20), color=1),), gone=("unknown",))
    assert max(rows_of(overview, light().label(1))) < overview.height() / 2


def test_a_press_and_a_drag_scroll_there(overview: Overview, view: ArticleView) -> None:
    bar = view.verticalScrollBar()
    QTest.mousePress(overview, Qt.MouseButton.LeftButton, pos=QPoint(5, 350))
    assert abs(bar.value() - bar.maximum() / 2) < bar.maximum() * 0.05
    QTest.mouseMove(overview, QPoint(5, 690))
    QTest.mouseRelease(overview, Qt.MouseButton.LeftButton, pos=QPoint(5, 690))
    QTest.mousePress(overview, Qt.MouseButton.LeftButton, pos=QPoint(5, 699))
    assert bar.value() == bar.maximum()


def test_the_tool_tip_says_what_lies_there(overview: Overview, view: ArticleView) -> None:
    marks = (mark("a", at(150)), mark("b", at(150)), mark("q", at(150), chip="quote"))
    view.show_marks(marks)
    overview.show_marks(marks)
    overview.show_ticks("hits", (at(150),))
    y = round(view.page.y_of(at(150).start) * overview._scale())
    place = QPoint(5, y)
    event = QHelpEvent(QEvent.Type.ToolTip, place, overview.mapToGlobal(place))
    QApplication.sendEvent(overview, event)
    words = QToolTip.text()
    assert words.startswith("¶ ")
    assert words.endswith(": 2 actors, 1 quote, 1 hit")
    QToolTip.hideText()


def test_the_bar_takes_no_focus_and_has_a_name(overview: Overview) -> None:
    assert overview.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert overview.accessibleName()


def test_folding_moves_what_lies_below(overview: Overview, view: ArticleView) -> None:
    overview.show_marks((mark("m", at(200), color=3),))
    (before, *_) = rows_of(overview, light().label(3))
    run = FoldRun(Span(0, at(150).start - 1), "Navigation", 150)
    view.show_folds((run,), folded={0})
    (after, *_) = rows_of(overview, light().label(3))
    assert after < before - 50


def test_a_short_article_is_shown_as_it_stands_beside_the_bar(
    overview: Overview, view: ArticleView
) -> None:
    view.show_article("One line.\nAnother line.")
    paint(view)
    overview.show_article(23, Paragraphs("One line.\nAnother line."))
    overview.show_marks((mark("m", Span(10, 17), color=3),))
    (row, *_) = rows_of(overview, light().label(3))
    scale = overview.height() / view.viewport().height()
    assert abs(row - view.page.top(1) * scale) <= 2


def test_a_change_costs_the_same_with_many_marks() -> None:
    density = Density(5_000_000)
    density.change(put=[mark(f"m{n}", Span(n * 100, n * 100 + 40)) for n in range(50_000)])
    assert len(density.colors()) <= MOST_BUCKETS
    touched: list[int] = []
    real = density.buckets

    def counting(spans: tuple[Span, ...]) -> list[int]:
        found = list(real(spans))
        touched.extend(found)
        return found

    density.buckets = counting  # type: ignore[method-assign, assignment]
    density.change(gone=("m7",), put=(mark("x", Span(2_500_000, 2_500_040)),))
    assert len(touched) <= 4


MARKS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 8), st.integers(0, 8990), st.integers(1, 900)),
    max_size=30,
)


@given(first=MARKS, then=MARKS)
def test_changes_one_by_one_come_to_the_same_as_all_at_once(
    first: list[tuple[int, int, int, int]], then: list[tuple[int, int, int, int]]
) -> None:
    length = 10_000
    stepwise, known = Density(length), dict[str, Mark]()
    for rows in (first, then):
        for number, color, start, size in rows:
            one = mark(f"m{number}", Span(start, start + size), color=color)
            stepwise.change(put=(one,))
            known[one.id] = one
    gone = random.Random(len(first)).sample(sorted(known), len(known) // 2)
    stepwise.change(gone=gone)
    for mark_id in gone:
        del known[mark_id]
    at_once = Density(length)
    at_once.change(put=known.values())
    assert stepwise.colors() == at_once.colors()
