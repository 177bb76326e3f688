"""Random sets of several annotators on one short article, so that spans meet often."""

from collections.abc import Mapping

from hypothesis import strategies as st

from annotator.adjudicate.groups import Group, groups_of
from annotator.adjudicate.positions import P, Position
from annotator.core.ids import PersonId
from tests.adjudicate.scenarios import Items, sets_of
from tests.strategies import fragments_in

NAMES = tuple(PersonId(name) for name in ("ana", "ben", "cem", "dia", "eva"))
SHORT = 14
VALUES = st.sampled_from(("", " kind=a", " kind=b", " kind=a role=b"))


@st.composite
def items(draw: st.DrawFn) -> str:
    """A span of one to three fragments, or now and then a label of the whole article."""
    label = draw(st.sampled_from(("actor", "quote", "source")))
    fragments = draw(st.just(()) | fragments_in(SHORT) | fragments_in(SHORT, most=1))
    offsets = "".join(f" {span.start} {span.end}" for span in fragments)
    return f"{label}{offsets}{draw(VALUES)}"


def some_sets(*, least: int = 1) -> st.SearchStrategy[dict[str, list[str]]]:
    """Up to five annotators' sets, some of them empty."""
    many = st.lists(items(), max_size=6)
    return st.integers(least, len(NAMES)).flatmap(
        lambda count: st.fixed_dictionaries(dict.fromkeys(NAMES[:count], many))
    )


@st.composite
def sets_with_relations(draw: st.DrawFn) -> dict[str, list[str]]:
    """Sets as above with relations between an annotator's own spans."""
    found = draw(some_sets())
    for made in found.values():
        spans = len(made)
        for _ in range(draw(st.integers(0, 4)) if spans else 0):
            kind = draw(st.sampled_from(("speaker", "continues")))
            ends = draw(st.integers(0, spans - 1)), draw(st.integers(0, spans - 1))
            made.append(f"{kind} {ends[0]}>{ends[1]}{draw(VALUES)}")
    return found


def groups(sets: Mapping[str, Items]) -> tuple[Group[Position], ...]:
    """The groups of finished sets."""
    return groups_of(sets_of(sets))


def anonymous(group: Group[P]) -> tuple[object, ...]:
    """All that a group says but for who made it and under which ids."""
    return (
        group.id,
        group.subject,
        group.kind,
        group.flags,
        len(group.annotators),
        len(group.has_nothing),
        tuple((v.position, v.configuration, v.votes, len(v.records)) for v in group.versions),
        tuple((v.position, v.configuration) for v in group.majority),
    )
