"""Points in time as a project stores them: UTC, ISO 8601, milliseconds, "Z"."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """A moment as the project writes it: "2025-07-09T10:11:12.123Z". Sorts by time as text."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def utc_now() -> str:
    """This moment as the project writes it."""
    return written(utc())
