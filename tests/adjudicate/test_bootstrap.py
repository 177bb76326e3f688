"""Bootstrap over articles: sums in lanes are the sums, intervals are those of plain resampling."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudicate import bootstrap
from annotator.adjudicate.agreement import By, agreement, figures, plan_for
from annotator.adjudicate.bootstrap import Packed, interval
from annotator.adjudicate.figures import percentile
from annotator.adjudicate.measures import MEASURES
from annotator.adjudicate.pooling import pooled
from annotator.adjudicate.tally import Cell, Step, count_articles
from tests.adjudicate.corpora import a_corpus, an_article, drained, figure_of, figures_of

NUMBERS = st.one_of(
    st.integers(0, 3), st.integers(2**31 - 2, 2**32), st.integers(2**63, 2**64), st.just(2**90)
)
ROWS = st.lists(
    st.dictionaries(
        st.sampled_from("ABC"),
        st.dictionaries(st.sampled_from("abcd"), NUMBERS, max_size=4),
        max_size=3,
    ),
    min_size=1,
    max_size=7,
)


def packed_of(rows: list[dict[str, dict[str, int]]]) -> Packed:
    cells: dict[str, dict[str, dict[str, int]]] = {}
    for at, row in enumerate(rows):
        for cell, counts in row.items():
            for key, number in counts.items():
                cells.setdefault(cell, {}).setdefault(key, {})[at] = number
    return Packed(cells, range(len(rows)))


@given(ROWS, st.integers(0, 9))
def test_a_sample_is_the_sum_of_what_was_drawn(
    rows: list[dict[str, dict[str, int]]], seed: int
) -> None:
    draw = random.Random(seed)
    for sample in packed_of(rows).samples(4, seed=seed):
        drawn = draw.choices(range(len(rows)), k=len(rows))
        for cell in "ABC":
            expected = pooled(rows[at].get(cell, {}) for at in drawn)
            found = {key: n for key, n in sample.total(cell).items() if n}
            assert found == {key: n for key, n in expected.items() if n}


def test_lanes_at_their_limit_do_not_run_over() -> None:
    # Four articles of 2**30 - 1 and 2**62 - 1 are the most that 32 and 64 bits hold.
    rows = [{"A": {"small": 2**30 - 1, "large": 2**62 - 1, "huge": 2**100}}] * 4
    for sample in packed_of(rows).samples(3, seed=1):
        total = {"small": 2**32 - 4, "large": 2**64 - 4, "huge": 2**102}
        assert sample.total("A") == total


def test_a_count_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="below zero"):
        packed_of([{"A": {"x": -1}}])


def test_cells_with_keys_without_end_are_added_up_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "KEYS_IN_LANES", 2)
    rows = [{"A": {str(n): n, str(n + 1): 1}, "B": {"x": n}} for n in range(5)]
    packed = packed_of(rows)
    assert packed.loose == {"A"}
    draw = random.Random(3)
    for sample in packed.samples(3, seed=3):
        drawn = draw.choices(range(5), k=5)
        found = {key: n for key, n in sample.total("A").items() if n}
        expected = pooled(rows[at]["A"] for at in drawn)
        assert found == {key: n for key, n in expected.items() if n}
        assert sample.total("B") == pooled(rows[at]["B"] for at in drawn)


def test_an_interval_is_that_of_plain_resampling() -> None:
    corpus = a_corpus(articles=12, annotators=3, spans=15, length=800)
    ordered = sorted(corpus, key=lambda sets: sets.article)
    draw = random.Random(7)
    values = {"f1_exact": [], "kappa_mean": [], "alpha": []}  # type: ignore[var-annotated]
    for _ in range(40):
        drawn = draw.choices(range(12), k=12)
        sample = [
            type(ordered[at])(f"{n:02}", ordered[at].length, ordered[at].sets)  # type: ignore[arg-type]
            for n, at in enumerate(drawn)
        ]
        for figure in figures_of(sample, "f1_exact", "kappa", "alpha"):
            values[figure.name].append(figure.value)
    for figure in figures_of(corpus, "f1_exact", "kappa", "alpha", samples=40, seed=7):
        ordered_values = sorted(values[figure.name])
        assert figure.low == pytest.approx(percentile(ordered_values, 0.025))
        assert figure.high == pytest.approx(percentile(ordered_values, 0.975))
        assert figure.low < figure.value < figure.high  # type: ignore[operator]


def test_the_same_seed_gives_the_same_interval_whatever_the_order_of_articles() -> None:
    corpus = a_corpus(articles=8, annotators=3, spans=9, length=400)
    one = figures_of(corpus, *MEASURES, samples=30, seed=5)
    assert one == figures_of(corpus[::-1], *MEASURES, samples=30, seed=5)
    assert one != figures_of(corpus, *MEASURES, samples=30, seed=6)


def test_one_article_has_no_interval() -> None:
    corpus = a_corpus(articles=1)
    for figure in figures_of(corpus, *MEASURES, samples=20):
        assert (figure.low, figure.high) == (None, None)


def test_articles_that_are_all_alike_have_an_interval_without_width() -> None:
    marks = {"ana": [("q", 0, 5), ("a", 9, 12)], "ben": [("q", 0, 5), ("q", 20, 22)]}
    corpus = [an_article(marks, name=str(n)) for n in range(5)]
    figure = figure_of(corpus, "f1_exact", samples=20)
    assert figure.low == figure.value == figure.high == 0.5


def test_a_label_that_most_samples_miss_has_no_interval_and_says_why() -> None:
    marks = {"ana": [("q", 0, 5)], "ben": [("q", 0, 5)]}
    rare = {"ana": [("a", 0, 5)], "ben": [("a", 0, 5)]}
    corpus = [an_article(marks, name=str(n)) for n in range(20)] + [an_article(rare, name="x")]
    actor, quote = figures_of(corpus, "f1_exact", by=[By.LABEL], samples=100)
    assert (actor.value, actor.low) == (1, None)
    assert "bootstrap" in actor.notice
    assert (quote.low, quote.notice) == (1, "")


def test_an_interval_needs_values() -> None:
    assert interval([], 10) is None
    assert interval([0.5] * 8, 10) is None
    assert interval([0.5] * 9, 10) == (0.5, 0.5)


def test_a_job_says_how_far_it_is_and_can_be_stopped() -> None:
    corpus = a_corpus(articles=45, annotators=2, spans=3, length=200)
    job = agreement(corpus, samples=50)
    steps = list(job)
    assert [s for s in steps if s.what == "articles"] == [
        Step(n, 45, "articles") for n in range(46)
    ]
    assert steps[-1] == Step(50, 50, "samples")
    job = agreement(corpus, samples=50)
    next(job)
    job.close()
    assert list(job) == []


def test_counts_that_are_kept_serve_every_selection() -> None:
    corpus = a_corpus(articles=6, annotators=3, spans=9, length=400)
    tally = drained(count_articles(corpus, plan_for(corpus)))
    for by in (By.ALL, By.LABEL, By.PAIR, By.LABEL_AND_PAIR, By.ARTICLE):
        anew = drained(agreement(corpus, by=[by], samples=9))
        assert drained(figures(tally, by=[by], samples=9)) == anew
    assert Cell("f1_exact", tally.pairs[0], None) in tally.cells
