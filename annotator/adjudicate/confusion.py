"""Which labels are taken for which: two annotators' spans, matched, counted by their labels.

How spans are matched is said in pairing.py. A span without a partner stands against NOTHING, so a
row adds up to all spans with its label. Over all pairs of annotators each pair is counted in both
directions: the matrix is then symmetric, and a row adds up to the spans with its label, each once
for every other annotator.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from annotator.adjudicate.pairing import Pairing
from annotator.core.ids import LabelId

# What one annotator has where only the other has marked something.
NOTHING = None

Labels = tuple[LabelId | None, LabelId | None]
Confusion = Mapping[Labels, int]


def labels_of(pairing: Pairing) -> Labels:
    """The label of each of the two."""
    one, other = pairing
    return one.label if one else NOTHING, other.label if other else NOTHING


def confusion(pairings: Iterable[Pairing]) -> Confusion:
    """How often each label of one annotator stands against each of the other."""
    return Counter(map(labels_of, pairings))


def both_ways(counted: Confusion) -> Confusion:
    """The sum of a confusion and the same seen from the other annotator: symmetric."""
    found: Counter[Labels] = Counter()
    for (one, other), number in counted.items():
        found[one, other] += number
        found[other, one] += number
    return found


def labels_in(counted: Confusion) -> tuple[LabelId, ...]:
    """The labels that occur on either side, sorted."""
    return tuple(sorted({label for pair in counted for label in pair if label is not NOTHING}))


def row_totals(counted: Confusion) -> Mapping[LabelId | None, int]:
    """How many spans of one annotator have each label; NOTHING: what only the other has."""
    found: Counter[LabelId | None] = Counter()
    for (one, _), number in counted.items():
        found[one] += number
    return found
