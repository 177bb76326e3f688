"""One author's work on one article in memory, indexed; it prepares and applies edits."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.core.annotations import Annotation, AnnotationSet, Relation, Stamp
from annotator.core.decision_index import DecisionIndex
from annotator.core.decisions import Decision
from annotator.core.edits import Change, Edit
from annotator.core.errors import StaleEdit
from annotator.core.ids import AnnotationId, ArticleId, DecisionId, LabelId, PersonId, RelationId
from annotator.core.projects import role_of
from annotator.core.records import Record, same_content
from annotator.core.span_index import SpanIndex
from annotator.core.touched import Touched

Order = tuple[int, int, str]


class ArticleState:
    """The annotations, relations, decisions and set of one author in one article.

    Reading is free; changing goes through `prepare`, which checks and stamps, then `apply`.
    `touched` tells which annotations have changed since, `decided` what decisions are about.
    """

    def __init__(
        self,
        article: ArticleId,
        author: PersonId,
        *,
        annotations: Iterable[Annotation] = (),
        relations: Iterable[Relation] = (),
        decisions: Iterable[Decision] = (),
        annotation_set: AnnotationSet | None = None,
    ) -> None:
        self.article = article
        self.author = author
        self._annotations = {a.id: a for a in annotations}
        self._relations = {r.id: r for r in relations}
        self.decided = DecisionIndex(decisions)
        self._set = annotation_set
        self.touched = Touched()
        self._order = sorted(a.order for a in self._annotations.values())
        extents = ((a.id, a.extent) for a in self._annotations.values())
        self._places: SpanIndex[AnnotationId] = SpanIndex(
            (key, extent) for key, extent in extents if extent is not None
        )
        # The order of each label's annotations; made when it is asked for first.
        self._alike: dict[LabelId, list[Order]] | None = None
        self._ties: dict[AnnotationId, set[RelationId]] = {}
        # The last revisions of records that went: the set may be made again under its one id.
        self._gone: dict[str, int] = {}
        for relation in self._relations.values():
            self._tie(relation)

    def __len__(self) -> int:
        return len(self._annotations)

    def __iter__(self) -> Iterator[Annotation]:
        """All annotations in reading order, article-level ones first."""
        return (self._annotations[AnnotationId(key[2])] for key in self._order)

    @property
    def annotation_set(self) -> AnnotationSet:
        """The set's own record; as new where nothing was ever stored."""
        return self._set or AnnotationSet(self.article, self.author, role_of(self.author))

    @property
    def stored_set(self) -> AnnotationSet | None:
        """The set's own record, None where nothing was ever stored."""
        return self._set

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All relations, in the order of their ids."""
        return tuple(self._relations[key] for key in sorted(self._relations))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """A reviewer's decisions, in the order they were made first; the same until one changes."""
        return self.decided.all

    def decision(self, decision_id: DecisionId) -> Decision | None:
        """The decision of that id, if it is there."""
        return self.decided.get(decision_id)

    def annotation(self, annotation_id: AnnotationId) -> Annotation | None:
        """The annotation of that id, if it is there."""
        return self._annotations.get(annotation_id)

    def relation(self, relation_id: RelationId) -> Relation | None:
        """The relation of that id, if it is there."""
        return self._relations.get(relation_id)

    def relations_of(self, annotation_id: AnnotationId) -> tuple[Relation, ...]:
        """The relations that begin or end at an annotation."""
        return tuple(self._relations[key] for key in sorted(self._ties.get(annotation_id, ())))

    def record(self, record_id: str) -> Record | None:
        """Whatever has that id: an annotation, a relation, a decision or the set itself."""
        if self._set is not None and record_id == self._set.id:
            return self._set
        return (
            self._annotations.get(AnnotationId(record_id))
            or self._relations.get(RelationId(record_id))
            or self.decided.get(DecisionId(record_id))
        )

    def at(self, offset: int) -> tuple[Annotation, ...]:
        """The annotations with a fragment that holds the character at `offset`, outer first."""
        return self.overlapping(offset, offset + 1)

    def overlapping(self, start: int, end: int) -> tuple[Annotation, ...]:
        """The annotations with a fragment that shares a character with [start, end).

        In reading order. The cost depends on how many there are, not on how many the article has.
        """
        near = (self._annotations[key] for key in self._places.overlapping(start, end))
        found = [a for a in near if any(s.start < end and start < s.end for s in a.spans)]
        return tuple(sorted(found, key=lambda a: a.order))

    def next_from(self, offset: int) -> Annotation | None:
        """The first annotation that begins at or after `offset`."""
        place = bisect_left(self._order, (offset,))
        while place < len(self._order) and self._order[place][0] < 0:
            place += 1
        if place == len(self._order):
            return None
        return self._annotations[AnnotationId(self._order[place][2])]

    def last(self) -> Annotation | None:
        """The last annotation in reading order; None if there is none."""
        return self._annotations[AnnotationId(self._order[-1][2])] if self._order else None

    def neighbour(self, annotation_id: AnnotationId, *, step: int) -> Annotation | None:
        """The annotation `step` places later in reading order; None past either end."""
        current = self._annotations.get(annotation_id)
        if current is None:
            return None
        place = bisect_left(self._order, current.order) + step
        if not 0 <= place < len(self._order):
            return None
        return self._annotations[AnnotationId(self._order[place][2])]

    @property
    def labels(self) -> tuple[LabelId, ...]:
        """The labels in use, as they are met in reading order."""
        order = self._by_label()
        return tuple(sorted((label for label in order if order[label]), key=lambda i: order[i][0]))

    def order_of(self, label: LabelId) -> list[Order]:
        """What the annotations of a label are sorted by, sorted; each holds an id as its last."""
        return list(self._by_label().get(label, ()))

    def count_of(self, label: LabelId) -> int:
        """How many annotations have a label."""
        return len(self._by_label().get(label, ()))

    def nearest_of(
        self, label: LabelId, place: tuple[int] | Order, *, step: int
    ) -> Annotation | None:
        """The annotation of a label next after (1) or before (-1) a place in reading order.

        The place is an annotation's `order`, which is not found itself, or an offset alone: what
        begins there comes after it. Costs no more in an article of many annotations.
        """
        order = self._by_label().get(label, [])
        found = bisect_right(order, place) if step > 0 else bisect_left(order, place) - 1
        return self._annotations[AnnotationId(order[found][2])] if 0 <= found < len(order) else None

    def prepare(self, edit: Edit) -> Edit:
        """The edit with stamps, ready to be applied and stored; nothing is changed yet.

        Each `before` must say what is here now, apart from its stamp, and no relation may lose an
        end. Revisions only grow, also when an undo brings an old record back. Raises StaleEdit,
        and ValueError for an edit of another article or author.
        """
        if (edit.article, edit.author) != (self.article, self.author):
            raise ValueError(f"an edit of {edit.author} in {edit.article} does not belong here")
        stamped = []
        for change in edit.changes:
            current = self._current(change)
            if not same_content(current, change.before):
                raise StaleEdit(change.record_id)
            stamped.append(Change(current, self._stamped(change, current, edit.made)))
        prepared = replace(edit, changes=tuple(stamped))
        self._check_ends(prepared)
        return prepared

    def apply(self, edit: Edit) -> None:
        """Puts a prepared edit into effect."""
        for change in edit.changes:
            if change.before is not None:
                self._drop(change.before)
                if change.after is None:
                    self._gone[change.record_id] = change.before.stamp.revision
            if change.after is not None:
                self._put(change.after)

    def _current(self, change: Change) -> Record | None:
        """What is here under the id of a change, of the kind that the change is about."""
        match change.record:
            case Annotation() as annotation:
                return self._annotations.get(annotation.id)
            case Relation() as relation:
                return self._relations.get(relation.id)
            case AnnotationSet():
                return self._set
            case Decision() as decision:
                return self.decided.get(decision.id)

    def _stamped(self, change: Change, current: Record | None, made: str) -> Record | None:
        """What shall be, with a revision above all that the record ever had here."""
        after = change.after
        if after is None:
            return None
        revision = max(
            after.stamp.revision,
            current.stamp.revision if current else 0,
            change.before.stamp.revision if change.before else 0,
            self._gone.get(after.id, 0),
        )
        created = after.stamp.created or (current.stamp.created if current else "") or made
        return replace(after, stamp=Stamp(revision + 1, created, made))

    def _check_ends(self, edit: Edit) -> None:
        """Raises StaleEdit where a relation would be left without an annotation at an end."""
        gone: set[AnnotationId] = set()
        there: set[AnnotationId] = set()
        untied: set[RelationId] = set()
        for change in edit.changes:
            if isinstance(change.record, Annotation):
                (gone if change.after is None else there).add(change.record.id)
            elif isinstance(change.record, Relation):
                # One that is tied anew is looked at below.
                untied.add(change.record.id)
        for annotation_id in gone:
            for relation_id in self._ties.get(annotation_id, ()):
                if relation_id not in untied:
                    raise StaleEdit(relation_id)
        for change in edit.changes:
            if isinstance(change.after, Relation):
                for end in (change.after.source, change.after.target):
                    if end in gone or (end not in there and end not in self._annotations):
                        raise StaleEdit(change.after.id)

    def _put(self, record: Record) -> None:
        match record:
            case Annotation():
                self._annotations[record.id] = record
                self.touched.add(record.id)
                insort(self._order, record.order)
                if self._alike is not None:
                    insort(self._alike.setdefault(record.label, []), record.order)
                self._place(record)
            case Relation():
                self._relations[record.id] = record
                self._tie(record)
            case AnnotationSet():
                self._set = record
            case Decision():
                self.decided.put(record)

    def _drop(self, record: Record) -> None:
        match record:
            case Annotation():
                current = self._annotations.pop(record.id)
                self.touched.add(record.id)
                del self._order[bisect_left(self._order, current.order)]
                if self._alike is not None:
                    alike = self._alike[current.label]
                    del alike[bisect_left(alike, current.order)]
                if current.extent is not None:
                    self._places.remove(current.id, current.extent)
            case Relation():
                self._untie(self._relations.pop(record.id))
            case AnnotationSet():
                self._set = None
            case Decision():
                self.decided.drop(record.id)

    def _by_label(self) -> dict[LabelId, list[Order]]:
        if self._alike is None:
            self._alike = {}
            for order in self._order:
                label = self._annotations[AnnotationId(order[2])].label
                self._alike.setdefault(label, []).append(order)
        return self._alike

    def _place(self, annotation: Annotation) -> None:
        if annotation.extent is not None:
            self._places.add(annotation.id, annotation.extent)

    def _tie(self, relation: Relation) -> None:
        for end in (relation.source, relation.target):
            self._ties.setdefault(end, set()).add(relation.id)

    def _untie(self, relation: Relation) -> None:
        for end in {relation.source, relation.target}:
            ties = self._ties[end]
            ties.discard(relation.id)
            if not ties:
                del self._ties[end]
