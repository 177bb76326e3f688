"""The last-chance hook: an error nobody foresaw is logged, shown in words, and work is kept."""

import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, QSocketNotifier, Slot

_LOG = logging.getLogger("annotator.last_hook")


class LastHook(QObject):
    """Takes unforeseen errors of every thread, and the signals that end a program.

    `save` is asked to keep what can be kept; `show` gets one sentence; `leave` closes the window.
    """

    def __init__(
        self,
        parent: QObject,
        *,
        save: Callable[[], None],
        show: Callable[[str], None],
        leave: Callable[[], None],
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        super().__init__(parent)
        self._save, self._show, self._leave, self._post = save, show, leave, post
        self._is_handling = False
        self._reader: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None

    def install(self) -> None:
        """Begins to take errors."""
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def install_signals(self) -> None:
        """Makes SIGTERM, SIGINT and SIGHUP close the window in order. Main thread only."""
        reader, writer = socket.socketpair()
        reader.setblocking(False)
        writer.setblocking(False)
        signal.set_wakeup_fd(writer.fileno())
        self._reader, self._writer = reader, writer
        self._notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, _noted)

    def uninstall(self) -> None:
        """Gives the hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._notifier is not None and self._reader is not None:
            signal.set_wakeup_fd(-1)
            self._notifier.setEnabled(False)
            self._reader.close()
            self._writer.close()
            self._notifier = None

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._leave()
            return
        _LOG.error("unforeseen error", exc_info=(kind, error, trace))
        if self._is_handling:
            return
        self._is_handling = True
        try:
            self._save()
            self._show(
                f"Something went wrong that was not foreseen ({kind.__name__}). "
                "All work so far is kept; the log says where it happened."
            )
        except Exception as second:
            _LOG.error("the last hook failed", exc_info=second)
        finally:
            self._is_handling = False

    def _on_thread_error(self, found: threading.ExceptHookArgs) -> None:
        kind, error, trace = found.exc_type, found.exc_value, found.exc_traceback
        if error is not None:
            self._post(lambda: self._on_error(kind, error, trace))

    @Slot()
    def _on_signal(self) -> None:
        assert self._reader is not None
        self._reader.recv(64)
        self._leave()


def _noted(_number: int, _frame: object) -> None:
    """Lets Python note the signal; the socket wakes the event loop."""
