"""One article as the measures of agreement see it: plain tuples, prepared once, shared by all."""

from collections.abc import Callable, Hashable, Mapping
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar, cast

from annotator.adjudicate.sets import ArticleSets
from annotator.core.annotations import Values
from annotator.core.ids import ArticleId, LabelId, PersonId

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Mark(NamedTuple):
    """One annotation. `bounds` are start, end, start, end, … of its fragments, in reading order.

    Bounds are offsets, half-open; empty for the whole article. `category` is the label or, where
    attributes count, the label with its attributes. Plain integers, as they are compared and
    hashed some hundred thousand times.
    """

    bounds: tuple[int, ...]
    label: LabelId
    category: Hashable

    @property
    def size(self) -> int:
        """How many characters it has, gaps left out."""
        return sum(self.bounds[1::2]) - sum(self.bounds[::2])


class Sheet:
    """What some annotators marked in one article, with some labels.

    `subjects` are the labels that are asked about, each for itself; None is all of them together.
    `annotators` are those of the chosen ones whose set counts here, in the order chosen.
    """

    def __init__(
        self,
        sets: ArticleSets,
        *,
        annotators: tuple[PersonId, ...],
        subjects: tuple[LabelId | None, ...] = (None,),
        labels: frozenset[LabelId] | None = None,
        with_attributes: bool = False,
    ) -> None:
        counted = {s.annotator: s for s in sets.sets if s.annotator in annotators}
        self.article: ArticleId = sets.article
        self.length = sets.length
        self.subjects = subjects
        self.annotators = tuple(a for a in annotators if a in counted)
        self.with_attributes = with_attributes
        self._marks: dict[PersonId, tuple[Mark, ...]] = {}
        self._whole: dict[PersonId, tuple[Mark, ...]] = {}
        self._kept: dict[tuple[Hashable, Hashable], Any] = {}
        for name in self.annotators:
            marks, whole = [], []
            for a in counted[name].annotations:
                if labels is not None and a.label not in labels:
                    continue
                category = _category(a.label, a.attributes) if with_attributes else a.label
                spans = a.spans
                if len(spans) == 1:
                    marks.append(Mark((spans[0].start, spans[0].end), a.label, category))
                elif spans:
                    bounds = tuple(chain.from_iterable((s.start, s.end) for s in spans))
                    marks.append(Mark(bounds, a.label, category))
                else:
                    whole.append(Mark((), a.label, category))
            marks.sort(key=itemgetter(0))
            self._marks[name] = tuple(marks)
            self._whole[name] = tuple(whole)

    def marks(self, annotator: PersonId) -> tuple[Mark, ...]:
        """The spans of an annotator in reading order; those on the whole article left out."""
        return self._marks[annotator]

    def whole(self, annotator: PersonId) -> tuple[Mark, ...]:
        """What an annotator said of the whole article."""
        return self._whole[annotator]

    def by_label(self, annotator: PersonId) -> Mapping[LabelId, list[Mark]]:
        """The spans of an annotator by label, each list in reading order."""
        return self.once(_by_label, annotator)

    def among(self, group: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
        """Those of a group whose sets count here."""
        return tuple(a for a in group if a in self._marks)

    def once(self, make: Callable[["Sheet", K], T], of: K) -> T:
        """What `make` gives for an annotator or several, made at the first call and kept."""
        key = (make, of)
        if key not in self._kept:
            self._kept[key] = make(self, of)
        return cast(T, self._kept[key])


def _category(label: LabelId, attributes: Values) -> Hashable:
    return (label, attributes)


def _by_label(sheet: Sheet, annotator: PersonId) -> Mapping[LabelId, list[Mark]]:
    found: dict[LabelId, list[Mark]] = {}
    for mark in sheet.marks(annotator):
        found.setdefault(mark.label, []).append(mark)
    return found
