"""The occurrences of some words as a concordance: each in the middle of its context."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.app.occurrences import MOST_LISTED, Gathering, fitting
from annotator.app.present.status import Paragraphs
from annotator.app.present.wording import counted, is_right_to_left, value_words
from annotator.core.codebook import Label
from annotator.core.graphemes import whole_characters
from annotator.core.spans import Span

# Characters of context on either side: as much as a wide dialog shows.
_CONTEXT = 80
_LONGEST = 120
_GAP = re.compile(r"\s*\n\s*\n\s*")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """A place with what stands before and after it; `paragraph` is "¶ 12", or empty."""

    id: str
    span: Span
    before: str
    words: str
    after: str
    paragraph: str
    is_right_to_left: bool = False
    is_ticked: bool = True


@dataclass(frozen=True, slots=True)
class OccurrenceList:
    """Everything that is listed, and in a sentence what is not.

    `is_complete`: no row will follow. `attributes` are those that would be given too, in words;
    empty if there are none.
    """

    rows: tuple[OccurrenceRow, ...]
    remark: str
    is_complete: bool
    attributes: str = ""


def occurrence_list(
    gathering: Gathering, text: str, paragraphs: Paragraphs, *, label: Label
) -> OccurrenceList:
    """The list of what was gathered so far for a label."""
    values = fitting(label, gathering.pattern.attributes)
    titles = {attribute.id: attribute.title for attribute in label.attributes}
    return OccurrenceList(
        rows=occurrence_rows(gathering.places, text, paragraphs),
        remark=_remark(gathering, label.title),
        is_complete=gathering.is_listed,
        attributes=", ".join(f"{titles[k].lower()} {value_words(v)}" for k, v in values),
    )


def occurrence_rows(
    places: Iterable[Span], text: str, paragraphs: Paragraphs
) -> tuple[OccurrenceRow, ...]:
    """The rows of places of a text, in the order given."""
    rows = []
    for span in places:
        start, end = whole_characters(
            text, max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
        )
        number = paragraphs.number_at(span.start)
        words = _BLANKS.sub(" ", span.text_of(text))
        rows.append(
            OccurrenceRow(
                id=str(span.start),
                span=span,
                before=_BLANKS.sub(" ", _GAP.split(text[start : span.start])[-1]).lstrip(),
                words=words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…",
                after=_BLANKS.sub(" ", _GAP.split(text[span.end : end])[0]).rstrip(),
                paragraph=f"¶ {number}" if number else "",
                is_right_to_left=is_right_to_left(text[_line_start(text, span) : end]),
            )
        )
    return tuple(rows)


def _line_start(text: str, span: Span) -> int:
    return text.rfind("\n", 0, span.start) + 1


def button_words(ticked: int) -> str:
    """What the button does: "Mark 7 places"."""
    return f"Mark {counted(ticked, 'place')}"


def _remark(gathering: Gathering, label: str) -> str:
    if not gathering.is_complete:
        return f"Searching… {gathering.free:,} so far"
    found = gathering.free
    others = "no other place" if not found else counted(found, "other place")
    parts = [others[0].upper() + others[1:]]
    if found > MOST_LISTED:
        parts[0] += f", the first {MOST_LISTED:,} are listed"
    if gathering.marked:
        are = "is" if gathering.marked == 1 else "are"
        parts.append(f"{gathering.marked:,} {are} marked as {label} already")
    if gathering.overlapping:
        overlap = "overlaps" if gathering.overlapping == 1 else "overlap"
        parts.append(f"{gathering.overlapping:,} {overlap} another {label}")
    return ". ".join(parts) + "."
