"""Persons, roles, states of an annotation set and the moves between them."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from annotator.core.annotations import AnnotationSet, SetRole, SetState
from annotator.core.errors import Refused
from annotator.core.ids import ArticleId, PersonId

GOLD_AUTHOR = PersonId("gold")
_LONGEST_NAME = 80


def role_of(author: PersonId) -> SetRole:
    """The role of a set by its author's name, where nothing else says it."""
    return SetRole.GOLD if author == GOLD_AUTHOR else SetRole.ANNOTATOR


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
    """Why a name cannot be an annotator's, in a sentence; None where it can.

    Colleagues' files are joined by names, so two names that look alike must be the same text.
    """
    if not any(c.isalnum() for c in name):
        return "A name needs at least one letter."
    if name != name.strip() or any(_is_invisible(c) for c in name) or len(name) > _LONGEST_NAME:
        return "A name has no outer spaces, no line ends or invisible signs, at most 80 characters."
    if name != unicodedata.normalize("NFC", name):
        return "The name has letters put together from parts. Type it again on this keyboard."
    return None


def _is_invisible(character: str) -> bool:
    """Control and format characters and line ends, but not the joiners that scripts need."""
    category = unicodedata.category(character)
    return category in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\u200c\u200d"
