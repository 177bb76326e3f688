"""Points in time as the project stores them."""

from datetime import UTC, datetime


def utc_now() -> str:
    """Now, UTC, ISO 8601 with milliseconds: 2026-03-04T10:15:30.123Z."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
