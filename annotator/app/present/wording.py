"""Dates, numbers and quotes as people read them."""

import re
import unicodedata

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?!\d))?)?(?=$|[T ])")
_SPACES = re.compile(r"\s+")


def shown_date(iso: str) -> str:
    """A date of ISO 8601 as "9 Jul 2025"; a month or a year alone as such; else as it stands."""
    found = _ISO_DATE.match(iso.strip())
    if found is None:
        return iso.strip()
    year, month, day = found.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return iso.strip()
    name = _MONTHS[int(month) - 1]
    return f"{int(day)} {name} {year}" if day else f"{name} {year}"


def shown_moment(iso: str) -> str:
    """A UTC time of ISO 8601 as "9 Jul 2025, 14:05"; the date alone where there is no time."""
    date = shown_date(iso)
    time = iso.strip()[11:16]
    return f"{date}, {time}" if re.fullmatch(r"\d\d:\d\d", time) else date


def counted(number: int, singular: str, plural: str = "") -> str:
    """A number with its noun: "1 mark", "1,204 marks"."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def shown_size(size: int) -> str:
    """A file's size, given in bytes: "2.1 MB", and "0.1 MB" for anything smaller."""
    return f"{max(size / 1e6, 0.1):,.1f} MB"


def shortened(text: str, *, longest: int) -> str:
    """One line of at most `longest` characters: spaces run together, the middle left out.

    Both ends are kept, since the end of a quote tells as much as its beginning.
    """
    line = _SPACES.sub(" ", text).strip()
    if len(line) <= longest:
        return line
    tail = longest // 3
    head = longest - tail - 3
    return f"{line[:head].rstrip()} … {line[-tail:].lstrip()}"


def value_words(value: str) -> str:
    """A codebook's value as it is shown: "more_than" as "more than"."""
    return value.replace("_", " ")


def folded(text: str) -> str:
    """The text without case and accents, so that "lukasz" finds "Łukasz" and "STRASSE" "Straße".

    For comparing only: its length is not the text's.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.translate(_STROKES)


# Letters that Unicode does not take apart.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction is Hebrew, Arabic or the like."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def isolated(text: str) -> str:
    """The text so wrapped that its direction does not shuffle what stands around it."""
    return f"\u2068{text}\u2069" if is_right_to_left(text) else text
