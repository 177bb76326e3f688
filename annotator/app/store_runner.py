"""What runs calls on a store, and the simplest one: at once, on the calling thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, StorageFailed
from annotator.store.base import Receipt, Store

T = TypeVar("T")

# A Receipt, or why the edit was refused for good: a Conflict, or something the store cannot hold.
Outcome = Receipt | AnnotatorError


class Unforeseen(AnnotatorError):
    """A fault of the program, not of the world; `kind` is the type of the error in the log."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(
            f"This could not be done because of a fault in the program ({kind}; the log says more)."
        )


@dataclass(frozen=True, slots=True)
class SaveReport:
    """What became of edits handed to `save`, one outcome for each edit.

    `failed`: none of `edits` is on disk; they are held, in order, and will be tried again.
    """

    edits: tuple[Edit, ...]
    outcomes: tuple[Outcome, ...] = ()
    failed: AnnotatorError | None = None

    @property
    def refused(self) -> tuple[tuple[Edit, AnnotatorError], ...]:
        """The edits that will never be written, and why."""
        if self.failed is not None:
            return ()
        pairs = zip(self.edits, self.outcomes, strict=True)
        return tuple((edit, why) for edit, why in pairs if isinstance(why, AnnotatorError))


class StoreRunner(Protocol):
    """Runs calls on the store in order; `on_…` are called back on the caller's own thread."""

    def submit(
        self,
        call: Callable[[Store], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[AnnotatorError], None],
    ) -> None:
        """Queues a call."""
        ...

    def save(self, edit: Edit) -> None:
        """Queues a prepared edit; what became of it comes through `on_saved`."""
        ...

    def retry(self) -> None:
        """Tries to write held edits again."""
        ...

    def held(self) -> tuple[Edit, ...]:
        """Edits that the disk refused so far, oldest first."""
        ...

    def close(self, *, on_closed: Callable[[], None], give_up: bool = False) -> None:
        """Lets the queue run out, closes the store. `give_up`: also if edits are held."""
        ...


class InlineRunner:
    """Everything at once on the calling thread: for the command line, scripts and tests.

    Faults of the program are not caught here: they reach the caller as they are.
    """

    def __init__(self, store: Store, *, on_saved: Callable[[SaveReport], None]) -> None:
        self._store = store
        self._on_saved = on_saved
        self._held: tuple[Edit, ...] = ()

    def submit(
        self,
        call: Callable[[Store], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[AnnotatorError], None],
    ) -> None:
        """Makes the call now."""
        try:
            result = call(self._store)
        except AnnotatorError as error:
            on_error(error)
            return
        on_done(result)

    def save(self, edit: Edit) -> None:
        """Writes the edit now, after any that are held."""
        self._write((*self._held, edit))

    def retry(self) -> None:
        """Writes what is held."""
        if self._held:
            self._write(self._held)

    def held(self) -> tuple[Edit, ...]:
        """Edits that the disk refused so far."""
        return self._held

    def close(self, *, on_closed: Callable[[], None], give_up: bool = False) -> None:
        """Closes the store, after a last try with what is held.

        Raises StorageFailed, and stays open, where that fails and `give_up` is not said.
        """
        self.retry()
        if self._held and not give_up:
            raise StorageFailed(self._store.info().path, "work is still waiting to be written")
        self._store.close()
        on_closed()

    def _write(self, edits: tuple[Edit, ...]) -> None:
        try:
            report = SaveReport(edits, self._store.apply(edits))
            self._held = ()
        except StorageFailed as error:
            report = SaveReport(edits, failed=error)
            self._held = edits
        self._on_saved(report)


def no_work(_: Store) -> None:
    """A call that marks a place in the queue."""


def ignore(_: object) -> None:
    """Takes the result of a call whose result nobody needs."""
