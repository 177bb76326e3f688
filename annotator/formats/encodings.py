"""Which encoding a text file is in, and its text: marks first, UTF-8 strictly, then a guess.

Guesses among one-byte encodings go by alphabets: `charset-normalizer` alone takes French in
Windows-1252 for Windows-1250 ("dčs" for "dès") and Hebrew for KOI8-R, as both decode without an
error. It decides where no alphabet explains the bytes, and among Chinese, Japanese and Korean.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_SHIFTS = ((b"\x1b$", "iso2022_jp_2"), (b"\x1b$)", "iso2022_kr"))
_GOOD_ENOUGH = 0.95
# Bytes above 127 in a text of Latin letters; Chinese, Japanese and Korean have twice as many.
_FEW = 0.3
# The share of ten frequent letters in a text whose letters were told right.
_OFTEN = 0.5


class NotText(ValueError):
    """Bytes that are no text. `byte` is where that shows."""

    def __init__(self, reason: str, *, byte: int) -> None:
        self.byte = byte
        super().__init__(f"{reason} (byte {byte})")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was in. `is_guess`: another encoding is possible.

    `damage` is a sentence about bytes that could not be read and became U+FFFD.
    """

    text: str
    encoding: str
    is_guess: bool = False
    damage: str = ""


def decode(data: bytes) -> Decoded:
    """The text of a file's bytes; a byte-order mark stays at its start. Raises NotText."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise NotText(f"this is {kind}, not plain text", byte=0)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _with_replacements(data, encoding)
    nul = data.find(b"\x00")
    if nul >= 0:
        return _wide_without_mark(data, nul)
    _refuse_binary(data)
    for shift, encoding in _SHIFTS:
        if shift in data:
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                continue
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _damaged_utf8(data, error) or _guess(data)


def _refuse_binary(data: bytes) -> None:
    controls = len(_CONTROL.findall(data))
    if controls * 20 > len(data):
        first = _CONTROL.search(data)
        assert first is not None
        raise NotText("binary content, not plain text", byte=first.start())


def _with_replacements(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        damage = (
            f"bytes that are not {encoding} were replaced by \ufffd, the first at {error.start}"
        )
        return Decoded(data.decode(encoding, "replace"), encoding, damage=damage)


def _wide_without_mark(data: bytes, nul: int) -> Decoded:
    """UTF-16 or UTF-32 by what it decodes to: assigned characters only, and blanks or no odd NUL.

    In UTF-16 the NULs of Latin letters stand all in even places, or all in odd ones.
    """
    places = {match.start() % 2 for match in re.finditer(b"\x00", data)}
    found = []
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:20_000]
        if all(c in "\t\n\r\f\v" or unicodedata.category(c) not in _UNLIKELY for c in sample):
            blanks = sum(c in " \n\r\t。，、" for c in sample)
            if blanks or len(places) == 1 or encoding.startswith("utf-32"):
                found.append((blanks, encoding, text))
    if not found:
        raise NotText("binary content, not plain text", byte=nul)
    _, encoding, text = max(found)
    return Decoded(text, encoding, is_guess=True)


_UNLIKELY = frozenset({"Cc", "Cn", "Co", "Cs"})


def _damaged_utf8(data: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """UTF-8 in which few bytes are wrong: a guess would garble every other letter."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(ord(c) > 127 for c in text) - bad
    if good < 10 * bad:
        return None
    damage = f"{bad} bytes that are not UTF-8 were replaced by \ufffd, the first at {error.start}"
    return Decoded(text, "utf-8", damage=damage)


# Letters beyond ASCII, by language; one language must explain all letters of a text.
_WESTERN = (
    "àâæçèéêëîïôùûüÿœ",
    "äöüßé",
    "áéíñóúüçªº",
    "àáâãçéêíóôõúü",
    "àèéìíîòóùú",
    "åäöæøéàüáó",
    "áðéíóúýþæö",
    "àèéëïíóòúüçáö",
    "àçèéíïòóúü·",
    "äõöüšž",
)
# A text with names from all over Western Europe; taken only if no single language explains it.
_WESTERN_NAMES = ("àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßœšž",)
_HANDICAP = 0.03
_CENTRAL = (
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "áéíóöőúüű",
    "čćđšž",
    "ăâîşţșț",
    "äöüßé",
)
_CYRILLIC = ("абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўђјљњћџѓќѕ",)
_ARABIC = ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگکیںھہےـًٌٍَُِّْ",)
_GREEK = ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",)
_HEBREW = ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",)
_BALTIC = ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž")
_TURKISH = ("çğıöşüâîûi̇",)
# Encoding, its alphabets, and letters so frequent that a wrong encoding shows. In order of how
# often they are met: the first of equals is taken.
_ALPHABETS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("cp1252", _WESTERN, ""),
    ("cp1252", _WESTERN_NAMES, ""),
    ("iso8859_15", _WESTERN, ""),
    ("cp1250", _CENTRAL, ""),
    ("iso8859_2", _CENTRAL, ""),
    ("cp1254", _TURKISH, ""),
    ("cp1257", _BALTIC, ""),
    ("mac_roman", _WESTERN, ""),
    ("cp850", _WESTERN, ""),
    ("cp852", _CENTRAL, ""),
    ("cp1251", _CYRILLIC, "оеаинтсрвл"),
    ("koi8_r", _CYRILLIC, "оеаинтсрвл"),
    ("koi8_u", _CYRILLIC, "оеаинтсрвл"),
    ("cp866", _CYRILLIC, "оеаинтсрвл"),
    ("iso8859_5", _CYRILLIC, "оеаинтсрвл"),
    ("mac_cyrillic", _CYRILLIC, "оеаинтсрвл"),
    ("cp1253", _GREEK, "αοιετσνηυρ"),
    ("iso8859_7", _GREEK, "αοιετσνηυρ"),
    ("cp1255", _HEBREW, "יוהלארתבשמ"),
    ("cp1256", _ARABIC, "الينموتربع"),
    ("iso8859_6", _ARABIC, "الينموتربع"),
)
_PUNCTUATION = frozenset(
    "“”‘’„‚–—…«»‹›€£§°©®•·¿¡¥™№½¼¾²³±×¶†¢،؛؟\u00a0\u00ad\u200c\u200d\u200e\u200f"
)
_WITHIN_WORDS = frozenset("’·–—…\u00a0\u00ad\u200c\u200d")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def _guess(data: bytes) -> Decoded:
    sample = data[:60_000]
    by_alphabet = _by_alphabet(sample)
    high = sum(byte > 127 for byte in sample)
    if by_alphabet is not None and (high < _FEW * len(sample) or by_alphabet.is_frequent):
        return _decoded(data, by_alphabet.encoding)
    from charset_normalizer import from_bytes  # 60 ms, and needed by few files

    best = from_bytes(data).best()
    if best is not None and (by_alphabet is None or best.multi_byte_usage):
        return _decoded(data, best.encoding)
    if by_alphabet is not None:
        return _decoded(data, by_alphabet.encoding)
    first = next(place for place, byte in enumerate(data) if byte > 127)
    raise NotText("no encoding explains these bytes", byte=first)


def _decoded(data: bytes, encoding: str) -> Decoded:
    decoded = _with_replacements(data, encoding)
    return Decoded(decoded.text, encoding, is_guess=True, damage=decoded.damage)


@dataclass(frozen=True, slots=True, order=True)
class _Fit:
    """How well an encoding explains bytes; better ones are greater."""

    score: float
    rank: int
    encoding: str
    is_frequent: bool


def _by_alphabet(data: bytes) -> _Fit | None:
    """The one-byte encoding in which all letters are those of one language, if there is one."""
    fits = []
    for rank, (encoding, alphabets, frequent) in enumerate(_ALPHABETS):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        best = max(_fit(text, alphabet, is_latin=not frequent) for alphabet in alphabets)
        if alphabets is _WESTERN_NAMES:
            best -= _HANDICAP
        if best >= _GOOD_ENOUGH:
            frequency = _frequency(text, frequent)
            fits.append(_Fit(best + frequency, -rank, encoding, frequency > _OFTEN))
    return max(fits) if fits else None


def _fit(text: str, alphabet: str, *, is_latin: bool) -> float:
    """How much of what is not ASCII is a letter of the alphabet, or punctuation in its place.

    A capital after a small letter is out of place, and a Greek letter beside a Latin one.
    """
    good = total = 0
    for match in _BEYOND_ASCII.finditer(text):
        character, place = match.group(), match.start()
        total += 1
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if character.lower() in alphabet:
            mixed = not is_latin and _is_ascii_letter(before, after)
            good += not mixed and not (character.isupper() and before.islower())
        elif character in _PUNCTUATION:
            within = before.isalpha() and after.isalpha()
            good += not within or character in _WITHIN_WORDS
    return good / total if total else 0.0


def _is_ascii_letter(*characters: str) -> bool:
    return any(c.isascii() and c.isalpha() for c in characters)


def _frequency(text: str, frequent: str) -> float:
    letters = [c for c in text.lower() if ord(c) > 127 and c.isalpha()]
    if not frequent or not letters:
        return 0.0
    return sum(c in frequent for c in letters) / len(letters)
