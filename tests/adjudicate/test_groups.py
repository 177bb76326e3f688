"""Which positions are decided as one, what kind of difference they are, and who made what."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudicate.groups import Flag, Group, Kind, Subject, groups_of
from annotator.adjudicate.positions import Configuration, Place, Position, place_of
from annotator.core.ids import ArticleId, AttributeId, LabelId, PersonId
from annotator.core.spans import Span
from tests.adjudicate.drawing import NAMES, anonymous, groups, some_sets
from tests.adjudicate.scenario_list import SCENARIOS
from tests.adjudicate.scenarios import Scenario, sets_of, told
from tests.strategies import fragments_in


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_scenario_gives_its_groups(scenario: Scenario) -> None:
    assert [told(group) for group in groups_of(scenario.article_sets)] == list(scenario.groups)


def only(group_list: tuple[Group[Position], ...]) -> Group[Position]:
    (group,) = group_list
    return group


def test_a_group_says_who_made_which_version_by_which_annotations() -> None:
    group = only(
        groups(
            {
                "cem": ["actor 0 5", "actor 0 5"],
                "ana": ["source 0 5 kind=person"],
                "ben": ["actor 0 5"],
                "dia": [],
            }
        )
    )
    assert group.annotators == ("ana", "ben", "cem", "dia")
    assert group.has_nothing == ("dia",)
    assert [(v.configuration, v.makers) for v in group.versions] == [
        (Configuration(LabelId("actor")), (("ben", ("ben0",)), ("cem", ("cem0", "cem1")))),
        (
            Configuration(LabelId("source"), ((AttributeId("kind"), "person"),)),
            (("ana", ("ana0",)),),
        ),
    ]
    assert [version.votes for version in group.versions] == [2, 1]
    assert group.labels == ("actor", "source")


def test_a_majority_is_more_than_half_of_all_who_count() -> None:
    two_of_three = only(groups({"ana": ["actor 0 5"], "ben": ["actor 0 5"], "cem": []}))
    two_of_four = only(groups({"ana": ["actor 0 5"], "ben": ["actor 0 5"], "cem": [], "dia": []}))
    assert [v.configuration.label for v in two_of_three.majority] == ["actor"]
    assert two_of_four.majority == ()


def test_what_one_annotator_has_in_a_group_is_found_by_name() -> None:
    group = only(groups({"ana": ["quote 0 20"], "ben": ["actor 12 20", "quote 0 8"], "cem": []}))
    assert [(v.position.fragments, v.configuration.label) for v in group.by(NAMES[1])] == [
        ((Span(0, 8),), "quote"),
        ((Span(12, 20),), "actor"),
    ]
    assert group.by(NAMES[2]) == ()


def test_an_empty_attribute_is_as_a_missing_one() -> None:
    told_empty = Configuration(LabelId("quote"), ((AttributeId("direct"), ""),))
    assert told_empty == Configuration(LabelId("quote"))


def test_a_group_is_found_again_by_its_id_after_labels_and_others_changed() -> None:
    before = groups({"ana": ["actor 10 15"], "ben": ["source 10 15", "quote 40 50"]})
    after = groups(
        {"ana": ["actor 0 3", "actor 10 15"], "ben": ["actor 10 15 kind=person"], "cem": []}
    )
    assert before[0].id == after[1].id
    assert before[0].id == "4d71fd0032aab6b95124"


def test_a_group_has_another_id_with_other_positions_or_in_another_article() -> None:
    sets = {"ana": ["actor 10 15"], "ben": ["actor 10 15"]}
    ids = {
        only(groups_of(sets_of(sets))).id,
        only(groups_of(sets_of(sets, article=ArticleId("another")))).id,
        only(groups({"ana": ["actor 10 15"], "ben": ["actor 10 16"]})).id,
        only(groups({"ana": ["actor 10 12 13 15"]})).id,
        only(groups({"ana": ["actor"]})).id,
        only(groups({"ana": ["quote"]})).id,
    }
    assert len(ids) == 6


def test_nobody_counting_gives_no_groups() -> None:
    assert groups({}) == ()


@given(some_sets())
def test_every_annotation_is_in_exactly_one_group(sets: dict[str, list[str]]) -> None:
    expected = [f"{name}{place}" for name, made in sets.items() for place in range(len(made))]
    found = [r for group in groups(sets) for v in group.versions for r in v.records]
    assert sorted(found) == sorted(expected)


@given(some_sets())
def test_every_version_is_what_its_annotations_say(sets: dict[str, list[str]]) -> None:
    article_sets = sets_of(sets)
    by_id = {str(a.id): a for counted in article_sets.sets for a in counted.annotations}
    for group in groups_of(article_sets):
        for version in group.versions:
            for annotator, records in version.makers:
                for record in records:
                    annotation = by_id[record]
                    assert annotation.author == annotator
                    assert version.position == Position(annotation.spans)
                    assert version.configuration == Configuration(
                        annotation.label, annotation.attributes
                    )


@given(some_sets(), st.randoms(use_true_random=False))
def test_the_order_of_sets_and_spans_does_not_matter(
    sets: dict[str, list[str]], random: Random
) -> None:
    article_sets = sets_of(sets)
    shuffled = sets_of(sets)
    mixed = list(shuffled.sets)
    random.shuffle(mixed)
    again = []
    for counted in mixed:
        annotations = list(counted.annotations)
        random.shuffle(annotations)
        again.append(type(counted)(counted.annotator, tuple(annotations)))
    moved = type(shuffled)(shuffled.article, shuffled.length, tuple(again))
    assert groups_of(moved) == groups_of(article_sets)


@given(some_sets(), st.permutations(NAMES))
def test_names_do_not_matter(sets: dict[str, list[str]], names: list[PersonId]) -> None:
    renamed: dict[str, list[str]] = {
        names[NAMES.index(PersonId(name))]: made for name, made in sets.items()
    }
    assert [anonymous(g) for g in groups(renamed)] == [anonymous(g) for g in groups(sets)]


@given(some_sets(least=2))
def test_identical_sets_are_unanimous_but_for_what_is_stacked(sets: dict[str, list[str]]) -> None:
    alike = dict.fromkeys(sets, sets["ana"])
    for group in groups(alike):
        assert len(group.places) == 1
        expected = Kind.STACKED if Flag.STACKED_DIFFERENT in group.flags else Kind.UNANIMOUS
        assert group.kind is expected
        assert not group.has_nothing
        assert group.majority == group.versions


@given(some_sets())
def test_groups_are_the_alternatives_and_what_they_tie(sets: dict[str, list[str]]) -> None:
    """Compared with every pair of positions, which is slow and plain."""
    found = [group for group in groups(sets) if group.subject is Subject.SPAN]
    places = [place for group in found for place in group.places]
    expected = [{number} for number in range(len(places))]
    for (one, first), (other, second) in combinations(enumerate(places), 2):
        if share_plainly(first, second) and not set(first.annotators) & set(second.annotators):
            ours = next(s for s in expected if one in s)
            theirs = next(s for s in expected if other in s)
            if ours is not theirs:
                ours |= theirs
                expected.remove(theirs)
    counts = iter(range(len(places)))
    assert [{next(counts) for _ in group.places} for group in found] == sorted(expected, key=min)


@given(some_sets())
def test_nested_is_where_somebody_made_both(sets: dict[str, list[str]]) -> None:
    found = [group for group in groups(sets) if group.subject is Subject.SPAN]
    owned = [(group.id, place) for group in found for place in group.places]
    nested = {
        owner
        for (mine, one), (yours, other) in combinations(owned, 2)
        if share_plainly(one, other) and set(one.annotators) & set(other.annotators)
        for owner in (mine, yours)
    }
    assert {group.id for group in found if Flag.NESTED in group.flags} == nested


@given(some_sets())
def test_groups_stand_in_reading_order(sets: dict[str, list[str]]) -> None:
    keys = []
    for group in groups(sets):
        fragments = group.places[0].position.fragments
        keys.append((fragments[0].start, -fragments[-1].end, fragments) if fragments else (-1, 0))
    assert keys == sorted(keys)


@given(some_sets())
def test_kinds_are_the_first_that_applies(sets: dict[str, list[str]]) -> None:
    for group in groups(sets):
        stacked = {Flag.STACKED_IDENTICAL, Flag.STACKED_DIFFERENT} & set(group.flags)
        match group.kind:
            case Kind.UNANIMOUS:
                assert len(group.versions) == 1
                assert group.versions[0].votes == len(group.annotators)
            case Kind.STACKED:
                assert stacked
            case Kind.BOUNDARY_CONFLICT:
                assert not stacked
                assert len(group.places) > 1
            case Kind.LABEL_CONFLICT:
                assert len(group.labels) > 1
            case Kind.ATTRIBUTE_CONFLICT:
                assert len(group.labels) == 1 < len(group.versions)
            case Kind.ONE_SIDED:
                assert len(group.versions) == 1
                assert group.has_nothing
        assert bool(group.has_nothing) == (Flag.ONE_SIDED in group.flags)


@given(fragments_in(12), fragments_in(12))
def test_positions_meet_where_a_character_is_in_both(
    one: tuple[Span, ...], other: tuple[Span, ...]
) -> None:
    shared = characters(one) & characters(other)
    assert Position(one).meets(Position(other)) == bool(shared)
    assert Position(other).meets(Position(one)) == bool(shared)


def test_a_place_without_anything_is_refused() -> None:
    with pytest.raises(ValueError):
        place_of(Position(()), [])


def characters(fragments: tuple[Span, ...]) -> set[int]:
    return {offset for span in fragments for offset in range(span.start, span.end)}


def share_plainly(one: Place[Position], other: Place[Position]) -> bool:
    return bool(characters(one.position.fragments) & characters(other.position.fragments))
