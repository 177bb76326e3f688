"""The status line: what is saved, which article, how many marks, where the caret is."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from annotator.app.present.wording import counted
from annotator.core.segments import words


class Saving(StrEnum):
    """How the work stands on disk."""

    NOTHING = "nothing"
    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True)
class StatusRow:
    """The status line's parts in words; an empty part is not shown."""

    saving: Saving = Saving.NOTHING
    saved_words: str = ""
    annotator: str = ""
    article: str = ""
    marks: str = ""
    position: str = ""
    zoom: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an offset is: paragraph and word, both counted from 1; word 0 is before the first."""

    paragraph: int
    word: int


class Paragraphs:
    """The paragraphs of one text, found once, so that a caret's place costs no reading again."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [m.start() for m in re.finditer(r"[^\s][^\n]*", text)]

    def place(self, offset: int) -> Place | None:
        """The paragraph and word at an offset; None before the first paragraph or without one.

        On an empty line it is the end of the paragraph before.
        """
        number = bisect_right(self._starts, offset)
        if number == 0:
            return None
        start = self._starts[number - 1]
        end = self._text.find("\n", start)
        stop = min(offset + 1, len(self._text) if end < 0 else end)
        return Place(number, sum(1 for _ in words(self._text, start, stop)))


def status_row(
    *,
    saving: Saving,
    unsaved: int = 0,
    annotator: str = "",
    number: int | None = None,
    articles: int = 0,
    marks: int | None = None,
    place: Place | None = None,
    zoom_percent: int = 100,
) -> StatusRow:
    """The status line in words. `number` counts the open article from 1, None without one.

    `unsaved` is the number of edits that are in memory only.
    """
    article = counted(articles, "article")
    if number is not None:
        article = f"article {number:,} of {articles:,}"
    position = ""
    if place is not None:
        position = f"¶ {place.paragraph:,}"
        if place.word:
            position += f", word {place.word:,}"
    return StatusRow(
        saving=saving,
        saved_words=_saved_words(saving, unsaved),
        annotator=annotator,
        article=article,
        marks="" if marks is None else counted(marks, "mark"),
        position=position,
        zoom=f"{zoom_percent} %",
    )


def _saved_words(saving: Saving, unsaved: int) -> str:
    match saving:
        case Saving.NOTHING:
            return ""
        case Saving.SAVED:
            return "saved"
        case Saving.SAVING:
            return f"saving {counted(unsaved, 'change')}" if unsaved else "saving"
        case Saving.FAILED:
            return f"{counted(unsaved, 'change')} not saved" if unsaved else "not saved"
        case Saving.READ_ONLY:
            return "read-only"
