"""How much longer checking a project takes than reading the same rows: a ratio in one run.

    python -m tests.benchmarks.bench_check [ARTICLES]

Prints both times and their ratio; ends with 1 where the ratio is above the bound.
"""

import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.store.base import NewArticle
from annotator.store.open import create_project, open_store
from tests.store.making import a_relation, a_set, an_annotation, an_article

BOUND = 5.0
SPANS = 30
_SENTENCE = "The minister said “no” to 😀 all of it, again and again, in Zürich. "
_TABLES = ("articles", "annotation_sets", "annotations", "relations", "active_time", "journal")


@dataclass(frozen=True, slots=True)
class Measured:
    """Processor seconds, the best of some repetitions."""

    plain: float
    check: float

    @property
    def ratio(self) -> float:
        """How many plain reads a check costs."""
        return self.check / self.plain


def make(path: Path, *, articles: int) -> None:
    """A project with 30 spans and two relations in each article."""
    items = []
    for number in range(articles):
        article = an_article(f"Headline number {number}\n" + _SENTENCE * 45, outlet="AP")
        work = [
            an_annotation(
                article,
                25 + 60 * n,
                40 + 61 * n,
                label="quote" if n % 2 else "actor",
                **({"type": "direct", "cue": f"cue {n}"} if n % 2 else {"kind": "person"}),
            )
            for n in range(SPANS)
        ]
        ties = [a_relation(work[1], work[0]), a_relation(work[3], work[2])]
        items.append(NewArticle(article, (a_set(article, work, ties, seconds=60),)))
    with closing(create_project(path)) as store:
        store.add_articles(items)


def measure(path: Path, *, repetitions: int = 3) -> Measured:
    """Both, in turns, so that they meet the same machine."""
    plain, check = [], []
    with closing(open_store(path, write=False)) as store:
        for _ in range(repetitions):
            begin = time.process_time()
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
                for table in _TABLES:
                    connection.execute(f"select * from {table}").fetchall()
            plain.append(time.process_time() - begin)
            begin = time.process_time()
            problems = list(store.check())
            check.append(time.process_time() - begin)
            assert problems == [], problems[:3]
    return Measured(min(plain), min(check))


def main(articles: int = 10_000) -> int:
    """1 where checking takes too long."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.anno"
        make(path, articles=articles)
        measured = measure(path)
    print(
        f"{articles:,} articles x {SPANS} spans: plain read {measured.plain:.2f} s, "
        f"check {measured.check:.2f} s, ratio {measured.ratio:.2f} (bound {BOUND})"
    )
    return int(measured.ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:2])))
