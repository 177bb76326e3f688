"""Checking a project, in a short form."""

from pathlib import Path

import pytest

from tests.benchmarks.bench_check import make, measure


@pytest.mark.benchmark
def test_checking_costs_a_few_plain_reads(tmp_path: Path) -> None:
    path = tmp_path / "bench.anno"
    make(path, articles=400)
    measured = measure(path)
    assert measured.ratio < 10, measured
