"""One author's work on one article in memory, indexed; it prepares and applies edits."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.core.annotations import (
    Annotation,
    AnnotationSet,
    Record,
    Relation,
    SetRole,
    Stamp,
    same_content,
)
from annotator.core.edits import Change, Edit
from annotator.core.errors import StaleEdit
from annotator.core.ids import AnnotationId, ArticleId, PersonId, RelationId


class ArticleState:
    """The annotations, relations and set of one author in one article.

    Reading is free; changing goes through `prepare`, which checks and stamps, then `apply`.
    """

    def __init__(
        self,
        article: ArticleId,
        author: PersonId,
        *,
        annotations: Iterable[Annotation] = (),
        relations: Iterable[Relation] = (),
        annotation_set: AnnotationSet | None = None,
    ) -> None:
        self.article = article
        self.author = author
        self._annotations = {a.id: a for a in annotations}
        self._relations = {r.id: r for r in relations}
        self._set = annotation_set
        self._order = sorted(a.order for a in self._annotations.values())
        self._ties: dict[AnnotationId, set[RelationId]] = {}
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
        return self._set or AnnotationSet(self.article, self.author, SetRole.ANNOTATOR)

    @property
    def stored_set(self) -> AnnotationSet | None:
        """The set's own record, None where nothing was ever stored."""
        return self._set

    @property
    def relations(self) -> tuple[Relation, ...]:
        """All relations, in the order of their ids."""
        return tuple(self._relations[key] for key in sorted(self._relations))

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
        """Whatever has that id: an annotation, a relation or the set itself."""
        if self._set is not None and record_id == self._set.id:
            return self._set
        return self._annotations.get(AnnotationId(record_id)) or self._relations.get(
            RelationId(record_id)
        )

    def at(self, offset: int) -> tuple[Annotation, ...]:
        """The annotations with a fragment that holds the character at `offset`, outer first."""
        last = bisect_left(self._order, (offset + 1,))
        found = (self._annotations[AnnotationId(key[2])] for key in self._order[:last])
        return tuple(a for a in found if any(s.start <= offset < s.end for s in a.spans))

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

    def prepare(self, edit: Edit) -> Edit:
        """The edit with stamps, ready to be applied and stored; nothing is changed yet.

        Each `before` must say what is here now, apart from its stamp. Revisions only grow, also
        when an undo brings an old record back. Raises StaleEdit.
        """
        stamped = []
        for change in edit.changes:
            current = self.record(change.record_id)
            if not same_content(current, change.before):
                raise StaleEdit(change.record_id)
            stamped.append(Change(current, _stamp(change, current, edit.made)))
        return replace(edit, changes=tuple(stamped))

    def apply(self, edit: Edit) -> None:
        """Puts a prepared edit into effect."""
        for change in edit.changes:
            if change.before is not None:
                self._drop(change.before)
            if change.after is not None:
                self._put(change.after)

    def _put(self, record: Record) -> None:
        match record:
            case Annotation():
                self._annotations[record.id] = record
                insort(self._order, record.order)
            case Relation():
                self._relations[record.id] = record
                self._tie(record)
            case AnnotationSet():
                self._set = record

    def _drop(self, record: Record) -> None:
        match record:
            case Annotation():
                current = self._annotations.pop(record.id)
                del self._order[bisect_left(self._order, current.order)]
            case Relation():
                current_relation = self._relations.pop(record.id)
                for end in (current_relation.source, current_relation.target):
                    self._ties.get(end, set()).discard(record.id)
            case AnnotationSet():
                self._set = None

    def _tie(self, relation: Relation) -> None:
        for end in (relation.source, relation.target):
            self._ties.setdefault(end, set()).add(relation.id)


def _stamp(change: Change, current: Record | None, made: str) -> Record | None:
    after = change.after
    if after is None:
        return None
    revision = max(
        after.stamp.revision,
        current.stamp.revision if current else 0,
        change.before.stamp.revision if change.before else 0,
    )
    created = after.stamp.created or (current.stamp.created if current else "") or made
    return replace(after, stamp=Stamp(revision + 1, created, made))
