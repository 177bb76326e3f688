"""Words as the program means them everywhere: the core's rules, and a model of Thai.

Every place that asks for words or snaps to them asks here, so that a double click, a key and the
status line mean the same. Other scripts without blanks are divided into syllables.
"""

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from annotator.core import segments

if TYPE_CHECKING:
    from budoux import Parser

__all__ = ["breaks", "snapped", "word_at", "words"]

# Repetition and abbreviation: signs that belong to the word before.
_NEVER_FIRST = "\u0e46\u0e2f"
_FIRST_THAI, _LAST_THAI = "\u0e00", "\u0e7f"


def breaks(run: str) -> Sequence[int]:
    """Where words begin inside a run of letters of Thai, Lao, Khmer or Burmese."""
    if _FIRST_THAI <= run[:1] <= _LAST_THAI:
        return _thai_breaks(run)
    return segments.syllables(run)


@lru_cache(maxsize=512)
def _thai_breaks(run: str) -> tuple[int, ...]:
    found, place = [], 0
    for word in _thai_parser().parse(run):
        if place and run[place] not in _NEVER_FIRST:
            found.append(place)
        place += len(word)
    return tuple(found)


@lru_cache(maxsize=1)
def _thai_parser() -> "Parser":
    from budoux import load_default_thai_parser

    return load_default_thai_parser()


word_at = partial(segments.word_at, breaker=breaks)
words = partial(segments.words, breaker=breaks)
snapped = partial(segments.snapped, word=word_at)
