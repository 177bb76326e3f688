"""Going from annotation to annotation of one label, and along the relations of one annotation."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.app.selecting import Place, Selecting
from annotator.app.session import Session
from annotator.core.annotations import Annotation
from annotator.core.errors import Refused
from annotator.core.ids import AnnotationId, LabelId


@dataclass(frozen=True, slots=True)
class _Round:
    """A round along relations: where it began, and which one was reached last."""

    origin: AnnotationId
    reached: AnnotationId


class Stepping(Selecting):
    """Steps that stay with a label, and rounds that come back to where they began."""

    def __init__(self, session: Session, *, tell: Callable[[], None]) -> None:
        super().__init__(session, tell=tell)
        self._stepped: LabelId | None = None
        self._round: _Round | None = None

    def select(self, annotation_id: AnnotationId | None) -> None:
        """Selects an annotation, or none."""
        self._round = None
        super().select(annotation_id)

    def let_go(self) -> None:
        """Drops what belongs to one article: another one is opened."""
        self._round = None
        super().let_go()

    def step_alike(self, place: Place, *, by: int) -> Annotation:
        """Selects the next (1) or previous (-1) annotation with the selected one's label.

        Without one, the label stepped through last counts, else that of the annotation nearest to
        the caret. Raises Refused where there is none.
        """
        selected = self.annotation
        label = selected.label if selected is not None else self._stepped
        if label is None:
            label = self._nearest(place.caret).label
        found = self._next_of(label, place, by=by)
        if found is None:
            where = "follows" if by > 0 else "stands before"
            raise Refused(f"No other {self.title_of(label)} {where} in this article.")
        self._stepped = label
        self.select(found.id)
        return found

    def go_to_label(self, label: LabelId, place: Place) -> Annotation:
        """Selects the next annotation with a label, or the article's first where none follows.

        Steps go on with that label. Raises Refused where the article has none.
        """
        found = self._next_of(label, place, by=1)
        if found is None:
            found = self._current().state.nearest_of(label, (0,), step=1)
        if found is None:
            raise Refused(f"This article has no {self.title_of(label)}.")
        self._stepped = label
        self.select(found.id)
        return found

    def go_to_partner(self, place: Place) -> Annotation:
        """Selects what a relation ties to the selected annotation, or the one at the caret.

        Asked again there, the next one that is tied to the annotation where one began, and after
        the last one that annotation itself.
        """
        selected, state = self._here(place), self._current().state
        going = self._round
        is_on_the_way = going is not None and going.reached == selected.id
        origin = going.origin if going is not None and is_on_the_way else selected.id
        ring = [*self._partners(origin), origin]
        if len(ring) == 1:
            raise Refused("This annotation has no relation. Use Relation to begin one.")
        rank = ring.index(selected.id) + 1 if selected.id in ring[:-1] else 0
        found = state.annotation(ring[rank])
        assert found is not None
        self.select(found.id)
        if found.id != origin:
            self._round = _Round(origin, found.id)
        return found

    def title_of(self, label_id: LabelId) -> str:
        """What a label is called; its id where the codebook lacks it."""
        label = self._session.codebook.label(label_id)
        return label.title if label else str(label_id)

    def _here(self, place: Place) -> Annotation:
        """The selected annotation, else the innermost at the caret. Raises Refused without one."""
        if self.annotation is not None:
            return self.annotation
        state, caret = self._current().state, place.caret
        under = state.at(caret) or (state.at(caret - 1) if caret > 0 else ())
        if not under:
            raise Refused("Select an annotation first: click one, or use Next annotation.")
        return under[-1]

    def _next_of(self, label: LabelId, place: Place, *, by: int) -> Annotation | None:
        selected = self.annotation
        here = (place.caret,) if selected is None or not selected.spans else selected.order
        found = self._current().state.nearest_of(label, here, step=by)
        return found if found is not None and found.spans else None

    def _nearest(self, caret: int) -> Annotation:
        """The annotation at the caret, the innermost, else the one whose edge is nearest."""
        state = self._current().state
        under = state.at(caret)
        if under:
            return under[-1]
        after = state.next_from(caret)
        before = state.neighbour(after.id, step=-1) if after is not None else state.last()
        near = [a for a in (before, after) if a is not None and a.extent is not None]
        if not near:
            raise Refused("This article has no annotation yet.")
        return min(near, key=lambda a: _distance(a, caret))

    def _partners(self, annotation_id: AnnotationId) -> list[AnnotationId]:
        """What relations tie to an annotation, in reading order, each once."""
        state = self._current().state
        ends = {
            end
            for relation in state.relations_of(annotation_id)
            for end in (relation.source, relation.target)
            if end != annotation_id
        }
        found = [a for a in map(state.annotation, ends) if a is not None]
        return [a.id for a in sorted(found, key=lambda a: a.order)]


def _distance(annotation: Annotation, caret: int) -> int:
    extent = annotation.extent
    assert extent is not None
    return extent.start - caret if extent.start > caret else caret - extent.end
