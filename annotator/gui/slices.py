"""Long work that must be done on the GUI thread: a little at a time, so that the window lives."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.app.jobs import Job, Progress
from annotator.core.errors import AnnotatorError

# A frame of 60 a second has 16 ms; the rest is for the window.
_SLICE_SECONDS = 0.010


class Slices(QObject):
    """Runs one job at a time on the GUI thread. Cancelling closes it between two steps."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._job: Job[Any] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    @property
    def is_busy(self) -> bool:
        """Whether a job is being done."""
        return self._job is not None

    def start(
        self,
        job: Job[Any],
        *,
        on_progress: Callable[[Progress], None],
        on_done: Callable[[Any], None],
        on_error: Callable[[AnnotatorError], None],
    ) -> None:
        """Starts a job. Raises RuntimeError while another one is being done."""
        if self._job is not None:
            raise RuntimeError("a job is being done already")
        self._job = job
        self._on_progress, self._on_done, self._on_error = on_progress, on_done, on_error
        self._timer.start()

    def cancel(self) -> bool:
        """Stops the job; what it began it tidies up. Whether there was one."""
        job = self._ended()
        if job is not None:
            job.close()
        return job is not None

    @Slot()
    def _on_turn(self) -> None:
        end = perf_counter() + _SLICE_SECONDS
        job = self._job
        if job is None:
            return
        try:
            while True:
                progress = next(job)
                if perf_counter() >= end:
                    break
        except StopIteration as stop:
            self._ended()
            self._on_done(stop.value)
        except AnnotatorError as error:
            self._ended()
            self._on_error(error)
        except BaseException:
            self._ended()
            raise
        else:
            self._on_progress(progress)

    def _ended(self) -> Job[Any] | None:
        self._timer.stop()
        job, self._job = self._job, None
        return job
