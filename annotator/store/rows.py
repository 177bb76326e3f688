"""Values to columns and back. What comes from the database becomes a dataclass at once."""

import json
from functools import lru_cache
from sys import intern
from typing import Any

from annotator.core import codebook as codebooks
from annotator.core.annotations import (
    CONTEXT,
    Annotation,
    AnnotationSet,
    Origin,
    OriginKind,
    Relation,
    SetRole,
    SetState,
    Stamp,
)
from annotator.core.annotations import Values as Attributes
from annotator.core.articles import Article, Zone, ZoneKind
from annotator.core.codebook import Codebook
from annotator.core.decisions import Choice, Decision
from annotator.core.edits import Act, Edit, changes_from_json, changes_to_json
from annotator.core.errors import BadCodebook
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    AttributeId,
    BatchId,
    DecisionId,
    EditId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
)
from annotator.core.spans import Span
from annotator.store.runner import Row

Columns = dict[str, object]

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=str)
_ORIGINS = {kind.value: kind for kind in OriginKind}
_ROLES = {role.value: role for role in SetRole}
_CHOICES = {choice.value: choice for choice in Choice}
STATES = {state.value: state for state in SetState}


def storable(text: str) -> str:
    """The text without halves of surrogate pairs, which no database can hold."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    return text


def as_json(value: Any) -> str:
    """Compact JSON that a person can read. Raises ValueError where JSON cannot say it."""
    return storable(_ENCODER.encode(value))


@lru_cache(maxsize=4096)
def attributes_to_json(attributes: Attributes) -> str:
    """Attributes as the JSON object that stands in the database, sorted by id."""
    return as_json(dict(sorted(attributes))) if attributes else "{}"


def attributes_from_json(text: str) -> Attributes:
    """The attributes of a row, sorted by id."""
    if text == "{}":
        return ()
    return tuple(sorted((AttributeId(k), str(v)) for k, v in json.loads(text).items()))


def article_columns(article: Article) -> Columns:
    """The columns of an article; what is known about it stands in columns of its own as well."""
    return {
        "id": article.id,
        "sha256": article.sha256,
        "title": storable(article.title),
        "outlet": storable(article.known("outlet")),
        "published": storable(article.known("published")),
        "agency": storable(article.known("agency")),
        "url": storable(article.known("url")),
        "language": storable(article.known("language")),
        "characters": len(article.text),
        "imported": article.imported,
        "meta": as_json(dict(article.meta)),
        "zones": as_json([[z.start, z.end, z.kind.value] for z in article.zones]),
        "text": article.text,
    }


def article_from(row: Row) -> Article:
    """The article of a row of ARTICLE_COLUMNS."""
    article_id, text, sha256, title, meta, zones, imported = row
    return Article(
        id=ArticleId(article_id),
        text=text,
        sha256=sha256,
        title=title,
        meta=json.loads(meta),
        zones=zones_from_json(zones),
        imported=imported,
    )


def zones_from_json(text: str) -> tuple[Zone, ...]:
    """The zones of a row. Raises ValueError where they are none."""
    if text == "[]":
        return ()
    return tuple(Zone(start, end, ZoneKind(kind)) for start, end, kind in json.loads(text))


def annotation_columns(annotation: Annotation, *, text: str) -> Columns:
    """The columns of an annotation, with its words and what stands around them."""
    start, end, quote, before, after = None, None, "", "", ""
    if annotation.spans:
        # As core's quote_of and context_of, in a third of the time: imports bring many.
        start, end = annotation.spans[0].start, annotation.spans[-1].end
        quote = text[start:end]
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return {
        "id": annotation.id,
        "article_id": annotation.article,
        "annotator": annotation.author,
        "label": annotation.label,
        "start": start,
        "end": end,
        "fragments": fragments_to_json(annotation.spans),
        "quote": quote,
        "before": before,
        "after": after,
        "attributes": attributes_to_json(annotation.attributes),
        "comment": storable(annotation.comment),
        "unsure": int(annotation.unsure),
        "origin": annotation.origin.kind.value,
        "origin_by": storable(annotation.origin.by),
        "score": annotation.origin.score,
        "reason": storable(annotation.origin.reason),
        "revision": annotation.stamp.revision,
        "created": annotation.stamp.created,
        "changed": annotation.stamp.changed,
    }


def fragments_to_json(spans: tuple[Span, ...]) -> str | None:
    """Several fragments as JSON; None where start and end say all."""
    return as_json([[s.start, s.end] for s in spans]) if len(spans) > 1 else None


def spans_from(start: int | None, end: int | None, fragments: str | None) -> tuple[Span, ...]:
    """The fragments of a row. Raises ValueError where they are none."""
    if fragments is not None:
        return tuple(Span(first, last) for first, last in json.loads(fragments))
    if start is None or end is None:
        return ()
    return _one_span(start, end)


# Annotators mark much the same, one after the other.
@lru_cache(maxsize=4096, typed=True)
def _one_span(start: int, end: int) -> tuple[Span, ...]:
    return (Span(start, end),)


@lru_cache(maxsize=4096)
def _origin(kind: str, by: str, score: float | None, reason: str) -> Origin:
    """The same few come back in every article, and most annotations are made by hand."""
    return Origin(_ORIGINS[kind], by, score, reason)


def annotation_from(row: Row) -> Annotation:
    """The annotation of a row of ANNOTATION_COLUMNS. Written flat: a corpus has many thousands."""
    id, article, author, label, start, end, fragments, attributes, comment, unsure = row[:10]
    origin, origin_by, score, reason, revision, created, changed = row[10:]
    return Annotation(
        id,
        # The same text for all rows: it is hashed once, and compared without being read.
        ArticleId(intern(article)),
        PersonId(intern(author)),
        LabelId(intern(label)),
        spans_from(start, end, fragments),
        attributes_from_json(attributes) if attributes != "{}" else (),
        comment,
        bool(unsure),
        _origin(origin, origin_by, score, reason),
        Stamp(revision, created, changed),
    )


# One for each kind: of what is compared nobody asks by whom it was suggested.
_KINDS = {kind.value: Origin(kind) for kind in OriginKind}


def compared_annotation_from(row: Row) -> Annotation:
    """The annotation of a row of COMPARED_COLUMNS: without comment, doubt, stamp and score."""
    id, article, author, label, start, end, fragments, attributes, origin = row
    return Annotation(
        id,
        ArticleId(intern(article)),
        PersonId(intern(author)),
        LabelId(intern(label)),
        spans_from(start, end, fragments),
        attributes_from_json(attributes) if attributes != "{}" else (),
        origin=_KINDS[origin],
    )


def relation_columns(relation: Relation) -> Columns:
    """The columns of a relation."""
    return {
        "id": relation.id,
        "article_id": relation.article,
        "annotator": relation.author,
        "type": relation.type,
        "source": relation.source,
        "target": relation.target,
        "attributes": attributes_to_json(relation.attributes),
        "revision": relation.stamp.revision,
        "created": relation.stamp.created,
        "changed": relation.stamp.changed,
    }


def relation_from(row: Row) -> Relation:
    """The relation of a row of RELATION_COLUMNS."""
    relation_id, article_id, annotator, kind, source, target, attributes, *stamp = row
    return Relation(
        id=RelationId(relation_id),
        article=ArticleId(article_id),
        author=PersonId(annotator),
        type=RelationTypeId(kind),
        source=AnnotationId(source),
        target=AnnotationId(target),
        attributes=attributes_from_json(attributes),
        stamp=Stamp(*stamp),
    )


def set_columns(annotation_set: AnnotationSet) -> Columns:
    """The columns of a set."""
    return {
        "article_id": annotation_set.article,
        "annotator": annotation_set.author,
        "role": annotation_set.role.value,
        "state": annotation_set.state.value,
        "note": storable(annotation_set.note),
        "revision": annotation_set.stamp.revision,
        "created": annotation_set.stamp.created,
        "changed": annotation_set.stamp.changed,
    }


def set_from(row: Row) -> AnnotationSet:
    """The set of a row of SET_COLUMNS."""
    article_id, annotator, role, state, note, *stamp = row
    return AnnotationSet(
        article=ArticleId(article_id),
        author=PersonId(annotator),
        role=_ROLES[role],
        state=STATES[state],
        note=note,
        stamp=Stamp(*stamp),
    )


def decision_columns(decision: Decision) -> Columns:
    """The columns of a decision."""
    return {
        "id": decision.id,
        "article_id": decision.article,
        "annotator": decision.author,
        "reviewer": storable(decision.reviewer),
        "choice": decision.choice.value,
        "group_id": storable(decision.group),
        "kind": storable(decision.kind),
        "sources": ids_to_json(decision.sources),
        "taken": ids_to_json(decision.taken),
        "outcome": ids_to_json(decision.outcome),
        "strategy": storable(decision.strategy),
        "reason": storable(decision.reason),
        "note": storable(decision.note),
        "guideline_gap": int(decision.is_guideline_gap),
        "revision": decision.stamp.revision,
        "created": decision.stamp.created,
        "changed": decision.stamp.changed,
    }


def decision_from(row: Row) -> Decision:
    """The decision of a row of DECISION_COLUMNS."""
    decision_id, article_id, annotator, reviewer, choice, group, kind, *rest = row
    sources, taken, outcome, strategy, reason, note, gap, *stamp = rest
    return Decision(
        id=DecisionId(decision_id),
        article=ArticleId(article_id),
        author=PersonId(annotator),
        reviewer=PersonId(reviewer),
        choice=_CHOICES[choice],
        group=group,
        kind=kind,
        sources=ids_from_json(sources),
        taken=ids_from_json(taken),
        outcome=ids_from_json(outcome),
        strategy=strategy,
        reason=reason,
        note=note,
        is_guideline_gap=bool(gap),
        stamp=Stamp(*stamp),
    )


def ids_to_json(ids: tuple[str, ...]) -> str:
    """Ids of records as the JSON list that stands in the database."""
    return as_json(ids) if ids else "[]"


def ids_from_json(text: str) -> tuple[str, ...]:
    """The ids of a row's JSON list."""
    return tuple(json.loads(text)) if text != "[]" else ()


def journal_columns(edit: Edit) -> Columns:
    """The columns of an edit's row in the journal."""
    return {
        "edit_id": edit.id,
        "article_id": edit.article,
        "annotator": edit.author,
        "act": edit.act.value,
        "of": edit.of,
        "title": storable(edit.title),
        "changes": as_json(changes_to_json(edit.changes)),
        "made": edit.made,
        "batch": edit.batch,
        "by": edit.by,
    }


def edit_from(row: Row) -> Edit:
    """The edit of a row of JOURNAL_COLUMNS. Raises KeyError or ValueError where it is not one."""
    edit_id, article_id, annotator, act, of, title, changes, made, batch, by = row
    article, author = ArticleId(article_id), PersonId(annotator)
    return Edit(
        title=title,
        article=article,
        author=author,
        changes=changes_from_json(json.loads(changes), article=article, author=author),
        id=EditId(edit_id),
        made=made,
        act=Act(act),
        of=EditId(of) if of else None,
        batch=BatchId(batch) if batch else None,
        by=PersonId(by) if by else None,
    )


def codebook_from(rows: list[Row]) -> Codebook:
    """The codebook of the rows of CODEBOOK. Raises BadCodebook."""
    if not rows:
        raise BadCodebook("The project has lost its codebook. Restore a backup of it.")
    try:
        return codebooks.from_json(json.loads(rows[0][0]))
    except ValueError as error:
        raise BadCodebook(f"The project's codebook cannot be read: {error}.") from error
