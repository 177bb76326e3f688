"""Opening a project for a person: the store on its thread, the session in front of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.app.events import Event
from annotator.app.session import Session
from annotator.app.store_runner import InlineRunner, SaveReport
from annotator.app.store_thread import StoreThread
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.ids import PersonId
from annotator.store.base import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which project to open and how. `is_new`: make it first.

    `carried` are edits of another session that the project, a copy of that session's, may lack.
    """

    path: Path
    person: PersonId
    is_new: bool = False
    write: bool = True
    carried: tuple[Edit, ...] = ()

    def open(self) -> Store:
        """Opens it on the calling thread. Raises ProjectError."""
        from annotator.store.open import create_project, open_store

        if self.is_new:
            return create_project(self.path, person=self.person)
        return open_store(self.path, person=self.person, write=self.write)


class OpenProject:
    """A session with its store on a thread of its own."""

    def __init__(
        self,
        wanted: Wanted,
        *,
        tell: Callable[[Event], None],
        deliver: Callable[[Callable[[], None]], None],
        on_failed: Callable[[AnnotatorError], None],
    ) -> None:
        """`deliver` runs a callable on the thread that owns the session."""
        self.wanted = wanted
        self._thread = StoreThread(
            wanted.open,
            deliver=deliver,
            on_saved=self._on_saved,
            on_opened=self._on_opened,
            on_failed=on_failed,
        )
        self.session = Session(self._thread, wanted.person, tell=tell, carried=wanted.carried)

    def start(self) -> None:
        """Begins to open; ProjectOpened or `on_failed` follows."""
        self._thread.start()

    def join(self, timeout: float) -> bool:
        """Waits for the store to be closed; whether it is. Seconds."""
        return self._thread.join(timeout)

    def _on_opened(self) -> None:
        self.session.begin()

    def _on_saved(self, report: SaveReport) -> None:
        self.session.on_saved(report)


def inline_session(
    store: Store, person: PersonId, *, tell: Callable[[Event], None] | None = None
) -> Session:
    """A session that answers and saves at once, on the calling thread: for scripts and tests."""
    sessions: list[Session] = []
    runner = InlineRunner(store, on_saved=lambda report: sessions[0].on_saved(report))
    session = Session(runner, person, tell=tell or _nobody)
    sessions.append(session)
    session.begin()
    return session


def _nobody(_: Event) -> None:
    """Stands where nobody listens."""
