"""Joins the dashboard to the open project: computes in the background, opens spans, saves."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from annotator.app.behind import SpansBehind
from annotator.app.dashboard import Dashboard, DashboardQuestion
from annotator.app.dashboard_files import (
    project_dashboard,
    project_spans_behind,
    write_picture,
    write_table,
)
from annotator.app.present.behind_rows import behind_view
from annotator.app.present.chart_tables import chart_csv, figures_csv
from annotator.app.present.charts import Chart, Opened
from annotator.app.present.dashboard import Look, dashboard_view
from annotator.app.present.dashboard_names import Naming
from annotator.app.present.methods import methods_paragraph
from annotator.app.settings import Settings
from annotator.core.ids import PersonId
from annotator.gui.asking import Asking
from annotator.gui.background import Background
from annotator.gui.dashboard.panel import DashboardPanel
from annotator.gui.transfers import usual_folder
from annotator.gui.workbench import Workbench


class DashboardController(QObject):
    """Agreement for a workbench. `article_asked`: go to an article's offset."""

    article_asked = Signal(str, int)

    def __init__(
        self,
        bench: Workbench,
        panel: DashboardPanel,
        settings: Settings,
        *,
        asking: Asking,
        background: Background,
    ) -> None:
        super().__init__(bench)
        self._bench = bench
        self._panel = panel
        self._settings = settings
        self._asking = asking
        self._background = background
        self._names: Mapping[PersonId, str] = {}
        self._look = Look()
        self._asked = DashboardQuestion()
        self._found: Dashboard | None = None
        self._project: Path | None = None
        self._opened: Opened | None = None
        self._spans: SpansBehind | None = None
        self._only_different = True
        self._starts = self._begun = 0
        self._is_computing = False
        self._is_outdated = False
        panel.asked_changed.connect(self._on_asked)
        panel.look_changed.connect(self._on_look)
        panel.opened.connect(self._on_opened)
        panel.only_different_changed.connect(self._on_only_different)
        panel.save_asked.connect(self._on_save)
        panel.figures_asked.connect(self._on_save_figures)
        panel.methods_asked.connect(self._on_methods)
        panel.compute_asked.connect(self.show)
        panel.article_asked.connect(self.article_asked)
        panel.spans_closed.connect(self._on_spans_closed)

    def show(self) -> None:
        """The workspace is entered: shows what is kept, and computes what has changed."""
        session = self._bench.open_session
        path = session.info.path if session is not None and session.info is not None else None
        if path is None:
            self.let_go()
            return
        if path != self._project:
            self.let_go()
            self._project = path
        self._compute()

    def let_go(self) -> None:
        """Another project, or none: nothing of the last one is kept."""
        self._project, self._found, self._spans, self._opened = None, None, None, None
        self._asked, self._look = DashboardQuestion(), Look()
        self._is_outdated = False
        self._panel.show_empty(
            self.tr("No project is open"), self.tr("Open a project to see how annotators agree.")
        )

    def show_names(self, names: Mapping[PersonId, str]) -> None:
        """Says what stands for annotators from now on: others than their names while blind."""
        self._names = names
        self._show()
        self._show_spans()

    # Computing

    def _compute(self) -> None:
        """Starts once all work is on disk; while it runs another question waits for it."""
        if self._is_computing:
            self._is_outdated = True
            self._background.cancel()
            return
        self._bench.finish_typing()
        self._starts += 1
        # Where the disk refuses, nothing comes back: the next start must not wait for this one.
        self._bench.session.flush(then=partial(self._begin, self._starts))

    def _begin(self, start: int) -> None:
        """All work is on disk. Only the newest start counts."""
        if start != self._starts or self._project is None:
            return
        self._begun = start
        job = partial(project_dashboard, self._project, self._asked, kept=self._found)

        def run() -> None:
            self._background.run(job, done=self._on_done, otherwise=self._on_stopped)
            self._set_computing(is_computing=True)

        if not self._bench.attempt(run):
            self._on_stopped()

    def _set_computing(self, *, is_computing: bool) -> None:
        self._is_computing = is_computing
        self._panel.show_computing(is_computing=is_computing)
        if is_computing and self._found is None:
            self._panel.show_empty(
                self.tr("Computing agreement…"),
                self.tr("The status bar shows how far it is, and can stop it."),
            )

    def _on_done(self, found: Dashboard) -> None:
        self._set_computing(is_computing=False)
        if self._project is None:
            return
        kept, self._found = self._found, found
        if self._is_outdated:
            self._is_outdated = False
            self._compute()
            return
        if kept is None or (kept.fingerprint, kept.asked) != (found.fingerprint, found.asked):
            # What was listed may not be there any more.
            self._panel.close_spans()
        self._show()

    def _on_stopped(self) -> None:
        """Cancelled or failed: what was kept is shown again, as it was asked."""
        self._set_computing(is_computing=False)
        if self._is_outdated:
            self._is_outdated = False
            self._compute()
            return
        if self._found is not None:
            self._asked = self._found.asked
            self._show()
        elif self._project is not None:
            self._panel.show_empty(
                self.tr("Agreement was not computed"),
                self.tr("It was stopped before it was done. Nothing was changed."),
                self.tr("Compute"),
            )

    def _show(self) -> None:
        if self._found is not None and self._project is not None:
            view = dashboard_view(self._found, self._look, self._names)
            self._panel.show_view(view, self._asked, self._look)

    @Slot(object)
    def _on_asked(self, asked: DashboardQuestion) -> None:
        self._asked = asked
        self._compute()

    @Slot(object)
    def _on_look(self, look: Look) -> None:
        self._look = look
        self._show()

    # The spans behind

    @Slot(object)
    def _on_opened(self, opened: Opened) -> None:
        found, project = self._found, self._project
        if found is None or project is None:
            return
        job = partial(project_spans_behind, project, opened.behind, of=found)

        def done(spans: SpansBehind) -> None:
            self._opened, self._spans = opened, spans
            self._show_spans()

        self._bench.attempt(lambda: self._background.run(job, done=done))

    @Slot()
    def _on_spans_closed(self) -> None:
        self._opened, self._spans = None, None

    @Slot(bool)
    def _on_only_different(self, is_on: bool) -> None:
        self._only_different = is_on
        self._show_spans()

    def _show_spans(self) -> None:
        if self._spans is None or self._opened is None or self._found is None:
            return
        naming = Naming(self._found.codebook, self._names)
        view = behind_view(
            self._spans,
            naming,
            heading=self._opened.heading,
            only_different=self._only_different,
        )
        self._panel.show_spans(view, only_different=self._only_different)

    # Saving

    def _chart(self, chart_id: str) -> Chart | None:
        if self._found is None:
            return None
        view = dashboard_view(self._found, self._look, self._names)
        return next((chart for chart in view.charts if chart.id == chart_id), None)

    @Slot(str, str)
    def _on_save(self, chart_id: str, kind: str) -> None:
        chart = self._chart(chart_id)
        if chart is None:
            return
        path = self._asked_path(chart_id, kind)
        if path is not None:
            self._bench.attempt(lambda: self._write(chart, path, kind))

    @Slot()
    def _on_save_figures(self) -> None:
        found, path = self._found, None
        if found is not None:
            path = self._asked_path("agreement", "csv")
        if found is None or path is None:
            return
        text = figures_csv(found.figures, self._names)
        never = self._project

        def write() -> None:
            assert never is not None
            write_table(text, path, never=never)
            self._bench.say(self.tr("Saved: {path}").format(path=path))

        self._bench.attempt(write)

    def _asked_path(self, name: str, kind: str) -> Path | None:
        assert self._project is not None
        folder = usual_folder(self._settings)
        suggestion = folder / f"{self._project.stem}-{name}.{kind}"
        path = self._asking.file_to_save_chart(suggestion, kind=kind)
        if path is not None:
            self._settings.set("last_folder", str(path.parent))
        return path

    def _write(self, chart: Chart, path: Path, kind: str) -> None:
        from annotator.gui.dashboard.pictures import png_of, svg_of

        assert self._project is not None
        font = QGuiApplication.font()
        if kind == "csv":
            write_table(chart_csv(chart), path, never=self._project)
        else:
            picture = png_of(chart, font) if kind == "png" else svg_of(chart, font)
            write_picture(picture, path, never=self._project)
        self._bench.say(self.tr("Saved: {path}").format(path=path))

    @Slot()
    def _on_methods(self) -> None:
        if self._found is not None:
            QGuiApplication.clipboard().setText(methods_paragraph(self._found, self._look))
            self._bench.say(self.tr("The methods paragraph is on the clipboard."))
