"""The short form of the view's benchmark: generous ratios to a loop timed in the same run."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_view import SIZES, Size, exceeded, measure


@pytest.mark.benchmark
@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: size.name)
def test_the_view_keeps_its_bounds(qapp: QApplication, size: Size) -> None:
    over = exceeded(size, measure(qapp, size, frames=40))
    # Once more, as another program may just have had the processor's caches.
    assert not over or not exceeded(size, measure(qapp, size, frames=40)), over
