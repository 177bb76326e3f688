"""The one thread that owns the store: calls in order, saves in groups, results delivered back."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, Conflict, StorageFailed
from annotator.store.base import Receipt, Store

T = TypeVar("T")

Outcome = Receipt | Conflict


@dataclass(frozen=True, slots=True)
class SaveReport:
    """What became of edits handed to `save`. `failed`: none of `edits` is on disk; they are held
    and go first when `retry` is called.
    """

    edits: tuple[Edit, ...]
    outcomes: tuple[Outcome, ...] = ()
    failed: AnnotatorError | None = None


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

    def close(self, *, on_closed: Callable[[], None]) -> None:
        """Lets the queue run out, closes the store."""
        ...


class InlineRunner:
    """Everything at once on the calling thread: for the command line, scripts and tests."""

    def __init__(self, store: Store, *, on_saved: Callable[[SaveReport], None]) -> None:
        self._store = store
        self._on_saved = on_saved
        self._held: list[Edit] = []

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
        self._write([*self._held, edit])

    def retry(self) -> None:
        """Writes what is held."""
        if self._held:
            self._write(self._held)

    def held(self) -> tuple[Edit, ...]:
        """Edits that the disk refused so far."""
        return tuple(self._held)

    def close(self, *, on_closed: Callable[[], None]) -> None:
        """Closes the store."""
        self._store.close()
        on_closed()

    def _write(self, edits: list[Edit]) -> None:
        try:
            outcomes = self._store.apply(edits)
        except AnnotatorError as error:
            self._held = list(edits)
            self._on_saved(SaveReport(tuple(edits), failed=error))
            return
        self._held = []
        self._on_saved(SaveReport(tuple(edits), outcomes))


@dataclass(frozen=True, slots=True)
class _Call:
    call: Callable[[Store], Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[AnnotatorError], None]


class StoreThread:
    """A store on a thread of its own.

    `deliver` takes a callable from this thread and runs it on the owner's thread. All saves that
    wait are written in one transaction, so a burst of key presses costs one wait for the disk.
    """

    def __init__(
        self,
        open_store: Callable[[], Store],
        *,
        deliver: Callable[[Callable[[], None]], None],
        on_saved: Callable[[SaveReport], None],
        on_opened: Callable[[], None],
        on_failed: Callable[[AnnotatorError], None],
    ) -> None:
        self._open_store = open_store
        self._deliver = deliver
        self._on_saved = on_saved
        self._on_opened = on_opened
        self._on_failed = on_failed
        self._queue: deque[_Call | Edit | None] = deque()
        self._wake = threading.Condition()
        self._held: tuple[Edit, ...] = ()
        self._retry = False
        self._on_closed: Callable[[], None] = _nothing
        self._thread = threading.Thread(target=self._work, name="store")

    def start(self) -> None:
        """Begins: opens the store, then serves the queue."""
        self._thread.start()

    def submit(
        self,
        call: Callable[[Store], T],
        *,
        on_done: Callable[[T], None],
        on_error: Callable[[AnnotatorError], None],
    ) -> None:
        """Queues a call."""
        self._put(_Call(call, on_done, on_error))

    def save(self, edit: Edit) -> None:
        """Queues an edit; microseconds, whatever the disk does."""
        self._put(edit)

    def retry(self) -> None:
        """Tries to write held edits again."""
        with self._wake:
            self._retry = True
            self._wake.notify()

    def held(self) -> tuple[Edit, ...]:
        """Edits that the disk refused so far, oldest first."""
        return self._held

    def close(self, *, on_closed: Callable[[], None]) -> None:
        """Lets the queue run out, closes the store, then calls back; edits held are dropped."""
        self._on_closed = on_closed
        self._put(None)

    def join(self, timeout: float | None = None) -> bool:
        """Waits for the thread's end after `close`; whether it has ended. Seconds."""
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _put(self, item: _Call | Edit | None) -> None:
        with self._wake:
            self._queue.append(item)
            self._wake.notify()

    def _take(self) -> tuple[list[Edit], _Call | None, bool]:
        """Waits for work: the edits at the queue's head, or a call, or the end."""
        with self._wake:
            while not self._queue and not self._retry:
                self._wake.wait()
            edits: list[Edit] = []
            while self._queue and isinstance(self._queue[0], Edit):
                head = self._queue.popleft()
                assert isinstance(head, Edit)
                edits.append(head)
            if edits or self._retry:
                return edits, None, False
            item = self._queue.popleft()
            return [], item if isinstance(item, _Call) else None, item is None

    def _work(self) -> None:
        try:
            store = self._open_store()
        except AnnotatorError as error:
            self._tell(self._on_failed, error)
            return
        self._deliver(self._on_opened)
        try:
            self._serve(store)
        finally:
            store.close()
            self._deliver(self._on_closed)

    def _serve(self, store: Store) -> None:
        while True:
            edits, call, is_end = self._take()
            if is_end:
                return
            if call is None:
                self._write(store, edits)
            else:
                self._answer(store, call)

    def _answer(self, store: Store, item: _Call) -> None:
        try:
            result = item.call(store)
        except AnnotatorError as error:
            self._tell(item.on_error, error)
        except Exception as error:
            self._tell(item.on_error, _unforeseen(store, error))
        else:
            self._tell(item.on_done, result)

    def _write(self, store: Store, edits: list[Edit]) -> None:
        """Writes edits unless earlier ones are held; then these join them."""
        with self._wake:
            retrying, self._retry = self._retry, False
        waiting = (*self._held, *edits)
        if not waiting:
            return
        if self._held and not retrying:
            self._held = waiting
            self._tell(self._on_saved, SaveReport(tuple(edits), failed=_still_failing(store)))
            return
        try:
            report = SaveReport(waiting, store.apply(waiting))
            self._held = ()
        except AnnotatorError as error:
            report = SaveReport(waiting, failed=error)
            self._held = waiting
        except Exception as error:
            report = SaveReport(waiting, failed=_unforeseen(store, error))
            self._held = waiting
        self._tell(self._on_saved, report)

    def _tell(self, callback: Callable[[T], None], value: T) -> None:
        self._deliver(_Delivery(callback, value))


@dataclass(frozen=True, slots=True)
class _Delivery:
    callback: Callable[[Any], None]
    value: Any

    def __call__(self) -> None:
        self.callback(self.value)


def _unforeseen(store: Store, error: Exception) -> StorageFailed:
    import logging

    logging.getLogger(__name__).error("store call failed", exc_info=error)
    return StorageFailed(store.info().path, f"{type(error).__name__} (see the log)")


def _still_failing(store: Store) -> StorageFailed:
    return StorageFailed(store.info().path, "earlier work is still waiting to be written")


def _nothing() -> None:
    """Stands where nobody wants to be told."""
