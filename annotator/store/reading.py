"""Reading one article's work: sets, annotations, relations and their journal."""

from collections import OrderedDict

from annotator.core.annotations import Annotation, AnnotationSet, Relation, SetState
from annotator.core.articles import Article
from annotator.core.decisions import Decision
from annotator.core.edits import Edit
from annotator.core.errors import NotFound
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import role_of
from annotator.store import decision_statements as decision_sql
from annotator.store import statements as sql
from annotator.store import work_statements as work_sql
from annotator.store.base import SetContent
from annotator.store.rows import (
    annotation_from,
    article_from,
    compared_annotation_from,
    decision_from,
    edit_from,
    relation_from,
    set_from,
)
from annotator.store.runner import Runner

# Edits of one person in one article that can be undone after a restart.
JOURNAL_LIMIT = 1_000
_TEXTS_KEPT = 16


class Texts:
    """The texts of the articles used last. A text never changes, so none is read twice."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._texts: OrderedDict[ArticleId, str] = OrderedDict()

    def of(self, article_id: ArticleId) -> str:
        """The text of an article. Raises NotFound."""
        text = self._texts.pop(article_id, None)
        if text is None:
            found = self._runner.rows(sql.ARTICLE_TEXT, {"article": article_id})
            if not found:
                raise not_found(article_id)
            text = str(found[0][0])
        self._texts[article_id] = text
        if len(self._texts) > _TEXTS_KEPT:
            self._texts.popitem(last=False)
        return text


def not_found(article_id: ArticleId) -> NotFound:
    """The error for an article that the project does not hold."""
    return NotFound(f"The project holds no article with the id {article_id}.")


def read_article(runner: Runner, article_id: ArticleId) -> Article:
    """One article. Raises NotFound."""
    found = runner.rows(sql.ARTICLE, {"article": article_id})
    if not found:
        raise not_found(article_id)
    return article_from(found[0])


def read_set(runner: Runner, article_id: ArticleId, *, person: PersonId) -> SetContent:
    """One person's work on one article, as new where there is none."""
    place = {"article_id": article_id, "annotator": person}
    sets = runner.rows(work_sql.SET, place)
    seconds = runner.rows(work_sql.SECONDS, place)
    return SetContent(
        set_from(sets[0]) if sets else AnnotationSet(article_id, person, role_of(person)),
        tuple(annotation_from(row) for row in runner.rows(work_sql.ANNOTATIONS_OF_SET, place)),
        tuple(relation_from(row) for row in runner.rows(work_sql.RELATIONS_OF_SET, place)),
        seconds[0][0] if seconds else 0,
        tuple(decision_from(row) for row in runner.rows(decision_sql.DECISIONS_OF_SET, place)),
    )


def read_sets(
    runner: Runner, article_id: ArticleId, *, only_compared: bool = False
) -> tuple[SetContent, ...]:
    """Everybody's work on one article, by author's name. Sets in which nothing is are left out."""
    place = {"article_id": article_id}
    query, made = work_sql.ANNOTATIONS_OF_ARTICLE, annotation_from
    if only_compared:
        query, made = work_sql.COMPARED_OF_ARTICLE, compared_annotation_from
    annotations: dict[str, list[Annotation]] = {}
    for row in runner.rows(query, place):
        annotation = made(row)
        annotations.setdefault(annotation.author, []).append(annotation)
    relations: dict[str, list[Relation]] = {}
    for row in runner.rows(work_sql.RELATIONS_OF_ARTICLE, place):
        relation = relation_from(row)
        relations.setdefault(relation.author, []).append(relation)
    decisions: dict[str, list[Decision]] = {}
    for row in runner.rows(decision_sql.DECISIONS_OF_ARTICLE, place):
        decision = decision_from(row)
        decisions.setdefault(decision.author, []).append(decision)
    seconds: dict[str, int] = dict(runner.rows(work_sql.SECONDS_OF_ARTICLE, place))
    contents = (
        SetContent(
            found,
            tuple(annotations.get(found.author, ())),
            tuple(relations.get(found.author, ())),
            seconds.get(found.author, 0),
            tuple(decisions.get(found.author, ())),
        )
        for found in map(set_from, runner.rows(work_sql.SETS_OF_ARTICLE, place))
    )
    return tuple(
        c for c in contents if holds_work(c) or c.seconds or c.annotation_set.stamp.revision
    )


def is_locked(runner: Runner, article_id: ArticleId) -> bool:
    """Whether an article's gold set is locked."""
    return bool(runner.rows(work_sql.LOCKED, {"article_id": article_id}))


def holds_work(content: SetContent) -> bool:
    """Whether there is work in a set, or a word about it, that an import must not replace."""
    told = content.annotation_set
    return bool(
        content.annotations
        or content.relations
        or content.decisions
        or told.note
        or told.state not in (SetState.NEW, SetState.IN_PROGRESS)
    )


def read_journal(runner: Runner, article_id: ArticleId, *, person: PersonId) -> tuple[Edit, ...]:
    """The newest edits of one person in one article, oldest first."""
    rows = runner.rows(
        work_sql.JOURNAL_OF_SET,
        {"article_id": article_id, "annotator": person, "limit": JOURNAL_LIMIT},
    )
    return tuple(edit_from(row) for row in reversed(rows))
