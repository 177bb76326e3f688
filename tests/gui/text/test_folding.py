"""Folded lines: nothing is selected invisibly, nothing jumps, and every offset can be reached."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAccessible, QAccessibleTextInterface, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.app.present.zones import FoldRun
from annotator.core.spans import Span
from annotator.gui.text.view import ArticleView
from tests.gui.text.pages import (
    CTRL,
    NO_BUTTON,
    NONE,
    SHIFT,
    Key,
    click,
    drag,
    edge,
    mark,
    move,
    paint,
    span_of,
    utf16,
)

LINES = [f"Line {n:03d} of the page 🚢 says something about the ministers." for n in range(60)]
TEXT = "\n".join(LINES)


def run_of(first: int, last: int, title: str = "Navigation") -> FoldRun:
    start = TEXT.index(LINES[first])
    return FoldRun(Span(start, TEXT.index(LINES[last]) + len(LINES[last])), title, last - first + 1)


HEAD, MIDDLE, TAIL = run_of(0, 4, "Masthead"), run_of(10, 14), run_of(55, 59, "Footer")
RUNS = (HEAD, MIDDLE, TAIL)
ALL = frozenset(run.span.start for run in RUNS)


def start_of(line: int) -> int:
    return TEXT.index(LINES[line])


@pytest.fixture
def folding(view: ArticleView) -> ArticleView:
    view.show_article(TEXT, dimmed=tuple(run.span for run in RUNS))
    view.show_folds(RUNS)
    view.set_caret(start_of(7))
    paint(view)
    return view


def top_of(view: ArticleView, offset: int) -> int:
    cursor = QTextCursor(view.document())
    cursor.setPosition(utf16(TEXT, offset))
    return view.cursorRect(cursor).top()


def row_at(view: ArticleView, run: FoldRun) -> QPoint:
    """The middle of a folded run's row."""
    number = view.page.shown.paragraph_of(run.span.start)
    top = view.page.top(number) - view.verticalScrollBar().value()
    return QPoint(view.page.measures.left + 30, top + view.page.measures.pitch // 2)


def test_folded_lines_take_the_height_of_one_row(folding: ArticleView) -> None:
    before = top_of(folding, start_of(15)) - top_of(folding, start_of(9))
    folding.fold_only({MIDDLE.span.start})
    paint(folding)
    after = top_of(folding, start_of(15)) - top_of(folding, start_of(9))
    assert before - after > 3 * folding.page.measures.pitch
    for line in range(11, 15):
        number = folding.page.shown.paragraph_of(start_of(line))
        assert folding.page.top(number) == folding.page.top(number + 1)


def test_folding_keeps_the_carets_line_in_its_place(folding: ArticleView) -> None:
    folding.set_caret(start_of(30))
    paint(folding)
    before = top_of(folding, start_of(30))
    folding.fold_only(ALL)
    paint(folding)
    assert top_of(folding, start_of(30)) == before
    folding.fold_only(())
    paint(folding)
    assert top_of(folding, start_of(30)) == before


def test_a_caret_in_lines_that_are_folded_goes_to_their_row(folding: ArticleView) -> None:
    folding.set_caret(start_of(12) + 5)
    folding.toggle_fold(folding.caret())
    assert folding.caret() == MIDDLE.span.start
    assert folding.folded() == {MIDDLE.span.start}


def test_a_click_on_the_row_unfolds_and_one_on_the_sign_folds(
    folding: ArticleView, qtbot: QtBot
) -> None:
    folding.fold_only({MIDDLE.span.start})
    paint(folding)
    at = row_at(folding, MIDDLE)
    with qtbot.waitSignal(folding.folds_changed) as told:
        click(folding, at)
    assert told.args == [frozenset()]
    assert folding.selection() is None
    paint(folding)
    first = edge(folding, TEXT, start_of(10))
    click(folding, QPoint(folding.page.measures.left - 14, first.y()))
    assert folding.folded() == {MIDDLE.span.start}


def test_the_mouse_over_a_row_shows_that_it_can_be_clicked(folding: ArticleView) -> None:
    folding.fold_only({MIDDLE.span.start})
    paint(folding)
    move(folding, row_at(folding, MIDDLE), held=NO_BUTTON)
    assert folding.viewport().cursor().shape().name == "PointingHandCursor"


def test_down_stops_on_the_row_and_then_walks_over_it(folding: ArticleView) -> None:
    folding.fold_only({MIDDLE.span.start})
    folding.set_caret(start_of(9) + 8)
    QTest.keyClick(folding, Key.Key_Down)
    assert folding.caret() == MIDDLE.span.start
    QTest.keyClick(folding, Key.Key_Down)
    assert folding.caret() == start_of(15)
    QTest.keyClick(folding, Key.Key_Up)
    assert folding.caret() == MIDDLE.span.start
    QTest.keyClick(folding, Key.Key_Up)
    assert start_of(9) <= folding.caret() < start_of(10)
    assert folding.folded() == {MIDDLE.span.start}


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Right])
def test_return_and_right_unfold_the_row_under_the_caret(folding: ArticleView, key: Key) -> None:
    folding.fold_only(ALL)
    folding.set_caret(MIDDLE.span.start)
    QTest.keyClick(folding, key)
    assert folding.folded() == ALL - {MIDDLE.span.start}
    assert folding.caret() == MIDDLE.span.start


def test_left_from_below_comes_to_the_row_and_home_and_end_stay_on_it(
    folding: ArticleView,
) -> None:
    folding.fold_only({MIDDLE.span.start})
    folding.set_caret(start_of(15))
    QTest.keyClick(folding, Key.Key_Left)
    assert folding.caret() == MIDDLE.span.start
    for key in (Key.Key_End, Key.Key_Home):
        QTest.keyClick(folding, key)
        assert folding.caret() == MIDDLE.span.start
    QTest.keyClick(folding, Key.Key_Right, CTRL)
    assert folding.caret() == start_of(15)


def test_the_articles_end_is_the_row_where_its_last_lines_are_folded(
    folding: ArticleView,
) -> None:
    folding.fold_only(ALL)
    QTest.keyClick(folding, Key.Key_End, CTRL)
    assert folding.caret() == TAIL.span.start
    QTest.keyClick(folding, Key.Key_Down)
    assert folding.caret() == TAIL.span.start
    QTest.keyClick(folding, Key.Key_Home, CTRL)
    assert folding.caret() == 0
    assert folding.folded() == ALL


def test_selecting_over_a_row_unfolds_it(folding: ArticleView) -> None:
    folding.fold_only(ALL)
    folding.set_caret(start_of(9))
    QTest.keyClick(folding, Key.Key_Down, SHIFT)
    assert folding.folded() == ALL
    QTest.keyClick(folding, Key.Key_Down, SHIFT)
    assert folding.folded() == ALL - {MIDDLE.span.start}


def test_selecting_all_unfolds_all(folding: ArticleView) -> None:
    folding.fold_only(ALL)
    folding.selectAll()
    assert folding.folded() == frozenset()
    assert folding.selection() == Span(0, len(TEXT))


def test_a_drag_over_a_row_unfolds_it_when_the_button_is_let_go(folding: ArticleView) -> None:
    folding.fold_only({MIDDLE.span.start})
    folding.set_caret(start_of(9))
    paint(folding)
    drag(folding, edge(folding, TEXT, start_of(9)), edge(folding, TEXT, start_of(15) + 8))
    selection = folding.selection()
    assert selection is not None
    assert selection.covers(MIDDLE.span)
    assert folding.folded() == frozenset()


@pytest.mark.parametrize("way", ["caret", "select", "mark", "change"])
def test_going_into_a_folded_run_unfolds_it_alone(folding: ArticleView, way: str) -> None:
    inside = span_of(TEXT, "012 of the page")
    folding.show_marks((mark("m", inside),))
    folding.fold_only(ALL)
    match way:
        case "caret":
            folding.set_caret(inside.start)
        case "select":
            folding.select(inside)
        case "mark":
            folding.select_mark("m")
        case "change":
            folding.show_marks((mark("m", span_of(TEXT, "009 of")),))
            folding.select_mark("m")
            folding.change_marks(put=(mark("m", Span(start_of(9), inside.end)),))
    assert folding.folded() == ALL - {MIDDLE.span.start}
    assert 0 <= top_of(folding, inside.start) < folding.viewport().height()


def test_a_folded_row_counts_its_marks(folding: ArticleView) -> None:
    folding.fold_only(ALL)
    assert folding.page.words_of(MIDDLE) == "Navigation · 5 lines"
    folding.change_marks(put=(mark("m", span_of(TEXT, "012 of")), mark("n", Span(0, 4))))
    assert folding.page.words_of(MIDDLE) == "Navigation · 5 lines · 1 mark"
    folding.change_marks(gone=("m",))
    assert folding.page.words_of(MIDDLE) == "Navigation · 5 lines"


def test_folds_stay_through_a_new_width_and_go_with_the_article(folding: ArticleView) -> None:
    folding.fold_only(ALL)
    folding.resize(620, 700)
    paint(folding)
    for line in range(11, 15):
        number = folding.page.shown.paragraph_of(start_of(line))
        assert folding.page.top(number) == folding.page.top(number + 1)
    folding.show_article("other")
    assert folding.folded() == folding.foldable() == frozenset()


def test_a_screen_reader_has_the_whole_text(folding: ArticleView) -> None:
    folding.fold_only(ALL)
    interface = QAccessible.queryAccessibleInterface(folding)
    text = interface.textInterface()
    assert isinstance(text, QAccessibleTextInterface)
    assert text.characterCount() == utf16(TEXT, len(TEXT))
    assert text.text(0, 8) == TEXT[:8]


SETTINGS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@SETTINGS
@given(
    cuts=st.lists(st.integers(0, 59), min_size=2, max_size=8, unique=True).map(sorted),
    chosen=st.sets(st.integers(0, 3)),
    probes=st.lists(st.integers(0, 59), min_size=3, max_size=6),
)
def test_with_any_folds_all_that_is_seen_is_where_it_is_drawn(
    view: ArticleView, cuts: list[int], chosen: set[int], probes: list[int]
) -> None:
    pairs = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    runs = tuple(run_of(a, b) for a, b in pairs)
    view.show_article(TEXT)
    view.show_marks(tuple(mark(f"m{n}", Span(start_of(n) + 5, start_of(n) + 8)) for n in range(60)))
    view.show_folds(runs, folded={runs[i].span.start for i in chosen if i < len(runs)})
    hidden = {n for i in chosen if i < len(runs) for n in range(pairs[i][0], pairs[i][1] + 1)}
    page = view.page
    assert page.documentSize().height() > 0
    tops = [page.top(n) for n in range(60)]
    assert tops == sorted(tops)
    for number in range(60):
        if number not in hidden:
            assert page.find(tops[number]) == number
    for number in probes:
        view.set_caret(start_of(number), reveal=True)
        if number in hidden:
            hidden = hidden - {n for a, b in pairs if a < number <= b for n in range(a, b + 1)}
        if number in hidden:
            continue
        _check_seen(view, number)


def _check_seen(view: ArticleView, number: int) -> None:
    for offset in (start_of(number), start_of(number) + 6, start_of(number) + 30):
        at = edge(view, TEXT, offset)
        assert view.viewport().rect().contains(at)
        point = QPointF(at.x(), at.y() + view.verticalScrollBar().value())
        assert view.page.find(point.y()) == number
        assert view.page.shown.offset(view.page.position_near(point)) == offset
    middle = (edge(view, TEXT, start_of(number) + 5) + edge(view, TEXT, start_of(number) + 8)) / 2
    assert view._marks_under(middle) == (f"m{number}",)


def test_every_offset_outside_folds_is_reached_by_walking(view: ArticleView) -> None:
    text = "ab\nmenu\nlinks\ncd ef\n\nfoot\ngh"
    menu = Span(text.index("menu"), text.index("\ncd"))
    foot = Span(text.index("foot"), text.index("\ngh"))
    view.show_article(text)
    runs = (FoldRun(menu, "Navigation", 2), FoldRun(foot, "Footer", 1))
    view.show_folds(runs, folded={menu.start, foot.start})
    seen = {view.caret()}
    for _ in range(60):
        on_row = view.caret() in view.folded()
        QTest.keyClick(view, Key.Key_Down if on_row else Key.Key_Right, NONE)
        seen.add(view.caret())
    hidden = {*range(menu.start + 1, menu.end + 1), *range(foot.start + 1, foot.end + 1)}
    assert seen == set(range(len(text) + 1)) - hidden
    back = {view.caret()}
    for _ in range(60):
        QTest.keyClick(view, Key.Key_Left, NONE)
        back.add(view.caret())
    assert back == seen
    assert len(view.folded()) == 2
