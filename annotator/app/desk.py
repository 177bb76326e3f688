"""What the annotator holds at the moment, and what each gesture does with it. Knows no widget.

Caret and selection come from the view as offsets; the selected annotation, the label that sticks
and a relation being made are kept here. Gestures raise Refused with a sentence.
"""

from annotator.app import acts
from annotator.app.acts import Act
from annotator.app.selecting import Place, Selecting
from annotator.core.annotations import Annotation, Relation, SetState
from annotator.core.codebook import Level, RelationType
from annotator.core.edits import Edit
from annotator.core.errors import Refused
from annotator.core.graphemes import character_step, whole_characters
from annotator.core.ids import (
    AnnotationId,
    AttributeId,
    LabelId,
    RelationId,
    RelationTypeId,
)
from annotator.core.segments import EXACT, Snap, snapped, word_at, words
from annotator.core.spans import Span

__all__ = ["Desk", "Place"]


class Desk(Selecting):
    """The gestures of annotating, on whatever article the session has open."""

    # Marking

    def press_label(self, label_id: LabelId, place: Place) -> Edit:
        """A label's key: marks the selection; else relabels the selected annotation; else marks
        the word at the caret. A label for whole articles is put on or taken off.
        """
        work = self._session.work
        label = work.codebook.label(label_id)
        if label is None:
            raise Refused(f"The codebook has no label {label_id!r}.")
        if label.level is Level.ARTICLE:
            return self._do(acts.toggle_article_label(work, label=label_id))
        selected = self.annotation
        if place.selection is None and selected is not None and selected.spans:
            return self._do(acts.relabel(work, annotation_id=selected.id, label=label_id))
        span = self._meant(place, keep_marks=label.keeps_marks)
        return self._do(acts.mark(work, spans=(span,), label=label_id))

    def remove(self) -> Edit:
        """Takes the selected annotation away; then none is selected."""
        return self._do(acts.remove(self._session.work, annotation_ids=(self._selected().id,)))

    def move_boundary(self, *, end: bool, by: int, words_at_once: bool = False) -> Edit:
        """Moves the start or the end of the selected annotation by characters or by words.

        A step never splits a character with its marks and never empties the span.
        """
        annotation, text = self._selected(), self._current().article.text
        if not annotation.spans:
            raise Refused("The label is on the whole article and has no boundary.")
        first, last = annotation.spans[0], annotation.spans[-1]
        here = last.end if end else first.start
        if words_at_once:
            there = _word_step(text, here, by, to_ends=end)
            # The last word that is left stays whole.
            keeps = there > last.start if end else there < first.end
            there = there if keeps else here
        else:
            there = character_step(text, here, by)
        if end:
            there = max(there, character_step(text, last.start, 1))
            spans = (*annotation.spans[:-1], Span(last.start, there))
        else:
            there = min(there, character_step(text, first.end, -1))
            spans = (Span(there, first.end), *annotation.spans[1:])
        return self._do(acts.move(self._session.work, annotation_id=annotation.id, spans=spans))

    def drag_boundary(self, annotation_id: AnnotationId, extent: Span) -> Edit:
        """Puts the outer ends of an annotation where the mouse let go."""
        work = self._session.work
        annotation = work.state.annotation(annotation_id)
        if annotation is None or not annotation.spans:
            raise Refused("That annotation is not there any more.")
        start, end = whole_characters(self._current().article.text, extent.start, extent.end)
        inner = [s for s in annotation.spans if s.end > start and s.start < end]
        if len(inner) < len(annotation.spans) and (len(annotation.spans) > 1 or not inner):
            raise Refused("A boundary cannot pass over the annotation's other parts.")
        inner[0] = Span(start, inner[0].end)
        inner[-1] = Span(inner[-1].start, end)
        return self._do(acts.move(work, annotation_id=annotation_id, spans=inner))

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

    def relabel(self, annotation_id: AnnotationId, label: LabelId) -> Edit:
        """Gives an annotation another label."""
        work = self._session.work
        return self._do(acts.relabel(work, annotation_id=annotation_id, label=label))

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

    def _do(self, act: Act) -> Edit:
        edit = self._session.do(act)
        if act.focus is not None:
            self.select(act.focus)
        elif self.annotation is None:
            self.select(None)
        self._tidy()
        return edit

    def _after(self, edit: Edit | None) -> Edit | None:
        if edit is None:
            return None
        state = self._current().state
        records = [c.after if c.after is not None else c.before for c in edit.changes]
        touched = {r.id for r in records if isinstance(r, Annotation)}
        touched = touched or {r.source for r in records if isinstance(r, Relation)}
        there = [i for i in touched if state.annotation(i) is not None]
        if len(touched) == 1 and there:
            self.select(there[0])
        elif touched:
            self.select(None)
        self._tidy()
        return edit

    def _tidy(self) -> None:
        """Makes no relation any more from an annotation that is gone."""
        source = self.relation_from
        if source is not None and self._current().state.annotation(source) is None:
            self.cancel_relation()

    def _meant(self, place: Place, *, keep_marks: bool) -> Span:
        text = self._current().article.text
        meant = place.selection or word_at(text, place.caret)
        if meant is None:
            raise Refused("The caret is not at a word. Select some words first.")
        if place.selection is None and not keep_marks:
            return meant
        snap = EXACT if place.is_exact else Snap(to_words=False, keep_marks=keep_marks)
        span = snapped(text, meant.start, meant.end, snap=snap)
        if span is None:
            raise Refused("Only spaces are selected. Select some words first.")
        return span

    def _relation_ends(self) -> tuple[Annotation, Annotation]:
        """Source and target: as chosen, or turned round where only that way is permitted."""
        state, codebook = self._current().state, self._session.codebook
        first = state.annotation(self.relation_from) if self.relation_from else None
        if first is None:
            raise Refused("Choose where the relation begins first.")
        second = self._selected()
        if second.id == first.id:
            raise Refused("Go to the other end of the relation, then press the key again.")
        for source, target in ((first, second), (second, first)):
            if codebook.relation_types_between(source.label, target.label):
                return source, target
        raise Refused(
            f"The codebook has no relation between {first.label} and {second.label}. "
            "Choose another end, or press Escape."
        )


def _word_step(text: str, offset: int, by: int, *, to_ends: bool) -> int:
    """The end (or the start) of a word, `by` of them on; as far as there are any."""
    for _ in range(abs(by)):
        offset = (
            _edge_after(text, offset, to_ends=to_ends)
            if by > 0
            else _edge_before(text, offset, to_ends=to_ends)
        )
    return offset


def _edge_after(text: str, offset: int, *, to_ends: bool) -> int:
    for word in words(text, offset):
        edge = word.end if to_ends else word.start
        if edge > offset:
            return edge
    return offset


def _edge_before(text: str, offset: int, *, to_ends: bool) -> int:
    for place in range(offset - 1, -1, -1):
        word = word_at(text, place)
        edge = None if word is None else word.end if to_ends else word.start
        if edge is not None and edge < offset:
            return edge
    return offset
