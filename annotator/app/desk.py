"""What the annotator holds at the moment, and what each gesture does with it. Knows no widget.

Caret and selection come from the view as offsets; the selected annotation, the label that sticks
and a relation being made are kept here. Gestures raise Refused with a sentence.
"""

from annotator.app import acts
from annotator.app.labelling import Labelling
from annotator.app.selecting import Place
from annotator.core.annotations import Annotation, Relation, SetState
from annotator.core.codebook import RelationType
from annotator.core.edits import Edit
from annotator.core.errors import Refused
from annotator.core.ids import (
    AnnotationId,
    AttributeId,
    RelationId,
    RelationTypeId,
)

__all__ = ["Desk", "Place"]


class Desk(Labelling):
    """The gestures of annotating, on whatever article the session has open."""

    def remove(self) -> Edit:
        """Takes the selected annotation away; then none is selected."""
        return self._do(acts.remove(self._session.work, annotation_ids=(self._selected().id,)))

    # Saying more

    def set_attribute(
        self, annotation_id: AnnotationId, attribute: AttributeId, value: str
    ) -> Edit:
        """Sets or clears an attribute."""
        work = self._session.work
        return self._do(
            acts.set_attribute(work, annotation_id=annotation_id, attribute=attribute, value=value)
        )

    def set_comment(self, annotation_id: AnnotationId, comment: str) -> Edit:
        """Sets or clears the comment."""
        work = self._session.work
        return self._do(acts.set_comment(work, annotation_id=annotation_id, comment=comment))

    def set_unsure(self, annotation_id: AnnotationId, *, unsure: bool) -> Edit:
        """Flags as unsure or sure."""
        work = self._session.work
        return self._do(acts.set_unsure(work, annotation_id=annotation_id, unsure=unsure))

    def toggle_unsure(self) -> Edit:
        """Turns the flag of the selected annotation over."""
        annotation = self._selected()
        return self.set_unsure(annotation.id, unsure=not annotation.unsure)

    # Relations

    def begin_relation(self) -> None:
        """Makes the selected annotation one end of a relation; the other is chosen next."""
        codebook, annotation = self._session.work.codebook, self._selected()
        if not any(kind.touches(annotation.label) for kind in codebook.relation_types):
            raise Refused(f"The codebook has no relation that ends at {annotation.label}.")
        self.relation_from = annotation.id
        self._tell()

    def cancel_relation(self) -> None:
        """Makes no relation after all."""
        if self.relation_from is not None:
            self.relation_from = None
            self._tell()

    def relation_choices(self) -> tuple[RelationType, ...]:
        """The types that may tie the two ends, in the direction that `relate` will give them.

        Raises Refused where there is none, or where both ends are the same.
        """
        source, target = self._relation_ends()
        return self._session.codebook.relation_types_between(source.label, target.label)

    def relate(self, relation_type: RelationTypeId) -> Edit:
        """Ties the source to the selected annotation, and selects the source again."""
        source, target = self._relation_ends()
        edit = self._do(
            acts.relate(
                self._session.work,
                source=source.id,
                target=target.id,
                relation_type=relation_type,
            )
        )
        self.cancel_relation()
        return edit

    def unrelate(self, relation_id: RelationId) -> Edit:
        """Takes a relation away."""
        return self._do(acts.unrelate(self._session.work, relation_id=relation_id))

    def set_relation_attribute(
        self, relation_id: RelationId, attribute: AttributeId, value: str
    ) -> Edit:
        """Sets or clears an attribute of a relation."""
        work = self._session.work
        return self._do(
            acts.set_relation_attribute(
                work, relation_id=relation_id, attribute=attribute, value=value
            )
        )

    # The article

    def set_state(self, to: SetState) -> Edit:
        """Finishes or reopens one's work on the article."""
        return self._do(acts.set_state(self._session.work, to=to))

    def undo(self) -> Edit | None:
        """Takes back the newest act and selects what it touched, if that is there."""
        return self._after(self._session.undo())

    def redo(self) -> Edit | None:
        """Does again what was undone last and selects what it touched."""
        return self._after(self._session.redo())

    # Within

    def _after(self, edit: Edit | None) -> Edit | None:
        if edit is None:
            return None
        state = self._current().state
        records = [c.after if c.after is not None else c.before for c in edit.changes]
        touched = {r.id for r in records if isinstance(r, Annotation)}
        touched = touched or {r.source for r in records if isinstance(r, Relation)}
        there = [i for i in touched if state.annotation(i) is not None]
        if len(there) == 1:
            self.select(there[0])
        elif touched:
            self.select(None)
        self._tidy()
        return edit

    def _relation_ends(self) -> tuple[Annotation, Annotation]:
        """Source and target: as chosen, or turned round where only that way is permitted."""
        state, codebook = self._current().state, self._session.codebook
        first = state.annotation(self.relation_from) if self.relation_from else None
        if first is None:
            raise Refused("Choose where the relation begins first.")
        second = self._selected()
        if second.id == first.id:
            raise Refused("Go to the other end of the relation, then use Relation again.")
        for source, target in ((first, second), (second, first)):
            if codebook.relation_types_between(source.label, target.label):
                return source, target
        raise Refused(
            f"The codebook has no relation between {first.label} and {second.label}. "
            "Choose another end, or leave with Let go."
        )
