"""Over six lanes and three chips: one sign stands for many marks, and a press asks for the list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFont

from annotator.core.spans import Span
from annotator.gui.text.geometry import Line, bar_top, chip_top, hit
from annotator.gui.text.lanes import MOST_LANES
from annotator.gui.text.layout import ArticleLayout
from annotator.gui.text.measures import BAR_PX
from annotator.gui.text.view import ArticleView
from tests.gui.text.pages import click, mark, paint, span_of
from tests.gui.text.test_geometry import Page, laid_out, lines_of

pytestmark = pytest.mark.usefixtures("qapp")

TEXT = "The minister, Anna Kowalska, told reporters that talks begin on Tuesday. " * 4
ANNA = span_of(TEXT, "Anna Kowalska")


def crowded(view: ArticleView, count: int = 30) -> Line:
    """The first line with so many identical marks on two words."""
    view.show_article(TEXT)
    view.show_marks(tuple(mark(f"m{n:02}", ANNA) for n in range(count)))
    paint(view)
    return view._page.paragraph(0).lines[0]


def on_screen(view: ArticleView, x: float, y: float) -> QPoint:
    """A point of the first paragraph in the viewport."""
    top = view._page.top(0) - view.verticalScrollBar().value()
    return QPoint(round(x + view._measures.left), round(y + top))


def asked(view: ArticleView, at: QPoint) -> tuple[list[tuple[str, ...]], list[str]]:
    """The lists and the marks that a click asks for."""
    lists: list[tuple[str, ...]] = []
    marks: list[str] = []
    view.list_asked.connect(lambda ids, _: lists.append(ids))
    view.mark_clicked.connect(marks.append)
    click(view, at)
    return lists, marks


def test_a_click_on_the_count_asks_for_the_hidden_marks(view: ArticleView) -> None:
    line = crowded(view)
    box = line.overflow
    assert box is not None
    middle = on_screen(view, box.left + box.width / 2, line.text_bottom + box.below + 4)
    lists, marks = asked(view, middle)
    assert lists == [tuple(f"m{n:02}" for n in range(MOST_LANES, 30))]
    assert marks == []


def test_a_click_on_a_folded_chip_asks_for_all_it_stands_for(view: ArticleView) -> None:
    line = crowded(view)
    (chip,) = line.chips
    assert chip.text == "actor +29"
    at = on_screen(view, chip.left + 5, chip_top(line, chip.row, view._measures) + 4)
    lists, marks = asked(view, at)
    assert [len(ids) for ids in lists] == [30]
    assert marks == []


def test_a_click_on_a_chip_of_one_mark_selects_it(view: ArticleView) -> None:
    line = crowded(view, 1)
    (chip,) = line.chips
    at = on_screen(view, chip.left + 5, chip_top(line, chip.row, view._measures) + 4)
    assert asked(view, at) == ([], ["m00"])


def test_a_click_on_a_bar_above_the_count_selects_its_mark(view: ArticleView) -> None:
    line = crowded(view)
    bar = next(bar for bar in line.bars if bar.lane == MOST_LANES - 1)
    x, y = (bar.left + bar.right) / 2, bar_top(line, bar.lane) + BAR_PX / 2
    assert asked(view, on_screen(view, x, y)) == ([], [bar.mark_id])


def test_beside_the_count_nothing_is_hit(view: ArticleView) -> None:
    line = crowded(view)
    box, paragraph = line.overflow, view._page.paragraph(0)
    assert box is not None
    y = line.text_bottom + box.below + box.height / 2
    for x in (box.left - 2, box.left + box.width + 1):
        assert hit(paragraph, x, y, view._measures).mark_ids == ()


@pytest.mark.parametrize("size", [8, 13, 36])
def test_the_count_keeps_clear_of_words_and_chips_in_any_size(view: ArticleView, size: int) -> None:
    font = QFont(view.font())
    font.setPointSizeF(size)
    view.set_reading(font)
    crowded(view)
    words = span_of(TEXT, "reporters")
    # Every line has chips, so that the count of one stands close to the chips of the next.
    places = [Span(start, start + 4) for start in range(0, len(TEXT) - 4, 25)]
    view.change_marks(put=[mark(f"x{n}", place) for n, place in enumerate([words, *places])])
    assert_clear(view._page)


@st.composite
def heaps(draw: st.DrawFn) -> Page:
    count = draw(st.integers(MOST_LANES + 1, 16))
    starts = st.integers(0, 120)
    lengths = st.integers(1, 150)
    spans = [Span(s, s + n) for s, n in (draw(st.tuples(starts, lengths)) for _ in range(count))]
    return Page(TEXT, tuple(mark(f"m{n}", span) for n, span in enumerate(spans)))


@given(heaps())
def test_every_count_is_hit_all_over_and_covers_nothing(page: Page) -> None:
    layout = laid_out(page)
    assert_clear(layout)
    for number, line in lines_of(layout):
        box = line.overflow
        assert (box is not None) == (line.hidden > 0)
        if box is None:
            continue
        hidden = {bar.mark_id for bar in line.bars if bar.lane >= MOST_LANES}
        assert len(hidden) == line.hidden
        top = line.text_bottom + box.below
        for x in (box.left, box.left + box.width - 0.5):
            for y in (top, top + box.height - 0.5):
                found = hit(layout.paragraph(number), x, y, layout.measures)
                assert (set(found.mark_ids), found.is_heap) == (hidden, True)


def assert_clear(layout: ArticleLayout) -> None:
    """No count reaches into bars, into the next line's chips or words, or out of the column."""
    for number in range(len(layout.shown.lengths)):
        paragraph = layout.paragraph(number)
        for place, line in enumerate(paragraph.lines):
            box = line.overflow
            if box is None:
                continue
            top = line.text_bottom + box.below
            assert top >= bar_top(line, MOST_LANES - 1) + BAR_PX
            assert box.left >= 0
            assert box.left + box.width <= layout.measures.column
            bottom = top + box.height
            if place + 1 < len(paragraph.lines):
                following = paragraph.lines[place + 1]
                rows = range(following.rows)
                tops = [chip_top(following, row, layout.measures) for row in rows]
                assert bottom <= min([following.text_top, *tops])
            else:
                assert bottom <= paragraph.height
