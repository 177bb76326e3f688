"""The gestures that put a label on words: a label's key, the palette, the label that sticks."""

from collections.abc import Callable

from annotator.app import acts
from annotator.app.reshaping import Reshaping
from annotator.app.selecting import Place
from annotator.app.session import Session
from annotator.app.words import word_at
from annotator.core.annotations import Annotation
from annotator.core.codebook import Level
from annotator.core.edits import Edit
from annotator.core.errors import Refused
from annotator.core.ids import AnnotationId, EditId, LabelId, PersonId
from annotator.core.spans import Span

_MOST_RECENT = 5


class Labelling(Reshaping):
    """Which label goes on what, which one sticks, and which were used last."""

    def __init__(self, session: Session, *, tell: Callable[[], None]) -> None:
        super().__init__(session, tell=tell)
        self._used: dict[PersonId, list[LabelId]] = {}
        self._stuck: EditId | None = None

    def press_label(self, label_id: LabelId, place: Place) -> Edit:
        """A label's key: marks the selection; else relabels the selected annotation; else marks
        the word at the caret. A label for whole articles is put on or taken off.
        """
        work = self._session.work
        label = work.codebook.label(label_id)
        if label is None:
            raise Refused(f"The codebook has no label {label_id!r}.")
        if label.level is Level.ARTICLE:
            edit = self._do(acts.toggle_article_label(work, label=label_id))
        else:
            aim = self.aim(place)
            if isinstance(aim, Annotation):
                return self.relabel(aim.id, label_id)
            span = self._meant(place, keep_marks=label.keeps_marks)
            edit = self._do(acts.mark(work, spans=(span,), label=label_id))
        self._remember(label_id)
        return edit

    def aim(self, place: Place) -> Annotation | Span | None:
        """What a label would be put on now: words, the selected annotation, or nothing."""
        selected = self.annotation
        if place.selection is None and selected is not None and selected.spans:
            return selected
        return place.selection or word_at(self._current().article.text, place.caret)

    def relabel(self, annotation_id: AnnotationId, label: LabelId) -> Edit:
        """Gives an annotation another label."""
        work = self._session.work
        edit = self._do(acts.relabel(work, annotation_id=annotation_id, label=label))
        self._remember(label)
        return edit

    def recent_labels(self) -> tuple[LabelId, ...]:
        """The labels this person used last in this project, the newest first, a few at most.

        Where there are fewer, those that the open article has most of follow.
        """
        found = list(self._used.get(self._session.person, ()))
        current, codebook = self._session.current, self._session.codebook
        if current is not None:
            counts = {label.id: current.state.count_of(label.id) for label in codebook.labels}
            had = [label_id for label_id, count in counts.items() if count]
            found += sorted(had, key=lambda label_id: -counts[label_id])
        known = [label_id for label_id in dict.fromkeys(found) if codebook.label(label_id)]
        return tuple(known[:_MOST_RECENT])

    # The label that sticks

    def stick(self, label_id: LabelId) -> None:
        """Has every selection get a label from now on; the one that sticks already is let go."""
        info, label = self._session.info, self._session.codebook.label(label_id)
        if info is not None and info.read_only:
            raise Refused("The project is open read-only. Nothing can be changed.")
        if label is None:
            raise Refused(f"The codebook has no label {label_id!r}.")
        if label.level is Level.ARTICLE:
            raise Refused(f"“{label.title}” is put on the whole article, not on selections.")
        if self.sticky == label_id:
            self.unstick()
            return
        self.sticky = label_id
        self._tell()

    def unstick(self) -> None:
        """Lets selections be selections again."""
        if self.sticky is not None:
            self.sticky = None
            self._tell()

    def mark_selection(self, place: Place, *, is_grown: bool = False) -> Edit | None:
        """Puts the label that sticks on a selection that is complete; None where none sticks.

        `is_grown`: a further click has made more of the selection before; what that one brought is
        taken back first, so that a sentence is marked and not its word as well.
        """
        stuck, self._stuck = self._stuck, None
        if self.sticky is None or place.selection is None:
            return None
        if is_grown and stuck is not None and stuck == self._current().history.newest:
            self._session.undo()
        edit = self.press_label(self.sticky, place)
        self._stuck = edit.id
        return edit

    def _remember(self, label_id: LabelId) -> None:
        used = self._used.setdefault(self._session.person, [])
        if label_id in used:
            used.remove(label_id)
        used.insert(0, label_id)
