"""What becomes of a session's edits: on their way, on disk, refused, held by a full disk."""

from collections.abc import Callable
from typing import TypeVar

from annotator.app.events import Event, SaveChanged, SaveStatus, WentWrong
from annotator.app.reading import OpenArticle
from annotator.app.store_runner import SaveReport, StoreRunner, ignore, no_work
from annotator.app.unsaved import Unsaved
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.ids import ArticleId, PersonId
from annotator.store.base import Store

T = TypeVar("T")


class Saving:
    """The part of a session that hands work to the store and tells what became of it."""

    def __init__(self, runner: StoreRunner, *, tell: Callable[[Event], None]) -> None:
        self._runner = runner
        self._tell = tell
        self._unsaved = Unsaved()
        self._failed: AnnotatorError | None = None
        self._is_retrying = False
        self._is_closing = False
        self._owed_seconds: dict[tuple[ArticleId, PersonId], int] = {}

    def submit(self, call: Callable[[Store], T], *, then: Callable[[T], None]) -> None:
        """Asks the store something, in order with all saves; errors are told."""
        self._runner.submit(call, on_done=then, on_error=self._on_error)

    @property
    def save_status(self) -> SaveStatus:
        """Whether all work is on disk."""
        return SaveStatus(len(self._unsaved), self._failed)

    def flush(self, *, then: Callable[[], None]) -> None:
        """Calls back when everything asked for so far has been answered, saves included."""
        self._runner.submit(no_work, on_done=lambda _: then(), on_error=self._on_error)

    def retry_saving(self) -> None:
        """Tries again to write what the disk refused; the outcome is told."""
        self._is_retrying = True
        self._runner.retry()

    def unsaved(self) -> tuple[Edit, ...]:
        """Where the disk refuses: all edits that are not on it, oldest first. Else none."""
        return self._unsaved.edits if self._failed is not None else ()

    def unsaved_articles(self) -> tuple[OpenArticle, ...]:
        """The articles, as they are in memory, that those edits belong to."""
        return self._unsaved.articles if self._failed is not None else ()

    def on_saved(self, report: SaveReport) -> None:
        """Takes in what became of edits; the runner calls it on the session's thread."""
        if report.failed is not None:
            is_news, self._is_retrying = self._failed is None or self._is_retrying, False
            self._failed = report.failed
            self._tell(SaveChanged(self.save_status))
            if is_news:
                self._tell(WentWrong(report.failed))
            return
        self._failed, self._is_retrying = None, False
        self._unsaved.settle(report.edits)
        self._tell(SaveChanged(self.save_status))
        if report.refused:
            self._on_refused(report)
        for (article, person), seconds in tuple(self._owed_seconds.items()):
            del self._owed_seconds[article, person]
            self._send_seconds(article, person, seconds)

    # Within

    def _send_seconds(self, article: ArticleId, person: PersonId, seconds: int) -> None:
        def on_error(_: AnnotatorError) -> None:
            # Not worth a message: it goes along with the next work that is saved.
            owed = self._owed_seconds.get((article, person), 0)
            self._owed_seconds[article, person] = owed + seconds

        self._runner.submit(
            lambda store: store.add_seconds(article, person, seconds),
            on_done=ignore,
            on_error=on_error,
        )

    def _on_refused(self, report: SaveReport) -> None:
        """Edits that will never be on disk: tells of them."""
        self._tell(WentWrong(report.refused[0][1], tuple(edit for edit, _ in report.refused)))

    def _on_error(self, error: AnnotatorError) -> None:
        if not self._is_closing:
            self._tell(WentWrong(error))
