"""What the window is for at the moment, and where commands can run.

Apart from the commands, which are read only once there is something to do.
"""

from enum import StrEnum


class Workspace(StrEnum):
    """What the window is for at the moment."""

    ANNOTATE = "annotate"
    REVIEW = "review"
    DASHBOARD = "dashboard"


class Scope(StrEnum):
    """Where a command can run, and so where its keys mean it.

    One key may have a meaning in each of two scopes that never hold together.
    """

    EVERYWHERE = "everywhere"
    # Making annotations: one's own, or while a decision is edited.
    MARKING = "marking"
    ANNOTATING = "annotating"
    # Deciding on groups, or looking at them.
    REVIEWING = "reviewing"
    # Editing what a decision takes, or marking something of one's own.
    EDITING = "editing"

    def meets(self, other: "Scope") -> bool:
        """Whether both can hold at the same time."""
        if self is other or Scope.EVERYWHERE in (self, other):
            return True
        return Scope.MARKING in (self, other) and Scope.REVIEWING not in (self, other)
