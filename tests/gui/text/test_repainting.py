"""What is painted bit by bit, as acts change it, is what is painted anew."""

import random
from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage, QPalette
from PySide6.QtWidgets import QApplication

from annotator.app.present.highlights import Mark
from annotator.core.spans import Span
from annotator.gui.text.view import ArticleView
from annotator.gui.theme import Theme, dark, high_contrast, light
from tests.gui.text.pages import mark, paint

SENTENCE = (
    "Transport Minister Ilse Brandt told the Coastal News Agency on Tuesday that the port of the "
    "bay would open in March, whatever the weather says, and that nobody had asked the dockers. "
)
TEXT = "\n".join(SENTENCE * times for times in (1, 4, 2, 3, 1))
LETTERS = ("Gold", "A", "B", "C", "D", "E")
ROUNDS = 60


def on_screen(view: ArticleView) -> QImage:
    """What the window has on its screen, with nothing painted for it."""
    QApplication.processEvents()
    image = view.screen().grabWindow(view.winId()).toImage()
    return image.convertToFormat(QImage.Format.Format_RGB32)


def differing(one: QImage, other: QImage) -> int:
    """How many rows of pixels differ."""
    assert one.size() == other.size()
    return sum(
        bytes(one.constScanLine(y)) != bytes(other.constScanLine(y)) for y in range(one.height())
    )


class Acting:
    """Random acts on a view: marks that come and go, groups and marks that stand out."""

    def __init__(self, view: ArticleView, seed: int, *, bands: bool) -> None:
        self.view, self.random, self.bands = view, random.Random(seed), bands
        self.ids: list[str] = []

    def act(self) -> None:
        kind = self.random.choice(("put", "put", "put", "gone", "group", "select", "caret"))
        if kind == "put" or not self.ids:
            self.view.change_marks(put=[self._mark() for _ in range(self.random.randint(1, 4))])
        elif kind == "gone":
            self.view.change_marks(gone=[self.ids.pop(self.random.randrange(len(self.ids)))])
        elif kind == "group" and self.bands:
            some = self.random.sample(self.ids, min(len(self.ids), 3))
            self.view.show_group(tuple(some), reveal=False)
        elif kind == "caret":
            self.view.set_caret(self.random.randrange(len(TEXT)), reveal=False)
        else:
            self.view.select_mark(self.random.choice(self.ids), reveal=False)

    def _mark(self) -> Mark:
        words = self.random.randint(1, 60)
        start = self.random.randrange(0, len(TEXT) // 2)
        band = self.random.randint(0, 5) if self.bands else 0
        name = f"m{self.random.randrange(80)}"
        if name not in self.ids:
            self.ids.append(name)
        return mark(
            name,
            Span(start, start + words),
            chip=self.random.choice(("actor", "quote", "")),
            color=self.random.randint(1, 8),
            band=band,
            hand=self.random.choice((band, -1)) if band else 0,
            steps_back=self.random.random() < 0.3,
            unsure=self.random.random() < 0.2,
        )


@pytest.mark.parametrize("bands", [False, True], ids=["one's own", "a review"])
@pytest.mark.parametrize(
    "theme", [light, dark, lambda: high_contrast(QPalette())], ids=["light", "dark", "contrast"]
)
@pytest.mark.parametrize("seed", range(3))
def test_what_an_act_repaints_is_all_that_it_changes(
    view: ArticleView, theme: Callable[[], Theme], bands: bool, seed: int
) -> None:
    view.set_theme(theme())
    if bands:
        view.set_bands(LETTERS)
    view.show_article(TEXT)
    paint(view)
    acting = Acting(view, seed, bands=bands)
    for number in range(ROUNDS):
        acting.act()
        after = on_screen(view)
        view.viewport().update()
        assert differing(after, on_screen(view)) == 0, f"act {number}"
