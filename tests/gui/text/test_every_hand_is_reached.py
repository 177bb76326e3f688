"""Random marks of several annotators over texts of the world: each bar lies in its annotator's
band, covers no word, and a click on it selects it."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint

from annotator.app.present.highlights import SHARED_HAND, Mark
from annotator.gui.text.bands import HIDDEN, most_lanes
from annotator.gui.text.geometry import Bar, LaidParagraph, Line, bar_top, chip_top
from annotator.gui.text.view import ArticleView
from tests.gui.text.pages import click, mark, paint
from tests.strategies import spans_in, texts

# Narrower than this, a bar leaves no pixel to click on; a tenth more is rounded away.
LEAST_PX = 2.5
Placed = tuple[LaidParagraph, Line]


def lines_of(view: ArticleView) -> list[Placed]:
    page = view._page
    paragraphs = map(page.paragraph, range(len(page.shown.lengths)))
    return [(paragraph, line) for paragraph in paragraphs for line in paragraph.lines]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_bar_is_in_its_band_and_a_click_there_selects_it(
    view: ArticleView, data: st.DataObject
) -> None:
    text = data.draw(texts(min_size=1, max_size=45)) or "x"
    bands = data.draw(st.integers(1, 6))
    wanted = data.draw(
        st.lists(st.tuples(spans_in(text), st.integers(0, bands - 1)), min_size=1, max_size=14)
    )
    # What is made of the same spans again differs by its band alone.
    marks = tuple(
        mark(
            f"m{n}",
            span,
            chip="actor" if n % 3 == 0 else "",
            band=band,
            hand=SHARED_HAND if n % 5 == 4 else band,
        )
        for n, (span, band) in enumerate(wanted)
    )
    view.set_bands(tuple("GABCDE"[:bands]))
    view.show_article(text)
    view.show_marks(marks)
    paint(view)
    try:
        assert_each_in_its_band(view, {one.id: one for one in marks}, bands)
        assert_nothing_is_covered(view)
        assert_clicks_reach(view)
    finally:
        view.set_bands(())


def assert_each_in_its_band(view: ArticleView, marks: dict[str, Mark], bands: int) -> None:
    """Lanes in their bands, no two bars of one touching, hidden ones counted."""
    for _, line in lines_of(view):
        if not line.bars and not line.joints:
            assert not line.bands
            continue
        assert len(line.bands) == bands
        edges = [*line.bands, line.lanes]
        for first, after in pairwise(edges):
            assert 1 <= after - first <= most_lanes(bands)
        assert edges[1] >= max(b - a for a, b in pairwise(edges))
        hidden = {bar.mark_id for bar in line.bars if bar.lane >= HIDDEN}
        assert len(hidden) <= line.hidden
        assert (line.overflow is None) == (line.hidden == 0)
        shown = [bar for bar in line.bars if bar.lane < HIDDEN]
        for bar in shown:
            band = marks[bar.mark_id].band
            assert edges[band] <= bar.lane < edges[band + 1]
            assert bar.hand == marks[bar.mark_id].hand
        ordered = sorted((b.lane, b.left, b.right) for b in shown if b.right - b.left > LEAST_PX)
        for (lane, _, right), (other, left, _) in pairwise(ordered):
            assert lane != other or right <= left + 0.01


def assert_nothing_is_covered(view: ArticleView) -> None:
    """Bars begin below their words and end above the next line's chips and words."""
    m = view._measures
    placed = lines_of(view)
    for (paragraph, line), (after, following) in pairwise([*placed, (None, None)]):
        shown = [bar.lane for bar in line.bars if bar.lane < line.lanes]
        if not shown:
            continue
        assert bar_top(line, min(shown)) > line.text_bottom
        # One that is selected is a pixel thicker.
        bottom = bar_top(line, max(shown)) + m.bar + 1
        if line.overflow is not None:
            assert line.text_bottom + line.overflow.below >= bottom - 1
            bottom = line.text_bottom + line.overflow.below + line.overflow.height
        if following is None or after is not paragraph:
            assert bottom <= paragraph.height
            continue
        chips = (chip_top(following, chip.row, m) for chip in following.chips)
        assert bottom <= min([following.text_top, *chips])


def assert_clicks_reach(view: ArticleView) -> None:
    page = view._page
    clicked: list[str] = []
    view.mark_clicked.connect(clicked.append)
    try:
        for paragraph, line in lines_of(view):
            for bar in line.bars:
                at = middle(view, paragraph, line, bar)
                if bar.lane >= line.lanes or bar.right - bar.left < LEAST_PX or at is None:
                    continue
                clicked.clear()
                click(view, at)
                assert clicked == [bar.mark_id], (page.shown.text, bar)
    finally:
        view.mark_clicked.disconnect(clicked.append)


def middle(view: ArticleView, paragraph: LaidParagraph, line: Line, bar: Bar) -> QPoint | None:
    """The middle of a bar in the viewport; None where it is out of sight."""
    y = view._page.top(paragraph.number) + bar_top(line, bar.lane) + view._measures.bar / 2
    x = view._measures.left + (bar.left + bar.right) / 2
    at = QPoint(int(x), int(y - view.verticalScrollBar().value()))
    return at if view.viewport().rect().adjusted(0, 0, 0, -2).contains(at) else None
