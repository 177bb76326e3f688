"""In which units a file counted its offsets, found out by the words it quotes.

Programs written in Java or JavaScript count UTF-16 units, and some count CRLF as one character
or as two where the text at hand says otherwise. A reading is taken only if it explains every
quote of the article.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from annotator.core.offsets import Offsets
from annotator.core.text import canonical


@dataclass(frozen=True, slots=True)
class Claim:
    """Where an annotation starts and ends, in the file's units, and the words it quotes."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to understand offsets. `name` is empty for plain code points, as we count.

    `offset` gives the code point of the text as it came, or None beyond its end.
    """

    name: str
    offset: Callable[[int], int | None]


def reading_of(text: str, claims: Sequence[Claim]) -> Reading:
    """The first reading that explains all claims; code points where none does, or none is needed.

    Claims whose end is not behind their start can be explained by nothing and do not count.
    """
    sound = [claim for claim in claims if 0 <= claim.start < claim.end]
    plain = Reading("", _below(len(text)))
    if all(explains(plain, text, claim) for claim in sound):
        return plain
    for reading in _others(text):
        if all(explains(reading, text, claim) for claim in sound):
            return reading
    return plain


def explains(reading: Reading, text: str, claim: Claim) -> bool:
    """Whether the words of the claim stand where it says; line ends may be written differently."""
    start, end = reading.offset(claim.start), reading.offset(claim.end)
    if start is None or end is None:
        return False
    found = text[start:end]
    return found == claim.quote or _unified(found) == _unified(claim.quote)


def _unified(text: str) -> str:
    # The letter keeps a mark at the start of the quote from being taken for the file's.
    return canonical("x" + text).text


def _below(length: int) -> Callable[[int], int | None]:
    def offset(number: int) -> int | None:
        return number if number <= length else None

    return offset


def _others(text: str) -> Iterator[Reading]:
    utf16 = _utf16(text)
    if utf16 is not None:
        yield Reading("UTF-16 units", utf16)
    if "\r\n" in text:
        counted, back = _crlf_as_one(text)
        yield from _both("CRLF counted as one", counted, back)
    if "\n" in text and "\r" not in text:
        counted, back = _line_end_as_two(text)
        yield from _both("line ends counted as two", counted, back)


def _both(name: str, counted: str, back: Callable[[int], int]) -> Iterator[Reading]:
    """The reading by code points of the text as it was counted, and by its UTF-16 units."""
    yield Reading(name, _then(_below(len(counted)), back))
    utf16 = _utf16(counted)
    if utf16 is not None:
        yield Reading(f"UTF-16 units, {name}", _then(utf16, back))


def _then(
    first: Callable[[int], int | None], second: Callable[[int], int]
) -> Callable[[int], int | None]:
    def offset(number: int) -> int | None:
        found = first(number)
        return None if found is None else second(found)

    return offset


def _utf16(text: str) -> Callable[[int], int | None] | None:
    offsets = Offsets(text)
    if offsets.is_identity:
        return None

    def offset(number: int) -> int | None:
        return offsets.from_utf16(number) if number <= offsets.utf16_length else None

    return offset


def _crlf_as_one(text: str) -> tuple[str, Callable[[int], int]]:
    pieces = text.split("\r\n")
    ends: list[int] = []
    place = 0
    for piece in pieces[:-1]:
        ends.append(place + len(piece))
        place += len(piece) + 1
    return "\n".join(pieces), lambda offset: offset + bisect_left(ends, offset)


def _line_end_as_two(text: str) -> tuple[str, Callable[[int], int]]:
    pieces = text.split("\n")
    ends: list[int] = []
    place = 0
    for piece in pieces[:-1]:
        ends.append(place + len(piece))
        place += len(piece) + 2
    return "\r\n".join(pieces), lambda offset: offset - bisect_left(ends, offset)
