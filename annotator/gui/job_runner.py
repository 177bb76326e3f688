"""Runs a job on a thread of its own, with progress and cancelling; results come back by signals."""

import logging
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from annotator.app.jobs import Cancelled, Job, Progress
from annotator.core.errors import AnnotatorError
from annotator.gui.bridge import Bridge

T = TypeVar("T")


class JobRunner:
    """One job at a time. Every callback is called on the GUI thread."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    @property
    def is_busy(self) -> bool:
        """Whether a job is running."""
        return self._thread is not None

    def start(
        self,
        make_job: Callable[[], Job[T]],
        *,
        on_progress: Callable[[Progress], None],
        on_done: Callable[[T], None],
        on_error: Callable[[AnnotatorError], None],
        on_cancelled: Callable[[], None],
    ) -> None:
        """Starts a job. Raises RuntimeError while another one runs."""
        if self._thread is not None:
            raise RuntimeError("a job is running already")
        self._stop.clear()

        def finish(callback: Callable[..., None], *values: Any) -> None:
            def on_gui_thread() -> None:
                self._thread = None
                callback(*values)

            self._bridge.post(on_gui_thread)

        def work() -> None:
            try:
                result = self._drain(make_job(), on_progress)
            except Cancelled:
                finish(on_cancelled)
            except AnnotatorError as error:
                finish(on_error, error)
            except Exception as error:
                logging.getLogger(__name__).error("job failed", exc_info=error)
                finish(on_error, AnnotatorError(f"{type(error).__name__}; the log says more."))
            else:
                finish(on_done, result)

        self._thread = threading.Thread(target=work, name="job", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stops the job at its next step; nothing of it stays."""
        self._stop.set()

    def wait(self, seconds: float) -> bool:
        """Waits for the running job's thread to end; whether none runs any more."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)
        return thread is None or not thread.is_alive()

    def _drain(self, job: Job[T], on_progress: Callable[[Progress], None]) -> T:
        try:
            while True:
                progress = next(job)
                if self._stop.is_set():
                    raise Cancelled
                self._bridge.post(_Step(on_progress, progress))
        except StopIteration as stop:
            result: T = stop.value
            return result
        finally:
            job.close()


class _Step:
    __slots__ = ("_callback", "_progress")

    def __init__(self, callback: Callable[[Progress], None], progress: Progress) -> None:
        self._callback, self._progress = callback, progress

    def __call__(self) -> None:
        self._callback(self._progress)
