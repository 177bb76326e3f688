"""Edits: what they refuse, how they are taken back, and how they are written down."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import Annotation, AnnotationSet, Relation
from annotator.core.edits import (
    Change,
    Edit,
    changes_from_json,
    changes_to_json,
    record_from_json,
    record_to_json,
)
from annotator.core.ids import AnnotationId, LabelId, RelationId, RelationTypeId
from annotator.core.records import Record
from annotator.core.spans import Span
from tests.strategies import ARTICLE, AUTHOR, annotation_sets, annotations, edits, relations

A = Annotation(AnnotationId("1"), ARTICLE, AUTHOR, LabelId("actor"), (Span(0, 3),))
B = Annotation(AnnotationId("2"), ARTICLE, AUTHOR, LabelId("quote"), (Span(0, 9),))
R = Relation(RelationId("1"), ARTICLE, AUTHOR, RelationTypeId("speaker"), B.id, A.id)
records = annotations() | relations() | annotation_sets()


def edit(*changes: Change) -> Edit:
    return Edit("Mark", ARTICLE, AUTHOR, changes)


def test_a_change_from_nothing_to_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to nothing"):
        Change(None, None)


@pytest.mark.parametrize(
    ("before", "after"), [(A, B), (A, R), (R, A), (A, AnnotationSet(ARTICLE, AUTHOR))]
)
def test_a_change_from_one_record_to_another_is_refused(before: Record, after: Record) -> None:
    with pytest.raises(ValueError, match="one record to another"):
        Change(before, after)


def test_an_edit_changes_each_record_once() -> None:
    with pytest.raises(ValueError, match="once"):
        edit(Change(None, A), Change(A, None))


def test_an_annotation_and_a_relation_may_have_the_same_id() -> None:
    assert len(edit(Change(None, A), Change(None, R)).changes) == 2


def test_two_edits_have_two_ids() -> None:
    assert edit().id != edit().id


@given(edits())
def test_the_inverse_of_the_inverse_is_the_edit(made: Edit) -> None:
    assert tuple(c.inverse for c in reversed(made.inverse_changes)) == made.changes
    for change in made.changes:
        assert change.inverse.record_id == change.record_id
        assert (change.inverse.before, change.inverse.after) == (change.after, change.before)


@given(records)
def test_a_record_written_down_and_read_is_the_same(record: Record) -> None:
    written = json.loads(json.dumps(record_to_json(record)))
    assert record_from_json(written, article=ARTICLE, author=AUTHOR) == record


def test_no_record_is_written_as_none() -> None:
    assert record_to_json(None) is None
    assert record_from_json(None, article=ARTICLE, author=AUTHOR) is None


@given(edits())
def test_changes_written_down_and_read_are_the_same(made: Edit) -> None:
    written = json.loads(json.dumps(changes_to_json(made.changes), ensure_ascii=False))
    assert changes_from_json(written, article=ARTICLE, author=AUTHOR) == made.changes


def test_the_journal_names_the_kind_and_the_fragments() -> None:
    written = record_to_json(A)
    assert written is not None
    assert written["kind"] == "annotation"
    assert written["fragments"] == [[0, 3]]


@given(records, st.data())
def test_a_damaged_record_raises_key_error_or_value_error(
    record: Record, data: st.DataObject
) -> None:
    written = copy.deepcopy(record_to_json(record))
    assert written is not None
    key = data.draw(st.sampled_from(sorted(written)))
    damage = data.draw(st.sampled_from(["drop", None, 3, "x", [[1, 1]], {"a": {}}]))
    if damage == "drop":
        del written[key]
    else:
        written[key] = damage
    try:
        record_from_json(written, article=ARTICLE, author=AUTHOR)
    except (KeyError, ValueError):
        return


@pytest.mark.parametrize(
    ("key", "value"),
    [("kind", "comment"), ("stamp", None), ("stamp", 3), ("fragments", None), ("fragments", [[3, 1]]), ("fragments", [[1]]), ("origin", None), ("attributes", [1])],
)  # fmt: skip
def test_these_are_no_records(key: str, value: Any) -> None:
    written = record_to_json(A)
    assert written is not None
    with pytest.raises(ValueError):
        record_from_json({**written, key: value}, article=ARTICLE, author=AUTHOR)
