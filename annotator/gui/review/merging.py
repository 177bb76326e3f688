"""Merging from the window: a dry run for whatever is chosen, then what was shown is taken."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.app.file_jobs import on_project
from annotator.app.present.review_merge import (
    MergeChoices,
    annotator_options,
    label_options,
    merge_question,
    merge_view,
    strategy_rows,
)
from annotator.app.present.wording import counted
from annotator.app.review.corpus import annotators_of
from annotator.app.review.merging import MergeQuestion, MergeReport, merge_articles
from annotator.app.review.naming import Names
from annotator.core.errors import Refused
from annotator.gui.background import Background
from annotator.gui.review.many import Many
from annotator.gui.review.merge_dialog import MergeDialog
from annotator.gui.review.review import Review
from annotator.gui.workbench import Workbench

# A dry run waits so long for the one before it, or for another job, then asks again.
_ASK_AGAIN_MS = 100


class Merging(QObject):
    """Answers the merge dialog; the newest choices count."""

    def __init__(
        self, bench: Workbench, review: Review, many: Many, *, background: Background
    ) -> None:
        super().__init__(bench)
        self._bench = bench
        self._review = review
        self._many = many
        self._background = background
        self._dialog: MergeDialog | None = None
        self._report: MergeReport | None = None
        self._wanted: MergeChoices | None = None
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_ASK_AGAIN_MS)
        self._waiting.timeout.connect(self._on_waited)
        bench.add_openers({"review_merge": self._open})

    def _open(self) -> None:
        session = self._bench.session
        shows_names = session.options.shows_names
        names = self._names() if not shows_names else None
        blind = ""
        if not shows_names and names is None:
            blind = self.tr("Annotators are letters: open an article to prefer one there.")
        dialog = self._dialog = MergeDialog(
            strategy_rows(),
            MergeChoices("unanimous"),
            annotators=annotator_options(annotators_of(session) if shows_names else (), names),
            labels=label_options(session.codebook),
            has_article=session.current is not None,
            theme=self._bench.reading.theme,
            parent=self._bench.window,
            blind_reason=blind,
            is_local=names is not None,
        )
        dialog.dry_run_asked.connect(self._on_dry_run_asked)
        dialog.accepted_choices.connect(self._on_accepted)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        self._on_dry_run_asked(dialog.choices())

    def _names(self) -> Names | None:
        """What annotators are called on the article under review, if there is one."""
        reviewed = self._review.desk.reviewed if self._review.is_on else None
        return reviewed.names if reviewed is not None else None

    @Slot()
    def _on_finished(self) -> None:
        self._dialog, self._wanted = None, None
        self._waiting.stop()

    def _question(self, choices: MergeChoices) -> MergeQuestion:
        session = self._bench.session
        here = session.current.article.id if session.current is not None else None
        return merge_question(choices, reviewer=session.person, article=here)

    @Slot(object)
    def _on_dry_run_asked(self, choices: MergeChoices) -> None:
        if self._dialog is None:
            return
        self._wanted, self._report = choices, None
        self._dialog.show_waiting()
        self._bench.finish_typing()
        self._bench.session.flush(then=self._on_waited)

    @Slot()
    def _on_waited(self) -> None:
        """Everything is on disk: runs for the newest choices, once nothing else runs."""
        if self._wanted is None or self._dialog is None:
            return
        if self._background.is_busy:
            self._waiting.start()
            return
        choices, self._wanted = self._wanted, None
        info = self._bench.session.info
        assert info is not None
        path, asked = info.path, self._question(choices)
        try:
            self._background.run(
                lambda: on_project(path, partial(merge_articles, asked=asked)),
                done=partial(self._on_computed, choices),
                otherwise=self._on_stopped,
            )
        except Refused as refusal:
            self._dialog.show_failed(str(refusal))

    def _on_computed(self, choices: MergeChoices, report: MergeReport) -> None:
        if self._dialog is not None and self._wanted is None:
            self._report = report
            view = merge_view(report, self._bench.session.codebook)
            self._dialog.show_view(view, choices=choices)

    def _on_stopped(self) -> None:
        if self._dialog is not None:
            self._dialog.show_failed(self.tr("Stopped. Choose again to compare."))

    @Slot(object)
    def _on_accepted(self, choices: MergeChoices) -> None:
        """Takes what was shown, and nothing that was not."""
        report, self._report = self._report, None
        if report is None or report.asked != self._question(choices):
            self._bench.say(self.tr("Nothing was merged: the article is another one now."))
            return
        counts = report.counts
        words = self.tr("Merged: {groups} taken in {articles}, {left} left open.").format(
            groups=counted(counts.taken, "group"),
            articles=counted(len(report.edits), "article"),
            left=f"{counts.left:,}",
        )
        self._many.apply(report.edits, report.batch, words)
