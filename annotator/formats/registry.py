"""All formats as one table, and finding one by name, suffix or first bytes."""

from pathlib import Path

from annotator.formats.base import Format, UnknownFormat
from annotator.formats.jsonl import JSONL
from annotator.formats.plain import PLAIN
from annotator.formats.table import CSV

FORMATS: tuple[Format, ...] = (PLAIN, JSONL, CSV)

# Enough to see a mark, a signature or the first keys of an object.
HEAD_BYTES = 4096


def named(name: str) -> Format | None:
    """The format of that name, if there is one."""
    return next((f for f in FORMATS if f.name == name), None)


def readable(name: str) -> Format:
    """The format of that name, able to read. Raises UnknownFormat, which lists those that are."""
    found = named(name)
    if found is None or found.read is None:
        known = tuple(f.name for f in FORMATS if f.read is not None)
        raise UnknownFormat(name, known=known, act="read")
    return found


def writable(name: str) -> Format:
    """The format of that name, able to write. Raises UnknownFormat, which lists those that are."""
    found = named(name)
    if found is None or found.write is None:
        known = tuple(f.name for f in FORMATS if f.write is not None)
        raise UnknownFormat(name, known=known, act="written")
    return found


def of_file(path: Path) -> Format:
    """The format to read a file with: by its suffix, else by its first bytes, else plain text.

    Raises OSError where it cannot be read, UnknownFormat where its format is for writing only.
    """
    suffix = path.suffix.lower()
    found = next((f for f in FORMATS if suffix in f.suffixes), None)
    if found is None:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        found = next((f for f in FORMATS if f.recognises(head)), PLAIN)
    return readable(found.name)
