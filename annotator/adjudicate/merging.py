"""Merge strategies: from groups to proposals with reasons. Nothing is written here."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Generic, Protocol

from annotator.adjudicate.forbidding import Limits, forbidden
from annotator.adjudicate.groups import Group, Kind
from annotator.adjudicate.meeting import Rivals
from annotator.adjudicate.positions import P, Place, Position, Version
from annotator.adjudicate.proposals import LeftOpen, Merge, Proposal, Taken, Why
from annotator.adjudicate.relations import RelationPosition
from annotator.core.ids import LabelId, PersonId

NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Pick(Generic[P]):
    """A version that a strategy would take, with its confidence."""

    version: Version[P]
    confidence: float


# What a strategy says of one group: the versions it takes, or why it takes none.
Verdict = tuple[Pick[P], ...] | Why


def unanimous(groups: Sequence[Group[P]], *, limits: Limits = NO_LIMITS) -> Merge[P]:
    """Takes what all counted annotators have alike, and nobody twice."""
    return _merge(groups, _all_agree, taken=Taken.ALL_AGREE, limits=limits)


def agreeing(groups: Sequence[Group[P]], *, limits: Limits = NO_LIMITS) -> Merge[P]:
    """Takes what all have alike who have anything there, and nobody twice."""
    return _merge(groups, _those_there_agree, taken=Taken.THOSE_THERE_AGREE, limits=limits)


def threshold(
    groups: Sequence[Group[P]],
    *,
    votes: int = 2,
    confidence: float = 0.0,
    limits: Limits = NO_LIMITS,
) -> Merge[P]:
    """Takes the version with most votes, where it is alone at the top and sure enough.

    Versions with fewer than `votes` votes are dropped. Confidence, 0 to 1, is a version's share
    of the votes left at its position. Of alternatives the one with most votes is taken; the
    length and the order of the spans play no part. A group is taken as a whole: everything in
    it is either taken or beaten by an alternative with more votes, or else it stays open.
    Raises ValueError for less than one vote or a confidence outside 0 to 1.
    """
    if votes < 1 or not 0 <= confidence <= 1:
        raise ValueError(f"no threshold: {votes} votes, confidence {confidence}")

    def verdict(group: Group[P]) -> Verdict[P]:
        return _most_votes(group, votes=votes, confidence=confidence)

    return _merge(groups, verdict, taken=Taken.MOST_VOTES, limits=limits)


def majority(groups: Sequence[Group[P]], *, limits: Limits = NO_LIMITS) -> Merge[P]:
    """Takes what more than half of all counted annotators have; nothing is a vote against.

    A group is taken as a whole: a place where no version has a majority, and that is no
    alternative to one that has, leaves it open.
    """
    return _merge(groups, _more_than_half, taken=Taken.MAJORITY, limits=limits)


def prefer(
    groups: Sequence[Group[P]],
    *,
    annotator: PersonId,
    labels: Collection[LabelId] = (),
    limits: Limits = NO_LIMITS,
) -> Merge[P]:
    """Takes everything of one annotator; with `labels`, where all of it has one of them."""

    def verdict(group: Group[P]) -> Verdict[P]:
        return _of_one(group, annotator=annotator, labels=labels)

    return _merge(groups, verdict, taken=Taken.PREFERRED, limits=limits)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person sets for a merge. Each strategy uses what its entry names in `uses`."""

    votes: int = 2
    confidence: float = 0.0
    annotator: PersonId | None = None
    labels: tuple[LabelId, ...] = ()


class Run(Protocol):
    """A strategy with a person's choices. Raises ValueError where they do not fit it."""

    def __call__(self, groups: Sequence[Group[P]], choices: Choices, limits: Limits, /) -> Merge[P]:
        """What the strategy takes and leaves."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """One way to merge, as it is listed and run. `uses` names fields of `Choices`."""

    name: str
    title: str
    takes: str
    run: Run
    uses: tuple[str, ...] = ()


def _run_unanimous(groups: Sequence[Group[P]], choices: Choices, limits: Limits, /) -> Merge[P]:
    return unanimous(groups, limits=limits)


def _run_agreeing(groups: Sequence[Group[P]], choices: Choices, limits: Limits, /) -> Merge[P]:
    return agreeing(groups, limits=limits)


def _run_threshold(groups: Sequence[Group[P]], choices: Choices, limits: Limits, /) -> Merge[P]:
    return threshold(groups, votes=choices.votes, confidence=choices.confidence, limits=limits)


def _run_majority(groups: Sequence[Group[P]], choices: Choices, limits: Limits, /) -> Merge[P]:
    return majority(groups, limits=limits)


def _run_prefer(groups: Sequence[Group[P]], choices: Choices, limits: Limits, /) -> Merge[P]:
    if choices.annotator is None:
        raise ValueError("nobody to prefer")
    return prefer(groups, annotator=choices.annotator, labels=choices.labels, limits=limits)


_ALL = (
    Strategy("unanimous", "Unanimous", "what all have alike", _run_unanimous),
    Strategy(
        "agreeing",
        "Agreeing",
        "what all have alike who have anything there, also where others have nothing",
        _run_agreeing,
    ),
    Strategy(
        "threshold",
        "Votes",
        "what has most votes, if it is alone at the top, with enough votes and confidence",
        _run_threshold,
        ("votes", "confidence"),
    ),
    Strategy(
        "majority",
        "Majority",
        "what more than half of all have; having nothing is a vote against",
        _run_majority,
    ),
    Strategy(
        "prefer",
        "One annotator",
        "everything of one annotator",
        _run_prefer,
        ("annotator", "labels"),
    ),
)
# All strategies by name, in the order they are shown.
STRATEGIES: Mapping[str, Strategy] = MappingProxyType({entry.name: entry for entry in _ALL})


def with_ends(
    merge: Merge[RelationPosition], positions: Collection[Position]
) -> Merge[RelationPosition]:
    """A merge of relations without those of which an end is at none of the positions.

    `positions` are where the gold set has annotations once the merge of the spans is applied.
    """
    known = set(positions)
    homeless = {
        proposal.group
        for proposal in merge.proposals
        if proposal.position.source not in known or proposal.position.target not in known
    }
    return merge.without(dict.fromkeys(homeless, Why.NO_END))


def _merge(
    groups: Sequence[Group[P]],
    judge: Callable[[Group[P]], Verdict[P]],
    *,
    taken: Taken,
    limits: Limits,
) -> Merge[P]:
    undecided = [group for group in groups if group.id not in limits.decided]
    proposals: list[Proposal[P]] = []
    left = []
    for group in undecided:
        verdict = judge(group)
        if isinstance(verdict, Why):
            left.append(LeftOpen(group.id, group.article, group.kind, group.labels, verdict))
        else:
            proposals += _proposals(group, verdict, taken)
    merge = Merge(tuple(proposals), tuple(left), len(groups) - len(undecided))
    return merge.without(dict.fromkeys(forbidden(merge.proposals, limits), Why.OVERLAPS_STRONGER))


def _proposals(group: Group[P], picks: tuple[Pick[P], ...], taken: Taken) -> Iterator[Proposal[P]]:
    labels = group.labels
    for pick in picks:
        version = pick.version
        yield Proposal(
            group=group.id,
            article=group.article,
            kind=group.kind,
            labels=labels,
            position=version.position,
            configuration=version.configuration,
            votes=version.votes,
            counted=len(group.annotators),
            confidence=pick.confidence,
            reason=taken,
            sources=version.records,
            annotators=version.annotators,
        )


def _all_agree(group: Group[P]) -> Verdict[P]:
    if group.kind is not Kind.UNANIMOUS:
        there_agree = _those_there_agree(group)
        return there_agree if isinstance(there_agree, Why) else Why.SOME_HAVE_NOTHING
    return _those_there_agree(group)


def _those_there_agree(group: Group[P]) -> Verdict[P]:
    if group.is_stacked:
        return Why.STACKED
    if group.kind not in (Kind.UNANIMOUS, Kind.ONE_SIDED):
        return Why.DIFFERING
    return (Pick(group.versions[0], 1.0),)


def _more_than_half(group: Group[P]) -> Verdict[P]:
    versions = group.majority
    positions = {version.position for version in versions}
    held = [place for place in group.places if place.position in positions]
    if not versions or not _all_settled(group, held):
        return Why.NO_MAJORITY
    votes = {place.position: place.votes for place in held}
    return tuple(Pick(v, v.votes / votes[v.position]) for v in versions)


def _of_one(group: Group[P], *, annotator: PersonId, labels: Collection[LabelId]) -> Verdict[P]:
    if annotator not in group.annotators:
        return Why.NOT_COUNTED
    versions = group.by(annotator)
    if not versions:
        return Why.HAS_NOTHING
    if labels and any(v.configuration.label not in labels for v in versions):
        return Why.OTHER_LABEL
    votes = {place.position: place.votes for place in group.places}
    return tuple(Pick(v, v.votes / votes[v.position]) for v in versions)


@dataclass(frozen=True, slots=True)
class _Contender(Generic[P]):
    """The best of a place, after those with too few votes were dropped."""

    place: Place[P]
    best: Pick[P]
    is_tied: bool

    @property
    def votes(self) -> int:
        return self.best.version.votes


def _most_votes(group: Group[P], *, votes: int, confidence: float) -> Verdict[P]:
    contenders = [c for c in (_contender(place, votes) for place in group.places) if c]
    contenders.sort(key=lambda contender: -contender.votes)
    taken: list[_Contender[P]] = []
    stronger: Rivals[P] = Rivals()
    for _, level in groupby(contenders, key=lambda contender: contender.votes):
        free = [c for c in level if not stronger.rival(c.place)]
        equals = Rivals(c.place for c in free)
        if any(c.is_tied or equals.rival(c.place) for c in free):
            return Why.TIE
        if any(c.best.confidence < confidence for c in free):
            return Why.LOW_CONFIDENCE
        for contender in free:
            stronger.add(contender.place)
        taken += free
    if not taken or not _all_settled(group, [c.place for c in taken]):
        return Why.TOO_FEW_VOTES
    order = {place.position: number for number, place in enumerate(group.places)}
    return tuple(sorted((c.best for c in taken), key=lambda pick: order[pick.version.position]))


def _contender(place: Place[P], votes: int) -> _Contender[P] | None:
    remaining = [version.votes for version in place.versions if version.votes >= votes]
    if not remaining:
        return None
    best = Pick(place.versions[0], remaining[0] / sum(remaining))
    return _Contender(place, best, is_tied=remaining[1:2] == remaining[:1])


def _all_settled(group: Group[P], taken: Sequence[Place[P]]) -> bool:
    """Whether each place of a group is taken or an alternative to one that is."""
    positions = {place.position for place in taken}
    if len(positions) == len(group.places):
        return True
    winners = Rivals(taken)
    return all(place.position in positions or winners.rival(place) for place in group.places)
