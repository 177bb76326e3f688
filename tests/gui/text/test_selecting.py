"""Selecting with the mouse and with keys, in texts of the world."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.core.spans import Span
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
    edge,
    inside,
    press,
    span_of,
)

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
TEXTS = {
    "plain": ("The minister said on Tuesday that talks begin.", "Tuesday"),
    "after emoji": ("🚢 😀 🇺🇦 The minister said on Tuesday.", "Tuesday"),
    "after a family": (f"{FAMILY} {FAMILY} said on Tuesday.", "Tuesday"),
    "combining": ("Le pre\u0301sident E\u0301mile a dit non.", "E\u0301mile"),
    "decomposed Vietnamese": ("Ông Nguye\u0302\u0303n no\u0301i.", "Nguye\u0302\u0303n"),
    "Arabic": ("قال المتحدث باسم الوزارة اليوم.", "المتحدث"),
    "Hebrew": ("אמר שר החוץ אתמול.", "החוץ"),
    "Hindi": ("प्रधानमंत्री नरेन्द्र मोदी ने कहा।", "नरेन्द्र"),
    "Chinese": ("外务大臣王小明说。", "王小明"),
    "mixed": ("The bank بنك مصر said no.", "said"),
}


def selected(view: ArticleView, text: str) -> str:
    span = view.selection()
    return text[span.start : span.end] if span else ""


@pytest.mark.parametrize(("text", "word"), TEXTS.values(), ids=TEXTS.keys())
def test_a_drag_over_words_selects_exactly_them(view: ArticleView, text: str, word: str) -> None:
    view.show_article(text)
    span = span_of(text, word)
    drag(view, edge(view, text, span.start), edge(view, text, span.end))
    assert selected(view, text) == word


@pytest.mark.parametrize("name", ["plain", "after emoji", "after a family"])
def test_a_drag_within_a_word_selects_it_whole(view: ArticleView, name: str) -> None:
    text, word = TEXTS[name]
    view.show_article(text)
    span = span_of(text, word)
    drag(view, edge(view, text, span.start + 1), edge(view, text, span.end - 1))
    assert selected(view, text) == word
    assert not view.selection_is_exact()


def test_a_drag_to_the_left_selects_the_same_words(view: ArticleView) -> None:
    text = TEXTS["plain"][0]
    view.show_article(text)
    span = span_of(text, "said on")
    drag(view, edge(view, text, span.end - 1), edge(view, text, span.start + 1))
    assert (selected(view, text), view.caret()) == ("said on", span.start)


def test_with_alt_a_drag_selects_characters(view: ArticleView) -> None:
    text = TEXTS["after emoji"][0]
    view.show_article(text)
    span = span_of(text, "inist")
    drag(view, edge(view, text, span.start), edge(view, text, span.end), keys=ALT)
    assert selected(view, text) == "inist"
    assert view.selection_is_exact()


def test_with_alt_no_grapheme_is_parted(view: ArticleView) -> None:
    text = f"a{FAMILY}e\u0301b"
    view.show_article(text)
    start, end = edge(view, text, 1), edge(view, text, 1 + len(FAMILY))
    drag(view, start, end - QPoint(3, 0), keys=ALT)
    assert selected(view, text) == FAMILY


def test_two_clicks_select_a_word_and_a_third_its_sentence(view: ArticleView) -> None:
    text = "He left. 😀 Mr. Smith said no. They went."
    view.show_article(text)
    at = inside(view, text, text.index("said") + 1)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, at)
    assert selected(view, text) == "said"
    press(view, at)
    assert selected(view, text) == "😀 Mr. Smith said no."


def test_a_tremble_is_a_click_not_a_selection(view: ArticleView) -> None:
    text = TEXTS["plain"][0]
    view.show_article(text)
    at = inside(view, text, 6)
    drag(view, at, at + QPoint(2, 1))
    assert view.selection() is None


def test_shift_and_a_click_extend_the_selection(view: ArticleView) -> None:
    text = TEXTS["plain"][0]
    view.show_article(text)
    view.set_caret(span_of(text, "minister").start)
    click(view, edge(view, text, span_of(text, "Tuesday").start + 3), keys=SHIFT)
    assert selected(view, text) == "minister said on Tuesday"


def test_signals_tell_offsets_and_spans(view: ArticleView) -> None:
    text = TEXTS["after emoji"][0]
    view.show_article(text)
    span = span_of(text, "minister")
    carets: list[int] = []
    spans: list[Span | None] = []
    view.caret_moved.connect(carets.append)
    view.selection_changed_to.connect(spans.append)
    drag(view, edge(view, text, span.start), edge(view, text, span.end))
    assert (carets[-1], spans[-1]) == (span.end, span)
    view.clear_selection()
    assert spans[-1] is None


def test_keys_select_by_character_and_word_as_made(view: ArticleView) -> None:
    text = TEXTS["after emoji"][0]
    view.show_article(text)
    view.set_caret(text.index("minister"))
    QTest.keyClick(view, Key.Key_Right, CTRL | SHIFT)
    assert selected(view, text) == "minister "
    assert not view.selection_is_exact()
    QTest.keyClick(view, Key.Key_Left, SHIFT)
    assert selected(view, text) == "minister"
    assert view.selection_is_exact()


def test_the_caret_goes_over_a_family_in_one_step(view: ArticleView) -> None:
    text = f"a{FAMILY}b"
    view.show_article(text)
    carets = [view.caret()]
    for _ in range(3):
        QTest.keyClick(view, Key.Key_Right)
        carets.append(view.caret())
    assert carets == [0, 1, 1 + len(FAMILY), 2 + len(FAMILY)]


def test_lines_are_reached_by_up_and_down(view: ArticleView) -> None:
    text = "first line\nsecond line\nthird line"
    view.show_article(text)
    view.set_caret(text.index("second") + 3)
    QTest.keyClick(view, Key.Key_Down)
    assert text[view.caret() :].startswith(("rd line", "ird line", "d line"))
    QTest.keyClick(view, Key.Key_Up)
    QTest.keyClick(view, Key.Key_Up)
    assert view.caret() < text.index("\n")


def test_sentences_and_paragraphs_have_keys(view: ArticleView) -> None:
    text = "One is here. Two is here.\n\nThree 😀 is here. Four."
    view.show_article(text)
    places = []
    for key, modifier in (
        (Key.Key_Down, ALT),
        (Key.Key_Down, CTRL),
        (Key.Key_Down, ALT),
        (Key.Key_Up, CTRL),
        (Key.Key_Up, CTRL),
    ):
        QTest.keyClick(view, key, modifier)
        places.append(view.caret())
    assert places == [text.index(word) for word in ("Two", "Three", "Four", "Three", "One")]


def test_shift_extends_by_sentences(view: ArticleView) -> None:
    text = "One is here. Two is here. Three."
    view.show_article(text)
    view.set_caret(text.index("Two"))
    QTest.keyClick(view, Key.Key_Down, ALT | SHIFT)
    assert selected(view, text) == "Two is here."
    QTest.keyClick(view, Key.Key_Down, ALT | SHIFT)
    assert selected(view, text) == "Two is here. Three."


@pytest.mark.parametrize(
    "key",
    ["1", "a", "Delete", "Tab", "Shift+Tab", "Return", "Escape", "Space", "Alt+Left", "Ctrl+A"],
)
def test_every_key_reaches_an_action_that_wants_it(
    view: ArticleView, qtbot: QtBot, key: str
) -> None:
    view.show_article("some text")
    action = QAction("act", view)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    view.addAction(action)
    pressed = QKeySequence(key)[0]
    with qtbot.waitSignal(action.triggered, timeout=1000):
        QTest.keyClick(view, pressed.key(), pressed.keyboardModifiers())


def test_copies_are_of_the_article_not_of_what_qt_shows(view: ArticleView) -> None:
    text = "10\u202f000\xa0€ a\u2028b"
    view.show_article(text)
    view.select(Span(0, len(text)))
    QTest.keyClick(view, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == text
    assert isinstance(view.createMimeDataFromSelection(), QMimeData)


def test_selecting_from_outside_shows_what_was_asked(view: ArticleView) -> None:
    text = "😀 minister"
    view.show_article(text)
    view.select(Span(2, 5))
    assert (view.selection(), view.caret()) == (Span(2, 5), 5)
    view.clear_selection()
    assert (view.selection(), view.caret()) == (None, 5)


def test_a_new_article_begins_at_its_beginning_and_says_nothing(
    view: ArticleView, qtbot: QtBot
) -> None:
    view.show_article("first text")
    view.select(Span(2, 5))
    with (
        qtbot.assertNotEmitted(view.caret_moved),
        qtbot.assertNotEmitted(view.selection_changed_to),
    ):
        view.show_article("second text")
    assert (view.caret(), view.selection()) == (0, None)


def test_an_empty_view_answers(view: ArticleView) -> None:
    view.clear_article()
    view.show_marks(())
    assert (view.caret(), view.selection(), view.marks_at(0)) == (0, None, ())
    click(view, QPoint(300, 200))
    QTest.keyClick(view, Key.Key_Down, ALT)
    assert view.cursorRect(QTextCursor(view.document())).isValid()
