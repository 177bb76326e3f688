"""What annotators are compared by: where something was marked, as what, and by whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from annotator.core.annotations import Annotation, Values, values_in_order
from annotator.core.ids import AnnotationId, LabelId, PersonId, RelationId, RelationTypeId
from annotator.core.spans import Span, extent, normalised

# The id of what an annotator made: an annotation, or a relation.
RecordId = AnnotationId | RelationId
# An annotator with the ids of what that annotator made, sorted.
Maker = tuple[PersonId, tuple[RecordId, ...]]


class Located(Protocol):
    """What a position of any sort can tell."""

    @property
    def extent(self) -> Span | None:
        """What it lies in: two that meet have extents that overlap, or have none."""

    def meets(self, other: object) -> bool:
        """Whether both are in the same place, in part at least."""


P = TypeVar("P", bound=Located)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """The characters of a span: sorted fragments that do not touch; none for the whole article."""

    fragments: tuple[Span, ...]

    @property
    def extent(self) -> Span | None:
        """From the first character to the last, gaps included; None for the whole article."""
        return extent(self.fragments) if self.fragments else None

    def meets(self, other: object) -> bool:
        """Whether both share a character, or both are the whole article.

        By fragments: a span in the gap of another shares nothing with it. O(fragments of both).
        """
        if not isinstance(other, Position):
            return False
        if not self.fragments or not other.fragments:
            return self.fragments == other.fragments
        ours, theirs = iter(self.fragments), iter(other.fragments)
        one, two = next(ours, None), next(theirs, None)
        while one is not None and two is not None:
            if one.overlaps(two):
                return True
            if one.end <= two.end:
                one = next(ours, None)
            else:
                two = next(theirs, None)
        return False


def position_of(annotation: Annotation) -> Position:
    """Where an annotation is. Fragments that touch are one: the characters count."""
    return Position(fragments_of(annotation))


def fragments_of(annotation: Annotation) -> tuple[Span, ...]:
    """The fragments of an annotation's position."""
    spans = annotation.spans
    return spans if len(spans) < 2 else normalised(spans)


@dataclass(frozen=True, slots=True, order=True)
class Configuration:
    """As what something was marked: the label, or the type of a relation, and all attributes.

    `attributes` are sorted and without empty ones, as a missing one and an empty one are the same.
    A missing yes/no is not "no".
    """

    label: LabelId | RelationTypeId
    attributes: Values = ()

    def __post_init__(self) -> None:
        if self.attributes:
            object.__setattr__(self, "attributes", values_in_order(self.attributes))


@dataclass(frozen=True, slots=True)
class Version(Generic[P]):
    """One configuration at one position, and who made it. `makers` are sorted by name."""

    position: P
    configuration: Configuration
    makers: tuple[Maker, ...]

    @property
    def votes(self) -> int:
        """How many annotators have it, each once."""
        return len(self.makers)

    @property
    def annotators(self) -> tuple[PersonId, ...]:
        """Who has it, by name."""
        return tuple(annotator for annotator, _ in self.makers)

    @property
    def records(self) -> tuple[RecordId, ...]:
        """The annotations or relations that it stands for."""
        return tuple(record for _, records in self.makers for record in records)

    def is_by(self, annotator: PersonId) -> bool:
        """Whether an annotator has it."""
        return any(maker == annotator for maker, _ in self.makers)


@dataclass(frozen=True, slots=True)
class Place(Generic[P]):
    """A position with all its versions: most votes first, then by configuration.

    `annotators` are those who have something there, by name.
    """

    position: P
    versions: tuple[Version[P], ...]
    annotators: tuple[PersonId, ...]

    @property
    def votes(self) -> int:
        """The votes of all versions together."""
        return sum(version.votes for version in self.versions)

    @property
    def is_agreeing(self) -> bool:
        """Whether all who have something there have the same."""
        return len(self.versions) == 1

    @property
    def is_stacked_identical(self) -> bool:
        """Whether an annotator has the same twice there."""
        for version in self.versions:
            for _, records in version.makers:
                if len(records) > 1:
                    return True
        return False

    @property
    def is_stacked_different(self) -> bool:
        """Whether an annotator has two different things there."""
        return len(self.versions) > 1 and self.votes > len(self.annotators)

    @property
    def is_stacked(self) -> bool:
        """Whether an annotator has two things there."""
        return self.is_stacked_identical or self.is_stacked_different

    def is_complete(self, counted: Collection[PersonId]) -> bool:
        """Whether every annotator that counts has something there."""
        return len(self.annotators) == len(counted)

    def is_alternative_to(self, other: "Place[P]") -> bool:
        """Whether both meet and no annotator has something at both: one or the other is meant."""
        return set(self.annotators).isdisjoint(other.annotators) and self.position.meets(
            other.position
        )


# What one annotator made at a position: who, which record, and as what.
Marked = tuple[PersonId, RecordId, Configuration]


def place_of(position: P, marked: Sequence[Marked]) -> Place[P]:
    """The place where all of `marked` stand, whatever their order. Raises ValueError for none."""
    if not marked:
        raise ValueError("nobody marked anything there")
    first, record, configuration = marked[0]
    if len(marked) == 1:
        # Most places of a corpus in dispute: a third of the time for all groups is saved here.
        alone = Version(position, configuration, ((first, (record,)),))
        return Place(position, (alone,), (first,))
    # By plain values: the hash of a Configuration is made in Python, and takes most of the time.
    found: dict[tuple[str, Values], tuple[Configuration, dict[PersonId, list[RecordId]]]] = {}
    for annotator, record, configuration in marked:
        key = configuration.label, configuration.attributes
        if key not in found:
            found[key] = configuration, {}
        made = found[key][1]
        if annotator in made:
            made[annotator].append(record)
        else:
            made[annotator] = [record]
    versions = [
        Version(position, configuration, tuple([(a, tuple(sorted(made[a]))) for a in sorted(made)]))
        for configuration, made in found.values()
    ]
    if len(versions) > 1:
        versions.sort(key=lambda version: (-version.votes, version.configuration))
    annotators = {annotator for annotator, _, _ in marked}
    return Place(position, tuple(versions), tuple(sorted(annotators)))
