"""One entry of a codebook's JSON: reads its members, or says which entry is at fault and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from annotator.core.errors import BadCodebook

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class CodebookEntry:
    """A JSON object and what to call it; its methods read a member or raise BadCodebook."""

    name: str
    members: dict[str, Any]

    def text(self, key: str, default: str) -> str:
        """A member as text; numbers count, as a version may be one."""
        value = self.members.get(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise self._bad(key, value, "text")
        return str(value)

    def id(self) -> str:
        """The entry's id, which it must have."""
        found = self.text("id", "")
        if not found.strip():
            raise BadCodebook(f"The {self.name} has no id.")
        return found

    def flag(self, key: str, *, default: bool) -> bool:
        """A member that is true or false."""
        value = self.members.get(key, default)
        if not isinstance(value, bool):
            raise self._bad(key, value, "true or false")
        return value

    def number(self, key: str, default: int) -> int:
        """A member that is a whole number."""
        value = self.members.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._bad(key, value, "a whole number")
        return value

    def choice(self, key: str, default: E) -> E:
        """A member that is one of an enumeration's values."""
        value = self.text(key, default.value)
        try:
            return type(default)(value)
        except ValueError:
            raise self._bad(key, value, "one of " + ", ".join(type(default))) from None

    def texts(self, key: str) -> tuple[str, ...]:
        """A member that is a list of texts."""
        found = self._list(key)
        for value in found:
            if not isinstance(value, str):
                raise self._bad(key, value, "a list of texts")
        return tuple(found)

    def entries(self, key: str, kind: str) -> Iterator["CodebookEntry"]:
        """A member that is a list of objects; each is named by its id, or by its number."""
        for number, value in enumerate(self._list(key), start=1):
            if not isinstance(value, dict):
                raise BadCodebook(f"The {self.name} has as {kind} number {number} no object.")
            yield CodebookEntry(f"{kind} {value.get('id', f'number {number}')!r}", value)

    def _list(self, key: str) -> list[Any]:
        value = self.members.get(key)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            raise self._bad(key, value, "a list")
        return list(value)

    def _bad(self, key: str, value: Any, wanted: str) -> BadCodebook:
        return BadCodebook(f"The {self.name} has {value!r} as {key}: it should be {wanted}.")
