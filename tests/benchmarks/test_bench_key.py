"""The short form of bench_key: fewer rounds, the same bounds; and no act that counts all marks."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.bench_key import exceeded, measure
from tests.benchmarks.view_texts import FEW, HUGE

# How much more an act may cost among 100 times as many marks.
MOST_TIMES = 2.0


@pytest.mark.benchmark
def test_a_key_is_painted_within_a_part_of_the_loop(qapp: QApplication, tmp_path: Path) -> None:
    over: list[str] = []
    for attempt in range(3):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        over = exceeded(measure(folder, rounds=24))
        if not over:
            break
    assert not over


@pytest.mark.benchmark
@pytest.mark.parametrize("open_label", ["", "actor"], ids=["labels closed", "a label open"])
def test_an_act_costs_no_more_among_50_000_marks_than_among_500(
    qapp: QApplication, tmp_path: Path, open_label: str
) -> None:
    ratios: dict[str, float] = {}
    for attempt in range(2):
        found = []
        for size in (FEW, HUGE):
            folder = tmp_path / f"{attempt}-{size.marks}"
            folder.mkdir()
            found.append(measure(folder, rounds=24, size=size, open_label=open_label))
        few, many = found
        ratios = {what: many[what][0] / few[what][0] for what in few}
        if max(ratios.values()) <= MOST_TIMES:
            break
    assert max(ratios.values()) <= MOST_TIMES, ratios
