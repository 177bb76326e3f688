"""Words, sentences and paragraphs of a text, and selections snapped to them.

After Unicode Standard Annex 29 as far as annotators need it: marks stay with their letters, each
CJK ideograph is a word, apostrophes and decimal points stay inside. Languages that need a
dictionary (Thai, Lao, Khmer) come out as one word between spaces.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotator.core.spans import Span

_JOINERS_BETWEEN_LETTERS = "'’·׳״.:_"
_JOINERS_BETWEEN_DIGITS = ".,٫٬'’"
_IDEOGRAPH = re.compile(
    "[\u3005-\u3007\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ZERO_WIDTH_JOINERS = "\u200c\u200d"
_KEPT_SYMBOLS = "%‰°@#&§℃℉"
_PAIRS = {
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "„": "“",
    "‚": "‘",
    "«": "»",
    "»": "«",
    "‹": "›",
    "「": "」",
    "『": "』",
    "《": "》",
    "(": ")",
    "[": "]",
    "{": "}",
    "（": "）",
    "【": "】",
}
_QUOTATION_OPENERS = frozenset("\"'“‘„‚«»‹「『《")
_SWEDISH = {("”", "”"), ("’", "’"), ("»", "»")}
_INITIALISM = re.compile(r"(?:\w\.){2,}$")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt st jr sr hon rev no nos vs etc fig al "
    "inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec e.g i.e u.s u.k u.n a.m "
    "p.m approx dept est art bzw z.b d.h ca bspw m mme mlle".split()
)
_SENTENCE_END = re.compile(r"[.!?…。！？؟।॥]+[\"'”’»)\]」』]*")


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


def is_word_character(character: str) -> bool:
    """Letters, digits and the marks that sit on them, in any script."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def is_ideograph(character: str) -> bool:
    """Han characters and hiragana, each of which counts as one word."""
    return _IDEOGRAPH.match(character) is not None


def _joins(text: str, offset: int) -> bool:
    """Whether the character at `offset` belongs to the word around it."""
    character = text[offset]
    if is_word_character(character):
        return True
    if not 0 < offset < len(text) - 1:
        return False
    left, right = text[offset - 1], text[offset + 1]
    if character in _ZERO_WIDTH_JOINERS:
        return is_word_character(left) and is_word_character(right)
    if character in _JOINERS_BETWEEN_LETTERS and left.isalpha() and right.isalpha():
        return not (is_ideograph(left) or is_ideograph(right)) and character not in ":"
    return character in _JOINERS_BETWEEN_DIGITS and left.isdigit() and right.isdigit()


def word_at(text: str, offset: int) -> Span | None:
    """The word that holds the character at `offset`, or that ends there; None between words."""
    for place in (offset, offset - 1):
        if not 0 <= place < len(text):
            continue
        if is_ideograph(text[place]):
            return Span(place, _after_marks(text, place + 1))
        if _joins(text, place):
            return _grow_word(text, place)
    return None


def _after_marks(text: str, offset: int) -> int:
    while offset < len(text) and unicodedata.category(text[offset])[0] == "M":
        offset += 1
    return offset


def _grow_word(text: str, place: int) -> Span:
    start = place
    while start > 0 and _joins(text, start - 1) and not is_ideograph(text[start - 1]):
        start -= 1
    end = place + 1
    while end < len(text) and _joins(text, end) and not is_ideograph(text[end]):
        end += 1
    return Span(start, end)


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """The words that begin in [start, end), in order."""
    stop = len(text) if end is None else end
    place = start
    while place < stop:
        if is_ideograph(text[place]) or _joins(text, place):
            word = word_at(text, place)
            assert word is not None
            yield Span(max(word.start, place), word.end)
            place = word.end
        else:
            place += 1


def paragraph_at(text: str, offset: int) -> Span | None:
    """The line around `offset` without its line end; None where the line is empty."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return Span(start, end) if start < end else None


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Sentences in [start, end), without the spaces between them; a line end always ends one."""
    stop = len(text) if end is None else end
    begin = start
    while begin < stop:
        line_end = text.find("\n", begin, stop)
        line_end = stop if line_end < 0 else line_end
        yield from _sentences_of_line(text, begin, line_end)
        begin = line_end + 1


def _sentences_of_line(text: str, start: int, end: int) -> Iterator[Span]:
    begin = _skip_spaces(text, start, end)
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.start() < begin or not _ends_sentence(text, match, end):
            continue
        yield Span(begin, match.end())
        begin = _skip_spaces(text, match.end(), end)
    last = end
    while last > begin and text[last - 1].isspace():
        last -= 1
    if begin < last:
        yield Span(begin, last)


def _skip_spaces(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    marks = match.group()
    if marks[0] in "。！？।॥":
        return True
    if match.end() >= end:
        return True
    if not text[match.end()].isspace():
        return False
    following = _skip_spaces(text, match.end(), end)
    if following < end and text[following].islower():
        return False
    if marks != ".":
        return True
    head = text[max(0, match.start() - 12) : match.start()]
    token = re.split(r"[\s(\[\"“‘«]", head)[-1].lower()
    if token in _ABBREVIATIONS:
        return False
    # "J. Smith" goes on; "Vitamin C. It" is rarer in news than initials are.
    return not (len(token) == 1 and token.isalpha())


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


def snapped(
    text: str,
    start: int,
    end: int,
    *,
    snap: Snap = Snap(),
    word: Callable[[str, int], Span | None] = word_at,
) -> Span | None:
    """The span a person meant by selecting [start, end); None if nothing but blanks is in it.

    `word` may be replaced by a finder that knows a dictionary.
    """
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    if start == end:
        return None
    if snap.to_words:
        start, end = _trimmed_spaces(text, start, end)
        if start == end:
            return None
        start, end = _grown(text, start, end, word)
    if snap.trim:
        start, end = _trimmed(text, start, end, keep_marks=snap.keep_marks)
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


def _trimmed_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] == "\u200b"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] == "\u200b"):
        end -= 1
    return start, end


def _trimmed(text: str, start: int, end: int, *, keep_marks: bool) -> tuple[int, int]:
    start, end = _trimmed_spaces(text, start, end)
    if start == end:
        return start, end
    if keep_marks:
        return _around_marks(text, start, end)
    whole = (start, end)
    while start < end and not _kept_outside(text, start, leading=True):
        start += 1
    while start < end and not _kept_outside(text, end - 1, leading=False):
        if _INITIALISM.search(text, max(start, end - 12), end):
            break
        if _closes_inside(text, start, end):
            break
        end -= 1
    # A selection of punctuation alone was meant as it is.
    return (start, end) if start < end else whole


def _kept_outside(text: str, offset: int, *, leading: bool) -> bool:
    """Whether the character may begin or end a span: a word's, a symbol's, a sign of a number."""
    character = text[offset]
    category = unicodedata.category(character)
    if category[0] in "LNMS" or character in _KEPT_SYMBOLS or character in _ZERO_WIDTH_JOINERS:
        return True
    if leading and character in "-−+±.":
        return offset + 1 < len(text) and text[offset + 1].isdigit()
    return category[0] == "C"


def _closes_inside(text: str, start: int, end: int) -> bool:
    """Whether the last character is a bracket opened inside the span: "Agency (AFP)"."""
    last = text[end - 1]
    return last in ")]}）】" and any(
        _PAIRS.get(c) == last for c in text[start : end - 1] if c in "([{（【"
    )


def _is_pair(opening: str, closing: str) -> bool:
    return opening in _QUOTATION_OPENERS and (
        _PAIRS.get(opening) == closing or (opening, closing) in _SWEDISH
    )


def _around_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation marks around it: kept inside, fetched from just outside."""
    if end - start > 1 and _is_pair(text[start], text[end - 1]):
        return start, end
    if start > 0 and end < len(text) and _is_pair(text[start - 1], text[end]):
        return start - 1, end + 1
    trimmed_end = end
    while trimmed_end > start + 1 and text[trimmed_end - 1] in ".,;:":
        trimmed_end -= 1
        if _is_pair(text[start], text[trimmed_end - 1]):
            return start, trimmed_end
    if start > 0 and trimmed_end < len(text) and _is_pair(text[start - 1], text[trimmed_end]):
        return start - 1, trimmed_end + 1
    return start, end
