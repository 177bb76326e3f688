"""The short form of bench_view; and that an act costs no more in a large article."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_view import exceeded
from tests.benchmarks.measuring import spread
from tests.benchmarks.view_run import (
    Ours,
    caret_keys,
    dressed,
    label_keys,
    measure,
    scrolls,
)
from tests.benchmarks.view_texts import FEW, HUGE, LARGE, SMALL, Size, article, marks_of

# How much more an act may cost in an article 100 times as long with 100 times as many marks.
MOST_TIMES = 2.0
# A machine with other work to do gives short acts more of the caches' misses than the loop.
SLACK = 2.0
PLACES = {"beginning": 0.0, "middle": 0.5, "end": 0.97}


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    palette = QPalette(qapp.palette())
    yield dressed(qapp)
    qapp.setStyleSheet("")
    qapp.setPalette(palette)


@contextmanager
def a_view() -> Iterator[Ours]:
    shown = Ours()
    try:
        yield shown
    finally:
        shown.view.close()
        shown.view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.benchmark
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=lambda size: size.name)
def test_the_view_keeps_its_bounds(application: QApplication, size: Size) -> None:
    text, bounds = article(size)
    texts = text, marks_of(bounds)
    over: list[str] = []
    # What else the machine does may spoil one run; three in a row it does not.
    for _ in range(3):
        with a_view() as shown:
            over = exceeded(size, measure(shown, texts, frames=60), slack=SLACK)
        if not over:
            break
    assert not over


@pytest.mark.benchmark
def test_an_act_costs_no_more_in_a_large_article(application: QApplication) -> None:
    ratios: dict[str, float] = {}
    for _ in range(3):
        few, many = _medians(FEW), _medians(HUGE)
        ratios = {name: many[name] / few[name] for name in few}
        if max(ratios.values()) <= MOST_TIMES:
            break
    assert max(ratios.values()) <= MOST_TIMES, ratios


def _medians(size: Size) -> dict[str, float]:
    """CPU of keys and scrolling at the beginning, in the middle and at the end."""
    text, bounds = article(size)
    found: dict[str, float] = {}
    with a_view() as shown:
        spread([partial(shown.paints.after, partial(shown.open, text, marks_of(bounds)))])
        for name, place in PLACES.items():
            keys = label_keys(shown, text, frames=40, places=(place,))
            carets = caret_keys(shown, text, frames=60, places=(place,))
            scrolling = scrolls(shown, 60, step=60, place=place)
            found[f"label key, {name}"] = keys.cpu_p50
            found[f"caret key, {name}"] = carets.cpu_p50
            found[f"scroll, {name}"] = scrolling.cpu_p50
    return found
