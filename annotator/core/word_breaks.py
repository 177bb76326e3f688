"""Words: which characters make one, and the word at a place.

After Unicode Standard Annex 29 as far as annotators need it. Marks and invisible signs stay with
their letters; each ideograph and each hiragana is a word, a run of katakana is one; apostrophes
and decimal points stay inside, a hyphen divides. Thai, Lao, Khmer and Burmese are divided by a
breaker, which may know a dictionary. "U.S." keeps its last stop.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto

from annotator.core.graphemes import extends
from annotator.core.spans import Span
from annotator.core.unspaced import Breaker, is_unspaced, syllables, word_edges

_BETWEEN_LETTERS = frozenset("'’‘＇·‧״.．")
_BETWEEN_DIGITS = frozenset(".．,，،٫٬'’")
# Spaces that group the digits of large numbers.
_GROUPING_SPACES = frozenset("\u00a0\u202f\u2009")
_IDEOGRAPH = re.compile(
    "[\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309b-\u309f"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9d]")
# Letters that need no second look; most of most texts, and ten times as fast.
_PLAIN_RUN = re.compile(
    "[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0391-\u03a1\u03b1-\u03c9\u0410-\u044f"
    "\u05d0-\u05ea\u0621-\u063a\u0641-\u064a\u0904-\u0939\uac00-\ud7a3]+"
)
_BLANKS = " \n\t"
_RUN_OF_BLANKS = re.compile(f"[{_BLANKS}]+")
_GERESH = "׳"
_ZERO_WIDTH_SPACE = "\u200b"
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_LONGEST_INITIALS = 16


class _Kind(Enum):
    """What a character is to the word around it."""

    OTHER = auto()
    LETTER = auto()
    KATAKANA = auto()
    IDEOGRAPH = auto()
    UNSPACED = auto()
    CONNECTOR = auto()


_WORDLY = (_Kind.LETTER, _Kind.KATAKANA)


def is_word_character(character: str) -> bool:
    """Letters, digits and the marks that sit on them, in any script."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def is_ideograph(character: str) -> bool:
    """Han characters and hiragana, each of which counts as one word."""
    return _IDEOGRAPH.match(character) is not None


def word_at(text: str, offset: int, *, breaker: Breaker = syllables) -> Span | None:
    """The word that holds the character at `offset`, or that ends there; None between words."""
    for place in (offset, offset - 1):
        if 0 <= place < len(text):
            word = _word_holding(text, place, breaker)
            if word is not None and word.start <= offset <= word.end:
                return word
    return None


def words(
    text: str, start: int = 0, end: int | None = None, *, breaker: Breaker = syllables
) -> Iterator[Span]:
    """The words that share a character with [start, end), whole and in order."""
    stop = len(text) if end is None else min(end, len(text))
    place = start
    while place < stop:
        blanks = _RUN_OF_BLANKS.match(text, place)
        if blanks is not None:
            place = blanks.end()
            continue
        word = None
        if place == start or not _is_transparent(text[place]):
            word = _word_holding(text, place, breaker)
        if word is not None and word.end > place:
            yield word
            place = word.end
        else:
            place += 1


def _word_holding(text: str, place: int, breaker: Breaker) -> Span | None:
    """The word around a character; the invisible signs after a word are not in it."""
    base = place
    while base >= 0 and _is_transparent(text[base]):
        base -= 1
    if base < 0:
        return None
    kind = _kind(text[base])
    if kind is _Kind.IDEOGRAPH:
        return Span(base, _after_extending(text, base + 1))
    if kind is _Kind.UNSPACED:
        start, end = word_edges(text, base, breaker)
        return Span(start, _after_extending(text, end))
    if kind is _Kind.OTHER:
        return _word_around_sign(text, base)
    return _grown(text, base)


def _word_around_sign(text: str, base: int) -> Span | None:
    """The word in which the sign at `base` is a joint, or the last stop of initials."""
    left, right = _base_before(text, base), _base_after(text, base)
    if left < 0 or _kind(text[left]) not in _WORDLY:
        return None
    if right < len(text) and _bridges(text, left, base, right):
        return _grown(text, left)
    word = _grown(text, left) if text[base] == "." else None
    return word if word is not None and word.end > base else None


def _grown(text: str, base: int) -> Span | None:
    start = last = base
    while (before := _previous_in_word(text, start)) is not None:
        start = before
    after: int | None = base
    while after is not None:
        run = _PLAIN_RUN.match(text, after)
        last = run.end() - 1 if run is not None else after
        after = _next_in_word(text, last)
    end = _after_extending(text, last + 1)
    if not any(_kind(text[place]) in _WORDLY for place in range(start, end)):
        return None
    is_short = text.startswith(".", end) and end - start <= _LONGEST_INITIALS
    return Span(start, end + 1 if is_short and _INITIALS.fullmatch(text, start, end) else end)


def _next_in_word(text: str, base: int) -> int | None:
    """The next character of the same word, signs and joints left out; None at its end."""
    after = _base_after(text, base)
    if after == len(text) or text[after] in _BLANKS:
        return None
    if _holds_together(_kind(text[base]), _kind(text[after])):
        return after
    beyond = _base_after(text, after)
    return beyond if beyond < len(text) and _bridges(text, base, after, beyond) else None


def _previous_in_word(text: str, base: int) -> int | None:
    before = _base_before(text, base)
    if before < 0 or text[before] in _BLANKS:
        return None
    if _holds_together(_kind(text[before]), _kind(text[base])):
        return before
    beyond = _base_before(text, before)
    return beyond if beyond >= 0 and _bridges(text, beyond, before, base) else None


def _holds_together(left: _Kind, right: _Kind) -> bool:
    if _Kind.CONNECTOR in (left, right):
        return not {left, right} & {_Kind.OTHER, _Kind.IDEOGRAPH, _Kind.UNSPACED}
    return left is right and left in _WORDLY


def _bridges(text: str, left: int, joint: int, right: int) -> bool:
    """Whether an apostrophe, a point or a space at `joint` joins what stands on its sides."""
    sign, before, after = text[joint], text[left], text[right]
    if _kind(before) is not _Kind.LETTER or _kind(after) is not _Kind.LETTER:
        return False
    if before.isdigit() and after.isdigit():
        return sign in _BETWEEN_DIGITS or (
            sign in _GROUPING_SPACES and joint == right - 1 and _is_group(text, right)
        )
    if sign not in _BETWEEN_LETTERS or not (before.isalpha() and after.isalpha()):
        return False
    # Scraped pages lose the space after a full stop: "the end.Next" are two words, "z.B." is one.
    is_lost_space = sign == "." and before.islower() and after.isupper()
    return not (is_lost_space and left > 0 and text[left - 1].isalpha())


def _is_group(text: str, start: int) -> bool:
    """Whether exactly three digits stand at `start`."""
    return text[start : start + 3].isdigit() and not text[start + 3 : start + 4].isdigit()


def _kind(character: str) -> _Kind:
    if character.isascii():
        if character.isalnum():
            return _Kind.LETTER
        return _Kind.CONNECTOR if character == "_" else _Kind.OTHER
    if _IDEOGRAPH.match(character):
        return _Kind.IDEOGRAPH
    if _KATAKANA.match(character):
        return _Kind.KATAKANA
    if is_unspaced(character):
        return _Kind.UNSPACED
    if character.isalnum() or character == _GERESH:
        return _Kind.LETTER
    return _Kind.CONNECTOR if unicodedata.category(character) == "Pc" else _Kind.OTHER


def _is_transparent(character: str) -> bool:
    """Whether a word looks through the character: marks, joiners, soft hyphens, directions."""
    if character.isascii():
        return False
    return extends(character) or (
        unicodedata.category(character) == "Cf" and character != _ZERO_WIDTH_SPACE
    )


def _base_after(text: str, base: int) -> int:
    """The next offset whose character a word does not look through, or the text's length."""
    after = base + 1
    while after < len(text) and _is_transparent(text[after]):
        after += 1
    return after


def _base_before(text: str, base: int) -> int:
    before = base - 1
    while before >= 0 and _is_transparent(text[before]):
        before -= 1
    return before


def _after_extending(text: str, offset: int) -> int:
    while offset < len(text) and extends(text[offset]):
        offset += 1
    return offset
