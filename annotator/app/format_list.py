"""The formats as a person is shown them: what can be read and written, and what each can carry."""

from dataclasses import asdict, dataclass
from typing import Any

from annotator.formats.registry import FORMATS


@dataclass(frozen=True, slots=True)
class FormatRow:
    """One format. `carries` has the parts of a project that it keeps, `loses` the others."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    reads: bool
    writes: bool
    carries: tuple[str, ...]
    loses: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The row as plain JSON values; every part is true or false under `carries`."""
        parts = dict.fromkeys(self.carries, True) | dict.fromkeys(self.loses, False)
        return {
            "name": self.name,
            "title": self.title,
            "suffixes": list(self.suffixes),
            "reads": self.reads,
            "writes": self.writes,
            "carries": dict(sorted(parts.items())),
        }


def format_rows() -> tuple[FormatRow, ...]:
    """All formats, in the registry's order."""
    rows = []
    for one in FORMATS:
        parts = asdict(one.capabilities)
        rows.append(
            FormatRow(
                one.name,
                one.title,
                one.suffixes,
                one.read is not None,
                one.write is not None,
                tuple(part for part, is_carried in parts.items() if is_carried),
                tuple(part for part, is_carried in parts.items() if not is_carried),
            )
        )
    return tuple(rows)
