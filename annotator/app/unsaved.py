"""Edits on their way to the disk, with the articles in memory that they belong to."""

from collections.abc import Iterable

from annotator.app.reading import OpenArticle
from annotator.core.edits import Edit
from annotator.core.ids import ArticleId, EditId, PersonId


class Unsaved:
    """Prepared edits that are not known to be on disk, in the order they were made.

    An article with such edits stays in memory: what the disk says of it is behind.
    """

    def __init__(self) -> None:
        self._edits: dict[EditId, Edit] = {}
        self._articles: dict[tuple[ArticleId, PersonId], OpenArticle] = {}

    def __len__(self) -> int:
        return len(self._edits)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All of them, oldest first."""
        return tuple(self._edits.values())

    @property
    def articles(self) -> tuple[OpenArticle, ...]:
        """The articles they belong to, as they are in memory."""
        return tuple(self._articles.values())

    def add(self, edit: Edit, opened: OpenArticle | None = None) -> None:
        """Takes in an edit that is handed to the store, made in an article that is open."""
        self._edits[edit.id] = edit
        if opened is not None:
            self._articles[edit.article, edit.author] = opened

    def settle(self, edits: Iterable[Edit]) -> None:
        """Drops edits that were written or refused, and the articles that need not stay."""
        for edit in edits:
            self._edits.pop(edit.id, None)
        if self._articles:
            needed = {(edit.article, edit.author) for edit in self._edits.values()}
            for place in self._articles.keys() - needed:
                del self._articles[place]

    def article(self, article_id: ArticleId, person: PersonId) -> OpenArticle | None:
        """A person's work on an article as it is in memory, if it is ahead of the disk."""
        return self._articles.get((article_id, person))

    def let_go(self, article_id: ArticleId, person: PersonId) -> OpenArticle | None:
        """Forgets an article in memory, not its edits: what memory says of it is wrong."""
        return self._articles.pop((article_id, person), None)

    def put_on(self, opened: OpenArticle) -> None:
        """Does in an article just read what was done in it and had not reached the disk then.

        An edit whose records are not as they were when it was made is left out: the store will
        refuse it too.
        """
        place = (opened.article.id, opened.state.author)
        for edit in self._edits.values():
            if (edit.article, edit.author) != place:
                continue
            if all(opened.state.record(c.record_id) == c.before for c in edit.changes):
                opened.state.apply(edit)
                opened.history.record(edit)
                self._articles[place] = opened
