"""Quotation marks and brackets: which pair, and which in a stretch of text belong together."""

from annotator.core.word_breaks import is_word_character

# Every closing mark that an opening one may have, in the typography of some language.
_CLOSINGS = {
    '"': '"',
    "＂": "＂",
    "'": "'",
    "“": "”",
    "”": "”",
    "‘": "’",
    "’": "’",
    "„": "“”",
    "‚": "‘’",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "〝": "〟",
}
_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "［": "］"}
_PAIRS = _CLOSINGS | _BRACKETS
_ANY_CLOSING = frozenset("".join(_PAIRS.values()))
# Signs that open and close alike, or that also stand inside words.
_STRAIGHT = frozenset("\"'＂")
_APOSTROPHES = frozenset("'’")
# Only these may stand apart from the words they hold.
_SPACED = frozenset("«‹")


def opens_quotation(character: str) -> bool:
    """Whether the character may open a quotation."""
    return character in _CLOSINGS


def is_quotation(text: str, opening: int, closing: int) -> bool:
    """Whether the marks at two offsets may hold a quotation between them."""
    mark = text[opening]
    if not opening < closing or text[closing] not in _CLOSINGS.get(mark, ""):
        return False
    if mark in _APOSTROPHES and _inside_word(text, opening, before=True):
        return False
    if text[closing] in _APOSTROPHES and _inside_word(text, closing, before=False):
        return False
    is_apart = text[opening + 1].isspace() or text[closing - 1].isspace()
    return mark in _SPACED or closing - opening == 1 or not is_apart


def partners(text: str, start: int, end: int) -> dict[int, int]:
    """Offset of each mark in [start, end) that has its partner there, to the partner's; both ways.

    Apostrophes inside words are no marks. O(length).
    """
    found: dict[int, int] = {}
    open_marks: list[int] = []
    for place in range(start, end):
        character = text[place]
        if character not in _PAIRS and character not in _ANY_CLOSING:
            continue
        depth = _depth_of_opening(text, open_marks, place)
        if depth is not None:
            opening = open_marks[depth]
            del open_marks[depth:]
            found[opening], found[place] = place, opening
        elif _may_open(text, place, end):
            open_marks.append(place)
    return found


# How far a mark looks back for its partner among those still open: deeper nesting is no text.
_DEEPEST = 8


def _depth_of_opening(text: str, open_marks: list[int], place: int) -> int | None:
    """Which of the open marks, the innermost first, the one at `place` closes."""
    character = text[place]
    if character not in _ANY_CLOSING:
        return None
    if character in _APOSTROPHES and _inside_word(text, place, before=False):
        return None
    if character in _STRAIGHT and text[place - 1].isspace():
        return None
    for depth in range(len(open_marks) - 1, max(-1, len(open_marks) - 1 - _DEEPEST), -1):
        if character in _PAIRS[text[open_marks[depth]]]:
            return depth
    return None


def _may_open(text: str, place: int, end: int) -> bool:
    character = text[place]
    if character not in _PAIRS or character in "’”":
        return False
    if character in _STRAIGHT:
        is_after_word = place > 0 and is_word_character(text[place - 1])
        return not is_after_word and place + 1 < end and not text[place + 1].isspace()
    return True


def _inside_word(text: str, place: int, *, before: bool) -> bool:
    """Whether a letter stands before (or after) the apostrophe at `place`."""
    beside = place - 1 if before else place + 1
    return 0 <= beside < len(text) and is_word_character(text[beside])
