"""Start-up and memory, as ratios to a bare PySide6 window: `python3 -m tests.benchmarks.bench_start`.

Both windows are started in processes of their own, in turn, so that a busy machine slows both.
The clock begins before the process is made and stops when the first paint event of the window has
been handled; memory is the resident set once the window has been idle for half a second. The
window is painted before its panels are made, so the time until the article itself is painted is
measured too ("article"): that is when a person can begin.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

START_BOUND = 2.5
MEMORY_BOUND = 2.0

_FIRST_PAINT = """
import json, os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def __init__(self, window):
        super().__init__(window)
        self.window, self.painted, self.article = window, 0.0, 0.0
        window.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            if not self.painted:
                self.painted = time.monotonic()
                QTimer.singleShot(2, self.look)
                QTimer.singleShot(1500, self.tell)
            if watched is not self.window and not self.article:
                self.article = time.monotonic()
        return False
    def look(self):
        bench = getattr(globals().get("program"), "bench", None)
        session = bench.open_session if bench else None
        if session is not None and session.current is not None:
            window.text.viewport().installEventFilter(self)
            window.text.viewport().update()
        else:
            QTimer.singleShot(2, self.look)
    def tell(self):
        pages = int(open("/proc/self/statm").read().split()[1]) if os.path.exists("/proc") else 0
        memory = pages * os.sysconf("SC_PAGE_SIZE")
        print(json.dumps([self.painted, memory, self.article]), flush=True)
        os._exit(0)
"""

BARE = (
    """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
"""
    + _FIRST_PAINT
    + """
watch = Watch(window)
window.show()
application.exec()
"""
)

OURS = (
    """
import sys
from pathlib import Path
from annotator import bootstrap
bootstrap.prepare("annotator", window=True)
from annotator.gui.application import Program, make_application
from annotator.app.logs import start_log
from annotator.app.settings import Settings
application = make_application()
start_log()
settings = Settings()
settings.set("annotator", "ana")
program = Program(settings)
window = program.window
"""
    + _FIRST_PAINT
    + """
watch = Watch(window)
program.start(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
application.exec()
"""
)


def measure(code: str, *arguments: str) -> tuple[float, float, float]:
    """Seconds from before the process to its first paint, resident bytes when idle, and seconds
    to the painted article, negative where there is none.
    """
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    painted, memory, article = json.loads(done.stdout.strip().splitlines()[-1])
    return painted - began, memory, article - began


def run(rounds: int) -> dict[str, float]:
    """Medians of both, and the ratios."""
    from annotator.app.sample import make_sample
    from annotator.core.ids import PersonId

    bare, empty, project = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        path = make_sample(Path(folder) / "sample.anno", person=PersonId("ana"))
        for _ in range(rounds):
            bare.append(measure(BARE))
            empty.append(measure(OURS))
            project.append(measure(OURS, str(path)))
    floor_time, floor_memory = _median(bare, 0), _median(bare, 1)
    return {
        "bare_s": floor_time,
        "bare_mb": floor_memory / 1e6,
        "welcome_s": _median(empty, 0),
        "welcome_ratio": _median(empty, 0) / floor_time,
        "welcome_memory_ratio": _median(empty, 1) / floor_memory,
        "project_s": _median(project, 0),
        "project_ratio": _median(project, 0) / floor_time,
        "project_memory_ratio": _median(project, 1) / floor_memory,
        "article_s": _median(project, 2),
        "article_ratio": _median(project, 2) / floor_time,
    }


def _median(rows: list[tuple[float, float, float]], place: int) -> float:
    return statistics.median(row[place] for row in rows)


def main() -> int:
    """Prints the figures; 1 where a bound is broken."""
    found = run(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
    for name, value in found.items():
        print(f"{name:24} {value:8.3f}")
    too_slow = max(found["welcome_ratio"], found["project_ratio"]) > START_BOUND
    too_fat = max(found["welcome_memory_ratio"], found["project_memory_ratio"]) > MEMORY_BOUND
    print(f"bounds: start <= {START_BOUND}, memory <= {MEMORY_BOUND}")
    return 1 if too_slow or too_fat else 0


if __name__ == "__main__":
    sys.exit(main())
