"""The Store interface, cut at what a person does: each method is one transaction.

A store belongs to the thread that opened it. Everything that goes in or comes out is frozen.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annotator.core.annotations import Annotation, AnnotationSet, Relation, SetState
from annotator.core.articles import Article
from annotator.core.codebook import Codebook
from annotator.core.edits import Edit
from annotator.core.errors import Conflict, Problem
from annotator.core.ids import ArticleId, AttributeId, EditId, LabelId, PersonId
from annotator.core.projects import Person, SetSummary


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """What a project says of itself. Times are UTC, ISO 8601."""

    path: Path
    id: str
    created: str
    made_by: str
    schema: int
    read_only: bool


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a list shows it, with one person's progress. `characters` are code points."""

    id: ArticleId
    title: str
    outlet: str
    published: str
    agency: str
    language: str
    characters: int
    state: SetState
    spans: int


@dataclass(frozen=True, slots=True)
class SetContent:
    """All of one author's work on one article. `seconds` is active time spent."""

    annotation_set: AnnotationSet
    annotations: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class OpenedArticle:
    """An article with one person's work on it and the journal of that work, oldest first.

    Of a very long journal only the newest edits come: what undo needs, not the whole history.
    """

    article: Article
    content: SetContent
    journal: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article to add, with the sets that come with it.

    `source` says where it came from, for reports: a path, with a line where a file holds many.
    """

    article: Article
    sets: tuple[SetContent, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What `add_articles` did. `problems` name the sets that were left out and why."""

    new: int
    known: int
    annotations: int
    relations: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """An edit that is on disk."""

    edit: EditId
    sequence: int


@dataclass(frozen=True, slots=True)
class LabelCount:
    """How many annotations one author has with one label."""

    author: PersonId
    label: LabelId
    annotations: int


@dataclass(frozen=True, slots=True)
class Stats:
    """What `annotator stats` prints."""

    articles: int
    characters: int
    annotations: int
    relations: int
    labels: tuple[LabelCount, ...]
    sets: tuple[SetSummary, ...]


class Store(Protocol):
    """A project's data. Methods raise StorageFailed where the disk refuses."""

    def info(self) -> ProjectInfo:
        """What the project says of itself."""
        ...

    def codebook(self) -> Codebook:
        """The project's codebook."""
        ...

    def set_codebook(self, codebook: Codebook) -> None:
        """Replaces the codebook; the old one is kept in the codebook's history table."""
        ...

    def people(self) -> tuple[Person, ...]:
        """Everybody known, by name."""
        ...

    def add_person(self, person: Person) -> None:
        """Adds somebody, or changes the role of somebody known."""
        ...

    def article_rows(self, person: PersonId) -> tuple[ArticleRow, ...]:
        """All articles in the order they were added, with one person's progress.

        10,000 rows take tens of milliseconds: no text is read.
        """
        ...

    def article_ids(self) -> tuple[ArticleId, ...]:
        """All articles in the order they were added."""
        ...

    def article(self, article_id: ArticleId) -> Article:
        """One article. Raises NotFound."""
        ...

    def open_article(self, article_id: ArticleId, person: PersonId) -> OpenedArticle:
        """One article with one person's work. Raises NotFound."""
        ...

    def sets_of(self, article_id: ArticleId) -> tuple[SetContent, ...]:
        """Everybody's work on one article, by author's name; annotations in reading order."""
        ...

    def apply(self, edits: Sequence[Edit]) -> tuple[Receipt | Conflict, ...]:
        """Writes prepared edits in order, in one transaction that is durable on return.

        An edit whose records changed on disk meanwhile is left out whole and answered by the
        Conflict; the others are kept. Raises StorageFailed: then none is on disk.
        """
        ...

    def add_articles(
        self,
        articles: Sequence[NewArticle],
        *,
        progress: Callable[[int], None] | None = None,
    ) -> Added:
        """Adds articles with their sets in one transaction: all or nothing.

        A text that is here already is the same article: sets of authors who have nothing there
        are added; a set that differs from the one here is left out and reported; an equal one is
        no problem. Labels, relation types and people that are missing are added. An id that is
        taken gets replaced by a new one. `progress` is called with the number of articles done;
        an exception raised in it ends the transaction with nothing added.
        """
        ...

    def add_seconds(self, article_id: ArticleId, person: PersonId, seconds: int) -> None:
        """Adds active time."""
        ...

    def attribute_values(
        self, label: LabelId, attribute: AttributeId, *, limit: int = 200
    ) -> tuple[str, ...]:
        """Values in use for an attribute of a label, the most frequent first."""
        ...

    def stats(self) -> Stats:
        """Counts over the whole project."""
        ...

    def check(self, *, progress: Callable[[int], None] | None = None) -> Iterator[Problem]:
        """Everything that is wrong in the project: texts, spans, quotes, ends, database."""
        ...

    def backup(self, destination: Path) -> Path:
        """A whole, consistent copy. Raises ProjectExists where a file already stands."""
        ...

    def close(self) -> None:
        """Gives the file back. The store cannot be used afterwards."""
        ...
