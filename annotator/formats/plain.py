"""Plain text: one file is one article, whole, whatever line ends and encoding it has."""

import os
from collections.abc import Iterator
from pathlib import Path

from annotator.core.articles import make_article
from annotator.core.errors import Problem
from annotator.core.text import canonical
from annotator.formats.base import Capabilities, Format, Imported
from annotator.formats.encodings import NotText, decode


def read(path: Path, *, annotator: str) -> Iterator[Imported | Problem]:
    """The article of a file, or the problem that makes it none. There is no work in it.

    The file's name is kept in `meta.file`. Raises OSError.
    """
    data = path.read_bytes()
    try:
        decoded = decode(data)
    except NotText as error:
        yield Problem(str(path), str(error), skipped=True)
        return
    made = canonical(decoded.text)
    if not made.text.strip():
        what = "the file is empty" if not data else "there is nothing but blanks in the file"
        yield Problem(str(path), what, skipped=True)
        return
    if decoded.damage:
        yield Problem(str(path), decoded.damage)
    notes = list(made.notes)
    if decoded.is_guess:
        notes.insert(0, f"the encoding is a guess ({decoded.encoding}): look at the text")
    yield Imported(
        make_article(made.text, meta={"file": _shown_name(path)}),
        encoding=decoded.encoding,
        notes=tuple(notes),
    )


def _shown_name(path: Path) -> str:
    """The file's name; bytes in it that are not UTF-8 become U+FFFD."""
    return os.fsencode(path.name).decode("utf-8", "replace")


PLAIN = Format(
    name="text",
    title="plain text, one article a file",
    suffixes=(".txt", ".text"),
    capabilities=Capabilities(texts=True),
    read=read,
)
