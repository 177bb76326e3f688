"""Messages above the text, and the modes that a coloured band names."""

from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """How much a notice matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """A button of a notice: its id, and a verb."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened, where, and what to do next. A newer one with the same id replaces it."""

    id: str
    text: str
    kind: NoticeKind = NoticeKind.INFO
    actions: tuple[NoticeAction, ...] = ()


def with_notice(queue: tuple[Notice, ...], notice: Notice) -> tuple[Notice, ...]:
    """The queue with a notice added: errors first, then warnings, then information.

    The newest stands first within its kind; older information without a button is dropped, as
    nobody has to act on it.
    """
    kept = [
        other
        for other in queue
        if other.id != notice.id and (other.kind is not NoticeKind.INFO or other.actions)
    ]
    order = list(NoticeKind)
    return tuple(sorted([notice, *kept], key=lambda n: -order.index(n.kind)))


def without_notice(queue: tuple[Notice, ...], notice_id: str) -> tuple[Notice, ...]:
    """The queue without a notice."""
    return tuple(notice for notice in queue if notice.id != notice_id)


class ModeKind(StrEnum):
    """What a mode is about, and so its colour."""

    READ_ONLY = "read_only"
    STICKY = "sticky"
    RELATION = "relation"
    BLIND = "blind"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode in words: "Every selection becomes Actor.", with how to leave it.

    `leave` is the button's verb, empty where the mode cannot be left from here; `leave_key` is
    the key that does the same. `color` is a label's colour, 0 for none.
    """

    kind: ModeKind
    text: str
    leave: str = ""
    leave_key: str = ""
    color: int = 0
