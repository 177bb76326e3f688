"""Nothing moves where the person, or the desktop, does not want it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QProgressBar
from pytestqt.qtbot import QtBot

from annotator.app.jobs import Progress
from annotator.app.settings import Settings
from annotator.gui.motion import Motion
from annotator.gui.panels.status_bar import StatusBar
from annotator.gui.theme import light

# A desktop's portal that says, as GNOME's does, whether animations are switched on.
PORTAL = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusVariant, QDBusVirtualObject
class Portal(QDBusVirtualObject):
    def introspect(self, path):
        return ""
    def handleMessage(self, message, connection):
        if message.arguments()[1] != "enable-animations":
            return False
        reply = message.createReply()
        reply.setArguments([QDBusVariant(QDBusVariant(sys.argv[1] == "moves"))])
        return connection.send(reply)
application = QCoreApplication([])
portal, bus = Portal(), QDBusConnection.sessionBus()
assert bus.registerVirtualObject("/org/freedesktop/portal/desktop", portal)
assert bus.registerService("org.freedesktop.portal.Desktop")
print("ready", flush=True)
application.exec()
"""
# The program's side: asks, waits a little, says what it was told.
ASKING = """
import subprocess, sys
from pathlib import Path
if len(sys.argv) > 3:
    portal = subprocess.Popen([sys.executable, sys.argv[2], sys.argv[3]], stdout=subprocess.PIPE)
    portal.stdout.readline()
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from annotator.app.settings import Settings
from annotator.gui.motion import Motion
application = QApplication([])
motion = Motion(Settings(Path(sys.argv[1])), application)
for _ in range(50):
    QTest.qWait(20)
    if motion.is_reduced:
        break
print("still" if motion.is_reduced else "moves")
if len(sys.argv) > 3:
    portal.kill()
    portal.wait()
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.toml")


def effects() -> list[bool]:
    return [QApplication.isEffectEnabled(effect) for effect in Qt.UIEffect]


def test_qts_effects_follow_the_setting(qtbot: QtBot, settings: Settings) -> None:
    parent = QObject()
    motion, usual = Motion(settings, parent), effects()
    settings.set("motion", "full")
    assert QApplication.isEffectEnabled(Qt.UIEffect.UI_FadeTooltip)
    with qtbot.waitSignal(motion.changed) as told:
        settings.set("motion", "reduced")
    assert told.args == [True]
    assert not any(effects())
    settings.set("motion", "system")
    assert effects() == usual
    assert not motion.is_reduced


def test_a_job_without_a_known_end_moves_no_bar_then(qtbot: QtBot) -> None:
    status = StatusBar(light())
    qtbot.addWidget(status)
    bar = status.findChildren(QProgressBar)[0]
    status.show_progress(Progress(3, None, "Reading"))
    assert bar.maximum() == 0
    assert bar.isVisibleTo(status)
    status.show_motion(True)
    assert not bar.isVisibleTo(status)
    status.show_progress(Progress(3, 10, "Reading"))
    assert bar.isVisibleTo(status)
    assert bar.maximum() == 10


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="no bus to ask on")
@pytest.mark.parametrize(("portal", "answer"), [("still", "still"), ("", "moves")])
def test_the_desktop_is_asked(tmp_path: Path, portal: str, answer: str) -> None:
    program, served = tmp_path / "asking.py", tmp_path / "portal.py"
    program.write_text(ASKING, "utf-8")
    served.write_text(PORTAL, "utf-8")
    words = [str(tmp_path / "settings.toml"), *([str(served), portal] if portal else [])]
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, str(program), *words],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == answer, done.stderr
