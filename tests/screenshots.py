"""Remakes the pictures of the help: `python3 -m tests.screenshots [folder [name]]`.

The real window on the sample project, offscreen, at fixed sizes: light, dark and twice as dense.
Those that begin with *review* or *dashboard* are of a reviewer, on three annotators' work.
Each picture is made by a process of its own, as Qt reads the scale once.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

IMAGES = Path(__file__).resolve().parents[1] / "resources" / "help" / "images"

# name, theme, scale, article, annotations to step over, keys to press then
PICTURES = (
    ("welcome-light", "light", 1, "", 0, ""),
    ("window-light", "light", 1, "sample-1", 20, ""),
    ("window-dark", "dark", 1, "sample-1", 20, ""),
    ("window-contrast", "contrast", 1, "sample-2", 20, ""),
    ("window-light-2x", "light", 2, "sample-3", 9, ""),
    ("window-arabic", "light", 1, "sample-5", 3, ""),
    ("window-relation", "light", 1, "sample-1", 25, ""),
    ("window-palette", "light", 1, "sample-2", 14, "Space"),
    ("window-find", "dark", 1, "sample-2", 0, "Ctrl+F union Return"),
    ("window-occurrences", "light", 1, "sample-9", 0, "Ctrl+Right A Ctrl+L"),
    ("window-settings", "light", 1, "sample-2", 14, "Ctrl+,"),
    ("review-light", "light", 1, "sample-2", 0, "Ctrl+Alt+2 M 1 M 1 M 2 Tab"),
    ("review-dark", "dark", 1, "sample-2", 0, "Ctrl+Alt+2 M 1 M 1 M 2 Tab"),
    ("review-light-2x", "light", 2, "sample-1", 0, "Ctrl+Alt+2 M 1"),
    ("review-merge", "light", 1, "sample-2", 0, "Ctrl+Alt+2 M 1 M Ctrl+M Down Down Down"),
    ("review-compare", "light", 1, "sample-2", 0, "Ctrl+Shift+K Return Tab Tab"),
    ("dashboard-light", "light", 1, "sample-2", 0, "Ctrl+Alt+3"),
    ("dashboard-dark", "dark", 1, "sample-2", 0, "Ctrl+Alt+3"),
)
WIDTH, HEIGHT = 1280, 800


def main(folder: Path, only: str = "") -> int:
    """Makes every picture whose name begins so; the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, theme, scale, article, steps, keys in PICTURES:
        if not name.startswith(only):
            continue
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(scale),
            "QT_LOGGING_RULES": "*.debug=false",
        }
        target = folder / f"{name}.png"
        words = [theme, article, str(steps), keys, str(target)]
        done = subprocess.run(
            [sys.executable, "-m", "tests.screenshots", "--one", *words], env=environment
        )
        if done.returncode:
            return done.returncode
        print(target)
    return 0


def one(theme: str, article: str, steps: int, keys: str, *, target: Path) -> int:
    """Makes one picture in this process."""
    is_review = target.stem.startswith(("review", "dashboard"))
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from annotator.app.sample import make_sample
    from annotator.app.settings import Settings
    from annotator.core.ids import ArticleId, PersonId
    from annotator.gui.application import Program, make_application

    make_application()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ["XDG_CONFIG_HOME"] = str(home)
        settings = Settings(home / "settings.toml")
        settings.set("annotator", "rita" if is_review else "ana")
        settings.set("theme", theme)
        program = Program(settings)
        project = home / "Sample.anno"
        if is_review:
            _make_three(project)
        elif article:
            make_sample(project, person=PersonId("ana"))
        program.start(project if article else None)
        program.window.resize(WIDTH, HEIGHT)
        _wait(lambda: program.is_furnished)
        bench = program.bench
        if article:
            _wait(lambda: bench.open_session is not None and bench.session.current is not None)
            bench.session.open(ArticleId(article))
            _wait(lambda: bench.session.current.article.id == article)
            view = program.window.text
            for _ in range(steps):
                QTest.keyClick(view, Qt.Key.Key_Tab)
        for key in keys.split():
            _press(key, program.window)
            _wait(lambda: not program.background.is_busy, seconds=60)
        _rest(0.6)
        _wait(lambda: not program.background.is_busy, seconds=60)
        _save(program.window, target)
        for widget in QApplication.topLevelWidgets():
            if widget is not program.window:
                widget.close()
        program.window.close()
        _wait(lambda: not program.window.isVisible())
    return 0


def _make_three(project: Path) -> None:
    """A project of the sample's articles with three annotators, who have finished all."""
    from annotator.app import jobs
    from annotator.app.importing import import_into
    from annotator.store.open import create_project
    from tests.third_opinion import three_opinions

    store = create_project(project)
    jobs.run(import_into(store, (three_opinions(project.with_suffix(".jsonl")),)))
    store.close()


def _press(key: str, window) -> None:  # type: ignore[no-untyped-def]
    """A key, or a word's letters, for what has the focus now."""
    from PySide6.QtGui import QKeySequence
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    _rest(0.2)
    dialog = QApplication.activeModalWidget()
    if dialog is not None:
        dialog.activateWindow()
        _rest(0.05)
    elif QApplication.focusWidget() is None:
        # No window manager gives the window back what a dialog had.
        window.activateWindow()
        window.text.setFocus()
        _rest(0.05)
    widget = QApplication.focusWidget()
    if key.isalpha() and key.islower():
        QTest.keyClicks(widget, key)
    else:
        chord = QKeySequence(key)[0]
        QTest.keyClick(widget, chord.key(), chord.keyboardModifiers())


def _save(window, target: Path) -> None:  # type: ignore[no-untyped-def]
    """The window with what has opened over it."""
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication

    picture = window.grab()
    painter = QPainter(picture)
    corner = window.mapToGlobal(QPoint(0, 0))
    for widget in QApplication.topLevelWidgets():
        if widget is not window and widget.isVisible():
            place = QRect(widget.mapToGlobal(QPoint(0, 0)) - corner, widget.size())
            if widget.isModal():
                # Where a window manager would put it.
                place.moveCenter(window.rect().center())
            painter.drawPixmap(place.topLeft(), widget.grab())
            # A window manager would draw a frame.
            painter.drawRect(place)
    painter.end()
    picture.save(str(target))


def _rest(seconds: float) -> None:
    """Lets the window go on; not with qWait, which keeps other threads from running."""
    from PySide6.QtWidgets import QApplication

    until = time.monotonic() + seconds
    while time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.002)


def _wait(condition, *, seconds: float = 10.0) -> None:  # type: ignore[no-untyped-def]
    for _ in range(round(seconds * 100)):
        if condition():
            return
        _rest(0.01)
    raise TimeoutError("the window did not come to the state to be pictured")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        theme, article, steps, keys, target = sys.argv[2:]
        sys.exit(one(theme, article, int(steps), keys, target=Path(target)))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    sys.exit(main(folder, sys.argv[2] if len(sys.argv) > 2 else ""))
