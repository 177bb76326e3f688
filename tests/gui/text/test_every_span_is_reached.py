"""Random overlapping spans over texts of the world: each is where its words are, and a click
on it selects it."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint

from annotator.app.present.highlights import Mark
from annotator.gui.text.geometry import Bar, LaidParagraph, Line, bar_top, boxes
from annotator.gui.text.lanes import MOST_LANES
from annotator.gui.text.measures import BAR_PX
from annotator.gui.text.view import ArticleView
from tests.gui.text.pages import click, mark, paint
from tests.strategies import spans_in, texts

# Narrower than this, a box leaves no pixel to click on.
LEAST_PX = 2.0


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_span_is_under_its_words_and_a_click_there_selects_it(
    view: ArticleView, data: st.DataObject
) -> None:
    text = data.draw(texts(min_size=1, max_size=45)) or "x"
    spans = data.draw(st.lists(spans_in(text), min_size=1, max_size=9))
    marks = [mark(f"m{i}", span, color=i % 4 + 1) for i, span in enumerate(spans)]
    view.show_article(text)
    view.show_marks(tuple(marks))
    paint(view)
    clicked: list[str] = []
    view.mark_clicked.connect(clicked.append)
    try:
        for one in marks:
            for offset in (one.spans[0].start, one.spans[0].end - 1):
                assert one.id in view.marks_at(offset)
                at = _on_the_bar(view, one, offset)
                if at is not None:
                    clicked.clear()
                    click(view, at)
                    assert clicked == [one.id], (text, one.spans, offset)
    finally:
        view.mark_clicked.disconnect(clicked.append)
    _assert_that_no_bars_of_a_lane_touch(view, text)


def _on_the_bar(view: ArticleView, one: Mark, offset: int) -> QPoint | None:
    """The middle of the bar under the character at an offset; None where it is out of sight."""
    page, shown = view._page, view._page.shown
    position = shown.position(offset)
    block = view.document().findBlock(position)
    paragraph = page.paragraph(block.blockNumber())
    place = position - block.position()
    line = paragraph.lines[paragraph.line_of(place)]
    found = _bar_at(paragraph, line, one.id, place)
    if found is None:
        return None
    bar, left, right = found
    y = page.top(paragraph.number) + bar_top(line, bar.lane) + BAR_PX / 2
    at = QPoint(
        int(page.measures.left + (left + right) / 2), int(y - view.verticalScrollBar().value())
    )
    return at if view.viewport().rect().adjusted(0, 0, 0, -2).contains(at) else None


def _bar_at(
    paragraph: LaidParagraph, line: Line, mark_id: str, place: int
) -> tuple[Bar, float, float] | None:
    after = paragraph.layout.nextCursorPosition(place)
    spread = boxes(paragraph, line, place, after)
    if not spread or spread[-1][1] - spread[0][0] < LEAST_PX:
        return None
    left, right = spread[0][0], spread[-1][1]
    for bar in line.bars:
        # The grapheme may stand in the middle of the bar or be all of it, never beside it.
        is_over = bar.left - 0.5 <= left and right <= bar.right + 0.5
        if bar.mark_id == mark_id and bar.lane < MOST_LANES and is_over:
            same = [b for b in line.bars if b.lane == bar.lane and b.left <= left < b.right]
            assert len(same) == 1
            return bar, left, right
    assert any(b.mark_id == mark_id and b.lane >= MOST_LANES for b in line.bars), place
    return None


def _assert_that_no_bars_of_a_lane_touch(view: ArticleView, text: str) -> None:
    page = view._page
    for number in range(len(page.shown.lengths)):
        for line in page.paragraph(number).lines:
            painted = sorted(
                (bar.lane, bar.left + (not bar.opens_left), bar.right - (not bar.opens_right))
                for bar in line.bars
                if bar.lane < MOST_LANES and bar.right - bar.left > 2 * LEAST_PX
            )
            for (lane, _, right), (other, left, _) in pairwise(painted):
                assert lane != other or right < left, text
