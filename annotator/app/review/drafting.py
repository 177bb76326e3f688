"""A draft of the gold set: what decisions put into it, and the changes that make one undo step."""

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.adjudicate.positions import Position, Version
from annotator.adjudicate.relations import RelationPosition
from annotator.app.review.drafted import Drafted
from annotator.app.work import Work, refuse, title_of
from annotator.core.annotations import Annotation, Origin, OriginKind, Relation
from annotator.core.decisions import Choice, Decision
from annotator.core.errors import Refused
from annotator.core.ids import (
    AnnotationId,
    DecisionId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
    new_id,
)
from annotator.core.records import Record
from annotator.core.rules import check_annotation, check_relation

AnyVersion = Version[Position] | Version[RelationPosition]


@dataclass(frozen=True, slots=True)
class Filling:
    """What a decision says before its outcome is known; see `Decision`."""

    choice: Choice
    group: str = ""
    kind: str = ""
    sources: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    strategy: str = ""


class Draft(Drafted):
    """A draft of what a reviewer decides."""

    def __init__(self, work: Work, *, reviewer: PersonId) -> None:
        super().__init__(work)
        self._reviewer = reviewer

    def decide(
        self,
        filling: Filling,
        *,
        versions: Sequence[AnyVersion],
        opinions: Mapping[str, Annotation | Relation],
        replaced: Collection[str] = (),
    ) -> Decision:
        """Puts a decision in, with what it takes, in the place of earlier ones on the same.

        What an earlier decision had put in is changed where it lies at the same words, so that
        its relations stay; else it goes, and so do those in `replaced`. `opinions` are the
        annotators' records by id.
        """
        earlier = self._earlier(filling) if filling.group else []
        free = [*replaced, *(r for d in earlier for r in d.outcome if r not in replaced)]
        outcome: list[str] = []
        for version in versions:
            if isinstance(version.position, RelationPosition):
                put: Record = self._put_relation(version, free=free, opinions=opinions)
            else:
                put = self._put_annotation(version, free=free, strategy=filling.strategy)
            outcome.append(put.id)
            if put.id in free:
                free.remove(put.id)
        first = earlier[0] if earlier else None
        decision = Decision(
            id=first.id if first is not None else DecisionId(new_id()),
            article=self._work.state.article,
            author=self._work.state.author,
            reviewer=self._reviewer,
            choice=filling.choice,
            group=filling.group,
            kind=filling.kind,
            sources=filling.sources,
            taken=filling.taken,
            outcome=tuple(outcome),
            strategy=filling.strategy,
            note="\n".join(dict.fromkeys(d.note for d in earlier if d.note)),
            is_guideline_gap=any(d.is_guideline_gap for d in earlier),
        )
        for other in earlier[1:]:
            self._now[other.id] = None
        self.put(replace(decision, stamp=first.stamp) if first is not None else decision)
        for record_id in set(replaced) - set(outcome):
            self._take_from_decisions(record_id)
        self._drop_loose(free)
        self._check_overlaps(outcome)
        return decision

    def _earlier(self, filling: Filling) -> list[Decision]:
        """Decisions on the group that is decided now, also as it was before it changed."""
        return self.decided(filling.group, *filling.sources)

    def _take_from_decisions(self, record_id: str) -> None:
        """Lets no decision hold a record any more."""
        for decision in tuple(self.decisions()):
            if record_id in decision.outcome:
                left = tuple(other for other in decision.outcome if other != record_id)
                self.put(replace(decision, outcome=left))

    def origin(self, reason: str = "") -> Origin:
        """Where what a reviewer puts in comes from."""
        return Origin(OriginKind.ADJUDICATION, by=self._reviewer, reason=reason)

    def _put_annotation(
        self, version: AnyVersion, *, free: Collection[str], strategy: str
    ) -> Annotation:
        position, told = version.position, version.configuration
        assert isinstance(position, Position)
        label = LabelId(told.label)
        spans, origin = position.fragments, self.origin(strategy)
        old = self._at(position, label, among=free)
        if old is not None:
            new = replace(old, label=label, spans=spans, attributes=told.attributes, origin=origin)
            self._drop_forbidden_relations(old, new)
        else:
            new = Annotation(
                id=AnnotationId(new_id()),
                article=self._work.state.article,
                author=self._work.state.author,
                label=label,
                spans=spans,
                attributes=told.attributes,
                origin=origin,
            )
        refuse(check_annotation(new, length=self._work.length, codebook=self._work.codebook))
        same = self._same(new)
        if same is not None:
            if same.attributes != new.attributes:
                title = title_of(self._work, label)
                raise Refused(f"These words are in the gold set as {title} already.")
            return same
        self.put(new)
        self._focus = self._focus or new.id
        return new

    def _at(
        self, position: Position, label: LabelId, *, among: Collection[str]
    ) -> Annotation | None:
        """Which of some annotations stands at a position, or else shares characters with it."""
        found = [a for a in map(self.annotation, among) if a is not None]
        found = [a for a in found if position.meets(Position(a.spans))]
        found.sort(key=lambda a: (a.spans != position.fragments, a.label != label, a.order))
        return found[0] if found else None

    def _same(self, annotation: Annotation) -> Annotation | None:
        """Another annotation with the same label on the same words."""
        for other in self._near(annotation):
            if (other.label, other.spans) == (annotation.label, annotation.spans):
                return other
        return None

    def _near(self, annotation: Annotation) -> Iterator[Annotation]:
        """The other annotations that shall share characters with one, or its whole article."""
        whole, state = annotation.extent, self._work.state
        found: list[Annotation] = []
        if whole is not None:
            found += state.overlapping(whole.start, whole.end)
            near = map(self.annotation, tuple(self._places.overlapping(whole.start, whole.end)))
            added = [a for a in near if a is not None]
        else:
            found += itertools.takewhile(lambda other: not other.spans, state)
            added = [r for r in self._now.values() if isinstance(r, Annotation) and not r.spans]
        position = Position(annotation.spans)
        for other in (*(a for a in found if a.id not in self._now), *added):
            if other.id != annotation.id and position.meets(Position(other.spans)):
                yield other

    def _drop_forbidden_relations(self, old: Annotation, new: Annotation) -> None:
        """Drops relations that another label does not permit, as relabelling does."""
        if old.label == new.label:
            return
        for relation in self.relations_of(old.id):
            ends = (
                new if end == old.id else self.annotation(end)
                for end in (relation.source, relation.target)
            )
            source, target = ends
            kind = self._work.codebook.relation_type(relation.type)
            if kind and source and target and not kind.permits(source.label, target.label):
                self.drop(relation.id)
                self._forget(relation.id)

    def _check_overlaps(self, outcome: Iterable[str]) -> None:
        """Raises Refused where the codebook forbids what shall stand together."""
        for annotation in filter(None, map(self.annotation, outcome)):
            label = self._work.codebook.label(annotation.label)
            if label is not None and not label.overlaps_itself:
                others = self._near(annotation)
                length, codebook = self._work.length, self._work.codebook
                refuse(
                    check_annotation(annotation, length=length, codebook=codebook, others=others)
                )

    # Relations

    def _put_relation(
        self,
        version: AnyVersion,
        *,
        free: Collection[str],
        opinions: Mapping[str, Annotation | Relation],
    ) -> Relation:
        position, told = version.position, version.configuration
        assert isinstance(position, RelationPosition)
        made = [r for r in map(opinions.get, version.records) if isinstance(r, Relation)]
        source = self._end(position.source, {r.source for r in made})
        target = self._end(position.target, {r.target for r in made})
        kind = RelationTypeId(told.label)
        known = [r for r in map(self.relation, free) if r is not None]
        known += [r for r in self.relations_of(source.id) if r.type == kind]
        old = next((r for r in known if (r.source, r.target) == (source.id, target.id)), None)
        if old is not None:
            new = replace(old, type=kind, attributes=told.attributes)
        else:
            new = Relation(
                id=RelationId(new_id()),
                article=self._work.state.article,
                author=self._work.state.author,
                type=kind,
                source=source.id,
                target=target.id,
                attributes=told.attributes,
            )
        refuse(check_relation(new, codebook=self._work.codebook, source=source, target=target))
        self.put(new)
        return new

    def _end(self, position: Position, opinions: set[AnnotationId]) -> Annotation:
        """What stands in the gold set for annotators' annotations at the end of a relation."""
        found = self.end_of(position, opinions)
        if found is None:
            raise Refused(
                "An end of this relation is not in the gold set. Decide first what its ends are."
            )
        return found

    def end_of(self, position: Position, opinions: set[AnnotationId]) -> Annotation | None:
        """The same, or None: what was decided on these annotations, else what stands there."""
        chosen: list[Annotation] = []
        for decision in self.decided(*opinions):
            chosen += [a for a in map(self.annotation, decision.outcome) if a is not None]
        if not chosen and position.fragments:
            first = position.fragments[0]
            probe = Annotation(
                AnnotationId(""),
                self._work.state.article,
                self._work.state.author,
                LabelId(""),
                (first,),
            )
            chosen = [a for a in self._near(probe) if a.spans == position.fragments]
        chosen.sort(
            key=lambda a: (
                a.spans != position.fragments,
                not position.meets(Position(a.spans)),
                a.order,
            )
        )
        return chosen[0] if chosen else None
