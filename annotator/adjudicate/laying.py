"""Annotators' runs on a sheet, laid flat once for all measures that look at characters."""

from collections.abc import Mapping
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


def extents_in(sheet: Sheet, annotator: PersonId) -> Mapping[LabelId | None, Extent]:
    """How much an annotator marked, by subject."""
    return {
        subject: sheet.once(extent_in, Whose(annotator, subject, sheet.with_attributes))
        for subject in sheet.subjects
    }


def lost_in(sheet: Sheet, annotator: PersonId) -> Mapping[LabelId | None, int]:
    """How many of an annotator's spans lost characters to longer ones, by subject."""
    found: dict[LabelId | None, int] = {}
    for subject in sheet.subjects:
        runs = sheet.once(runs_in, Whose(annotator, subject, sheet.with_attributes))
        found[subject] = len(runs.hidden) + len(runs.cut)
    return found


def meeting_in(sheet: Sheet, pair: tuple[Whose, Whose]) -> Meeting:
    """What two annotators both marked."""
    return meeting_of(sheet.once(extent_in, pair[0]), sheet.once(extent_in, pair[1]))
