"""What the agreement panel shows: all counts made once, kept until an annotation set changes."""

import hashlib
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.adjudicate.agreement import By, figures, plan_for
from annotator.adjudicate.bootstrap import SAMPLES
from annotator.adjudicate.figures import Figure
from annotator.adjudicate.pooling import Group, Measure
from annotator.adjudicate.sets import ArticleSets
from annotator.adjudicate.sheets import Sheet
from annotator.adjudicate.tally import Step, Tally, count_articles
from annotator.app.counted_sets import LEAST_SETS, counted_articles, finished_annotators
from annotator.app.jobs import Job, Progress
from annotator.app.pair_counts import PairCounts
from annotator.core.annotations import SetRole, SetState
from annotator.core.codebook import Codebook
from annotator.core.errors import Problem
from annotator.core.ids import ArticleId, LabelId, PersonId
from annotator.store.base import Store

# Keys of the articles' meta that may part the corpus.
SUBCORPORA = ("outlet", "agency", "language")
_STEPS = {"articles": "counting", "samples": "sampling"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DashboardQuestion:
    """What a person has chosen to see.

    Without `annotators` all who have finished anything; without `labels` all labels. `subcorpus`
    is one of SUBCORPORA, or empty. `samples` bootstrap samples give the intervals; 0 gives none.
    """

    annotators: tuple[PersonId, ...] = ()
    labels: tuple[LabelId, ...] = ()
    subcorpus: str = ""
    samples: int = SAMPLES
    seed: int = 0
    with_attributes: bool = False
    without_accepted: bool = False

    @property
    def counting(self) -> tuple[object, ...]:
        """What the counts depend on; the rest only changes what is made of them."""
        return self.annotators, self.labels, self.with_attributes, self.without_accepted


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article that can be compared, with the parts of the corpus it belongs to by key."""

    id: ArticleId
    title: str
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything the panel's charts are made from.

    `finished` are all annotators with the number of articles each has finished; `annotators` those
    that count here. `articles` are those that two of these have finished, by id; `left_out` counts
    the others. `tally` and `pairs` are the counts behind the figures, and are kept for the next
    question; nobody changes them any more.
    """

    asked: DashboardQuestion
    fingerprint: str
    finished: tuple[tuple[PersonId, int], ...]
    annotators: tuple[PersonId, ...]
    codebook: Codebook
    articles: tuple[ShownArticle, ...]
    measures: tuple[Measure, ...]
    figures: tuple[Figure, ...]
    tally: Tally
    pairs: PairCounts
    left_out: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def pair_groups(self) -> tuple[Group, ...]:
        """Every two of the annotators, in their order."""
        return self.tally.pairs


def fingerprint_of(store: Store) -> str:
    """What is another one as soon as any annotation set is that counts.

    Work on articles that nobody has finished changes nothing here.
    """
    finished: dict[ArticleId, list[PersonId]] = {}
    for told in store.set_states():
        if told.role is SetRole.ANNOTATOR and told.state is SetState.FINISHED:
            finished.setdefault(told.article, []).append(told.author)
    stamps = store.work_stamps()
    lines = [f"{a}={stamps.get(a, '')} {sorted(finished[a])}" for a in sorted(finished)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def dashboard(
    store: Store, asked: DashboardQuestion, *, kept: Dashboard | None = None
) -> Job[Dashboard]:
    """The figures of all charts, from all finished sets.

    Of `kept`, the last answer, everything is used that is still true: all of it where no set has
    changed and the question is the same, the counts where only samples or the subcorpus are
    others. An article that cannot be read is a problem and does not stop the others. Raises
    StorageFailed.
    """
    yield Progress(0, None, "reading")
    fingerprint, book = fingerprint_of(store), store.codebook()
    if kept is not None and kept.fingerprint == fingerprint:
        if kept.asked == asked:
            return replace(kept, codebook=book)
        if kept.asked.counting == asked.counting:
            found = yield from _figures(kept.tally, asked, kept.articles)
            return replace(kept, asked=asked, codebook=book, figures=found)
    return (yield from _counted(store, asked, fingerprint=fingerprint, codebook=book))


def _counted(
    store: Store, asked: DashboardQuestion, *, fingerprint: str, codebook: Codebook
) -> Job[Dashboard]:
    finished = finished_annotators(store)
    chosen = [name for name, number in finished.items() if number]
    if asked.annotators:
        chosen = [name for name in chosen if name in asked.annotators]
    problems: list[Problem] = []
    pairs = PairCounts()
    sets, articles, read = yield from _read(
        store, asked, annotators=tuple(chosen), pairs=pairs, problems=problems
    )
    plan = plan_for(
        sets,
        annotators=chosen,
        labels=asked.labels or None,
        by=tuple(by for by in By if by is not By.LABEL_AND_PAIR),
        with_attributes=asked.with_attributes,
    )
    tally = yield from _told(count_articles(sets, plan))
    found = yield from _figures(tally, asked, articles)
    return Dashboard(
        asked=asked,
        fingerprint=fingerprint,
        finished=tuple(finished.items()),
        annotators=plan.annotators,
        codebook=codebook,
        articles=articles,
        measures=tuple(plan.measures),
        figures=found,
        tally=tally,
        pairs=pairs,
        left_out=read - len(articles),
        problems=tuple(problems),
    )


def _read(
    store: Store,
    asked: DashboardQuestion,
    *,
    annotators: tuple[PersonId, ...],
    pairs: PairCounts,
    problems: list[Problem],
) -> Generator[Progress, None, tuple[list[ArticleSets], tuple[ShownArticle, ...], int]]:
    """The sets of every article that can be compared, these articles, how many were read.

    Pairs are counted on the way, while the text is at hand.
    """
    ids = store.article_ids()
    sets: list[ArticleSets] = []
    articles: list[ShownArticle] = []
    read = 0
    counted = counted_articles(
        store,
        ids,
        problems=problems,
        annotators=annotators,
        without_accepted=asked.without_accepted,
    )
    labels = frozenset(asked.labels) or None
    for done, found in enumerate(counted, start=1):
        yield Progress(done, len(ids), "reading")
        if found is None:
            continue
        read += 1
        if len(found.sets.sets) < LEAST_SETS:
            continue
        article = found.article
        sets.append(found.sets)
        parts = {key: article.known(key) for key in SUBCORPORA}
        articles.append(ShownArticle(article.id, article.title, parts))
        sheet = Sheet(
            found.sets,
            annotators=annotators,
            labels=labels,
            with_attributes=asked.with_attributes,
        )
        pairs.add(sheet, article.text)
    articles.sort(key=lambda article: article.id)
    return sets, tuple(articles), read


def _figures(
    tally: Tally, asked: DashboardQuestion, articles: Sequence[ShownArticle]
) -> Generator[Progress, None, tuple[Figure, ...]]:
    """Over all, by label, pair, part of the corpus, and article.

    Articles come measure by measure, so that they can be stopped in between: there may be ten
    thousand figures of them.
    """
    by = [By.ALL, By.LABEL, By.PAIR]
    subcorpora = {}
    if asked.subcorpus:
        by.append(By.SUBCORPUS)
        parts = ((article.id, article.parts.get(asked.subcorpus, "")) for article in articles)
        subcorpora = {article: part for article, part in parts if part}
    found = yield from _told(
        figures(tally, by=by, samples=asked.samples, seed=asked.seed, subcorpora=subcorpora)
    )
    plan, whole = tally.plan, list(found)
    for done, measure in enumerate(plan.measures):
        yield Progress(done, len(plan.measures), "counting")
        alone = replace(tally, plan=replace(plan, measures=(measure,)))
        whole += yield from _told(figures(alone, by=(By.ARTICLE,)))
    return tuple(whole)


def _told(job: Generator[Step, None, T]) -> Generator[Progress, None, T]:
    """The same job with progress as the window and the command line show it."""
    try:
        while True:
            step = next(job)
            yield Progress(step.done, step.total, _STEPS.get(step.what, step.what))
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        job.close()
