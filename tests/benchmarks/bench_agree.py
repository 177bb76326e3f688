"""What agreement and disputes of a large corpus cost, in CPU and in turns of a fixed loop.

    python -m tests.benchmarks.bench_agree [ARTICLES]

A corpus of 1,000 articles, 5 annotators and 50 spans each: all usual measures over all and by
label, without intervals; the same with 1,000 bootstrap samples; the groups of all articles. Prints
seconds and loops; ends with 1 where a bound is broken.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotator.adjudicate.agreement import By, agreement
from annotator.adjudicate.groups import groups_of
from annotator.adjudicate.sets import ArticleSets
from tests.adjudicate.corpora import a_corpus, drained
from tests.benchmarks.measuring import floor_ms

ARTICLES = 1_000
SAMPLES = 1_000
BY = By.ALL, By.LABEL
# Loops per article: 6 s and 3 s for 1,000 articles where the loop takes 4 ms.
AGREEMENT_BOUND, DISPUTES_BOUND = 1.5, 0.75
# With 1,000 samples, as a multiple of without.
SAMPLES_BOUND = 2.0


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of CPU, and of the loop that was run beside them."""

    articles: int
    agreement: float
    with_samples: float
    disputes: float
    floor: float

    def loops(self, seconds: float) -> float:
        """So many loops per article."""
        return seconds / self.floor / self.articles

    def exceeded(self) -> list[str]:
        """What is above its bound, in words."""
        checks = (
            ("agreement, loops an article", self.loops(self.agreement), AGREEMENT_BOUND),
            ("disputes, loops an article", self.loops(self.disputes), DISPUTES_BOUND),
            ("samples, times without", self.with_samples / self.agreement, SAMPLES_BOUND),
        )
        return [
            f"{what}: {value:.2f}, bound {bound}" for what, value, bound in checks if value > bound
        ]


def measure(corpus: Sequence[ArticleSets], *, samples: int = SAMPLES) -> Measured:
    """Each once; the loop before, between and after."""
    floors = [floor_ms()]
    plain = _seconds(lambda: drained(agreement(corpus, by=BY)))
    floors.append(floor_ms())
    sampled = _seconds(lambda: drained(agreement(corpus, by=BY, samples=samples)))
    floors.append(floor_ms())
    disputes = _seconds(lambda: [groups_of(sets) for sets in corpus])
    floors.append(floor_ms())
    return Measured(len(corpus), plain, sampled, disputes, sum(floors) / len(floors) / 1000)


def _seconds(act: Callable[[], object]) -> float:
    begin = time.process_time()
    act()
    return time.process_time() - begin


def main(articles: int = ARTICLES) -> int:
    """Prints the figures; 1 where a bound is broken."""
    found = measure(a_corpus(articles=articles))
    print(f"{articles:,} articles, 5 annotators, 50 spans; loop {found.floor * 1000:.1f} ms")
    for what, seconds in (
        ("agreement", found.agreement),
        (f"with {SAMPLES:,} samples", found.with_samples),
        ("disputes", found.disputes),
    ):
        print(f"  {what:20} {seconds:6.2f} s CPU {found.loops(seconds):6.2f} loops an article")
    print(f"  samples cost {found.with_samples / found.agreement:.2f} times the figures without")
    over = found.exceeded()
    print("\n".join(over) or "all within their bounds")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:2])))
