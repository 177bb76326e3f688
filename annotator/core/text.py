"""Canonical text: made once at import, hashed, and never changed again."""

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from unicodedata import east_asian_width

from annotator.core.graphemes import is_boundary

_BOM = "\ufeff"
_REPLACEMENT = "\ufffd"
# Everything that ends a line in the files we read becomes "\n": CRLF, CR, VT, FF, NEL, and
# Unicode's own separators of lines and paragraphs, which Qt and JSON readers take for line ends.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters that no reader can see, halves of surrogate pairs, and what Unicode says is
# no character: Qt makes frames of U+FDD0 and U+FDD1, XML refuses U+FFFE and U+FFFF.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# A line that says little beside a date or a time is no headline.
_DATE_OR_TIME = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?|\b(?:19|20)\d\d\b|\b\d{1,2}\b(?:st|nd|rd|th)?|\b(?:AM|PM|IST|GMT|UTC|EST|"
    r"EDT|CET|CEST|BST)\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:Updated|Published|on)\b|"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\b",
)
_SHORTEST_HEADLINE = 25
_LINES_LOOKED_AT = 12


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
    # Joined files may begin with two marks; what is canonical begins with none.
    body = raw.lstrip(_BOM)
    bom = len(raw) - len(body)
    if bom:
        notes.append("a byte-order mark was removed")
    crlf = tuple(m.start() + bom for m in re.finditer("\r\n", body))
    unified, ends = _LINE_END.subn("\n", body)
    if ends:
        notes.append(f"{ends:,} line end{'s were' if ends > 1 else ' was'} unified")
    text, unfit = _UNFIT.subn(_REPLACEMENT, unified)
    if unfit:
        were = "s were" if unfit > 1 else " was"
        notes.append(f"{unfit:,} control character{were} replaced by \ufffd")
    return CanonicalText(text, tuple(notes), bom, crlf)


def is_canonical(text: str) -> bool:
    """Whether `canonical` would leave the text as it is."""
    return not (text.startswith(_BOM) or _LINE_END.search(text) or _UNFIT.search(text))


def digest(text: str) -> str:
    """SHA-256 of the text's UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def title_of(text: str, *, longest: int = 120) -> str:
    """A title for an article that came without one: the first line that reads like a headline.

    Only the first dozen lines that are not empty are looked at. Mastheads and dates are short,
    paragraphs are long or end in a full stop; a headline is neither. Where there is none, the
    first line, cut to `longest` characters.
    """
    lines = [line.strip() for line in text.split("\n", 200)[:200]]
    lines = [line for line in lines if line][:_LINES_LOOKED_AT]
    found = next((line for line in lines if _reads_like_headline(line, longest)), None)
    best = found or (lines[0] if lines else "")
    return best if len(best) <= longest else _cut(best, longest - 1) + "…"


def _reads_like_headline(line: str, longest: int) -> bool:
    if len(line) > longest or line[-1] in ".…:|।。،":
        return False
    return _width(_DATE_OR_TIME.sub("", line)) >= _SHORTEST_HEADLINE


def _width(line: str) -> int:
    """Columns: an ideograph says as much as two letters."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in line)


def _cut(line: str, length: int) -> str:
    """The beginning of a line, ended before a character with its marks is split."""
    while length > 0 and not is_boundary(line, length):
        length -= 1
    return line[:length].rstrip()
