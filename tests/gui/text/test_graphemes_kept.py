"""Whatever is pressed, clicked or dragged: no grapheme is parted, and boxes are where it is."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.core.graphemes import is_boundary, whole_characters
from annotator.core.spans import Span
from annotator.gui.text.geometry import boxes
from annotator.gui.text.view import ArticleView
from tests.gui.text.pages import ALT, CTRL, NONE, SHIFT, Key, click, drag, mark
from tests.gui.text.test_geometry import Page, laid_out, lines_of
from tests.strategies import FAMILY, FLAG, KEYCAP, RAINBOW, SCOTLAND, THUMB, texts

ZALGO = "Z" + "\u0300\u0316\u0322\u0334" * 6
PIECES = (
    FAMILY,
    FLAG + FLAG,
    THUMB,
    KEYCAP,
    RAINBOW,
    SCOTLAND,
    "\u1112\u1161\u11ab",
    "क्ष",
    "स्त्री",
    "ক্ষ",
    "น้ำ",
    "กิ่",
    "بِسْمِ",
    "שׁלום",
    ZALGO,
    "\ud83d",
    "e\u0301",
    "a",
    " ",
    "12",
    "(",
)
MIXED = {
    "Arabic and Latin": "قال أحمد الخطيب إن بنك Deutsche Bank سيفتح (يوم 12 يونيو) فرعاً.",
    "Latin and Arabic": "The bank بنك مصر said وزير الخارجية left, 12 times.",
    "Hebrew and figures": "השיחות יחלו ב-3 ביולי 2025 (Sergei Lavrov) אתמול.",
    "Hindi": "प्रधानमंत्री नरेन्द्र मोदी ने क्षेत्रीय स्त्री कहा।",
    "Thai": "น้ำท่วมกรุงเทพฯ ที่ผ่านมา",
    "Japanese": "外務大臣はロシアのラブロフ外相が\u3099。",
    "emoji": f"a {FAMILY}{FLAG}{THUMB} b {KEYCAP}",
    "vowel points": "שׁלוֹם بِسْمِ اللَّهِ",
}
FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ARROWS = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Home, Key.Key_End)
CHORDS = st.tuples(st.sampled_from(ARROWS), st.sampled_from((NONE, SHIFT, CTRL, CTRL | SHIFT)))
WORLD = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join)


def is_whole(view: ArticleView, text: str) -> bool:
    span = view.selection()
    ends = (view.caret(),) if span is None else (view.caret(), span.start, span.end)
    return all(is_boundary(text, end) for end in ends)


@FEW
@given(text=WORLD | texts(max_size=20), chords=st.lists(CHORDS, max_size=12))
def test_no_key_leaves_the_caret_inside(
    view: ArticleView, text: str, chords: list[tuple[Key, Qt.KeyboardModifier]]
) -> None:
    view.show_article(f"{text}\n{text}{text}")
    shown = f"{text}\n{text}{text}"
    for key, keys in chords:
        QTest.keyClick(view, key, keys)
        assert is_whole(view, shown)


@FEW
@given(text=WORLD, xs=st.lists(st.integers(120, 500), min_size=2, max_size=6))
def test_no_click_and_no_drag_parts_one(view: ArticleView, text: str, xs: list[int]) -> None:
    view.show_article(text)
    y = view.cursorRect().center().y()
    for one, other in pairwise(xs):
        click(view, QPoint(one, y))
        assert is_whole(view, text)
        drag(view, QPoint(one, y), QPoint(other, y), keys=ALT)
        assert is_whole(view, text)


@pytest.mark.parametrize("name", MIXED)
@pytest.mark.parametrize("width", [260, 900])
def test_the_boxes_of_a_span_are_those_of_its_characters(name: str, width: int) -> None:
    text = MIXED[name]
    layout = laid_out(Page(text, ()), width=width)
    for _, line in lines_of(layout):
        paragraph = layout.paragraph(0)
        places = [p for p in range(line.start, line.end + 1) if is_boundary(text, _offset(text, p))]
        pairs = list(pairwise(places))
        single = {a: boxes(paragraph, line, a, b) for a, b in pairs}
        for start, _ in pairs:
            for _, end in pairs:
                if start < end:
                    spread = boxes(paragraph, line, start, end)
                    parts = [box for a in places if start <= a < end for box in single.get(a, [])]
                    assert abs(_width(spread) - _width(parts)) < 1.5 + 0.1 * len(parts)
                    for left, right in parts:
                        # A space that hangs over the line's end has no width, and no bar.
                        assert left == right or any(
                            a - 1 <= left and right <= b + 1 for a, b in spread
                        )


def _offset(text: str, position: int) -> int:
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * position]
    return len(units.decode("utf-16-le", "replace"))


def _width(spread: list[tuple[float, float]]) -> float:
    return sum(right - left for left, right in spread)


@FEW
@given(text=texts(min_size=1, max_size=30), data=st.data())
def test_bars_are_drawn_around_whole_characters(text: str, data: st.DataObject) -> None:
    if not text.strip():
        return
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    whole = Span(*whole_characters(text, span.start, span.end))

    def bars(of: Span) -> list[tuple[float, float]]:
        layout = laid_out(Page(text, (mark("m", of),)))
        found = [(b.left, b.right) for _, line in lines_of(layout) for b in line.bars]
        return [(round(left), round(right)) for left, right in found]

    assert bars(span) == bars(whole)
