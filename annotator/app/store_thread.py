"""The one thread that owns the store: calls in order, saves in groups, results delivered back."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from annotator.app.store_runner import (
    InlineRunner,
    Outcome,
    SaveReport,
    StoreRunner,
    Unforeseen,
)
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, NotFound, Refused, StorageFailed
from annotator.store.base import Store

__all__ = ["InlineRunner", "Outcome", "SaveReport", "StoreRunner", "StoreThread", "Unforeseen"]

T = TypeVar("T")

_LOG = logging.getLogger(__name__)

# How often what the disk refused is tried again without being asked. Seconds.
RETRY_AFTER = 5.0
# How often the thread looks whether the program still runs. Seconds.
_LOOK_ROUND = 1.0


@dataclass(frozen=True, slots=True)
class _Call:
    call: Callable[[Store], Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[AnnotatorError], None]


@dataclass(frozen=True, slots=True)
class _End:
    on_closed: Callable[[], None]
    give_up: bool


class StoreThread:
    """A store on a thread of its own.

    `deliver` takes a callable from this thread and runs it on the owner's thread. All saves that
    wait are written in one transaction, so a burst of key presses costs one wait for the disk.
    What the disk refuses is held in order and tried again: every few seconds, and when asked.
    """

    def __init__(
        self,
        open_store: Callable[[], Store],
        *,
        deliver: Callable[[Callable[[], None]], None],
        on_saved: Callable[[SaveReport], None],
        on_opened: Callable[[], None],
        on_failed: Callable[[AnnotatorError], None],
        retry_after: float = RETRY_AFTER,
    ) -> None:
        self._open_store = open_store
        self._deliver = deliver
        self._on_saved = on_saved
        self._on_opened = on_opened
        self._on_failed = on_failed
        self._retry_after = retry_after
        # What both threads touch, under `_wake`.
        self._queue: deque[_Call | Edit | _End] = deque()
        self._wake = threading.Condition()
        self._retry = False
        self._gone: AnnotatorError | None = None
        # What only the store's thread changes.
        self._path = Path()
        self._held: tuple[Edit, ...] = ()
        self._failure: StorageFailed | None = None
        self._next_try = 0.0
        self._ends: list[_End] = []
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
        """Tries to write held edits again; a report follows if there are any."""
        with self._wake:
            self._retry = True
            self._wake.notify()

    def held(self) -> tuple[Edit, ...]:
        """Edits that the disk refused so far, oldest first."""
        return self._held

    def close(self, *, on_closed: Callable[[], None], give_up: bool = False) -> None:
        """Lets the queue run out, closes the store, then calls back.

        Where the disk refuses, closing waits until all is written; with `give_up`, in this call
        or in a second one, what still cannot be written is dropped. Nothing is delivered after
        `on_closed`.
        """
        self._put(_End(on_closed, give_up))

    def join(self, timeout: float | None = None) -> bool:
        """Waits for the thread's end after `close`; whether it has ended. Seconds."""
        if self._thread.ident is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    # Either thread

    def _put(self, item: _Call | Edit | _End) -> None:
        with self._wake:
            gone = self._gone
            if gone is None:
                self._queue.append(item)
                self._wake.notify()
        if gone is not None:
            self._turn_away(item, gone)

    def _turn_away(self, item: _Call | Edit | _End, reason: AnnotatorError) -> None:
        """Answers what comes after the end, so that nobody waits for ever."""
        match item:
            case _Call():
                self._tell(item.on_error, reason)
            case _End():
                self._post(item.on_closed)
            case Edit():
                self._tell(self._on_saved, SaveReport((item,), failed=reason))

    def _tell(self, callback: Callable[[T], None], value: T) -> None:
        self._post(_Delivery(callback, value))

    def _post(self, callback: Callable[[], None]) -> None:
        """Delivers. A window that is gone must not keep the queue from being written."""
        try:
            self._deliver(callback)
        except Exception as error:
            _LOG.error("nobody takes what the store answers", exc_info=error)

    # The store's thread

    def _work(self) -> None:
        reason: AnnotatorError = Refused("The project is closed.")
        try:
            store = self._open_store()
        except Exception as error:
            reason = _ours(error)
            self._tell(self._on_failed, reason)
        else:
            self._post(self._on_opened)
            try:
                self._path = store.info().path
                self._serve(store)
            except Exception as error:
                reason = _ours(error)
            self._shut(store)
        self._finish(reason)

    def _serve(self, store: Store) -> None:
        while True:
            item = self._take()
            match item:
                case _Call():
                    self._answer(store, item)
                case _End():
                    self._ends.append(item)
                    self._write(store, (), now=True)
                case _:
                    edits, now = item
                    self._write(store, edits, now=now)
            if self._ends and (not self._held or any(end.give_up for end in self._ends)):
                return

    def _take(self) -> tuple[tuple[Edit, ...], bool] | _Call | _End:
        """Waits for work: the edits at the queue's head and whether to try now, a call, the end."""
        with self._wake:
            while not self._queue and not self._retry:
                if not self._wake.wait(self._patience()):
                    if not threading.main_thread().is_alive():
                        return _End(_nothing, give_up=True)
                    if self._held and not self._patience():
                        return (), True
            edits: list[Edit] = []
            while self._queue and isinstance(self._queue[0], Edit):
                head = self._queue.popleft()
                assert isinstance(head, Edit)
                edits.append(head)
            now, self._retry = self._retry, False
            if edits or now:
                return tuple(edits), now
            item = self._queue.popleft()
            assert not isinstance(item, Edit)
            return item

    def _patience(self) -> float:
        """Seconds until there is something to do without being asked."""
        if not self._held:
            return _LOOK_ROUND
        return min(_LOOK_ROUND, max(0.0, self._next_try - time.monotonic()))

    def _answer(self, store: Store, item: _Call) -> None:
        try:
            result = item.call(store)
        except Exception as error:
            self._tell(item.on_error, _ours(error))
        else:
            self._tell(item.on_done, result)

    def _write(self, store: Store, edits: tuple[Edit, ...], *, now: bool) -> None:
        """Writes edits behind those that are held; where it is too early, they join those."""
        waiting = (*self._held, *edits)
        if not waiting:
            return
        if self._failure is not None and not now and time.monotonic() < self._next_try:
            self._held = waiting
            self._tell(self._on_saved, SaveReport(edits, failed=self._failure))
            return
        self._held, self._failure = (), None
        self._attempt(store, waiting)

    def _attempt(self, store: Store, edits: tuple[Edit, ...]) -> None:
        try:
            report = SaveReport(edits, store.apply(edits))
        except (ValueError, NotFound) as error:
            # One of them cannot be stored, ever. It must not keep the others from the disk.
            if len(edits) > 1:
                self._attempt_each(store, edits)
                return
            report = SaveReport(edits, (_ours(error),))
        except StorageFailed as error:
            self._hold(edits, error)
            return
        except Exception as error:
            self._hold(edits, StorageFailed(self._path, str(_ours(error))))
            return
        self._tell(self._on_saved, report)

    def _attempt_each(self, store: Store, edits: tuple[Edit, ...]) -> None:
        for place, edit in enumerate(edits):
            self._attempt(store, (edit,))
            if self._failure is not None:
                self._hold(edits[place:], self._failure)
                return

    def _hold(self, edits: tuple[Edit, ...], failure: StorageFailed) -> None:
        self._held, self._failure = edits, failure
        self._next_try = time.monotonic() + self._retry_after
        self._tell(self._on_saved, SaveReport(edits, failed=failure))

    def _shut(self, store: Store) -> None:
        try:
            store.close()
        except Exception as error:
            _LOG.error("the store did not close", exc_info=error)

    def _finish(self, reason: AnnotatorError) -> None:
        with self._wake:
            self._gone = reason
            left = (*self._queue, *self._ends)
            self._queue.clear()
        # Whoever waits for the end hears of it last.
        for item in sorted(left, key=lambda item: isinstance(item, _End)):
            self._turn_away(item, reason)


@dataclass(frozen=True, slots=True)
class _Delivery:
    callback: Callable[[Any], None]
    value: Any

    def __call__(self) -> None:
        self.callback(self.value)


def _ours(error: Exception) -> AnnotatorError:
    """The error as one that can be shown; a fault of the program goes to the log."""
    if isinstance(error, AnnotatorError):
        return error
    _LOG.error("the store's thread met an error", exc_info=error)
    return Unforeseen(type(error).__name__)


def _nothing() -> None:
    """Stands where nobody wants to be told."""
