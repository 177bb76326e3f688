"""The status line: what is saved, which article, how many marks, where the caret is."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.app.present.wording import counted
from annotator.app.words import words
from annotator.core.spans import Span

# Further into a paragraph nobody counts, and counting would be felt.
_MOST_COUNTED = 20_000


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
    """Where an offset is: paragraph and word, both counted from 1.

    Word 0 is before the first, or so far into the paragraph that words are not counted.
    """

    paragraph: int
    word: int


class Paragraphs:
    """The paragraphs of one text, found once, so that a caret's place costs no reading again.

    `left_out`, in reading order, is what does not count: the lines around the article.
    """

    def __init__(self, text: str, *, left_out: Sequence[Span] = ()) -> None:
        self._text = text
        self._starts = [m.start() for m in re.finditer(r"[^\s][^\n]*", text)]
        self._left_out = left_out
        if left_out:
            self._starts = [start for start in self._starts if not self._is_left_out(start)]
        # The words of the paragraph asked for last, as far as they were needed.
        self._counted = -1
        self._words: Iterator[Span] = iter(())
        self._word_starts: list[int] = []

    def __len__(self) -> int:
        return len(self._starts)

    def _is_left_out(self, offset: int) -> bool:
        rank = bisect_right(self._left_out, offset, key=lambda span: span.start) - 1
        return rank >= 0 and offset < self._left_out[rank].end

    def number(self, start: int, end: int) -> int | None:
        """The number of the paragraph that begins in [start, end), from 1; None if none does."""
        rank = bisect_left(self._starts, start)
        return rank + 1 if rank < len(self._starts) and self._starts[rank] < end else None

    def before(self, offset: int) -> int:
        """How many paragraphs begin before an offset."""
        return bisect_left(self._starts, offset)

    def number_at(self, offset: int) -> int | None:
        """The number of the paragraph that holds an offset; None in what is left out."""
        number = bisect_right(self._starts, offset)
        return None if number == 0 or self._is_left_out(offset) else number

    def place(self, offset: int) -> Place | None:
        """The paragraph and word at an offset; None before the first paragraph, in what is left
        out, or where there is none.

        On an empty line it is the end of the paragraph before.
        """
        number = bisect_right(self._starts, offset)
        if number == 0 or self._is_left_out(offset):
            return None
        start = self._starts[number - 1]
        end = self._text.find("\n", start)
        stop = min(offset + 1, len(self._text) if end < 0 else end)
        if stop - start > _MOST_COUNTED:
            return Place(number, 0)
        return Place(number, self._words_before(number, start, stop))

    def _words_before(self, number: int, start: int, stop: int) -> int:
        if number != self._counted:
            self._counted, self._word_starts = number, []
            self._words = words(self._text, start, start + _MOST_COUNTED)
        while not self._word_starts or self._word_starts[-1] < stop:
            word = next(self._words, None)
            # So many that nothing before `stop` is left.
            self._word_starts.append(len(self._text) if word is None else word.start)
        return bisect_left(self._word_starts, stop)


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
