"""Articles in and annotations out, from the window."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from annotator.app.exporting import ExportReport
from annotator.app.file_jobs import add_read, export_filters, export_project, import_filter
from annotator.app.importing import ImportReport, Read, read_paths
from annotator.app.jobs import Progress
from annotator.app.paths import default_projects_folder
from annotator.app.present.transfers import export_words, view_of
from annotator.app.present.wording import counted
from annotator.app.session import Session
from annotator.app.settings import Settings
from annotator.core.errors import Refused
from annotator.gui.asking import Asking
from annotator.gui.background import Background
from annotator.gui.workbench import Workbench


class Transfers(QObject):
    """Import and export for a workbench."""

    def __init__(
        self, bench: Workbench, settings: Settings, *, asking: Asking, background: Background
    ) -> None:
        super().__init__(bench)
        self._bench = bench
        self._settings = settings
        self._asking = asking
        self._background = background
        bench.add_openers(
            {
                "import_files": self._ask_import_files,
                "import_folder": self._ask_import_folder,
                "export": self._ask_export,
            }
        )

    def take_in(self, paths: tuple[Path, ...]) -> None:
        """Imports files and folders. Raises Refused where nothing may be changed."""
        session = self._bench.session
        if session.info is not None and session.info.read_only:
            raise Refused(self.tr("The project is open read-only. Nothing can be imported."))
        self._settings.set("last_folder", str(paths[0].parent))
        person = session.person
        project = session.info.path if session.info is not None else None
        self._background.run(
            lambda: read_paths(paths, annotator=person, project=project),
            done=partial(self._on_read, session),
        )

    def _ask_import_files(self) -> None:
        filters = (f"{self.tr('Articles')} ({import_filter()})", f"{self.tr('All files')} (*)")
        paths = self._asking.files_to_import(usual_folder(self._settings), filters=filters)
        if paths:
            self.take_in(paths)

    def _ask_import_folder(self) -> None:
        folder = self._asking.folder_to_import(usual_folder(self._settings))
        if folder is not None:
            self.take_in((folder,))

    def _on_read(self, session: Session, read: Read) -> None:
        """All files are read: adds what they held in one go, then says what came of it."""
        words = self.tr("adding {articles}").format(articles=counted(len(read.articles), "article"))
        self._bench.window.status.show_progress(Progress(0, None, words))
        add_read(session, read, then=self._on_added)

    def _on_added(self, report: ImportReport) -> None:
        self._bench.window.status.show_progress(None)
        view = view_of(report)
        if any(row.problems for row in view.rows) or len(view.rows) != 1:
            self._asking.show_import(view)
        else:
            self._bench.say(view.words)

    def _ask_export(self) -> None:
        session = self._bench.session
        if session.info is None:
            return
        source = session.info.path
        answer = self._asking.file_to_export(
            usual_folder(self._settings) / f"{source.stem}.jsonl", filters=export_filters()
        )
        if answer is None:
            return
        destination, format_name = answer
        self._bench.finish_typing()

        def export() -> None:
            self._background.run(
                lambda: export_project(source, destination, format_name=format_name),
                done=self._on_exported,
            )

        def begin() -> None:
            self._bench.attempt(export)

        session.flush(then=begin)

    def _on_exported(self, report: ExportReport) -> None:
        self._bench.say(export_words(report))


def usual_folder(settings: Settings) -> Path:
    """Where file dialogs begin: the folder used last, else that of projects, else home."""
    last = settings.text("last_folder")
    if last and Path(last).is_dir():
        return Path(last)
    folder = default_projects_folder()
    return folder if folder.is_dir() else Path.home()
