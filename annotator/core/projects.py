"""Persons, roles, states of an annotation set and the moves between them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from annotator.core.annotations import AnnotationSet, SetRole, SetState
from annotator.core.errors import Refused
from annotator.core.ids import ArticleId, PersonId

GOLD_AUTHOR = PersonId("gold")
# Before a reviewer's name: the author of what that reviewer decides without sight of the gold.
_REVIEW = "gold:"
_LONGEST_NAME = 80
# Fewer opinions than this can neither agree nor differ.
LEAST_OPINIONS = 2


def role_of(author: PersonId) -> SetRole:
    """The role of a set by its author's name, where nothing else says it."""
    if author == GOLD_AUTHOR:
        return SetRole.GOLD
    return SetRole.REVIEW if author.startswith(_REVIEW) else SetRole.ANNOTATOR


def second_review_by(reviewer: PersonId) -> PersonId:
    """The author of the set that a second reviewer fills."""
    return PersonId(_REVIEW + reviewer)


def reviewer_of(author: PersonId) -> PersonId | None:
    """Whose second review a set is, by its author; None where it is none."""
    return PersonId(author.removeprefix(_REVIEW)) if author.startswith(_REVIEW) else None


def under_its_name(annotation_set: AnnotationSet) -> AnnotationSet:
    """A set whose author and role go together: the gold set is always by `gold`.

    A file may call it anybody's, or say that `gold` is an annotator.
    """
    author, role = annotation_set.author, annotation_set.role
    if role_of(author) is not SetRole.ANNOTATOR:
        return replace(annotation_set, role=role_of(author))
    if role is SetRole.GOLD:
        return replace(annotation_set, author=GOLD_AUTHOR)
    if role is SetRole.REVIEW:
        return replace(annotation_set, author=second_review_by(author))
    return annotation_set


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

# The same for a gold set: an article is in adjudication, adjudicated, locked.
GOLD_MOVES: tuple[tuple[SetState, SetState, str], ...] = (
    (SetState.NEW, SetState.IN_PROGRESS, "Begin"),
    (SetState.NEW, SetState.FINISHED, "Finish"),
    (SetState.IN_PROGRESS, SetState.FINISHED, "Finish"),
    (SetState.FINISHED, SetState.IN_PROGRESS, "Reopen"),
    (SetState.FINISHED, SetState.LOCKED, "Lock"),
    (SetState.LOCKED, SetState.FINISHED, "Unlock"),
)


class ArticleStage(StrEnum):
    """How far an article is on its way to the gold standard; follows from its sets' states."""

    ANNOTATING = "annotating"
    READY = "ready"
    IN_ADJUDICATION = "in_adjudication"
    ADJUDICATED = "adjudicated"
    LOCKED = "locked"


_STAGES = {
    SetState.IN_PROGRESS: ArticleStage.IN_ADJUDICATION,
    SetState.RETURNED: ArticleStage.IN_ADJUDICATION,
    SetState.FINISHED: ArticleStage.ADJUDICATED,
    SetState.LOCKED: ArticleStage.LOCKED,
}


def stage_of(
    sets: Iterable[tuple[SetRole, SetState]], *, enough: int | None = None
) -> ArticleStage:
    """The stage of an article with sets of these roles and states.

    It is ready when `enough` annotators have finished; without a number, when two have and nobody
    who has begun is still at work. A review that was begun goes on whatever annotators do.
    """
    told = tuple(sets)
    gold = next((state for role, state in told if role is SetRole.GOLD), SetState.NEW)
    if gold in _STAGES:
        return _STAGES[gold]
    states = [state for role, state in told if role is SetRole.ANNOTATOR]
    finished = states.count(SetState.FINISHED)
    if enough is not None:
        return ArticleStage.READY if finished >= enough else ArticleStage.ANNOTATING
    at_work = sum(state in (SetState.IN_PROGRESS, SetState.RETURNED) for state in states)
    is_ready = finished >= LEAST_OPINIONS and not at_work
    return ArticleStage.READY if is_ready else ArticleStage.ANNOTATING


def check_move(annotation_set: AnnotationSet, to: SetState) -> None:
    """Raises Refused where a set may not go from its state to another."""
    moves = MOVES if annotation_set.role is SetRole.ANNOTATOR else GOLD_MOVES
    if not any(a == annotation_set.state and b == to for a, b, _ in moves):
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


def new_person_problem(name: str) -> str | None:
    """Why somebody cannot work under a name; None where it is fine.

    Work that is read from files may be the gold standard's; a person may not be.
    """
    if role_of(PersonId(name)) is not SetRole.ANNOTATOR:
        return "This name stands for the gold standard. Choose another."
    return new_name_problem(name)


def _is_invisible(character: str) -> bool:
    """Control and format characters and line ends, but not the joiners that scripts need."""
    category = unicodedata.category(character)
    return category in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\u200c\u200d"
