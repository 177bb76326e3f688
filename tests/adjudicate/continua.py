"""Unitized texts for tests: drawn by chance, and measured straight from the formulas.

Nothing here is fast and nothing is clever: characters are members of sets, numbers are fractions,
and every sum is written as in ADJUDICATION.md, section 5, with the paper's numbers. What is under
test shares none of it.
"""

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import permutations

from hypothesis import strategies as st

from annotator.adjudicate.figures import Undefined
from annotator.adjudicate.measures import MEASURES
from annotator.adjudicate.pooling import Counts, pooled
from annotator.adjudicate.sets import ArticleSets
from annotator.adjudicate.sheets import Sheet
from annotator.core.ids import LabelId, PersonId
from tests.adjudicate.corpora import an_article

Unit = tuple[int, int, Hashable]
# By annotator, label, start and end of each span; one such mapping and a length is one article.
Spans = Mapping[str, Sequence[tuple[str, int, int]]]
Corpus = Sequence[tuple[int, Spans]]

LABELS = "actor", "quote", "gap"
NAMES = "ana", "ben", "cem", "dia"
SHORT = 12


@st.composite
def spans(draw: st.DrawFn, length: int, *, labels: Sequence[str] = LABELS) -> tuple[str, int, int]:
    """A span of a short text; it may overlap others of the same annotator."""
    start = draw(st.integers(0, length - 1))
    return draw(st.sampled_from(labels)), start, draw(st.integers(start + 1, length))


@st.composite
def corpora(draw: st.DrawFn, *, most: int = 3, labels: Sequence[str] = LABELS) -> Corpus:
    """Up to three short articles, all finished by the same two to four annotators."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    found = []
    for _ in range(draw(st.integers(1, most))):
        length = draw(st.integers(1, SHORT))
        some = st.lists(spans(length, labels=labels), max_size=5)
        found.append((length, {name: draw(some) for name in names}))
    return found


def sets_of(corpus: Corpus) -> list[ArticleSets]:
    """The corpus as the package sees it."""
    return [
        an_article(made, name=f"a{n}", length=length) for n, (length, made) in enumerate(corpus)
    ]


def counts_of(
    corpus: Corpus,
    name: str,
    label: str | None = None,
    *,
    group: Sequence[str] = (),
    with_attributes: bool = False,
) -> Counts:
    """The counts of a measure, summed over the corpus."""
    among = tuple(PersonId(one) for one in group or corpus[0][1])
    subject = None if label is None else LabelId(label)
    sheets = [
        Sheet(sets, annotators=among, subjects=(subject,), with_attributes=with_attributes)
        for sets in sets_of(corpus)
    ]
    return pooled(MEASURES[name].count(sheet, among)[subject] for sheet in sheets)


def value_of(corpus: Corpus, name: str, label: str | None = None) -> float | None:
    """A measure's value, None where it is undefined."""
    try:
        return MEASURES[name].value(counts_of(corpus, name, label))
    except Undefined:
        return None


def coverage_of(corpus: Corpus, name: str, label: str | None = None) -> float | None:
    """A measure's coverage."""
    coverage = MEASURES[name].coverage
    assert coverage is not None
    return coverage(counts_of(corpus, name, label))


def painted(units: Sequence[Unit], length: int) -> list[Unit]:
    """The units laid flat character by character: each goes to the longest that covers it."""
    best = sorted(units, key=lambda u: (u[0] - u[1], u[0], u[2]))
    owners = [
        next((n for n, unit in enumerate(best) if unit[0] <= at < unit[1]), None)
        for at in range(length)
    ]
    pieces = []
    for n, unit in enumerate(best):
        own = [at for at, owner in enumerate(owners) if owner == n]
        if own:
            assert own == list(range(own[0], own[-1] + 1)), "a piece has a hole"
            pieces.append((own[0], own[-1] + 1, unit[2]))
    return sorted(pieces)


def not_overlapping_earlier(units: Sequence[Unit]) -> list[Unit]:
    """The units of one value that share no character with an earlier one, longer first."""
    ordered = sorted(units, key=lambda u: (u[0], -u[1]))
    return [
        unit
        for n, unit in enumerate(ordered)
        if not any(unit[0] < other[1] and other[0] < unit[1] for other in ordered[:n])
    ]


class Segment:
    """A unit or a gap (value None) as the set of its characters."""

    def __init__(self, characters: frozenset[tuple[int, int]], value: Hashable) -> None:
        self.characters, self.value = characters, value

    def __and__(self, other: "Segment") -> int:
        return len(self.characters & other.characters)

    @property
    def length(self) -> int:
        """How many characters it has."""
        return len(self.characters)


class Family:
    """The coefficients of 2016, of a corpus that is one continuum, by the book.

    With a label, all spans of others are taken away before the sets are laid flat.
    """

    def __init__(self, corpus: Corpus, label: str | None = None) -> None:
        self.observers = [self._segments(corpus, name, label) for name in corpus[0][1]]
        self.m = len(self.observers)

    @staticmethod
    def _segments(corpus: Corpus, name: str, label: str | None) -> list[Segment]:
        found = []
        for article, (length, made) in enumerate(corpus):
            units = [(a, b, value) for value, a, b in made[name] if label in (None, value)]
            free = set(range(length))
            for start, end, value in painted(units, length):
                inside = range(start, end)
                free -= set(inside)
                found.append(Segment(frozenset((article, at) for at in inside), value))
            run: list[int] = []
            for at in [*sorted(free), -2]:
                if run and at != run[-1] + 1:
                    found.append(Segment(frozenset((article, one) for one in run), None))
                    run = []
                run.append(at)
        return found

    @cached_property
    def values(self) -> list[Hashable]:
        """Every value, gaps first."""
        used = {s.value for segments in self.observers for s in segments} - {None}
        return [None, *sorted(used, key=str)]

    @cached_property
    def l(self) -> dict[tuple[Hashable, Hashable], Fraction]:  # noqa: E743
        """(1)."""
        table = {(c, k): Fraction(0) for c in self.values for k in self.values}
        for one, other in permutations(self.observers, 2):
            for g in one:
                for h in other:
                    table[g.value, h.value] += Fraction(g & h, self.m - 1)
        return table

    def margin(self, c: Hashable) -> Fraction:
        """l_c. ."""
        return sum((self.l[c, k] for k in self.values), Fraction(0))

    @cached_property
    def e(self) -> dict[tuple[Hashable, Hashable], Fraction]:
        """(4)."""
        weights: dict[Hashable, int] = dict.fromkeys(self.values, 0)
        for segments in self.observers:
            for s in segments:
                weights[s.value] += s.length if s.value is None else s.length**2
        total = sum(self.l.values())
        divisor = total - sum(weights.values()) / total
        return {
            (c, k): (self.margin(c) * self.margin(k) - (c == k) * weights[c]) / divisor
            for c in self.values
            for k in self.values
        }

    @cached_property
    def valued(self) -> list[Hashable]:
        """Every value of units."""
        return self.values[1:]

    def marked_margin(self, c: Hashable) -> Fraction:
        """l*_c. ."""
        return sum((self.l[c, k] for k in self.valued), Fraction(0))

    @cached_property
    def marked_total(self) -> Fraction:
        """l*.. ."""
        return sum((self.marked_margin(c) for c in self.valued), Fraction(0))

    @cached_property
    def e_marked(self) -> dict[tuple[Hashable, Hashable], Fraction]:
        """(10); empty where no two have marked the same text, or chance would be negative."""
        total = self.marked_total
        if not total:
            return {}
        squares: dict[Hashable, Fraction] = dict.fromkeys(self.valued, Fraction(0))
        for one, other in permutations(self.observers, 2):
            for g in one:
                if g.value is not None:
                    shared = sum(g & h for h in other if h.value is not None)
                    squares[g.value] += Fraction(shared**2, self.m - 1)
        divisor = total - sum(squares.values()) / total
        if divisor <= 0:
            return {}
        return {
            (c, k): (self.marked_margin(c) * self.marked_margin(k) - (c == k) * squares[c])
            / divisor
            for c in self.valued
            for k in self.valued
        }

    def u(self) -> Fraction | None:
        """(5a)."""
        observed = sum(self.l.values()) - sum(self.l[c, c] for c in self.values)
        return _one_less(observed, sum(self.e.values()) - sum(self.e[c, c] for c in self.values))

    def binary(self) -> Fraction | None:
        """(6)."""
        expected = sum(self.e[None, k] for k in self.values) - self.e[None, None]
        return _one_less(self.margin(None) - self.l[None, None], expected)

    def cu(self) -> Fraction | None:
        """(11)."""
        observed = self.marked_total - sum(self.l[c, c] for c in self.valued)
        expected = sum(self.e_marked.values()) - sum(
            self.e_marked.get((c, c), 0) for c in self.valued
        )
        return _one_less(observed, Fraction(expected))

    def ku(self, k: str) -> Fraction | None:
        """(13b)."""
        if k not in self.valued or not self.marked_margin(k) or not self.e_marked:
            return None
        column = sum((self.e_marked[c, k] for c in self.valued), Fraction(0))
        if column <= 0:
            return None
        observed = column / self.marked_margin(k) * (self.marked_margin(k) - self.l[k, k])
        return _one_less(observed, column - self.e_marked[k, k])

    def coverage(self, k: str) -> Fraction | None:
        """l*_k. / l_k. ."""
        if k not in self.valued:
            return None
        return self.marked_margin(k) / self.margin(k)


def _one_less(observed: Fraction, expected: Fraction) -> Fraction | None:
    return 1 - Fraction(observed) / expected if expected else None


def alpha_1995(corpus: Corpus, label: str | None = None) -> Fraction | None:
    """alpha_U of 1995, by the book; sections end where their article ends."""
    names = list(corpus[0][1])
    m, length = len(names), sum(size for size, _ in corpus)
    observed = expected = Fraction(0)
    categories = {value for _, made in corpus for units in made.values() for value, _, _ in units}
    for c in categories if label is None else categories & {label}:
        sections = [_sections(corpus, name, c) for name in names]
        differing = sum(
            _delta(g, h) for one, two in permutations(sections, 2) for g in one for h in two
        )
        observed += Fraction(differing, m * (m - 1) * length**2)
        units = [g[2] - g[1] for many in sections for g in many if g[3]]
        gaps = [g[2] - g[1] for many in sections for g in many if not g[3]]
        above = Fraction(0)
        for size in units:
            above += Fraction(len(units) - 1, 3) * (2 * size**3 - 3 * size**2 + size)
            above += size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
        below = m * length * (m * length - 1) - sum(size * (size - 1) for size in units)
        expected += Fraction(2, length) * above / below
    return _one_less(observed, expected)


def _sections(corpus: Corpus, name: str, category: str) -> list[tuple[int, int, int, bool]]:
    """Article, start, end, and whether it is a unit."""
    found = []
    for article, (length, made) in enumerate(corpus):
        units = [(a, b, value) for value, a, b in made[name] if value == category]
        reached = 0
        for start, end, _ in not_overlapping_earlier(units):
            if start > reached:
                found.append((article, reached, start, False))
            found.append((article, start, end, True))
            reached = end
        if length > reached:
            found.append((article, reached, length, False))
    return found


def _delta(g: tuple[int, int, int, bool], h: tuple[int, int, int, bool]) -> int:
    if g[0] != h[0]:
        return 0
    (_, gb, ge, g_is_unit), (_, hb, he, h_is_unit) = g, h
    if g_is_unit and h_is_unit:
        return (gb - hb) ** 2 + (ge - he) ** 2 if gb < he and hb < ge else 0
    if g_is_unit and hb <= gb and ge <= he:
        return (ge - gb) ** 2
    if h_is_unit and gb <= hb and he <= ge:
        return (he - hb) ** 2
    return 0
