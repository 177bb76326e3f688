"""What is selected in the open article, and going from annotation to annotation."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.app.session import OpenArticle, Session
from annotator.core.annotations import Annotation
from annotator.core.errors import Refused
from annotator.core.ids import AnnotationId, LabelId
from annotator.core.spans import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where the annotator is in the text. `is_exact`: the selection must be taken as it is."""

    caret: int
    selection: Span | None = None
    is_exact: bool = False


class Selecting:
    """The selected annotation, the label that sticks, the beginning of a relation."""

    def __init__(self, session: Session, *, tell: Callable[[], None]) -> None:
        """`tell` is called whenever the selected annotation, relation or sticky label changes."""
        self._session = session
        self._tell = tell
        self.selected: AnnotationId | None = None
        # The one selected last, though the caret has gone on from it since.
        self.last_selected: AnnotationId | None = None
        self.relation_from: AnnotationId | None = None
        self.sticky: LabelId | None = None

    @property
    def annotation(self) -> Annotation | None:
        """The selected annotation, if it is still there."""
        current = self._session.current
        if current is None or self.selected is None:
            return None
        return current.state.annotation(self.selected)

    def select(self, annotation_id: AnnotationId | None) -> None:
        """Selects an annotation, or none."""
        if annotation_id is not None:
            self.last_selected = annotation_id
        if annotation_id != self.selected:
            self.selected = annotation_id
            self._tell()

    def let_go(self) -> None:
        """Drops what belongs to one article: another one is opened."""
        self.selected = self.last_selected = None
        self.relation_from = None
        self._tell()

    def step(self, place: Place, *, by: int) -> Annotation | None:
        """Selects the next (1) or previous (-1) annotation from the selected one or the caret."""
        state = self._current().state
        selected = self.annotation
        if selected is not None and selected.spans:
            found = state.neighbour(selected.id, step=by)
        elif by > 0:
            found = state.next_from(place.caret)
        else:
            following = state.next_from(place.caret)
            found = state.neighbour(following.id, step=-1) if following else state.last()
        if found is not None and not found.spans:
            found = None
        if found is not None:
            self.select(found.id)
        return found

    def cycle(self, place: Place) -> Annotation | None:
        """Selects the next of the annotations under the caret, inner ones after outer ones."""
        under = self._current().state.at(place.caret)
        if not under and place.caret > 0:
            under = self._current().state.at(place.caret - 1)
        if not under:
            return None
        ids = [a.id for a in under]
        rank = ids.index(self.selected) + 1 if self.selected in ids else 0
        self.select(ids[rank % len(ids)])
        return under[rank % len(ids)]

    def reading(self) -> str:
        """The selected annotation in words, for a screen reader."""
        annotation = self.annotation
        if annotation is None:
            return ""
        label = self._session.codebook.label(annotation.label)
        return label.title if label else str(annotation.label)

    # Within

    def _current(self) -> OpenArticle:
        if self._session.current is None:
            raise Refused("Open an article first.")
        return self._session.current

    def _selected(self) -> Annotation:
        annotation = self.annotation
        if annotation is None:
            raise Refused("Select an annotation first: click one, or use Next annotation.")
        return annotation
