"""Remakes the pictures of the help: `python3 -m tests.screenshots [folder]`.

The real window on the sample project, offscreen, at fixed sizes: light, dark and twice as dense.
Each picture is made by a process of its own, as Qt reads the scale once.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

IMAGES = Path(__file__).resolve().parents[1] / "resources" / "help" / "images"

# name, theme, scale, article, annotations to step over, width, height
PICTURES = (
    ("welcome-light", "light", 1, "", 0, 1280, 800),
    ("window-light", "light", 1, "sample-1", 6, 1280, 800),
    ("window-dark", "dark", 1, "sample-1", 6, 1280, 800),
    ("window-light-2x", "light", 2, "sample-3", 9, 1280, 800),
    ("window-arabic", "light", 1, "sample-5", 3, 1280, 800),
    ("window-relation", "light", 1, "sample-1", 25, 1280, 800),
)


def main(folder: Path) -> int:
    """Makes every picture; the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, theme, scale, article, steps, width, height in PICTURES:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": str(scale),
            "QT_LOGGING_RULES": "*.debug=false",
        }
        target = folder / f"{name}.png"
        words = [theme, article, str(steps), str(width), str(height), str(target)]
        done = subprocess.run(
            [sys.executable, "-m", "tests.screenshots", "--one", *words], env=environment
        )
        if done.returncode:
            return done.returncode
        print(target)
    return 0


def one(theme: str, article: str, steps: int, size: tuple[int, int], target: Path) -> int:
    """Makes one picture in this process."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from annotator.app.sample import make_sample
    from annotator.app.settings import Settings
    from annotator.core.ids import ArticleId, PersonId
    from annotator.gui.application import Program, make_application

    make_application()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ["XDG_CONFIG_HOME"] = str(home)
        settings = Settings(home / "settings.toml")
        settings.set("annotator", "ana")
        settings.set("theme", theme)
        program = Program(settings)
        project = home / "Sample.anno"
        if article:
            make_sample(project, person=PersonId("ana"))
        program.start(project if article else None)
        program.window.resize(*size)
        _wait(lambda: program.is_furnished)
        bench = program.bench
        if article:
            _wait(lambda: bench.open_session is not None and bench.session.current is not None)
            bench.session.open(ArticleId(article))
            _wait(lambda: bench.session.current.article.id == article)
            view = program.window.text
            for _ in range(steps):
                QTest.keyClick(view, Qt.Key.Key_Tab)
        QTest.qWait(400)
        program.window.grab().save(str(target))
        program.window.close()
        _wait(lambda: not program.window.isVisible())
    return 0


def _wait(condition, *, seconds: float = 10.0) -> None:  # type: ignore[no-untyped-def]
    from PySide6.QtTest import QTest

    for _ in range(round(seconds * 100)):
        if condition():
            return
        QTest.qWait(10)
    raise TimeoutError("the window did not come to the state to be pictured")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        theme, article, steps, width, height, target = sys.argv[2:]
        sys.exit(one(theme, article, int(steps), (int(width), int(height)), Path(target)))
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES))
