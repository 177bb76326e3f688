"""Labelling all occurrences: what to look for, where else it stands, which places are free.

Knows no widget. A long text is looked through in steps; marking what was ticked is one act.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.app import acts
from annotator.app.desk import Desk, Place
from annotator.app.finding import Wanted
from annotator.app.session import Session
from annotator.app.words import word_at
from annotator.core.annotations import Annotation, Values
from annotator.core.codebook import Label, Level
from annotator.core.edits import Edit
from annotator.core.errors import Refused
from annotator.core.ids import LabelId
from annotator.core.occurrences import SearchedText
from annotator.core.rules import value_fits
from annotator.core.spans import Span

# More are counted and not listed: nobody looks through them, and one can ask again.
MOST_LISTED = 5_000


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words somewhere in the article with the label that all their occurrences shall have.

    `attributes` are those of the annotation that the words were taken from, if it was one.
    """

    span: Span
    words: str
    label: LabelId
    attributes: Values = ()
    is_whole_word: bool = True


def pattern_at(session: Session, desk: Desk, place: Place) -> Pattern:
    """The selected annotation's words and label; else the selection or the word at the caret with
    the label used last.

    `is_whole_word` is so where the words themselves split none. Raises Refused where there are no
    words, or no label can be put on words.
    """
    current = session.current
    if current is None:
        raise Refused("Open an article first.")
    text, aim = current.article.text, desk.aim(place)
    attributes: Values = ()
    if isinstance(aim, Annotation):
        span, label, attributes = aim.spans[0], aim.label, aim.attributes
    else:
        meant = _without_outer_blanks(text, aim)
        if meant is None:
            raise Refused("The caret is not at a word. Select a mark or some words first.")
        span, label = meant, usual_label(session, desk)
    splits_word = _is_in_word(text, span.start) or _is_in_word(text, span.end)
    return Pattern(span, span.text_of(text), label, attributes, not splits_word)


def usual_label(session: Session, desk: Desk) -> LabelId:
    """The label for words that have none: the one used last. Raises Refused if there is none."""
    permitted = [label.id for label in labels_for_words(session)]
    if not permitted:
        raise Refused("The codebook has no label for words.")
    return next((i for i in desk.recent_labels() if i in permitted), permitted[0])


def labels_for_words(session: Session) -> tuple[Label, ...]:
    """The labels that can be put on words."""
    return tuple(label for label in session.codebook.labels if label.level is Level.SPAN)


def fitting(label: Label | None, values: Values) -> Values:
    """Those of some attributes that a label has too, with values that it permits."""
    if label is None:
        return ()
    kept = []
    for attribute_id, value in values:
        attribute = label.attribute(attribute_id)
        if attribute is not None and value_fits(attribute, value):
            kept.append((attribute_id, value))
    return tuple(kept)


class Gathering:
    """Looks for the other occurrences of a pattern and sorts them out.

    `places` are free, at most MOST_LISTED of them, in reading order; `free` counts all. `marked`
    counts what lies in a mark of the label already, `overlapping` what the label may not overlap.
    """

    def __init__(self, session: Session, pattern: Pattern, wanted: Wanted) -> None:
        """Looks for the pattern's words as closely as `wanted` says. Nothing is done yet."""
        work, current = session.work, session.current
        assert current is not None
        self.pattern, self._state = pattern, work.state
        label = work.codebook.label(pattern.label)
        self._may_overlap = label is None or label.overlaps_itself
        searched = SearchedText(
            current.article.text, is_case_sensitive=wanted.is_case_sensitive, word=word_at
        )
        self._rest = searched.find(pattern.words, is_whole_word=wanted.is_whole_word)
        self.places: list[Span] = []
        self.free = self.marked = self.overlapping = 0
        self.is_complete = False

    @property
    def is_listed(self) -> bool:
        """Whether `places` are all that will be listed."""
        return self.is_complete or len(self.places) == MOST_LISTED

    def step(self) -> bool:
        """Looks through the next part of the text; whether there is more."""
        found = next(self._rest, None)
        if found is None:
            self.is_complete = True
            return False
        for span in found:
            if not span.overlaps(self.pattern.span):
                self._sort_in(span)
        return True

    def _sort_in(self, span: Span) -> None:
        near = self._state.overlapping(span.start, span.end)
        same = [a for a in near if a.label == self.pattern.label]
        if any(part.covers(span) for a in same for part in a.spans):
            self.marked += 1
        elif same and not self._may_overlap:
            self.overlapping += 1
        else:
            self.free += 1
            if len(self.places) < MOST_LISTED:
                self.places.append(span)


def mark_occurrences(
    session: Session, spans: Iterable[Span], *, label: LabelId, attributes: Values = ()
) -> Edit:
    """Marks places with a label and with those of the attributes that it has: one undo step.

    Raises Refused where the rules do not permit one of them.
    """
    values = fitting(session.codebook.label(label), attributes)
    return session.do(acts.mark_all(session.work, spans=spans, label=label, attributes=values))


def _is_in_word(text: str, offset: int) -> bool:
    word = word_at(text, offset)
    return word is not None and word.start < offset < word.end


def _without_outer_blanks(text: str, span: Span | None) -> Span | None:
    if span is None:
        return None
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
