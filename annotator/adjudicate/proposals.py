"""What a merge would do: proposals with their reasons, what stays open and why, and the counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic

from annotator.adjudicate.groups import GroupId, Kind
from annotator.adjudicate.positions import Configuration, P, RecordId
from annotator.core.ids import ArticleId, LabelId, PersonId, RelationTypeId

Labels = tuple[LabelId | RelationTypeId, ...]


class Taken(StrEnum):
    """Why a strategy takes a version."""

    ALL_AGREE = "all_agree"
    THOSE_THERE_AGREE = "those_there_agree"
    MOST_VOTES = "most_votes"
    MAJORITY = "majority"
    PREFERRED = "preferred"


class Why(StrEnum):
    """Why a strategy leaves a group open."""

    # An annotator has two at one position.
    STACKED = "stacked"
    # Those who have something there differ in boundaries, label or attributes.
    DIFFERING = "differing"
    SOME_HAVE_NOTHING = "some_have_nothing"
    TOO_FEW_VOTES = "too_few_votes"
    # Two versions, or two alternative positions, have equally many votes at the top.
    TIE = "tie"
    LOW_CONFIDENCE = "low_confidence"
    NO_MAJORITY = "no_majority"
    # The preferred annotator: has not finished the article, marked nothing there, or marked it
    # with a label that was not asked for.
    NOT_COUNTED = "not_counted"
    HAS_NOTHING = "has_nothing"
    OTHER_LABEL = "other_label"
    # The codebook forbids the label to overlap itself, and it would overlap one with as many
    # votes or more, or one that is in the gold set.
    OVERLAPS_STRONGER = "overlaps_stronger"
    # An end of the relation is not in the gold set.
    NO_END = "no_end"
    # The codebook does not permit the version, or something of one's own stands there.
    FORBIDDEN = "forbidden"
    # A reviewer had decided by hand, and the annotators have changed what that was about.
    CHANGED_SINCE = "changed_since"


@dataclass(frozen=True, slots=True)
class Proposal(Generic[P]):
    """A version that a strategy would put into the gold set.

    `votes` of `counted` annotators have it, and these are `annotators`. `confidence`, 0 to 1, is
    its share of the votes at its position; for `threshold` of those that were not dropped.
    `sources` are the annotations or relations it came from. `kind` and `labels` are the group's.
    """

    group: GroupId
    article: ArticleId
    kind: Kind
    labels: Labels
    position: P
    configuration: Configuration
    votes: int
    counted: int
    confidence: float
    reason: Taken
    sources: tuple[RecordId, ...]
    annotators: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """A group that a strategy leaves to the reviewer. `labels` are those in play."""

    group: GroupId
    article: ArticleId
    kind: Kind
    labels: Labels
    reason: Why


@dataclass(frozen=True, slots=True)
class Merge(Generic[P]):
    """What a strategy takes and leaves, in the order of the groups it was given.

    Each group is in one of three: it has proposals, or is left open, or was decided before and
    is only counted.
    """

    proposals: tuple[Proposal[P], ...]
    left_open: tuple[LeftOpen, ...]
    decided: int = 0

    def without(self, groups: Mapping[GroupId, Why]) -> "Merge[P]":
        """The merge with some groups' proposals withdrawn: these come last in `left_open`."""
        if not groups:
            return self
        kept = tuple(p for p in self.proposals if p.group not in groups)
        withdrawn = {p.group: p for p in self.proposals if p.group in groups}
        left = tuple(
            LeftOpen(p.group, p.article, p.kind, p.labels, groups[p.group])
            for p in withdrawn.values()
        )
        return Merge(kept, (*self.left_open, *left), self.decided)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many groups would be taken and how many left open."""

    taken: int
    left: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a merge would do, in numbers of groups.

    Kinds and reasons are in the order of their enums, labels sorted. A group counts once for
    each label in play in it, so the labels may add up to more than there are groups.
    """

    taken: int
    left: int
    decided: int
    proposals: int
    by_kind: tuple[tuple[Kind, Tally], ...]
    by_label: tuple[tuple[LabelId | RelationTypeId, Tally], ...]
    by_reason: tuple[tuple[Why, int], ...]


def dry_run(merges: Iterable[Merge[P]]) -> DryRun:
    """The counts of merges, one for each article or for many."""
    taken: dict[GroupId, Proposal[P]] = {}
    left: list[LeftOpen] = []
    decided = proposals = 0
    for merge in merges:
        taken.update((proposal.group, proposal) for proposal in merge.proposals)
        left += merge.left_open
        decided += merge.decided
        proposals += len(merge.proposals)
    kinds = Counter(p.kind for p in taken.values()), Counter(o.kind for o in left)
    labels = (
        Counter(label for p in taken.values() for label in p.labels),
        Counter(label for o in left for label in o.labels),
    )
    reasons = Counter(o.reason for o in left)
    return DryRun(
        taken=len(taken),
        left=len(left),
        decided=decided,
        proposals=proposals,
        by_kind=tuple(
            (k, Tally(kinds[0][k], kinds[1][k])) for k in Kind if k in kinds[0] | kinds[1]
        ),
        by_label=tuple(
            (label, Tally(labels[0][label], labels[1][label]))
            for label in sorted(labels[0] | labels[1])
        ),
        by_reason=tuple((why, reasons[why]) for why in Why if why in reasons),
    )
