"""The list of keys: groups with their rows, filtered as the person types."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.app.present.wording import folded


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key, or several with commas between, and what it does."""

    keys: str
    title: str
    group: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the list: a group's heading where `keys` is empty, else a key."""

    id: str
    keys: str
    title: str


def key_lines(rows: Iterable[KeyRow], *, text: str = "") -> tuple[KeyLine, ...]:
    """The rows in the order given, each group under its heading; only those that hold the text."""
    words = folded(text).split()
    groups: dict[str, list[KeyLine]] = {}
    for number, row in enumerate(rows):
        searched = folded(f"{row.keys} {row.title} {row.group}")
        if all(word in searched for word in words):
            line = KeyLine(f"key/{number}", row.keys, row.title)
            groups.setdefault(row.group, []).append(line)
    lines: list[KeyLine] = []
    for group, members in groups.items():
        lines += [KeyLine(f"group/{group}", "", group), *members]
    return tuple(lines)
