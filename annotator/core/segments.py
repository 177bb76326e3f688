"""Words, sentences and paragraphs of a text, and selections snapped to them: the one door."""

from annotator.core.sentence_breaks import (
    paragraph_at,
    sentence_at,
    sentences,
    sentences_near,
)
from annotator.core.snapping import EXACT, Snap, snapped, without_blanks
from annotator.core.unspaced import Breaker, syllables
from annotator.core.word_breaks import is_ideograph, is_word_character, word_at, words

__all__ = [
    "EXACT",
    "Breaker",
    "Snap",
    "is_ideograph",
    "is_word_character",
    "paragraph_at",
    "sentence_at",
    "sentences",
    "sentences_near",
    "snapped",
    "syllables",
    "without_blanks",
    "word_at",
    "words",
]
