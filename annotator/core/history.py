"""Undo and redo over edits, without Qt: an edit is recorded only after memory accepted it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.core.edits import Act, Edit
from annotator.core.ids import EditId, new_id


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
        for edit in journal:
            self.record(edit)

    @property
    def status(self) -> UndoStatus:
        """What can be undone and redone."""
        return UndoStatus(
            self._undo[-1].title if self._undo else None,
            self._redo[-1].title if self._redo else None,
        )

    def undone(self) -> Edit | None:
        """The edit that takes back the newest act; None if there is none. Changes nothing."""
        return _reverse(self._undo[-1], Act.UNDO) if self._undo else None

    def redone(self) -> Edit | None:
        """The edit that does again what was undone last; None if there is none."""
        return _reverse(self._redo[-1], Act.REDO) if self._redo else None

    def record(self, edit: Edit) -> None:
        """Takes in an edit that was applied: a new act clears what could be redone."""
        match edit.act:
            case Act.DO:
                self._undo.append(edit)
                self._redo.clear()
            case Act.UNDO:
                if self._undo:
                    self._undo.pop()
                self._redo.append(edit)
            case Act.REDO:
                if self._redo:
                    self._redo.pop()
                self._undo.append(edit)

    def forget(self, edit_id: EditId) -> None:
        """Drops an edit that the store refused, and all that was recorded after it."""
        for stack in (self._undo, self._redo):
            for place, edit in enumerate(stack):
                if edit.id == edit_id:
                    del stack[place:]
                    break


def _reverse(edit: Edit, act: Act) -> Edit:
    return replace(
        edit,
        id=EditId(new_id()),
        changes=edit.inverse_changes,
        act=act,
        of=edit.of or edit.id,
        made="",
    )
