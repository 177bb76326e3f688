"""What a merge must respect: decisions, and labels that may not overlap themselves."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from annotator.adjudicate.groups import GroupId
from annotator.adjudicate.meeting import PositionIndex
from annotator.adjudicate.positions import P, Position, position_of
from annotator.adjudicate.proposals import Proposal
from annotator.core.annotations import Annotation
from annotator.core.codebook import Codebook
from annotator.core.ids import ArticleId, LabelId, RelationTypeId

_Key = tuple[ArticleId, LabelId | RelationTypeId]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a merge must respect.

    Groups in `decided` are left alone. Two spans of a label in `no_overlap` may not share a
    character, neither with one another nor with `gold`, the annotations that are in the gold set.
    """

    decided: Collection[GroupId] = frozenset()
    no_overlap: Collection[LabelId] = frozenset()
    gold: tuple[Annotation, ...] = ()


def limits_of(
    codebook: Codebook,
    *,
    decided: Collection[GroupId] = (),
    gold: Iterable[Annotation] = (),
) -> Limits:
    """The limits that a codebook, the decisions and the gold set put to a merge."""
    no_overlap = frozenset(label.id for label in codebook.labels if not label.overlaps_itself)
    return Limits(frozenset(decided), no_overlap, tuple(gold))


def forbidden(proposals: Sequence[Proposal[P]], limits: Limits) -> frozenset[GroupId]:
    """The groups that have to stay open, as they would overlap what is stronger in the same label.

    The gold set is stronger than any proposal, and of proposals the one with more votes. Of two
    with equally many, both stay open. A group stays open as a whole.
    """
    bound = [
        (proposal, proposal.position)
        for proposal in proposals
        if isinstance(proposal.position, Position)
        and proposal.position.fragments
        and proposal.configuration.label in limits.no_overlap
    ]
    if not bound:
        return frozenset()
    standing = _Standing()
    for annotation in limits.gold:
        standing.add((annotation.article, annotation.label), position_of(annotation))
    refused: set[GroupId] = set()
    bound.sort(key=lambda each: -each[0].votes)
    for _, level in groupby(bound, key=lambda each: each[0].votes):
        rivals = [each for each in level if each[0].group not in refused]
        equals = _Standing()
        for proposal, position in rivals:
            equals.add(_key(proposal), position)
        for proposal, position in rivals:
            # Among its equals each meets at least itself.
            if standing.met(_key(proposal), position) or equals.met(_key(proposal), position) > 1:
                refused.add(proposal.group)
        for proposal, position in rivals:
            if proposal.group not in refused:
                standing.add(_key(proposal), position)
    return frozenset(refused)


def _key(proposal: Proposal[P]) -> _Key:
    return proposal.article, proposal.configuration.label


class _Standing:
    """Positions by article and label, found by what they meet."""

    def __init__(self) -> None:
        self._indexes: dict[_Key, PositionIndex[Position]] = {}

    def add(self, key: _Key, position: Position) -> None:
        """Takes in a position."""
        if key not in self._indexes:
            self._indexes[key] = PositionIndex()
        self._indexes[key].add(position)

    def met(self, key: _Key, position: Position) -> int:
        """How many positions share a character with this one."""
        index = self._indexes.get(key)
        return sum(1 for _ in index.meeting(position)) if index else 0
