"""Goes from one workspace to another, and makes each when it is needed first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from annotator.app.commands import Workspace
from annotator.gui.asking import Asking
from annotator.gui.background import Background
from annotator.gui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.gui.review.review import Review


class Workspaces(QObject):
    """Annotate, Review and Dashboard for a workbench."""

    def __init__(self, bench: Workbench, background: Background, asking: Asking) -> None:
        super().__init__(bench)
        self._bench = bench
        self._background = background
        self._asking = asking
        self._review: Review | None = None
        bench.add_openers(
            {
                "workspace_annotate": self._annotate,
                "workspace_review": self._go_to_review,
                "workspace_none": self._leave,
            }
        )
        bench.window.workspaces.workspace_chosen.connect(self._on_chosen)

    @Slot(str)
    def _on_chosen(self, value: str) -> None:
        workspace = Workspace(value)
        if not self._bench.attempt(lambda: self._bench.go_to(workspace)):
            self._bench.window.workspaces.show_workspace(self._bench.workspace)
        self._bench.window.text.setFocus()

    def _annotate(self) -> None:
        """One's own annotations, of the article that is open."""
        bench = self._bench
        if bench.workspace is Workspace.ANNOTATE and bench.lens is None:
            return
        current = bench.session.current
        here = current.article.id if current is not None else None
        self._leave()
        if here is None and bench.session.rows:
            here = bench.session.rows[0].id
        if here is not None:
            bench.session.open(here)

    def _go_to_review(self) -> None:
        review = self._made_review()
        if not review.is_on:
            self._leave()
            review.enter()

    def _made_review(self) -> "Review":
        from annotator.gui.review.deciding import Deciding
        from annotator.gui.review.review import Review

        if self._review is None:
            self._review = Review(self._bench, self._background)
            Deciding(self._bench, self._review)
        return self._review

    def _leave(self) -> None:
        """Leaves whatever workspace there is for that of one's own annotations, or of none."""
        if self._review is not None:
            self._review.leave()
        self._bench.lens, self._bench.workspace = None, Workspace.ANNOTATE
        if self._bench.window.shows_project:
            self._bench.window.show_workspace(Workspace.ANNOTATE)
