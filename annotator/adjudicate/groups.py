"""What a reviewer decides as one: positions that are alternatives, and how they differ."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from itertools import chain
from typing import Generic, NamedTuple, NewType

from annotator.adjudicate.alternatives import alternatives
from annotator.adjudicate.positions import (
    Configuration,
    Marked,
    P,
    Place,
    Position,
    RecordId,
    Version,
    fragments_of,
    place_of,
)
from annotator.adjudicate.sets import ArticleSets
from annotator.core.annotations import Annotation, OriginKind, Values
from annotator.core.ids import ArticleId, LabelId, PersonId, RelationTypeId
from annotator.core.spans import Span

GroupId = NewType("GroupId", str)


class Subject(StrEnum):
    """What a group is about."""

    ARTICLE = "article"
    SPAN = "span"
    RELATION = "relation"


class Kind(StrEnum):
    """How the versions of a group differ: the first of these that applies."""

    UNANIMOUS = "unanimous"
    STACKED = "stacked"
    BOUNDARY_CONFLICT = "boundary_conflict"
    LABEL_CONFLICT = "label_conflict"
    ATTRIBUTE_CONFLICT = "attribute_conflict"
    ONE_SIDED = "one_sided"


class Flag(StrEnum):
    """What else is worth knowing of a group, beside its kind."""

    ONE_SIDED = "one_sided"
    NESTED = "nested"
    STACKED_IDENTICAL = "stacked_identical"
    STACKED_DIFFERENT = "stacked_different"
    DISCONTINUOUS = "discontinuous"
    # Several have the same by accepting what a machine suggested: they agree with it, which is not
    # the same as agreeing with one another.
    SAME_MACHINE = "same_machine"


# A list once: going through the members of an enum is slow.
_FLAGS = tuple(Flag)
Bounds = tuple[int, ...]


class _Here(NamedTuple):
    """What was marked at one place of the text."""

    fragments: tuple[Span, ...]
    marked: list[Marked]


@dataclass(frozen=True, slots=True)
class Group(Generic[P]):
    """Places that are decided as one. `annotators` are all that count, by name.

    `places` and `flags` are in order: places as read, flags as declared. The id is made from the
    article and the positions alone, so it stays when versions, annotators or other groups change.
    """

    id: GroupId
    article: ArticleId
    subject: Subject
    annotators: tuple[PersonId, ...]
    places: tuple[Place[P], ...]
    kind: Kind
    flags: tuple[Flag, ...] = ()

    @property
    def versions(self) -> tuple[Version[P], ...]:
        """All versions, place by place."""
        return tuple(version for place in self.places for version in place.versions)

    @property
    def labels(self) -> tuple[LabelId | RelationTypeId, ...]:
        """The labels in play, or the type of the relations, sorted."""
        return tuple(sorted({version.configuration.label for version in self.versions}))

    @property
    def has_nothing(self) -> tuple[PersonId, ...]:
        """Who counts and has nothing in the group."""
        return _missing(self.places, self.annotators)

    @property
    def is_stacked(self) -> bool:
        """Whether an annotator has two things at one position."""
        return any(place.is_stacked for place in self.places)

    @property
    def majority(self) -> tuple[Version[P], ...]:
        """The versions that more than half of all counted annotators have: the majority's choice.

        Mostly one or none. Several are never alternatives to one another, as somebody has both.
        """
        return tuple(v for v in self.versions if 2 * v.votes > len(self.annotators))

    def by(self, annotator: PersonId) -> tuple[Version[P], ...]:
        """What one annotator has in the group, in reading order."""
        return tuple(version for version in self.versions if version.is_by(annotator))


def groups_of(article_sets: ArticleSets) -> tuple[Group[Position], ...]:
    """The groups of one article in reading order, those of article-level labels first.

    Spans that share a character are in one group where no annotator made both, and so, step by
    step, is all that is tied in that way. Spans of which an annotator made both are nested and
    stay apart. Each article-level label is a group of its own: they answer different questions.
    Every annotation is in exactly one group. O(n log n).
    """
    sets = sorted(article_sets.sets, key=lambda counted: counted.annotator)
    annotators = tuple(counted.annotator for counted in sets)
    spans: dict[Bounds, _Here] = {}
    labels: dict[LabelId, list[Marked]] = {}
    configurations: dict[tuple[LabelId, Values], Configuration] = {}
    suggested: set[RecordId] = set()
    for counted in sets:
        for annotation in counted.annotations:
            if annotation.origin.kind is OriginKind.SUGGESTION:
                suggested.add(annotation.id)
            marked = (
                counted.annotator,
                annotation.id,
                _configuration_of(annotation, configurations),
            )
            fragments = fragments_of(annotation)
            if not fragments:
                labels.setdefault(annotation.label, []).append(marked)
                continue
            bounds = _bounds_of(fragments)
            if bounds in spans:
                spans[bounds].marked.append(marked)
            else:
                spans[bounds] = _Here(fragments, [marked])
    article = article_sets.article
    return (
        *_article_groups(labels, article, annotators, suggested=suggested),
        *_span_groups(spans.values(), article, annotators, suggested=suggested),
    )


def _bounds_of(fragments: tuple[Span, ...]) -> Bounds:
    """Start, end, start, end, …: numbers, as spans are slow to hash."""
    if len(fragments) == 1:
        return fragments[0].start, fragments[0].end
    return tuple(chain.from_iterable((span.start, span.end) for span in fragments))


def _configuration_of(
    annotation: Annotation, known: dict[tuple[LabelId, Values], Configuration]
) -> Configuration:
    key = annotation.label, annotation.attributes
    found = known.get(key)
    if found is None:
        found = known[key] = Configuration(*key)
    return found


def _article_groups(
    labels: dict[LabelId, list[Marked]],
    article: ArticleId,
    annotators: tuple[PersonId, ...],
    *,
    suggested: Set[RecordId],
) -> Iterator[Group[Position]]:
    for label in sorted(labels):
        place = place_of(Position(()), labels[label])
        yield group_of(
            (place,),
            id=group_id(article, Subject.ARTICLE, label),
            article=article,
            subject=Subject.ARTICLE,
            annotators=annotators,
            is_same_machine=_is_same_machine((place,), suggested),
        )


def _span_groups(
    spans: Iterable[_Here],
    article: ArticleId,
    annotators: tuple[PersonId, ...],
    *,
    suggested: Set[RecordId],
) -> Iterator[Group[Position]]:
    bits = {annotator: 1 << place for place, annotator in enumerate(annotators)}
    ordered = sorted(spans, key=lambda here: reading_order(here.fragments))
    makers = []
    for fragments, marked in ordered:
        made_by = 0
        for annotator, _, _ in marked:
            made_by |= bits[annotator]
        makers.append((fragments, made_by))
    ties, nested = alternatives(makers)
    for numbers in ties.sets():
        members = [ordered[number] for number in numbers]
        places = tuple([place_of(Position(fragments), marked) for fragments, marked in members])
        yield group_of(
            places,
            id=group_id(article, Subject.SPAN, *[written(here.fragments) for here in members]),
            article=article,
            subject=Subject.SPAN,
            annotators=annotators,
            is_nested=True in [nested[number] for number in numbers],
            is_discontinuous=max([len(here.fragments) for here in members]) > 1,
            is_same_machine=_is_same_machine(places, suggested),
        )


def _is_same_machine(places: Iterable[Place[P]], suggested: Set[RecordId]) -> bool:
    """Whether two annotators have a version each by accepting what was suggested."""
    if not suggested:
        return False
    return any(
        sum(not suggested.isdisjoint(records) for _, records in version.makers) > 1
        for place in places
        for version in place.versions
    )


def reading_order(fragments: tuple[Span, ...]) -> tuple[int, int, tuple[Span, ...]]:
    """Sorts fragments of positions: as read, outer before inner; the whole article first."""
    if not fragments:
        return -1, 0, fragments
    return fragments[0].start, -fragments[-1].end, fragments


def written(fragments: tuple[Span, ...]) -> str:
    """Fragments as text, "0-5,8-9", as it goes into the ids of groups."""
    return ",".join([f"{span.start}-{span.end}" for span in fragments])


def group_id(article: ArticleId, subject: Subject, *positions: str) -> GroupId:
    """The id of the group that has these positions, given in reading order: 20 hex digits."""
    text = "\0".join((article, subject, *positions))
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10)
    return GroupId(digest.hexdigest())


def group_of(
    places: tuple[Place[P], ...],
    *,
    id: GroupId,
    article: ArticleId,
    subject: Subject,
    annotators: tuple[PersonId, ...],
    is_nested: bool = False,
    is_discontinuous: bool = False,
    is_same_machine: bool = False,
) -> Group[P]:
    """The group of these places, in their order, with its kind and flags."""
    identical = True in [place.is_stacked_identical for place in places]
    different = True in [place.is_stacked_different for place in places]
    one_sided = bool(_missing(places, annotators))
    holds = (one_sided, is_nested, identical, different, is_discontinuous, is_same_machine)
    flags = tuple([flag for flag, held in zip(_FLAGS, holds, strict=True) if held])
    kind = _kind_of(places, is_stacked=identical or different, is_one_sided=one_sided)
    return Group(id, article, subject, annotators, places, kind, flags)


def _kind_of(places: Sequence[Place[P]], *, is_stacked: bool, is_one_sided: bool) -> Kind:
    agreeing = len(places) == 1 and places[0].is_agreeing
    if agreeing and not is_one_sided:
        return Kind.UNANIMOUS
    if is_stacked:
        return Kind.STACKED
    if len(places) > 1:
        return Kind.BOUNDARY_CONFLICT
    if agreeing:
        return Kind.ONE_SIDED
    labels = {version.configuration.label for version in places[0].versions}
    return Kind.LABEL_CONFLICT if len(labels) > 1 else Kind.ATTRIBUTE_CONFLICT


def _missing(places: Iterable[Place[P]], annotators: tuple[PersonId, ...]) -> tuple[PersonId, ...]:
    present: set[PersonId] = set()
    for place in places:
        present.update(place.annotators)
    if len(present) == len(annotators):
        return ()
    return tuple([annotator for annotator in annotators if annotator not in present])
