"""A project's data behind SQL, whichever database runs it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotator.core import codebook as codebooks
from annotator.core.articles import Article
from annotator.core.codebook import Codebook
from annotator.core.edits import Edit
from annotator.core.errors import BadCodebook, Conflict, Problem
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import Person, PersonRole
from annotator.core.times import Clock, utc, written
from annotator.store import adding, checking, reading
from annotator.store import statements as sql
from annotator.store import work_statements as work_sql
from annotator.store.applying import apply_edits, imply_set
from annotator.store.base import (
    Added,
    NewArticle,
    OpenedArticle,
    ProjectInfo,
    Receipt,
    SetContent,
)
from annotator.store.overview import SqlOverview
from annotator.store.rows import as_json, codebook_from
from annotator.store.runner import Runner


class SqlStore(SqlOverview):
    """The Store of a project over a Runner. `base.Store` says what each method does."""

    def __init__(
        self,
        runner: Runner,
        *,
        path: Path,
        schema: int,
        read_only: bool = False,
        clock: Clock = utc,
    ) -> None:
        super().__init__(runner)
        self._clock = clock
        self._texts = reading.Texts(runner)
        told: dict[str, str] = dict(runner.rows(sql.PROJECT))
        # Kept, as whoever reports that the disk is gone still asks for the path.
        self._info = ProjectInfo(
            path=path,
            id=told.get("id", ""),
            created=told.get("created", ""),
            made_by=told.get("made_by", ""),
            schema=schema,
            read_only=read_only,
        )

    def info(self) -> ProjectInfo:
        """What the project says of itself."""
        return self._info

    def codebook(self) -> Codebook:
        """The project's codebook."""
        return codebook_from(self._runner.rows(sql.CODEBOOK))

    def set_codebook(self, codebook: Codebook) -> None:
        """Replaces the codebook; the old one is kept. Raises BadCodebook."""
        with self._runner.atomic():
            self._put_codebook(codebook)

    def people(self) -> tuple[Person, ...]:
        """Everybody known, by name."""
        rows = self._runner.rows(sql.PEOPLE)
        return tuple(Person(PersonId(name), PersonRole(role), since) for name, role, since in rows)

    def add_person(self, person: Person) -> None:
        """Adds somebody, or changes the role of somebody known."""
        since = person.since or self._now()
        with self._runner.atomic():
            self._runner.run(
                sql.PUT_PERSON, {"name": person.id, "role": person.role.value, "since": since}
            )

    def article(self, article_id: ArticleId) -> Article:
        """One article. Raises NotFound."""
        return reading.read_article(self._runner, article_id)

    def open_article(
        self, article_id: ArticleId, person: PersonId, *, with_others: bool = False
    ) -> OpenedArticle:
        """One article with one person's work, and everybody else's if wanted. Raises NotFound."""
        with self._runner.snapshot():
            sets = reading.read_sets(self._runner, article_id) if with_others else ()
            own = next((one for one in sets if one.annotation_set.author == person), None)
            return OpenedArticle(
                reading.read_article(self._runner, article_id),
                own or reading.read_set(self._runner, article_id, person=person),
                reading.read_journal(self._runner, article_id, person=person),
                tuple(one for one in sets if one is not own),
                reading.is_locked(self._runner, article_id),
            )

    def sets_of(
        self, article_id: ArticleId, *, only_compared: bool = False
    ) -> tuple[SetContent, ...]:
        """Everybody's work on one article, by author's name; annotations in reading order."""
        with self._runner.snapshot():
            return reading.read_sets(self._runner, article_id, only_compared=only_compared)

    def apply(self, edits: Sequence[Edit]) -> tuple[Receipt | Conflict, ...]:
        """Writes prepared edits in order, in one transaction that is durable on return."""
        return apply_edits(self._runner, edits, texts=self._texts, now=self._now())

    def add_articles(
        self,
        articles: Sequence[NewArticle],
        *,
        progress: Callable[[int], None] | None = None,
    ) -> Added:
        """Adds articles with their sets in one transaction: all or nothing."""
        with self._runner.atomic():
            added, codebook = adding.add_articles(
                self._runner,
                articles,
                codebook=self.codebook(),
                now=self._now(),
                progress=progress,
            )
            self._put_codebook(codebook)
            return added

    def add_seconds(self, article_id: ArticleId, person: PersonId, seconds: int) -> None:
        """Adds active time. Raises NotFound."""
        if seconds < 0:
            raise ValueError(f"time does not run backwards: {seconds}")
        self._texts.of(article_id)
        with self._runner.atomic():
            imply_set(self._runner, article_id, author=person, now=self._now())
            self._runner.run(
                work_sql.ADD_SECONDS,
                {"article_id": article_id, "annotator": person, "seconds": seconds},
            )

    def check(self, *, progress: Callable[[int], None] | None = None) -> Iterator[Problem]:
        """Everything that is wrong in the project: texts, spans, quotes, ends, database."""
        return checking.check(self._runner, progress=progress)

    def backup(self, destination: Path) -> Path:
        """A whole, consistent copy. Raises ProjectExists where a file already stands."""
        return self._runner.copy_to(destination)

    def close(self) -> None:
        """Gives the file back. The store cannot be used afterwards."""
        self._runner.close()

    def _now(self) -> str:
        return written(self._clock())

    def _put_codebook(self, codebook: Codebook) -> None:
        """Replaces the codebook if it is another; one that could not be read again is refused."""
        value = codebooks.to_json(codebook)
        if codebooks.from_json(value) != codebook:
            raise BadCodebook("The codebook cannot be stored as it is.")
        if codebook == self.codebook():
            return
        now = self._now()
        self._runner.run(sql.KEEP_CODEBOOK, {"replaced": now})
        self._runner.run(
            sql.PUT_CODEBOOK,
            {
                "name": codebook.name,
                "version": codebook.version,
                "body": as_json(value),
                "changed": now,
            },
        )
