"""F1 between two annotators' spans: the same, overlapping, overlapping enough, label ignored.

Each counts for two annotators what both have (a) and what only one has (b, c); F1 is
2a / (2a + b + c), the same whichever of the two is taken as the reference, and what Cohen's kappa
tends to as the text grows (Hripcsak & Rothschild 2005). Nothing that neither marked is counted, so
unmarked text changes nothing. Spans that one annotator marked twice alike are matched as often as
the other has them. What is said of the whole article is no span and is left to the measures on
articles.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction

from annotator.adjudicate.figures import Undefined
from annotator.adjudicate.matching import Lane, lane_of, matched
from annotator.adjudicate.pooling import UNITS, Counts, Data, Group, Measure, Over
from annotator.adjudicate.sheets import Mark, Sheet
from annotator.core.ids import LabelId, PersonId

SOURCE = (
    "Hripcsak & Rothschild 2005, Agreement, the F-measure, and reliability in information "
    "retrieval, JAMIA 12(3):296-298"
)
IOU = 0.5
BOTH, ONE = "both", "one"

Numbered = frozenset[tuple[Hashable, ...]]
Lanes = Mapping[LabelId, Mapping[Hashable, Lane]]


def f1(counts: Counts) -> float:
    """2a / (2a + b + c), from 0 to 1. Raises Undefined where neither has marked anything.

    ONE holds what either has, matched or not: 2a + b + c.
    """
    either = counts.get(ONE, 0)
    if not either:
        raise Undefined("Nobody marked anything.")
    return 2 * counts.get(BOTH, 0) / either


def _counted(both: int, either: int) -> Counts:
    return {BOTH: both, ONE: either, UNITS: either}


def _numbered(marks: Iterable[Mark], *, is_labelled: bool) -> Numbered:
    """The marks as a set; what stands there for the second time is another than the first."""
    seen: dict[tuple[Hashable, ...], int] = {}
    found = []
    for mark in marks:
        what = (mark.bounds, mark.category) if is_labelled else (mark.bounds,)
        seen[what] = nth = seen.get(what, 0) + 1
        found.append((*what, nth))
    return frozenset(found)


def _exact_sets(sheet: Sheet, annotator: PersonId) -> Mapping[LabelId, Numbered]:
    marks = sheet.by_label(annotator).items()
    return {label: _numbered(found, is_labelled=True) for label, found in marks}


def _unlabelled_set(sheet: Sheet, annotator: PersonId) -> Numbered:
    return _numbered(sheet.marks(annotator), is_labelled=False)


def _lanes(sheet: Sheet, annotator: PersonId) -> Lanes:
    """By label, then by what must be equal beside it: the attributes, where they count."""
    found: dict[LabelId, dict[Hashable, list[tuple[int, ...]]]] = {}
    for bounds, label, category in sheet.marks(annotator):
        found.setdefault(label, {}).setdefault(category, []).append(bounds)
    return {
        label: {category: lane_of(spans) for category, spans in lanes.items()}
        for label, lanes in found.items()
    }


def _per_subject(
    sheet: Sheet, group: Group, both: Mapping[LabelId, int]
) -> Mapping[LabelId | None, Counts]:
    """Counts for each subject, from how many are matched per label; all labels are their sum."""
    one, other = (sheet.by_label(annotator) for annotator in group)
    found: dict[LabelId | None, Counts] = {}
    for subject in sheet.subjects:
        if subject is None:
            either = sum(map(len, one.values())) + sum(map(len, other.values()))
            found[None] = _counted(sum(both.values()), either)
        else:
            either = len(one.get(subject, ())) + len(other.get(subject, ()))
            if either:
                found[subject] = _counted(both.get(subject, 0), either)
    return found


def _count_exact(sheet: Sheet, group: Group) -> Mapping[LabelId | None, Counts]:
    one, other = (sheet.once(_exact_sets, annotator) for annotator in group)
    both = {label: len(found & other[label]) for label, found in one.items() if label in other}
    return _per_subject(sheet, group, both)


def _count_unlabelled(sheet: Sheet, group: Group) -> Mapping[LabelId | None, Counts]:
    one, other = (sheet.once(_unlabelled_set, annotator) for annotator in group)
    return {None: _counted(len(one & other), len(one) + len(other))}


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
