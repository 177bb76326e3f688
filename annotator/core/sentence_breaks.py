"""Paragraphs are lines; a stop that is no abbreviation's ends a sentence."""

import re
from collections.abc import Iterator

from annotator.core.abbreviations import (
    AFTER_ORDINALS,
    BEFORE_FIGURES,
    BEFORE_ORDINALS,
    BEGINNERS,
    EITHER,
    TITLES,
)
from annotator.core.graphemes import extends
from annotator.core.spans import Span

# No blank follows these, or they stand for nothing else.
_FULL_STOPS = frozenset("。！？｡।॥։።፧။។៕")
_STOPS = ".!?…؟۔" + "".join(_FULL_STOPS)
# “ and ‘ close in German and open elsewhere. French puts a space between the stop and the closing
# mark; a mark before a letter opens.
_CLOSING = "[\"'”’»«›‹)\\]」』）】]+|[“‘](?!\\w)|[ \u00a0\u202f][»›](?!\\w)"
_GREEK_QUESTION = "(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e](?=\\s|$)"
# Thai and Lao have no stops. A blank ends a sentence where much stands on both sides: a name has
# blanks too.
_THAI = "[\u0e01-\u0e4e\u0e81-\u0edf]{15}"
_SENTENCE_END = re.compile(
    f"(?:[{_STOPS}]+|{_GREEK_QUESTION})(?:{_CLOSING})*|(?<={_THAI})[ \u00a0]+(?={_THAI})"
)
_TOKEN_BEFORE = re.compile(r"[^\s(\[\"“‘«„\-–—/]*$")
_LONGEST_TOKEN = 12
# How far back a sentence's beginning is looked for at first, and how many found there may be none.
_LOOKED_AT = 1000
_MOST_DOUBTED = 2
# What the rules look at after a place.
_BEYOND = 32
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_WORD_BEFORE = re.compile(r"(\w+)\s+$")
_DASHES = frozenset("–—")


def paragraph_at(text: str, offset: int) -> Span | None:
    """The line around `offset` without its line end; None where the line is empty."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return Span(start, end) if start < end else None


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Sentences in [start, end), without the spaces between them; a line end always ends one."""
    stop = len(text) if end is None else min(end, len(text))
    begin = start
    while begin < stop:
        line_end = text.find("\n", begin, stop)
        line_end = stop if line_end < 0 else line_end
        yield from _sentences_of_line(text, begin, line_end)
        begin = line_end + 1


def sentence_at(text: str, offset: int) -> Span | None:
    """The sentence around `offset`; between two, the one before; None on an empty line."""
    paragraph = paragraph_at(text, offset)
    if paragraph is None:
        return None
    found: Span | None = None
    for sentence in sentences_near(text, paragraph.start, paragraph.end, offset):
        if found is not None and sentence.start > offset:
            break
        found = sentence
    return found


def sentences_near(text: str, start: int, end: int, near: int) -> Iterator[Span]:
    """The sentences of the line from `start` to `end`, the last that begins up to `near` the first.

    Where none does, from the first one on. Costs no more in a long line.
    """
    yield from sentences(text, _beginning_before(text, start, near), end)


def _beginning_before(text: str, start: int, near: int) -> int:
    """Where the last sentence up to `near` begins, or the line."""
    size = _LOOKED_AT
    while True:
        begin = max(start, near - size)
        found = [s.start for s in sentences(text, begin, near + _BEYOND) if s.start <= near]
        # Begun within a sentence, the first ones may be wrong.
        if begin == start or len(found) > _MOST_DOUBTED:
            return found[-1] if found else start
        size *= 4


def _sentences_of_line(text: str, start: int, end: int) -> Iterator[Span]:
    begin = _skip_spaces(text, start, end)
    has_words = False
    place = begin
    for match in _SENTENCE_END.finditer(text, begin, end):
        # Dots that nothing stands before, as in "... and then", begin a sentence.
        has_words = has_words or any(c.isalnum() for c in text[place : match.start()])
        place = match.end()
        if not has_words or not _ends_sentence(text, match, begin=begin, end=end):
            continue
        is_blank = match.group().isspace()
        stop = match.start() if is_blank else _after_extending(text, match.end(), end)
        yield Span(begin, stop)
        begin = place = _skip_spaces(text, stop, end)
        has_words = False
    last = end
    while last > begin and text[last - 1].isspace():
        last -= 1
    if begin < last:
        yield Span(begin, last)


def _skip_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _after_extending(text: str, offset: int, end: int) -> int:
    while offset < end and extends(text[offset]):
        offset += 1
    return offset


def _ends_sentence(text: str, match: re.Match[str], *, begin: int, end: int) -> bool:
    marks, after = match.group(), _after_extending(text, match.end(), end)
    if after >= end or marks.isspace():
        return True
    if marks[-1] in _FULL_STOPS:
        return True
    if marks[0] in _FULL_STOPS:
        # 「行く。」と述べた goes on: a particle after the closing mark.
        return not "\u3041" <= text[after] <= "\u309f" and text[after] not in "、，,"
    if not text[after].isspace():
        return False
    following = _skip_spaces(text, after, end)
    if following < end and text[following] in _DASHES:
        # — Нет! — сказал он: what was said goes on.
        following = _skip_spaces(text, following + 1, end)
    if following < end and text[following].islower():
        return False
    if marks != ".":
        return True
    return _stop_ends_sentence(
        text,
        match.start(),
        begin=begin,
        following=text[following : min(end, following + _LONGEST_TOKEN)],
    )


def _stop_ends_sentence(text: str, stop: int, *, begin: int, following: str) -> bool:
    """Whether a single full stop before spaces ends a sentence or only a token."""
    found = _TOKEN_BEFORE.search(text, max(begin, stop - _LONGEST_TOKEN), stop)
    token = found.group().lower().replace("’", "'") if found else ""
    match_next = re.match(r"[\"'“‘«„(\[]*(\w*)", following)
    next_word = match_next.group(1).lower() if match_next else ""
    if len(next_word) == 1 and next_word.isalpha() and following[1:2] == ".":
        # An initial, and not the article or the pronoun.
        next_word = ""
    if token in TITLES:
        return False
    # French drops a vowel: "l'art. 5".
    if token.rpartition("'")[2] in BEFORE_FIGURES and next_word[:1].isdigit():
        return False
    if token.isdigit() and len(token) <= 2:
        is_list_number = found is not None and found.start() == begin
        return not (is_list_number or _is_ordinal(text, stop - len(token), next_word))
    is_short = len(token) == 1 and token.isalpha()
    if token in EITHER or is_short or _INITIALS.fullmatch(token):
        # "J. Smith" and "U.S. officials" go on, "in the U.S. The minister" does not.
        return next_word in BEGINNERS
    return True


def _is_ordinal(text: str, start: int, next_word: str) -> bool:
    """Whether a number of one or two figures, with its stop, is a German "3." for "third"."""
    if next_word in AFTER_ORDINALS:
        return True
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_TOKEN), start)
    is_after_article = before is not None and before.group(1).lower() in BEFORE_ORDINALS
    return is_after_article and next_word not in BEGINNERS
