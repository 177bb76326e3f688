"""The gestures that change where an annotation stands: boundaries, halves, joins and parts."""

from annotator.app import acts, shaping
from annotator.app.selecting import Place
from annotator.app.stepping import Stepping
from annotator.app.words import snapped, word_at, words
from annotator.app.work import Act
from annotator.core.edits import Edit
from annotator.core.errors import Refused
from annotator.core.graphemes import character_step, whole_characters
from annotator.core.ids import AnnotationId
from annotator.core.segments import EXACT, Snap
from annotator.core.spans import Span, normalised


class Reshaping(Stepping):
    """Gestures on the boundaries and parts of annotations. Refused is raised with a sentence."""

    def move_boundary(
        self, *, end: bool, by: int, words_at_once: bool = False, place: Place | None = None
    ) -> Edit:
        """Moves the start or the end of the selected annotation by characters or by words.

        Of an annotation with parts it is the part nearest to the caret, and without a place the
        outer end. A step never splits a character with its marks and never empties a part; parts
        that it reaches become one with it.
        """
        annotation, text = self._selected(), self._current().article.text
        if not annotation.spans:
            raise Refused("The label is on the whole article and has no boundary.")
        part = annotation.spans[-1 if end else 0]
        if place is not None:
            part = min(annotation.spans, key=lambda span: _distance(span, place.caret))
        here = part.end if end else part.start
        if words_at_once:
            there = _word_step(text, here, by, to_ends=end)
            # The last word that is left stays whole.
            keeps = there > part.start if end else there < part.end
            there = there if keeps else here
        else:
            there = character_step(text, here, by)
        if end:
            moved = Span(part.start, max(there, character_step(text, part.start, 1)))
        else:
            moved = Span(min(there, character_step(text, part.end, -1)), part.end)
        spans = (*(span for span in annotation.spans if span != part), moved)
        return self._do(acts.move(self._session.work, annotation_id=annotation.id, spans=spans))

    def drag_boundary(self, annotation_id: AnnotationId, part: Span) -> Edit:
        """Puts one end of an annotation's part where the mouse let go; the other end is as it was.

        Parts that it reaches become one with it.
        """
        work = self._session.work
        annotation = work.state.annotation(annotation_id)
        if annotation is None or not annotation.spans:
            raise Refused("That annotation is not there any more.")
        was = [s for s in annotation.spans if s.start == part.start or s.end == part.end]
        if not was:
            raise Refused("The annotation has other boundaries by now. Drag again.")
        dragged = Span(*whole_characters(self._current().article.text, part.start, part.end))
        rest = [s for s in annotation.spans if s not in was]
        spans = normalised((*rest, dragged))
        return self._do(acts.move(work, annotation_id=annotation_id, spans=spans))

    # Halves and parts

    def split(self, place: Place) -> Edit:
        """Divides the selected annotation, or the innermost at the caret, at the caret.

        The second half is selected.
        """
        annotation, text = self._here(place), self._current().article.text
        work = self._session.work
        return self._do(
            shaping.split(work, annotation_id=annotation.id, offset=place.caret, text=text)
        )

    def join(self, place: Place) -> Edit:
        """Joins the selected annotation, or the innermost at the caret, with the next like it."""
        annotation, text = self._here(place), self._current().article.text
        return self._do(shaping.join(self._session.work, annotation_id=annotation.id, text=text))

    def add_part(self, place: Place) -> Edit:
        """Adds the selected words, or the word at the caret, to the annotation selected last."""
        work, text = self._session.work, self._current().article.text
        last = work.state.annotation(self.last_selected) if self.last_selected else None
        if last is None:
            raise Refused("Select an annotation first, then the words to add to it.")
        label = work.codebook.label(last.label)
        span = self._meant(place, keep_marks=label is not None and label.keeps_marks)
        return self._do(shaping.add_part(work, annotation_id=last.id, span=span, text=text))

    def take_part(self, place: Place) -> Edit:
        """Takes away the part of the selected annotation that is at the caret."""
        annotation = self._here(place)
        return self._do(
            shaping.take_part(self._session.work, annotation_id=annotation.id, offset=place.caret)
        )

    # Within

    def _do(self, act: Act) -> Edit:
        edit = self._session.do(act)
        if act.focus is not None:
            self.select(act.focus)
        elif self.annotation is None:
            self.select(None)
        self._tidy()
        return edit

    def _tidy(self) -> None:
        """Makes no relation any more from an annotation that is gone."""
        source = self.relation_from
        if source is not None and self._current().state.annotation(source) is None:
            self.relation_from = None
            self._tell()

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


def _distance(span: Span, offset: int) -> int:
    """How far an offset is from a span; 0 inside it and at its ends."""
    return max(span.start - offset, offset - span.end, 0)


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
