"""What is asked of a whole project behind SQL: lists, counts, states, batches, settings."""

from collections import defaultdict

from annotator.core.annotations import SetRole, SetState
from annotator.core.edits import WIDE_BATCH, Edit
from annotator.core.ids import ArticleId, AttributeId, BatchId, LabelId, PersonId
from annotator.core.projects import SetSummary
from annotator.store import decision_statements as decision_sql
from annotator.store import statements as sql
from annotator.store import work_statements as work_sql
from annotator.store.base import ArticleRow, Batch, LabelCount, Stats
from annotator.store.rows import STATES, edit_from, storable
from annotator.store.runner import Row, Runner

# Before a setting's name among what the project says of itself.
_SETTING = "setting."


class SqlOverview:
    """The Overview of a project over a Runner. `base.Overview` says what each method does."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

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
            ((decisions,),) = self._runner.rows(decision_sql.DECISION_TOTAL)
            labels = self._runner.rows(sql.LABEL_COUNTS)
            sets = self._runner.rows(sql.SET_SUMMARIES)
        return Stats(
            articles=articles,
            characters=characters,
            annotations=sum(count for *_, count in labels),
            relations=relations,
            labels=tuple(LabelCount(PersonId(a), LabelId(b), count) for a, b, count in labels),
            sets=tuple(map(_summary, sets)),
            decisions=decisions,
        )

    def set_states(self) -> tuple[SetSummary, ...]:
        """All sets of all articles in the order of articles and authors; spans are not counted."""
        return tuple(map(_summary, self._runner.rows(sql.SET_STATES)))

    def work_stamps(self) -> dict[ArticleId, str]:
        """For each article a text that is another one whenever any work on it has changed.

        Every edit stands in the journal under an id of its own. Work that was imported does not,
        but it comes with a set, and changes the counts.
        """
        parts: dict[str, list[str]] = defaultdict(list)
        with self._runner.snapshot():
            ids = self._runner.rows(sql.ARTICLE_IDS)
            for statement in work_sql.STAMPS:
                for article, *told in self._runner.rows(statement):
                    parts[article].append(":".join(map(str, told)))
        return {ArticleId(article): " ".join(parts[article]) for (article,) in ids}

    def batches(self, *, limit: int = 20) -> tuple[Batch, ...]:
        """The newest batches made for several articles that are not all taken back."""
        rows = self._runner.rows(work_sql.BATCHES, {"limit": limit, "wide": WIDE_BATCH + "%"})
        return tuple(
            Batch(BatchId(batch), title, made, PersonId(by), articles)
            for batch, title, made, by, articles in rows
        )

    def edits_of_batch(self, batch: BatchId) -> tuple[Edit, ...]:
        """The edits of a batch that are in effect, newest first."""
        rows = self._runner.rows(work_sql.EDITS_OF_BATCH, {"batch": batch})
        return tuple(map(edit_from, rows))

    def setting(self, key: str) -> str:
        """One of the project's settings; empty where it is not set."""
        found = self._runner.rows(sql.PROJECT_VALUE, {"key": _SETTING + key})
        return str(found[0][0]) if found else ""

    def set_setting(self, key: str, value: str) -> None:
        """Changes one of the project's settings."""
        with self._runner.atomic():
            self._runner.run(
                sql.PUT_PROJECT_VALUE, {"key": _SETTING + key, "value": storable(value)}
            )


def _summary(row: Row) -> SetSummary:
    article, author, role, state, spans, seconds = row
    return SetSummary(
        ArticleId(article), PersonId(author), SetRole(role), STATES[state], spans, seconds
    )
