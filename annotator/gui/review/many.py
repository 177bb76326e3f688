"""Reviewing many articles at once: finishing them, identical cases, taking back, discarding."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from annotator.app.file_jobs import on_project
from annotator.app.present.review_cases import case_list
from annotator.app.present.wording import counted, shown_moment
from annotator.app.review.merging import MergeQuestion, MergeReport, merge_articles
from annotator.app.review.same_cases import (
    Case,
    SameCases,
    SameDecided,
    case_of,
    decide_same,
    find_same,
)
from annotator.app.review.taking_back import (
    Discarded,
    TakenBack,
    batches_of,
    discard_decisions,
    take_back,
)
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, Refused
from annotator.core.ids import ArticleId, BatchId, PersonId
from annotator.gui.asking import Asking
from annotator.gui.background import Background
from annotator.gui.review.review import Review
from annotator.gui.workbench import Workbench

# The notice of what was done in many articles.
_BATCH = "batch"


class Many(QObject):
    """Acts of the review that change more articles than the open one."""

    def __init__(
        self, bench: Workbench, review: Review, *, background: Background, asking: Asking
    ) -> None:
        super().__init__(bench)
        self._bench = bench
        self._review = review
        self._background = background
        self._asking = asking
        bench.add_openers(
            {
                "review_finish_agreed": self._finish_agreed,
                "review_same": self._ask_same,
                "review_take_back": self._ask_take_back,
                "review_take_back_here": self._take_back_here,
                "review_discard_all": self._ask_discard,
            }
        )

    @property
    def _person(self) -> PersonId:
        return self._bench.session.person

    def _path(self) -> Path:
        info = self._bench.session.info
        assert info is not None
        return info.path

    def _when_flushed(self, act: Callable[[], None]) -> None:
        """Does something once all that was done so far is on disk."""

        def begin() -> None:
            self._bench.attempt(act)

        self._bench.finish_typing()
        self._bench.session.flush(then=begin)

    # Finishing

    def _finish_agreed(self) -> None:
        """Adjudicates every article in which nothing is open, after a question."""
        asked = MergeQuestion("unanimous", self._person, finish=True, only_finished=True)
        path = self._path()

        def done(report: MergeReport) -> None:
            if not report.edits:
                raise Refused(self.tr("There is no article in which nothing is open."))
            articles = counted(len(report.edits), "article")
            if self._asking.confirm(
                self.tr("Finish all articles without disputes"),
                self.tr("{articles} will be adjudicated with what all agree on.").format(
                    articles=articles
                ),
                yes=self.tr("Finish them"),
            ):
                words = self.tr("{articles} adjudicated.").format(articles=articles)
                self.apply(report.edits, report.batch, words)

        self._when_flushed(
            lambda: self._background.run(
                lambda: on_project(path, partial(merge_articles, asked=asked)), done=done
            )
        )

    # Decide once

    def _ask_same(self) -> None:
        """Looks for the same case elsewhere."""
        desk = self._review.desk
        found, reviewed = desk.decided_group, desk.reviewed
        if found is None or reviewed is None:
            raise Refused(self.tr("Decide this group first; then its like elsewhere."))
        group, decision = found
        case = case_of(reviewed, group, decision, desk.deciding())
        here = (reviewed.article.id, group.id)
        path = self._path()
        self._when_flushed(
            lambda: self._background.run(
                lambda: on_project(path, partial(find_same, case=case, without=here)),
                done=self._on_same_found,
            )
        )

    def _on_same_found(self, found: SameCases) -> None:
        from annotator.gui.review.same_cases import SameCasesDialog

        told = case_list(found, self._bench.session.codebook)
        if not told.rows:
            raise Refused(told.remark)
        dialog = SameCasesDialog(told, theme=self._bench.reading.theme, parent=self._bench.window)
        dialog.deciding_asked.connect(partial(self._on_same_chosen, found.case))
        dialog.open()

    def _on_same_chosen(self, case: Case, chosen: tuple[tuple[str, str], ...]) -> None:
        wanted = [(ArticleId(article), group) for article, group in chosen]
        path, person = self._path(), self._person

        def done(decided: SameDecided) -> None:
            words = self.tr("Decided alike: {cases} in {articles}.").format(
                cases=counted(decided.cases, "case"),
                articles=counted(len(decided.edits), "article"),
            )
            self.apply(decided.edits, decided.batch, words)

        self._when_flushed(
            lambda: self._background.run(
                lambda: on_project(
                    path, partial(decide_same, case=case, chosen=wanted, reviewer=person)
                ),
                done=done,
            )
        )

    # Taking back

    def _ask_take_back(self) -> None:
        batches_of(self._bench.session, then=self._on_batches)

    def _on_batches(self, found: tuple[tuple[BatchId, str, str, int], ...]) -> None:
        if not found:
            self._bench.say(self.tr("There is nothing to take back."))
            return
        words = [
            f"{title}, {shown_moment(made)}, {counted(articles, 'article')}"
            for _, title, made, articles in found
        ]
        place = self._asking.choose(
            self.tr("Take back"), self.tr("What shall be taken back?"), words
        )
        if place is not None:
            self._take_back(found[place][0])

    def _take_back_here(self) -> None:
        """Takes back what was done last in the open article, and in all others with it."""
        batch = self._review.desk.wide_undo
        if batch is not None:
            self._take_back(batch)

    def _take_back(self, batch: BatchId) -> None:
        session, person = self._bench.session, self._person

        def done(taken: TakenBack) -> None:
            session.read_again()
            words = self.tr("Taken back in {articles}.").format(
                articles=counted(taken.articles, "article")
            )
            if taken.problems:
                words += " " + self.tr("Left as it is, having been changed since: {what}.").format(
                    what=", ".join(problem.where for problem in taken.problems[:5])
                )
            self._bench.inform(_BATCH, words)

        session.submit(lambda store: take_back(store, batch, by=person), then=done)

    def _ask_discard(self) -> None:
        """Asks which decisions shall be discarded, then whether really."""
        place = self._asking.choose(
            self.tr("Discard decisions"),
            self.tr("Which decisions shall be discarded, in articles that are in adjudication?"),
            [self.tr("Those that a merge made"), self.tr("All, also those made by reviewers")],
        )
        if place is None:
            return
        path, person, is_merged = self._path(), self._person, place == 0

        def done(found: Discarded) -> None:
            if not found.edits:
                raise Refused(self.tr("There is no such decision."))
            number = counted(found.decisions, "decision")
            articles = counted(len(found.edits), "article")
            if self._asking.confirm(
                self.tr("Discard decisions"),
                self.tr("{decisions} in {articles} will be open again.").format(
                    decisions=number, articles=articles
                ),
                yes=self.tr("Discard them"),
            ):
                words = self.tr("Discarded: {decisions}.").format(decisions=number)
                self.apply(found.edits, found.batch, words)

        self._when_flushed(
            lambda: self._background.run(
                lambda: on_project(
                    path, partial(discard_decisions, reviewer=person, merged_only=is_merged)
                ),
                done=done,
            )
        )

    def apply(self, edits: tuple[Edit, ...], batch: BatchId, words: str) -> None:
        """Writes the edits, all at once, and says what was done and how it is taken back."""

        def done(outcomes: tuple[object, ...]) -> None:
            refused = sum(isinstance(outcome, AnnotatorError) for outcome in outcomes)
            told = words
            if refused:
                told += " " + self.tr("{articles} had been changed meanwhile.").format(
                    articles=counted(refused, "article")
                )
            self._bench.offer(_BATCH, told, self.tr("Take back"), partial(self._take_back, batch))

        self._bench.session.apply_all(edits, then=done)
