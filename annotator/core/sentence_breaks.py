"""Paragraphs are lines; a stop that is no abbreviation's ends a sentence."""

import re
from collections.abc import Iterator

from annotator.core.graphemes import extends
from annotator.core.spans import Span

_FULL_WIDTH_STOPS = frozenset("。！？।॥｡")
_CLOSING = "\"'”’“‘»«›‹)\\]」』）】"
# French puts a space between the stop and the closing mark; a mark before a letter opens.
_SENTENCE_END = re.compile(f"[.!?…。！？｡؟۔।॥]+(?:[{_CLOSING}]+|[ \u00a0\u202f][»›](?!\\w))*")
_TOKEN_BEFORE = re.compile(r"[^\s(\[\"“‘«„\-–—/]*$")
_LONGEST_TOKEN = 12
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")

# Never the end of a sentence: a name or a number follows.
_TITLES = frozenset(
    "mr mrs ms messrs mme mlle dr prof sen rep gov gen col lt sgt capt maj cmdr adm brig supt rev "
    "hon pres st mt ft vs bzw ca approx dept डॉ प्रो".split()
)
# Abbreviations only before a figure: "No. 10", but "He said no. The minister".
_BEFORE_FIGURES = frozenset("no nos nr fig figs art para sec vol ch p pp".split())
# The end of a sentence only where the next word begins one.
_EITHER = frozenset(
    "jr sr inc ltd co corp bros plc etc al jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri ave blvd rd usw".split()
)
_BEGINNERS = frozenset(
    "the a an this that these those it its he she they we you i his her their our but and so yet "
    "in on at for from as if when while after before by with to there here what who how why not "
    "no both all some many most more officials police meanwhile however also according last "
    "der die das ein eine er sie es wir und aber im am "
    "le la les un une il elle ils nous et mais".split()
)
_MONTHS = frozenset(
    "januar februar märz april mai juni juli august september oktober november dezember "
    "jänner".split()
)


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
    for sentence in sentences(text, paragraph.start, paragraph.end):
        if found is not None and sentence.start > offset:
            break
        found = sentence
    return found


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
        stop = _after_extending(text, match.end(), end)
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
    if after >= end:
        return True
    if marks[-1] in _FULL_WIDTH_STOPS:
        return True
    if marks[0] in _FULL_WIDTH_STOPS:
        # 「行く。」と述べた goes on: a particle after the closing mark.
        return not "\u3041" <= text[after] <= "\u309f" and text[after] not in "、，,"
    if not text[after].isspace():
        return False
    following = _skip_spaces(text, after, end)
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
    token = found.group().lower() if found else ""
    match_next = re.match(r"[\"'“‘«„(\[]*(\w*)", following)
    next_word = match_next.group(1).lower() if match_next else ""
    if token in _TITLES:
        return False
    if token in _BEFORE_FIGURES and next_word[:1].isdigit():
        return False
    if token.isdigit() and len(token) <= 2:
        is_list_number = found is not None and found.start() == begin
        return not is_list_number and next_word not in _MONTHS
    is_short = len(token) == 1 and token.isalpha()
    if token in _EITHER or is_short or _INITIALS.fullmatch(token):
        # "J. Smith" and "U.S. officials" go on, "in the U.S. The minister" does not.
        return next_word in _BEGINNERS
    return True
