"""Builds everything the window needs and hands it down; the program's main loop."""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from annotator import __version__
from annotator.app.settings import Settings
from annotator.gui.asking import Asking
from annotator.gui.background import Background
from annotator.gui.bridge import Bridge
from annotator.gui.gestures import Gestures
from annotator.gui.help_pages import HelpPages
from annotator.gui.last_hook import LastHook
from annotator.gui.main_window import MainWindow
from annotator.gui.project_files import ProjectFiles
from annotator.gui.resources import application_icon, register_search_paths
from annotator.gui.theme import system_theme
from annotator.gui.workbench import Workbench


class Program:
    """The window with everything behind it. Tests make one too, with their own settings."""

    def __init__(self, settings: Settings, *, asking: Asking | None = None) -> None:
        self.settings = settings
        self.window = MainWindow(system_theme(settings.text("theme")), may_close=self._may_close)
        self.bridge = Bridge(self.window)
        self.bench = Workbench(self.window, settings)
        self.asking = asking or Asking(self.window)
        self.background = Background(self.bench, self.bridge)
        self.files = ProjectFiles(
            self.bench,
            settings,
            bridge=self.bridge,
            asking=self.asking,
            background=self.background,
        )
        self.gestures = Gestures(self.bench)
        self.help = HelpPages(self.bench)
        self.hook = LastHook(
            self.window,
            save=self.bench.finish_typing,
            show=self.bench.say,
            leave=self._leave,
            post=self.bridge.post,
        )
        self.bench.add_openers({"quit": self._leave})
        self.window.close_asked.connect(self._on_close_asked)

    def start(self, project: Path | None) -> None:
        """Shows the window, with a project or the welcome page."""
        if project is None:
            self.files.show_welcome()
        self.window.show()
        if project is not None:
            self.files.open(project)
        if self.settings.problem:
            self.bench.say(self.settings.problem)

    def _may_close(self) -> bool:
        return not self.files.is_open

    def _on_close_asked(self) -> None:
        self.files.close(self._leave)

    def _leave(self) -> None:
        self.window.close()


def run(project: str | None) -> int:
    """Opens the window and stays until it is closed; the process's exit code."""
    from annotator.app.logs import start_log

    application = make_application()
    start_log()
    program = Program(Settings())
    program.hook.install()
    program.hook.install_signals()
    program.start(Path(project).resolve() if project else None)
    code = application.exec()
    program.background.wait(5.0)
    program.hook.uninstall()
    return code


def make_application() -> QApplication:
    """Qt's application object, named and styled. There can be one in a process."""
    QApplication.setApplicationName("annotator")
    QApplication.setApplicationDisplayName("Annotator")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("annotator")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    application.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, True)
    register_search_paths()
    application.setWindowIcon(application_icon())
    return application
