"""Agreement corrected for chance: Cohen's, Scott's and Fleiss's coefficients, Krippendorff's alpha.

On characters, Cohen's kappa only: for one label marked against unmarked, for all labels one
category a character. On positions (the exact fragments of spans) the others: units are what at
least two annotators marked, and only the labels there are compared; whether both found the span is
not, which is what F1 is for. For one label the categories are that label and any other. On whole
articles (names that end in _article) each article is a unit, and the category is what an annotator
said of it, which may be nothing.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from annotator.adjudicate.codings import (
    NOTHING,
    Stack,
    Tabling,
    article_table,
    coded,
    lost,
    meanings,
    position_table,
)
from annotator.adjudicate.coincidences import alike, together
from annotator.adjudicate.figures import Undefined
from annotator.adjudicate.laying import extents_in
from annotator.adjudicate.pooling import UNITS, Counts, Data, Group, Measure, Over
from annotator.adjudicate.sheets import Sheet
from annotator.core.ids import LabelId

COHEN = (
    "Cohen 1960, A coefficient of agreement for nominal scales, "
    "Educational and Psychological Measurement 20(1):37-46"
)
SCOTT = (
    "Scott 1955, Reliability of content analysis: the case of nominal scale coding, "
    "Public Opinion Quarterly 19(3):321-325"
)
FLEISS = (
    "Fleiss 1971, Measuring nominal scale agreement among many raters, "
    "Psychological Bulletin 76(5):378-382"
)
KRIPPENDORFF = (
    "Krippendorff 2004, Content Analysis, 2nd ed., ch. 11; Krippendorff 2011, "
    "Computing Krippendorff's Alpha-Reliability (coincidences)"
)
_ON_POSITIONS = "on the labels of positions (the same fragments)"
_ON_ARTICLES = "on what is said of whole articles, saying nothing being a category"
_FOUND = "Compares labels only where the same fragments were marked; what one missed is not in it."
SAME, ONE, OTHER, GIVEN, AGREED, COINCIDENCE = "same", "one", "other", "given", "agreed", "pair"

Distance = Callable[[Hashable, Hashable], float]
Counted = Mapping[LabelId | None, Counts]


def nominal(one: Hashable, other: Hashable) -> float:
    """0 for the same category, 1 for any two."""
    return float(one != other)


def _only_one_category(categories: set[Hashable]) -> Undefined:
    if categories <= {NOTHING}:
        return Undefined("Nobody marked anything.")
    return Undefined("All is in the same category, so agreement by chance is certain.")


def cohen(counts: Counts) -> float:
    """Cohen's kappa, (Po - Pe) / (1 - Pe), from -1 to 1.

    Keys: UNITS, how many there are; SAME, those both put into one category; (ONE, c) and
    (OTHER, c), those each put into c. Raises Undefined where Pe is 1.
    """
    units = counts.get(UNITS, 0)
    if not units:
        raise Undefined("There is nothing that both annotators coded.")
    chance = 0
    categories: set[Hashable] = set()
    for key, number in counts.items():
        if number and isinstance(key, tuple):
            categories.add(key[1])
            if key[0] == ONE:
                chance += number * counts.get((OTHER, key[1]), 0)
    if chance == units * units:
        raise _only_one_category(categories)
    return (counts.get(SAME, 0) * units - chance) / (units * units - chance)


def fleiss(counts: Counts) -> float:
    """Fleiss's kappa, (P - Pe) / (1 - Pe); for two annotators it is Scott's pi.

    Keys: (UNITS, m), units coded by m annotators; (AGREED, m), ordered pairs of annotators that
    agree in them; (GIVEN, c), how often c was given. Units may differ in m: each has the weight
    of one unit in P, and of its m codings in the shares of the categories, as in Fleiss's (1) and
    (3). Raises Undefined where Pe is 1.
    """
    observed, units, total, squares = 0.0, 0, 0, 0
    categories: set[Hashable] = set()
    for key, number in counts.items():
        if not number or not isinstance(key, tuple):
            continue
        if key[0] == GIVEN:
            total += number
            squares += number * number
            categories.add(key[1])
        elif key[0] == UNITS:
            units += number
        else:
            observed += number / (key[1] * (key[1] - 1))
    if not units:
        raise Undefined("There is nothing that all the annotators coded.")
    if squares == total * total:
        raise _only_one_category(categories)
    chance = squares / (total * total)
    return (observed / units - chance) / (1 - chance)


def alpha(counts: Counts, *, distance: Distance | None = None) -> float:
    """Krippendorff's alpha from coincidences, in (-inf, 1]; nominal where no distance is given.

    Keys: (COINCIDENCE, c, k, m), how many ordered pairs of codings c and k stand in units with m
    codings, each unordered pair of categories under one key; each counts 1/(m - 1). A distance is
    symmetric, 0 for the same category, and already squared where its definition squares it.
    Raises Undefined where all codings that can be paired are the same.
    """
    coincidences: dict[tuple[Hashable, Hashable], float] = {}
    given: dict[Hashable, float] = {}
    for key, number in counts.items():
        if not number or not isinstance(key, tuple):
            continue
        _, c, k, m = key
        weight = number / (m - 1)
        coincidences[c, k] = coincidences.get((c, k), 0.0) + weight
        # A pair of different categories adds to both: half of its ordered pairs begin with each.
        given[c] = given.get(c, 0.0) + weight / 2
        given[k] = given.get(k, 0.0) + weight / 2
    total = sum(given.values())
    if not given:
        raise Undefined("There is nothing that two annotators coded.")
    if len(given) == 1:
        raise _only_one_category(set(given))
    if distance is None:
        observed = sum(weight for (c, k), weight in coincidences.items() if c != k)
        expected = total * total - sum(n * n for n in given.values())
    else:
        observed = sum(weight * distance(c, k) for (c, k), weight in coincidences.items())
        expected = sum(n * given[k] * distance(c, k) for c, n in given.items() for k in given)
    if not expected:
        raise Undefined("All codings have the distance 0.")
    return 1 - (total - 1) * observed / expected


def _count_characters(sheet: Sheet, group: Group) -> Counted:
    found: dict[LabelId | None, Counts] = {}
    one, other = (sheet.once(extents_in, annotator) for annotator in group)
    length = sheet.length
    for subject, mine in one.items():
        theirs = other[subject]
        unmarked = length - mine.marked - theirs.marked + together(mine, theirs)
        counts: dict[Hashable, int] = {
            UNITS: length,
            SAME: unmarked + alike(mine, theirs),
            (ONE, NOTHING): length - mine.marked,
            (OTHER, NOTHING): length - theirs.marked,
        }
        for category, number in mine.lengths.items():
            counts[ONE, category] = number
        for category, number in theirs.lengths.items():
            counts[OTHER, category] = number
        found[subject] = counts
    return found


def _count_cohen(tabling: Tabling, sheet: Sheet, group: Group) -> Counted:
    found: dict[LabelId | None, Counts] = {}
    for subject, rows in sheet.once(coded, (tabling, group)).items():
        counts: dict[Hashable, int] = {UNITS: 0, SAME: 0}
        for (one, other), times in rows.items():
            counts[UNITS] += times
            counts[SAME] += times * (one == other)
            counts[ONE, one] = counts.get((ONE, one), 0) + times
            counts[OTHER, other] = counts.get((OTHER, other), 0) + times
        found[subject] = counts
    return found


class _Given(NamedTuple):
    """How often each category was given to a unit, and how many ordered pairs agree there."""

    subject: LabelId | None
    given: tuple[tuple[Hashable, int], ...]
    agreed: int


# The same few combinations of labels come back in every article.
@lru_cache(maxsize=4_096)
def _given(stacks: tuple[Stack, ...]) -> tuple[_Given, ...]:
    found = []
    for subject, row in meanings(stacks):
        numbers = Counter(row)
        given = tuple(((GIVEN, category), n) for category, n in numbers.items())
        found.append(_Given(subject, given, sum(n * (n - 1) for n in numbers.values())))
    return tuple(found)


def _count_fleiss(tabling: Tabling, sheet: Sheet, group: Group) -> Counted:
    m = len(group)
    found: dict[LabelId | None, dict[Hashable, int]] = {s: {} for s in sheet.subjects}
    agreed, seen = dict.fromkeys(sheet.subjects, 0), dict.fromkeys(sheet.subjects, 0)
    units = 0
    for stacks, times in sheet.once(tabling, group).items():
        if len(stacks) < m:
            continue
        units += times
        for subject, given, same in _given(stacks):
            if subject in found:
                counts = found[subject]
                agreed[subject] += same * times
                seen[subject] += times
                for key, n in given:
                    counts[key] = counts.get(key, 0) + n * times
    for subject, counts in found.items():
        # Units in which nobody gave the label: all agree that it is another.
        rest = units - seen[subject]
        if rest:
            counts[GIVEN, NOTHING] = counts.get((GIVEN, NOTHING), 0) + rest * m
        counts[UNITS] = counts[UNITS, m] = units
        counts[AGREED, m] = agreed[subject] + rest * m * (m - 1)
    return found


def _count_coincidences(tabling: Tabling, sheet: Sheet, group: Group) -> Counted:
    found: dict[LabelId | None, Counts] = {}
    for subject, rows in sheet.once(coded, (tabling, group)).items():
        counts: dict[Hashable, int] = {UNITS: 0}
        for row, times in rows.items():
            m = len(row)
            counts[UNITS] += times
            categories = sorted(set(row), key=str)
            for at, c in enumerate(categories):
                n = row.count(c)
                if n > 1:
                    key = (COINCIDENCE, c, c, m)
                    counts[key] = counts.get(key, 0) + n * (n - 1) * times
                for k in categories[at + 1 :]:
                    key = (COINCIDENCE, c, k, m)
                    counts[key] = counts.get(key, 0) + 2 * n * row.count(k) * times
        found[subject] = counts
    return found


def alpha_measure(
    name: str, definition: str, *, data: Data = Data.POSITIONS, distance: Distance | None = None
) -> Measure:
    """Krippendorff's alpha on positions or on articles, nominal or with another distance.

    A distance is given two categories: labels, or labels with their attributes (a pair) where
    attributes count, tuples of those where one annotator gave several, and NOTHING ("").
    """
    if data not in (Data.POSITIONS, Data.ARTICLES):
        raise ValueError(f"alpha is not defined here on {data}")
    tabling = position_table if data is Data.POSITIONS else article_table
    return Measure(
        name=name,
        definition=definition,
        source=KRIPPENDORFF,
        data=data,
        over=Over.TOGETHER,
        count=partial(_count_coincidences, tabling),
        value=partial(alpha, distance=distance),
        caution=_FOUND if data is Data.POSITIONS else "",
    )


def _coefficient(
    name: str,
    definition: str,
    *,
    source: str,
    data: Data,
    over: Over,
    count: Callable[[Tabling, Sheet, Group], Counted],
    value: Callable[[Counts], float],
) -> Measure:
    is_positions = data is Data.POSITIONS
    return Measure(
        name=name,
        definition=definition,
        source=source,
        data=data,
        over=over,
        count=partial(count, position_table if is_positions else article_table),
        value=value,
        caution=_FOUND if is_positions else "",
    )


CATEGORICAL: tuple[Measure, ...] = (
    Measure(
        name="kappa",
        definition=(
            "Cohen's kappa on characters, counts of articles added up; of one label: marked or "
            "not; of all labels: the label of the longest span over the character, or none. For "
            "more than two annotators the mean of the pairs that have a value (kappa_mean)."
        ),
        source=COHEN,
        data=Data.CHARACTERS,
        over=Over.PAIRS_AVERAGED,
        count=_count_characters,
        value=cohen,
        hidden=lost,
        caution="Unmarked text counts as agreement: the more of it, the higher the value.",
    ),
    _coefficient(
        "kappa_article",
        f"Cohen's kappa {_ON_ARTICLES}; for more than two annotators the mean of the pairs that "
        "have a value (kappa_article_mean).",
        source=COHEN,
        data=Data.ARTICLES,
        over=Over.PAIRS_AVERAGED,
        count=_count_cohen,
        value=cohen,
    ),
    _coefficient(
        "scott_pi",
        f"Scott's pi {_ON_POSITIONS} that both annotators marked; for more than two annotators the "
        "mean of the pairs that have a value (scott_pi_mean).",
        source=SCOTT,
        data=Data.POSITIONS,
        over=Over.PAIRS_AVERAGED,
        count=_count_fleiss,
        value=fleiss,
    ),
    _coefficient(
        "scott_pi_article",
        f"Scott's pi {_ON_ARTICLES}; for more than two annotators the mean of the pairs that have "
        "a value (scott_pi_article_mean).",
        source=SCOTT,
        data=Data.ARTICLES,
        over=Over.PAIRS_AVERAGED,
        count=_count_fleiss,
        value=fleiss,
    ),
    _coefficient(
        "fleiss_kappa",
        f"Fleiss's kappa {_ON_POSITIONS} that all annotators marked whose sets count there.",
        source=FLEISS,
        data=Data.POSITIONS,
        over=Over.TOGETHER,
        count=_count_fleiss,
        value=fleiss,
    ),
    _coefficient(
        "fleiss_kappa_article",
        f"Fleiss's kappa {_ON_ARTICLES}.",
        source=FLEISS,
        data=Data.ARTICLES,
        over=Over.TOGETHER,
        count=_count_fleiss,
        value=fleiss,
    ),
    alpha_measure(
        "alpha",
        f"Krippendorff's alpha, nominal, {_ON_POSITIONS} that at least two annotators marked; "
        "those who did not are missing values.",
    ),
    alpha_measure(
        "alpha_article",
        f"Krippendorff's alpha, nominal, {_ON_ARTICLES}; annotators whose set does not count "
        "there are missing values.",
        data=Data.ARTICLES,
    ),
)
