"""A review in the article view: lanes keep their places, and a group stands out at once."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from annotator.app.present.highlights import SHARED_HAND, Mark
from annotator.app.present.zones import FoldRun
from annotator.core.spans import Span
from annotator.gui.text.geometry import Line, bar_top
from annotator.gui.text.strokes import Tones
from annotator.gui.text.view import ArticleView
from annotator.gui.theme import Theme, dark, light
from tests.gui.text.pages import click, mark, move, paint, span_of

TEXT = (
    "Transport Minister Ilse Brandt told the Coastal News Agency on Tuesday that the port of the "
    "bay would open in March, whatever the weather says, and that nobody had asked the dockers. "
    "No answer came to letters, and none was given when they called the office of the harbour."
)
MINISTER, BRANDT = span_of(TEXT, "Transport Minister Ilse Brandt"), span_of(TEXT, "Ilse Brandt")
AGENCY, OFFICE = span_of(TEXT, "Coastal News Agency"), span_of(TEXT, "office of the harbour")
LETTERS = ("Gold", "A", "B", "C")


def by(hand: int, span: Span, name: str = "m", *, chip: str = "", **more: int) -> Mark:
    return mark(f"{name}{hand}", span, chip=chip, band=max(hand, 0), hand=hand, **more)


DISPUTE = (by(1, MINISTER, chip="actor"), by(2, BRANDT, chip="actor"), by(3, MINISTER))
OTHER = (by(1, AGENCY, "a", chip="source"), by(2, AGENCY, "a", chip="actor"))


@pytest.fixture
def review(view: ArticleView) -> ArticleView:
    view.set_bands(LETTERS)
    view.show_article(TEXT)
    view.show_marks((*DISPUTE, *OTHER))
    paint(view)
    return view


def first_line(view: ArticleView) -> Line:
    return view._page.paragraph(0).lines[0]


def baselines(view: ArticleView) -> list[int]:
    return [line.baseline for line in view._page.paragraph(0).lines]


def shot(view: ArticleView) -> QImage:
    paint(view)
    return view.viewport().grab().toImage()


def colors_of_lane(view: ArticleView, line: Line, lane: int, *, x: float) -> set[str]:
    """The colours in a pixel's column of a lane."""
    image = shot(view)
    top = view._page.top(0) + bar_top(line, lane) - view.verticalScrollBar().value()
    column = round(view._measures.left + x)
    return {QColor(image.pixel(column, y)).name() for y in range(top, top + 6)}


def bar_of(line: Line, mark_id: str) -> tuple[float, int]:
    """The middle and the lane of a mark's bar."""
    bar = next(bar for bar in line.bars if bar.mark_id == mark_id)
    return (bar.left + bar.right) / 2, bar.lane


def test_a_decision_moves_no_text(review: ArticleView) -> None:
    before = baselines(review)
    back = tuple(by(m.hand, m.spans[0], steps_back=1) for m in DISPUTE)
    review.change_marks(put=(by(0, MINISTER, chip="actor"), *back))
    assert baselines(review) == before


def test_the_gold_of_nested_marks_moves_no_text(review: ArticleView) -> None:
    review.change_marks(put=(by(1, BRANDT, "inner"),))
    before = baselines(review)
    review.change_marks(put=(by(0, MINISTER), by(0, BRANDT, "inner")))
    assert baselines(review) == before


def test_an_annotator_is_in_the_same_lane_whoever_else_marked_something(
    review: ArticleView,
) -> None:
    line = first_line(review)
    assert [line.tops[first] for first in line.bands] == [2, 12, 20, 28]
    review.change_marks(gone=("m1", "m2", "a1", "a2"))
    assert [line.tops[first] for first in first_line(review).bands] == [2, 12, 20, 28]


def test_lines_without_marks_are_as_close_as_ever(view: ArticleView) -> None:
    view.show_article(TEXT)
    usual = baselines(view)
    view.set_bands(LETTERS)
    view.show_marks((by(1, OFFICE, "o"),))
    now = baselines(view)
    assert now[:-1] == usual[:-1]


def test_without_bands_it_is_an_ordinary_view_again(review: ArticleView) -> None:
    plain = ArticleView()
    plain.resize(review.size())
    marks = (mark("x", MINISTER), mark("y", AGENCY, color=3))
    plain.show_article(TEXT)
    plain.show_marks(marks)
    review.set_bands(())
    review.show_marks(marks)
    assert baselines(review) == baselines(plain)
    assert first_line(review).bars == first_line(plain).bars
    plain.deleteLater()


@pytest.mark.parametrize("theme", [light(), dark()], ids=["light", "dark"])
def test_bars_are_in_the_annotators_colours_and_what_all_share_is_grey(
    review: ArticleView, theme: Theme
) -> None:
    review.set_theme(theme)
    review.change_marks(put=(by(0, MINISTER, color=2), by(SHARED_HAND, AGENCY, "s")))
    line = first_line(review)
    expected = {"m0": theme.label(2), "m1": theme.hand(1), "s-1": theme.shared}
    for mark_id, color in expected.items():
        x, lane = bar_of(line, mark_id)
        assert color.name() in colors_of_lane(review, line, lane, x=x), mark_id


def test_what_is_decided_is_paler(review: ArticleView) -> None:
    review.change_marks(put=(by(1, MINISTER, steps_back=1),))
    line = first_line(review)
    x, lane = bar_of(line, "m1")
    found = colors_of_lane(review, line, lane, x=x)
    assert Tones(light()).hand(1).name() in found
    assert light().hand(1).name() not in found


def test_a_mark_without_a_chip_takes_no_room_above(review: ArticleView) -> None:
    chips = first_line(review).chips
    assert [chip.mark_ids for chip in chips] == [("m1",), ("m2",), ("a1",), ("a2",)]
    review.show_marks((by(3, MINISTER),))
    assert (first_line(review).chips, first_line(review).rows) == ([], 0)


def test_too_many_of_one_annotator_are_counted_and_listed(review: ArticleView) -> None:
    same = tuple(mark(f"x{n}", AGENCY, chip="", band=2, hand=2) for n in range(4))
    review.show_marks(same)
    line = first_line(review)
    assert line.hidden == 2
    box = line.overflow
    assert box is not None
    asked: list[tuple[str, ...]] = []
    review.list_asked.connect(lambda ids, _: asked.append(ids))
    y = review._page.top(0) + line.text_bottom + box.below + box.height // 2
    click(review, QPoint(round(review._measures.left + box.left + box.width / 2), y))
    assert asked == [("x2", "x3")]


def test_an_annotators_bar_has_no_end_to_drag(review: ArticleView) -> None:
    review.change_marks(put=(by(0, MINISTER),))
    line, top = first_line(review), review._page.top(0)
    shapes = []
    for mark_id in ("m0", "m1"):
        bar = next(bar for bar in line.bars if bar.mark_id == mark_id)
        at = QPoint(round(review._measures.left + bar.right - 1), top + bar_top(line, bar.lane) + 1)
        move(review, at, held=Qt.MouseButton.NoButton)
        shapes.append(review.viewport().cursor().shape())
    assert shapes == [Qt.CursorShape.SizeHorCursor, Qt.CursorShape.PointingHandCursor]


# Groups.


def ids(marks: tuple[Mark, ...]) -> tuple[str, ...]:
    return tuple(one.id for one in marks)


def test_all_others_step_back_at_once_and_come_forward_again(review: ArticleView) -> None:
    line = first_line(review)
    x, lane = bar_of(line, "a1")
    full = light().hand(1).name()
    assert full in colors_of_lane(review, line, lane, x=x)
    review.show_group(ids(DISPUTE))
    assert full not in colors_of_lane(review, line, lane, x=x)
    inner, own = bar_of(line, "m1")
    assert full in colors_of_lane(review, line, own, x=inner)
    review.show_group(())
    assert full in colors_of_lane(review, line, lane, x=x)


def test_a_groups_words_are_washed_once_however_many_marked_them(review: ArticleView) -> None:
    def wash(x: float) -> str:
        top = review._page.top(0) + first_line(review).text_top
        return QColor(shot(review).pixel(round(review._measures.left + x), top)).name()

    inner, _ = bar_of(first_line(review), "m2")
    outer = next(bar.left for bar in first_line(review).bars if bar.mark_id == "m1") + 3
    review.show_group(ids(DISPUTE))
    assert wash(inner) == wash(outer) != light().page.name()


def test_the_lanes_of_a_group_are_named_beside_its_lines_only(review: ArticleView) -> None:
    def inked(line: Line) -> int:
        image, page = shot(review), light().page
        top = review._page.top(0) + line.text_bottom
        area = QRect(0, top, review._measures.left - 2, line.tops[-1] + 3)
        found = image.copy(area)
        pixels = (found.pixelColor(x, y) for x in range(area.width()) for y in range(area.height()))
        return sum(color != page for color in pixels)

    review.change_marks(put=(by(1, OFFICE, "o"),))
    first, last = first_line(review), review._page.paragraph(0).lines[-1]
    assert inked(first) == 0
    review.show_group(ids(DISPUTE))
    assert inked(first) > 30
    assert inked(last) == 0
    review.show_group(("o1",))
    assert inked(first) == 0
    assert inked(last) > 30


def test_where_two_sets_are_compared_each_letter_has_its_annotators_colour(
    review: ArticleView,
) -> None:
    review.set_bands(("Eva", "Ben"))
    marks = tuple(mark(f"p{n}", MINISTER, chip="", band=n, hand=n + 1) for n in range(2))
    review.show_marks(marks)
    review.show_group(ids(marks))
    line, image = first_line(review), shot(review)
    top = review._page.top(0) + line.text_bottom
    for band, first in enumerate(line.bands):
        middle = top + line.tops[first] + 2
        area = image.copy(0, middle - 2, review._measures.left - 2, 4)
        pixels = (area.pixelColor(x, y) for x in range(area.width()) for y in range(4))
        seen = {color.name() for color in pixels}
        assert light().hand(band + 1).name() in seen
        assert light().hand(2 - band).name() not in seen


def test_a_selected_mark_of_the_group_stands_out_more_and_gives_way_again(
    review: ArticleView,
) -> None:
    review.change_marks(put=(by(0, MINISTER),))
    group = ("m0", *ids(DISPUTE))
    review.show_group(group)
    before = shot(review)
    review.select_mark("m0")
    assert shot(review) != before
    assert review._painter.steps_back
    review.select_mark(None)
    assert shot(review) == before


def test_another_group_ends_the_selection_of_a_mark_outside_it(review: ArticleView) -> None:
    review.select_mark("m1")
    review.show_group(ids(OTHER))
    assert review._painter.selected is None
    review.select_mark("a1")
    review.show_group(ids(OTHER))
    assert review._painter.selected == "a1"


def test_a_group_is_brought_into_sight_and_the_caret_stays(review: ArticleView) -> None:
    text = TEXT + "\n" + "x\n" * 200 + TEXT
    review.show_article(text)
    place = Span(len(text) - 10, len(text))
    review.show_marks((by(1, place, "far"),))
    review.show_group(("far1",), reveal=False)
    assert review.verticalScrollBar().value() == 0
    review.show_group(("far1",))
    assert review.verticalScrollBar().value() > 0
    assert review.caret() == 0


def test_a_folded_line_unfolds_for_its_group(review: ArticleView) -> None:
    text = "masthead\n" + TEXT
    review.show_article(text)
    review.show_marks((by(1, Span(0, 4), "top"),))
    review.show_folds((FoldRun(Span(0, 8), "masthead", 1),), folded=(0,))
    assert review.folded() == {0}
    review.show_group(("top1",))
    assert review.folded() == frozenset()


def test_a_mark_of_the_group_is_seen_though_it_has_no_lane(review: ArticleView) -> None:
    same = tuple(mark(f"x{n}", AGENCY, chip="", band=1, hand=1) for n in range(4))
    review.show_marks(same)
    line = first_line(review)
    x, _ = bar_of(line, "x0")
    last = line.bands[2] - 1
    full = light().hand(1).name()
    review.show_group(("x3",))
    assert {full} == colors_of_lane(review, line, last, x=x) - {light().page.name()}
    first = colors_of_lane(review, line, last - 1, x=x)
    assert full not in first
    clicked: list[str] = []
    review.mark_clicked.connect(clicked.append)
    for lane in (last - 1, last):
        y = review._page.top(0) + bar_top(line, lane) + 2
        click(review, QPoint(round(review._measures.left + x), y))
    assert clicked == ["x0", "x3"]


def test_a_new_article_has_no_group(review: ArticleView) -> None:
    review.show_group(ids(DISPUTE))
    review.show_article(TEXT)
    review.show_marks(OTHER)
    assert not review._painter.steps_back


class Painted(QObject):
    """What of a widget has been painted since this was made."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def changed(before: QImage, after: QImage) -> QRegion:
    """The rows and columns of pixels that differ, as one box for each row."""
    region, width = QRegion(), before.bytesPerLine()
    old, new = bytes(before.constBits()), bytes(after.constBits())
    for y in range(before.height()):
        one, other = old[y * width : (y + 1) * width], new[y * width : (y + 1) * width]
        if one != other:
            differ = [n // 4 for n in range(width) if one[n] != other[n]]
            region += QRect(differ[0], y, differ[-1] - differ[0] + 1, 1)
    return region


def test_what_a_decision_changes_is_painted_and_not_much_more(review: ArticleView) -> None:
    review.change_marks(put=(by(1, OFFICE, "o"),))
    review.show_group(ids(DISPUTE))
    for act in (
        lambda: review.change_marks(put=(by(0, MINISTER, chip="actor"),)),
        lambda: review.show_group(("o1",)),
        lambda: review.show_group(ids(OTHER)),
        lambda: review.select_mark("a1"),
        lambda: review.show_group(("a1", "o1")),
        lambda: review.select_mark(None),
        lambda: review.select_mark("o1"),
        lambda: review.change_marks(gone=("m0", "m1")),
    ):
        before = shot(review)
        QApplication.processEvents()
        painted = Painted(review.viewport())
        act()
        QApplication.processEvents()
        region = painted.region
        review.viewport().removeEventFilter(painted)
        differ = changed(before, shot(review))
        assert not differ.isEmpty()
        assert differ.subtracted(region).isEmpty()
        assert region.boundingRect().height() < review.viewport().height() / 2
