"""What is selected stands out, the rest steps back, and colour is never the only sign."""

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QTextCursor
from PySide6.QtTest import QTest

from annotator.app.present.arcs import Arc
from annotator.core.spans import Span
from annotator.gui.text import layout as layout_module
from annotator.gui.text.geometry import bar_top
from annotator.gui.text.strokes import Tones, draw_pattern
from annotator.gui.text.view import ArticleView
from annotator.gui.theme import Theme, contrast, dark, high_contrast, light
from tests.gui.text.pages import mark, paint, span_of, utf16

TEXT = "Tuesday’s talks, said Anna Kowalska, will begin late; the board had no answer to give."
TALKS, ANNA = span_of(TEXT, "talks"), span_of(TEXT, "Anna Kowalska")
BOARD = span_of(TEXT, "the board")
THEMES = [light(), dark(), high_contrast(QPalette())]
NAMES = ["light", "dark", "contrast"]


def show(view: ArticleView, theme: Theme | None = None) -> None:
    view.set_theme(theme or light())
    view.show_article(TEXT)
    view.show_marks(
        (
            mark("talks", TALKS, chip="quote", color=2),
            mark("anna", ANNA, color=3),
            mark("board", BOARD, chip="source", color=4),
        )
    )
    view.show_arcs((Arc("r", "talks", "anna", "said by", 2),))


def bar_colors(view: ArticleView, span: Span) -> set[str]:
    """The colours in the middle of a mark's bar, one pixel wide."""
    image, paragraph = shot(view), view._page.paragraph(0)
    line = paragraph.lines[paragraph.line_of(utf16(TEXT, span.start))]
    top = view._page.top(0) + bar_top(line, 0) - view.verticalScrollBar().value()
    x = middle_of(view, span)
    return {QColor(image.pixel(x, y)).name() for y in range(top, top + 5)}


def rest(view: ArticleView) -> None:
    """Waits until the selection has stood for a moment."""
    for _ in range(500):
        if view._painter.steps_back:
            return
        QTest.qWait(10)
    raise AssertionError("nothing stepped back")


def middle_of(view: ArticleView, span: Span) -> int:
    cursor = QTextCursor(view.document())
    cursor.setPosition(utf16(TEXT, (span.start + span.end) // 2))
    return view.cursorRect(cursor).center().x()


def shot(view: ArticleView) -> QImage:
    paint(view)
    return view.viewport().grab().toImage()


def wash_of(view: ArticleView, span: Span) -> str:
    """The colour above the letters of a mark's words."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(utf16(TEXT, span.start))
    line = view._page.paragraph(0).lines[0]
    top = view._page.top(0) + line.text_top
    return QColor(shot(view).pixel(middle_of(view, span), top)).name()


@pytest.mark.parametrize("theme", [light(), dark()], ids=["light", "dark"])
def test_the_rest_steps_back_and_partners_do_not(view: ArticleView, theme: Theme) -> None:
    show(view, theme)
    before = [bar_colors(view, span) for span in (TALKS, ANNA, BOARD)]
    view.select_mark("talks")
    rest(view)
    assert theme.label(2).name() in bar_colors(view, TALKS)
    assert bar_colors(view, ANNA) == before[1]
    assert theme.label(4).name() in before[2]
    assert theme.label(4).name() not in bar_colors(view, BOARD)
    page = theme.page.name()
    assert page not in (wash_of(view, TALKS), wash_of(view, ANNA))
    assert wash_of(view, BOARD) == page
    view.select_mark(None)
    assert [bar_colors(view, span) for span in (TALKS, ANNA, BOARD)] == before


def test_the_page_stays_as_it_is_while_one_word_after_the_other_is_marked(
    view: ArticleView,
) -> None:
    show(view)
    before = bar_colors(view, BOARD)
    view.select_mark("talks")
    assert bar_colors(view, BOARD) == before
    view.select_mark(None)
    QTest.qWait(500)
    assert bar_colors(view, BOARD) == before


def test_between_selections_the_rest_stays_back(view: ArticleView) -> None:
    show(view)
    view.select_mark("talks")
    rest(view)
    faint = bar_colors(view, BOARD)
    view.select_mark("anna")
    assert bar_colors(view, BOARD) == faint


def test_a_relation_that_comes_or_goes_changes_who_stands_out(view: ArticleView) -> None:
    show(view)
    view.select_mark("talks")
    rest(view)
    faint = bar_colors(view, BOARD)
    view.change_arcs(put=(Arc("s", "board", "talks", "told to", 4),))
    assert bar_colors(view, BOARD) != faint
    view.change_arcs(gone=("s",))
    assert bar_colors(view, BOARD) == faint


def test_nothing_steps_back_from_a_label_on_the_whole_article(view: ArticleView) -> None:
    show(view)
    before = bar_colors(view, BOARD)
    view.select_mark("not a mark in the text")
    QTest.qWait(500)
    assert bar_colors(view, BOARD) == before


def test_stepping_back_lays_nothing_out(view: ArticleView, monkeypatch: pytest.MonkeyPatch) -> None:
    show(view)
    shot(view)
    dressed: list[int] = []
    for name in ("dress", "break_lines"):
        real = getattr(layout_module, name)
        monkeypatch.setattr(
            layout_module,
            name,
            lambda *args, real=real, **more: (dressed.append(0), real(*args, **more))[1],
        )
    view.select_mark("talks")
    rest(view)
    shot(view)
    known = len(view._painter._pixmaps)
    for mark_id in ("anna", "board", None, "talks"):
        view.select_mark(mark_id)
        shot(view)
    assert dressed == []
    # A chip has two looks, and each is painted once.
    assert len(view._painter._pixmaps) <= known + 3


@pytest.mark.parametrize("theme", THEMES, ids=NAMES)
def test_what_steps_back_can_still_be_seen_and_read(theme: Theme) -> None:
    tones = Tones(theme)
    for color in range(1, 9):
        assert contrast(tones.bar(color), theme.page) >= 3
        assert contrast(theme.label(color), tones.ground(color)) >= 4.5


def test_the_joint_of_a_selected_mark_is_as_strong_as_its_bars(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.show_marks((mark("m", TALKS, BOARD, color=2),))
    between = Span(TALKS.end, BOARD.start)

    def inked() -> int:
        image, line = shot(view), view._page.paragraph(0).lines[0]
        top = view._page.top(0) + bar_top(line, 0)
        x = middle_of(view, between)
        area = ((i, y) for i in range(x - 20, x + 20) for y in range(top - 1, top + 5))
        return sum(255 - QColor(image.pixel(i, y)).blue() for i, y in area)

    plain = inked()
    view.select_mark("m")
    assert inked() > plain * 1.3


def test_a_joint_is_drawn_on_lines_with_no_bar(view: ArticleView) -> None:
    text = "\n".join([TEXT] * 3)
    view.show_article(text)
    view.show_marks((mark("m", TALKS, Span(len(text) - 5, len(text)), color=2),))
    image, page = shot(view), view._page
    line = page.paragraph(1).lines[0]
    assert not line.bars
    y = page.top(1) + bar_top(line, 0) + 1
    row = {QColor(image.pixel(x, y)).name() for x in range(image.width())}
    assert light().label(2).name() in row


def test_only_high_contrast_has_patterns() -> None:
    assert [theme.patterns for theme in THEMES] == [False, False, True]


@pytest.mark.parametrize("height", [3, 5])
@pytest.mark.parametrize("ratio", [1, 2])
def test_every_label_colour_has_a_pattern_of_its_own(height: int, ratio: int) -> None:
    def drawn(number: int) -> bytes:
        image = QImage(60 * ratio, 8 * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(QColor("white"))
        painter = QPainter(image)
        draw_pattern(painter, QRectF(1, 1, 50, height), QColor("black"), number=number)
        painter.end()
        crisp = image.copy(QRect(0, 0, 60 * ratio, 8 * ratio))
        tones = {image.pixel(x, y) & 0xFF for x in range(60 * ratio) for y in range(8 * ratio)}
        assert tones <= {0, 255}
        return bytes(crisp.constBits())

    assert len({drawn(number) for number in range(1, 9)}) == 8


def test_bars_have_patterns_in_high_contrast(view: ArticleView) -> None:
    theme = high_contrast(QPalette())
    view.set_theme(theme)
    view.show_article(TEXT)
    view.show_marks((mark("m", Span(0, 80), color=2),))
    image, line = shot(view), view._page.paragraph(0).lines[0]
    y = view._page.top(0) + bar_top(line, 0) + 1
    left = view._measures.left
    found = [QColor(image.pixel(x, y)).name() for x in range(left + 2, left + 200)]
    assert set(found) == {theme.label(2).name(), theme.page.name()}
