"""The open project and article of one person: open, do, undo, redo, close.

The screen answers from memory; each prepared edit goes to the store's thread right behind. What
happens is told to one listener, on the thread that owns the session.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from annotator.app.events import (
    ArticleChanged,
    ArticleOpened,
    Event,
    ProjectOpened,
    RowsChanged,
    SaveChanged,
    WentWrong,
)
from annotator.app.reading import (
    OpenArticle,
    ProjectOptions,
    ProjectRead,
    open_article,
    read_project,
    row_now,
)
from annotator.app.saving import Saving
from annotator.app.store_runner import SaveReport, StoreRunner
from annotator.app.work import Act, Work, refuse_going_back
from annotator.core.annotations import SetRole
from annotator.core.codebook import Codebook
from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError, Conflict, Refused, StaleEdit
from annotator.core.history import UndoStatus
from annotator.core.ids import ArticleId, AttributeId, BatchId, LabelId, PersonId
from annotator.core.projects import Person, role_of
from annotator.core.times import utc_now
from annotator.store.base import (
    Added,
    ArticleRow,
    NewArticle,
    OpenedArticle,
    ProjectInfo,
    Receipt,
)

__all__ = ["Attribute", "OpenArticle", "Session"]

# Adds to an act on a set of decisions what follows from it.
Attribute = Callable[[Work, Act], Act]


class Session(Saving):
    """One person's open project. Acts raise Refused; everything later is told as an Event."""

    def __init__(
        self,
        runner: StoreRunner,
        person: PersonId,
        *,
        tell: Callable[[Event], None],
        clock: Callable[[], str] = utc_now,
        carried: Iterable[Edit] = (),
    ) -> None:
        """`carried` are edits that another session could not write, for a copy of its project.

        They are written before anything is read; those that are there already are not repeated.
        """
        super().__init__(runner, tell=tell)
        self._clock = clock
        self._carried = tuple(carried)
        # The article asked for last, and the number of that request: older answers are dropped.
        self._wanted: ArticleId | None = None
        self._asked = 0
        self._rows: dict[ArticleId, ArticleRow] = {}
        self._author: PersonId | None = None
        self._attribute: Attribute | None = None
        # Acts made while there is one belong together: once it has gone, one undo takes all back.
        self.batch: BatchId | None = None
        self.person = person
        self.info: ProjectInfo | None = None
        self.codebook = Codebook("", "")
        self.people: tuple[Person, ...] = ()
        self.options = ProjectOptions()
        self.current: OpenArticle | None = None

    @property
    def rows(self) -> tuple[ArticleRow, ...]:
        """All articles in the project's order, with the person's progress."""
        return tuple(self._rows.values())

    @property
    def author(self) -> PersonId:
        """Whose set is worked on: the person's own, or the one that he or she fills in review."""
        return self._author or self.person

    # Opening

    def begin(self) -> None:
        """Asks for the project's codebook, people and articles; ProjectOpened follows."""
        if self._is_closing:
            return
        carried, self._carried = self._carried, ()
        for edit in carried:
            self._unsaved.add(edit)
            self._runner.save(edit)
        self.submit(partial(read_project, person=self.person), then=self._on_project_read)

    def open(self, article_id: ArticleId) -> None:
        """Asks for an article; ArticleOpened follows. The last one asked for wins.

        One that is open, or whose work is not on disk yet, is shown at once as it is in memory.
        """
        current = self.current
        if current is not None and current.article.id == article_id and not current.is_stale:
            found: OpenArticle | None = current
        else:
            found = self._unsaved.article(article_id, self.author)
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
            here = self.current.article.id if self.current else None
            if added.known and here is not None and here == self._wanted:
                # The open article may have come again, with work of this person.
                self._ask(here)
            then(added)

        self.submit(lambda store: store.add_articles(articles), then=on_added)

    def ask_values(
        self,
        label: LabelId,
        attribute: AttributeId,
        *,
        then: Callable[[tuple[str, ...]], None],
    ) -> None:
        """Asks for the values in use for an attribute of a label, the most frequent first."""
        self.submit(lambda store: store.attribute_values(label, attribute), then=then)

    def review(self, author: PersonId, attribute: Attribute) -> None:
        """Works on a set of decisions from now on; what others have done is opened with it.

        `attribute` adds to each act what follows from its being a reviewer's. No article is open
        until one is asked for.
        """
        self._go_over(author, attribute)

    def annotate(self) -> None:
        """Works on the person's own sets from now on. No article is open until one is asked for."""
        self._go_over(None, None)

    def _go_over(self, author: PersonId | None, attribute: Attribute | None) -> None:
        self._author, self._attribute, self.batch = author, attribute, None
        self.current, self._wanted = None, None
        self._asked += 1

    def set_person(self, person: PersonId) -> None:
        """Goes on as somebody else: list and article are read again."""
        if person == self.person:
            return
        if self._failed is not None:
            raise Refused("Some work is not on disk yet. Save it first, then change the name.")
        here = self._wanted
        self.person = person
        self._author, self._attribute = None, None
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
        if self._attribute is not None:
            act = self._attribute(self.work, act)
        edit = Edit(
            title=act.title,
            article=current.article.id,
            author=self.author,
            changes=act.changes,
            made=self._clock(),
            batch=self.batch,
            by=self.person if self.author != self.person else None,
        )
        return self._put_into_effect(current, edit)

    def undo(self) -> Edit | None:
        """Takes back the newest act in this article, with its batch; None where there is none."""
        current = self._to_change()
        return self._go_back(current, current.history.undone)

    def redo(self) -> Edit | None:
        """Does again what was undone last, with its batch; None where there is nothing."""
        current = self._to_change()
        return self._go_back(current, current.history.redone)

    def apply_all(
        self,
        edits: Sequence[Edit],
        *,
        then: Callable[[tuple[Receipt | Conflict, ...]], None],
    ) -> None:
        """Writes prepared edits of any articles, all in one transaction, then reads anew."""

        def on_done(outcomes: tuple[Receipt | Conflict, ...]) -> None:
            self.read_again()
            then(outcomes)

        self.submit(lambda store: store.apply(edits), then=on_done)

    def read_again(self) -> None:
        """Reads the project and the open article again: something has changed them on disk."""
        self.begin()
        if self.current is not None and self.current.article.id == self._wanted:
            self._ask(self.current.article.id)

    @property
    def undo_status(self) -> UndoStatus:
        """What undo and redo would do now."""
        return self.current.history.status if self.current else UndoStatus(None, None)

    def add_seconds(self, seconds: int) -> None:
        """Adds active time to the open article."""
        if self.current is None or seconds <= 0 or self.info is None or self.info.read_only:
            return
        self.current.seconds += seconds
        self._send_seconds(self.current.article.id, self.author, seconds)

    def close(self, *, on_closed: Callable[[], None]) -> None:
        """Lets the queue run out and gives the file back; nothing can be done from now on.

        Work known to be refused by the disk is given up. Where the disk refuses only now, that is
        told, and closing waits until all is written, or until this is called again.
        """
        self._is_closing = True
        self._runner.close(on_closed=on_closed, give_up=self._failed is not None)

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
        if self.current.is_locked and role_of(self.author) is not SetRole.GOLD:
            raise Refused("The gold standard of this article is locked: nothing can be changed.")
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

    def _go_back(self, current: OpenArticle, next_edit: Callable[[], Edit | None]) -> Edit | None:
        """Puts an undo or a redo into effect; all of a batch, while none is being made."""
        edit = next_edit()
        if edit is None:
            return None
        done = self._put_back(current, edit)
        if edit.batch is not None and self.batch is None:
            while (more := next_edit()) is not None and more.batch == edit.batch:
                done = self._put_back(current, more)
        return done

    def _put_back(self, current: OpenArticle, edit: Edit) -> Edit:
        """An undo or a redo in effect; one that does not fit any more is dropped."""
        by = self.person if self.author != self.person else None
        # Somebody else may have finished the review since.
        refuse_going_back(current.state.annotation_set, edit.changes)
        try:
            return self._put_into_effect(current, replace(edit, made=self._clock(), by=by))
        except StaleEdit as stale:
            current.history.record(edit)
            current.history.forget(edit.id)
            raise Refused(
                f"“{edit.title}” cannot be taken back or done again: what it changed has been "
                "changed elsewhere since. The next one is the act before it."
            ) from stale

    def _refresh_row(self, opened: OpenArticle) -> None:
        if opened.state.author != self.person:
            return
        old = self._rows.get(opened.article.id)
        new = row_now(old, opened.state) if old is not None else None
        if new is not None and new != old:
            self._rows[new.id] = new
            self._tell(RowsChanged(new))

    def _on_refused(self, report: SaveReport) -> None:
        """Edits will never be on disk: what memory says of their articles is wrong."""
        super()._on_refused(report)
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
        author, is_review = self.author, self._author is not None
        self._runner.submit(
            lambda store: store.open_article(article_id, author, with_others=is_review),
            on_done=partial(self._on_article_read, self._asked),
            on_error=partial(self._on_article_not_read, self._asked),
        )

    def _on_project_read(self, read: ProjectRead) -> None:
        if read.person != self.person or self._is_closing:
            return
        self.info = read.info
        self.codebook = read.codebook
        self.people, self.options = read.people, read.options
        self._rows = {row.id: row for row in read.rows}
        for opened in self._unsaved.articles:
            if opened.state.author == self.person:
                self._refresh_row(opened)
        self._tell(ProjectOpened())

    def _on_article_read(self, number: int, read: OpenedArticle) -> None:
        if number != self._asked or self._is_closing:
            return
        opened = open_article(read, by=self.person if self._author is not None else None)
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
