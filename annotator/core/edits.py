"""Edits: one act of a person as one immutable value, with its inverse and its JSON form."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from annotator.core.annotations import (
    Annotation,
    AnnotationSet,
    Origin,
    OriginKind,
    Relation,
    SetRole,
    SetState,
    Stamp,
)
from annotator.core.decisions import Choice, Decision
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
    new_id,
)
from annotator.core.records import Record
from annotator.core.spans import Span

# Begins the id of a batch that may reach over many articles, and is listed even if it did not.
WIDE_BATCH = "wide-"


@dataclass(frozen=True, slots=True)
class Change:
    """A record as it was and as it shall be; None where it was not, or shall not be."""

    before: Record | None
    after: Record | None

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change from nothing to nothing")
        if self.before is None or self.after is None:
            return
        if type(self.before) is not type(self.after) or self.before.id != self.after.id:
            raise ValueError("a change from one record to another")

    @property
    def record(self) -> Record:
        """The record that changes, as it shall be, or as it was where it goes."""
        record = self.after if self.after is not None else self.before
        assert record is not None
        return record

    @property
    def record_id(self) -> str:
        """The id of the record that changes."""
        return self.record.id

    @property
    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.after, self.before)


class Act(StrEnum):
    """Why an edit was made: done by the person, or taken back, or done again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Edit:
    """One act of a person in one article. However many changes, it is one undo step.

    `author` is whose set it changes; `by` is who did it, where that is somebody else: a reviewer.
    Edits of one `batch` were made in one go and are taken back in one. `title` is shown ("Undo
    Mark as actor"). `made` is UTC, ISO 8601. An undo or redo has an id of its own and names in
    `of` the edit that it takes back or does again.
    """

    title: str
    article: ArticleId
    author: PersonId
    changes: tuple[Change, ...]
    id: EditId = field(default_factory=lambda: EditId(new_id()))
    made: str = ""
    act: Act = Act.DO
    of: EditId | None = None
    batch: BatchId | None = None
    by: PersonId | None = None

    def __post_init__(self) -> None:
        records = {(type(change.record), change.record_id) for change in self.changes}
        if len(records) != len(self.changes):
            raise ValueError("an edit changes each record once")

    @property
    def inverse_changes(self) -> tuple[Change, ...]:
        """The changes that take this edit back, in the order that needs."""
        return tuple(change.inverse for change in reversed(self.changes))


def record_to_json(record: Record | None) -> dict[str, Any] | None:
    """A record as plain JSON values, the form it has in the journal."""
    match record:
        case None:
            return None
        case Annotation():
            value: dict[str, Any] = {
                "kind": "annotation",
                "id": record.id,
                "label": record.label,
                "fragments": [[s.start, s.end] for s in record.spans],
                "attributes": dict(record.attributes),
                "comment": record.comment,
                "unsure": record.unsure,
                "origin": {
                    "kind": record.origin.kind.value,
                    "by": record.origin.by,
                    "score": record.origin.score,
                    "reason": record.origin.reason,
                },
            }
        case Relation():
            value = {
                "kind": "relation",
                "id": record.id,
                "type": record.type,
                "source": record.source,
                "target": record.target,
                "attributes": dict(record.attributes),
            }
        case AnnotationSet():
            value = {
                "kind": "set",
                "role": record.role.value,
                "state": record.state.value,
                "note": record.note,
            }
        case Decision():
            value = _decision_to_json(record)
    stamp = record.stamp
    value["stamp"] = [stamp.revision, stamp.created, stamp.changed]
    return value


def _decision_to_json(decision: Decision) -> dict[str, Any]:
    return {
        "kind": "decision",
        "id": decision.id,
        "reviewer": decision.reviewer,
        "choice": decision.choice.value,
        "group": decision.group,
        "group_kind": decision.kind,
        "sources": list(decision.sources),
        "taken": list(decision.taken),
        "outcome": list(decision.outcome),
        "strategy": decision.strategy,
        "reason": decision.reason,
        "note": decision.note,
        "guideline_gap": decision.is_guideline_gap,
    }


def record_from_json(
    value: dict[str, Any] | None, *, article: ArticleId, author: PersonId
) -> Record | None:
    """The record of a journal's JSON. Raises KeyError or ValueError where it is not one."""
    if value is None:
        return None
    try:
        return _record_of(value, article=article, author=author)
    except (TypeError, AttributeError) as error:
        raise ValueError(f"not a record: {error}") from error


def _record_of(value: dict[str, Any], *, article: ArticleId, author: PersonId) -> Record:
    stamp = Stamp(*value["stamp"])
    attributes = tuple(
        sorted((AttributeId(k), str(v)) for k, v in value.get("attributes", {}).items())
    )
    match value["kind"]:
        case "annotation":
            origin = value["origin"]
            return Annotation(
                id=AnnotationId(value["id"]),
                article=article,
                author=author,
                label=LabelId(value["label"]),
                spans=tuple(Span(a, b) for a, b in value["fragments"]),
                attributes=attributes,
                comment=value["comment"],
                unsure=value["unsure"],
                origin=Origin(
                    OriginKind(origin["kind"]), origin["by"], origin["score"], origin["reason"]
                ),
                stamp=stamp,
            )
        case "relation":
            return Relation(
                id=RelationId(value["id"]),
                article=article,
                author=author,
                type=RelationTypeId(value["type"]),
                source=AnnotationId(value["source"]),
                target=AnnotationId(value["target"]),
                attributes=attributes,
                stamp=stamp,
            )
        case "set":
            return AnnotationSet(
                article=article,
                author=author,
                role=SetRole(value["role"]),
                state=SetState(value["state"]),
                note=value["note"],
                stamp=stamp,
            )
        case "decision":
            return _decision_from_json(value, article=article, author=author, stamp=stamp)
    raise ValueError(f"no kind of record: {value['kind']!r}")


def _decision_from_json(
    value: dict[str, Any], *, article: ArticleId, author: PersonId, stamp: Stamp
) -> Decision:
    return Decision(
        id=DecisionId(value["id"]),
        article=article,
        author=author,
        reviewer=PersonId(value["reviewer"]),
        choice=Choice(value["choice"]),
        group=value["group"],
        kind=value["group_kind"],
        sources=tuple(value["sources"]),
        taken=tuple(value["taken"]),
        outcome=tuple(value["outcome"]),
        strategy=value["strategy"],
        reason=value["reason"],
        note=value["note"],
        is_guideline_gap=value["guideline_gap"],
        stamp=stamp,
    )


def changes_to_json(changes: tuple[Change, ...]) -> list[list[dict[str, Any] | None]]:
    """Pairs of before and after, as plain JSON values."""
    return [[record_to_json(c.before), record_to_json(c.after)] for c in changes]


def changes_from_json(
    value: list[list[dict[str, Any] | None]], *, article: ArticleId, author: PersonId
) -> tuple[Change, ...]:
    """The changes of a journal row. Raises KeyError or ValueError where it is not one."""
    return tuple(
        Change(
            record_from_json(before, article=article, author=author),
            record_from_json(after, article=article, author=author),
        )
        for before, after in value
    )
