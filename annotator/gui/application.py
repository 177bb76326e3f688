"""Builds everything the window needs and hands it down; the program's main loop.

The window is painted first, bare; the modules behind it are imported after that.
"""

import gc
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator import __version__
from annotator.app.settings import Settings
from annotator.gui.main_window import MainWindow
from annotator.gui.resources import application_icon, register_search_paths
from annotator.gui.theme import qt_palette, system_theme

if TYPE_CHECKING:
    from annotator.gui.asking import Asking
    from annotator.gui.background import Background
    from annotator.gui.last_hook import LastHook
    from annotator.gui.project_files import ProjectFiles
    from annotator.gui.workbench import Workbench


class Program:
    """The window with everything behind it. Tests make one too, with their own settings."""

    bench: "Workbench"
    asking: "Asking"
    background: "Background"
    files: "ProjectFiles"
    hook: "LastHook"

    def __init__(
        self, settings: Settings, *, ask: Callable[[QWidget], "Asking"] | None = None
    ) -> None:
        """`ask` makes what asks for files and answers; the desktop's dialogs if it is missing."""
        self.settings = settings
        self.is_furnished = False
        self._ask = ask
        self._project: Path | None = None
        self.window = MainWindow(may_close=self._may_close)
        self.window.first_painted.connect(self.furnish)
        self.window.close_asked.connect(self._on_close_asked)

    def start(self, project: Path | None) -> None:
        """Shows the window; what belongs in it follows as soon as it is painted."""
        self._project = project
        self._application_palette()
        self.window.show()

    def furnish(self) -> None:
        """Makes the panels and what stands behind them, then opens the project asked for."""
        from annotator.gui.asking import Asking
        from annotator.gui.background import Background
        from annotator.gui.bridge import Bridge
        from annotator.gui.keymaps import Keymaps
        from annotator.gui.last_hook import LastHook
        from annotator.gui.motion import Motion
        from annotator.gui.project_files import ProjectFiles
        from annotator.gui.workbench import Workbench

        self.window.furnish(system_theme(self.settings.text("theme")))
        bridge = Bridge(self.window)
        self.bench = Workbench(self.window, self.settings)
        self.asking = self._ask(self.window) if self._ask else Asking(self.window)
        self.background = Background(self.bench, bridge)
        self.files = ProjectFiles(
            self.bench,
            self.settings,
            bridge=bridge,
            asking=self.asking,
            background=self.background,
        )
        self._join()
        keymaps = Keymaps(self.bench, self.settings)
        motion = Motion(self.settings, self.bench)
        motion.changed.connect(self.window.status.show_motion)
        self.window.status.show_motion(is_reduced=motion.is_reduced)
        self.hook = LastHook(
            self.window,
            save=self._keep_what_can_be_kept,
            show=self.bench.say,
            leave=self._leave,
            post=bridge.post,
        )
        self.bench.add_openers({"quit": self._leave})
        self.is_furnished = True
        if self._project is None:
            self.files.show_welcome()
        else:
            self.files.open(self._project)
        problem = self.settings.problem or keymaps.problem()
        if problem:
            self.bench.say(problem)

    def _join(self) -> None:
        """Joins the panels to the workbench, each by a controller of its own."""
        from annotator.gui.cards import Cards
        from annotator.gui.copying import Copying
        from annotator.gui.finding import FindInArticle
        from annotator.gui.gestures import Gestures
        from annotator.gui.help_pages import HelpPages
        from annotator.gui.label_all import LabelAll
        from annotator.gui.margins import Margins
        from annotator.gui.missing_glyphs import MissingGlyphs
        from annotator.gui.palettes import Palettes
        from annotator.gui.panes import Panes
        from annotator.gui.printing import Printing
        from annotator.gui.relation_arcs import RelationArcs
        from annotator.gui.workspaces import Workspaces

        Panes(self.bench)
        Gestures(self.bench)
        Palettes(self.bench)
        Margins(self.bench, self.settings)
        FindInArticle(self.bench)
        LabelAll(self.bench)
        Cards(self.bench)
        Copying(self.bench)
        Printing(self.bench, self.settings, asking=self.asking)
        RelationArcs(self.bench, self.settings)
        MissingGlyphs(self.bench, self.settings)
        HelpPages(self.bench)
        Workspaces(self.bench, self.settings, background=self.background, asking=self.asking)

    def _keep_what_can_be_kept(self) -> None:
        """After an error that nobody foresaw: commits what is typed, writes what memory holds."""
        from annotator.app.last_resort import keep

        self.bench.finish_typing()
        session = self.bench.open_session
        path = keep(session) if session is not None else None
        if path is not None:
            self.bench.say(f"What is not in the project yet was written to {path}.")

    def _application_palette(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setPalette(qt_palette(system_theme(self.settings.text("theme"))))

    def _may_close(self) -> bool:
        return not self.is_furnished or not self.files.is_open

    def _on_close_asked(self) -> None:
        self.files.close(self._leave)

    def _leave(self) -> None:
        self.window.close()


def run(project: str | None) -> int:
    """Opens the window and stays until it is closed; the process's exit code."""
    application = make_application()
    program = Program(Settings())
    program.window.first_painted.connect(partial(_watch, program))
    program.start(Path(project).resolve() if project else None)
    code = application.exec()
    if program.is_furnished:
        program.background.wait(5.0)
        program.hook.uninstall()
    return code


def _watch(program: Program) -> None:
    """Begins the log and the last hook, once the window is there to say what went wrong."""
    from annotator.app.logs import start_log

    start_log()
    program.hook.install()
    program.hook.install_signals()


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
    collect_seldom()
    return application


def collect_seldom() -> None:
    """Has Python look for dead cycles less often than after every 700 new objects.

    An article with 50,000 annotations is some 300,000 living objects; looking through them took
    up to 90 ms, at any key. What has no cycle, and that is almost all, is freed at once as ever.
    """
    gc.set_threshold(20_000, 50, 50)
