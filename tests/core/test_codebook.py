"""Codebooks: looking up, filling up, writing down and refusing what cannot be used."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.codebook import (
    RESERVED_KEYS,
    Attribute,
    AttributeKind,
    Codebook,
    Label,
    Level,
    RelationType,
    check,
    from_json,
    to_json,
)
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.errors import BadCodebook
from annotator.core.ids import AttributeId, LabelId, RelationTypeId

ACTOR, QUOTE, FIGURE, SOURCE = (LabelId(x) for x in ("actor", "quote", "figure", "source"))
KEYS = "abcdefghijlmnopqsvwxyzäж1234567890"

names = st.text(min_size=1, max_size=8).filter(lambda s: s.strip() != "")
notes = st.text(max_size=8)


def attributes() -> st.SearchStrategy[tuple[Attribute, ...]]:
    one = st.builds(
        Attribute,
        id=names.map(AttributeId),
        title=names,
        kind=st.sampled_from(AttributeKind),
        values=st.lists(names, max_size=3).map(tuple),
        required=st.booleans(),
        note=notes,
    )
    return st.lists(one, max_size=3, unique_by=lambda a: a.id).map(tuple)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    ids = draw(st.lists(names.map(LabelId), max_size=4, unique=True))
    keys = draw(st.permutations(KEYS))
    labels = tuple(
        Label(
            label_id,
            title=draw(names),
            short=draw(names),
            key=draw(st.sampled_from(("", key))),
            color=draw(st.integers(1, 8)),
            level=draw(st.sampled_from(Level)),
            attributes=draw(attributes()),
            keeps_marks=draw(st.booleans()),
            overlaps_itself=draw(st.booleans()),
            note=draw(notes),
        )
        for label_id, key in zip(ids, keys, strict=False)
    )
    ends = st.lists(st.sampled_from(ids), max_size=2).map(tuple) if ids else st.just(())
    types = st.builds(
        RelationType, names.map(RelationTypeId), names, ends, ends, attributes(), notes
    )
    relation_types = draw(st.lists(types, max_size=3, unique_by=lambda t: t.id))
    return Codebook(draw(notes), draw(notes), labels, tuple(relation_types), draw(notes))


@given(codebooks())
def test_a_codebook_written_down_and_read_is_the_same(book: Codebook) -> None:
    check(book)
    assert from_json(json.loads(json.dumps(to_json(book)))) == book


def test_the_default_codebook_written_down_and_read_is_the_same() -> None:
    assert from_json(json.loads(json.dumps(to_json(DEFAULT_CODEBOOK)))) == DEFAULT_CODEBOOK


def test_only_ids_are_needed() -> None:
    book = from_json(
        {
            "labels": [{"id": "trade_union"}, {"id": "b", "attributes": [{"id": "sure"}]}],
            "relations": [{"id": "r"}],
        }
    )
    first, second = book.labels
    assert (first.title, first.short, first.key, first.color) == (
        "Trade union",
        "trade_union",
        "",
        1,
    )
    assert (first.level, first.keeps_marks, first.overlaps_itself) == (Level.SPAN, False, True)
    assert (second.color, second.attributes) == (2, (Attribute(AttributeId("sure"), "Sure"),))
    assert book.relation_types == (RelationType(RelationTypeId("r"), "R"),)


def label(**members: Any) -> dict[str, Any]:
    return {"labels": [{"id": "actor", **members}]}


def attribute(**members: Any) -> dict[str, Any]:
    return label(attributes=[{"id": "kind", **members}])


@pytest.mark.parametrize(
    ("value", "named"),
    [
        (None, "no list of labels"),
        ([], "no list of labels"),
        ("labels", "no list of labels"),
        ({}, "no list of labels"),
        ({"labels": "actor"}, "labels"),
        ({"labels": {"id": "actor"}}, "labels"),
        ({"labels": ["actor"]}, "label number 1"),
        ({"labels": [{"id": "a"}, None]}, "label number 2"),
        ({"labels": [{"title": "Actor"}]}, "label 'number 1' has no id"),
        ({"labels": [{"id": ""}]}, "no id"),
        ({"labels": [{"id": " "}]}, "no id"),
        ({"labels": [{"id": None}]}, "no id"),
        ({"labels": [{"id": ["a"]}]}, "id"),
        ({"labels": [{"id": "actor"}, {"id": "actor"}]}, "'actor' stands twice"),
        ({"labels": [], "format": "annotator-codebook/2"}, "annotator-codebook/2"),
        ({"labels": [], "relations": 3}, "relations"),
        ({"labels": [], "relations": [{}]}, "relation 'number 1' has no id"),
        ({"labels": [], "relations": [{"id": "r"}, {"id": "r"}]}, "'r' stands twice"),
        ({"labels": [], "relations": [{"id": "r", "from": ["actor"]}]}, "'actor', which does not exist"),
        ({"labels": [], "relations": [{"id": "r", "to": "actor"}]}, "'actor' as to"),
        ({"labels": [], "relations": [{"id": "r", "to": [3]}]}, "3 as to"),
        ({"labels": [], "relations": [{"id": "r", "attributes": [{"id": "x"}, {"id": "x"}]}]}, "'x' stands twice"),
        ({"labels": [], "name": ["x"]}, "name"),
        ({"labels": [], "note": True}, "note"),
        (label(title={}), "title"),
        (label(color=0), "colour"),
        (label(color=9), "colour"),
        (label(color="red"), "'red' as color"),
        (label(color=1.5), "1.5 as color"),
        (label(color=True), "True as color"),
        (label(color=float("inf")), "inf as color"),
        (label(key="ab"), "'ab'"),
        (label(key=" "), "' '"),
        (label(key="\n"), "key"),
        (label(key="e\u0301"), "key"),
        (label(key="u"), "another meaning"),
        ({"labels": [{"id": "a", "key": "x"}, {"id": "b", "key": "x"}]}, "Two labels have the key 'x'"),
        (label(level="page"), "'page' as level"),
        (label(level=3), "level"),
        (label(keeps_marks="no"), "'no' as keeps_marks"),
        (label(overlaps_itself=None), "overlaps_itself"),
        (label(attributes={"id": "kind"}), "attributes"),
        (label(attributes=["kind"]), "number 1"),
        (label(attributes=[{}]), "no id"),
        (label(attributes=[{"id": "kind"}, {"id": "kind"}]), "'kind' stands twice"),
        (attribute(kind="colour"), "'colour' as kind"),
        (attribute(values="person"), "'person' as values"),
        (attribute(values=[1]), "1 as values"),
        (attribute(required=1), "1 as required"),
    ],
)  # fmt: skip
def test_a_bad_codebook_is_refused_and_the_entry_named(value: Any, named: str) -> None:
    with pytest.raises(BadCodebook) as caught:
        from_json(value)
    assert named in str(caught.value)
    assert str(caught.value).endswith(".")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "labels", "relations", "attributes", "values", "key", "color", "kind", "from", "level"]), inner, max_size=4
    ),
    max_leaves=12,
)  # fmt: skip


@given(json_values)
def test_whatever_json_there_is_it_is_read_or_refused(value: Any) -> None:
    try:
        book = from_json(value)
    except BadCodebook:
        return
    assert from_json(to_json(book)) == book


def test_a_label_is_found_by_id_and_by_key() -> None:
    assert DEFAULT_CODEBOOK.label(QUOTE) is DEFAULT_CODEBOOK.label_for_key("q")
    assert DEFAULT_CODEBOOK.label(LabelId("none")) is None
    assert DEFAULT_CODEBOOK.label_for_key("") is None
    assert DEFAULT_CODEBOOK.label_for_key("x") is None


@pytest.mark.parametrize("sign", ["+", "-", ".", ",", "/"])
def test_a_codebook_with_a_sign_for_a_key_is_read_and_the_label_has_no_key(sign: str) -> None:
    book = from_json({"labels": [{"id": "a", "key": sign}, {"id": "b", "key": sign}]})
    assert [label.key for label in book.labels] == ["", ""]
    with pytest.raises(BadCodebook, match="another meaning"):
        check(replace(book, labels=(replace(book.labels[0], key=sign),)))


def test_a_label_without_a_key_is_found_by_none() -> None:
    book = Codebook("b", "1", (Label(ACTOR, "Actor", "actor"),))
    assert book.label_for_key("") is None


def test_relation_types_are_those_that_permit_both_ends() -> None:
    between = DEFAULT_CODEBOOK.relation_types_between
    assert [r.id for r in between(QUOTE, ACTOR)] == ["speaker", "addressee"]
    assert [r.id for r in between(QUOTE, QUOTE)] == ["continues"]
    assert [r.id for r in between(FIGURE, ACTOR)] == ["counts", "reported_by"]
    assert between(ACTOR, QUOTE) == ()


def test_a_relation_type_without_ends_permits_all() -> None:
    assert RelationType(RelationTypeId("r"), "R").permits(ACTOR, QUOTE)


# Filling up what an import brings


def test_missing_labels_and_types_are_added_in_order_and_the_rest_is_kept() -> None:
    book = DEFAULT_CODEBOOK.with_missing(
        {LabelId("event"), ACTOR, LabelId("place_name")},
        {RelationTypeId("near"), RelationTypeId("counts")},
    )
    assert [label.id for label in book.labels[4:]] == ["event", "place_name"]
    assert book.labels[:4] == DEFAULT_CODEBOOK.labels
    assert [kind.id for kind in book.relation_types[5:]] == ["near"]
    assert book.labels[5].title == "Place name"


def test_a_codebook_that_misses_nothing_stays_itself() -> None:
    assert DEFAULT_CODEBOOK.with_missing({ACTOR}, {RelationTypeId("counts")}) is DEFAULT_CODEBOOK


def test_a_blank_id_gets_no_entry() -> None:
    assert DEFAULT_CODEBOOK.with_missing({LabelId(" ")}, {RelationTypeId("")}) is DEFAULT_CODEBOOK


@given(
    codebooks(),
    st.sets(names.map(LabelId), max_size=40),
    st.sets(names.map(RelationTypeId), max_size=3),
)
def test_a_codebook_filled_up_can_be_used(
    book: Codebook, labels: set[LabelId], types: set[RelationTypeId]
) -> None:
    full = book.with_missing(labels, types)
    check(full)
    assert all(full.label(label_id) for label_id in labels)
    assert all(full.relation_type(type_id) for type_id in types)
    assert all(label.key not in RESERVED_KEYS for label in full.labels)


def test_a_new_label_takes_a_free_key_of_its_letters() -> None:
    book = DEFAULT_CODEBOOK.with_missing({LabelId("fact")}, set())
    assert book.labels[-1].key == "c"
    assert replace(book, labels=()).with_missing({LabelId("ж")}, set()).labels[0].key == "1"
