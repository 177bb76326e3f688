"""What a measure is: counts of an article that can be added up, and a value from their sum.

A family of measures is a file that ends in a tuple of them (PAIRWISE, CATEGORICAL, UNITIZING);
measures.py lists the families.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotator.adjudicate.sheets import Sheet
from annotator.core.ids import LabelId, PersonId

# Whole numbers, never negative; a key that is missing is 0. Keys are the measure's own, except
# UNITS: how many of what it compares.
Counts = Mapping[Hashable, int]
Group = tuple[PersonId, ...]
UNITS = "units"


class Data(StrEnum):
    """What a measure compares."""

    SPANS = "spans"
    CHARACTERS = "characters"
    POSITIONS = "positions"
    ARTICLES = "articles"


class Over(StrEnum):
    """How a value for more than two annotators comes about."""

    # The counts of all pairs are added up before the value is taken.
    PAIRS_POOLED = "pairs pooled"
    # The mean of the pairs' values; the figure's name ends in _mean.
    PAIRS_AVERAGED = "pairs averaged"
    # The measure is defined for any number.
    TOGETHER = "together"


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of agreement.

    `count` gives, for each of the sheet's subjects that the measure knows, the counts of one
    article among a group of annotators, all of whose sets count there (at least two; exactly two
    unless it is TOGETHER). It is pure, and its counts add up over articles. `value` is taken from
    a sum of counts and raises `Undefined` with the reason. `coverage`, where the measure has one,
    is taken from the same sum. `hidden` says how many of an annotator's spans the measure had to
    leave out or cut to compare the rest, by subject. `caution` is said beside every figure.
    """

    name: str
    definition: str
    source: str
    data: Data
    over: Over
    count: Callable[[Sheet, Group], Mapping[LabelId | None, Counts]]
    value: Callable[[Counts], float]
    coverage: Callable[[Counts], float | None] | None = None
    hidden: Callable[[Sheet, PersonId], Mapping[LabelId | None, int]] | None = None
    caution: str = ""
    # Whether there is a figure for all labels together, and one for each label.
    is_overall: bool = True
    is_per_label: bool = True
    # Whether an article counts only where all of the group have finished, as counts from different
    # numbers of annotators cannot be added up; else two of them are enough.
    needs_all: bool = False
    # Whether there are intervals: not where a sum has so many keys that a thousand of them take
    # minutes.
    is_resampled: bool = True
    # Whether it is counted where no measures are asked for by name: not if it is there only to
    # compare with other programs, and its counts take much memory.
    is_usual: bool = True

    def knows(self, label: LabelId | None) -> bool:
        """Whether it has a figure for a label, or for all (None)."""
        return self.is_overall if label is None else self.is_per_label


def pooled(many: Iterable[Counts]) -> dict[Hashable, int]:
    """The sum of counts."""
    total: dict[Hashable, int] = {}
    for counts in many:
        for key, number in counts.items():
            total[key] = total.get(key, 0) + number
    return total
