"""Active time on an article: the gaps between gestures, pauses left out."""

import time
from collections.abc import Callable

# A longer gap is a pause: the telephone, not the article. Seconds.
LONGEST_GAP = 60.0


class ActiveTime:
    """Adds up the time between gestures. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: float | None = None
        self._sum = 0.0

    def touch(self) -> None:
        """The person did something."""
        now = self._clock()
        if self._last is not None:
            gap = now - self._last
            self._sum += gap if gap <= LONGEST_GAP else 0.0
        self._last = now

    def take(self) -> int:
        """Whole seconds since the last take; the rest is kept for the next one."""
        whole = int(self._sum)
        self._sum -= whole
        return whole

    def stop(self) -> int:
        """The last whole seconds; another article begins at zero."""
        whole = round(self._sum)
        self._sum, self._last = 0.0, None
        return whole
