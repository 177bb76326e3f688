"""Annotators' runs on a sheet, laid flat once for all measures that look at characters."""

from typing import NamedTuple

from annotator.adjudicate.coincidences import Extent, Meeting, extent_of, meeting_of
from annotator.adjudicate.runs import Runs, longest_first, units_of
from annotator.adjudicate.sheets import Sheet
from annotator.core.ids import LabelId, PersonId


class Whose(NamedTuple):
    """Whose runs: an annotator's, of one label or (None) of all, valued with attributes or not."""

    annotator: PersonId
    label: LabelId | None
    with_attributes: bool


# Each is asked for through Sheet.once, so that it is made once.


def runs_in(sheet: Sheet, whose: Whose) -> Runs:
    """The spans laid flat: where several cover a character, it goes to the longest of them."""
    if whose.label is None:
        marks = sheet.marks(whose.annotator)
    else:
        marks = tuple(sheet.by_label(whose.annotator).get(whose.label, ()))
    units = units_of(marks, with_attributes=whose.with_attributes)
    return longest_first(units, length=sheet.length)


def extent_in(sheet: Sheet, whose: Whose) -> Extent:
    """How much is marked."""
    return extent_of(sheet.once(runs_in, whose))


def meeting_in(sheet: Sheet, pair: tuple[Whose, Whose]) -> Meeting:
    """What two annotators both marked."""
    return meeting_of(sheet.once(runs_in, pair[0]), sheet.once(runs_in, pair[1]))
