"""Values of JSON that strangers wrote, taken one by one; what is wrong with them is collected."""

from dataclasses import dataclass, field
from typing import Any

from annotator.core.errors import Problem

Json = dict[str, Any]


@dataclass(slots=True)
class Findings:
    """What there is to say about one line of a file: problems, and notes where nothing is wrong."""

    where: str
    line: int
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def wrong(self, what: str, *, skipped: bool = False) -> None:
        """Reports something; `skipped` says that it was left out."""
        self.problems.append(Problem(self.where, what, line=self.line, skipped=skipped))


class Entry:
    """One JSON object and what it is called in messages. Keys never asked for are `unknown`."""

    def __init__(self, name: str, value: Json, found: Findings) -> None:
        self.name, self.value, self.found = name, value, found
        self._asked: set[str] = set()

    @property
    def unknown(self) -> dict[str, Any]:
        """The keys that nobody asked for, with their values."""
        return {key: value for key, value in self.value.items() if key not in self._asked}

    def report_unknown(self) -> None:
        """Says which keys are not kept."""
        if self.unknown:
            names = ", ".join(repr(key) for key in self.unknown)
            self.found.wrong(f"{self.name}: not kept, as their meaning is not known: {names}")

    def raw(self, key: str) -> Any:
        """The value as it is, None where there is none."""
        self._asked.add(key)
        return self.value.get(key)

    def text(self, key: str) -> str:
        """A text; empty where there is none. A number is written out; anything else is reported."""
        value = self.raw(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self._odd(key, value, "a text")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list; empty where there is none. What is no text is reported, left out."""
        value = self.raw(key)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._odd(key, value, "a list")
            return ()
        found = [
            str(item)
            for item in value
            if isinstance(item, str) or (isinstance(item, int) and not isinstance(item, bool))
        ]
        if len(found) < len(value):
            self._odd(key, value, "a list of texts")
        return tuple(found)

    def number(self, key: str) -> int | None:
        """A whole number; None where there is none. `12.0` is one, as pandas writes it."""
        value = self.raw(key)
        if value is None:
            return None
        number = whole(value)
        if number is None:
            self._odd(key, value, "a whole number")
        return number

    def fraction(self, key: str) -> float | None:
        """A number; None where there is none."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _finite(value)
        self._odd(key, value, "a number")
        return None

    def flag(self, key: str) -> bool:
        """Yes or no; no where nothing is said."""
        value = self.raw(key)
        if value in (None, False, 0):
            return False
        if value in (True, 1):
            return True
        self._odd(key, value, "true or false")
        return False

    def entries(self, key: str, *, name: str) -> list["Entry"]:
        """The objects of a list, numbered from 1; what is no object is reported and left out."""
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self._odd(key, value, "a list")
            return []
        result = []
        for number, item in enumerate(value, start=1):
            if isinstance(item, dict):
                told = item.get("id")
                called = f"{name} {told!r}" if isinstance(told, str | int) else f"{name} {number}"
                result.append(Entry(called, item, self.found))
            else:
                self.found.wrong(f"{name} {number} is not an object: {shown(item)}", skipped=True)
        return result

    def table(self, key: str) -> Json:
        """An object's keys and values; empty where there is none."""
        value = self.raw(key)
        if value is None:
            return {}
        if isinstance(value, dict):
            return value
        self._odd(key, value, "an object")
        return {}

    def _odd(self, key: str, value: Any, wanted: str) -> None:
        self.found.wrong(f"{self.name}: {key!r} is not {wanted}: {shown(value)}")


def whole(value: Any) -> int | None:
    """A whole number, also one written as 12.0; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    finite = _finite(value)
    return int(finite) if finite is not None and finite == int(finite) else None


def _finite(value: float) -> float | None:
    """The number, None for one too large to be one."""
    if isinstance(value, int):
        return value
    return value if abs(value) < float("inf") else None


def shown(value: Any) -> str:
    """A value in a message, not longer than a line."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def mended(value: Any) -> tuple[Any, int]:
    """The value with halves of surrogate pairs replaced by U+FFFD, and how many there were."""
    if isinstance(value, str):
        if value.isascii():
            return value, 0
        halves = sum("\ud800" <= c <= "\udfff" for c in value)
        if not halves:
            return value, 0
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value), halves
    if isinstance(value, list):
        parts = [mended(item) for item in value]
        return [part for part, _ in parts], sum(count for _, count in parts)
    if isinstance(value, dict):
        result, total = {}, 0
        for key, item in value.items():
            new_key, key_count = mended(key)
            result[new_key], count = mended(item)
            total += key_count + count
        return result, total
    return value, 0
