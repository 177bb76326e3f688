"""Goes from one workspace to another, and makes each when it is needed first."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from annotator.app.scopes import Workspace
from annotator.app.settings import Settings
from annotator.core.ids import ArticleId, PersonId
from annotator.gui.asking import Asking
from annotator.gui.background import Background
from annotator.gui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.gui.dashboard.controller import DashboardController
    from annotator.gui.dashboard.panel import DashboardPanel
    from annotator.gui.review.compare import Compare
    from annotator.gui.review.own_work import OwnWorkShown
    from annotator.gui.review.review import Review

# What the Review menu offers wherever one is.
_ANYWHERE = (
    "review_merge",
    "review_finish_agreed",
    "review_take_back",
    "review_discard_all",
    "review_compare",
    "review_own_work",
    "review_source",
    "review_enough",
    "review_blind",
    "review_show_annotators",
    "review_report",
)


class Workspaces(QObject):
    """Annotate, Review and Dashboard for a workbench."""

    def __init__(
        self, bench: Workbench, settings: Settings, *, background: Background, asking: Asking
    ) -> None:
        super().__init__(bench)
        self._bench = bench
        self._settings = settings
        self._background = background
        self._asking = asking
        self._review: Review | None = None
        self._compare: Compare | None = None
        self._own_work: OwnWorkShown | None = None
        self._dashboard: DashboardController | None = None
        self._panel: DashboardPanel | None = None
        bench.add_openers(
            {
                "workspace_annotate": self._annotate,
                "workspace_review": self._go_to_review,
                "workspace_dashboard": self._go_to_dashboard,
                "workspace_left": self._leave,
                "workspace_none": self._let_go,
                "workspace_names": self._show_names,
            }
        )
        # Until the review is made these make it; then its own take their places.
        bench.add_openers({name: partial(self._open_review, name) for name in _ANYWHERE})
        bench.window.workspaces.workspace_chosen.connect(self._on_chosen)

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        workspace = Workspace(value)
        if not self._bench.attempt(lambda: self._bench.go_to(workspace)):
            self._bench.window.workspaces.show_workspace(self._bench.workspace)
        if workspace is not Workspace.DASHBOARD:
            self._bench.window.text.setFocus()

    def _annotate(self) -> None:
        """One's own annotations, of the article that is open."""
        bench = self._bench
        if bench.workspace is Workspace.ANNOTATE and bench.lens is None:
            return
        was_reviewing = bench.lens is not None
        current = bench.session.current
        self._leave()
        bench.window.text.setFocus()
        if not was_reviewing and current is not None:
            bench.soon(at_once=True)
            return
        known = [row.id for row in bench.session.rows]
        here = bench.display.shown if bench.display.shown in known else next(iter(known), None)
        if here is not None:
            bench.session.open(here)

    def _go_to_review(self) -> None:
        review = self._made_review()
        if not review.is_on:
            self._leave()
            review.enter()

    def _go_to_dashboard(self) -> None:
        """Agreement, in a page of its own; the open article stays as it is behind it."""
        bench = self._bench
        self._leave()
        if self._dashboard is None or self._panel is None:
            from annotator.gui.dashboard.controller import DashboardController
            from annotator.gui.dashboard.panel import DashboardPanel

            panel = self._panel = DashboardPanel(bench.reading.theme, bench.window)
            self._dashboard = DashboardController(
                bench, panel, self._settings, asking=self._asking, background=self._background
            )
            self._dashboard.article_asked.connect(self._on_article_asked)
            bench.window.add_panel(panel)
        bench.workspace = Workspace.DASHBOARD
        bench.window.show_workspace(Workspace.DASHBOARD, page=self._panel)
        self._panel.setFocus()
        self._show_names()
        self._dashboard.show()
        bench.soon(at_once=True)

    def _show_names(self) -> None:
        """Names annotators, or hides who they are, in whatever is shown beside a review."""
        bench, session = self._bench, self._bench.session
        if self._compare is not None and self._compare.is_on:
            self._compare.enter(self._compare.desk.pair, caret=bench.window.text.caret())
        elif self._dashboard is not None and bench.workspace is Workspace.DASHBOARD:
            from annotator.app.review.naming import hidden_names

            assert session.info is not None
            hidden: dict[PersonId, str] = {}
            if not session.options.shows_names:
                hidden = hidden_names(session.people, project=session.info.id)
            self._dashboard.show_names(hidden)

    @Slot(str, int)
    def _on_article_asked(self, article: str, offset: int) -> None:
        """Goes to a place that a figure rests on: where it is decided."""

        def go() -> None:
            self._leave()
            self._made_review().enter(at=(ArticleId(article), offset))

        self._bench.attempt(go)

    def _made_review(self) -> "Review":
        """The review, made when it is needed first with everything that belongs to it."""
        if self._review is None:
            from annotator.gui.review.compare import Compare
            from annotator.gui.review.deciding import Deciding
            from annotator.gui.review.many import Many
            from annotator.gui.review.merging import Merging
            from annotator.gui.review.own_work import OwnWorkShown
            from annotator.gui.review.review import Review
            from annotator.gui.review.standing import Standing

            bench, background, asking = self._bench, self._background, self._asking
            review = self._review = Review(bench, background)
            Deciding(bench, review)
            many = Many(bench, review, background=background, asking=asking)
            Merging(bench, review, many, background=background)
            Standing(bench, review, background=background, asking=asking)
            self._compare = Compare(bench, review)
            self._own_work = OwnWorkShown(bench, self._compare, background=background)
        return self._review

    def _open_review(self, what: str) -> None:
        """Does what stands in the Review menu, wherever one is."""
        self._made_review()
        self._bench.show(what)

    def _leave(self) -> None:
        """Leaves whatever workspace there is for that of one's own annotations, or of none."""
        if self._review is not None:
            self._review.leave()
        if self._compare is not None:
            self._compare.leave()
        self._bench.lens, self._bench.workspace = None, Workspace.ANNOTATE
        if self._bench.window.shows_project:
            self._bench.window.show_workspace(Workspace.ANNOTATE)

    def _let_go(self) -> None:
        """The project is closed: nothing of it is kept."""
        self._leave()
        if self._dashboard is not None:
            self._dashboard.let_go()
        if self._own_work is not None:
            self._own_work.close()
