"""F1 between two annotators' spans: the same, overlapping, overlapping enough, label ignored.

Each counts for two annotators what both have (a) and what only one has (b, c); F1 is
2a / (2a + b + c), the same whichever of the two is taken as the reference, and what Cohen's kappa
tends to as the text grows (Hripcsak & Rothschild 2005). Nothing that neither marked is counted, so
unmarked text changes nothing. Spans that one annotator marked twice alike are matched as often as
the other has them. What is said of the whole article is no span and is left to the measures on
articles.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction

from annotator.adjudicate.figures import Undefined
from annotator.adjudicate.matching import Lane, lane_of, matched
from annotator.adjudicate.pooling import UNITS, Counts, Data, Group, Measure, Over
from annotator.adjudicate.sheets import Sheet
from annotator.core.ids import LabelId, PersonId

SOURCE = (
    "Hripcsak & Rothschild 2005, Agreement, the F-measure, and reliability in information "
    "retrieval, JAMIA 12(3):296-298"
)
IOU = 0.5
# How many of the UNITS are matched, those of one annotator only.
BOTH = "both"

Numbered = frozenset[Hashable]
Lanes = Mapping[LabelId, Mapping[Hashable, Lane]]


def f1(counts: Counts) -> float:
    """2a / (2a + b + c), from 0 to 1. Raises Undefined where neither has marked anything.

    UNITS are all that either has, matched or not: 2a + b + c.
    """
    either = counts.get(UNITS, 0)
    if not either:
        raise Undefined("Nobody marked anything.")
    return 2 * counts.get(BOTH, 0) / either


def _numbered(marks: Sequence[Hashable]) -> Numbered:
    """The marks as a set; what stands there for the second time is another than the first."""
    found = frozenset(marks)
    if len(found) == len(marks):
        return found
    times = Counter(marks)
    return found | {(mark, nth) for mark, n in times.items() for nth in range(2, n + 1)}


def _exact_sets(sheet: Sheet, annotator: PersonId) -> Mapping[LabelId, Numbered]:
    return {label: _numbered(marks) for label, marks in sheet.by_label(annotator).items()}


def _unlabelled_set(sheet: Sheet, annotator: PersonId) -> Numbered:
    return _numbered([mark.bounds for mark in sheet.marks(annotator)])


def _lanes(sheet: Sheet, annotator: PersonId) -> Lanes:
    """By label, then by what must be equal beside it: the attributes, where they count."""
    found: dict[LabelId, dict[Hashable, list[tuple[int, ...]]]] = {}
    for bounds, label, category in sheet.marks(annotator):
        found.setdefault(label, {}).setdefault(category, []).append(bounds)
    return {
        label: {category: lane_of(spans) for category, spans in lanes.items()}
        for label, lanes in found.items()
    }


def _either(sheet: Sheet, group: Group) -> Mapping[LabelId | None, int]:
    """How many spans two annotators have together, by subject, where they have any."""
    found: dict[LabelId | None, int] = dict.fromkeys(sheet.subjects, 0)
    for annotator in group:
        for label, marks in sheet.by_label(annotator).items():
            if label in found:
                found[label] += len(marks)
        if None in found:
            found[None] += len(sheet.marks(annotator))
    return {subject: number for subject, number in found.items() if number or subject is None}


def _per_subject(
    sheet: Sheet, group: Group, both: Mapping[LabelId, int]
) -> Mapping[LabelId | None, Counts]:
    """Counts for each subject, from how many are matched per label; all labels are their sum."""
    return {
        subject: {
            BOTH: sum(both.values()) if subject is None else both.get(subject, 0),
            UNITS: either,
        }
        for subject, either in sheet.once(_either, group).items()
    }


def _count_exact(sheet: Sheet, group: Group) -> Mapping[LabelId | None, Counts]:
    one, other = (sheet.once(_exact_sets, annotator) for annotator in group)
    both = {label: len(found & other[label]) for label, found in one.items() if label in other}
    return _per_subject(sheet, group, both)


def _count_unlabelled(sheet: Sheet, group: Group) -> Mapping[LabelId | None, Counts]:
    one, other = (sheet.once(_unlabelled_set, annotator) for annotator in group)
    return {None: {BOTH: len(one & other), UNITS: len(one) + len(other)}}


def _count_matched(
    least: Fraction | None,
) -> Callable[[Sheet, Group], Mapping[LabelId | None, Counts]]:
    def count(sheet: Sheet, group: Group) -> Mapping[LabelId | None, Counts]:
        one, other = (sheet.once(_lanes, annotator) for annotator in group)
        both = {
            label: sum(
                matched(lane, other[label][category], least=least)
                for category, lane in lanes.items()
                if category in other[label]
            )
            for label, lanes in one.items()
            if label in other
        }
        return _per_subject(sheet, group, both)

    return count


def f1_iou(least: float = IOU) -> Measure:
    """F1 of spans matched where intersection / union reaches `least` (above 0, at most 1)."""
    if not 0 < least <= 1:
        raise ValueError(f"not a part of a union: {least}")
    return Measure(
        name="f1_iou",
        definition=(
            "F1 of spans with the same label, matched one to one, as many as can be, among those "
            f"whose shared characters are at least {least:g} of what both cover together; "
            "2a / (2a + b + c), counts of pairs and articles added up."
        ),
        source=SOURCE,
        data=Data.SPANS,
        over=Over.PAIRS_POOLED,
        # Through the decimal digits: 0.7 means seven tenths, not the double nearest to it.
        count=_count_matched(Fraction(repr(least))),
        value=f1,
    )


PAIRWISE: tuple[Measure, ...] = (
    Measure(
        name="f1_exact",
        definition=(
            "F1 of spans with the same fragments and the same label; 2a / (2a + b + c), counts of "
            "pairs and articles added up."
        ),
        source=SOURCE,
        data=Data.SPANS,
        over=Over.PAIRS_POOLED,
        count=_count_exact,
        value=f1,
    ),
    Measure(
        name="f1_overlap",
        definition=(
            "F1 of spans with the same label, matched one to one, as many as can be, among those "
            "that share a character; 2a / (2a + b + c), counts of pairs and articles added up."
        ),
        source=SOURCE,
        data=Data.SPANS,
        over=Over.PAIRS_POOLED,
        count=_count_matched(None),
        value=f1,
    ),
    f1_iou(),
    Measure(
        name="f1_unlabelled",
        definition=(
            "F1 of spans with the same fragments, whatever their labels; 2a / (2a + b + c), "
            "counts of pairs and articles added up."
        ),
        source=SOURCE,
        data=Data.SPANS,
        over=Over.PAIRS_POOLED,
        count=_count_unlabelled,
        value=f1,
        is_per_label=False,
    ),
)
