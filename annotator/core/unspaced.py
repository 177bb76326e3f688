"""Words of scripts that put no blank between words: Thai, Lao, Khmer, Burmese.

Where words begin in a run of such letters is for a breaker to say: one that knows a language, or
`syllables`, which knows only how syllables are written.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from annotator.core.graphemes import extends, is_boundary

Breaker = Callable[[str], Sequence[int]]
"""Where words begin inside a run of letters of one script, in order, without 0 and the end.

Whether one begins at a place may depend on the `CONTEXT` characters on both sides, and on no
others: then a long run need not be read whole.
"""

CONTEXT = 6

# Digits and signs of money are left out: they are words as everywhere.
_THAI = "\u0e01-\u0e3a\u0e40-\u0e4e"
_LAO = "\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf"
_KHMER = "\u1780-\u17d3\u17d7\u17dc\u17dd"
_BURMESE = (
    "\u1000-\u103f\u1050-\u1089\u108b-\u108f\u109a-\u109d\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"
)
_RUN = re.compile(f"[{_THAI}]+|[{_LAO}]+|[{_KHMER}]+|[{_BURMESE}]+")
# Characters given to the breaker at once.
_BLOCK = 64

_THAI_VOWEL = "\u0e30-\u0e39\u0e47\u0e4d"
_THAI_TONE = "\u0e48-\u0e4b"
_LAO_VOWEL = "\u0eb0-\u0ebd"
_LAO_TONE = "\u0ec8-\u0ecb"
_SYLLABLE = re.compile(
    # A vowel written first begins a syllable, and so does a consonant with a vowel or a tone,
    # unless the vowel written first is its own.
    "[\u0e40-\u0e44]"
    f"|(?<![\u0e40-\u0e44])[\u0e01-\u0e2e](?=[{_THAI_TONE}]?[{_THAI_VOWEL}]|[{_THAI_TONE}])"
    "|[\u0ec0-\u0ec4]"
    f"|(?<![\u0ec0-\u0ec4])[\u0e81-\u0eae\u0edc-\u0edf](?=[{_LAO_TONE}]?[{_LAO_VOWEL}]|[{_LAO_TONE}])"
    # A consonant that is not stacked under the one before.
    "|(?<!\u17d2)[\u1780-\u17b3]"
    # A consonant that is not stacked, carries no stacked one and does not end its syllable.
    "|(?<!\u1039)[\u1000-\u102a\u103f\u104e](?!\u1037?[\u1039\u103a])"
)


def is_unspaced(character: str) -> bool:
    """Whether the character is a letter or mark of a script without blanks between words."""
    return _RUN.match(character) is not None


def syllables(run: str) -> list[int]:
    """Where syllables, as they are written, begin inside a run; of Khmer, consonants with signs."""
    return [m.start() for m in _SYLLABLE.finditer(run, 1)]


def word_edges(text: str, place: int, breaker: Breaker = syllables) -> tuple[int, int]:
    """Where the word that holds the character at `place` begins and ends, within its run.

    The character must be one for which `is_unspaced` holds. Costs no more in a long run.
    """
    block = place // _BLOCK
    edges = _edges(text, block, breaker)
    before, after = bisect_right(edges, place), block
    end = edges[before] if before < len(edges) else None
    start = edges[before - 1] if before else None
    while start is None:
        block -= 1
        earlier = _edges(text, block, breaker)
        start = earlier[-1] if earlier else None
    while end is None:
        after += 1
        later = _edges(text, after, breaker) if after * _BLOCK < len(text) else [len(text)]
        end = later[0] if later else None
    while start < place and extends(text[start]):
        # A mark without a letter, or one of the letter before the run.
        start += 1
    return start, end


def _edges(text: str, block: int, breaker: Breaker) -> list[int]:
    """Where, in a block of the text, runs begin and end and words begin in them."""
    first, last = block * _BLOCK, (block + 1) * _BLOCK
    found: set[int] = set()
    # What is cut off here is cut outside the block, and far enough from it.
    for run in _RUN.finditer(text, max(0, first - CONTEXT), last + CONTEXT):
        begin = run.start()
        inner = (begin + n for n in breaker(run.group()))
        found.update((begin, run.end(), *(n for n in inner if is_boundary(text, n))))
    return sorted(n for n in found if first <= n < last)
