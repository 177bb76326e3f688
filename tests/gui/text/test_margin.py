"""Paragraph numbers in the margin: the status bar's numbers, where there is room."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from annotator.app.present.status import Paragraphs
from annotator.app.present.zones import FoldRun
from annotator.core.spans import Span
from annotator.gui.text.view import ArticleView
from annotator.gui.theme import dark
from tests.gui.text.pages import paint, span_of

TEXT = "Menu\n\nFirst words of the article.\n\n  \nSecond words.\nMore\nThird words, then nothing."
LEFT_OUT = (span_of(TEXT, "Menu"), span_of(TEXT, "More"))


def shown(view: ArticleView, *, left_out: tuple[Span, ...] = LEFT_OUT) -> ArticleView:
    view.show_article(TEXT, dimmed=left_out)
    view.show_numbers(Paragraphs(TEXT, left_out=left_out))
    view.set_caret(0)
    paint(view)
    return view


def ink_beside(view: ArticleView, words: str) -> int:
    """How many pixels of the margin beside a paragraph are not the page's colour."""
    number = view.page.shown.paragraph_of(TEXT.index(words))
    top = view.page.top(number) - view.verticalScrollBar().value()
    height = view.page.top(number + 1) - view.page.top(number) if words != "Third" else 40
    area = QRect(0, top, view.page.measures.left - 2, height)
    image = view.viewport().grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    page = image.pixel(0, 0)
    return sum(
        image.pixel(x, y) != page for x in range(image.width()) for y in range(image.height())
    )


def test_what_is_read_has_a_number_and_the_rest_has_none(view: ArticleView) -> None:
    shown(view)
    assert all(ink_beside(view, words) for words in ("First", "Second", "Third"))
    assert ink_beside(view, "Menu") == ink_beside(view, "More") == 0
    assert ink_beside(view, "  \nSecond") == 0


def test_the_numbers_are_those_of_the_status_bar() -> None:
    paragraphs = Paragraphs(TEXT, left_out=LEFT_OUT)
    for number, words in enumerate(("First", "Second", "Third"), 1):
        start = TEXT.index(words)
        assert paragraphs.number(start, TEXT.find("\n", start) % (len(TEXT) + 1)) == number
        place = paragraphs.place(start)
        assert place is not None
        assert place.paragraph == number
    assert paragraphs.place(0) is None
    assert paragraphs.place(TEXT.index("More") + 1) is None
    assert len(paragraphs) == 3


def test_numbers_are_left_out_where_the_margin_is_narrow(view: ArticleView) -> None:
    text = "\n".join(f"Paragraph {n}." for n in range(1200))
    view.resize(420, 700)
    view.show_article(text)
    view.show_numbers(Paragraphs(text))
    view.set_caret(0)
    paint(view)
    image = view.viewport().grab(QRect(0, 0, 22, 300)).toImage()
    assert len({image.pixel(x, y) for x in range(22) for y in range(300)}) == 1


def test_switching_numbers_off_moves_nothing(view: ArticleView) -> None:
    shown(view)
    before = view.cursorRect()
    view.show_numbers(None)
    paint(view)
    assert ink_beside(view, "First") == 0
    assert view.cursorRect() == before


def test_a_run_that_can_be_folded_has_a_sign_instead(view: ArticleView) -> None:
    shown(view)
    view.show_folds([FoldRun(span, "Navigation", 1) for span in LEFT_OUT])
    paint(view)
    assert ink_beside(view, "Menu") > 0
    assert ink_beside(view, "More") > 0


def test_a_folded_row_is_drawn_in_both_themes(view: ArticleView) -> None:
    shown(view)
    view.show_folds([FoldRun(LEFT_OUT[1], "Navigation", 1)], folded={LEFT_OUT[1].start})
    for theme in (view._theme, dark()):
        view.set_theme(theme)
        paint(view)
        number = view.page.shown.paragraph_of(LEFT_OUT[1].start)
        top = view.page.top(number)
        area = QRect(view.page.measures.left, top, 200, view.page.measures.pitch)
        image = view.viewport().grab(area).toImage()
        colors = {image.pixelColor(x, y).name() for x in range(200) for y in range(image.height())}
        assert theme.secondary.name() in colors
