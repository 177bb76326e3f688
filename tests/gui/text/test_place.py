"""Nothing jumps: the line that is read keeps its place on the screen."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.spans import Span
from annotator.gui.text.view import ArticleView
from annotator.gui.theme import dark
from tests.gui.text.pages import CTRL, NONE, Key, mark, paint, utf16

LINE = "Sentence number {} says that the minister 🚢 would not comment on the figures. "
TEXT = "\n".join("".join(LINE.format(f"{p}.{s}") for s in range(1 + p * 7 % 9)) for p in range(400))


def place_of(text: str, sentence: str) -> int:
    return text.index(f"number {sentence} ")


def top_of(view: ArticleView, offset: int) -> int:
    cursor = QTextCursor(view.document())
    cursor.setPosition(utf16(TEXT, offset))
    return view.cursorRect(cursor).top()


@pytest.fixture
def reading(view: ArticleView) -> ArticleView:
    view.show_article(TEXT)
    view.set_caret(place_of(TEXT, "200.1"))
    paint(view)
    return view


def piles(offset: int, count: int = 5) -> tuple[object, ...]:
    return tuple(mark(f"p{offset}-{n}", Span(offset, offset + 12)) for n in range(count))


def test_a_first_mark_moves_no_text_at_all(reading: ArticleView) -> None:
    value, total = reading.verticalScrollBar().value(), reading.verticalScrollBar().maximum()
    places = [place_of(TEXT, s) for s in ("199.0", "200.0", "200.1", "201.0")]
    before = [top_of(reading, p) for p in places]
    reading.change_marks(put=tuple(mark(f"m{p}", Span(p, p + 30)) for p in places))
    paint(reading)
    assert [top_of(reading, p) for p in places] == before
    assert (value, total) == (
        reading.verticalScrollBar().value(),
        reading.verticalScrollBar().maximum(),
    )


def test_the_carets_line_stays_when_lines_above_grow(reading: ArticleView) -> None:
    caret = reading.caret()
    above = place_of(TEXT, "199.0")
    before, higher = top_of(reading, caret), top_of(reading, above)
    reading.change_marks(put=piles(above))
    paint(reading)
    assert top_of(reading, caret) == before
    assert top_of(reading, above) < higher


def test_the_carets_line_stays_when_marks_go(reading: ArticleView) -> None:
    reading.change_marks(put=piles(place_of(TEXT, "199.0")))
    paint(reading)
    before = top_of(reading, reading.caret())
    reading.change_marks(gone=[m.id for m in piles(place_of(TEXT, "199.0"))])
    paint(reading)
    assert top_of(reading, reading.caret()) == before


def test_marks_far_away_move_nothing(reading: ArticleView) -> None:
    value = reading.verticalScrollBar().value()
    reading.change_marks(put=piles(place_of(TEXT, "3.0")))
    paint(reading)
    assert reading.verticalScrollBar().value() == value


def test_the_carets_line_stays_when_the_window_is_resized(reading: ArticleView) -> None:
    before = top_of(reading, reading.caret())
    for width in (640, 500, 900):
        reading.resize(width, 700)
        paint(reading)
        assert abs(top_of(reading, reading.caret()) - before) <= 1


def test_the_top_line_stays_when_the_caret_is_out_of_sight(reading: ArticleView) -> None:
    reading.set_caret(0, reveal=False)
    paint(reading)
    cursor = reading.cursorForPosition(QPoint(200, 30))
    before = reading.cursorRect(cursor).top()
    reading.resize(560, 700)
    paint(reading)
    assert abs(reading.cursorRect(cursor).top() - before) <= 60


def test_themes_and_fonts_keep_the_place(reading: ArticleView) -> None:
    before = top_of(reading, reading.caret())
    reading.set_theme(dark())
    paint(reading)
    assert top_of(reading, reading.caret()) == before
    font = QFont(reading.font())
    font.setPointSizeF(19)
    reading.set_reading(font, line_spacing=1.8, column_characters=62)
    paint(reading)
    # The baseline stays; a larger letter reaches further up.
    assert abs(top_of(reading, reading.caret()) - before) < 15


def test_scrolling_back_into_unseen_text_is_even(view: ArticleView) -> None:
    view.show_article(TEXT)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    paint(view)
    for _ in range(40):
        cursor = view.cursorForPosition(QPoint(200, 80))
        before = view.cursorRect(cursor).top()
        bar.setValue(bar.value() - 57)
        paint(view)
        assert view.cursorRect(cursor).top() - before == 57


def test_the_caret_stays_in_sight_on_its_way_through_the_article(view: ArticleView) -> None:
    view.show_article(TEXT)
    for key, modifiers in (
        (Key.Key_Down, NONE),
        (Key.Key_PageDown, NONE),
        (Key.Key_Down, CTRL),
        (Key.Key_Up, NONE),
    ):
        for _ in range(25):
            QTest.keyClick(view, key, modifiers)
            rect = view.cursorRect()
            assert rect.top() >= 0
            assert rect.bottom() <= view.viewport().height()
    for key in (Key.Key_End, Key.Key_Home):
        QTest.keyClick(view, key, CTRL)
        assert view.viewport().rect().contains(view.cursorRect().center())


def test_select_mark_scrolls_only_to_what_is_out_of_sight(reading: ArticleView) -> None:
    near, far = place_of(TEXT, "200.0"), place_of(TEXT, "350.0")
    reading.show_marks((mark("near", Span(near, near + 9)), mark("far", Span(far, far + 9))))
    value = reading.verticalScrollBar().value()
    reading.select_mark("near")
    assert reading.verticalScrollBar().value() == value
    reading.select_mark("far", reveal=False)
    assert reading.verticalScrollBar().value() == value
    reading.select_mark("far")
    assert 0 < top_of(reading, far) < reading.viewport().height() // 2


def test_setting_the_caret_without_revealing_does_not_scroll(reading: ArticleView) -> None:
    value = reading.verticalScrollBar().value()
    reading.set_caret(place_of(TEXT, "20.0"), reveal=False)
    assert reading.verticalScrollBar().value() == value


def test_after_a_long_article_a_short_one_has_nothing_to_scroll(reading: ArticleView) -> None:
    reading.show_article("One line.\nAnother line.")
    assert reading.verticalScrollBar().maximum() == 0


def test_ctrl_and_the_wheel_change_the_font_and_say_so(reading: ArticleView, qtbot: QtBot) -> None:
    size = round(reading.font().pointSizeF())
    before = top_of(reading, reading.caret())
    with qtbot.waitSignal(reading.font_size_changed) as told:
        _wheel(reading, 120)
    assert told.args == [size + 1] == [round(reading.font().pointSizeF())]
    assert abs(top_of(reading, reading.caret()) - before) < 5


def _wheel(view: ArticleView, delta: int) -> None:
    at = QPointF(100, 100)
    event = QWheelEvent(
        at,
        QPointF(view.viewport().mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_paragraph_of_a_hundred_thousand_words_opens(view: ArticleView) -> None:
    text = "word " * 100_000
    view.show_article(text)
    view.show_marks(tuple(mark(f"m{n}", Span(n * 500, n * 500 + 4)) for n in range(1000)))
    view.set_caret(250_000)
    paint(view)
    assert view.viewport().rect().contains(view.cursorRect().center())
    view.change_marks(put=piles(250_000))
    paint(view)
    assert len(view.marks_at(250_003)) == 6
