"""Long work as generators: each yields Progress and returns its result.

The command line drains a job with a progress bar; the window runs it off the GUI thread. Closing
the generator between two steps cancels it, and its `finally` tidies up.
"""

import gc
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
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


def without_collector(job: Callable[P, Job[T]]) -> Callable[P, Job[T]]:
    """The same job, during which Python does not look for values that only hold one another.

    For jobs that make a million values, none of which does: looking through them again and again
    takes up to half of the time. They are freed as always, when nobody holds them any more.
    """

    @wraps(job)
    def paused(*args: P.args, **kwargs: P.kwargs) -> Job[T]:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return (yield from job(*args, **kwargs))
        finally:
            if was_on:
                _call_all_old()
                gc.enable()

    return paused


def _call_all_old() -> None:
    """Spares the collector the first look at a million new values, for which all would stand still.

    Freezing and unfreezing moves them to the oldest generation without looking at any. Where
    something is frozen already, that is somebody's wish, and everything stays as it is.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
