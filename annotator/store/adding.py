"""Adding articles with the work that comes with them, all or nothing."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from annotator.core.annotations import (
    Annotation,
    AnnotationSet,
    Relation,
    SetRole,
    SetState,
    Stamp,
    Values,
)
from annotator.core.articles import Article
from annotator.core.codebook import Codebook
from annotator.core.errors import Problem
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    AttributeId,
    DecisionId,
    PersonId,
    RelationId,
    new_id,
)
from annotator.core.projects import PersonRole, new_name_problem, under_its_name
from annotator.core.spans import normalised
from annotator.core.text import digest, is_canonical
from annotator.store import decision_statements as decision_sql
from annotator.store import statements as sql
from annotator.store import work_statements as work_sql
from annotator.store.base import Added, NewArticle, SetContent
from annotator.store.comparing import difference, other_decisions
from annotator.store.reading import holds_work, read_article, read_sets
from annotator.store.rows import (
    Columns,
    annotation_columns,
    article_columns,
    decision_columns,
    relation_columns,
    set_columns,
    storable,
)
from annotator.store.runner import Runner
from annotator.store.widening import Usage, widened

# Articles looked up and written together.
_CHUNK = 200


def add_articles(
    runner: Runner,
    articles: Sequence[NewArticle],
    *,
    codebook: Codebook,
    now: str,
    progress: Callable[[int], None] | None,
) -> tuple[Added, Codebook]:
    """Adds articles and people, inside the caller's transaction.

    Gives what was done and the codebook that the project needs now. Raises ValueError for a text
    that is not canonical or does not have the digest it claims.
    """
    adding = _Adding(runner, now=now)
    for first in range(0, len(articles), _CHUNK):
        chunk = articles[first : first + _CHUNK]
        adding.look_up(chunk)
        for done, item in enumerate(chunk, start=first + 1):
            adding.add(item)
            if progress is not None:
                progress(done)
        adding.flush()
    book, notes = widened(codebook, adding.usage)
    adding.problems[:0] = [Problem("codebook", note) for note in notes]
    adding.add_people()
    return adding.result(), book


class _Adding:
    """What has been added so far, and the rows that are still to be written."""

    def __init__(self, runner: Runner, *, now: str) -> None:
        self._runner = runner
        self._now = now
        self._articles_by_digest: dict[str, ArticleId] = {}
        self._taken_articles: set[str] = set()
        self._taken_records: set[str] = set()
        self._authors: dict[PersonId, None] = {}
        self._rows: dict[str, list[Columns]] = {}
        self._new = self._known = self._annotations = self._relations = 0
        self.usage = Usage()
        self.problems: list[Problem] = []

    def look_up(self, chunk: Sequence[NewArticle]) -> None:
        """Finds out which texts and ids of some articles are in the project already."""
        for item in chunk:
            article = item.article
            if not is_canonical(article.text) or article.sha256 != digest(article.text):
                raise ValueError(f"not canonical, or another digest: {item.source or article.id}")
        digests = self._found(sql.ARTICLES_OF_DIGESTS, digests=[i.article.sha256 for i in chunk])
        self._articles_by_digest.update((d, ArticleId(a)) for d, a in digests)
        ids = self._found(sql.TAKEN_ARTICLE_IDS, ids=[i.article.id for i in chunk])
        self._taken_articles.update(a for (a,) in ids)
        records: list[str] = [
            record_id
            for item in chunk
            for content in item.sets
            for record_id in (
                *(a.id for a in content.annotations),
                *(r.id for r in content.relations),
                *(d.id for d in content.decisions),
            )
        ]
        if records:
            taken = self._found(work_sql.TAKEN_RECORD_IDS, ids=records)
            self._taken_records.update(r for (r,) in taken)

    def _found(self, statement: str, **lists: Sequence[str]) -> list[tuple[str, ...]]:
        return self._runner.rows(
            statement, {name: json.dumps(values) for name, values in lists.items()}
        )

    def add(self, item: NewArticle) -> None:
        """Adds one article, or the sets of one that is here already."""
        here: dict[PersonId, SetContent] = {}
        article_id = self._articles_by_digest.get(item.article.sha256)
        if article_id is None:
            article_id = self._add_article(item)
        else:
            self._known += 1
            self.flush()
            here = {c.annotation_set.author: c for c in read_sets(self._runner, article_id)}
            self._compare_facts(item, article_id)
        written = [
            (content, ids)
            for content in item.sets
            if (ids := self._add_set(item, content, article_id=article_id, here=here)) is not None
        ]
        self._write_decisions(item, written, article_id=article_id)

    def _compare_facts(self, item: NewArticle, article_id: ArticleId) -> None:
        """Says so where a known text comes with another title or other facts: the first stay."""
        stored, other = read_article(self._runner, article_id), item.article
        differ = [
            name
            for name, value in other.meta.items()
            # The same text in a file of another name is no news.
            if name != "file" and value not in (None, "", stored.meta.get(name))
        ]
        if other.title != stored.title:
            differ.insert(0, "title")
        if differ:
            names = ", ".join(differ)
            what = f"the text is here already, as “{stored.title}”; not taken over: {names}"
            self._report(item, what, skipped=False)

    def _add_article(self, item: NewArticle) -> ArticleId:
        article: Article = item.article
        article_id = article.id
        if not article_id or article_id in self._taken_articles:
            article_id = ArticleId(new_id())
        self._taken_articles.add(article_id)
        self._articles_by_digest[article.sha256] = article_id
        zones = tuple(z for z in article.zones if z.end <= len(article.text))
        if zones != article.zones:
            self._report(item, "zones that lie outside the text were left out", skipped=False)
        stored = replace(
            article, id=article_id, zones=zones, imported=article.imported or self._now
        )
        self._write(sql.INSERT_ARTICLE, article_columns(stored))
        self._new += 1
        return article_id

    def _add_set(
        self,
        item: NewArticle,
        content: SetContent,
        *,
        article_id: ArticleId,
        here: dict[PersonId, SetContent],
    ) -> dict[str, str] | None:
        """Adds a set and gives the ids that its records have now; None where it was left out."""
        if content.annotation_set.author not in here:
            content = self._under_its_name(item, content)
        author = content.annotation_set.author
        fault = new_name_problem(author) or _fault(content, length=len(item.article.text))
        if fault:
            self._report(item, f"the work of {author!r} was left out: {fault}")
            return None
        ours = here.get(author)
        content = _tidied(content)
        if ours is not None and holds_work(ours):
            is_silent = not holds_work(content) and content.annotation_set.state is SetState.NEW
            how = "" if is_silent else difference(content, ours)
            more = 0 if how else other_decisions(content, ours)
            if more:
                what = f"decisions of {author!r} that are not here ({more}) were left out"
                self._report(item, f"{what}: the work they are of is here already")
            if how:
                self._report(
                    item,
                    f"the work of {author!r} differs from what is here and was left out: {how}",
                )
            return None
        here[author] = content
        revision = ours.annotation_set.stamp.revision if ours is not None else 0
        self._write_set(content.annotation_set, article_id=article_id, revision=revision + 1)
        return self._write_work(item, content, article_id=article_id)

    def _under_its_name(self, item: NewArticle, content: SetContent) -> SetContent:
        told, named = content.annotation_set, under_its_name(content.annotation_set)
        if named == told:
            return content
        what = f"the {told.role} set of {told.author!r} is kept as {named.role} of {named.author!r}"
        self._report(item, what, skipped=False)
        return replace(content, annotation_set=named)

    def _write_set(self, told: AnnotationSet, *, article_id: ArticleId, revision: int) -> None:
        if told.role is SetRole.ANNOTATOR:
            self._authors[told.author] = None
        self._write(
            work_sql.PUT_SET,
            set_columns(replace(told, article=article_id)) | self._stamp(told.stamp, revision),
        )

    def _write_work(
        self, item: NewArticle, content: SetContent, *, article_id: ArticleId
    ) -> dict[str, str]:
        author = content.annotation_set.author
        place: Columns = {"article_id": article_id, "annotator": author}
        ids: dict[str, str] = {}
        for annotation in content.annotations:
            columns = annotation_columns(annotation, text=item.article.text)
            columns.update(place)
            columns.update(self._stamp(annotation.stamp, 1))
            columns["id"] = new = self._free(annotation.id)
            ids.setdefault(annotation.id, new)
            self._write(work_sql.INSERT_ANNOTATION, columns)
        relations = []
        ties: dict[str, str] = {}
        for relation in content.relations:
            if relation.source not in ids or relation.target not in ids:
                self._report(item, f"the relation {relation.id} was left out: it lacks an end")
                continue
            columns = relation_columns(relation) | place | self._stamp(relation.stamp, 1)
            columns["id"] = new = self._free(relation.id)
            ties.setdefault(relation.id, new)
            columns["source"], columns["target"] = ids[relation.source], ids[relation.target]
            self._write(work_sql.INSERT_RELATION, columns)
            relations.append(relation)
        if content.seconds > 0:
            self._write(work_sql.ADD_SECONDS, place | {"seconds": content.seconds})
        self.usage.add(content.annotations, relations)
        self._annotations += len(content.annotations)
        self._relations += len(relations)
        return ties | ids

    def _write_decisions(
        self,
        item: NewArticle,
        written: Sequence[tuple[SetContent, dict[str, str]]],
        *,
        article_id: ArticleId,
    ) -> None:
        """Adds the decisions of some sets, once it is known which ids all records got.

        What they are about may be in any set, and may be gone; what came of them is in their own.
        """
        number = sum(len(content.decisions) for content, _ in written)
        if not number:
            return
        if article_id != item.article.id:
            what = (
                f"its decisions ({number}) are of an article with another id: all groups are open"
            )
            self._report(item, what, skipped=False)
        anywhere: dict[str, str] = {}
        for _, ids in written:
            anywhere = ids | anywhere
        for content, ids in written:
            author = content.annotation_set.author
            for decision in content.decisions:
                moved = replace(
                    decision,
                    id=DecisionId(self._free(decision.id)),
                    article=article_id,
                    author=author,
                    sources=_moved(decision.sources, anywhere),
                    taken=_moved(decision.taken, anywhere),
                    outcome=tuple(ids[one] for one in decision.outcome if one in ids),
                )
                lost = len(decision.outcome) - len(moved.outcome)
                if lost:
                    what = f"{lost} records that came of the decision {decision.id} are not there"
                    self._report(item, what, skipped=False)
                self._write(
                    decision_sql.INSERT_DECISION,
                    decision_columns(moved) | self._stamp(decision.stamp, 1),
                )

    def _stamp(self, stamp: Stamp, revision: int) -> Columns:
        return {
            "revision": revision,
            "created": stamp.created or self._now,
            "changed": stamp.changed or stamp.created or self._now,
        }

    def _free(self, wanted: AnnotationId | RelationId | DecisionId) -> str:
        """The id itself where no record has it, else a new one."""
        chosen = str(wanted) if wanted and wanted not in self._taken_records else new_id()
        self._taken_records.add(chosen)
        return chosen

    def _write(self, statement: str, columns: Columns) -> None:
        self._rows.setdefault(statement, []).append(columns)

    def flush(self) -> None:
        """Writes what is waiting, articles first: they alone must be there at once."""
        for statement in sorted(self._rows, key=lambda s: s is not sql.INSERT_ARTICLE):
            self._runner.run_many(statement, self._rows[statement])
        self._rows = {}

    def add_people(self) -> None:
        """Adds the authors who are not known yet."""
        known = {name for name, *_ in self._runner.rows(sql.PEOPLE)}
        for author in self._authors:
            if author not in known:
                self._runner.run(
                    sql.INSERT_PERSON,
                    {"name": author, "role": PersonRole.ANNOTATOR.value, "since": self._now},
                )
                self.problems.append(Problem("people", f"{author!r} was added as an annotator"))

    def result(self) -> Added:
        """What was done."""
        return Added(
            new=self._new,
            known=self._known,
            annotations=self._annotations,
            relations=self._relations,
            problems=tuple(self.problems),
        )

    def _report(self, item: NewArticle, what: str, *, skipped: bool = True) -> None:
        where = item.source or f"{item.article.title} ({item.article.id})"
        self.problems.append(Problem(where, what, skipped=skipped))


def _moved(ids: tuple[str, ...], to: dict[str, str]) -> tuple[str, ...]:
    """The ids that records have now; sorted, where any of them is another."""
    moved = tuple(to.get(one, one) for one in ids)
    return ids if moved == ids else tuple(sorted(moved))


def _fault(content: SetContent, *, length: int) -> str:
    """Why a set cannot be stored, empty if it can."""
    for annotation in content.annotations:
        if not annotation.label.strip():
            return f"the annotation {annotation.id} has no label"
        if annotation.spans and max(s.end for s in annotation.spans) > length:
            return f"the annotation {annotation.id} ends after the text's end ({length})"
    for relation in content.relations:
        if not relation.type.strip():
            return f"the relation {relation.id} has no type"
    return ""


def _tidied(content: SetContent) -> SetContent:
    """The set as our own records are: fragments apart, and only text that can be stored."""
    return replace(
        content,
        annotations=tuple(map(_tidied_annotation, content.annotations)),
        relations=tuple(map(_tidied_relation, content.relations)),
    )


def _tidied_annotation(annotation: Annotation) -> Annotation:
    spans, values = annotation.spans, _tidied_values(annotation.attributes)
    if len(spans) > 1:
        spans = normalised(spans)
    if spans == annotation.spans and values == annotation.attributes:
        return annotation
    return replace(annotation, spans=spans, attributes=values)


def _tidied_relation(relation: Relation) -> Relation:
    values = _tidied_values(relation.attributes)
    return relation if values == relation.attributes else replace(relation, attributes=values)


def _tidied_values(values: Values) -> Values:
    return tuple((AttributeId(storable(key)), storable(value)) for key, value in values)
