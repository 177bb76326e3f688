"""Records put into one author's work and dropped from it, not yet in effect."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from annotator.app.work import Act, Work, act_of
from annotator.core.annotations import Annotation, Relation
from annotator.core.decisions import Decision
from annotator.core.edits import Change
from annotator.core.errors import Refused
from annotator.core.ids import AnnotationId, DecisionId, RelationId
from annotator.core.records import Record
from annotator.core.span_index import SpanIndex


class Drafted:
    """One author's work with records put into it and dropped from it, not yet in effect."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._now: dict[str, Record | None] = {}
        # Where the annotations in it lie, so that taking 5,000 groups at once stays quick.
        self._places: SpanIndex[str] = SpanIndex()
        # The drafted decisions on each of the annotators' records, and on each group.
        self._deciders: dict[str, set[DecisionId]] = {}
        self._focus: AnnotationId | None = None

    # What there is

    def annotation(self, annotation_id: str) -> Annotation | None:
        """An annotation as it shall be."""
        if annotation_id in self._now:
            found = self._now[annotation_id]
            return found if isinstance(found, Annotation) else None
        return self._work.state.annotation(AnnotationId(annotation_id))

    def relation(self, relation_id: str) -> Relation | None:
        """A relation as it shall be."""
        if relation_id in self._now:
            found = self._now[relation_id]
            return found if isinstance(found, Relation) else None
        return self._work.state.relation(RelationId(relation_id))

    def decision(self, decision_id: DecisionId) -> Decision | None:
        """A decision as it shall be."""
        if decision_id in self._now:
            found = self._now[decision_id]
            return found if isinstance(found, Decision) else None
        return self._work.state.decision(decision_id)

    def decided(self, *keys: str) -> list[Decision]:
        """The decisions, as they shall be, about groups or annotators' records; in their order."""
        ids: set[DecisionId] = set()
        for key in keys:
            ids |= self._work.state.decided.about(key) | self._deciders.get(key, set())
        return [d for d in map(self.decision, sorted(ids)) if d is not None]

    def decisions(self) -> Iterator[Decision]:
        """All decisions as they shall be."""
        for stored in self._work.state.decisions:
            if stored.id not in self._now:
                yield stored
        for record in tuple(self._now.values()):
            if isinstance(record, Decision):
                yield record

    def relations_of(self, annotation_id: str) -> list[Relation]:
        """The relations that shall begin or end at an annotation."""
        stored = self._work.state.relations_of(AnnotationId(annotation_id))
        found = [relation for relation in stored if relation.id not in self._now]
        for record in self._now.values():
            if isinstance(record, Relation) and annotation_id in (record.source, record.target):
                found.append(record)
        return found

    # Changing

    def put(self, record: Record) -> None:
        """Puts a record in, in the place of one with its id."""
        self._unplace(record.id)
        self._now[record.id] = record
        self._place(record)
        if isinstance(record, Decision):
            self._note(record)

    def _place(self, record: Record | None) -> None:
        if isinstance(record, Annotation) and record.extent is not None:
            self._places.add(record.id, record.extent)

    def _unplace(self, record_id: str) -> None:
        old = self._now.get(record_id)
        if isinstance(old, Annotation) and old.extent is not None:
            self._places.remove(old.id, old.extent)

    def _note(self, decision: Decision) -> None:
        for key in (decision.group, *decision.sources):
            if key:
                self._deciders.setdefault(key, set()).add(decision.id)

    def drop(self, record_id: str) -> None:
        """Takes a record out, and of an annotation its relations too.

        A decision on a relation that goes so is open again.
        """
        if self.annotation(record_id) is not None:
            for relation in self.relations_of(record_id):
                self.drop(relation.id)
                self._forget(relation.id)
        self._unplace(record_id)
        self._now[record_id] = None

    def _forget(self, relation_id: str) -> None:
        for decision in tuple(self.decisions()):
            if relation_id in decision.outcome:
                self._now[decision.id] = None

    def take_back(self, decision: Decision) -> None:
        """Takes a decision out, with what it had put in and no other decision holds."""
        self._now[decision.id] = None
        self._drop_loose(decision.outcome)

    def _drop_loose(self, records: Collection[str]) -> None:
        """Drops those of some records that no decision holds any more."""
        if records:
            held = {record for each in self.decisions() for record in each.outcome}
            for record_id in records:
                if record_id not in held:
                    self.drop(record_id)

    @property
    def changes(self) -> tuple[Change, ...]:
        """From what is there to what shall be; what stays as it is plays no part."""
        found = []
        for record_id, after in self._now.items():
            before = self._work.state.record(record_id)
            if before != after:
                found.append(Change(before, after))
        return tuple(found)

    def act(self, title: str) -> Act:
        """The act that puts the draft into effect. Raises Refused where nothing would change."""
        return act_of(self._work, title, *self.changes, focus=self._focus)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """What is done within is done whole; where it is refused, not at all."""
        before, focus = self._now.copy(), self._focus
        try:
            yield
        except Refused:
            for record_id, now in tuple(self._now.items()):
                old = before.get(record_id)
                if now is not old:
                    self._unplace(record_id)
                    self._place(old)
            self._now, self._focus = before, focus
            raise
