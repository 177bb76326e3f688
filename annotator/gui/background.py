"""Long work from the window: off the GUI thread, progress and cancel in the status bar."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Slot

from annotator.app.jobs import Job, Progress
from annotator.core.errors import AnnotatorError, Refused
from annotator.gui.bridge import Bridge
from annotator.gui.job_runner import JobRunner
from annotator.gui.workbench import Workbench

T = TypeVar("T")


class Background(QObject):
    """Runs one job at a time for a workbench."""

    def __init__(self, bench: Workbench, bridge: Bridge) -> None:
        super().__init__(bench)
        self._bench = bench
        self._jobs = JobRunner(bridge)
        self._quiet = JobRunner(bridge)
        # Whether what runs gives way, and what was asked for meanwhile.
        self._gives_way = False
        self._next: Callable[[], None] | None = None
        bench.window.status.cancel_clicked.connect(self._on_cancel_asked)

    @property
    def is_busy(self) -> bool:
        """Whether a job runs that others must wait for."""
        return self._jobs.is_busy

    def run(
        self,
        make_job: Callable[[], Job[T]],
        *,
        done: Callable[[T], None],
        otherwise: Callable[[], object] | None = None,
        gives_way: bool = False,
    ) -> None:
        """Starts a job. Raises Refused while another one runs.

        A job that nobody asked for `gives_way`: what is asked for meanwhile is done after it.
        `otherwise` is called where the job fails or is cancelled, after that has been said, and
        where the project has been closed meanwhile: what was found there is passed over.
        """
        begun_in = self._bench.open_session
        if self._jobs.is_busy:
            if not self._gives_way or self._next is not None:
                raise Refused(
                    self.tr("Something else is still being done. Wait for it, or cancel it.")
                )

            def begin() -> None:
                if begun_in is self._bench.open_session:
                    self.run(make_job, done=done, otherwise=otherwise, gives_way=gives_way)
                else:
                    (otherwise or _ignore)()

            self._next = begin
            return

        def finished(result: T) -> None:
            self._end()
            if begun_in is not None and begun_in is not self._bench.open_session:
                (otherwise or _ignore)()
            else:
                self._bench.follow_up(lambda: done(result))
            self._go_on()

        def failed(error: AnnotatorError) -> None:
            self._on_error(error)
            (otherwise or _ignore)()
            self._go_on()

        def cancelled() -> None:
            self._on_cancelled()
            (otherwise or _ignore)()
            self._go_on()

        self._gives_way = gives_way
        self._bench.set_busy(is_busy=True)
        self._jobs.start(
            make_job,
            on_progress=self._on_progress,
            on_done=finished,
            on_error=failed,
            on_cancelled=cancelled,
        )

    def run_quietly(self, make_job: Callable[[], Job[T]]) -> None:
        """Runs a job beside everything else; only its failure is news."""
        if not self._quiet.is_busy:
            self._quiet.start(
                make_job,
                on_progress=_ignore,
                on_done=_ignore,
                on_error=self._bench.complain,
                on_cancelled=_ignore,
            )

    def cancel(self) -> None:
        """Stops the running job, if there is one; nothing of it stays."""
        self._jobs.cancel()

    def wait(self, seconds: float) -> bool:
        """Waits for the running jobs; whether none runs any more."""
        return self._jobs.wait(seconds) and self._quiet.wait(seconds)

    def _go_on(self) -> None:
        """Begins what was asked for meanwhile."""
        begin, self._next = self._next, None
        if begin is not None:
            self._bench.follow_up(begin)

    def _on_progress(self, progress: Progress) -> None:
        self._bench.window.status.show_progress(progress)

    def _on_error(self, error: AnnotatorError) -> None:
        self._end()
        self._bench.complain(error)

    def _on_cancelled(self) -> None:
        self._end()
        self._bench.say(self.tr("Stopped. Nothing was changed."))

    def _end(self) -> None:
        self._bench.window.status.show_progress(None)
        self._bench.set_busy(is_busy=False)

    @Slot()
    def _on_cancel_asked(self) -> None:
        self._jobs.cancel()


def _ignore(*_: object) -> None:
    """Nobody wants to know."""
