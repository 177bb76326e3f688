"""What a reviewer decides on a group of alternatives, with reviewer, reason and what came of it."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.annotations import UNSTAMPED, Stamp
from annotator.core.ids import ArticleId, DecisionId, PersonId


class Choice(StrEnum):
    """How a group was decided."""

    # One annotator's version, or several that stand beside one another.
    VERSION = "version"
    SEVERAL = "several"
    # None of these: a decision like any other.
    NONE = "none"
    # A version with other boundaries, another label or other attributes.
    EDITED = "edited"
    # Something that no annotator had.
    OWN = "own"
    # Taken by a merge strategy.
    MERGED = "merged"


class Reason(StrEnum):
    """Why a reviewer decided so: the list that is offered."""

    BOUNDARY = "boundary"
    LABEL = "label"
    MISSED = "missed"
    SPURIOUS = "spurious"
    GUIDELINE_UNCLEAR = "guideline_unclear"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Decision:
    """A reviewer's decision on one group of one article; it belongs to the set it fills.

    `group` is the id of the group, empty for something of the reviewer's own; `kind` is how its
    versions differed then. `sources` are all annotations or relations of the group as it was then,
    `taken` those whose version was taken, `outcome` what stands for it in the gold set. `strategy`
    names the merge that decided, `reason` is one of `Reason` or empty. Ids are sorted but for
    those of the outcome, which stand in reading order.
    """

    id: DecisionId
    article: ArticleId
    author: PersonId
    reviewer: PersonId
    choice: Choice
    group: str = ""
    kind: str = ""
    sources: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    strategy: str = ""
    reason: str = ""
    note: str = ""
    is_guideline_gap: bool = False
    stamp: Stamp = UNSTAMPED

    @property
    def is_merged(self) -> bool:
        """Whether a strategy decided, and no person looked at it."""
        return self.choice is Choice.MERGED
