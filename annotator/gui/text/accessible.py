"""What a screen reader hears: marks the caret enters, and what was done."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from annotator.app.present.highlights import Mark


def announce(widget: QWidget, message: str) -> bool:
    """Has a message read out; says whether anybody listens."""
    if not message or not QAccessible.isActive():
        return False
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))
    return True


class CaretListener:
    """Words for the marks the caret has entered since it was asked last."""

    def __init__(self) -> None:
        self._inside: frozenset[str] = frozenset()

    def know(self, mark_ids: Iterable[str]) -> None:
        """Takes marks as said: what was done to them has been announced."""
        self._inside |= frozenset(mark_ids)

    def message(self, marks: Sequence[Mark]) -> str:
        """The titles of the marks now entered, outer first; empty if none is."""
        entered = [mark for mark in marks if mark.id not in self._inside]
        self._inside = frozenset(mark.id for mark in marks)
        return "; ".join(_spoken(mark) for mark in entered)


def _spoken(mark: Mark) -> str:
    return f"{mark.title}, unsure" if mark.unsure else mark.title
