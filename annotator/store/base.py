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
from annotator.core.decisions import Decision
from annotator.core.edits import Edit
from annotator.core.errors import Conflict, Problem
from annotator.core.ids import ArticleId, AttributeId, BatchId, EditId, LabelId, PersonId
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
    """All of one author's work on one article. `seconds` is active time spent.

    Decisions stand in the order they were made first.
    """

    annotation_set: AnnotationSet
    annotations: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()
    seconds: int = 0
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenedArticle:
    """An article with one person's work on it and the journal of that work, oldest first.

    Of a very long journal only the newest edits come: what undo needs, not the whole history.
    `others` is the work of everybody else, by author's name, where it was asked for. `is_locked`:
    the article's gold set is locked, so nothing in the article may be changed.
    """

    article: Article
    content: SetContent
    journal: tuple[Edit, ...]
    others: tuple[SetContent, ...] = ()
    is_locked: bool = False


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
class Batch:
    """Edits of several articles that were made in one go; `articles` counts those still so."""

    id: BatchId
    title: str
    made: str
    by: PersonId
    articles: int


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
    decisions: int = 0


class Overview(Protocol):
    """What is asked of a project as a whole. Methods raise StorageFailed where the disk refuses."""

    def article_rows(self, person: PersonId) -> tuple[ArticleRow, ...]:
        """All articles in the order they were added, with one person's progress.

        10,000 rows take tens of milliseconds: no text is read.
        """
        ...

    def article_ids(self) -> tuple[ArticleId, ...]:
        """All articles in the order they were added."""
        ...

    def attribute_values(
        self, label: LabelId, attribute: AttributeId, *, limit: int = 200
    ) -> tuple[str, ...]:
        """Values in use for an attribute of a label, the most frequent first."""
        ...

    def stats(self) -> Stats:
        """Counts over the whole project."""
        ...

    def set_states(self) -> tuple[SetSummary, ...]:
        """All sets of all articles, in the order of articles and authors.

        Spans are not counted: `spans` is 0, which makes it cheap enough to ask after each edit.
        """
        ...

    def work_stamps(self) -> dict[ArticleId, str]:
        """For each article a text that is another one whenever any work on it has changed."""
        ...

    def batches(self, *, limit: int = 20) -> tuple[Batch, ...]:
        """The newest batches made for several articles that are not all taken back."""
        ...

    def edits_of_batch(self, batch: BatchId) -> tuple[Edit, ...]:
        """The edits of a batch that are in effect, newest first.

        For what was taken back and done again, the edit that did it again.
        """
        ...

    def setting(self, key: str) -> str:
        """One of the project's settings; empty where it is not set."""
        ...

    def set_setting(self, key: str, value: str) -> None:
        """Changes one of the project's settings."""
        ...


class Store(Overview, Protocol):
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

    def article(self, article_id: ArticleId) -> Article:
        """One article. Raises NotFound."""
        ...

    def open_article(
        self, article_id: ArticleId, person: PersonId, *, with_others: bool = False
    ) -> OpenedArticle:
        """One article with one person's work, and everybody else's if wanted. Raises NotFound."""
        ...

    def sets_of(
        self, article_id: ArticleId, *, only_compared: bool = False
    ) -> tuple[SetContent, ...]:
        """Everybody's work on one article, by author's name; annotations in reading order.

        `only_compared`: annotations have what they are compared by, and are as new otherwise:
        without comment, doubt, score, reason and stamp. Read so, a corpus is there sooner.
        """
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

    def check(self, *, progress: Callable[[int], None] | None = None) -> Iterator[Problem]:
        """Everything that is wrong in the project: texts, spans, quotes, ends, database."""
        ...

    def backup(self, destination: Path) -> Path:
        """A whole, consistent copy. Raises ProjectExists where a file already stands."""
        ...

    def close(self) -> None:
        """Gives the file back. The store cannot be used afterwards."""
        ...
