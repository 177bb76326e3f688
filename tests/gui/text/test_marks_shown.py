"""Marks in the view: clicked, hovered, dragged, selected, changed."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.core.spans import Span
from annotator.gui.text import layout as layout_module
from annotator.gui.text.view import ArticleView
from annotator.gui.theme import dark, light
from tests.gui.text.pages import (
    LEFT,
    NO_BUTTON,
    NONE,
    Key,
    click,
    drag,
    edge,
    inside,
    mark,
    move,
    paint,
    span_of,
    utf16,
)
from tests.strategies import spans_in, texts

TEXT = "The 🚢 minister, Anna Kowalska, told reporters that talks begin on Tuesday."
ANNA = span_of(TEXT, "Anna Kowalska")


def clicked(view: ArticleView, at: QPoint) -> list[str]:
    ids: list[str] = []
    view.mark_clicked.connect(ids.append)
    click(view, at)
    view.mark_clicked.disconnect(ids.append)
    return ids


def beside_words(view: ArticleView, span: Span, *, down: int) -> QPoint:
    """A point so far above (or below) the first word of a span."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(utf16(TEXT, span.start))
    rect = view.cursorRect(cursor)
    return QPoint(rect.center().x() + 9, rect.center().y() + down)


def below(view: ArticleView, span: Span) -> QPoint:
    """The bar in the first lane: found by asking, as its place follows the font."""
    return next(p for d in range(4, 40) if _is_bar(view, p := beside_words(view, span, down=d)))


def above(view: ArticleView, span: Span) -> QPoint:
    return next(p for d in range(4, 40) if _is_bar(view, p := beside_words(view, span, down=-d)))


def _is_bar(view: ArticleView, at: QPoint) -> bool:
    move(view, at, held=NO_BUTTON)
    return view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_words_bar_and_chip_of_a_mark_can_be_clicked(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.show_marks((mark("m", ANNA),))
    for at in (inside(view, TEXT, ANNA.start + 2), below(view, ANNA), above(view, ANNA)):
        assert clicked(view, at) == ["m"]
    assert clicked(view, inside(view, TEXT, 1)) == []


def test_a_click_on_words_means_the_innermost_mark(view: ArticleView) -> None:
    view.show_article(TEXT)
    outer = span_of(TEXT, "minister, Anna Kowalska, told")
    view.show_marks((mark("outer", outer), mark("inner", ANNA)))
    assert view.marks_at(ANNA.start) == ("outer", "inner")
    assert clicked(view, inside(view, TEXT, ANNA.start + 1)) == ["inner"]


def test_identical_marks_each_have_a_bar_and_a_chip(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.show_marks((mark("a", ANNA), mark("b", ANNA, chip="source", color=4)))
    ids = {
        clicked(view, beside_words(view, ANNA, down=d))[0]
        for d in range(11, 24)
        if _is_bar(view, beside_words(view, ANNA, down=d))
    }
    assert ids == {"a", "b"}


def test_a_drag_over_a_mark_does_not_click_it(view: ArticleView, qtbot: QtBot) -> None:
    view.show_article(TEXT)
    view.show_marks((mark("m", ANNA),))
    with qtbot.assertNotEmitted(view.mark_clicked):
        drag(view, edge(view, TEXT, ANNA.start), edge(view, TEXT, ANNA.end))


def test_the_end_of_a_bar_is_dragged_to_another_word(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.show_marks((mark("m", ANNA),))
    told: list[tuple[str, int, int]] = []
    view.boundary_dragged.connect(lambda *args: told.append(args))
    end = edge(view, TEXT, ANNA.end)
    bar = QPoint(end.x() - 2, below(view, ANNA).y())
    move(view, bar, held=NO_BUTTON)
    assert view.viewport().cursor().shape() == Qt.CursorShape.SizeHorCursor
    target = span_of(TEXT, "reporters")
    drag(view, bar, edge(view, TEXT, target.start + 3))
    assert told == [("m", ANNA.start, target.end)]
    assert view.selection() is None


def test_escape_gives_a_dragged_end_up(view: ArticleView, qtbot: QtBot) -> None:
    view.show_article(TEXT)
    view.show_marks((mark("m", ANNA),))
    bar = QPoint(edge(view, TEXT, ANNA.start).x() + 2, below(view, ANNA).y())
    with qtbot.assertNotEmitted(view.boundary_dragged):
        QTest.mousePress(view.viewport(), LEFT, NONE, bar)
        move(view, edge(view, TEXT, 3))
        QTest.keyClick(view, Key.Key_Escape)
        QTest.mouseRelease(view.viewport(), LEFT, NONE, edge(view, TEXT, 3))


def test_a_click_with_the_other_button_asks_for_a_menu(view: ArticleView, qtbot: QtBot) -> None:
    view.show_article(TEXT)
    view.show_marks((mark("m", ANNA),))
    at = inside(view, TEXT, ANNA.start + 1)
    with qtbot.waitSignals([view.mark_clicked, view.context_asked]):
        _ask_menu(view, at)
    assert view.caret() in (ANNA.start + 1, ANNA.start + 2)


def _ask_menu(view: ArticleView, at: QPoint) -> None:
    from PySide6.QtGui import QContextMenuEvent

    port = view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, port.mapToGlobal(at))
    QApplication.sendEvent(port, event)


def test_a_rest_of_the_mouse_asks_for_the_card_of_all_marks_under_it(view: ArticleView) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent

    asked: list[tuple[str, ...]] = []
    view.card_asked.connect(lambda ids, _: asked.append(ids))
    view.show_article(TEXT)
    view.show_marks((mark("a", ANNA), mark("b", ANNA)))
    port = view.viewport()
    for offset in (ANNA.start + 1, 0):
        at = inside(view, TEXT, offset)
        QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, at, port.mapToGlobal(at)))
    assert asked == [("a", "b")]


def test_marks_change_one_by_one(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.show_marks((mark("a", Span(0, 3)), mark("b", ANNA)))
    view.change_marks(gone=("a",), put=(mark("c", Span(0, 8)), mark("b", Span(0, 1))))
    assert (view.marks_at(0), view.marks_at(ANNA.start)) == (("c", "b"), ())


def test_only_paragraphs_of_changed_marks_are_dressed(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join([TEXT] * 8)
    view.show_article(text)
    view.show_marks(tuple(mark(f"m{n}", span_of(text, "Anna", n)) for n in range(8)))
    paint(view)
    dressed: list[int] = []
    real = layout_module.dress
    monkeypatch.setattr(
        layout_module,
        "dress",
        lambda p, *args, **more: (dressed.append(p.number), real(p, *args, **more)),
    )
    view.change_marks(put=(mark("new", span_of(text, "Kowalska", 3)),), gone=("m5",))
    paint(view)
    assert sorted(dressed) == [3, 5]


def test_opening_lays_out_what_is_seen_and_no_more(
    view: ArticleView, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: list[object] = []
    real = layout_module.break_lines
    monkeypatch.setattr(
        layout_module,
        "break_lines",
        lambda *args, **more: (broken.append(0), real(*args, **more))[1],
    )
    text = "\n".join([TEXT] * 5000)
    view.show_article(text)
    view.show_marks(tuple(mark(f"m{n}", Span(n * 76, n * 76 + 9)) for n in range(5000)))
    paint(view)
    assert 5 < len(broken) < 60


def image_of(view: ArticleView) -> QImage:
    return view.grab().toImage()


def test_a_selected_mark_stands_out(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.show_marks((mark("m", ANNA), mark("n", Span(0, 3))))
    before = image_of(view)
    view.select_mark("m")
    assert image_of(view) != before
    view.select_mark(None)
    assert image_of(view) == before


def test_a_hovered_mark_is_washed_until_the_mouse_leaves(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.show_marks((mark("m", ANNA),))
    before = image_of(view)
    move(view, inside(view, TEXT, ANNA.start + 1), held=NO_BUTTON)
    assert image_of(view) != before
    move(view, QPoint(5, 5), held=NO_BUTTON)
    assert image_of(view) == before


def colors_of(image: QImage) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 1)
        for y in range(image.height() // 3)
    }


@pytest.mark.parametrize("theme", [light(), dark()], ids=["light", "dark"])
def test_marks_and_words_have_the_colours_of_the_theme(view: ArticleView, theme: object) -> None:
    view.set_theme(theme)
    view.show_article(TEXT)
    view.show_marks((mark("m", ANNA, color=3),))
    found = colors_of(image_of(view))
    assert {theme.page.name(), theme.label(3).name()} <= found


@pytest.mark.parametrize("theme", [light(), dark()], ids=["light", "dark"])
def test_the_text_of_every_chip_can_be_read(theme: object) -> None:
    from annotator.gui.text.painter import ink_on
    from annotator.gui.theme import contrast

    for color in theme.labels:
        assert contrast(ink_on(theme, color), color) >= 4.5


def test_more_than_six_bars_end_in_a_count(view: ArticleView) -> None:
    view.show_article(TEXT)
    view.show_marks(tuple(mark(f"m{n}", ANNA) for n in range(6)))
    six = image_of(view)
    view.change_marks(put=tuple(mark(f"m{n}", ANNA) for n in range(6, 40)))
    forty = image_of(view)
    differing = [
        y
        for y in range(six.height())
        if any(six.pixel(x, y) != forty.pixel(x, y) for x in range(0, six.width(), 3))
    ]
    assert differing
    # Forty bars would be 200 px high.
    assert max(differing) < edge(view, TEXT, ANNA.start).y() + 80


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.data())
def test_the_ends_of_every_mark_are_under_it_in_the_view(
    view: ArticleView, data: st.DataObject
) -> None:
    text = data.draw(texts(min_size=1, max_size=40)) or "x"
    spans = [data.draw(spans_in(text)) for _ in range(6)]
    view.show_article(text)
    view.show_marks(tuple(mark(f"m{i}", span) for i, span in enumerate(spans)))
    paint(view)
    for i, span in enumerate(spans):
        assert f"m{i}" in view.marks_at(span.start)
        assert f"m{i}" in view.marks_at(span.end - 1)
        outside = [n for n in (span.start - 1, span.end) if 0 <= n < len(text)]
        assert not any(f"m{i}" in view.marks_at(n) for n in outside)
