"""Brings the group that is looked at into sight, and has it said."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Slot

from annotator.app.present.review_view import group_said, marks_of_current, start_of_current
from annotator.app.review.looking import Looking
from annotator.gui.workbench import Workbench


class InSight(QObject):
    """Lets the group that is looked at stand out, scrolls to it, and has a screen reader say it.

    After a decision that waits until the decision is painted: how long a decision takes to be
    seen does not depend on how far away the next group is.
    """

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._desk: Looking | None = None
        self._said: str | None = None
        self._is_deciding = self._is_waiting = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        # When nothing is left to be painted.
        self._later.setInterval(0)
        self._later.timeout.connect(self.catch_up)

    @contextmanager
    def decided_first(self) -> Iterator[None]:
        """What is gone to within comes into sight after what is decided within."""
        self._is_deciding = True
        try:
            yield
        finally:
            self._is_deciding = False

    def go(self, desk: Looking) -> None:
        """Shows the group that a desk looks at now."""
        self._desk = desk
        if self._is_deciding:
            self._is_waiting = True
            self._later.start()
        else:
            self._show(desk)

    @Slot()
    def catch_up(self) -> None:
        """Shows what waits to be shown."""
        if self._desk is not None and self._is_waiting:
            self._show(self._desk)

    def stop(self) -> None:
        """Nothing is looked at any more."""
        self._later.stop()
        self._desk, self._said, self._is_waiting = None, None, False

    def _show(self, desk: Looking) -> None:
        self._later.stop()
        self._is_waiting = False
        if desk.editing is None and not desk.is_marking:
            text = self._bench.window.text
            # First into sight: a caret put out of sight would scroll there and back.
            text.show_group(marks_of_current(desk))
            start = start_of_current(desk)
            if start is not None:
                self._bench.place_caret(start)
        if desk.current != self._said:
            self._said = desk.current
            self._bench.window.text.announce(group_said(desk))
