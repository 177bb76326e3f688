"""A progress bar on standard error, where that is a terminal; silence elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from annotator.app.jobs import Progress

Show = Callable[[Progress], None]


@contextmanager
def progress_shown() -> Iterator[Show]:
    """What shows a job's progress; the bar is gone when the `with` ends."""
    if not sys.stderr.isatty():
        yield _nothing
        return
    # A fifth of a second that only people who watch need to wait for.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, console=console, transient=True) as bars:
        task = bars.add_task("", total=None)

        def show(progress: Progress) -> None:
            what = progress.what.replace("[", r"\[")
            bars.update(task, description=what, completed=progress.done, total=progress.total)

        yield show


def _nothing(_progress: Progress) -> None:
    """Nobody watches."""
