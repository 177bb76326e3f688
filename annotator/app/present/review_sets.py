"""The sets of an article, to choose two that are compared side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotator.app.present.wording import counted
from annotator.core.annotations import SetRole, SetState
from annotator.core.ids import PersonId
from annotator.core.projects import GOLD_AUTHOR, reviewer_of, shown
from annotator.store.base import SetContent

_ROLES = {
    SetRole.ANNOTATOR: "annotator",
    SetRole.GOLD: "gold",
    SetRole.REVIEW: "second review",
}


@dataclass(frozen=True, slots=True)
class SetRow:
    """A set as it is listed: whose, in which role and state, with how many annotations."""

    id: str
    name: str
    role: str
    state: str
    annotations: int

    @property
    def words(self) -> str:
        """All of it in a sentence."""
        return f"{self.name}, {self.role}, {self.state}, {counted(self.annotations, 'annotation')}"


def set_rows(
    contents: Iterable[SetContent], *, called: Mapping[PersonId, str] | None = None
) -> tuple[SetRow, ...]:
    """The sets of an article: gold first, then second reviews, then annotators by name.

    `called` is what stands in the place of some names, also in the order. Sets of people who
    only looked at the article are left out.
    """
    rows = []
    for content in contents:
        told = content.annotation_set
        if told.state is SetState.NEW and not content.annotations:
            continue
        name = (called or {}).get(told.author) or str(reviewer_of(told.author) or told.author)
        order = (told.author != GOLD_AUTHOR, told.role is SetRole.ANNOTATOR, name)
        row = SetRow(
            told.author, name, _ROLES[told.role], shown(told.state), len(content.annotations)
        )
        rows.append((order, row))
    return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))
