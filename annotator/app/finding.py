"""Finding words in the open article: what is wanted, where it stands, which place stands out.

Knows no widget. A long text is searched in steps, from where the reader is to the end, then from
the beginning: the first place is there at once, the count when all steps are done.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.app.words import word_at
from annotator.core.occurrences import SearchedText
from annotator.core.spans import Span


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, and how closely."""

    words: str = ""
    is_whole_word: bool = False
    is_case_sensitive: bool = False


class Finding:
    """One search at a time in one text. `hits` is in reading order and grows with each step.

    `wrapped` is 1 where the search went on from the beginning, -1 where it went on from the end.
    """

    def __init__(self, text: str = "") -> None:
        self.text = text
        self._searched: dict[bool, SearchedText] = {}
        self._rest: Iterator[tuple[Span, ...]] = iter(())
        self._has_turned = False
        self._before = 0
        self._origin = 0
        self._is_left = False
        self.wanted = Wanted()
        self.hits: list[Span] = []
        self.current: Span | None = None
        self.is_complete = True
        self.wrapped = 0

    def begin(self, wanted: Wanted, *, origin: int = 0) -> None:
        """Looks for other words. The place to stand out is the first that begins at `origin`."""
        self.wanted, self._origin = wanted, origin
        self.hits, self.current = [], None
        self.is_complete = not wanted.words
        self.wrapped, self._has_turned = 0, False
        self._before, self._is_left = 0, False
        self._rest = self._find(start=origin)

    def step(self) -> bool:
        """Looks through the next part of the text; whether there is more to look through."""
        if self.is_complete:
            return False
        found = next(self._rest, None)
        if found is None:
            if not self._has_turned and self._origin > 0:
                self._has_turned = True
                self._rest = self._find(start=0, end=self._origin)
                return True
            self.is_complete = True
            return False
        if self._has_turned:
            following = self.hits[self._before : self._before + 1]
            if found and following and found[-1].overlaps(following[0]):
                found = found[:-1]
            self.hits[self._before : self._before] = found
            self._before += len(found)
        else:
            self.hits += found
        if self.current is None and found and not self._is_left:
            self.current, self.wrapped = found[0], int(self._has_turned)
        return True

    def leave(self) -> None:
        """Lets no place stand out any more: the reader has gone elsewhere."""
        self.current, self._is_left = None, True

    def go(self, by: int, *, caret: int) -> Span | None:
        """The next (1) or previous (-1) place, from the one that stands out or from the caret.

        After the last comes the first; `wrapped` then says so. None if there is none at all.
        """
        here = self.current
        if here is None or by < 0 or self.hits[-1] == here:
            while self.step():
                pass
        if not self.hits:
            return None
        if here is not None:
            place = bisect_left(self.hits, here) + by
        else:
            place = bisect_left(self.hits, caret, key=_start) - (by < 0)
        self.wrapped = 0 if 0 <= place < len(self.hits) else by
        self.current = self.hits[place % len(self.hits)]
        return self.current

    @property
    def number(self) -> int | None:
        """Which place stands out, from 1; None while places before it may be found yet."""
        if self.current is None or not self.is_complete:
            return None
        return bisect_left(self.hits, self.current) + 1

    def _find(self, *, start: int, end: int | None = None) -> Iterator[tuple[Span, ...]]:
        wanted, is_exact = self.wanted, self.wanted.is_case_sensitive
        searched = self._searched.get(is_exact)
        if searched is None:
            searched = SearchedText(self.text, is_case_sensitive=is_exact, word=word_at)
            self._searched[is_exact] = searched
        return searched.find(wanted.words, is_whole_word=wanted.is_whole_word, start=start, end=end)


def _start(span: Span) -> int:
    return span.start
