"""Krippendorff's alpha_U of 1995, only to compare with INCEpTION, which still computes it.

Source: K. Krippendorff, On the reliability of unitizing continuous data, Sociological Methodology
25 (1995) 47-76, with the expected disagreement as corrected in Content Analysis, 2nd ed. (2004),
ch. 11.6. Its authors replaced it by the family in `unitizing`, as it misbehaves for more than two
annotators; use that for anything that is to be published.

Each category is looked at alone: an annotator's text falls into sections, its units and the gaps
between them. As INCEpTION does, a unit that overlaps an earlier one of the same annotator and
category is left out (`runs.first_come`); each fragment is a unit. INCEpTION knows one article at
a time. Here several are one continuum, and no section reaches from one article into the next.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate

from annotator.adjudicate.figures import Undefined
from annotator.adjudicate.pooling import UNITS, Counts, Data, Group, Measure, Over
from annotator.adjudicate.runs import Runs, first_come, units_of
from annotator.adjudicate.sheets import Sheet
from annotator.core.ids import LabelId, PersonId

# Keys of counts. LENGTH: all texts' characters; TEXTS: the same, once for each annotator.
LENGTH, TEXTS = "length", "texts"
# (WHOLE, l): texts of length l, once for each annotator. (DIFFERING, c): the sum of differences.
# (UNIT, c, l) and (GAP, c, l): units and gaps of length l. (USED, c, l): those of WHOLE where c
# occurs; in the rest everybody has one gap of length l.
WHOLE, DIFFERING, UNIT, GAP, USED = "whole", "differing", "unit", "gap", "used"


def difference(one: tuple[int, int], other: tuple[int, int]) -> int:
    """δ² of two units that share a character: of their starts and their ends, squared."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _value_runs(sheet: Sheet, annotator: PersonId) -> Mapping[Hashable, Runs]:
    by_value: dict[Hashable, list[tuple[int, int, Hashable]]] = {}
    for unit in units_of(sheet.marks(annotator), with_attributes=sheet.with_attributes):
        by_value.setdefault(unit[2], []).append(unit)
    return {value: first_come(found, length=sheet.length) for value, found in by_value.items()}


def _label_of(sheet: Sheet, value: Hashable) -> Hashable:
    return value[0] if sheet.with_attributes and isinstance(value, tuple) else value


def _hidden(sheet: Sheet, annotator: PersonId) -> dict[LabelId | None, int]:
    found: Counter[Hashable] = Counter()
    for value, runs in sheet.once(_value_runs, annotator).items():
        found[None] += len(runs.hidden)
        found[_label_of(sheet, value)] += len(runs.hidden)
    return {subject: found[subject] for subject in sheet.subjects}


def _count(sheet: Sheet, group: Group) -> dict[LabelId | None, Counts]:
    of = [sheet.once(_value_runs, annotator) for annotator in group]
    empty = Runs(sheet.length)
    parts: dict[Hashable, list[Counts]] = {}
    for value in dict.fromkeys(value for runs in of for value in runs):
        counts = _count_value(value, [runs.get(value, empty) for runs in of])
        parts.setdefault(_label_of(sheet, value), []).append(counts)
        parts.setdefault(None, []).append(counts)
    texts: dict[Hashable, int] = {
        LENGTH: sheet.length,
        TEXTS: len(group) * sheet.length,
        (WHOLE, sheet.length): len(group),
    }
    return {subject: _together(texts, parts.get(subject, ())) for subject in sheet.subjects}


def _together(texts: Counts, parts: Iterable[Counts]) -> Counts:
    counts: dict[Hashable, int] = {**texts, UNITS: 0}
    for part in parts:
        counts[UNITS] += part[UNITS]
        # All other keys hold the value, so no two parts have the same.
        counts.update((key, number) for key, number in part.items() if key != UNITS)
    return counts


def _count_value(value: Hashable, many: Sequence[Runs]) -> Counts:
    units = Counter(end - start for runs in many for start, end, _ in runs.units)
    gaps = Counter(end - start for runs in many for start, end in runs.gaps)
    counts: dict[Hashable, int] = {
        UNITS: units.total(),
        (DIFFERING, value): _differences(many),
        (USED, value, many[0].length): len(many),
    }
    counts.update({(UNIT, value, length): number for length, number in units.items()})
    counts.update({(GAP, value, length): number for length, number in gaps.items()})
    return counts


def _differences(many: Sequence[Runs]) -> int:
    """The sum of δ² over ordered pairs of annotators, in one pass over the units of all.

    A unit lies inside a gap of another annotator where it meets no unit of his.
    """
    units = sorted((unit[0], unit[1], who) for who, runs in enumerate(many) for unit in runs.units)
    total = 0
    reaching: list[tuple[int, int, int, set[int]]] = []
    for start, end, who in units:
        total += (len(many) - 1) * (end - start) ** 2
        met: set[int] = set()
        reaching = [each for each in reaching if each[1] > start]
        for its_start, its_end, other, its_met in reaching:
            total += difference((start, end), (its_start, its_end))
            if other not in met:
                met.add(other)
                total -= (end - start) ** 2
            if who not in its_met:
                its_met.add(who)
                total -= (its_end - its_start) ** 2
        reaching.append((start, end, who, met))
    return 2 * total


def _alpha(counts: Counts) -> float:
    if not counts.get(UNITS, 0):
        raise Undefined("Nobody marked anything.")
    observed, expected = disagreements(counts)
    if not expected:
        raise Undefined("No disagreement can be expected of these units.")
    return float(1 - observed / expected)


def disagreements(counts: Counts) -> tuple[Fraction, Fraction]:
    """The observed and the expected disagreement, summed over categories."""
    length, texts = counts[LENGTH], counts[TEXTS]
    annotators = texts // length
    whole: Counter[int] = Counter()
    units: dict[Hashable, Counter[int]] = {}
    gaps: dict[Hashable, Counter[int]] = {}
    differing = 0
    for key, number in counts.items():
        match key:
            case (kind, int(of)) if kind == WHOLE:
                whole[of] += number
            case (kind, of) if kind == DIFFERING:
                differing += number
            case (kind, of, int(size)) if kind == UNIT:
                units.setdefault(of, Counter())[size] += number
            case (kind, of, int(size)) if kind == GAP:
                gaps.setdefault(of, Counter())[size] += number
            case (kind, of, int(size)) if kind == USED:
                gaps.setdefault(of, Counter())[size] -= number
    expected = Fraction(0)
    for value, sizes in units.items():
        gaps[value].update(whole)
        above = Fraction(2 * _chance(sizes, gaps[value]), length)
        expected += above / (texts * (texts - 1) - sum(n * s * (s - 1) for s, n in sizes.items()))
    return Fraction(differing, annotators * (annotators - 1) * length**2), expected


def _chance(units: Counter[int], gaps: Counter[int]) -> int:
    """The sum in the numerator of the expected disagreement, over units' lengths and how many."""
    sizes = sorted(size for size, number in gaps.items() if number)
    # What the longest gaps hold together, and how many they are.
    longest = sizes[::-1]
    held = list(accumulate((size * gaps[size] for size in longest), initial=0))
    many = list(accumulate((gaps[size] for size in longest), initial=0))
    count = units.total()
    total = 0
    for size, number in units.items():
        fitting = len(sizes) - bisect_left(sizes, size)
        room = held[fitting] - many[fitting] * (size - 1)
        # l (l-1) (2l-1) is 2l³ - 3l² + l, and a multiple of 6.
        others = (count - 1) * (size * (size - 1) * (2 * size - 1) // 3)
        total += number * (others + size**2 * room)
    return total


ALPHA_U_1995 = Measure(
    name="alpha_u_1995",
    definition=(
        "Krippendorff's alpha_U of 1995, only to compare with INCEpTION: differences of the "
        "boundaries of overlapping units, squared, and of units where another has none."
    ),
    source="Krippendorff 1995; Krippendorff 2004, ch. 11.6",
    data=Data.SPANS,
    over=Over.TOGETHER,
    count=_count,
    value=_alpha,
    hidden=_hidden,
    caution="Superseded in 2016 by u_alpha; for more than two annotators it misbehaves.",
    needs_all=True,
    is_resampled=False,
    is_usual=False,
)
