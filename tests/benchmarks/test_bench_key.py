"""The short form of bench_key: fewer rounds, the same bounds."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_key import exceeded, measure


@pytest.mark.benchmark
def test_a_key_is_painted_within_a_part_of_the_loop(qapp: QApplication, tmp_path: Path) -> None:
    over: list[str] = []
    for attempt in range(3):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        over = exceeded(measure(folder, rounds=25))
        if not over:
            break
    assert not over
