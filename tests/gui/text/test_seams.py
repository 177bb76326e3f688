"""Long paragraphs in pieces: positions, the caret's way, marks and the mouse over a seam."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument
from PySide6.QtTest import QTest

from annotator.core.graphemes import is_boundary
from annotator.core.spans import Span
from annotator.gui.text.geometry import bar_top, boxes
from annotator.gui.text.layout import ArticleLayout
from annotator.gui.text.shown import ShownText
from annotator.gui.text.view import ArticleView
from tests.gui.text.pages import (
    ALT,
    CTRL,
    LEFT,
    NONE,
    SHIFT,
    Key,
    click,
    drag,
    mark,
    move,
    utf16,
)
from tests.gui.text.test_geometry import Page, laid_out, lines_of, pages
from tests.strategies import raw_texts, texts

TINY = 20
SENTENCE = "The minister said on Tuesday that talks would begin. "
LONG = SENTENCE * 12
FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def pieces(view: ArticleView) -> ArticleView:
    view.longest_paragraph = TINY
    return view


@pytest.fixture
def long(view: ArticleView) -> ArticleView:
    view.longest_paragraph = 600
    view.show_article(LONG)
    return view


def point_of(view: ArticleView, offset: int) -> QPoint:
    """The middle of the line where the caret before the character at an offset would stand."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(view._shown.position(offset))
    return view.cursorRect(cursor).center()


# Positions and offsets.


@given(raw_texts(), st.integers(1, 60))
def test_offsets_and_positions_are_inverse_but_for_the_two_sides_of_a_seam(
    text: str, longest: int
) -> None:
    shown = ShownText(text, longest=longest)
    document = QTextDocument()
    document.setPlainText(shown.display())
    end = utf16(text, len(text)) + len(shown.seams)
    assert document.characterCount() - 1 == end
    assert document.blockCount() == len(shown.lengths)
    for offset in range(len(text) + 1):
        assert shown.offset(shown.position(offset)) == offset
        assert shown.offset(shown.end_position(offset)) == offset
        is_seam = offset in shown.seams
        assert shown.position(offset) - shown.end_position(offset) == is_seam
    ends = {shown.end_position(seam) for seam in shown.seams}
    inner = {shown.position(n) + 1 for n, c in enumerate(text) if c > "\uffff"}
    for position in set(range(end + 1)) - ends - inner:
        assert shown.position(shown.offset(position)) == position


@given(raw_texts(), st.integers(1, 60))
def test_paragraphs_are_the_blocks_and_cover_the_text(text: str, longest: int) -> None:
    shown = ShownText(text, longest=longest)
    document = QTextDocument()
    document.setPlainText(shown.display())
    covered = []
    for number in range(len(shown.lengths)):
        start, end = shown.paragraph_span(number)
        block = document.findBlockByNumber(number)
        assert block.position() == shown.position(start)
        assert block.length() - 1 == shown.end_position(end) - shown.position(start)
        assert shown.continues(number) == (start in shown.seams)
        assert shown.is_continued(number) == (end in shown.seams and end > start)
        covered += [text[start:end], "" if shown.is_continued(number) else "\n"]
        for offset in range(start, end):
            assert shown.paragraph_of(offset) == number
    assert "".join(covered) == text + "\n"


@given(raw_texts(max_size=60), st.integers(1, 60))
def test_no_seam_parts_a_grapheme_and_pieces_are_short(text: str, longest: int) -> None:
    shown = ShownText(text, longest=longest)
    assert all(is_boundary(text, seam) for seam in shown.seams)
    for number in range(len(shown.lengths)):
        start, end = shown.paragraph_span(number)
        inner = [n for n in range(start + 1, end) if is_boundary(text, n)]
        assert end - start <= longest or not [n for n in inner if n - start <= longest // 4]


def test_seams_lie_between_sentences_else_between_words() -> None:
    found = ShownText(LONG, longest=600).seams
    assert found
    assert all(LONG[:seam].endswith(". ") for seam in found)
    words = "word " * 100
    assert all(words[seam - 1 : seam + 1] == " w" for seam in ShownText(words, longest=128).seams)


def test_what_is_short_enough_is_not_divided() -> None:
    assert ShownText("a" * 20 + "\n" + "b" * 20, longest=20).seams == []
    assert len(ShownText("a" * 21 + "\n" + "b" * 20, longest=20).seams) == 4


# The caret.


def walk(view: ArticleView, key: Key, *, most: int, keys: object = NONE) -> list[int]:
    found = [view.caret()]
    for _ in range(most):
        QTest.keyClick(view, key, keys)
        if view.caret() == found[-1]:
            break
        found.append(view.caret())
    return found


@FEW
@given(text=texts(max_size=40), extends=st.booleans())
def test_every_key_press_moves_the_caret_by_one_grapheme(
    pieces: ArticleView, text: str, extends: bool
) -> None:
    pieces.show_article(text)
    boundaries = [n for n in range(len(text) + 1) if is_boundary(text, n)]
    keys = SHIFT if extends else NONE
    for is_forward in (True, False):
        found = [pieces.caret()]
        while found[-1] != (len(text) if is_forward else 0):
            block = pieces.textCursor().block()
            is_rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
            key = Key.Key_Right if is_forward != is_rtl else Key.Key_Left
            QTest.keyClick(pieces, key, keys)
            assert len(found) <= len(boundaries), (text, found)
            found.append(pieces.caret())
        assert found == (boundaries if is_forward else boundaries[::-1])


def test_all_pieces_run_as_the_first_does(pieces: ArticleView) -> None:
    pieces.show_article("قال المتحدث " + "Deutsche Bank and others " * 3)
    cursor = pieces.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.blockNumber() > 2
    assert cursor.block().textDirection() == Qt.LayoutDirection.RightToLeft


def test_home_end_up_and_down_go_as_over_any_lines(long: ArticleView) -> None:
    seam = long._shown.seams[0]
    long.set_caret(seam + 10)
    x = long.cursorRect().center().x()
    QTest.keyClick(long, Key.Key_Up)
    assert seam - 60 < long.caret() < seam
    assert abs(long.cursorRect().center().x() - x) < 12
    QTest.keyClick(long, Key.Key_Down)
    assert abs(long.caret() - seam - 10) <= 1
    QTest.keyClick(long, Key.Key_Home)
    assert long.caret() == seam
    QTest.keyClick(long, Key.Key_Left)
    assert long.caret() == seam - 1
    QTest.keyClick(long, Key.Key_End)
    assert seam - 1 <= long.caret() <= seam
    QTest.keyClick(long, Key.Key_Right)
    assert seam <= long.caret() <= seam + 1


def test_words_and_sentences_go_over_a_seam_in_one_step(long: ArticleView) -> None:
    seam = long._shown.seams[0]
    long.set_caret(seam - 7)
    QTest.keyClick(long, Key.Key_Right, CTRL)
    assert long.caret() == seam
    QTest.keyClick(long, Key.Key_Right, CTRL)
    assert long.caret() == seam + 4
    QTest.keyClick(long, Key.Key_Left, CTRL)
    QTest.keyClick(long, Key.Key_Left, CTRL)
    assert long.caret() == seam - 7
    QTest.keyClick(long, Key.Key_Down, ALT)
    assert long.caret() == seam
    QTest.keyClick(long, Key.Key_Up, ALT)
    assert long.caret() == seam - len(SENTENCE)


def test_the_caret_is_painted_once(long: ArticleView) -> None:
    seam = long._shown.seams[0]
    long.set_caret(seam)
    block = long.textCursor().block()
    assert block.position() == long.textCursor().position()


# Selecting.


def test_a_selection_over_a_seam_is_of_the_articles_own_text(long: ArticleView) -> None:
    seam = long._shown.seams[0]
    long.select(Span(seam - 8, seam + 12))
    assert long.selection() == Span(seam - 8, seam + 12)
    long.copy_selection()
    assert (
        QGuiApplication.clipboard().text() == LONG[seam - 8 : seam + 12] == " begin. The minister"
    )
    long.selectAll()
    long.copy_selection()
    assert QGuiApplication.clipboard().text() == LONG


def test_a_drag_over_a_seam_selects_the_words(long: ArticleView) -> None:
    seam = long._shown.seams[0]
    drag(long, point_of(long, seam - 7), point_of(long, seam + 12))
    assert long.selection() == Span(seam - 7, seam + 12)


def test_two_clicks_at_a_seam_select_the_word_three_the_sentence(long: ArticleView) -> None:
    seam = long._shown.seams[0]
    at = point_of(long, seam) + QPoint(4, 0)
    QTest.mouseDClick(long.viewport(), LEFT, NONE, at)
    assert long.selection() == Span(seam, seam + 3)


def test_a_click_beyond_the_end_of_a_piece_stays_on_its_line(long: ArticleView) -> None:
    seam = long._shown.seams[0]
    line = point_of(long, seam - 2)
    click(long, QPoint(long.viewport().width() - 60, line.y()))
    assert long.caret() == seam - 1
    assert abs(long.cursorRect().center().y() - line.y()) <= 1


def test_words_that_a_seam_parts_are_selected_whole(pieces: ArticleView) -> None:
    text = "x" * 50
    pieces.show_article(text)
    click(pieces, point_of(pieces, 3))
    QTest.mouseDClick(pieces.viewport(), LEFT, NONE, point_of(pieces, 12) + QPoint(3, 0))
    assert pieces.selection() == Span(0, 50)


# Marks.


@given(pages(), st.integers(8, 2 * TINY))
def test_every_character_of_a_mark_has_its_bar(page: Page, longest: int) -> None:
    layout = laid_out(page, longest=longest)
    for number, line in lines_of(layout):
        paragraph = layout.paragraph(number)
        first = paragraph.block.position()
        for one in page.marks:
            bars = [b for b in line.bars if b.mark_id == one.id]
            for span in one.spans:
                start = layout.shown.position(span.start) - first
                end = layout.shown.end_position(span.end) - first
                for left, right in boxes(paragraph, line, start, end):
                    middle = (left + right) / 2
                    assert any(b.left - 0.6 <= middle <= b.right + 0.6 for b in bars)


@given(pages(), st.integers(8, 2 * TINY))
def test_each_mark_has_its_chip_once(page: Page, longest: int) -> None:
    def chips(layout: ArticleLayout) -> list[str]:
        lines = (line for _, line in lines_of(layout))
        return sorted(i for line in lines for chip in line.chips for i in chip.mark_ids)

    assert chips(laid_out(page, longest=longest)) == chips(laid_out(page))


def test_a_mark_over_a_seam_is_open_on_both_sides_of_it(long: ArticleView) -> None:
    seam = long._shown.seams[0]
    long.show_marks((mark("m", Span(seam - 8, seam + 12)),))
    number = long._shown.paragraph_of(seam)
    before = [b for line in long._page.paragraph(number - 1).lines for b in line.bars]
    after = [b for line in long._page.paragraph(number).lines for b in line.bars]
    assert [(b.opens_left, b.opens_right) for b in before] == [(False, True)]
    assert [(b.opens_left, b.opens_right) for b in after] == [(True, False)]


def test_an_end_is_dragged_over_a_seam(long: ArticleView) -> None:
    seam = long._shown.seams[0]
    long.show_marks((mark("m", Span(seam - 13, seam - 2)),))
    paragraph = long._page.paragraph(long._shown.paragraph_of(seam - 2))
    line = paragraph.lines[-1]
    (bar,) = line.bars
    top = long._page.top(paragraph.number) - long.verticalScrollBar().value()
    grip = QPoint(round(long._measures.left + bar.right - 1), top + bar_top(line, 0) + 1)
    found: list[tuple[str, int, int]] = []
    long.boundary_dragged.connect(lambda *told: found.append(told))
    QTest.mousePress(long.viewport(), LEFT, NONE, grip)
    move(long, point_of(long, seam + 2))
    move(long, point_of(long, seam + 11))
    QTest.mouseRelease(long.viewport(), LEFT, NONE, point_of(long, seam + 11))
    assert found == [("m", seam - 13, seam + 12)]


@pytest.mark.parametrize("lanes", [0, 1])
def test_lines_at_a_seam_stand_as_far_apart_as_others(lanes: int) -> None:
    def baselines(longest: int) -> list[int]:
        span = Span(200, 300)
        layout = laid_out(
            Page(LONG, tuple(mark(f"m{n}", span) for n in range(lanes))), longest=longest
        )
        return [layout.top(number) + line.baseline for number, line in lines_of(layout)]

    usual = max(b - a for a, b in pairwise(baselines(5000)))
    gaps = [b - a for a, b in pairwise(baselines(600))]
    assert max(gaps) <= usual


def test_hits_on_both_sides_of_a_seam_are_its_characters(long: ArticleView) -> None:
    seam = long._shown.seams[0]
    for offset in (seam - 3, seam):
        at = long._document_point(point_of(long, offset)) + QPointF(2, 0)
        assert long._shown.offset(long._page.character_at(at)) == offset


def test_a_paragraph_of_a_million_characters_opens_as_a_short_one_does(view: ArticleView) -> None:
    text = SENTENCE * 20_000
    view.show_article(text)
    view.set_caret(len(text) // 2)
    assert max(view._shown.lengths) <= 2049
    laid = [number for number in range(len(view._shown.lengths)) if number in view._page._laid]
    assert len(laid) < 16
