"""Where some words occur in a text: whole characters, whatever their case and however wrapped.

Both are folded, the text piece by piece: taken apart canonically, without case where case does not
count, each run of blanks as one, without the signs that no reader sees. A place found in a folded
piece is led back to the text itself, and counts where it begins and ends with whole characters.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain

from annotator.core.graphemes import is_boundary
from annotator.core.segments import word_at
from annotator.core.spans import Span

# Characters folded at once: less than a millisecond's work in most texts.
_PIECE = 1 << 13
_BLANK = " \t\n\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Soft hyphens, zero-width spaces and signs of direction: scraped pages are strewn with them.
_UNSEEN = "\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_RUN = re.compile(f"[{_BLANK}](?:[{_UNSEEN}]*[{_BLANK}])*")
# The same, but for what is one plain space: most of most texts.
_ODD_RUN = re.compile(f"[{_BLANK}](?:(?:[{_UNSEEN}]*[{_BLANK}])+|(?<! ))")
_UNSEEN_RUN = re.compile(f"[{_UNSEEN}]+")
_INSEPARABLE = re.compile(f"[{_BLANK}{_UNSEEN}]")
# Stands in for the blanks of a run after the first.
_FILLER = "\u00ad"
# Two line ends part paragraphs: the words before and after are not in a row.
_ONE, _GAP = " ", "\n"
WordAt = Callable[[str, int], Span | None]


def occurrences(
    text: str,
    wanted: str,
    *,
    is_whole_word: bool = False,
    is_case_sensitive: bool = False,
    start: int = 0,
) -> Iterator[Span]:
    """The places of `wanted` that begin at `start` or later, in reading order, none overlapping.

    A blank matches any run of blanks with at most one line end in it. Canonically equivalent
    spellings are the same; "e" is not found in "é", however that is spelt. With `is_whole_word` no
    place begins or ends within a word.
    """
    searched = SearchedText(text, is_case_sensitive=is_case_sensitive)
    return chain.from_iterable(searched.find(wanted, is_whole_word=is_whole_word, start=start))


class SearchedText:
    """A text made ready for one search after another; what is ready is kept."""

    def __init__(
        self, text: str, *, is_case_sensitive: bool = False, word: WordAt = word_at
    ) -> None:
        """Costs almost nothing: a piece is folded when it is first searched.

        `word` gives the word at an offset.
        """
        self._text = text
        self._word = word
        self._is_case_sensitive = is_case_sensitive
        self._cuts = _cuts(text)
        self._pieces: dict[int, _Piece] = {}

    def find(
        self, wanted: str, *, is_whole_word: bool = False, start: int = 0, end: int | None = None
    ) -> Iterator[tuple[Span, ...]]:
        """The places of `wanted` that begin in [start, end), a piece of the text at a step.

        A step is a millisecond's work and may give nothing; who asks may stop after each.
        """
        key = _folded(wanted, is_case_sensitive=self._is_case_sensitive)
        if not key:
            return
        stop = len(self._text) if end is None else end
        whole = _WholeWords(self._text, self._word) if is_whole_word else None
        number = max(0, bisect_right(self._cuts, start) - 1)
        while number < len(self._cuts) - 1 and self._cuts[number] < stop:
            found: list[Span] = []
            for span in self._in_piece(number, key):
                if span.start >= stop:
                    break
                if span.start >= start and (whole is None or whole.may_be(span)):
                    found.append(span)
                    start = span.end
            yield tuple(found)
            number += 1

    def _in_piece(self, number: int, key: str) -> Iterator[Span]:
        """All places that begin in a piece, also those that overlap."""
        folded = self._piece(number).folded
        window, following = folded, number + 1
        while len(window) < len(folded) + len(key) - 1 and following < len(self._cuts) - 1:
            window += self._piece(following).folded[: len(key) - 1]
            following += 1
        place = window.find(key)
        while 0 <= place < len(folded):
            span = self._led_back(number, place, key)
            if span is not None:
                yield span
            place = window.find(key, place + 1)

    def _led_back(self, number: int, place: int, key: str) -> Span | None:
        """Where a place in a folded piece is in the text; None if it splits a character."""
        start, stop = self._pieces[number].last_before(place), place + len(key)
        while stop > len(self._pieces[number].folded):
            stop -= len(self._pieces[number].folded)
            number += 1
        end = self._pieces[number].first_after(stop)
        if start is None or end is None:
            return None
        if key[-1] in (_ONE, _GAP):
            run = _RUN.match(self._text, end - 1)
            end = run.end() if run is not None else end
        if is_boundary(self._text, start) and is_boundary(self._text, end):
            return Span(start, end)
        return None

    def _piece(self, number: int) -> "_Piece":
        piece = self._pieces.get(number)
        if piece is None:
            start, end = self._cuts[number], self._cuts[number + 1]
            piece = _piece(self._text[start:end], start, is_case_sensitive=self._is_case_sensitive)
            self._pieces[number] = piece
        return piece


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the text that begins at `start`, folded.

    For each character that became several or none: its offset in the part, and where that which
    it became begins and ends. All others are one character still.
    """

    start: int
    folded: str
    offsets: "array[int]"
    begins: "array[int]"
    ends: "array[int]"

    def last_before(self, place: int) -> int | None:
        """The last offset that is at a place of the folded part; None inside a character."""
        nth = bisect_right(self.ends, place)
        return self._offset(place, nth)

    def first_after(self, place: int) -> int | None:
        """The first offset that is at a place of the folded part; None inside a character."""
        nth = bisect_left(self.ends, place)
        if nth < len(self.ends) and self.begins[nth] < place == self.ends[nth]:
            return self.start + self.offsets[nth] + 1
        return self._offset(place, nth)

    def _offset(self, place: int, nth: int) -> int | None:
        """The offset at a place that so many of the characters named above end before."""
        if nth < len(self.ends) and place > self.begins[nth]:
            return None
        grown = self.ends[nth - 1] - self.offsets[nth - 1] - 1 if nth else 0
        return self.start + place - grown


class _WholeWords:
    """Tells spans that begin or end within a word; they must come in order.

    The word looked at last is kept: one may be as long as the text, with a span at every letter.
    """

    def __init__(self, text: str, word: WordAt) -> None:
        self._text, self._word = text, word
        self._known: Span | None = None

    def may_be(self, span: Span) -> bool:
        """Whether the span splits no word."""
        return not (self._is_within(span.start) or self._is_within(span.end))

    def _is_within(self, offset: int) -> bool:
        around = self._text[max(0, offset - 1) : offset + 1]
        if " " in around or "\n" in around:
            return False
        if self._known is None or not self._known.start < offset < self._known.end:
            self._known = self._word(self._text, offset) or self._known
        return self._known is not None and self._known.start < offset < self._known.end


def _piece(part: str, start: int, *, is_case_sensitive: bool) -> _Piece:
    uniform = _ODD_RUN.sub(_one_blank, part)
    sizes = {c: len(_folded(c, is_case_sensitive=is_case_sensitive)) for c in set(uniform)}
    changing = "".join(re.escape(c) for c, size in sizes.items() if size != 1)
    offsets = array("L")
    if changing:
        offsets.extend(m.start() for m in re.finditer(f"[{changing}]", uniform))
    grown = list(accumulate((sizes[uniform[offset]] - 1 for offset in offsets), initial=0))
    return _Piece(
        start,
        _without_unseen(_without_case(uniform, is_case_sensitive=is_case_sensitive)),
        offsets,
        array("L", (o + g for o, g in zip(offsets, grown, strict=False))),
        array("L", (o + 1 + g for o, g in zip(offsets, grown[1:], strict=True))),
    )


def _folded(text: str, *, is_case_sensitive: bool) -> str:
    uniform = _ODD_RUN.sub(_one_blank, text)
    return _without_unseen(_without_case(uniform, is_case_sensitive=is_case_sensitive))


def _without_case(text: str, *, is_case_sensitive: bool) -> str:
    """After Unicode's definition D145 of a canonical caseless match."""
    apart = unicodedata.normalize("NFD", text)
    return apart if is_case_sensitive else unicodedata.normalize("NFD", apart.casefold())


def _without_unseen(text: str) -> str:
    return _UNSEEN_RUN.sub("", text)


def _one_blank(run: re.Match[str]) -> str:
    """A run of blanks as one, in as many characters as it had."""
    blanks = run.group()
    first = _GAP if blanks.count("\n") > 1 else _ONE
    return first + _FILLER * (len(blanks) - 1)


def _cuts(text: str) -> list[int]:
    """Where the pieces begin, and the text's end: nothing that is folded as one is parted."""
    cuts = [0]
    for least in range(_PIECE, len(text), _PIECE):
        offset = max(least, cuts[-1])
        while offset < len(text) and not _is_cut(text, offset):
            offset += 1
        cuts.append(offset)
    return [*cuts, len(text)]


def _is_cut(text: str, offset: int) -> bool:
    character = text[offset]
    return (
        not _INSEPARABLE.match(character)
        and unicodedata.combining(character) == 0
        and is_boundary(text, offset)
    )
