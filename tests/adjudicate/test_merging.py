"""What the strategies take and leave, why, and what they must never do."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudicate.forbidding import Limits, limits_of
from annotator.adjudicate.groups import GroupId, Kind, groups_of
from annotator.adjudicate.merging import (
    STRATEGIES,
    Choices,
    Strategy,
    agreeing,
    majority,
    prefer,
    threshold,
    unanimous,
)
from annotator.adjudicate.positions import Position
from annotator.adjudicate.proposals import Merge, Proposal, Taken, Tally, Why, dry_run
from annotator.core.codebook import Codebook, Label
from annotator.core.ids import ArticleId, LabelId, PersonId
from tests.adjudicate.drawing import NAMES, groups, some_sets
from tests.adjudicate.scenario_list import SCENARIOS
from tests.adjudicate.scenarios import Items, Scenario, counted, sets_of, told_position

ANA, BEN = PersonId("ana"), PersonId("ben")
FREE = Limits()
APART = Limits(no_overlap=frozenset({LabelId("quote")}))


def told(proposal: Proposal[Position]) -> str:
    configuration = proposal.configuration
    values = "".join(f" {key}={value}" for key, value in configuration.attributes)
    return f"{told_position(proposal.position)} {configuration.label}{values}"


def taken(merge: Merge[Position]) -> list[str]:
    return [told(proposal) for proposal in merge.proposals]


def reasons(merge: Merge[Position]) -> list[Why]:
    return [left.reason for left in merge.left_open]


def everything(merge: Merge[Position]) -> set[tuple[GroupId, str]]:
    return {(proposal.group, told(proposal)) for proposal in merge.proposals}


def both(items: Items) -> dict[str, Items]:
    return {"ana": items, "ben": items}


@pytest.mark.parametrize(
    ("scenario", "strategy"),
    [pytest.param(s, name, id=f"{name}: {s.name}") for s in SCENARIOS for name in s.taken],
)
def test_a_strategy_takes_of_a_scenario(scenario: Scenario, strategy: str) -> None:
    choices = Choices(votes=2, annotator=PersonId(min(scenario.sets)))
    merge = STRATEGIES[strategy].run(groups_of(scenario.article_sets), choices, scenario.limits)
    assert taken(merge) == list(scenario.taken[strategy])


@pytest.mark.parametrize(
    ("strategy", "sets", "reason"),
    [
        ("unanimous", {"ana": ["actor 0 5"], "ben": ["actor 0 6"]}, Why.DIFFERING),
        ("unanimous", {"ana": ["actor 0 5"], "ben": []}, Why.SOME_HAVE_NOTHING),
        ("unanimous", {"ana": ["actor 0 5"] * 2, "ben": ["actor 0 5"]}, Why.STACKED),
        ("agreeing", {"ana": ["actor 0 5", "quote 0 5"], "ben": []}, Why.STACKED),
        ("agreeing", {"ana": ["actor 0 5"], "ben": ["quote 0 5"]}, Why.DIFFERING),
        ("threshold", {"ana": ["actor 0 5"], "ben": ["quote 0 5"]}, Why.TOO_FEW_VOTES),
        ("majority", {"ana": ["actor 0 5"], "ben": ["quote 0 5"]}, Why.NO_MAJORITY),
        ("prefer", {"ana": [], "ben": ["quote 0 5"]}, Why.HAS_NOTHING),
        ("prefer", {"ben": ["quote 0 5"]}, Why.NOT_COUNTED),
        ("prefer", {"ana": ["actor 0 5"], "ben": []}, Why.OTHER_LABEL),
    ],
)
def test_what_is_left_open_says_why(strategy: str, sets: Mapping[str, Items], reason: Why) -> None:
    choices = Choices(votes=2, annotator=ANA, labels=(LabelId("quote"),))
    merge = STRATEGIES[strategy].run(groups(sets), choices, FREE)
    assert merge.proposals == ()
    assert reasons(merge) == [reason]


def test_a_proposal_says_its_votes_its_confidence_and_where_it_came_from() -> None:
    found = groups(
        {"ana": ["actor 0 5"], "ben": ["source 0 5"], "cem": ["source 0 5"], "dia": ["quote 0 5"]}
    )
    (proposal,) = threshold(found, votes=1).proposals
    assert (proposal.group, proposal.votes, proposal.counted) == (found[0].id, 2, 4)
    assert proposal.confidence == 2 / 4
    assert proposal.reason is Taken.MOST_VOTES
    assert proposal.sources == ("ben0", "cem0")


def test_votes_are_dropped_before_confidence_is_counted() -> None:
    found = groups(
        {"ana": ["actor 0 5"], "ben": ["source 0 5"], "cem": ["source 0 5"], "dia": ["quote 0 5"]}
    )
    (proposal,) = threshold(found, votes=2, confidence=1.0).proposals
    assert proposal.confidence == 1.0
    assert reasons(threshold(found, votes=1, confidence=0.51)) == [Why.LOW_CONFIDENCE]
    assert taken(threshold(found, votes=1, confidence=0.5)) == ["0-5 source"]


def test_a_threshold_that_cannot_be_is_refused() -> None:
    for votes, confidence in ((0, 0.0), (1, -0.1), (1, 1.1)):
        with pytest.raises(ValueError):
            threshold((), votes=votes, confidence=confidence)


def test_preferring_nobody_is_refused() -> None:
    with pytest.raises(ValueError):
        STRATEGIES["prefer"].run((), Choices(), FREE)


def test_three_votes_beat_two_where_inception_places_the_longer_first() -> None:
    long, short = ["quote 0 20"], ["quote 0 9"]
    found = groups({"ana": long, "ben": long, "cem": short, "dia": short, "eva": short})
    assert taken(threshold(found)) == ["0-9 quote"]
    assert reasons(threshold(found[:1], votes=4)) == [Why.TOO_FEW_VOTES]


def test_alternatives_with_equally_many_votes_stay_open() -> None:
    found = groups({"ana": ["quote 0 20"], "ben": ["quote 0 9"]})
    assert reasons(threshold(found, votes=1)) == [Why.TIE]


def test_a_merge_leaves_decided_groups_alone_and_fills_the_rest() -> None:
    sets = {"ana": ["actor 0 5", "quote 10 20"], "ben": ["actor 0 5", "quote 10 21"]}
    before = groups(sets)
    decided = frozenset(group.id for group in before if group.kind is Kind.BOUNDARY_CONFLICT)
    for strategy in STRATEGIES.values():
        merge = strategy.run(before, Choices(annotator=BEN), Limits(decided=decided))
        assert taken(merge) == ["0-5 actor"]
        assert merge.left_open == ()
        assert merge.decided == 1
    # A set is changed elsewhere and computed again: the decision is found by the group's id.
    again = groups({**sets, "ana": ["actor 0 6", "quote 10 20"]})
    merge = prefer(again, annotator=ANA, limits=Limits(decided=decided))
    assert taken(merge) == ["0-6 actor"]


def test_a_winner_that_would_overlap_a_stronger_one_stays_open_where_that_is_forbidden() -> None:
    found = groups(
        {
            "ana": ["quote 0 20", "quote 15 30"],
            "ben": ["quote 0 20", "quote 15 30"],
            "cem": ["quote 15 30"],
        }
    )
    assert taken(threshold(found)) == ["0-20 quote", "15-30 quote"]
    merge = threshold(found, limits=APART)
    assert taken(merge) == ["15-30 quote"]
    assert reasons(merge) == [Why.OVERLAPS_STRONGER]


def test_of_two_equally_strong_where_overlap_is_forbidden_both_stay_open() -> None:
    found = groups(both(["quote 0 20", "quote 15 30", "quote 40 50"]))
    merge = unanimous(found, limits=APART)
    assert taken(merge) == ["40-50 quote"]
    assert reasons(merge) == [Why.OVERLAPS_STRONGER, Why.OVERLAPS_STRONGER]


def test_touching_another_label_or_another_article_is_not_overlapping() -> None:
    sets = both(["quote 0 20", "quote 20 30", "actor 5 25"])
    elsewhere = both(["quote 5 25"])
    other = groups_of(sets_of(elsewhere, article=ArticleId("other")))
    assert len(unanimous((*groups(sets), *other), limits=APART).proposals) == 4


def test_the_gold_set_is_stronger_than_any_proposal_where_overlap_is_forbidden() -> None:
    book = Codebook(
        "book",
        "1",
        (
            Label(LabelId("quote"), "Quote", "Q", overlaps_itself=False),
            Label(LabelId("a"), "A", "A"),
        ),
    )
    gold = counted("gold", ["quote 18 22", "quote"]).annotations
    found = groups(both(["quote 0 20", "quote 22 30"]))
    merge = unanimous(found, limits=limits_of(book, gold=gold))
    assert taken(merge) == ["22-30 quote"]


def test_one_label_of_one_annotator_is_taken() -> None:
    found = groups({"ana": ["actor 0 5", "quote 10 20"], "ben": ["source 0 5"]})
    merge = prefer(found, annotator=ANA, labels=[LabelId("quote")])
    assert taken(merge) == ["10-20 quote"]
    assert reasons(merge) == [Why.OTHER_LABEL]


def test_a_dry_run_counts_groups_by_kind_label_and_reason() -> None:
    found = groups(
        {
            "ana": ["actor 0 5", "actor 10 15", "quote 20 30"],
            "ben": ["actor 0 5", "source 10 15"],
            "cem": ["actor 0 5", "actor 10 15"],
        }
    )
    decided = frozenset({found[2].id})
    counts = dry_run([majority(found[:1]), unanimous(found[1:], limits=Limits(decided=decided))])
    assert (counts.taken, counts.left, counts.decided, counts.proposals) == (1, 1, 1, 1)
    assert counts.by_kind == ((Kind.UNANIMOUS, Tally(1, 0)), (Kind.LABEL_CONFLICT, Tally(0, 1)))
    assert counts.by_label == (("actor", Tally(1, 1)), ("source", Tally(0, 1)))
    assert counts.by_reason == ((Why.DIFFERING, 1),)


def test_the_strategies_are_listed_by_their_names() -> None:
    assert list(STRATEGIES) == ["unanimous", "agreeing", "threshold", "majority", "prefer"]
    assert all(entry.name == name for name, entry in STRATEGIES.items())
    assert set().union(*(e.uses for e in STRATEGIES.values())) == set(Choices.__slots__)


choices_drawn = st.builds(
    Choices,
    votes=st.integers(1, 4),
    confidence=st.sampled_from((0.0, 0.34, 0.5, 0.67, 1.0)),
    annotator=st.sampled_from(NAMES),
)
strategies_drawn = st.sampled_from(tuple(STRATEGIES.values()))
limits_drawn = st.sampled_from((FREE, APART))


@given(some_sets(), strategies_drawn, choices_drawn, limits_drawn)
def test_nothing_is_proposed_that_nobody_made(
    sets: dict[str, list[str]], strategy: Strategy, choices: Choices, limits: Limits
) -> None:
    found = groups(sets)
    versions = {(g.id, v.position, v.configuration): v for g in found for v in g.versions}
    merge = strategy.run(found, choices, limits)
    for proposal in merge.proposals:
        version = versions[proposal.group, proposal.position, proposal.configuration]
        assert proposal.votes == version.votes > 0
        assert proposal.sources == version.records
        assert 0 < proposal.confidence <= 1


@given(some_sets(), strategies_drawn, choices_drawn, limits_drawn)
def test_each_group_is_taken_left_or_decided(
    sets: dict[str, list[str]], strategy: Strategy, choices: Choices, limits: Limits
) -> None:
    found = groups(sets)
    decided = frozenset(group.id for group in found[::3])
    limits = Limits(decided, limits.no_overlap)
    merge = strategy.run(found, choices, limits)
    took, left = {p.group for p in merge.proposals}, [o.group for o in merge.left_open]
    assert sorted([*took, *left, *decided]) == sorted(group.id for group in found)
    assert merge.decided == len(decided)


@given(some_sets(), strategies_drawn, choices_drawn, st.permutations(NAMES), limits_drawn)
def test_names_and_the_order_of_groups_do_not_matter(
    sets: dict[str, list[str]],
    strategy: Strategy,
    choices: Choices,
    names: list[PersonId],
    limits: Limits,
) -> None:
    assert choices.annotator is not None
    new_names = dict(zip(NAMES, names, strict=True))
    renamed: dict[str, list[str]] = {new_names[PersonId(name)]: made for name, made in sets.items()}
    others = Choices(choices.votes, choices.confidence, new_names[choices.annotator])
    merge = strategy.run(groups(sets), choices, limits)
    again = strategy.run(groups(renamed)[::-1], others, limits)
    assert everything(merge) == everything(again)
    assert {(o.group, o.reason) for o in merge.left_open} == {
        (o.group, o.reason) for o in again.left_open
    }


@given(some_sets(), st.integers(1, 4), st.sampled_from((0.0, 0.5, 0.67, 1.0)))
def test_a_stricter_strategy_takes_no_more(
    sets: dict[str, list[str]], votes: int, confidence: float
) -> None:
    found = groups(sets)
    lax = everything(threshold(found, votes=1))
    assert everything(unanimous(found)) <= everything(agreeing(found)) <= lax
    assert everything(threshold(found, votes=votes, confidence=confidence)) <= lax
    more_sure = everything(threshold(found, votes=votes, confidence=min(1, confidence + 0.2)))
    assert more_sure <= everything(threshold(found, votes=votes, confidence=confidence))


@given(some_sets())
def test_a_majority_is_a_threshold_of_more_than_half_but_for_ties_of_the_stacked(
    sets: dict[str, list[str]],
) -> None:
    found = groups(sets)
    by_votes = everything(threshold(found, votes=len(sets) // 2 + 1))
    by_majority = everything(majority(found))
    stacked = {group.id for group in found if group.is_stacked}
    assert by_votes <= by_majority
    assert {group for group, _ in by_majority - by_votes} <= stacked


@given(some_sets(), strategies_drawn, choices_drawn)
def test_of_alternatives_no_two_are_taken(
    sets: dict[str, list[str]], strategy: Strategy, choices: Choices
) -> None:
    found = groups(sets)
    merge = strategy.run(found, choices, FREE)
    for group in found:
        positions = {p.position for p in merge.proposals if p.group == group.id}
        places = [place for place in group.places if place.position in positions]
        assert not any(a.is_alternative_to(b) for a in places for b in places)


@given(some_sets(), strategies_drawn, choices_drawn)
def test_nothing_taken_overlaps_where_the_codebook_forbids_it(
    sets: dict[str, list[str]], strategy: Strategy, choices: Choices
) -> None:
    merge = strategy.run(groups(sets), choices, APART)
    quotes = [
        p.position
        for p in merge.proposals
        if p.configuration.label == "quote" and p.position.fragments
    ]
    pairs = [(a, b) for n, a in enumerate(quotes) for b in quotes[:n]]
    assert not any(one.meets(other) for one, other in pairs)


@given(some_sets(least=2), strategies_drawn)
def test_of_identical_sets_everything_is_taken_but_what_is_stacked(
    sets: dict[str, list[str]], strategy: Strategy
) -> None:
    found = groups(dict.fromkeys(sets, sets["ana"]))
    merge = strategy.run(found, Choices(annotator=ANA), FREE)
    left = {o.group for o in merge.left_open}
    assert left <= {group.id for group in found if group.is_stacked}
