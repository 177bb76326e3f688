"""Canonical text: made once at import, hashed, and never changed again."""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass

_BOM = "\ufeff"
_REPLACEMENT = "\ufffd"
# Everything that ends a line in the files we read becomes "\n": CRLF, CR, VT, FF, NEL.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85]")
# Control characters that no reader can see, and halves of surrogate pairs.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """A text fit to be stored, with what was done to it and where offsets went.

    `notes` are sentences for the import report, empty when the text was fit as it came.
    """

    text: str
    notes: tuple[str, ...] = ()
    _bom: int = 0
    _crlf: tuple[int, ...] = ()

    def offset(self, original: int) -> int:
        """Where an offset of the text as it came stands now.

        Between CR and LF it is where the line feed stands; in the mark, 0.
        """
        moved = original - self._bom - bisect_right(self._crlf, original - 1)
        return min(max(0, moved), len(self.text))


def canonical(raw: str) -> CanonicalText:
    """The text with one kind of line end, no byte-order mark and no control characters.

    Control characters other than tab and line ends, and lone surrogates, become U+FFFD one by
    one, so that only CRLF and the mark move offsets. Nothing is normalised: "é" stays as it came.
    """
    notes: list[str] = []
    bom = 1 if raw.startswith(_BOM) else 0
    body = raw[bom:]
    if bom:
        notes.append("a byte-order mark was removed")
    crlf = tuple(m.start() + bom for m in re.finditer("\r\n", body))
    unified, ends = _LINE_END.subn("\n", body)
    if ends:
        notes.append(f"{ends:,} line ends were unified")
    text, unfit = _UNFIT.subn(_REPLACEMENT, unified)
    if unfit:
        notes.append(f"{unfit:,} control characters were replaced by \ufffd")
    return CanonicalText(text, tuple(notes), bom, crlf)


def is_canonical(text: str) -> bool:
    """Whether `canonical` would leave the text as it is."""
    return not (text.startswith(_BOM) or _LINE_END.search(text) or _UNFIT.search(text))


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def title_of(text: str, *, longest: int = 120) -> str:
    """A title for an article that came without one: its longest line among the first dozen.

    Mastheads and dates are short, paragraphs end in a full stop; a headline is neither.
    """
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line][:12]
    headlines = [ln for ln in lines if 25 <= len(ln) <= longest and ln[-1] not in ".!?…:|।。"]
    best = headlines[0] if headlines else (lines[0] if lines else "")
    return best if len(best) <= longest else best[: longest - 1].rstrip() + "…"
