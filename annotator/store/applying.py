"""Writing edits: each whole or not at all, guarded by revisions, with one row in the journal."""

from collections.abc import Sequence

from annotator.core.annotations import Annotation, AnnotationSet, Relation, SetRole
from annotator.core.decisions import Decision
from annotator.core.edits import Change, Edit
from annotator.core.errors import Conflict
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import PersonRole, role_of
from annotator.core.records import Record
from annotator.core.spans import normalised
from annotator.store import decision_statements as decision_sql
from annotator.store import statements as sql
from annotator.store import work_statements as work_sql
from annotator.store.base import Receipt
from annotator.store.reading import Texts
from annotator.store.rows import (
    Columns,
    annotation_columns,
    decision_columns,
    journal_columns,
    relation_columns,
    set_columns,
)
from annotator.store.runner import Runner


def apply_edits(
    runner: Runner, edits: Sequence[Edit], *, texts: Texts, now: str
) -> tuple[Receipt | Conflict, ...]:
    """Writes edits in order in one transaction; each is answered by a Receipt or a Conflict.

    An edit that is in the journal already is not written again, so that a call may be repeated.
    Raises ValueError for a record that cannot be, NotFound for an article that is not here.
    """
    with runner.atomic():
        return tuple(_apply(runner, edit, texts=texts, now=now) for edit in edits)


def _apply(runner: Runner, edit: Edit, *, texts: Texts, now: str) -> Receipt | Conflict:
    text = texts.of(edit.article)
    for change in edit.changes:
        _check(change, edit, length=len(text))
    written = runner.rows(work_sql.JOURNAL_SEQUENCE, {"edit_id": edit.id})
    if written:
        return Receipt(edit.id, written[0][0])
    try:
        with runner.atomic():
            imply_set(runner, edit.article, author=edit.author, now=now)
            for change in edit.changes:
                _write(runner, change, text=text)
            for change in edit.changes:
                _check_ends(runner, change)
                _check_group(runner, change)
            ((sequence,),) = runner.rows(work_sql.INSERT_JOURNAL, journal_columns(edit))
            return Receipt(edit.id, sequence)
    except Conflict as conflict:
        return conflict


def imply_set(runner: Runner, article_id: ArticleId, *, author: PersonId, now: str) -> None:
    """Makes sure that a set and its author are there for what refers to them."""
    role = role_of(author)
    made = runner.run(
        work_sql.IMPLY_SET, {"article_id": article_id, "annotator": author, "role": role.value}
    )
    if made and role is SetRole.ANNOTATOR:
        runner.run(
            sql.INSERT_PERSON,
            {"name": author, "role": PersonRole.ANNOTATOR.value, "since": now},
        )


def _check(change: Change, edit: Edit, *, length: int) -> None:
    for record in (change.before, change.after):
        if record is not None and (record.article, record.author) != (edit.article, edit.author):
            raise ValueError(f"{record.id} is not by {edit.author} in {edit.article}")
    after = change.after
    if isinstance(after, Annotation):
        if after.spans != normalised(after.spans):
            raise ValueError(f"the fragments of {after.id} touch or overlap")
        if after.spans and after.spans[-1].end > length:
            raise ValueError(f"{after.id} ends at {after.spans[-1].end}, the text at {length}")


def _write(runner: Runner, change: Change, *, text: str) -> None:
    """Writes one change if the record on disk is the one it was made for. Raises Conflict."""
    before, after = change.before, change.after
    # Two people may both have made the next revision: when they did tells theirs from ours.
    expected: Columns = {
        "expected": before.stamp.revision if before is not None else 0,
        "was": before.stamp.changed if before is not None else "",
    }
    match after if after is not None else before:
        case AnnotationSet() as record:
            values: Columns = set_columns(record) | expected
            if after is None:
                values["role"] = role_of(record.author).value
            statement = work_sql.UPDATE_SET if after is not None else work_sql.RESET_SET
        case Annotation() as record:
            statement, values = _annotation_write(before, after, text=text)
            values |= expected
        case Relation():
            statement, values = _relation_write(before, after)
            values |= expected
        case Decision():
            statement, values = _decision_write(before, after)
            values |= expected
        case None:
            raise AssertionError("a change has a before or an after")
    if runner.run(statement, values) != 1:
        raise _conflict(runner, change)


def _annotation_write(
    before: Record | None, after: Record | None, *, text: str
) -> tuple[str, Columns]:
    if isinstance(after, Annotation):
        statement = work_sql.INSERT_ANNOTATION if before is None else work_sql.UPDATE_ANNOTATION
        return statement, annotation_columns(after, text=text)
    assert before is not None
    return work_sql.DELETE_ANNOTATION, _place(before)


def _relation_write(before: Record | None, after: Record | None) -> tuple[str, Columns]:
    if isinstance(after, Relation):
        statement = work_sql.INSERT_RELATION if before is None else work_sql.UPDATE_RELATION
        return statement, relation_columns(after)
    assert before is not None
    return work_sql.DELETE_RELATION, _place(before)


def _decision_write(before: Record | None, after: Record | None) -> tuple[str, Columns]:
    if isinstance(after, Decision):
        inserts = before is None
        statement = decision_sql.INSERT_DECISION if inserts else decision_sql.UPDATE_DECISION
        return statement, decision_columns(after)
    assert before is not None
    return decision_sql.DELETE_DECISION, _place(before)


def _place(record: Record) -> Columns:
    return {"id": record.id, "article_id": record.article, "annotator": record.author}


def _check_ends(runner: Runner, change: Change) -> None:
    """Raises Conflict where a relation would be left without an annotation at its end.

    The foreign keys would say so too, but only at the end, and for everybody's edits.
    """
    before, after = change.before, change.after
    if isinstance(after, Relation):
        found = runner.rows(work_sql.ENDS_IN_SET, relation_columns(after))
        if found[0][0] != len({after.source, after.target}):
            raise Conflict(record_id=after.id, ours=after.stamp.revision, theirs=None)
    elif isinstance(before, Annotation) and after is None:
        found = runner.rows(work_sql.RELATIONS_AT, {"id": before.id})
        if found[0][0]:
            raise Conflict(
                record_id=before.id, ours=before.stamp.revision, theirs=before.stamp.revision
            )


def _check_group(runner: Runner, change: Change) -> None:
    """Raises Conflict where somebody else has decided on the same group meanwhile."""
    before, after = change.before, change.after
    if not isinstance(after, Decision) or not after.group:
        return
    if isinstance(before, Decision) and before.group == after.group:
        return
    found = runner.rows(decision_sql.OTHER_ON_GROUP, decision_columns(after))
    if found:
        raise Conflict(record_id=after.id, ours=after.stamp.revision, theirs=found[0][0])


def _conflict(runner: Runner, change: Change) -> Conflict:
    match change.record:
        case AnnotationSet() as record:
            found = runner.rows(work_sql.SET_REVISION, set_columns(record))
        case Annotation() as record:
            found = runner.rows(work_sql.ANNOTATION_REVISION, {"id": record.id})
        case Relation() as record:
            found = runner.rows(work_sql.RELATION_REVISION, {"id": record.id})
        case Decision() as record:
            found = runner.rows(decision_sql.DECISION_REVISION, {"id": record.id})
    return Conflict(
        record_id=change.record_id,
        ours=change.before.stamp.revision if change.before is not None else 0,
        theirs=found[0][0] if found else None,
    )
