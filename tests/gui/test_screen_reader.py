"""A screen reader's view of the window, over AT-SPI, from a second process on a real X display."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.app.sample import make_sample
from annotator.core.ids import PersonId

READER = Path(__file__).with_name("screen_reader.py")
BUS = Path("/usr/libexec/at-spi-bus-launcher")
PROGRAMS = ("xvfb-run", "dbus-run-session", "xdotool")
WORDS = "train to"

# In the session bus: the accessibility bus, the program, the reader.
SCRIPT = """
{bus} --launch-immediately >/dev/null 2>&1 &
{python} -m annotator {project} >/dev/null 2>"$HOME/program.log" &
program=$!
{reader_python} {reader} "{words}"
code=$?
kill $program
wait $program 2>/dev/null
exit $code
"""


def reader_python() -> str | None:
    """A Python that can speak AT-SPI."""
    for name in ("/usr/bin/python3", shutil.which("python3")):
        probe = "import gi; gi.require_version('Atspi', '2.0')"
        if name and Path(name).exists():
            done = subprocess.run([name, "-c", probe], capture_output=True, check=False)
            if done.returncode == 0:
                return name
    return None


def test_a_screen_reader_gets_text_caret_selection_and_announcements(tmp_path: Path) -> None:
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    python = reader_python()
    if missing or python is None or not BUS.exists():
        pytest.skip("needs Xvfb, xdotool, dbus, at-spi2-core, python3-gi and gir1.2-atspi-2.0")
    project = tmp_path / "sample.anno"
    make_sample(project, person=PersonId("ana"))
    settings = tmp_path / "config" / "annotator" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('annotator = "ana"\n', "utf-8")
    script = SCRIPT.format(
        bus=BUS,
        python=sys.executable,
        project=project,
        reader_python=python,
        reader=READER,
        words=WORDS,
    )
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("QT_", "DBUS_", "XDG_"))
    }
    environment |= {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }
    done = subprocess.run(
        [
            "xvfb-run",
            "-a",
            "-s",
            "-screen 0 1400x900x24",
            "dbus-run-session",
            "--",
            "sh",
            "-c",
            script,
        ],
        cwd=Path(__file__).resolve().parents[2],
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    text = seen["text"]
    place = text.index(WORDS)
    assert seen["role"] == "text"
    assert text.startswith("Night train to the coast")
    assert seen["caret"] == place
    start, end = seen["selection"]
    assert text[start:end].strip() == WORDS
    assert seen["after marking"] == ["Mark as Actor"]
    assert seen["on entering"] == ["Actor"]
    assert seen["caret moves heard"] > place
    x, y, width, height = seen["box"]
    assert min(x, y, width, height) > 0
    assert seen["unnamed"] == []
