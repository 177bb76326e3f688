"""What a test of the window may leave behind by mistake: widgets, threads, timers."""

import gc
import sys
import threading
import time
from dataclasses import dataclass

_PATIENCE_SECONDS = 1.5
# Qt keeps one tool tip for the whole program.
_QTS_OWN = frozenset({"QTipLabel"})


@dataclass(frozen=True, slots=True)
class Present:
    """What was there before a test, by address and by number."""

    qt: frozenset[int] = frozenset()
    threads: frozenset[int | None] = frozenset()


def present() -> Present:
    """What is there now."""
    threads = frozenset(thread.ident for thread in threading.enumerate())
    return Present(frozenset(_qt_things()), threads)


def left_since(before: Present) -> list[str]:
    """What was not there before and is still there after a while, in words."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    left = _left(before)
    while left and time.monotonic() < deadline:
        # Python keeps a widget alive that is part of a cycle; that alone is no fault.
        gc.collect()
        time.sleep(0.005)
        left = _left(before)
    return left


def _left(before: Present) -> list[str]:
    _settle()
    things = [words for address, words in _qt_things().items() if address not in before.qt]
    threads = [
        f"thread {thread.name!r}"
        for thread in threading.enumerate()
        # Qt's own threads show up as dummies once they have run Python.
        if thread.ident not in before.threads and not isinstance(thread, threading._DummyThread)
    ]
    return things + threads


def _settle() -> None:
    """Lets Qt deliver what is queued and delete what was to be deleted."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return
    for _ in range(3):
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
        core.QCoreApplication.processEvents()


def _qt_things() -> dict[int, str]:
    """Top-level widgets, running threads and active timers that Python knows of, by address."""
    if "PySide6.QtWidgets" not in sys.modules:
        return {}
    import shiboken6
    from PySide6.QtCore import QThread, QThreadPool, QTimer
    from PySide6.QtWidgets import QApplication

    found: dict[int, str] = {}
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return found
    for widget in QApplication.topLevelWidgets():
        name = type(widget).__name__
        # A drop-down list is a window too, but goes with the widget it belongs to.
        if name not in _QTS_OWN and widget.parent() is None:
            found[shiboken6.getCppPointer(widget)[0]] = f"{name} {widget.objectName()!r}"
    if QThreadPool.globalInstance().activeThreadCount():
        found[0] = "a job in the thread pool"
    for thing in gc.get_objects():
        kind = type(thing)
        if not issubclass(kind, QThread | QTimer) or not shiboken6.isValid(thing):
            continue
        is_busy = thing.isRunning() if isinstance(thing, QThread) else thing.isActive()
        if is_busy and thing is not application.thread():
            owner = type(thing.parent()).__name__ if thing.parent() else "nobody"
            found[shiboken6.getCppPointer(thing)[0]] = f"{kind.__name__} of {owner}"
    for timer in application.findChildren(QTimer):
        if timer.isActive():
            found[shiboken6.getCppPointer(timer)[0]] = "QTimer of the application"
    return found
