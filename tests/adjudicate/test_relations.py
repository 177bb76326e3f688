"""Relations are groups like spans: by type and by where their ends are."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudicate.groups import Group, Kind, Subject
from annotator.adjudicate.merging import agreeing, majority, threshold, unanimous, with_ends
from annotator.adjudicate.positions import Position
from annotator.adjudicate.proposals import Why
from annotator.adjudicate.relations import RelationPosition, relation_groups
from annotator.core.ids import PersonId
from annotator.core.spans import Span
from tests.adjudicate.drawing import NAMES, anonymous, groups, sets_with_relations
from tests.adjudicate.scenarios import Items, sets_of, told

SPANS = ["quote 0 20", "actor 30 35"]


def related(sets: Mapping[str, Items]) -> tuple[Group[RelationPosition], ...]:
    return relation_groups(sets_of(sets))


@pytest.mark.parametrize(
    ("name", "sets", "expected"),
    [
        ("none", {"ana": SPANS, "ben": SPANS}, []),
        (
            "alike",
            {"ana": [*SPANS, "speaker 0>1"], "ben": [*SPANS, "speaker 0>1"]},
            ["unanimous: 0-20>30-35"],
        ),
        (
            "one has nothing",
            {"ana": [*SPANS, "speaker 0>1"], "ben": SPANS},
            ["one_sided one_sided: 0-20>30-35"],
        ),
        (
            "attributes differ",
            {"ana": [*SPANS, "speaker 0>1 sure=yes"], "ben": [*SPANS, "speaker 0>1"]},
            ["attribute_conflict: 0-20>30-35"],
        ),
        (
            "labels of the ends differ, which is for the spans to say",
            {"ana": [*SPANS, "speaker 0>1"], "ben": ["source 0 20", "actor 30 35", "speaker 0>1"]},
            ["unanimous: 0-20>30-35"],
        ),
        (
            "an end's boundaries differ",
            {"ana": [*SPANS, "speaker 0>1"], "ben": ["quote 0 20", "actor 30 40", "speaker 0>1"]},
            ["boundary_conflict: 0-20>30-40 0-20>30-35"],
        ),
        (
            "the other way round is another relation",
            {"ana": [*SPANS, "speaker 0>1"], "ben": [*SPANS, "speaker 1>0"]},
            ["one_sided one_sided: 0-20>30-35", "one_sided one_sided: 30-35>0-20"],
        ),
        (
            "another type is another relation",
            {"ana": [*SPANS, "speaker 0>1"], "ben": [*SPANS, "about 0>1"]},
            ["one_sided one_sided: 0-20>30-35", "one_sided one_sided: 0-20>30-35"],
        ),
        (
            "to another end is another relation",
            {"ana": [*SPANS, "speaker 0>1"], "ben": ["quote 0 20", "actor 50 55", "speaker 0>1"]},
            ["one_sided one_sided: 0-20>30-35", "one_sided one_sided: 0-20>50-55"],
        ),
        (
            "twice the same",
            {"ana": [*SPANS, "speaker 0>1", "speaker 0>1"], "ben": [*SPANS, "speaker 0>1"]},
            ["unanimous stacked_identical: 0-20>30-35"],
        ),
        (
            "nested ends of one annotator stay apart",
            {
                "ana": ["quote 0 20", "quote 5 9", "actor 30 35", "speaker 0>2", "speaker 1>2"],
                "ben": ["quote 0 20", "actor 30 35", "speaker 0>1"],
            },
            ["unanimous nested: 0-20>30-35", "one_sided one_sided nested: 5-9>30-35"],
        ),
        (
            "from the whole article",
            {"ana": ["news", "actor 0 5", "about 0>1"], "ben": ["news", "actor 0 7", "about 0>1"]},
            ["boundary_conflict: article>0-7 article>0-5"],
        ),
        (
            "an end in parts",
            {"ana": ["quote 0 5 8 9", "actor 30 35", "speaker 0>1"], "ben": []},
            ["one_sided one_sided discontinuous: 0-5+8-9>30-35"],
        ),
    ],
)
def test_relations_are_grouped(name: str, sets: dict[str, Items], expected: list[str]) -> None:
    found = related(sets)
    assert [told(group) for group in found] == expected, name
    assert all(group.subject is Subject.RELATION for group in found)


def test_relations_are_merged_as_spans_are() -> None:
    found = related(
        {
            "ana": [*SPANS, "speaker 0>1 sure=yes"],
            "ben": [*SPANS, "speaker 0>1"],
            "cem": [*SPANS, "speaker 0>1"],
        }
    )
    assert unanimous(found).proposals == ()
    (proposal,) = majority(found).proposals
    assert proposal.position.type == proposal.configuration.label == "speaker"
    assert (proposal.votes, proposal.sources) == (2, ("ben2", "cem2"))


def test_a_relation_without_both_its_ends_in_the_gold_set_stays_open() -> None:
    found = related({"ana": [*SPANS, "speaker 0>1"], "ben": [*SPANS, "speaker 0>1"]})
    quote, actor = Position((Span(0, 20),)), Position((Span(30, 35),))
    merge = unanimous(found)
    assert with_ends(merge, [quote, actor]) == merge
    left = with_ends(merge, [quote])
    assert left.proposals == ()
    assert [open_one.reason for open_one in left.left_open] == [Why.NO_END]


@given(sets_with_relations())
def test_every_relation_is_in_exactly_one_group(sets: dict[str, list[str]]) -> None:
    expected = [
        f"{name}{place}"
        for name, made in sets.items()
        for place, item in enumerate(made)
        if ">" in item
    ]
    found = [r for group in related(sets) for v in group.versions for r in v.records]
    assert sorted(found) == sorted(expected)


@given(sets_with_relations(), st.permutations(NAMES))
def test_names_do_not_matter(sets: dict[str, list[str]], names: list[PersonId]) -> None:
    renamed: dict[str, list[str]] = {
        names[NAMES.index(PersonId(name))]: made for name, made in sets.items()
    }
    assert [anonymous(g) for g in related(renamed)] == [anonymous(g) for g in related(sets)]


@given(sets_with_relations())
def test_groups_hold_all_alternatives(sets: dict[str, list[str]]) -> None:
    found = related(sets)
    for number, group in enumerate(found):
        for other in found[:number]:
            assert not any(a.is_alternative_to(b) for a in group.places for b in other.places)


@given(sets_with_relations())
def test_identical_sets_agree(sets: dict[str, list[str]]) -> None:
    alike = related(dict.fromkeys(sets, sets["ana"]))
    assert {group.kind for group in alike} <= {Kind.UNANIMOUS, Kind.STACKED}
    assert {group.kind for group in alike if not group.is_stacked} <= {Kind.UNANIMOUS}


@given(sets_with_relations())
def test_a_merge_of_relations_takes_and_leaves_each_group(sets: dict[str, list[str]]) -> None:
    found = related(sets)
    ends = [p.position for p in threshold(groups(sets), votes=1).proposals]
    for merge in (agreeing(found), with_ends(threshold(found, votes=1), ends)):
        took = {proposal.group for proposal in merge.proposals}
        left = [open_one.group for open_one in merge.left_open]
        assert sorted([*took, *left]) == sorted(group.id for group in found)
