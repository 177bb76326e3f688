"""Relations as arcs: around the words, to the view's edge, clicked, and cheap."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotator.app.present.arcs import Arc, ArcsShown
from annotator.core.spans import Span
from annotator.gui.text import arc_sight
from annotator.gui.text.arc_pills import Drawn
from annotator.gui.text.arc_sight import Area, sight_of
from annotator.gui.text.arc_ways import Leaving
from annotator.gui.text.arcs import ArcIndex, arcs_in_sight
from annotator.gui.text.view import ArticleView
from tests.gui.text.pages import NO_BUTTON, click, mark, move, paint, span_of
from tests.strategies import spans_in, texts

LINE = "“We will wait for as long as it takes,” said Maria Zakharova to reporters on Tuesday. "
TEXT = (LINE * 4 + "\n") * 3
FAR = (LINE * 4 + "\n") * 40
QUOTE = span_of(TEXT, "“We will wait")
MARIA = span_of(TEXT, "Maria Zakharova")
SAID = Arc("r", "q", "a", "said by", 2)


def show(view: ArticleView, text: str, source: Span, target: Span, arc: Arc = SAID) -> None:
    view.show_article(text)
    view.show_marks((mark("q", source, chip="quote", color=2), mark("a", target)))
    view.show_arcs((arc,))


def arcs(view: ArticleView) -> list[Drawn]:
    paint(view)
    return view._arcs_there()


def only(view: ArticleView) -> Drawn:
    (found,) = arcs(view)
    return found


def middle(view: ArticleView, drawn: Drawn) -> QPoint:
    """The middle of an arc's pill in the viewport."""
    assert drawn.pill is not None
    box = drawn.pill.box
    y = (box.top + box.bottom) / 2 - view.verticalScrollBar().value()
    return QPoint(round((box.left + box.right) / 2), round(y))


def words_crossed(view: ArticleView, drawn: Drawn) -> list[Area]:
    """The lines of words that an arc or its pill lies upon."""
    value = view.verticalScrollBar().value()
    rows = sight_of(view._page, value, value + view.viewport().height()).rows
    areas = [
        Area(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]) + 0.1, max(a[1], b[1]) + 0.1)
        for a, b in pairwise(drawn.points)
    ]
    for leg in drawn.way.legs:
        top = leg.y - 5 if leg.is_above else leg.y
        areas.append(Area(leg.x - 3, top, leg.x + 3, top + 5))
    if drawn.pill is not None:
        areas.append(drawn.pill.box)
    return [row.words for row in rows if any(row.words.meets(area) for area in areas)]


# Which arcs


def test_arcs_are_found_by_mark_and_by_pair_and_go_one_by_one() -> None:
    other = Arc("s", "a", "b", "told to", 1)
    index = ArcIndex((SAID, other))
    assert list(index.of("a")) == [SAID, other]
    assert list(index.between("a", "q")) == [SAID]
    assert index.partners("a") == {"q", "b"}
    index.change(gone=("r", "unknown"), put=(Arc("s", "q", "b", "told to", 1),))
    assert (list(index.of("a")), index.partners("q"), len(index)) == ([], {"b"}, 1)


def test_of_a_mark_with_thousands_of_arcs_those_in_sight_are_drawn() -> None:
    index = ArcIndex(Arc(f"r{n}", f"m{n}", "hub", "said by", 1) for n in range(5000))
    found = arcs_in_sight(index, {"hub", "m4711", "m4712"}, selected="hub", is_all=False)
    assert {"r4711", "r4712"} <= {arc.id for arc in found}
    assert len(found) < 200


def test_only_arcs_of_the_selected_mark_are_drawn_until_all_are_asked_for(
    view: ArticleView,
) -> None:
    show(view, TEXT, QUOTE, MARIA)
    assert arcs(view) == []
    view.select_mark("a")
    assert only(view).is_strong
    view.set_arcs_shown(ArcsShown.NONE)
    assert arcs(view) == []
    view.select_mark(None)
    view.set_arcs_shown(ArcsShown.ALL)
    assert not only(view).is_strong


def test_an_arc_goes_with_its_relation_and_moves_with_its_mark(view: ArticleView) -> None:
    show(view, TEXT, QUOTE, MARIA)
    view.select_mark("q")
    before = only(view).points
    view.change_marks(put=(mark("a", span_of(TEXT, "reporters")),))
    after = only(view).points
    assert after[-1] != before[-1]
    view.change_arcs(gone=("r",))
    assert arcs(view) == []
    view.change_arcs(put=(SAID,))
    assert only(view).points == after
    view.show_article(TEXT)
    assert arcs(view) == []


def test_arcs_change_no_height(view: ArticleView) -> None:
    show(view, TEXT, QUOTE, MARIA)
    paint(view)
    height = view._page.documentSize().height()
    view.set_arcs_shown(ArcsShown.ALL)
    view.select_mark("q")
    paint(view)
    assert view._page.documentSize().height() == height


# Ways


def test_an_arc_on_one_line_runs_under_the_bars(view: ArticleView) -> None:
    show(view, TEXT, span_of(TEXT, "as long"), span_of(TEXT, "it takes"))
    view.select_mark("q")
    found = only(view)
    (_, start), (left, y), (right, same_y), (_, end) = found.points
    assert y == same_y > max(start, end)
    assert left < right
    assert not words_crossed(view, found)


def test_an_arc_over_many_lines_goes_down_beside_the_column(view: ArticleView) -> None:
    last = TEXT.rindex("Maria")
    show(view, TEXT, QUOTE, Span(last, last + 5))
    view.select_mark("q")
    found = only(view)
    m = view._measures
    assert m.left + m.column < found.way.lane < m.width
    assert not words_crossed(view, found)


@pytest.mark.parametrize("text", [TEXT, "قالت ماريا زاخاروفا للصحفيين إن Moscow مستعدة. " * 12])
def test_arcs_side_by_side_run_beside_one_another(view: ArticleView, text: str) -> None:
    places = [Span(n * 17 + 1, n * 17 + 8) for n in range(12)]
    view.show_article(text)
    view.show_marks(tuple(mark(f"m{n}", place) for n, place in enumerate(places)))
    view.show_arcs([Arc(f"r{n}", "m0", f"m{n}", "told to", 1) for n in range(1, 12)])
    view.select_mark("m0")
    found = arcs(view)
    assert len(found) == 11
    runs = [
        (a, b)
        for drawn in found
        for a, b in pairwise(drawn.points)
        if a != b and drawn.way.leaving is Leaving.NOT
    ]
    assert len(set(runs)) == len(runs)
    lanes = [drawn.way.lane for drawn in found if drawn.way.uses_gutter]
    assert len(set(lanes)) == len(lanes)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.data())
def test_no_arc_and_no_pill_covers_a_word(view: ArticleView, data: st.DataObject) -> None:
    text = data.draw(texts(min_size=20, max_size=200)) * data.draw(st.integers(1, 12)) + "x"
    view.resize(data.draw(st.sampled_from((300, 700, 1100))), 420)
    spans = [data.draw(spans_in(text)) for _ in range(8)]
    ends = st.integers(0, len(spans) - 1)
    ties = data.draw(st.lists(st.tuples(ends, ends), max_size=20))
    view.show_article(text)
    view.show_marks(tuple(mark(f"m{n}", span) for n, span in enumerate(spans)))
    view.show_arcs([Arc(f"r{n}", f"m{a}", f"m{b}", "said by", 1) for n, (a, b) in enumerate(ties)])
    view.set_arcs_shown(ArcsShown.ALL)
    view.select_mark("m0")
    view.verticalScrollBar().setValue(data.draw(st.integers(0, 600)))
    for drawn in arcs(view):
        assert not words_crossed(view, drawn)


def test_no_two_pills_lie_on_one_another(view: ArticleView) -> None:
    view.show_article(TEXT)
    places = [Span(n * 30 + 2, n * 30 + 12) for n in range(20)]
    view.show_marks(tuple(mark(f"m{n}", place) for n, place in enumerate(places)))
    view.show_arcs([Arc(f"r{n}", f"m{n}", f"m{19 - n}", "said by", 1) for n in range(20)])
    view.set_arcs_shown(ArcsShown.ALL)
    view.select_mark("m3")
    boxes = [drawn.pill.box for drawn in arcs(view) if drawn.pill]
    assert len(boxes) > 5
    assert not [1 for i, a in enumerate(boxes) for b in boxes[:i] if a.meets(b)]


# To what is out of sight


@pytest.mark.parametrize("width", [620, 1500])
def test_an_arc_to_something_out_of_sight_ends_at_the_edge_with_its_name(
    view: ArticleView, width: int
) -> None:
    view.resize(width, 600)
    last = FAR.rindex("Maria Zakharova")
    show(view, FAR, QUOTE, Span(last, last + 15))
    view.select_mark("q")
    found = only(view)
    assert found.pill is not None
    assert found.way.leaving is Leaving.DOWN
    assert "said by ↓" in found.pill.text
    assert "Maria Zakharova" in found.pill.text
    assert 0 < middle(view, found).y() < view.viewport().height()
    assert middle(view, found).y() > view.viewport().height() - 150
    assert not words_crossed(view, found)


def test_seen_from_its_target_the_edge_names_the_source(view: ArticleView) -> None:
    last = FAR.rindex("Maria Zakharova")
    show(view, FAR, QUOTE, Span(last, last + 15))
    view.select_mark("a")
    found = only(view)
    assert found.pill is not None
    assert found.way.leaving is Leaving.UP
    assert found.pill.text.startswith("↑")
    assert found.pill.text.endswith("said by")
    assert found.pill.goal == "q"
    assert middle(view, found).y() < 150


def test_many_arcs_out_of_sight_leave_the_page_readable(view: ArticleView) -> None:
    view.show_article(FAR)
    places = [span_of(FAR, "Maria", n) for n in range(150)]
    view.show_marks(tuple(mark(f"m{n}", place) for n, place in enumerate(places)))
    view.show_arcs([Arc(f"r{n}", "m0", f"m{n}", "told to", 1) for n in range(1, 150)])
    view.select_mark("m0")
    leaving = [drawn for drawn in arcs(view) if drawn.way.leaving is Leaving.DOWN]
    assert 5 < len(leaving) <= 60
    assert 1 <= len([drawn for drawn in leaving if drawn.pill]) <= 8
    assert not any(words_crossed(view, drawn) for drawn in leaving)


def test_arcs_that_end_at_the_edge_are_painted_anew_when_one_scrolls(view: ArticleView) -> None:
    last = FAR.rindex("Maria Zakharova")
    show(view, FAR, QUOTE, Span(last, last + 15))
    view.select_mark("q")
    painted: list[QRect] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
                painted.append(event.rect())
            return False

    watch = Watch(view)
    paint(view)
    view.viewport().installEventFilter(watch)
    for value in (20, view.verticalScrollBar().maximum() // 2, 0):
        painted.clear()
        view.verticalScrollBar().setValue(value)
        QApplication.processEvents()
        assert view.viewport().rect() in painted


# The mouse


def test_a_click_on_a_pill_goes_to_the_other_end(view: ArticleView, qtbot: QtBot) -> None:
    show(view, TEXT, QUOTE, MARIA)
    for selected, goal in (("q", "a"), ("a", "q")):
        view.select_mark(selected)
        caret = view.caret()
        with qtbot.assertNotEmitted(view.mark_clicked), qtbot.waitSignal(view.arc_clicked) as told:
            click(view, middle(view, only(view)))
        assert told.args == [goal]
        assert view.caret() == caret


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_pill_under_the_mouse_says_both_ends(view: ArticleView) -> None:
    show(view, TEXT, QUOTE, MARIA)
    view.select_mark("q")
    at, port = middle(view, only(view)), view.viewport()
    move(view, at, held=NO_BUTTON)
    assert port.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, at, port.mapToGlobal(at)))
    assert "We will wait" in QToolTip.text()
    assert "Maria Zakharova" in QToolTip.text()
    QToolTip.hideText()
    move(view, QPoint(3, 3), held=NO_BUTTON)
    assert port.cursor().shape() == Qt.CursorShape.IBeamCursor


# What it costs


def test_arcs_are_found_once_until_something_changes(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    show(view, FAR, QUOTE, MARIA)
    view.select_mark("q")
    paint(view)
    built: list[int] = []
    real = arc_sight._row
    monkeypatch.setattr(arc_sight, "_row", lambda *args: (built.append(0), real(*args))[1])
    view.set_caret(30)
    paint(view)
    assert built == []
    view.verticalScrollBar().setValue(40)
    paint(view)
    assert 0 < len(built) < 40


def test_the_arcs_of_a_long_article_are_not_looked_through(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join([LINE] * 3000)
    length = len(LINE) + 1
    view.show_article(text)
    marks = [Span(n * length + 2, n * length + 9) for n in range(3000)]
    view.show_marks(tuple(mark(f"m{n}", span) for n, span in enumerate(marks)))
    view.show_arcs([Arc(f"r{n}", f"m{n}", f"m{n + 1}", "said by", 1) for n in range(2999)])
    view.set_arcs_shown(ArcsShown.ALL)
    asked: list[str] = []
    real = ArcIndex.of
    monkeypatch.setattr(ArcIndex, "of", lambda self, m: (asked.append(m), real(self, m))[1])
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    assert arcs(view)
    assert len(asked) < 200
