"""Boxes, bars and chips of random marks over texts of the world."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QTextDocument
from pytestqt.qtbot import QtBot

from annotator.app.present.highlights import Mark
from annotator.core.spans import Span
from annotator.gui.text.geometry import Line, bar_top, boxes, chip_top, ends_of, hit
from annotator.gui.text.lanes import MOST_LANES
from annotator.gui.text.layout import ArticleLayout
from annotator.gui.text.marks import MarkIndex
from annotator.gui.text.measures import BAR_PX, measures
from annotator.gui.text.painter import MarkPainter
from annotator.gui.text.seams import LONGEST
from annotator.gui.text.shown import ShownText
from annotator.gui.theme import light
from tests.gui.text.pages import mark
from tests.strategies import spans_in, texts

pytestmark = pytest.mark.usefixtures("qapp")


@dataclass
class Page:
    text: str
    marks: tuple[Mark, ...]


@st.composite
def pages(draw: st.DrawFn) -> Page:
    text = draw(texts(min_size=1, max_size=60))
    if not text:
        text = "x"
    count = draw(st.integers(1, 12))
    marks = [mark(f"m{i}", draw(spans_in(text)), color=i % 4 + 1) for i in range(count)]
    return Page(text, tuple(marks))


def laid_out(page: Page, *, width: int = 420, longest: int = LONGEST) -> ArticleLayout:
    font = QFont("Noto Serif")
    font.setPointSizeF(13)
    document = QTextDocument()
    document.setDefaultFont(font)
    sizes = measures(font, QFont(), width=width, line_spacing=1.5, column_characters=70)
    layout = ArticleLayout(document, measures=sizes, painter=MarkPainter(light(), sizes))
    document.setDocumentLayout(layout)
    shown = ShownText(page.text, longest=longest)
    layout.show_text(shown)
    document.setPlainText(shown.display())
    layout.show_marks(MarkIndex(page.marks))
    layout.kept_alive = document
    return layout


def lines_of(layout: ArticleLayout) -> list[tuple[int, Line]]:
    numbers = range(len(layout.shown.lengths))
    return [(n, line) for n in numbers for line in layout.paragraph(n).lines]


@given(pages())
def test_the_graphemes_of_a_line_fill_it_without_gaps(page: Page) -> None:
    layout = laid_out(page)
    for number, line in lines_of(layout):
        found = boxes(layout.paragraph(number), line, line.start, line.end)
        if line.start < line.end:
            assert len(found) == 1, (page.text, found)


@given(pages())
def test_bars_of_one_lane_never_touch(page: Page) -> None:
    layout = laid_out(page)
    for _, line in lines_of(layout):
        painted = sorted(
            (bar.lane, bar.left + (not bar.opens_left), bar.right - (not bar.opens_right))
            for bar in line.bars
            if bar.right - bar.left > 4 and bar.lane < MOST_LANES
        )
        for (lane, _, right), (other, left, _) in pairwise(painted):
            assert lane != other or right < left


@given(pages())
def test_every_bar_is_hit_in_its_middle(page: Page) -> None:
    layout = laid_out(page)
    for number, line in lines_of(layout):
        for bar in line.bars:
            if bar.right - bar.left > 4 and bar.lane < MOST_LANES:
                y = bar_top(line, bar.lane) + BAR_PX / 2
                x = (bar.left + bar.right) / 2
                found = hit(layout.paragraph(number), x, y, layout.measures)
                assert found.mark_ids == (bar.mark_id,)


@given(pages())
def test_the_ends_of_every_mark_are_under_it(page: Page) -> None:
    layout = laid_out(page)
    for one in page.marks:
        for offset in (one.spans[0].start, one.spans[0].end - 1):
            if page.text[offset] != "\n":
                _assert_hit(layout, one, offset)


def _assert_hit(layout: ArticleLayout, one: Mark, offset: int) -> None:
    position = layout.shown.position(offset)
    block = layout.document().findBlock(position)
    paragraph = layout.paragraph(block.blockNumber())
    place = position - block.position()
    if not paragraph.layout.isValidCursorPosition(place):
        place = paragraph.layout.previousCursorPosition(place)
    line = paragraph.lines[paragraph.line_of(place)]
    after = paragraph.layout.nextCursorPosition(place)
    spread = boxes(paragraph, line, place, after)
    left, right = spread[0][0], spread[-1][1]
    if right - left < 1:
        return
    top = layout.top(paragraph.number) + line.baseline - 3
    point = QPointF(layout.measures.left + (left + right) / 2, top)
    found = layout.character_at(point)
    assert block.position() + place <= found < block.position() + after, (layout.shown.text, offset)


@given(pages())
def test_nothing_covers_the_words(page: Page) -> None:
    layout = laid_out(page)
    for number in range(len(layout.shown.lengths)):
        paragraph = layout.paragraph(number)
        bottom = 0
        for line in paragraph.lines:
            if line.start == line.end:
                continue
            for chip in line.chips:
                top = chip_top(line, chip.row, layout.measures)
                assert bottom <= top
                assert top + layout.measures.chip_height < line.text_top
            lowest = max((b.lane for b in line.bars if b.lane < MOST_LANES), default=-1)
            bottom = bar_top(line, lowest) + BAR_PX if lowest >= 0 else line.text_bottom
            assert bottom <= paragraph.height


@given(pages(), st.data())
def test_dressing_around_a_change_is_the_same_as_dressing_all(
    page: Page, data: st.DataObject
) -> None:
    layout = laid_out(page)
    lines_of(layout)
    gone = data.draw(st.sets(st.sampled_from([m.id for m in page.marks])))
    put = [mark(f"n{i}", data.draw(spans_in(page.text))) for i in range(2)]
    layout.redress(layout.marks.change(gone=gone, put=put))
    kept = [m for m in page.marks if m.id not in gone]
    fresh = laid_out(Page(page.text, (*kept, *put)))
    assert [_dress(layout, n, line) for n, line in lines_of(layout)] == [
        _dress(fresh, n, line) for n, line in lines_of(fresh)
    ]


def _dress(layout: ArticleLayout, number: int, line: Line) -> object:
    bars = sorted((b.mark_id, b.lane, b.left, b.right) for b in line.bars)
    chips = sorted((c.mark_ids, c.text, c.row, c.left) for c in line.chips)
    return layout.paragraph(number).height, line.baseline, line.lanes, line.rows, bars, chips


def test_graphemes_run_from_right_to_left_where_the_text_does(qtbot: QtBot) -> None:
    layout = laid_out(Page("abc אבג", ()))
    paragraph = layout.paragraph(0)
    first, second = (ends_of(paragraph, paragraph.lines[0], n) for n in (4, 5))
    assert first[0] > first[1] == pytest.approx(second[0], abs=0.1)


def test_graphemes_of_a_wrapped_line_from_right_to_left_stand_where_qt_puts_them() -> None:
    text = "قال المتحدث باسم الوزارة أحمد الخطيب إن المحادثات ستستأنف يوم الخميس في مصر"
    layout = laid_out(Page(text, ()), width=500)
    paragraph = layout.paragraph(0)
    assert len(paragraph.lines) > 1
    for line in paragraph.lines:
        found = paragraph.graphemes(line)
        expected = [line.qt.cursorToX(g.start)[0] for g in found]
        assert [g.begins_at for g in found] == pytest.approx(expected, abs=0.1)
        assert found[0].right == pytest.approx(line.qt.naturalTextRect().right(), abs=1.1)


@pytest.mark.parametrize(
    "loose", ["\u0301", "\u200d", "\ufe0f", "\u1161", "\U0001f3fd", "\u0e33", "\u093f"]
)
def test_a_paragraph_may_begin_with_a_mark_that_belongs_to_nothing(loose: str) -> None:
    text = f"{loose}bc\n{loose}\nab{loose}"
    layout = laid_out(Page(text, ()))
    lines_of(layout)
    for start in range(len(text)):
        layout.redress(layout.marks.change(gone=(), put=[mark("m", Span(start, start + 1))]))
    assert [m.id for m in layout.marks.at(len(text) - 1)] == ["m"]
