"""How any two annotators' spans stand against one another, counted article by article and kept."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from annotator.adjudicate.boundaries import Difference, differences, matched_in
from annotator.adjudicate.confusion import Confusion, Labels, both_ways, labels_of
from annotator.adjudicate.pairing import Pairing, paired
from annotator.adjudicate.pooling import Group
from annotator.adjudicate.sheets import Sheet
from annotator.app.words import words
from annotator.core.ids import ArticleId


def count_words(text: str) -> Callable[[int, int], int]:
    """Counts the words between two offsets of a text; a part of a word is one."""

    def between(start: int, end: int) -> int:
        return sum(1 for _ in words(text[start:end]))

    return between


@dataclass(frozen=True, slots=True)
class BoundaryCounts:
    """Of `matched` spans, how many differ how far: each side of a span for itself."""

    matched: int
    same: int
    differences: tuple[tuple[Difference, int], ...]


_Column = dict[ArticleId, int]


@dataclass(slots=True)
class PairCounts:
    """Confusions of labels and differences of boundaries, by pair of annotators and article."""

    _labels: dict[tuple[Group, Labels], _Column] = field(default_factory=dict)
    _differences: dict[tuple[Group, Difference], _Column] = field(default_factory=dict)
    # The sums over articles, by pair; of None: over all pairs.
    _label_sums: dict[Group | None, Counter[Labels]] = field(default_factory=dict)
    _difference_sums: dict[Group | None, Counter[Difference]] = field(default_factory=dict)
    _matched: dict[Group, int] = field(default_factory=dict)
    _same: dict[Group, int] = field(default_factory=dict)

    def add(self, sheet: Sheet, text: str) -> None:
        """Counts one article for every two annotators whose sets count there."""
        between = count_words(text)
        for pair in combinations(sheet.annotators, 2):
            found = paired(*(sheet.marks(annotator) for annotator in pair))
            against = Counter(map(labels_of, found))
            for labels, number in against.items():
                self._labels.setdefault((pair, labels), {})[sheet.article] = number
            told = Counter(d for p in found for d in differences(p, words=between))
            for difference, number in told.items():
                self._differences.setdefault((pair, difference), {})[sheet.article] = number
            for whose in (pair, None):
                self._label_sums.setdefault(whose, Counter()).update(against)
                self._difference_sums.setdefault(whose, Counter()).update(told)
            self._matched[pair] = self._matched.get(pair, 0) + matched_in(found)
            self._same[pair] = self._same.get(pair, 0) + sum(map(_has_same_bounds, found))

    @property
    def pairs(self) -> tuple[Group, ...]:
        """Every two annotators who have finished an article together."""
        return tuple(sorted(self._matched))

    def confusion(self, pair: Group | None = None) -> Confusion:
        """Of one pair, its first annotator in the rows; of all pairs both ways, so symmetric."""
        if pair is not None and pair[::-1] in self._label_sums:
            turned = self._label_sums[pair[::-1]]
            return {(one, other): number for (other, one), number in turned.items()}
        counted = self._label_sums.get(pair, Counter())
        return counted if pair is not None else both_ways(counted)

    def boundaries(self, pair: Group | None = None) -> BoundaryCounts:
        """Of one pair, seen from its first annotator; or of all pairs."""
        if pair is not None and pair[::-1] in self._matched:
            found = self.boundaries(pair[::-1])
            turned = sorted((d.swapped, number) for d, number in found.differences)
            return BoundaryCounts(found.matched, found.same, tuple(turned))
        counted = self._difference_sums.get(pair, Counter())
        whose_pairs = self._matched if pair is None else (pair,)
        return BoundaryCounts(
            matched=sum(self._matched.get(one, 0) for one in whose_pairs),
            same=sum(self._same.get(one, 0) for one in whose_pairs),
            differences=tuple(sorted(counted.items())),
        )

    def articles_with_labels(
        self, pairs: Collection[Group], is_wanted: Callable[[Labels], bool]
    ) -> frozenset[ArticleId]:
        """Where spans of those labels stand against each other, among some pairs."""
        return _articles(self._labels.items(), pairs, is_wanted)

    def articles_with_differences(
        self, pairs: Collection[Group], is_wanted: Callable[[Difference], bool]
    ) -> frozenset[ArticleId]:
        """Where boundaries differ so, among some pairs."""
        return _articles(self._differences.items(), pairs, is_wanted)


def _articles(
    columns: Iterable[tuple[tuple[Group, Any], _Column]],
    pairs: Collection[Group],
    is_wanted: Callable[..., bool],
) -> frozenset[ArticleId]:
    found: set[ArticleId] = set()
    for (pair, what), column in columns:
        if pair in pairs and is_wanted(what):
            found.update(column)
    return frozenset(found)


def _has_same_bounds(pairing: Pairing) -> bool:
    one, other = pairing
    return one is not None and other is not None and one.bounds == other.bounds
