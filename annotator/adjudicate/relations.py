"""Relations are compared after the spans: by their type and by where their two ends are."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from annotator.adjudicate.alternatives import Ties
from annotator.adjudicate.groups import Group, Subject, group_id, group_of, reading_order, written
from annotator.adjudicate.meeting import PositionIndex
from annotator.adjudicate.positions import (
    Configuration,
    Marked,
    Place,
    Position,
    place_of,
    position_of,
)
from annotator.adjudicate.sets import ArticleSets
from annotator.core.ids import PersonId, RelationTypeId
from annotator.core.spans import Span


@dataclass(frozen=True, slots=True)
class RelationPosition:
    """The type of a relation and where its ends are. The labels of the ends do not matter."""

    type: RelationTypeId
    source: Position
    target: Position

    @property
    def extent(self) -> Span | None:
        """From the first character of the source to its last; None for the whole article."""
        return self.source.extent

    def meets(self, other: object) -> bool:
        """Whether both are of one type and the ends of both meet: characters are shared."""
        return (
            isinstance(other, RelationPosition)
            and self.type == other.type
            and self.source.meets(other.source)
            and self.target.meets(other.target)
        )


def relation_groups(article_sets: ArticleSets) -> tuple[Group[RelationPosition], ...]:
    """The groups of one article's relations: by type, then in the reading order of the sources.

    As with spans, relations of one type whose ends meet are in one group where no annotator made
    both. Every relation is in exactly one group.
    """
    sets = sorted(article_sets.sets, key=lambda counted: counted.annotator)
    annotators = tuple(counted.annotator for counted in sets)
    marked: dict[RelationPosition, list[Marked]] = {}
    for counted in sets:
        # Most articles have no relation, and then nobody asks where annotations are.
        needed = {end for r in counted.relations for end in (r.source, r.target)}
        ends = {a.id: position_of(a) for a in counted.annotations if a.id in needed}
        for relation in counted.relations:
            position = RelationPosition(relation.type, ends[relation.source], ends[relation.target])
            made = (
                counted.annotator,
                relation.id,
                Configuration(relation.type, relation.attributes),
            )
            marked.setdefault(position, []).append(made)
    places = [place_of(position, marked[position]) for position in sorted(marked, key=_order)]
    return tuple(_groups(places, article_sets, annotators))


def _groups(
    places: list[Place[RelationPosition]],
    article_sets: ArticleSets,
    annotators: tuple[PersonId, ...],
) -> Iterator[Group[RelationPosition]]:
    for _, alike in groupby(places, key=lambda place: place.position.type):
        of_type = list(alike)
        ties, nested = _alternatives(of_type)
        for numbers in ties.sets():
            members = tuple(of_type[number] for number in numbers)
            yield group_of(
                members,
                id=group_id(
                    article_sets.article,
                    Subject.RELATION,
                    *(_written(place.position) for place in members),
                ),
                article=article_sets.article,
                subject=Subject.RELATION,
                annotators=annotators,
                is_nested=any(nested[number] for number in numbers),
                is_discontinuous=any(_has_gaps(place.position) for place in members),
            )


def _alternatives(places: list[Place[RelationPosition]]) -> tuple[Ties, list[bool]]:
    """Which relations of one type are alternatives, and which are nested."""
    ties, nested = Ties(len(places)), [False] * len(places)
    index: PositionIndex[RelationPosition] = PositionIndex()
    for number, place in enumerate(places):
        for other in index.meeting(place.position):
            if set(place.annotators).isdisjoint(places[other].annotators):
                ties.tie(number, other)
            else:
                nested[number] = nested[other] = True
        index.add(place.position)
    return ties, nested


def _order(position: RelationPosition) -> tuple[object, ...]:
    source, target = position.source.fragments, position.target.fragments
    return position.type, reading_order(source), reading_order(target)


def _written(position: RelationPosition) -> str:
    ends = written(position.source.fragments), written(position.target.fragments)
    return ">".join((position.type, *ends))


def _has_gaps(position: RelationPosition) -> bool:
    return len(position.source.fragments) > 1 or len(position.target.fragments) > 1
