"""Reading files in tests: a file with some bytes, what came out of it, and native lines by hand."""

import json
from pathlib import Path
from typing import Any

from annotator.core.errors import Problem
from annotator.formats.base import Format, Imported
from annotator.formats.jsonl import JSONL

TEXT = "Minister 😀 says no.\nReuters reported."


def read_all(
    path: Path, data: bytes, *, by: Format = JSONL, annotator: str = ""
) -> tuple[list[Imported], list[Problem]]:
    """The articles and the problems of a file that holds these bytes."""
    path.write_bytes(data)
    assert by.read is not None
    items = list(by.read(path, annotator=annotator))
    articles = [item for item in items if isinstance(item, Imported)]
    return articles, [item for item in items if isinstance(item, Problem)]


def a_line(text: str = TEXT, *annotations: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A line as a stranger would write it, with the least there must be."""
    return {"article": {"text": text}, "annotations": list(annotations), **more}


def a_mark(start: int | None, end: int | None, **more: Any) -> dict[str, Any]:
    """An annotation as a stranger would write it."""
    return {"annotator": "ana", "label": "actor", "start": start, "end": end, **more}


def encoded(*lines: dict[str, Any]) -> bytes:
    """Lines as the bytes of a file."""
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)
