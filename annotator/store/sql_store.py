"""A project's data behind SQL, whichever database runs it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotator.core import codebook as codebooks
from annotator.core.annotations import SetRole, SetState
from annotator.core.articles import Article
from annotator.core.codebook import Codebook
from annotator.core.edits import Edit
from annotator.core.errors import BadCodebook, Conflict, Problem
from annotator.core.ids import ArticleId, AttributeId, LabelId, PersonId
from annotator.core.projects import Person, PersonRole, SetSummary
from annotator.core.times import Clock, utc, written
from annotator.store import adding, checking, reading
from annotator.store import statements as sql
from annotator.store import work_statements as work_sql
from annotator.store.applying import apply_edits, imply_set
from annotator.store.base import (
    Added,
    ArticleRow,
    LabelCount,
    NewArticle,
    OpenedArticle,
    ProjectInfo,
    Receipt,
    SetContent,
    Stats,
)
from annotator.store.rows import STATES, as_json, codebook_from
from annotator.store.runner import Runner


class SqlStore:
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
        self._runner = runner
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

    def article_rows(self, person: PersonId) -> tuple[ArticleRow, ...]:
        """All articles in the order they were added, with one person's progress."""
        with self._runner.snapshot():
            rows = self._runner.rows(sql.ARTICLE_ROWS)
            told = self._runner.rows(sql.ARTICLE_STATES, {"annotator": person})
            counts: dict[str, int] = dict(self._runner.rows(sql.SPAN_COUNTS, {"annotator": person}))
        states = {article: STATES[state] for article, state in told}
        return tuple(
            ArticleRow(
                ArticleId(article),
                title,
                outlet,
                published,
                agency,
                language,
                characters,
                states.get(article, SetState.NEW),
                counts.get(article, 0),
            )
            for article, title, outlet, published, agency, language, characters in rows
        )

    def article_ids(self) -> tuple[ArticleId, ...]:
        """All articles in the order they were added."""
        return tuple(ArticleId(row[0]) for row in self._runner.rows(sql.ARTICLE_IDS))

    def article(self, article_id: ArticleId) -> Article:
        """One article. Raises NotFound."""
        return reading.read_article(self._runner, article_id)

    def open_article(self, article_id: ArticleId, person: PersonId) -> OpenedArticle:
        """One article with one person's work and the newest edits of it. Raises NotFound."""
        with self._runner.snapshot():
            return OpenedArticle(
                reading.read_article(self._runner, article_id),
                reading.read_set(self._runner, article_id, person=person),
                reading.read_journal(self._runner, article_id, person=person),
            )

    def sets_of(self, article_id: ArticleId) -> tuple[SetContent, ...]:
        """Everybody's work on one article, by author's name; annotations in reading order."""
        with self._runner.snapshot():
            return reading.read_sets(self._runner, article_id)

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

    def attribute_values(
        self, label: LabelId, attribute: AttributeId, *, limit: int = 200
    ) -> tuple[str, ...]:
        """Values in use for an attribute of a label, the most frequent first."""
        rows = self._runner.rows(
            sql.ATTRIBUTE_VALUES, {"label": label, "attribute": attribute, "limit": limit}
        )
        return tuple(str(value) for value, _ in rows)

    def stats(self) -> Stats:
        """Counts over the whole project."""
        with self._runner.snapshot():
            ((articles, characters),) = self._runner.rows(sql.ARTICLE_TOTALS)
            ((relations,),) = self._runner.rows(sql.RELATION_TOTAL)
            labels = self._runner.rows(sql.LABEL_COUNTS)
            sets = self._runner.rows(sql.SET_SUMMARIES)
        return Stats(
            articles=articles,
            characters=characters,
            annotations=sum(count for *_, count in labels),
            relations=relations,
            labels=tuple(LabelCount(PersonId(a), LabelId(b), count) for a, b, count in labels),
            sets=tuple(
                SetSummary(
                    ArticleId(article),
                    PersonId(author),
                    SetRole(role),
                    STATES[state],
                    spans,
                    seconds,
                )
                for article, author, role, state, spans, seconds in sets
            ),
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
