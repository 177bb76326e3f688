"""Corpora of finished sets, built by hand or drawn by chance, for the tests of agreement."""

import random
from collections.abc import Generator, Mapping, Sequence
from typing import Any, TypeVar

from annotator.adjudicate.agreement import agreement
from annotator.adjudicate.figures import Figure
from annotator.adjudicate.measures import measures_named
from annotator.adjudicate.sets import ArticleSets, CountedSet
from annotator.core.annotations import Annotation, Values
from annotator.core.ids import AnnotationId, ArticleId, AttributeId, LabelId, PersonId
from annotator.core.spans import Span

T = TypeVar("T")

# A label, then its fragments' starts and ends: ("quote", 0, 5, 8, 12). No offset: whole article.
Marks = Sequence[tuple[str | int, ...]]
LABELS = "actor", "figure", "quote", "source", "topic"


def an_annotation(annotator: str, number: int, mark: tuple[str | int, ...]) -> Annotation:
    """An annotation; a label written "quote:type=direct" has an attribute."""
    label, _, attribute = str(mark[0]).partition(":")
    values: Values = ()
    if attribute:
        key, _, value = attribute.partition("=")
        values = ((AttributeId(key), value),)
    offsets = [int(offset) for offset in mark[1:]]
    spans = tuple(Span(a, b) for a, b in zip(offsets[::2], offsets[1::2], strict=True))
    return Annotation(
        AnnotationId(f"{annotator}{number}"),
        ArticleId("x"),
        PersonId(annotator),
        LabelId(label),
        spans,
        values,
    )


def an_article(marks: Mapping[str, Marks], *, name: str = "a1", length: int = 100) -> ArticleSets:
    """An article finished by those named, with what each has marked."""
    return ArticleSets(
        ArticleId(name),
        length,
        tuple(
            CountedSet(
                PersonId(annotator),
                tuple(an_annotation(annotator, n, mark) for n, mark in enumerate(found)),
            )
            for annotator, found in marks.items()
        ),
    )


def a_corpus(
    *, articles: int, annotators: int = 5, spans: int = 50, length: int = 4_000, seed: int = 1
) -> list[ArticleSets]:
    """Articles in which annotators find much the same: some spans missed, moved or misnamed."""
    draw = random.Random(seed)
    return [
        an_article(_opinions(draw, annotators, spans, length), name=f"{n:06}", length=length)
        for n in range(articles)
    ]


def _opinions(draw: random.Random, annotators: int, spans: int, length: int) -> dict[str, Marks]:
    truth: list[tuple[str, int, int]] = []
    while len(truth) < spans:
        label, start, end = _a_mark(draw, length)
        # Spans of one label seldom overlap; those of different labels do.
        if not any(m[0] == label and m[1] < end and start < m[2] for m in truth):
            truth.append((label, start, end))
    found = {}
    for n in range(annotators):
        marks: list[tuple[str | int, ...]] = []
        for label, start, end in truth:
            fate = draw.random()
            if fate < 0.12:
                label, start, end = _a_mark(draw, length)
            elif fate < 0.3:
                end = min(length, end + draw.randint(1, 5))
            elif fate < 0.4:
                label = draw.choice(LABELS)
            marks.append((label, start, end))
        found[f"ann{n}"] = marks
    return found


def _a_mark(draw: random.Random, length: int) -> tuple[str, int, int]:
    """Four of five are a few words, the others a sentence."""
    start = draw.randrange(length - 120)
    size = draw.randint(40, 120) if draw.random() < 0.2 else draw.randint(4, 25)
    return draw.choice(LABELS), start, start + size


def drained(job: Generator[Any, None, T]) -> T:
    """The result of a job."""
    try:
        while True:
            next(job)
    except StopIteration as stop:
        result: T = stop.value
        return result


def figures_of(articles: Sequence[ArticleSets], *names: str, **asked: Any) -> tuple[Figure, ...]:
    """The figures of some measures, of all articles unless `by` says otherwise."""
    return drained(agreement(articles, measures=measures_named(names), **asked))


def figure_of(articles: Sequence[ArticleSets], name: str, **asked: Any) -> Figure:
    """The one figure of a measure. Raises ValueError where there are several."""
    (figure,) = figures_of(articles, name, **asked)
    return figure
