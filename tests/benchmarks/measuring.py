"""What every benchmark measures with: a fixed loop beside, CPU and wall, paints, memory."""

import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

_LONGEST_WAIT_S = 20.0


def floor_ms() -> float:
    """The best of five runs of a loop of 100,000 steps, in ms of CPU."""
    return min(timed(_loop)[0] for _ in range(5))


def _loop() -> None:
    total = 0
    for i in range(100_000):
        total += i * 3 % 7


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """How long an act takes, in ms: of CPU of the whole process, and of the clock on the wall."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000


@dataclass(frozen=True, slots=True)
class Spread:
    """Times of one kind of act in ms, and of the loop that was run beside them."""

    cpu_p50: float
    cpu_p95: float
    wall_p50: float
    wall_p95: float
    floor: float

    @property
    def p50(self) -> float:
        """The median of CPU in loops."""
        return self.cpu_p50 / self.floor

    @property
    def p95(self) -> float:
        """The 95th percentile of CPU in loops."""
        return self.cpu_p95 / self.floor


def spread(
    acts: Sequence[Callable[[], object]], *, ready: Callable[[], object] | None = None
) -> Spread:
    """Times each act once, with `ready` untimed before it, and the loop before and after all."""
    before, times = floor_ms(), []
    for act in acts:
        if ready is not None:
            ready()
        times.append(timed(act))
    cpu, wall = sorted(t[0] for t in times), sorted(t[1] for t in times)
    middle, late = len(times) // 2, min(len(times) - 1, len(times) * 95 // 100)
    floor = min(before, floor_ms())
    return Spread(cpu[middle], cpu[late], wall[middle], wall[late], floor)


class Paints(QObject):
    """Counts the paint events of a widget."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False

    def after(self, act: Callable[[], object]) -> None:
        """Does an act and lets events run until its frame is painted. Raises TimeoutError."""
        before, begin = self.count, time.monotonic()
        act()
        while self.count == before:
            QCoreApplication.processEvents()
            if time.monotonic() - begin > _LONGEST_WAIT_S:
                raise TimeoutError("nothing was painted")
        QCoreApplication.processEvents()


class Frames(QObject):
    """Tells when a widget in a window was painted, and with it the whole frame."""

    # A frame is there in which the widget was painted anew; nothing else was done since.
    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._paints = Paints(widget)
        self._is_within = False
        widget.window().installEventFilter(self)

    @property
    def count(self) -> int:
        """How often the widget was painted."""
        return self._paints.count

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.UpdateRequest or self._is_within:
            return False
        before, self._is_within = self.count, True
        QCoreApplication.sendEvent(watched, event)
        self._is_within = False
        if self.count > before:
            self.painted.emit()
        return True


def memory_mb() -> float:
    """The memory of this process that is in RAM, in MB; 0 where the system does not say."""
    gc.collect()
    if not sys.platform.startswith("linux"):
        return 0.0
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
