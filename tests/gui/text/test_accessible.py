"""What a screen reader is told."""

import pytest
from PySide6.QtGui import QAccessible

from annotator.core.spans import Span
from annotator.gui.text import accessible
from annotator.gui.text.accessible import CaretListener
from annotator.gui.text.view import ArticleView
from tests.gui.text.pages import mark


def test_a_mark_is_spoken_when_the_caret_enters_it_and_not_again() -> None:
    listener = CaretListener()
    outer, inner = mark("outer", Span(0, 9)), mark("inner", Span(3, 5), unsure=True)
    assert listener.message([outer]) == "title of outer"
    assert listener.message([outer, inner]) == "title of inner, unsure"
    assert listener.message([outer]) == ""
    assert listener.message([]) == ""
    assert listener.message([outer]) == "title of outer"


def test_nothing_is_sent_where_nobody_listens(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[object] = []
    monkeypatch.setattr(accessible.QAccessible, "isActive", lambda: False)
    monkeypatch.setattr(accessible.QAccessible, "updateAccessibility", sent.append)
    view.announce("Marked as actor")
    assert sent == []


def test_entering_a_mark_and_acts_are_announced(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(accessible.QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        accessible.QAccessible,
        "updateAccessibility",
        lambda e: sent.append(e.message()) if hasattr(e, "message") else None,
    )
    view.show_article("The minister said no.")
    view.show_marks((mark("m", Span(4, 12)),))
    view.set_caret(5)
    view.announce("Marked as actor")
    assert sent == ["title of m", "Marked as actor"]


def test_a_screen_reader_finds_text_caret_and_selection(view: ArticleView) -> None:
    text = "The 🚢 minister said no."
    view.show_article(text)
    view.select(Span(6, 14))
    interface = QAccessible.queryAccessibleInterface(view)
    assert interface.text(QAccessible.Text.Name) == "Article text"
    told = interface.textInterface()
    assert told.text(0, told.characterCount()) == text
    assert told.cursorPosition() == 15
    assert not told.characterRect(8).isEmpty()
