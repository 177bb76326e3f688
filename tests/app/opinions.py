"""A small project with several opinions: what each annotator has marked, and in which state."""

from pathlib import Path
from typing import Any

from annotator.app import jobs
from annotator.app.importing import import_into
from annotator.store.base import Store
from annotator.store.open import create_project
from tests.formats.reading import a_line, encoded

#      0    5     11    17   22   27      35
TEXT = "Anna Brown leads Hill Bank. Reuters said so."

Marks = dict[str, list[dict[str, Any]]]


def mark(start: int | None, end: int | None, label: str = "actor", **more: Any) -> dict[str, Any]:
    """An annotation; `more` are keys of native JSONL."""
    return {"label": label, "start": start, "end": end, **more}


def line(text: str, opinions: Marks, *, unfinished: tuple[str, ...] = ()) -> dict[str, Any]:
    """An article with what each annotator marked, as a line of native JSONL. An empty list: has
    finished and found nothing."""
    annotations = [
        {"annotator": name, "id": f"{name}{number}"} | told
        for name, marks in opinions.items()
        for number, told in enumerate(marks)
    ]
    sets = [
        {
            "annotator": name,
            "role": "gold" if name == "gold" else "annotator",
            "state": "in_progress" if name in unfinished else "finished",
        }
        for name in opinions
    ]
    return a_line(text, *annotations, sets=sets)


def project_of(path: Path, *lines: dict[str, Any]) -> Store:
    """An open project of these articles, which get the ids a0, a1, …"""
    for number, told in enumerate(lines):
        told["article"]["id"] = f"a{number}"
    source = path.with_suffix(".jsonl")
    source.write_bytes(encoded(*lines))
    store = create_project(path)
    report = jobs.run(import_into(store, (source,)))
    assert not report.problems
    return store
