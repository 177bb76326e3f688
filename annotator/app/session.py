"""The open project and article of one person: open, do, undo, redo, close.

The screen answers from memory; each prepared edit goes to the store's thread right behind. What
happens is told to one listener, on the thread that owns the session.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from annotator.app.acts import Act, Work
from annotator.app.store_thread import SaveReport, StoreRunner
from annotator.core.articles import Article
from annotator.core.codebook import Codebook
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, Conflict, Refused
from annotator.core.history import History, UndoStatus
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import Person
from annotator.core.state import ArticleState
from annotator.core.times import utc_now
from annotator.store.base import ArticleRow, OpenedArticle, ProjectInfo, Store


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """Whether all work is on disk. `waiting` edits are on their way or, with `failed`, held."""

    waiting: int = 0
    failed: AnnotatorError | None = None

    @property
    def is_saved(self) -> bool:
        """Whether every edit made is durable."""
        return self.waiting == 0 and self.failed is None


@dataclass(frozen=True, slots=True)
class ProjectOpened:
    """The project's codebook, people and articles are here."""


@dataclass(frozen=True, slots=True)
class ArticleOpened:
    """Another article is open, or the same one was read again."""

    article: ArticleId


@dataclass(frozen=True, slots=True)
class ArticleChanged:
    """An edit took effect in memory."""

    edit: Edit


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """A row of the list of articles says something else."""

    row: ArticleRow


@dataclass(frozen=True, slots=True)
class SaveChanged:
    """What is on disk and what is not has changed."""

    status: SaveStatus


@dataclass(frozen=True, slots=True)
class WentWrong:
    """Something a person must be told; `lost` are edits that were not kept."""

    error: AnnotatorError
    lost: tuple[Edit, ...] = ()


Event = ProjectOpened | ArticleOpened | ArticleChanged | RowsChanged | SaveChanged | WentWrong


@dataclass(slots=True)
class OpenArticle:
    """The article being worked on, the person's work on it and its history."""

    article: Article
    state: ArticleState
    history: History
    seconds: int = 0


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
        self._waiting = 0
        self._failed: AnnotatorError | None = None
        self._kept: dict[ArticleId, OpenArticle] = {}
        self._wanted: ArticleId | None = None
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
        person = self.person
        self._runner.submit(
            lambda store: _read_project(store, person),
            on_done=self._on_project_read,
            on_error=self._on_error,
        )

    def open(self, article_id: ArticleId) -> None:
        """Asks for an article; ArticleOpened follows. The last one asked for wins."""
        self._wanted = article_id
        kept = self._kept.get(article_id)
        if kept is not None:
            self._show(kept)
            return
        person = self.person
        self._runner.submit(
            lambda store: store.open_article(article_id, person),
            on_done=self._on_article_read,
            on_error=self._on_error,
        )

    def open_neighbour(self, step: int, *, among: Sequence[ArticleId] | None = None) -> bool:
        """Opens the article `step` places on in the list (or in `among`); whether there is one."""
        ids = list(self._rows if among is None else among)
        if not ids:
            return False
        here = self.current.article.id if self.current else None
        place = ids.index(here) + step if here in ids else 0
        if not 0 <= place < len(ids):
            return False
        self.open(ids[place])
        return True

    def set_person(self, person: PersonId) -> None:
        """Goes on as somebody else: list and article are read again."""
        if person == self.person:
            return
        if self._failed is not None:
            raise Refused("Some work is not on disk yet. Save it first, then change the name.")
        self.person = person
        here = self.current.article.id if self.current else None
        self.current = None
        self._kept.clear()
        self.begin()
        if here is not None:
            self.open(here)

    # Acting

    @property
    def work(self) -> Work:
        """What acts are made from. Raises Refused where no article is open to be changed."""
        if self.info is not None and self.info.read_only:
            raise Refused("The project is open read-only. Nothing can be changed.")
        if self.current is None:
            raise Refused("Open an article first.")
        return Work(self.current.state, len(self.current.article.text), self.codebook)

    def do(self, act: Act) -> Edit:
        """Does an act: memory now, disk right behind. Raises Refused or StaleEdit."""
        self._require_writable()
        current = self._current()
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
        self._require_writable()
        current = self._current()
        edit = current.history.undone()
        return self._put_into_effect(current, replace(edit, made=self._clock())) if edit else None

    def redo(self) -> Edit | None:
        """Does again what was undone last; None where there is nothing."""
        self._require_writable()
        current = self._current()
        edit = current.history.redone()
        return self._put_into_effect(current, replace(edit, made=self._clock())) if edit else None

    @property
    def undo_status(self) -> UndoStatus:
        """What undo and redo would do now."""
        return self.current.history.status if self.current else UndoStatus(None, None)

    def add_seconds(self, seconds: int) -> None:
        """Adds active time to the open article."""
        if self.current is None or seconds <= 0 or self.info is None or self.info.read_only:
            return
        self.current.seconds += seconds
        article, person = self.current.article.id, self.person
        self._runner.submit(
            lambda store: store.add_seconds(article, person, seconds),
            on_done=_ignore,
            on_error=self._on_error,
        )

    # Saving

    @property
    def save_status(self) -> SaveStatus:
        """Whether all work is on disk."""
        return SaveStatus(self._waiting, self._failed)

    def retry_saving(self) -> None:
        """Tries again to write what the disk refused."""
        self._runner.retry()

    def unsaved(self) -> tuple[Edit, ...]:
        """Edits that the disk refused so far, oldest first."""
        return self._runner.held()

    def unsaved_articles(self) -> tuple[OpenArticle, ...]:
        """The articles, as they are in memory, that those edits belong to."""
        return tuple(self._kept.values())

    def close(self, *, on_closed: Callable[[], None]) -> None:
        """Lets the queue run out and gives the file back."""
        self._runner.close(on_closed=on_closed)

    def on_saved(self, report: SaveReport) -> None:
        """Takes in what became of edits; the runner calls it on the session's thread."""
        if report.failed is not None:
            first_time = self._failed is None
            self._failed = report.failed
            self._keep(report.edits)
            self._tell(SaveChanged(self.save_status))
            if first_time:
                self._tell(WentWrong(report.failed))
            return
        self._failed = None
        self._kept.clear()
        self._waiting = max(0, self._waiting - len(report.edits))
        refused = [
            (edit, outcome)
            for edit, outcome in zip(report.edits, report.outcomes, strict=True)
            if isinstance(outcome, Conflict)
        ]
        self._tell(SaveChanged(self.save_status))
        if refused:
            self._on_refused([edit for edit, _ in refused], refused[0][1])

    # Within

    def _current(self) -> OpenArticle:
        if self.current is None:
            raise Refused("Open an article first.")
        return self.current

    def _require_writable(self) -> None:
        if self.info is not None and self.info.read_only:
            raise Refused("The project is open read-only. Nothing can be changed.")

    def _put_into_effect(self, current: OpenArticle, edit: Edit) -> Edit:
        prepared = current.state.prepare(edit)
        current.state.apply(prepared)
        current.history.record(prepared)
        self._waiting += 1
        if self._failed is not None:
            self._kept[current.article.id] = current
        self._runner.save(prepared)
        self._tell(ArticleChanged(prepared))
        self._refresh_row(current)
        if self._waiting:
            self._tell(SaveChanged(self.save_status))
        return prepared

    def _refresh_row(self, current: OpenArticle) -> None:
        old = self._rows.get(current.article.id)
        if old is None:
            return
        state = current.state.annotation_set.state
        new = replace(old, state=state, spans=_span_count(current.state))
        if new != old:
            self._rows[old.id] = new
            self._tell(RowsChanged(new))

    def _keep(self, edits: tuple[Edit, ...]) -> None:
        if self.current is not None and any(e.article == self.current.article.id for e in edits):
            self._kept[self.current.article.id] = self.current

    def _on_refused(self, edits: list[Edit], conflict: Conflict) -> None:
        self._tell(WentWrong(conflict, tuple(edits)))
        if self.current is not None:
            self.open(self.current.article.id)
        self.begin()

    def _on_project_read(self, read: "_ProjectRead") -> None:
        self.info = read.info
        self.codebook = read.codebook
        self.people = read.people
        self._rows = {row.id: row for row in read.rows}
        self._tell(ProjectOpened())

    def _on_article_read(self, opened: OpenedArticle) -> None:
        if opened.article.id != self._wanted:
            return
        content = opened.content
        state = ArticleState(
            opened.article.id,
            content.annotation_set.author,
            annotations=content.annotations,
            relations=content.relations,
            annotation_set=content.annotation_set
            if content.annotation_set.stamp.revision
            else None,
        )
        history = History(opened.journal)
        self._show(OpenArticle(opened.article, state, history, content.seconds))

    def _show(self, opened: OpenArticle) -> None:
        self.current = opened
        self._tell(ArticleOpened(opened.article.id))

    def _on_error(self, error: AnnotatorError) -> None:
        self._tell(WentWrong(error))


@dataclass(frozen=True, slots=True)
class _ProjectRead:
    info: ProjectInfo
    codebook: Codebook
    people: tuple[Person, ...]
    rows: tuple[ArticleRow, ...]


def _read_project(store: Store, person: PersonId) -> _ProjectRead:
    return _ProjectRead(store.info(), store.codebook(), store.people(), store.article_rows(person))


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
