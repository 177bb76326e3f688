"""What agreement and disputes of a large project cost, beside two floors of the same run.

    python -m tests.benchmarks.bench_agree [ARTICLES]

A project of 1,000 articles with 5 annotators and 50 spans each, read and compared as the command
line does it: all usual measures over all and by label, without intervals; the same with 1,000
bootstrap samples; the groups of all articles. The floors are a plain read of the same rows with
sqlite3 and a fixed loop of Python. Prints seconds of CPU, how many plain reads that is, and how
many loops an article; ends with 1 where a bound is broken.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.app import jobs
from annotator.app.agreement import measure_agreement, question
from annotator.app.counted_sets import counted_articles
from annotator.app.disputes import disputes
from annotator.core.annotations import AnnotationSet, SetState
from annotator.core.ids import AnnotationId
from annotator.store.base import NewArticle, SetContent, Store
from annotator.store.open import create_project, open_store
from tests.adjudicate.corpora import a_corpus
from tests.benchmarks.measuring import floor_ms
from tests.store.making import an_article

ARTICLES, SAMPLES = 1_000, 1_000
# Loops per article: 6 s and 3 s for 1,000 articles where the loop takes 4 ms.
AGREEMENT_BOUND, DISPUTES_BOUND = 1.5, 0.75
# With 1,000 samples, as a multiple of without.
SAMPLES_BOUND = 2.0
_SENTENCE = "The minister said no to all of it, again and again. "
_TABLES = "articles", "annotation_sets", "annotations", "relations"


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of CPU: of the acts, of reading alone, and of the floors beside them."""

    articles: int
    reading: float
    # Over all, as the question is put most often; then by label too.
    overall: float
    agreement: float
    with_samples: float
    disputes: float
    # A plain read of all rows.
    plain: float
    # One turn of the loop.
    loop: float

    def loops(self, seconds: float) -> float:
        """So many loops per article."""
        return seconds / self.loop / self.articles

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


def make(path: Path, *, articles: int) -> None:
    """A project in which five annotators have finished every article, with 50 spans each."""
    items = []
    for number, sets in enumerate(a_corpus(articles=articles)):
        text = f"Headline number {number}\n" + _SENTENCE * (sets.length // len(_SENTENCE) + 1)
        article = an_article(text)
        contents = tuple(
            SetContent(
                AnnotationSet(article.id, counted.annotator, state=SetState.FINISHED),
                tuple(
                    replace(a, id=AnnotationId(f"{sets.article}{a.id}"), article=article.id)
                    for a in counted.annotations
                ),
            )
            for counted in sets.sets
        )
        items.append(NewArticle(article, contents))
    with closing(create_project(path)) as store:
        store.add_articles(items)


def measure(path: Path, *, samples: int = SAMPLES) -> Measured:
    """Each once, the floors before, between and after."""
    loops, plains = [floor_ms()], [_seconds(lambda: _plain_read(path))]
    with closing(open_store(path, write=False)) as store:
        seconds = []
        for act in (
            lambda: _read(store),
            lambda: jobs.run(measure_agreement(store, question(samples=0))),
            lambda: jobs.run(measure_agreement(store, question(by="label", samples=0))),
            lambda: jobs.run(measure_agreement(store, question(by="label", samples=samples))),
            lambda: jobs.run(disputes(store)),
        ):
            seconds.append(_seconds(act))
            loops.append(floor_ms())
        articles = len(store.article_ids())
    plains.append(_seconds(lambda: _plain_read(path)))
    loop = sum(loops) / len(loops) / 1000
    return Measured(articles, *seconds, plain=sum(plains) / len(plains), loop=loop)


def _plain_read(path: Path) -> None:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        for table in _TABLES:
            connection.execute(f"select * from {table}").fetchall()


def _read(store: Store) -> None:
    for _ in counted_articles(store, store.article_ids(), problems=[]):
        pass


def _seconds(act: Callable[[], object]) -> float:
    begin = time.process_time()
    act()
    return time.process_time() - begin


def main(articles: int = ARTICLES) -> int:
    """Prints the figures; 1 where a bound is broken."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.anno"
        make(path, articles=articles)
        found = measure(path)
    print(
        f"{articles:,} articles, 5 annotators, 50 spans; "
        f"plain read {found.plain:.2f} s, loop {found.loop * 1000:.1f} ms"
    )
    for what, seconds in (
        ("reading alone", found.reading),
        ("agreement over all", found.overall),
        ("and by label", found.agreement),
        (f"with {SAMPLES:,} samples", found.with_samples),
        ("disputes", found.disputes),
    ):
        print(
            f"  {what:20} {seconds:6.2f} s CPU {seconds / found.plain:6.2f} plain reads "
            f"{found.loops(seconds):6.2f} loops an article"
        )
    print(f"  samples cost {found.with_samples / found.agreement:.2f} times the figures without")
    over = found.exceeded()
    print("\n".join(over) or "all within their bounds")
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main(*(int(argument) for argument in sys.argv[1:2])))
