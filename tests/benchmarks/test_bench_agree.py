"""Agreement and disputes of a corpus, in a short form."""

import pytest

from tests.adjudicate.corpora import a_corpus
from tests.benchmarks.bench_agree import measure


@pytest.mark.benchmark
def test_agreement_and_disputes_cost_about_a_loop_an_article() -> None:
    # Few articles: the samples' values, which do not depend on how many there are, weigh more.
    found = measure(a_corpus(articles=60), samples=50)
    assert found.loops(found.agreement) < 2.5, found
    assert found.loops(found.disputes) < 1.2, found
    assert found.with_samples < 4 * found.agreement, found
