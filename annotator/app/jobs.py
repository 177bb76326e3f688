"""Long work as generators: each yields Progress and returns its result.

The command line drains a job with a progress bar; the window runs it off the GUI thread. Closing
the generator between two steps cancels it, and its `finally` tidies up.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` things (None: unknown), and what it does now."""

    done: int
    total: int | None
    what: str = ""


Job = Generator[Progress, None, T]


class Cancelled(Exception):
    """The person stopped the job; nothing of it stays."""


def run(job: Job[T], *, on_progress: Callable[[Progress], None] | None = None) -> T:
    """Drains a job and gives its result. An exception raised in `on_progress` closes the job."""
    try:
        while True:
            progress = next(job)
            if on_progress is not None:
                on_progress(progress)
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        job.close()
