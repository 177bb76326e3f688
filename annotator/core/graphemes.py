"""Where characters as a reader sees them begin and end: letters with marks, emoji, flags.

After Unicode Standard Annex 29, extended grapheme clusters. Where a character's class is not in
Python's tables it is taken from ranges, and in doubt two characters stay together.
"""

import re
import unicodedata

_JOINER = "\u200d"
_NON_JOINER = "\u200c"
# Below this, only CR and LF belong together.
_FIRST_MARK = "\u0300"
# Letters and modifiers that the annex counts as extending what stands before them.
_EXTENDING = re.compile("[\u0e33\u0eb3\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_PREPENDED = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
_PICTOGRAPH = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe"
    "\u2600-\u27bf\u2934\u2935\u2b05-\u2b55\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]"
)
# Scripts whose consonants are stacked by a sign between them (rule GB9c).
_STACKING_SIGNS = frozenset("\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d")
_STACKED = re.compile(
    "[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1"
    "\u0a95-\u0ab9\u0af9\u0b15-\u0b39\u0b5c-\u0b5f\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a]"
)
_SYLLABLES = (0xAC00, 0xD7A3)


def extends(character: str) -> bool:
    """Whether the character belongs to the one before it: marks, joiners, modifiers of skin."""
    if character < _FIRST_MARK:
        return False
    return (
        unicodedata.category(character)[0] == "M"
        or character in (_JOINER, _NON_JOINER)
        or _EXTENDING.match(character) is not None
    )


def is_boundary(text: str, offset: int) -> bool:
    """Whether a span may begin or end at `offset` without splitting a character."""
    if not 0 < offset < len(text):
        return True
    left, right = text[offset - 1], text[offset]
    if left < _FIRST_MARK and right < _FIRST_MARK:
        return not (left == "\r" and right == "\n")
    if _is_control(left) or _is_control(right):
        return True
    if extends(right) or _PREPENDED.match(left):
        return False
    if left == _JOINER and _PICTOGRAPH.match(right):
        base = _base(text, offset - 1)
        if base >= 0 and _PICTOGRAPH.match(text[base]):
            return False
    if _is_flag_letter(right) and _is_flag_letter(left):
        return _flag_letters_before(text, offset) % 2 == 0
    return not (_is_syllable_part(left, right) or _is_stacked(text, offset))


def character_step(text: str, offset: int, by: int) -> int:
    """The offset `by` characters on (negative: back), within the text."""
    step = 1 if by > 0 else -1
    for _ in range(abs(by)):
        offset += step
        while not is_boundary(text, offset):
            offset += step
    return min(max(offset, 0), len(text))


def whole_characters(text: str, start: int, end: int) -> tuple[int, int]:
    """The range grown outwards until neither end splits a character."""
    while not is_boundary(text, start):
        start -= 1
    while not is_boundary(text, end):
        end += 1
    return start, end


def _is_control(character: str) -> bool:
    if character in (_JOINER, _NON_JOINER) or _EXTENDING.match(character):
        return False
    if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return False
    return _PREPENDED.match(character) is None


def _base(text: str, offset: int) -> int:
    """The last offset up to `offset` whose character extends nothing; -1 if there is none."""
    while offset >= 0 and extends(text[offset]):
        offset -= 1
    return offset


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_letters_before(text: str, offset: int) -> int:
    run = offset
    while run > 0 and _is_flag_letter(text[run - 1]):
        run -= 1
    return offset - run


def _is_syllable_part(left: str, right: str) -> bool:
    """Whether two Hangul characters are parts of one syllable (rules GB6 to GB8)."""
    before, after = _hangul(left), _hangul(right)
    match before:
        case "L":
            return after in ("L", "V", "LV", "LVT")
        case "LV" | "V":
            return after in ("V", "T")
        case "LVT" | "T":
            return after == "T"
    return False


def _hangul(character: str) -> str:
    code = ord(character)
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "L"
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return "V"
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return "T"
    first, last = _SYLLABLES
    if first <= code <= last:
        return "LV" if (code - first) % 28 == 0 else "LVT"
    return ""


def _is_stacked(text: str, offset: int) -> bool:
    """Whether a consonant is tied to the one before by a sign between them."""
    if not _STACKED.match(text[offset]) or not extends(text[offset - 1]):
        return False
    base = _base(text, offset - 1)
    between = text[base + 1 : offset]
    return (
        base >= 0
        and _STACKED.match(text[base]) is not None
        and any(sign in _STACKING_SIGNS for sign in between)
        and _NON_JOINER not in between
        and all(unicodedata.category(sign) != "Mc" for sign in between)
    )
