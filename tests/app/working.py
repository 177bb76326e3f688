"""Projects, sessions and disks for tests: real SQLite, inline or on the real store thread."""

import queue
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from annotator.app import acts
from annotator.app.events import Event, WentWrong
from annotator.app.session import OpenArticle, Session
from annotator.app.store_runner import SaveReport
from annotator.app.store_thread import StoreThread
from annotator.core.annotations import Annotation
from annotator.core.articles import make_article
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.ids import AnnotationId, ArticleId, LabelId, PersonId
from annotator.core.spans import Span
from annotator.core.times import utc_now
from annotator.store.base import NewArticle, Store
from annotator.store.open import create_project, open_store

ANA, BEN = PersonId("ana"), PersonId("ben")
ACTOR, QUOTE = LabelId("actor"), LabelId("quote")
FIGURE, SOURCE = LabelId("figure"), LabelId("source")
TEXT = (
    "Minister 😀 says “no” to the tax plan\n"
    "Foreign minister Ana Gómez said “we will not go” on Friday, Reuters reported. "
    "At least 12 people were hurt.\n"
)
OTHER_TEXT = "The court in The Hague ruled on 9 July that 34 per cent was too much.\n"


def make_project(path: Path, texts: Sequence[str] = (TEXT, OTHER_TEXT)) -> tuple[ArticleId, ...]:
    """A project with these articles; their ids in order."""
    store = create_project(path, person=ANA)
    articles = [make_article(text) for text in texts]
    store.add_articles([NewArticle(article) for article in articles])
    store.close()
    return tuple(article.id for article in articles)


def place_of(text: str, words: str, start: int = 0) -> Span:
    """Where words stand in a text."""
    at = text.index(words, start)
    return Span(at, at + len(words))


def contents(opened: OpenArticle) -> dict[str, object]:
    """All records of an article in memory, stamps included."""
    return {
        "annotations": {a.id: a for a in opened.state},
        "relations": opened.state.relations,
        "set": opened.state.stored_set,
    }


def stored(path: Path, article_id: ArticleId, person: PersonId = ANA) -> dict[str, object]:
    """The same of an article on disk, read with a store of its own."""
    from annotator.app.reading import open_article

    store = open_store(path, write=False)
    try:
        return contents(open_article(store.open_article(article_id, person)))
    finally:
        store.close()


def problems_of(path: Path) -> list[str]:
    """What the store's own check finds wrong."""
    store = open_store(path, write=False)
    try:
        return [str(problem) for problem in store.check()]
    finally:
        store.close()


def journal_of(path: Path, article_id: ArticleId, person: PersonId = ANA) -> tuple[Edit, ...]:
    store = open_store(path, write=False)
    try:
        return store.open_article(article_id, person).journal
    finally:
        store.close()


def quotes(opened: OpenArticle) -> list[str]:
    return [span.text_of(opened.article.text) for a in opened.state for span in a.spans]


@contextmanager
def refusing_disk() -> Iterator[None]:
    """Every write to every file fails, as on a disk that is full or gone."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class Office:
    """A session whose store works on a thread; answers are taken in when the test says so."""

    def __init__(
        self,
        path: Path,
        person: PersonId = ANA,
        *,
        write: bool = True,
        retry_after: float = 3600.0,
        clock: Callable[[], str] = utc_now,
        carried: tuple[Edit, ...] = (),
        opening: Callable[[], Store] | None = None,
    ) -> None:
        self.answers: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.events: list[Event] = []
        self.reports: list[SaveReport] = []
        self.failures: list[AnnotatorError] = []
        self.closings = 0
        self.thread = StoreThread(
            opening or partial(open_store, path, person=person, write=write),
            deliver=self.answers.put,
            on_saved=self._on_saved,
            on_opened=self._on_opened,
            on_failed=self.failures.append,
            retry_after=retry_after,
        )
        self.session = Session(
            self.thread, person, tell=self.events.append, clock=clock, carried=carried
        )
        self.thread.start()

    def _on_saved(self, report: SaveReport) -> None:
        self.reports.append(report)
        self.session.on_saved(report)

    def _on_opened(self) -> None:
        self.session.begin()

    def _on_closed(self) -> None:
        self.closings += 1

    @property
    def current(self) -> OpenArticle:
        assert self.session.current is not None
        return self.session.current

    @property
    def lost(self) -> list[Edit]:
        """The edits the person was told were not kept."""
        return [edit for e in self.events if isinstance(e, WentWrong) for edit in e.lost]

    def run_until(self, done: Callable[[], bool], *, seconds: float = 30.0) -> None:
        """Takes in answers until something is so."""
        end = time.monotonic() + seconds
        while not done():
            self.answers.get(timeout=max(0.01, end - time.monotonic()))()

    def settle(self) -> None:
        """Takes in answers until all that was asked so far is answered."""
        for _ in range(3):
            answered: list[bool] = []
            self.session.flush(then=partial(answered.append, True))
            self.run_until(lambda answered=answered: bool(answered))  # type: ignore[misc]

    def open(self, article_id: ArticleId) -> OpenArticle:
        self.session.open(article_id)
        self.run_until(
            lambda: (
                self.session.current is not None
                and self.session.current.article.id == article_id
                and not self.session.current.is_stale
            )
        )
        return self.current

    def close(self) -> None:
        before = self.closings
        self.session.close(on_closed=self._on_closed)
        self.run_until(lambda: self.closings > before)
        assert self.thread.join(30)

    def run_out(self) -> None:
        """Takes in what is left after the end."""
        while not self.answers.empty():
            self.answers.get()()


@contextmanager
def office(path: Path, person: PersonId = ANA, **options: object) -> Iterator[Office]:
    """An Office that is open, with the project read; closed at the end whatever happened."""
    opened = Office(path, person, **options)  # type: ignore[arg-type]
    try:
        opened.run_until(lambda: opened.session.info is not None)
        yield opened
    finally:
        opened.session.close(on_closed=opened._on_closed)
        opened.session.close(on_closed=opened._on_closed)
        opened.thread.close(on_closed=opened._on_closed, give_up=True)
        assert opened.thread.join(30)


def first(opened: OpenArticle) -> Annotation:
    return next(iter(opened.state))


def mark(session: Session, words: str, label: LabelId = ACTOR) -> AnnotationId:
    """Marks the first place where words stand."""
    assert session.current is not None
    span = place_of(session.current.article.text, words)
    act = acts.mark(session.work, spans=(span,), label=label)
    session.do(act)
    assert act.focus is not None
    return act.focus


def change_behind(path: Path, record: AnnotationId, label: str = "figure") -> None:
    """Another program changes an annotation in the file."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(
        "update annotations set label = ?, revision = revision + 1, changed = '2030-01-01' "
        "where id = ?",
        (label, record),
    )
    connection.close()
