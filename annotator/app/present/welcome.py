"""The first window: projects opened lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotator.app.present.wording import shown_date


@dataclass(frozen=True, slots=True)
class RecentRow:
    """A project opened before. `id` is its path in full; `folder` is shown."""

    id: str
    name: str
    folder: str
    used: str


def recent_rows(
    projects: Iterable[tuple[Path, str]], *, now: datetime, home: Path
) -> tuple[RecentRow, ...]:
    """Rows for paths with the time (ISO 8601) each was last open, in the order given.

    `now` is in the same time zone as the times. The home folder is shown as "~".
    """
    return tuple(
        RecentRow(
            id=str(path),
            name=path.stem,
            folder=_folder(path.parent, home),
            used=_ago(used, now),
        )
        for path, used in projects
    )


def _folder(folder: Path, home: Path) -> str:
    if folder.is_relative_to(home):
        return str(Path("~") / folder.relative_to(home))
    return str(folder)


def _ago(used: str, now: datetime) -> str:
    try:
        then = datetime.fromisoformat(used)
    except ValueError:
        return ""
    days = (now.date() - then.date()).days
    if days == 0:
        return "today"
    if days == 1:
        return "yesterday"
    if 1 < days < 7:
        return f"{days} days ago"
    return shown_date(used)
