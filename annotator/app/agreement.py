"""Agreement: the figures of a project's finished sets, and what was asked for, as a report."""

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from annotator.adjudicate.agreement import By, agreement
from annotator.adjudicate.bootstrap import SAMPLES
from annotator.adjudicate.figures import Figure
from annotator.adjudicate.measures import MEASURES, measures_named
from annotator.adjudicate.pooling import Measure
from annotator.adjudicate.sets import ArticleSets
from annotator.app.choosing import check_annotators, check_labels
from annotator.app.counted_sets import LEAST_SETS, counted_articles, finished_annotators
from annotator.app.jobs import Job, Progress, without_collector
from annotator.core.errors import AnnotatorError, Problem
from annotator.core.ids import LabelId, PersonId
from annotator.store.base import Store

# The sets of an article, and the part of the corpus that it belongs to, if any.
_Read = tuple[ArticleSets, str]
# Ends the name of a figure that is the mean of the pairs' values.
MEAN = "_mean"
_STEPS = {"articles": "counting", "samples": "sampling"}


class UnknownMeasure(AnnotatorError):
    """A name that no measure of agreement has."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        there = f"There are {', '.join(MEASURES)}."
        super().__init__(f"No measure of agreement is called {', '.join(names)}. {there}")


@dataclass(frozen=True, slots=True)
class AgreementQuestion:
    """What agreement is asked of, and how.

    Without `annotators` all who have finished anything; without `labels` all labels; without
    `measures` all that say something of these data. `by` adds figures for each pair, label or
    article; `subcorpus`, a key of the articles' meta such as "outlet", one for each value of it.
    `samples` bootstrap samples give the intervals, drawn with `seed`; 0 gives none.
    `with_attributes` compares labels with all their attributes; `without_accepted` leaves out what
    a machine suggested and an annotator accepted.
    """

    annotators: tuple[PersonId, ...] = ()
    labels: tuple[LabelId, ...] = ()
    measures: tuple[str, ...] = ()
    by: By = By.ALL
    subcorpus: str = ""
    samples: int = SAMPLES
    seed: int = 0
    with_attributes: bool = False
    without_accepted: bool = False

    def __post_init__(self) -> None:
        if self.samples < 0:
            raise ValueError(f"fewer than no samples: {self.samples}")
        if (self.by is By.SUBCORPUS) != bool(self.subcorpus):
            raise ValueError("a subcorpus needs the name of what divides the corpus")

    @property
    def parts(self) -> tuple[By, ...]:
        """What there are figures for: always over all, then by what was asked."""
        return (By.ALL,) if self.by is By.ALL else (By.ALL, self.by)

    def to_json(self) -> dict[str, Any]:
        """The question as plain JSON values."""
        return {
            "annotators": list(self.annotators),
            "labels": list(self.labels),
            "by": self.subcorpus or (None if self.by is By.ALL else self.by.value),
            "attributes": self.with_attributes,
            "without_accepted": self.without_accepted,
            "samples": self.samples,
            "seed": self.seed,
        }


def question(
    *,
    annotators: Sequence[str] = (),
    labels: Sequence[str] = (),
    measures: Sequence[str] = (),
    by: str = "",
    samples: int = SAMPLES,
    seed: int = 0,
    with_attributes: bool = False,
    without_accepted: bool = False,
) -> AgreementQuestion:
    """A question in plain words. `by` is "pair", "label", "article", or a key of articles' meta."""
    is_part = by not in ("", By.PAIR, By.LABEL, By.ARTICLE)
    return AgreementQuestion(
        annotators=tuple(dict.fromkeys(map(PersonId, annotators))),
        labels=tuple(map(LabelId, labels)),
        measures=tuple(measures),
        by=By.SUBCORPUS if is_part else By(by or By.ALL),
        subcorpus=by if is_part else "",
        samples=samples,
        seed=seed,
        with_attributes=with_attributes,
        without_accepted=without_accepted,
    )


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """The figures, with what was asked (annotators filled in) and the measures they are of.

    `left_out` counts articles that fewer than two of the annotators have finished. `notes` are
    sentences on what was asked and gave no figure.
    """

    asked: AgreementQuestion
    figures: tuple[Figure, ...]
    measures: tuple[Measure, ...]
    left_out: int = 0
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "measures": [_figure_to_json(figure) for figure in self.figures],
            "definitions": {
                m.name: {
                    "definition": m.definition,
                    "source": m.source,
                    "units": m.data.value,
                    "caution": m.caution,
                }
                for m in self.measures
            },
            "asked": self.asked.to_json(),
            "left_out": self.left_out,
            "notes": list(self.notes),
            "problems": [{"where": p.where, "what": p.what} for p in self.problems],
        }


def _figure_to_json(figure: Figure) -> dict[str, Any]:
    size = figure.size
    return {
        "name": figure.name,
        "label": figure.label,
        "annotators": list(figure.annotators),
        "article": figure.article,
        "subcorpus": figure.subcorpus,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "n": {"articles": size.articles, "spans": size.spans, "units": size.units},
        "undefined": figure.undefined,
        "coverage": figure.coverage,
        "notice": figure.notice,
    }


@without_collector
def measure_agreement(
    store: Store, asked: AgreementQuestion = AgreementQuestion()
) -> Job[AgreementReport]:
    """The figures that are asked for, from all finished sets of a project.

    A step for each article read, then some while counting and sampling. An article that cannot be
    read is a problem and does not stop the others. Raises UnknownAnnotator, UnknownLabel,
    UnknownMeasure at the first step; StorageFailed.
    """
    finished = finished_annotators(store)
    check_annotators(asked.annotators, known=list(finished))
    labels = check_labels(store, asked.labels)
    chosen = _measures(asked.measures)
    problems: list[Problem] = []
    read = yield from _read(store, asked, problems=problems)
    comparable = [sets for sets, _ in read if len(sets.sets) >= LEAST_SETS]
    annotators = asked.annotators or tuple(name for name, number in finished.items() if number)
    job = agreement(
        comparable,
        annotators=annotators,
        labels=labels or None,
        measures=chosen or None,
        by=asked.parts,
        samples=asked.samples,
        seed=asked.seed,
        with_attributes=asked.with_attributes,
        subcorpora={sets.article: part for sets, part in read if part},
    )
    try:
        while True:
            step = next(job)
            yield Progress(step.done, step.total, _STEPS.get(step.what, step.what))
    except StopIteration as stop:
        figures: tuple[Figure, ...] = stop.value
    finally:
        job.close()
    return AgreementReport(
        asked=replace(asked, annotators=annotators),
        figures=figures,
        measures=_measures_of(figures),
        left_out=len(read) - len(comparable),
        notes=(*_unfinished(asked, finished), *_without_figure(chosen, asked.parts)),
        problems=tuple(problems),
    )


def _read(
    store: Store, asked: AgreementQuestion, *, problems: list[Problem]
) -> Generator[Progress, None, list[_Read]]:
    """The sets of every article; no text is kept."""
    ids = store.article_ids()
    found: list[_Read] = []
    articles = counted_articles(
        store,
        ids,
        problems=problems,
        annotators=asked.annotators or None,
        without_accepted=asked.without_accepted,
    )
    yield Progress(0, len(ids), "reading")
    for done, counted in enumerate(articles, start=1):
        if counted is not None:
            part = counted.article.known(asked.subcorpus) if asked.subcorpus else ""
            found.append((counted.sets, part))
        yield Progress(done, len(ids), "reading")
    return found


def _measures(names: Sequence[str]) -> tuple[Measure, ...]:
    unknown = [name for name in names if name not in MEASURES]
    if unknown:
        raise UnknownMeasure(unknown)
    return measures_named(names)


def _measures_of(figures: Collection[Figure]) -> tuple[Measure, ...]:
    """The measures that the figures are of: their names may end in what was done to several."""
    names = {figure.name.removesuffix(MEAN) for figure in figures}
    return tuple(measure for name, measure in MEASURES.items() if name in names)


def _unfinished(asked: AgreementQuestion, finished: Mapping[PersonId, int]) -> Iterator[str]:
    """Says whose sets cannot count, as none is finished."""
    for name in asked.annotators:
        if not finished[name]:
            yield f"{name} has finished no article."


def _without_figure(chosen: Collection[Measure], by: Collection[By]) -> Iterator[str]:
    """Says which measures that were asked for have no figure of this kind."""
    for measure in chosen:
        if not measure.is_overall and By.LABEL not in by:
            yield f"{measure.name} is of one label: ask for it by label."
        if not measure.is_per_label and By.LABEL in by:
            yield f"{measure.name} is of all labels together, and has no figure by label."
