"""The open project and article of one person: open, do, undo, redo, close.

The screen answers from memory; each prepared edit goes to the store's thread right behind. What
happens is told to one listener, on the thread that owns the session.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from annotator.app.acts import Act, Work
from annotator.app.events import (
    ArticleChanged,
    ArticleOpened,
    Event,
    ProjectOpened,
    RowsChanged,
    SaveChanged,
    SaveStatus,
    WentWrong,
)
from annotator.app.store_runner import SaveReport, StoreRunner
from annotator.app.unsaved import OpenArticle, Unsaved, open_article
from annotator.core.codebook import Codebook
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, Refused, StaleEdit
from annotator.core.history import UndoStatus
from annotator.core.ids import ArticleId, AttributeId, LabelId, PersonId
from annotator.core.projects import Person
from annotator.core.state import ArticleState
from annotator.core.times import utc_now
from annotator.store.base import (
    Added,
    ArticleRow,
    NewArticle,
    OpenedArticle,
    ProjectInfo,
    Store,
)

__all__ = ["OpenArticle", "Session"]


class Session:
    """One person's open project. Acts raise Refused; everything later is told as an Event."""

    def __init__(
        self,
        runner: StoreRunner,
        person: PersonId,
        *,
        tell: Callable[[Event], None],
        clock: Callable[[], str] = utc_now,
    ) -> None:
        self._runner = runner
        self._tell = tell
        self._clock = clock
        self._unsaved = Unsaved()
        self._failed: AnnotatorError | None = None
        self._is_retrying = False
        self._is_closing = False
        self._owed_seconds: dict[tuple[ArticleId, PersonId], int] = {}
        # The article asked for last, and the number of that request: older answers are dropped.
        self._wanted: ArticleId | None = None
        self._asked = 0
        self._rows: dict[ArticleId, ArticleRow] = {}
        self.person = person
        self.info: ProjectInfo | None = None
        self.codebook = Codebook("", "")
        self.people: tuple[Person, ...] = ()
        self.current: OpenArticle | None = None

    @property
    def rows(self) -> tuple[ArticleRow, ...]:
        """All articles in the project's order, with the person's progress."""
        return tuple(self._rows.values())

    # Opening

    def begin(self) -> None:
        """Asks for the project's codebook, people and articles; ProjectOpened follows."""
        if not self._is_closing:
            self._runner.submit(
                partial(_read_project, person=self.person),
                on_done=self._on_project_read,
                on_error=self._on_error,
            )

    def open(self, article_id: ArticleId) -> None:
        """Asks for an article; ArticleOpened follows. The last one asked for wins.

        One that is open, or whose work is not on disk yet, is shown at once as it is in memory.
        """
        current = self.current
        if current is not None and current.article.id == article_id and not current.is_stale:
            found: OpenArticle | None = current
        else:
            found = self._unsaved.article(article_id, self.person)
        if found is None:
            self._ask(article_id)
            return
        self._asked += 1
        self._wanted = article_id
        self._show(found)

    def open_neighbour(self, step: int, *, among: Sequence[ArticleId] | None = None) -> bool:
        """Opens the article `step` places on in the list (or in `among`); whether there is one."""
        ids = list(self._rows if among is None else among)
        if not ids:
            return False
        place = ids.index(self._wanted) + step if self._wanted in ids else 0
        if not 0 <= place < len(ids):
            return False
        self.open(ids[place])
        return True

    def add_articles(
        self, articles: Sequence[NewArticle], *, then: Callable[[Added], None]
    ) -> None:
        """Adds articles, all or none, and reads the list and the codebook again."""

        def on_added(added: Added) -> None:
            self.begin()
            if self.current is not None and self._wanted == self.current.article.id:
                # The open article may have been among them, with work of this person.
                self._ask(self.current.article.id)
            then(added)

        self._runner.submit(
            lambda store: store.add_articles(articles), on_done=on_added, on_error=self._on_error
        )

    def ask_values(
        self,
        label: LabelId,
        attribute: AttributeId,
        *,
        then: Callable[[tuple[str, ...]], None],
    ) -> None:
        """Asks for the values in use for an attribute of a label, the most frequent first."""
        self._runner.submit(
            lambda store: store.attribute_values(label, attribute),
            on_done=then,
            on_error=self._on_error,
        )

    def set_person(self, person: PersonId) -> None:
        """Goes on as somebody else: list and article are read again."""
        if person == self.person:
            return
        if self._failed is not None:
            raise Refused("Some work is not on disk yet. Save it first, then change the name.")
        here = self._wanted
        self.person = person
        self.current = None
        self._asked += 1
        self.begin()
        if here is not None:
            self.open(here)

    # Acting

    @property
    def work(self) -> Work:
        """What acts are made from. Raises Refused where no article is open to be changed."""
        current = self._to_change()
        return Work(current.state, len(current.article.text), self.codebook)

    def do(self, act: Act) -> Edit:
        """Does an act: memory now, disk right behind. Raises Refused or StaleEdit."""
        current = self._to_change()
        edit = Edit(
            title=act.title,
            article=current.article.id,
            author=self.person,
            changes=act.changes,
            made=self._clock(),
        )
        return self._put_into_effect(current, edit)

    def undo(self) -> Edit | None:
        """Takes back the newest act in this article; None where there is none."""
        current = self._to_change()
        return self._go_back(current, current.history.undone())

    def redo(self) -> Edit | None:
        """Does again what was undone last; None where there is nothing."""
        current = self._to_change()
        return self._go_back(current, current.history.redone())

    @property
    def undo_status(self) -> UndoStatus:
        """What undo and redo would do now."""
        return self.current.history.status if self.current else UndoStatus(None, None)

    def add_seconds(self, seconds: int) -> None:
        """Adds active time to the open article."""
        if self.current is None or seconds <= 0 or self.info is None or self.info.read_only:
            return
        self.current.seconds += seconds
        self._send_seconds(self.current.article.id, self.person, seconds)

    # Saving

    @property
    def save_status(self) -> SaveStatus:
        """Whether all work is on disk."""
        return SaveStatus(len(self._unsaved), self._failed)

    def flush(self, *, then: Callable[[], None]) -> None:
        """Calls back when everything asked for so far has been answered, saves included."""
        self._runner.submit(_no_work, on_done=lambda _: then(), on_error=self._on_error)

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

    def carry_over(self, edits: Iterable[Edit]) -> None:
        """Writes edits prepared in another session, before anything is read.

        Those that the project holds already, as a copy made of it does, are not written twice.
        """
        for edit in edits:
            self._unsaved.add(edit)
            self._runner.save(edit)

    def close(self, *, on_closed: Callable[[], None]) -> None:
        """Lets the queue run out and gives the file back; nothing can be done from now on.

        Work known to be refused by the disk is given up. Where the disk refuses only now, that is
        told, and closing waits until all is written, or until this is called again.
        """
        self._is_closing = True
        self._runner.close(on_closed=on_closed, give_up=self._failed is not None)

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

    def _to_change(self) -> OpenArticle:
        """The open article, if it may be changed now. Raises Refused."""
        if self._is_closing:
            raise Refused("The project is being closed.")
        if self.info is not None and self.info.read_only:
            raise Refused("The project is open read-only. Nothing can be changed.")
        if self.current is None:
            raise Refused("Open an article first.")
        if self.current.is_stale:
            raise Refused("This article is being read again. Repeat what you did in a moment.")
        return self.current

    def _put_into_effect(self, current: OpenArticle, edit: Edit) -> Edit:
        prepared = current.state.prepare(edit)
        current.state.apply(prepared)
        current.history.record(prepared)
        self._unsaved.add(prepared, current)
        try:
            self._tell(ArticleChanged(prepared))
            self._refresh_row(current)
            self._tell(SaveChanged(self.save_status))
        finally:
            # Last, as a runner may answer at once; and whatever the listener does.
            self._runner.save(prepared)
        return prepared

    def _go_back(self, current: OpenArticle, edit: Edit | None) -> Edit | None:
        """Puts an undo or a redo into effect; one that does not fit any more is dropped."""
        if edit is None:
            return None
        try:
            return self._put_into_effect(current, replace(edit, made=self._clock()))
        except StaleEdit as stale:
            current.history.record(edit)
            current.history.forget(edit.id)
            raise Refused(
                f"“{edit.title}” cannot be taken back or done again: what it changed has been "
                "changed elsewhere since. The next one is the act before it."
            ) from stale

    def _refresh_row(self, opened: OpenArticle) -> None:
        old = self._rows.get(opened.article.id)
        if old is None:
            return
        state = opened.state.annotation_set.state
        new = replace(old, state=state, spans=_span_count(opened.state))
        if new != old:
            self._rows[old.id] = new
            self._tell(RowsChanged(new))

    def _send_seconds(self, article: ArticleId, person: PersonId, seconds: int) -> None:
        def on_error(_: AnnotatorError) -> None:
            # Not worth a message: it goes along with the next work that is saved.
            owed = self._owed_seconds.get((article, person), 0)
            self._owed_seconds[article, person] = owed + seconds

        self._runner.submit(
            lambda store: store.add_seconds(article, person, seconds),
            on_done=_ignore,
            on_error=on_error,
        )

    def _on_refused(self, report: SaveReport) -> None:
        """Edits will never be on disk: what memory says of their articles is wrong."""
        self._tell(WentWrong(report.refused[0][1], tuple(edit for edit, _ in report.refused)))
        current = self.current
        for edit, _ in report.refused:
            self._unsaved.let_go(edit.article, edit.author)
            if current is not None and current.article.id == edit.article:
                current.is_stale = current.is_stale or current.state.author == edit.author
        if self._is_closing:
            return
        if current is not None and current.is_stale and self._wanted == current.article.id:
            self._ask(current.article.id)
        self.begin()

    def _ask(self, article_id: ArticleId) -> None:
        if self._is_closing:
            return
        self._asked += 1
        self._wanted = article_id
        person = self.person
        self._runner.submit(
            lambda store: store.open_article(article_id, person),
            on_done=partial(self._on_article_read, self._asked),
            on_error=partial(self._on_article_not_read, self._asked),
        )

    def _on_project_read(self, read: "_ProjectRead") -> None:
        if read.person != self.person or self._is_closing:
            return
        self.info = read.info
        self.codebook = read.codebook
        self.people = read.people
        self._rows = {row.id: row for row in read.rows}
        for opened in self._unsaved.articles:
            if opened.state.author == self.person:
                self._refresh_row(opened)
        self._tell(ProjectOpened())

    def _on_article_read(self, number: int, read: OpenedArticle) -> None:
        if number != self._asked or self._is_closing:
            return
        opened = open_article(read)
        self._unsaved.put_on(opened)
        self._show(opened)

    def _on_article_not_read(self, number: int, error: AnnotatorError) -> None:
        if number != self._asked or self._is_closing:
            return
        missed, current = self._wanted, self.current
        self._wanted = current.article.id if current else None
        self._tell(WentWrong(error))
        if current is not None and current.is_stale and current.article.id != missed:
            self._ask(current.article.id)

    def _show(self, opened: OpenArticle) -> None:
        self.current = opened
        self._tell(ArticleOpened(opened.article.id))

    def _on_error(self, error: AnnotatorError) -> None:
        if not self._is_closing:
            self._tell(WentWrong(error))


@dataclass(frozen=True, slots=True)
class _ProjectRead:
    person: PersonId
    info: ProjectInfo
    codebook: Codebook
    people: tuple[Person, ...]
    rows: tuple[ArticleRow, ...]


def _read_project(store: Store, *, person: PersonId) -> _ProjectRead:
    return _ProjectRead(
        person, store.info(), store.codebook(), store.people(), store.article_rows(person)
    )


def _span_count(state: ArticleState) -> int:
    """Annotations on words; the few on the whole article come first in reading order."""
    whole = 0
    for annotation in state:
        if annotation.spans:
            break
        whole += 1
    return len(state) - whole


def _ignore(_: None) -> None:
    """Takes the result of a call whose result nobody needs."""


def _no_work(_: Store) -> None:
    """Marks a place in the queue."""
