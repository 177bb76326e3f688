"""Selections snapped to what was meant: whole words, without outer blanks and punctuation."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from annotator.core.graphemes import extends, is_boundary, whole_characters
from annotator.core.marks import is_quotation, opens_quotation, partners
from annotator.core.spans import Span
from annotator.core.word_breaks import is_word_character, word_at

_NAME_WITH_STOP = re.compile(r"\w\W+(?:inc|ltd|co|corp|bros|jr|sr)\.$", re.IGNORECASE)
_LONGEST_TAIL = 20
_AFTER_FIGURES = frozenset("%‰٪′″")
_SIGNS_OF_FIGURES = frozenset("-−+±.%")
_BEFORE_NAMES = frozenset("@#§")
_AFTER_NAMES = frozenset("+#")
_NO_PART_OF_NAMES = re.compile("[©℗|\u2190-\u21ff\u2500-\u25ff]")
# Punctuation that may stand between a quotation's words and its marks.
_INNER = frozenset(".,;:!?…。，、！？؟،।-–—¿¡")
_MOST_INNER = 4
_SPACED_OPENING, _SPACED_CLOSING = frozenset("«‹"), frozenset("»›")


@dataclass(frozen=True, slots=True)
class Snap:
    """How a raw selection becomes a span.

    `to_words` grows both ends to whole words; `trim` drops outer spaces and punctuation;
    `keep_marks` leaves quotation marks that pair up around the whole, and takes them in where
    they stand just outside.
    """

    to_words: bool = True
    trim: bool = True
    keep_marks: bool = False


EXACT = Snap(to_words=False, trim=False)


def snapped(
    text: str,
    start: int,
    end: int,
    *,
    snap: Snap = Snap(),
    word: Callable[[str, int], Span | None] = word_at,
) -> Span | None:
    """The span a person meant by selecting [start, end); None if nothing but blanks is in it.

    Characters with their marks, emoji and flags are never split. `word` may be replaced by a
    finder that knows a dictionary.
    """
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    if start >= end:
        return None
    start, end = whole_characters(text, start, end)
    if snap.to_words:
        start, end = without_blanks(text, start, end)
        if start == end:
            return None
        start, end = whole_characters(text, *_grown(text, start, end, word))
    if snap.trim:
        trimmed = _trimmed(text, start, end, keep_marks=snap.keep_marks)
        start, end = whole_characters(text, *trimmed)
    return Span(start, end) if start < end else None


def _grown(
    text: str, start: int, end: int, word: Callable[[str, int], Span | None]
) -> tuple[int, int]:
    first = word(text, start)
    if first is not None and first.start < start < first.end:
        start = first.start
    last = word(text, end - 1)
    if last is not None and last.start < end < last.end:
        end = last.end
    return start, end


def _trimmed(text: str, start: int, end: int, *, keep_marks: bool) -> tuple[int, int]:
    start, end = without_blanks(text, start, end)
    if start == end:
        return start, end
    quotation = _quotation(text, start, end) if keep_marks else None
    return quotation or _without_punctuation(text, start, end)


def without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without blanks at its ends; empty where nothing else is in it."""
    while start < end and _is_blank(text[start]) and is_boundary(text, start + 1):
        start += 1
    while start < end and _is_blank(text[end - 1]) and is_boundary(text, end - 1):
        end -= 1
    return start, end


def _is_blank(character: str) -> bool:
    """Spaces, and signs that nobody sees: zero-width spaces, marks of direction."""
    return character.isspace() or (
        unicodedata.category(character) == "Cf" and not extends(character)
    )


def _without_punctuation(text: str, start: int, end: int) -> tuple[int, int]:
    whole = (start, end)
    pairs = partners(text, start, end)
    while start < end:
        if pairs.get(start) == end - 1 and start < end - 1:
            start, end = without_blanks(text, start + 1, end - 1)
        elif not _may_begin(text, start, end, pairs):
            start = without_blanks(text, start + 1, end)[0]
        elif not _may_end(text, start, end, pairs):
            end = without_blanks(text, start, end - 1)[1]
        else:
            return start, end
    # A selection of punctuation alone was meant as it is.
    return whole


def _may_begin(text: str, start: int, end: int, pairs: dict[int, int]) -> bool:
    """Whether a span may begin with the character at `start`."""
    character = text[start]
    if not is_boundary(text, start + 1) or _is_part_of_name(character):
        return True
    if start < pairs.get(start, -1) < end:
        return True
    following = text[start + 1 : start + 2]
    follows_word = start > 0 and is_word_character(text[start - 1])
    if character in _SIGNS_OF_FIGURES:
        return following.isdigit() and not follows_word
    return character in _BEFORE_NAMES and following != "" and is_word_character(following)


def _may_end(text: str, start: int, end: int, pairs: dict[int, int]) -> bool:
    """Whether a span from `start` may end after the character before `end`."""
    character = text[end - 1]
    if not is_boundary(text, end - 1) or _is_part_of_name(character):
        return True
    if start <= pairs.get(end - 1, -1):
        return True
    before = text[end - 2] if end - 2 >= start else ""
    if character in _AFTER_FIGURES:
        return before.isdigit() or before.isspace()
    if character in _AFTER_NAMES:
        return before != "" and is_word_character(before)
    if character == ".":
        initials = word_at(text, end - 2)
        if initials is not None and initials.end == end:
            return True
        tail = max(start, end - _LONGEST_TAIL)
        return _NAME_WITH_STOP.search(text, tail, end) is not None
    return False


def _is_part_of_name(character: str) -> bool:
    """Letters, digits, marks, underscores, currency signs, emoji and symbols that say something."""
    if _NO_PART_OF_NAMES.match(character):
        return False
    category = unicodedata.category(character)
    return category[0] in "LNM" or category in ("Pc", "Sc", "So", "Co", "Cn")


def _quotation(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The range with the quotation marks around it, kept or fetched; None where there are none."""
    openings = [*_openings_inside(text, start, end), *_openings_outside(text, start)]
    closings = [*_closings_inside(text, start, end), *_closings_outside(text, end)]
    for opening in openings:
        for closing in closings:
            if is_quotation(text, opening, closing):
                return _outermost(text, opening, closing)
    for opening in openings:
        open_end = _end_where_left_open(text, opening, end)
        if open_end is not None:
            return opening, open_end
    return None


def _openings_inside(text: str, start: int, end: int) -> list[int]:
    """Opening marks before the first word, the outermost first."""
    found = []
    place = start
    while place < min(end, start + 2 * _MOST_INNER) and not is_word_character(text[place]):
        if opens_quotation(text[place]):
            found.append(place)
        place += 1
    return found


def _closings_inside(text: str, start: int, end: int) -> list[int]:
    """Offsets of what may be closing marks after the last word, the outermost first."""
    found = []
    place = end - 1
    while place > max(start, end - 2 * _MOST_INNER) and not is_word_character(text[place]):
        found.append(place)
        place -= 1
    return found


def _openings_outside(text: str, start: int) -> list[int]:
    place = start - 1
    while place >= max(0, start - _MOST_INNER) and text[place] in _INNER:
        place -= 1
    if place >= 0 and opens_quotation(text[place]):
        return [place]
    spaced = start - 1
    while spaced >= max(0, start - _MOST_INNER) and text[spaced] in " \u00a0\u202f":
        spaced -= 1
    return [spaced] if spaced >= 0 and text[spaced] in _SPACED_OPENING else []


def _closings_outside(text: str, end: int) -> list[int]:
    place = end
    while place < min(len(text), end + _MOST_INNER) and text[place] in _INNER:
        place += 1
    found = [place] if place < len(text) else []
    while place < min(len(text), end + _MOST_INNER) and text[place] in " \u00a0\u202f":
        place += 1
    if place < len(text) and text[place] in _SPACED_CLOSING:
        found.append(place)
    return found


def _outermost(text: str, opening: int, closing: int) -> tuple[int, int]:
    """The quotation, or the one whose marks stand directly around its marks."""
    while opening > 0 and closing + 1 < len(text) and is_quotation(text, opening - 1, closing + 1):
        opening, closing = opening - 1, closing + 1
    return opening, closing + 1


def _end_where_left_open(text: str, opening: int, end: int) -> int | None:
    """The end of a quotation that fills its paragraph and goes on in the next one.

    Such a paragraph begins with the mark and has no closing one; None where it is not so.
    """
    line_start = text.rfind("\n", 0, opening) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    rest = text[end:line_end].rstrip()
    if text[line_start:opening].strip() or any(c not in _INNER for c in rest):
        return None
    if text[opening] in "'’”" or opening in partners(text, opening, line_end):
        return None
    return end + len(rest)
