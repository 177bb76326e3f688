"""One's own work against the gold standard: a summary, and each article side by side with it."""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout

from annotator.app.file_jobs import on_project
from annotator.app.present.own_work import personal_summary
from annotator.app.review.summary import OwnWork, may_see_gold, own_work
from annotator.core.errors import Refused
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import GOLD_AUTHOR
from annotator.gui.background import Background
from annotator.gui.dialogs.sizes import open_at
from annotator.gui.review.compare import Compare
from annotator.gui.review.summary_page import SummaryPage
from annotator.gui.workbench import Workbench


class OwnWorkShown(QObject):
    """Shows the summary in a dialog that stays open beside the window."""

    def __init__(self, bench: Workbench, compare: Compare, *, background: Background) -> None:
        super().__init__(bench)
        self._bench = bench
        self._compare = compare
        self._background = background
        self._dialog: QDialog | None = None
        bench.add_openers({"review_own_work": self._ask})

    def _ask(self) -> None:
        """Compares everything of the person's that is adjudicated."""
        session = self._bench.session
        if not may_see_gold(session):
            raise Refused(self.tr("The gold standard is not open to annotators yet."))
        assert session.info is not None
        path, person = session.info.path, session.person

        def run() -> None:
            self._background.run(
                lambda: on_project(path, partial(own_work, person=person)), done=self._show
            )

        def begin() -> None:
            self._bench.attempt(run)

        self._bench.finish_typing()
        session.flush(then=begin)

    def close(self) -> None:
        """Closes the summary: its articles are those of another project, or it is outdated."""
        if self._dialog is not None:
            self._dialog.close()

    def _show(self, work: OwnWork) -> None:
        self.close()
        dialog = self._dialog = QDialog(self._bench.window)
        dialog.setWindowTitle(self.tr("My work against gold"))
        page = SummaryPage(self._bench.reading.theme, dialog)
        page.show_summary(personal_summary(work, self._bench.session.codebook))
        page.article_chosen.connect(partial(self._on_article_chosen, work.person))
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        open_at(dialog, 720, 460)
        dialog.finished.connect(self._on_finished)
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()
        page.focus_list()

    @Slot()
    def _on_finished(self) -> None:
        self._dialog = None

    def _on_article_chosen(self, person: PersonId, article: str) -> None:
        """Shows the article with both sets: that of the summary's annotator and the gold one."""
        pair = (person, GOLD_AUTHOR)
        self._bench.attempt(lambda: self._compare.enter(pair, article=ArticleId(article)))
