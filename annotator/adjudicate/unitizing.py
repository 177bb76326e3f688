"""Krippendorff's family of alphas for unitizing: where the marked text is, and what it is called.

Source: K. Krippendorff, Y. Mathet, S. Bouvry, A. Widlöcher, On the reliability of unitizing
textual continua: further developments, Quality & Quantity 50 (2016) 2347-2364; also Krippendorff,
Content Analysis, 4th ed. (2019), section 12.6. The formulas' numbers are the paper's.

A set is laid flat first (`runs.longest_first`). A figure of one label is made of that label's
spans alone, so nothing of another label hides them; (k)u-alpha is the exception, as it asks with
what a label is confused. Several articles are one continuum, one text after the other: lengths
and squares are added up, and no unit and no gap reaches from one article into the next. The
paper knows one number of annotators; so an article counts where all of a group have finished.

For m annotators the paper's lengths are sums over ordered pairs, divided by m-1. Here everything
is multiplied by m-1 (what is squared, by its square), so all counts are whole numbers. With
n = (m-1) l, and as e.. = l.., the alphas (5a), (6) and (11) all have the form

    1 - d (n..² - w) / (n.. (n..² - Σ n_c.²)),      d = n.. - Σ n_cc

where w is (m-1)² times the sum of weights in (4), or m-1 times the double sum of squares in (10).

For m > 2, (10) divides lengths by m-1, but squares of lengths only once. So what is taken away is
too much where only few stretches were marked by two: with four annotators and one such stretch e*
would be negative and cu-alpha of two different labels 2. No value is given where e* is not
positive; above that the formula is followed as it stands. So does A. Lindahl's unitized_alpha, made
from the paper. The R package quallmer, made from (36) and (37) of the book, squares how much of a
unit any other marked, which takes away more still; for two annotators that is the same. The paper
has an erratum (Quality & Quantity 50:2365) that was not at hand.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from annotator.adjudicate.coincidences import Extent, Lengths, alike, together
from annotator.adjudicate.figures import Undefined
from annotator.adjudicate.laying import (
    Whose,
    extent_in,
    extents_in,
    lost_in,
    meeting_in,
    runs_in,
)
from annotator.adjudicate.pooling import UNITS, Counts, Data, Group, Measure, Over
from annotator.adjudicate.sheets import Sheet
from annotator.core.ids import LabelId, PersonId

_SOURCE = "Krippendorff, Mathet, Bouvry & Widlöcher 2016; Krippendorff 2019, section 12.6"
_FLAT = (
    "Where an annotator's spans overlap, a character goes to the longest of them; "
    "each fragment of a discontinuous span is a unit."
)
_TOO_FEW = (
    "Too few stretches of text were marked by two annotators: the formula would make the agreement "
    "expected by chance negative."
)
_FEW = (
    "With three or more annotators its formula gives too high a value where few stretches of text "
    "were marked by two of them."
)
_UNMARKED = "Text that nobody marked counts as agreement: the more of it, the higher the value."

# Keys of counts, all but UNITS in characters times ordered pairs of annotators: n.., d, w, and
# n_c. under a pair (OF, value).
ALL, DIFFERING, WEIGHT, OF = "all", "differing", "weight", "of"
# Of one label, w is its part of the squares; this is that of all.
WEIGHTS = "weights"
# What was marked at all, what of it another marked too, and what another marked alike.
MARKED, MET, SAME = "marked", "met", "same"
# A value that no unit has: that of gaps.
_GAP = None

Count = Callable[[Sheet, Group], Mapping[LabelId | None, Counts]]
Value = Callable[[Counts], float]


# What is looked at.


def _hidden_by_label(sheet: Sheet, annotator: PersonId) -> dict[LabelId | None, int]:
    runs = sheet.once(runs_in, Whose(annotator, None, False))
    lost = Counter(value for _, _, value in runs.hidden + runs.cut)
    return {subject: lost[subject] for subject in sheet.subjects if subject is not None}


# Counting. Everywhere m-1 is how many others each annotator has.


def _count_u(sheet: Sheet, group: Group) -> dict[LabelId | None, Counts]:
    others = len(group) - 1
    found: dict[LabelId | None, Counts] = {}
    for subject in sheet.subjects:
        of = [sheet.once(extents_in, annotator)[subject] for annotator in group]
        counts = _count_text(sheet, of)
        shared, same = sheet.once(_shared, (subject, group))
        # What two left unmarked alike is all that is unmarked, less what the other marked of it.
        counts[DIFFERING] = 2 * counts[MARKED] - shared - same
        for value, length in _sums(extent.lengths for extent in of).items():
            counts[OF, value] = others * length
        found[subject] = counts
    return found


def _count_binary(sheet: Sheet, group: Group) -> dict[LabelId | None, Counts]:
    if None not in sheet.subjects:
        return {}
    counts = _count_text(sheet, [sheet.once(extents_in, annotator)[None] for annotator in group])
    shared, _ = sheet.once(_shared, (None, group))
    counts[DIFFERING] = 2 * (counts[MARKED] - shared)
    counts[OF, MARKED] = counts[MARKED]
    return {None: counts}


def _shared(sheet: Sheet, of: tuple[LabelId | None, Group]) -> tuple[int, int]:
    """Characters that two annotators marked, and those they marked alike, over ordered pairs."""
    subject, group = of
    pairs = list(combinations([sheet.once(extents_in, one)[subject] for one in group], 2))
    return 2 * sum([together(*pair) for pair in pairs]), 2 * sum([alike(*pair) for pair in pairs])


def _of(group: Group, label: LabelId | None, *, with_attributes: bool) -> tuple[Whose, ...]:
    return tuple(Whose(annotator, label, with_attributes) for annotator in group)


def _count_text(sheet: Sheet, extents: Sequence[Extent]) -> dict[Hashable, int]:
    others = len(extents) - 1
    marked = sum(extent.marked for extent in extents)
    unmarked = len(extents) * sheet.length - marked
    return {
        UNITS: sheet.length,
        ALL: others * len(extents) * sheet.length,
        MARKED: others * marked,
        (OF, _GAP): others * unmarked,
        WEIGHT: others**2 * (unmarked + sum(extent.squares for extent in extents)),
    }


def _count_cu(sheet: Sheet, group: Group) -> dict[LabelId | None, Counts]:
    if None not in sheet.subjects:
        return {}
    others = len(group) - 1
    of = _of(group, None, with_attributes=sheet.with_attributes)
    meetings = [sheet.once(meeting_in, pair) for pair in combinations(of, 2)]
    met = _sums(meeting.met for meeting in meetings)
    all_met = sum(met.values())
    counts: dict[Hashable, int] = {
        UNITS: all_met // 2,
        ALL: all_met,
        MARKED: others * sum(sheet.once(extent_in, each).marked for each in of),
        MET: all_met,
        DIFFERING: all_met - sum(sum(meeting.same.values()) for meeting in meetings),
        WEIGHT: others * sum(sum(meeting.squares.values()) for meeting in meetings),
    }
    for value, length in met.items():
        counts[OF, value] = length
    return {None: counts}


def _count_ku(sheet: Sheet, group: Group) -> dict[LabelId | None, Counts]:
    others = len(group) - 1
    of = _of(group, None, with_attributes=False)
    meetings = [sheet.once(meeting_in, pair) for pair in combinations(of, 2)]
    lengths = _sums(sheet.once(extent_in, each).lengths for each in of)
    same = _sums(meeting.same for meeting in meetings)
    met = _sums(meeting.met for meeting in meetings)
    squares = _sums(meeting.squares for meeting in meetings)
    all_met = sum(met.values())
    return {
        label: {
            UNITS: met.get(label, 0) - same.get(label, 0) // 2,
            ALL: all_met,
            MARKED: others * lengths.get(label, 0),
            MET: met.get(label, 0),
            SAME: same.get(label, 0),
            WEIGHT: others * squares.get(label, 0),
            WEIGHTS: others * sum(squares.values()),
        }
        for label in sheet.subjects
        if label is not None
    }


def _sums(many: Iterable[Lengths]) -> dict[Hashable, int]:
    total: dict[Hashable, int] = {}
    for lengths in many:
        for value, length in lengths.items():
            total[value] = total.get(value, 0) + length
    return total


# Values.


def _alpha_of_text(counts: Counts) -> float:
    if not counts.get(MARKED, 0):
        raise Undefined("Nobody marked anything.")
    return _alpha(counts, "All annotators marked all of the text, and with one label.")


def _alpha_of_labels(counts: Counts) -> float:
    _must_meet(counts, "Nobody marked anything.")
    return _alpha(counts, "Where two annotators marked text, it has the same label everywhere.")


def _alpha(counts: Counts, why_not: str) -> float:
    """1 less observed over expected disagreement, rounded once, at the end."""
    total = counts[ALL]
    rest = total**2 - counts.get(WEIGHT, 0)
    if rest <= 0:
        raise Undefined(_TOO_FEW)
    expected = total * (total**2 - sum(n**2 for key, n in counts.items() if _is_of(key)))
    if not expected:
        raise Undefined(why_not)
    observed = counts.get(DIFFERING, 0) * rest
    return (expected - observed) / expected


def _alpha_of_label(counts: Counts) -> float:
    """(13b), with e*.k and e*kk written out."""
    _must_meet(counts, "Nobody used this label.")
    total, met = counts[ALL], counts[MET]
    expected = met**2 * (total - met)
    if not expected:
        raise Undefined("Where two annotators marked text, it has this label everywhere.")
    column = met * total - counts.get(WEIGHT, 0)
    if column <= 0 or total**2 <= counts.get(WEIGHTS, 0):
        raise Undefined(_TOO_FEW)
    observed = column * (met - counts.get(SAME, 0))
    return (expected - observed) / expected


def _must_meet(counts: Counts, nothing: str) -> None:
    if not counts.get(MARKED, 0):
        raise Undefined(nothing)
    if not counts.get(MET, 0):
        raise Undefined(
            "What one annotator marked, no other marked: no two labels can be compared."
        )


def _coverage(counts: Counts) -> float | None:
    """The sum of l*_k. over that of l_k., of one label or of all."""
    marked = counts.get(MARKED, 0)
    return counts.get(MET, 0) / marked if marked else None


def _is_of(key: Hashable) -> bool:
    return isinstance(key, tuple)


def _measure(name: str, definition: str, *, count: Count, value: Value) -> Measure:
    return Measure(
        name=name,
        definition=f"{definition} {_FLAT}",
        source=_SOURCE,
        data=Data.CHARACTERS,
        over=Over.TOGETHER,
        count=count,
        value=value,
        hidden=lost_in,
        needs_all=True,
    )


UNITIZING: tuple[Measure, ...] = (
    replace(
        _measure(
            "u_alpha",
            "Krippendorff's alpha for unitizing, (5a): boundaries and labels.",
            count=_count_u,
            value=_alpha_of_text,
        ),
        caution=_UNMARKED,
    ),
    # Of one label this would be u_alpha once more.
    replace(
        _measure(
            "u_alpha_binary",
            "Krippendorff's binary alpha for unitizing, (6): marked against unmarked text.",
            count=_count_binary,
            value=_alpha_of_text,
        ),
        caution=_UNMARKED,
        is_per_label=False,
    ),
    replace(
        _measure(
            "cu_alpha",
            "Krippendorff's cu-alpha, (11): labels, given that two annotators marked the text. Its "
            "coverage: how much of what one marked another marked too, on average.",
            count=_count_cu,
            value=_alpha_of_labels,
        ),
        caution=_FEW,
        coverage=_coverage,
        is_per_label=False,
    ),
    replace(
        _measure(
            "ku_alpha",
            "Krippendorff's (k)u-alpha, (13b): one label against the others, given that two "
            "annotators marked the text; attributes play no part. Its coverage: how much of what "
            "one marked so another marked too, as whatever, on average.",
            count=_count_ku,
            value=_alpha_of_label,
        ),
        caution=_FEW,
        coverage=_coverage,
        hidden=_hidden_by_label,
        is_overall=False,
    ),
)
