"""Persons, roles, states of an annotation set and the moves between them."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.core.annotations import AnnotationSet, SetRole, SetState
from annotator.core.errors import Refused
from annotator.core.ids import ArticleId, PersonId

GOLD_AUTHOR = PersonId("gold")


class PersonRole(StrEnum):
    """What somebody does in a project."""

    ANNOTATOR = "annotator"
    REVIEWER = "reviewer"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in a project, known by name."""

    id: PersonId
    role: PersonRole = PersonRole.ANNOTATOR
    since: str = ""


# Each permitted move of a set: from, to, the verb shown on the button.
MOVES: tuple[tuple[SetState, SetState, str], ...] = (
    (SetState.NEW, SetState.IN_PROGRESS, "Begin"),
    (SetState.NEW, SetState.FINISHED, "Finish"),
    (SetState.IN_PROGRESS, SetState.FINISHED, "Finish"),
    (SetState.FINISHED, SetState.RETURNED, "Return"),
    (SetState.FINISHED, SetState.IN_PROGRESS, "Reopen"),
    (SetState.RETURNED, SetState.IN_PROGRESS, "Begin again"),
    (SetState.RETURNED, SetState.FINISHED, "Finish"),
)


def check_move(annotation_set: AnnotationSet, to: SetState) -> None:
    """Raises Refused where a set may not go from its state to another."""
    if not any(a == annotation_set.state and b == to for a, b, _ in MOVES):
        raise Refused(
            f"An article that is {shown(annotation_set.state)} cannot become {shown(to)}."
        )


def shown(state: SetState) -> str:
    """A state in words."""
    return state.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class SetSummary:
    """What the article list and `stats` need of one set, without its annotations.

    `seconds` is active time spent.
    """

    article: ArticleId
    author: PersonId
    role: SetRole
    state: SetState
    spans: int
    seconds: int = 0


def new_name_problem(name: str) -> str | None:
    """Why a name cannot be an annotator's, in a sentence; None where it can."""
    if not name.strip():
        return "A name needs at least one letter."
    if name != name.strip() or any(ord(c) < 32 for c in name) or len(name) > 80:
        return "A name has no outer spaces, no line ends and at most 80 characters."
    return None
