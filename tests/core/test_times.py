"""Points in time sort as text."""

import re
from datetime import UTC, datetime, timedelta

from annotator.core.times import utc_now


def test_now_is_utc_with_milliseconds() -> None:
    now = utc_now()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", now)
    assert abs(datetime.fromisoformat(now) - datetime.now(UTC)) < timedelta(seconds=10)
