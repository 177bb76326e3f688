"""Decisions found by id and by what they are about, against a plain list of them."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.core.decision_index import DecisionIndex
from annotator.core.decisions import Choice, Decision
from annotator.core.ids import ArticleId, DecisionId, PersonId

IDS = st.sampled_from([DecisionId(f"d{number}") for number in range(6)])
SUBJECTS = ("g0", "g1", "a0", "a1", "a2")


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    return Decision(
        draw(IDS),
        ArticleId("article"),
        PersonId("gold"),
        PersonId("rita"),
        Choice.NONE,
        group=draw(st.sampled_from(["", "g0", "g1"])),
        sources=tuple(sorted(draw(st.sets(st.sampled_from(["a0", "a1", "a2"]))))),
    )


@given(st.lists(decisions() | IDS))
def test_what_is_put_in_and_dropped_is_found(acts: list[Decision | DecisionId]) -> None:
    index, model = DecisionIndex(), dict[str, Decision]()
    for act in acts:
        if isinstance(act, Decision):
            index.put(act)
            model[act.id] = act
        elif act in model:
            index.drop(act)
            del model[act]
        assert index.all == tuple(model[key] for key in sorted(model))
        assert all(index.get(key) == model.get(key) for key in (*model, "d0"))
        for subject in SUBJECTS:
            about = {d.id for d in model.values() if subject in (d.group, *d.sources)}
            assert index.about(subject) == about
    assert index.about("") == frozenset()


def test_all_is_the_same_tuple_until_one_changes() -> None:
    made = Decision(
        DecisionId("d0"), ArticleId("a"), PersonId("gold"), PersonId("rita"), Choice.NONE
    )
    index = DecisionIndex([made])
    assert index.all is index.all
    before = index.all
    index.put(made)
    assert index.all is not before
