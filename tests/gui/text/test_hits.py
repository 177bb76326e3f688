"""Places found by a search: which are in sight, and how they are painted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QApplication

from annotator.core.spans import Span
from annotator.gui.text.hits import Hits
from annotator.gui.text.shown import ShownText
from annotator.gui.text.view import ArticleView
from annotator.gui.theme import Theme, contrast, dark, high_contrast, light
from tests.gui.text.pages import span_of
from tests.strategies import fragments_in

TEXT = "One two three.\n" * 400


@given(fragments_in(60, most=9), st.integers(0, 60), st.integers(1, 20))
def test_the_places_in_a_stretch_are_those_that_share_a_character(
    spans: tuple[Span, ...], start: int, length: int
) -> None:
    hits = Hits(ShownText("x" * 60))
    hits.spans = spans
    end = start + length
    expected = [s for s in spans if s.start < end and start < s.end]
    assert list(hits.between(start, end)) == expected


@pytest.mark.parametrize("theme", [light(), dark()], ids=["light", "dark"])
def test_words_can_be_read_on_a_hit_and_the_current_one_stands_out(theme: Theme) -> None:
    for is_current in (False, True):
        wash = theme.hit(is_current=is_current)
        assert contrast(wash, theme.text) >= 7
        assert contrast(wash, theme.secondary) >= 4.5
    edge = theme.hit_edge(is_current=True)
    assert edge is not None
    assert contrast(edge, theme.page) >= 3


def test_in_high_contrast_every_hit_has_an_outline(qapp: QApplication) -> None:
    theme = high_contrast(QPalette())
    assert theme.hit_edge(is_current=False) == theme.text
    assert contrast(theme.hit(is_current=False), theme.text) >= 7


def picture(view: ArticleView) -> QImage:
    QApplication.processEvents()
    image: QImage = view.grab().toImage()
    return image


def colors(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    }


def test_hits_are_painted_and_go_again(view: ArticleView) -> None:
    view.show_article(TEXT)
    bare = picture(view)
    spans = [Span(start, start + 3) for start in range(4, len(TEXT), 15)]
    view.show_hits(spans, current=spans[1])
    shown = colors(picture(view))
    assert {light().hit(is_current=False).name(), light().hit(is_current=True).name()} <= shown
    view.show_hits()
    assert picture(view) == bare


def test_places_that_are_found_later_appear_when_they_are_shown_again(view: ArticleView) -> None:
    view.show_article(TEXT)
    spans: list[Span] = []
    view.show_hits(spans)
    bare = picture(view)
    spans.append(span_of(TEXT, "two"))
    view.show_hits(spans)
    assert picture(view) != bare


def test_another_article_has_no_hits(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.show_hits([span_of(TEXT, "two")])
    view.show_article("One two three.")
    assert not view._painter.hits


def test_revealing_moves_neither_caret_nor_selection(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.select(span_of(TEXT, "two"))
    view.reveal(Span(len(TEXT) - 10, len(TEXT) - 5))
    assert view.verticalScrollBar().value() > 0
    assert view.selection() == span_of(TEXT, "two")


def test_what_lies_over_the_lowest_pixels_moves_no_word(view: ArticleView) -> None:
    view.show_article(TEXT)
    before = view.cursorRect().top()
    view.cover(100)
    assert view.cursorRect().top() == before
    view.reveal(Span(len(TEXT) - 10, len(TEXT) - 5))
    cursor = view.textCursor()
    cursor.setPosition(len(TEXT) - 10)
    assert view.cursorRect(cursor).bottom() < view.height() - 100
    view.cover(0)
