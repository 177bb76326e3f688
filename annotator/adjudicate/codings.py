"""What annotators coded, unit by unit: characters, positions, whole articles.

A *stack* is what one annotator says of one unit: usually one category, several where a span was
marked twice with different labels, none for "nothing of this". A stack of several is a category of
its own, so nothing is left out in silence.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache

from annotator.adjudicate.laying import lost_in
from annotator.adjudicate.pooling import Group
from annotator.adjudicate.sheets import Mark, Sheet
from annotator.core.ids import LabelId, PersonId

# A character that is not marked; an article or a position without the label that is asked about.
NOTHING = ""

Bounds = tuple[int, ...]
Stack = tuple[tuple[LabelId, Hashable], ...]
# How often each combination of stacks was given to one unit.
Table = Mapping[tuple[Stack, ...], int]
# The same with the categories that the stacks mean.
Coded = Mapping[tuple[Hashable, ...], int]
Tabling = Callable[[Sheet, Group], Table]


def category_of(stack: Stack, subject: LabelId | None) -> Hashable:
    """The category a stack means: of one label, where one is asked about, or of all."""
    if len(stack) == 1:
        label, category = stack[0]
        return category if subject is None or label == subject else NOTHING
    found = [category for label, category in stack if subject is None or label == subject]
    if len(found) == 1:
        return found[0]
    return tuple(found) if found else NOTHING


def by_subject(sheet: Sheet, table: Table) -> Mapping[LabelId | None, Coded]:
    """The table in categories, for each subject. Of one label all others are NOTHING.

    Units without a label are not looked at for it: they are the rest.
    """
    found: dict[LabelId | None, dict[tuple[Hashable, ...], int]]
    found = {subject: {} for subject in sheet.subjects}
    units: dict[int, int] = {}
    for stacks, times in table.items():
        m = len(stacks)
        units[m] = units.get(m, 0) + times
        for subject, row in meanings(stacks):
            if subject in found:
                rows = found[subject]
                rows[row] = rows.get(row, 0) + times
    for rows in found.values():
        rest = dict(units)
        for row, times in rows.items():
            rest[len(row)] -= times
        for m, times in rest.items():
            if times:
                nothing = (NOTHING,) * m
                rows[nothing] = rows.get(nothing, 0) + times
    return found


# The same few combinations of labels come back in every article.
@lru_cache(maxsize=4_096)
def meanings(
    stacks: tuple[Stack, ...],
) -> tuple[tuple[LabelId | None, tuple[Hashable, ...]], ...]:
    """The row of categories for all labels together and for each label that is there."""
    subjects = (None, *sorted({label for stack in stacks for label, _ in stack}))
    return tuple((s, tuple(category_of(stack, s) for stack in stacks)) for s in subjects)


def _stack(marks: Iterable[Mark]) -> Stack:
    return tuple(sorted({(m.label, m.category) for m in marks}))


def positions(sheet: Sheet, annotator: PersonId) -> Mapping[Bounds, Stack]:
    """What an annotator says at each position, by its exact fragments."""
    marks = sheet.marks(annotator)
    found: dict[Bounds, Stack] = {m.bounds: ((m.label, m.category),) for m in marks}
    if len(found) < len(marks):
        stacked: dict[Bounds, list[Mark]] = {}
        for mark in marks:
            stacked.setdefault(mark.bounds, []).append(mark)
        found.update((b, _stack(many)) for b, many in stacked.items() if len(many) > 1)
    return found


def coded(sheet: Sheet, of: tuple[Tabling, Group]) -> Mapping[LabelId | None, Coded]:
    """A table of a group in categories, for each subject."""
    tabling, group = of
    return by_subject(sheet, sheet.once(tabling, group))


def article_table(sheet: Sheet, group: Group) -> Table:
    """What the group says of the article: one row, a stack for each of the group."""
    return {tuple(_stack(sheet.whole(annotator)) for annotator in group): 1}


def position_table(sheet: Sheet, group: Group) -> Table:
    """What the group says at the positions that at least two of it marked.

    A row has as many stacks as annotators marked the position, in the group's order.
    """
    if len(group) == 2:
        one, other = (sheet.once(positions, annotator) for annotator in group)
        shared = one.keys() & other.keys()
        return Counter(
            zip(map(one.__getitem__, shared), map(other.__getitem__, shared), strict=True)
        )
    at: dict[Bounds, tuple[Stack, ...]] = {}
    for annotator in group:
        for bounds, stack in sheet.once(positions, annotator).items():
            at[bounds] = (*at.get(bounds, ()), stack)
    return Counter(stacks for stacks in at.values() if len(stacks) > 1)


def lost(sheet: Sheet, annotator: PersonId) -> Mapping[LabelId | None, int]:
    """How many of an annotator's spans lost characters to longer ones, by subject.

    Of one label without attributes none does: it makes no difference how often it stands there.
    """
    found = sheet.once(lost_in, annotator)
    if sheet.with_attributes:
        return found
    return {None: found[None]} if None in found else {}
