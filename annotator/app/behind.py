"""The spans behind a figure: who has what, where, so that a person can look at each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from annotator.adjudicate.boundaries import Difference, Side, differences
from annotator.adjudicate.confusion import Labels, labels_of
from annotator.adjudicate.pairing import Pairing, paired
from annotator.adjudicate.pooling import Group
from annotator.adjudicate.sheets import Mark, Sheet
from annotator.app.counted_sets import CountedArticle, counted_article
from annotator.app.dashboard import Dashboard, DashboardQuestion
from annotator.app.jobs import Job, Progress
from annotator.app.pair_counts import count_words
from annotator.core.annotations import Values
from annotator.core.errors import Problem
from annotator.core.ids import ArticleId, LabelId, PersonId
from annotator.store.base import Store

# More rows than anybody reads.
MOST = 500
_GAP = " … "


@dataclass(frozen=True, slots=True)
class BoundaryRange:
    """Differences of boundaries at one side, from `least` to `most`, whichever is further on.

    In words or in characters; `most` of None has no end.
    """

    side: Side
    in_words: bool
    least: int
    most: int | None = None

    def holds(self, difference: Difference) -> bool:
        """Whether a difference is one of these."""
        if difference.side is not self.side:
            return False
        size = abs(difference.words if self.in_words else difference.characters)
        return self.least <= size and (self.most is None or size <= self.most)


@dataclass(frozen=True, slots=True)
class Behind:
    """What was asked to be seen. Without anything: all spans that are compared.

    `pair` restricts it to two annotators, in that order; `label` to spans that either has with it;
    `cell` to those where the first has the one label and the second the other (None: nothing), in
    any order where no pair is given; `articles` to some articles; `boundary` to matched spans
    whose boundaries differ so.
    """

    pair: Group = ()
    label: LabelId | None = None
    cell: Labels | None = None
    articles: frozenset[ArticleId] | None = None
    boundary: BoundaryRange | None = None

    def wants(self, labels: Labels) -> bool:
        """Whether two labels that stand against each other are among these."""
        if self.label is not None and self.label not in labels:
            return False
        if self.cell is None:
            return True
        return labels == self.cell or (not self.pair and labels == self.cell[::-1])


@dataclass(frozen=True, slots=True)
class Said:
    """What one annotator has there; without a label: nothing."""

    annotator: PersonId
    label: LabelId | None = None
    words: str = ""
    attributes: Values = ()


@dataclass(frozen=True, slots=True)
class SpanBehind:
    """One place where two annotators are compared. `offset` is where the first span begins."""

    id: str
    article: ArticleId
    title: str
    offset: int
    one: Said
    other: Said
    is_same: bool

    @property
    def words(self) -> str:
        """The words of the first who has marked something there."""
        return self.one.words if self.one.label is not None else self.other.words


@dataclass(frozen=True, slots=True)
class SpansBehind:
    """The rows in the project's order. `is_cut`: there are more than were listed."""

    rows: tuple[SpanBehind, ...]
    is_cut: bool = False


def spans_behind(
    store: Store, behind: Behind, *, of: Dashboard, most: int = MOST
) -> Job[SpansBehind]:
    """The spans behind one cell, bar or figure, at most so many; a step for each article read.

    They are read from the project as it is now. Raises StorageFailed.
    """
    wanted = _articles(behind, of)
    ids = [article for article in store.article_ids() if article in wanted]
    rows: list[SpanBehind] = []
    # What cannot be read was reported when it was counted.
    problems: list[Problem] = []
    for done, article in enumerate(ids):
        yield Progress(done, len(ids), "reading")
        counted = counted_article(
            store,
            article,
            problems=problems,
            annotators=of.annotators,
            without_accepted=of.asked.without_accepted,
        )
        if counted is not None:
            rows += _rows(counted, behind, asked=of.asked, annotators=of.annotators)
        if len(rows) > most:
            return SpansBehind(tuple(rows[:most]), is_cut=True)
    return SpansBehind(tuple(rows))


def _pairs(behind: Behind, annotators: Group) -> tuple[Group, ...]:
    return (behind.pair,) if behind.pair else tuple(combinations(annotators, 2))


def _articles(behind: Behind, of: Dashboard) -> frozenset[ArticleId]:
    """The articles that hold any; none of the others is read."""
    pairs = {tuple(sorted(pair)) for pair in _pairs(behind, of.annotators)}
    is_turned = bool(behind.pair) and behind.pair != tuple(sorted(behind.pair))

    def wants(labels: Labels) -> bool:
        return behind.wants(labels[::-1] if is_turned else labels)

    found = of.pairs.articles_with_labels(pairs, wants)
    if behind.boundary is not None:
        found &= of.pairs.articles_with_differences(pairs, behind.boundary.holds)
    return found if behind.articles is None else found & behind.articles


def _rows(
    counted: CountedArticle, behind: Behind, *, asked: DashboardQuestion, annotators: Group
) -> list[SpanBehind]:
    article = counted.article
    sheet = Sheet(
        counted.sets,
        annotators=annotators,
        labels=frozenset(asked.labels) or None,
        with_attributes=asked.with_attributes,
    )
    made: list[tuple[int, SpanBehind]] = []
    between = count_words(article.text)
    for pair in _pairs(behind, annotators):
        if len(sheet.among(pair)) < 2:
            continue
        for number, pairing in enumerate(_wanted(sheet, pair, behind, between=between)):
            one, other = (
                _said(annotator, mark, article.text)
                for annotator, mark in zip(pair, pairing, strict=True)
            )
            row = SpanBehind(
                id=f"{article.id}/{'/'.join(pair)}/{number}",
                article=article.id,
                title=article.title,
                offset=pairing.start,
                one=one,
                other=other,
                is_same=pairing.is_same,
            )
            made.append((pairing.start, row))
    made.sort(key=lambda entry: entry[0])
    return [row for _, row in made]


def _wanted(
    sheet: Sheet, pair: Group, behind: Behind, *, between: Callable[[int, int], int]
) -> Iterator[Pairing]:
    for pairing in paired(*(sheet.marks(annotator) for annotator in pair)):
        if not behind.wants(labels_of(pairing)):
            continue
        if behind.boundary is None or any(
            map(behind.boundary.holds, differences(pairing, words=between))
        ):
            yield pairing


def _said(annotator: PersonId, mark: Mark | None, text: str) -> Said:
    if mark is None:
        return Said(annotator)
    bounds = mark.bounds
    parts = zip(bounds[::2], bounds[1::2], strict=True)
    words = _GAP.join(text[start:end] for start, end in parts)
    return Said(annotator, mark.label, words, _attributes(mark))


def _attributes(mark: Mark) -> Values:
    """The attributes, where they were compared: the category then holds them."""
    return mark.category[1] if isinstance(mark.category, tuple) else ()
