"""Agreement and disputes of a project, in a short form."""

from pathlib import Path

import pytest

from tests.benchmarks.bench_agree import make, measure


@pytest.mark.benchmark
def test_agreement_and_disputes_cost_about_a_loop_an_article(tmp_path: Path) -> None:
    make(tmp_path / "p.anno", articles=60)
    # Few articles: the samples' values, which do not depend on how many there are, weigh more.
    found = measure(tmp_path / "p.anno", samples=50)
    assert found.loops(found.agreement) < 2.5, found
    assert found.loops(found.disputes) < 1.2, found
    assert found.with_samples < 4 * found.agreement, found
    assert found.agreement < 15 * found.plain, found
    assert found.disputes < 8 * found.plain, found
