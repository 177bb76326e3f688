"""The strip of an article's disputed groups, in reading order, that empties as they are decided."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotator.adjudicate.groups import GroupId, Kind, Subject
from annotator.app.disputes import AnyGroup
from annotator.app.present.disputes import KIND_WORDS, SUBJECT_WORDS
from annotator.app.present.status import Paragraphs
from annotator.app.present.wording import shortened
from annotator.app.review.reviewed import Reviewed

_QUOTE_SHOWN = 80


class CellShape(StrEnum):
    """What a cell is drawn as, so that its colour is not the only sign of its kind."""

    LABEL = "label"
    BOUNDARY = "boundary"
    ATTRIBUTE = "attribute"
    ONE_SIDED = "one_sided"
    STACKED = "stacked"


KIND_SHAPES: dict[Kind, CellShape] = {
    Kind.UNANIMOUS: CellShape.LABEL,
    Kind.LABEL_CONFLICT: CellShape.LABEL,
    Kind.BOUNDARY_CONFLICT: CellShape.BOUNDARY,
    Kind.ATTRIBUTE_CONFLICT: CellShape.ATTRIBUTE,
    Kind.ONE_SIDED: CellShape.ONE_SIDED,
    Kind.STACKED: CellShape.STACKED,
}


@dataclass(frozen=True, slots=True)
class StripCell:
    """One disputed group as a cell; `tip` says its kind, where it is, and its words."""

    id: str
    shape: CellShape
    tip: str
    is_decided: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """All cells of an article, and in words how many are open; of sets that are only compared,
    in how many they differ.
    """

    cells: tuple[StripCell, ...] = ()
    is_compared: bool = False

    @property
    def words(self) -> str:
        """How many are open: "3 open of 12"."""
        left = sum(not cell.is_decided for cell in self.cells)
        total = len(self.cells)
        if self.is_compared:
            return f"{total:,} differ" if total != 1 else "1 differs"
        if not total:
            return "No disputes"
        return f"{left:,} open of {total:,}" if left else f"All {total:,} decided"


def strip_cells(
    reviewed: Reviewed,
    decisions: Mapping[GroupId, Any] | Collection[GroupId],
    *,
    paragraphs: Paragraphs,
) -> Strip:
    """The strip of an article; `decisions` are those on groups that are there, by group."""
    return Strip(
        tuple(
            StripCell(
                id=group.id,
                shape=KIND_SHAPES[group.kind],
                tip=_tip(reviewed, group, paragraphs),
                is_decided=group.id in decisions,
            )
            for group in reviewed.disputed
        )
    )


def _tip(reviewed: Reviewed, group: AnyGroup, paragraphs: Paragraphs) -> str:
    subject = SUBJECT_WORDS[group.subject]
    kind = KIND_WORDS[group.kind]
    words = f"{subject}: {kind}" if subject else kind
    head = words[:1].upper() + words[1:]
    if group.subject is Subject.ARTICLE:
        return head
    whole = group.places[0].position.extent
    number = paragraphs.number_at(whole.start) if whole else 0
    if number:
        head += f", paragraph {number:,}"
    quote = reviewed.disputes.words_of(group.places[0].position)
    return f"{head}: “{shortened(quote, longest=_QUOTE_SHOWN)}”"
