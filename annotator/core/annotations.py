"""What an annotator makes: annotations, relations between them, and the set that holds them."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    AttributeId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
)
from annotator.core.spans import Span, extent

Values = tuple[tuple[AttributeId, str], ...]

# Characters of context stored on either side of a quote.
CONTEXT = 32


class OriginKind(StrEnum):
    """How an annotation came to be."""

    MANUAL = "manual"
    IMPORT = "import"
    SUGGESTION = "suggestion"
    ADJUDICATION = "adjudication"


@dataclass(frozen=True, slots=True)
class Origin:
    """How an annotation came to be, by what or whom, and how sure that was.

    `by` names the program and version, or the reviewer; `score` is a chance from 0 to 1.
    """

    kind: OriginKind = OriginKind.MANUAL
    by: str = ""
    score: float | None = None
    reason: str = ""


MANUAL = Origin()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the program adds to a record: a revision that only grows, and when (UTC, ISO 8601)."""

    revision: int = 0
    created: str = ""
    changed: str = ""


UNSTAMPED = Stamp()


@dataclass(frozen=True, slots=True)
class Annotation:
    """A label on words of an article, or on the whole of it.

    `spans` are sorted fragments that do not touch; none means the whole article, several mean
    parts with gaps. `attributes` are sorted by id, each once, and never empty text. Spans and
    attributes may be given in any order; whether fragments touch is for `rules` to say.
    """

    id: AnnotationId
    article: ArticleId
    author: PersonId
    label: LabelId
    spans: tuple[Span, ...]
    attributes: Values = ()
    comment: str = ""
    unsure: bool = False
    origin: Origin = MANUAL
    stamp: Stamp = UNSTAMPED

    def __post_init__(self) -> None:
        if len(self.spans) > 1:
            object.__setattr__(self, "spans", tuple(sorted(self.spans)))
        if self.attributes:
            object.__setattr__(self, "attributes", values_in_order(self.attributes))

    @property
    def extent(self) -> Span | None:
        """From the first character to the last, gaps included; None for the whole article."""
        return extent(self.spans) if self.spans else None

    @property
    def order(self) -> tuple[int, int, str]:
        """Sorts in reading order: outer before inner, article-level first."""
        spans = self.spans
        if not spans:
            return -1, 0, self.id
        whole = spans[0] if len(spans) == 1 else extent(spans)
        return whole.start, -whole.end, self.id

    def attribute(self, attribute_id: AttributeId) -> str:
        """The value of an attribute, empty where it has none."""
        return next((v for k, v in self.attributes if k == attribute_id), "")


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed, typed tie between two annotations of one set."""

    id: RelationId
    article: ArticleId
    author: PersonId
    type: RelationTypeId
    source: AnnotationId
    target: AnnotationId
    attributes: Values = ()
    stamp: Stamp = UNSTAMPED

    def __post_init__(self) -> None:
        if self.attributes:
            object.__setattr__(self, "attributes", values_in_order(self.attributes))


class SetRole(StrEnum):
    """What the annotations of a set count as."""

    ANNOTATOR = "annotator"
    GOLD = "gold"
    # A second reviewer's decisions, made without the first one's gold.
    REVIEW = "review"


class SetState(StrEnum):
    """How far an annotator is with an article."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"
    RETURNED = "returned"
    # Of a gold set only: nothing in the article may be changed any more.
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class AnnotationSet:
    """One author's work on one article: its role, its state and a note on the whole article."""

    article: ArticleId
    author: PersonId
    role: SetRole = SetRole.ANNOTATOR
    state: SetState = SetState.NEW
    note: str = ""
    stamp: Stamp = UNSTAMPED

    @property
    def id(self) -> str:
        """An id that no annotation or relation has."""
        return f"{self.article}/{self.author}"


def values_in_order(values: Values) -> Values:
    """The values sorted by id, without empty ones. Raises ValueError where an id stands twice."""
    kept = tuple(sorted((k, v) for k, v in values if v))
    if any(one[0] == other[0] for one, other in pairwise(kept)):
        raise ValueError(f"an attribute has two values: {kept}")
    return kept


def with_value(values: Values, attribute_id: AttributeId, value: str) -> Values:
    """The values with one of them set, or gone where the new value is empty."""
    kept = [(k, v) for k, v in values if k != attribute_id]
    if value:
        kept.append((attribute_id, value))
    return tuple(sorted(kept))


def quote_of(text: str, annotation: Annotation) -> str:
    """The words of an annotation, gaps included; empty for the whole article."""
    whole = annotation.extent
    return whole.text_of(text) if whole else ""


def context_of(text: str, annotation: Annotation) -> tuple[str, str]:
    """The 32 characters before and after the quote; fewer at the ends of the text."""
    whole = annotation.extent
    if whole is None:
        return "", ""
    return text[max(0, whole.start - CONTEXT) : whole.start], text[whole.end : whole.end + CONTEXT]
