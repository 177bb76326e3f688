"""The short form of bench_start: few rounds, the same bounds."""

import pytest

from tests.benchmarks.bench_start import MEMORY_BOUND, START_BOUND, run


@pytest.mark.benchmark
def test_the_window_is_painted_and_fits_beside_a_bare_one() -> None:
    found: dict[str, float] = {}
    # What else the machine does may spoil one run; three in a row it does not.
    for _ in range(3):
        found = run(3)
        if max(found["welcome_ratio"], found["project_ratio"]) <= START_BOUND:
            break
    assert max(found["welcome_ratio"], found["project_ratio"]) <= START_BOUND
    assert max(found["welcome_memory_ratio"], found["project_memory_ratio"]) <= MEMORY_BOUND
