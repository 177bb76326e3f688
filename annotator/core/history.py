"""Undo and redo over edits, without Qt: an edit is recorded only after memory accepted it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from annotator.core.edits import Act, Edit
from annotator.core.ids import BatchId, EditId, new_id


@dataclass(frozen=True, slots=True)
class UndoStatus:
    """What undo and redo would do now: titles, None where there is nothing."""

    undo: str | None
    redo: str | None


class History:
    """Two stacks of edits. `undone` and `redone` give the edit to apply; `record` takes it in."""

    def __init__(self, journal: Iterable[Edit] = ()) -> None:
        """The history that a journal tells, oldest first; so undo goes on after a restart."""
        self._undo: list[Edit] = []
        self._redo: list[Edit] = []
        # Ids of all edits recorded, in order, for `forget`.
        self._recorded: dict[EditId, int] = {}
        for edit in journal:
            self.record(edit)

    @property
    def status(self) -> UndoStatus:
        """What can be undone and redone."""
        return UndoStatus(
            self._undo[-1].title if self._undo else None,
            self._redo[-1].title if self._redo else None,
        )

    @property
    def newest(self) -> EditId | None:
        """The id of the edit that an undo would take back."""
        return self._undo[-1].id if self._undo else None

    @property
    def undo_batch(self) -> BatchId | None:
        """The batch of the edit that an undo would take back, if it is of one."""
        return self._undo[-1].batch if self._undo else None

    @property
    def redo_batch(self) -> BatchId | None:
        """The batch of the edit that a redo would do again, if it is of one."""
        return self._redo[-1].batch if self._redo else None

    def undone(self) -> Edit | None:
        """The edit that takes back the newest act; None if there is none. Changes nothing."""
        return _reverse(self._undo[-1], Act.UNDO) if self._undo else None

    def redone(self) -> Edit | None:
        """The edit that does again what was undone last; None if there is none."""
        return _reverse(self._redo[-1], Act.REDO) if self._redo else None

    def record(self, edit: Edit) -> None:
        """Takes in an edit that was applied: a new act clears what could be redone.

        An undo or redo may be of an edit that a shortened journal no longer holds.
        """
        self._recorded[edit.id] = len(self._recorded)
        match edit.act:
            case Act.DO:
                self._undo.append(edit)
                self._redo.clear()
            case Act.UNDO:
                _take_out(self._undo, edit)
                self._redo.append(edit)
            case Act.REDO:
                _take_out(self._redo, edit)
                self._undo.append(edit)
            case _:
                assert_never(edit.act)

    def forget(self, edit_id: EditId) -> None:
        """Drops an edit that the store refused, and all that was recorded after it."""
        first = self._recorded.get(edit_id)
        if first is None:
            return
        for stack in (self._undo, self._redo):
            stack[:] = [edit for edit in stack if self._recorded[edit.id] < first]


def _take_out(stack: list[Edit], taker: Edit) -> None:
    """Removes the edit that an undo or redo is about: the newest one, or one further down."""
    for place in range(len(stack) - 1, -1, -1):
        if (stack[place].of or stack[place].id) == taker.of:
            del stack[place]
            return


def _reverse(edit: Edit, act: Act) -> Edit:
    return replace(
        edit,
        id=EditId(new_id()),
        changes=edit.inverse_changes,
        act=act,
        of=edit.of or edit.id,
        made="",
    )
