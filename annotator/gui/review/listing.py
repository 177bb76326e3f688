"""The list of articles in review: computed in the background, kept up to date by decisions."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.app.file_jobs import on_project
from annotator.app.present.review_list import (
    ReviewFacts,
    ReviewListing,
    ReviewOrder,
    ReviewRow,
    StageFilter,
    review_listing,
    review_rows,
)
from annotator.app.present.review_view import facts_now
from annotator.app.review.listing import ReviewIndex, ReviewList, review_list
from annotator.app.review.looking import Looking
from annotator.core.ids import ArticleId
from annotator.core.projects import ArticleStage
from annotator.gui.background import Background
from annotator.gui.workbench import Workbench

if TYPE_CHECKING:
    from annotator.gui.review.review_list import ReviewList as ReviewListPanel

# While another job runs it is asked so often whether it still does.
_ASK_AGAIN_MS = 250
# The stages of articles that Ctrl+Return goes on to.
_TO_FINISH = frozenset({ArticleStage.READY, ArticleStage.IN_ADJUDICATION})


class Listing(QObject):
    """What is open in each article, filtered and in an order, for the panel on the left."""

    def __init__(
        self, bench: Workbench, background: Background, *, done: Callable[[str], None]
    ) -> None:
        """`done` is called when the list was computed, with what a person must be told."""
        super().__init__(bench)
        self._bench = bench
        self._background = background
        self._done = done
        # What is known of the articles of a project.
        self._path: Path | None = None
        self._index = ReviewIndex()
        self._is_wanted = False
        self._begin: Callable[[], None] = _nothing
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_ASK_AGAIN_MS)
        self._waiting.timeout.connect(self._on_waited)
        self._facts: dict[str, ReviewFacts] = {}
        # The rows of those that can be reviewed, by article; a decision changes one of them, which
        # is behind its facts then until somebody looks.
        self._rows: dict[str, ReviewRow] = {}
        self._behind: set[str] = set()
        self._finished: ArticleId | None = None
        self._is_shown = False
        self._filter = ("", StageFilter.TO_REVIEW, ReviewOrder.PROJECT)
        self._panel: ReviewListPanel | None = None

    def show_in(self, panel: "ReviewListPanel") -> None:
        """Shows the list in a panel from now on."""
        self._panel = panel

    def ask_again(self) -> None:
        """Compares what has changed on disk, and shows the list anew."""
        session = self._bench.session
        assert session.info is not None
        path = session.info.path
        if path != self._path:
            self._path, self._index = path, ReviewIndex()
        index = self._index
        self._is_wanted = True

        if self._panel is not None and not self._facts:
            self._panel.show_waiting()

        def run() -> None:
            compare = partial(review_list, index=index)
            self._background.run(
                lambda: on_project(path, compare),
                done=self._on_listed,
                otherwise=self._on_not_listed,
                gives_way=True,
            )

        def begin() -> None:
            if not self._is_wanted:
                return
            if self._background.is_busy:
                self._waiting.start()
            else:
                self._bench.follow_up(run)

        self._begin = begin
        session.flush(then=begin)

    @Slot()
    def _on_waited(self) -> None:
        """Something else was being done: tries again."""
        self._begin()

    def _on_not_listed(self) -> None:
        if self._is_wanted:
            self._done(self.tr("The list is not complete: leave the review and come back."))

    def stop(self) -> None:
        """Nobody looks at the list any more."""
        self._is_wanted, self._finished = False, None
        self._waiting.stop()
        self._facts.clear()
        self._rows.clear()
        self._behind.clear()
        self._is_shown = False

    def _on_listed(self, found: ReviewList) -> None:
        if not self._is_wanted:
            return
        self._facts = {facts.id: facts for facts in found.facts}
        self._make_rows()
        left_out = self.tr("Left out: {what}")
        self._done(left_out.format(what=found.problems[0]) if found.problems else "")
        self.show()

    def renew(self, article: ArticleId, desk: Looking) -> None:
        """Takes in what is decided in the open article."""
        old = self._facts.get(article)
        new = facts_now(desk, old) if old is not None else None
        if new is None or new == old:
            return
        self._facts[article] = new
        self._behind.add(article)
        self._is_shown = False

    def _rows_now(self) -> dict[str, ReviewRow]:
        """The rows of those articles that can be reviewed, by id."""
        if self._behind:
            changed = {row.id: row for row in review_rows(self._facts[i] for i in self._behind)}
            self._behind.clear()
            if changed.keys() <= self._rows.keys():
                self._rows |= changed
            else:
                self._make_rows()
        return self._rows

    def _make_rows(self) -> None:
        self._rows = {row.id: row for row in review_rows(self._facts.values())}
        self._behind.clear()
        self._is_shown = False

    def set_filter(self, text: str, stage: StageFilter, order: ReviewOrder) -> None:
        """Shows only the articles that fit, in an order."""
        self._filter = (text, stage, order)
        self._is_shown = False
        self.show()

    def show(self) -> None:
        """Shows the list as it is filtered; where nothing has changed it costs nothing."""
        if self._panel is None or self._is_shown:
            return
        self._is_shown = True
        self._panel.show_listing(self._listing())

    def _listing(self) -> ReviewListing:
        text, stage, order = self._filter
        rows, total = tuple(self._rows_now().values()), len(self._bench.session.rows)
        return review_listing(rows, total=total, text=text, stage=stage, order=order)

    def order(self) -> Sequence[ArticleId]:
        """The articles as they are listed.

        In their places though they may not fit: the open one, and the one that was finished last,
        so that one can go back to it.
        """
        current = self._bench.session.current
        here = current.article.id if current is not None else None
        found = [ArticleId(row.id) for row in self._listing().rows]
        everywhere = [ArticleId(row_id) for row_id in self._rows_now()]
        last = self._finished if self._finished in self._rows_now() else None
        for other in (here, last):
            if other is not None and other not in found:
                after = everywhere[everywhere.index(other) :] if other in everywhere else []
                place = next((found.index(a) for a in after if a in found), len(found))
                found.insert(place, other)
        return found

    def finished(self, article: ArticleId) -> None:
        """An article was finished by hand: one may want to go back to it."""
        self._finished = article

    def next_open(self, step: int) -> ArticleId | None:
        """The next (1) or previous (-1) listed article in which something is open."""
        order = list(self.order())
        current = self._bench.session.current
        here = current.article.id if current is not None else None
        place = order.index(here) if here in order else -1
        rest = order[place + 1 :] if step > 0 else order[: max(0, place)][::-1]
        return next((article for article in rest if self._open_in(article)), None)

    def next_to_finish(self, *, is_once_more: bool = False) -> ArticleId | None:
        """The next listed article that is not adjudicated, else the first before it.

        Where articles are reviewed once more (`is_once_more`), simply the next one.
        """
        order = list(self.order())
        current = self._bench.session.current
        here = current.article.id if current is not None else None
        place = order.index(here) if here in order else -1
        if is_once_more:
            return next(iter(order[place + 1 :]), None)
        rest = (*order[place + 1 :], *order[: max(0, place)])
        return next((article for article in rest if self._stage(article) in _TO_FINISH), None)

    def first(self, wanted: ArticleId | None) -> ArticleId | None:
        """An article to begin with: the one wanted, else the first in which something is open."""
        if wanted is not None and wanted in self._rows_now():
            return wanted
        order = self.order()
        with_open = [article for article in order if self._open_in(article)]
        return next(iter((*with_open, *order)), None)

    def _stage(self, article: ArticleId) -> ArticleStage | None:
        facts = self._facts.get(article)
        return facts.stage if facts is not None else None

    def _open_in(self, article: ArticleId) -> int:
        row = self._rows_now().get(article)
        return row.open if row is not None else 0


def _nothing() -> None:
    """Stands where nothing waits."""
