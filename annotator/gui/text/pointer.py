"""Selecting and boundary dragging as a small state machine, without widgets. Offsets only."""

from dataclasses import dataclass
from enum import Enum, auto

from annotator.app.words import snapped, word_at
from annotator.core.segments import EXACT, Snap, paragraph_at, sentence_at
from annotator.core.spans import Span

SNAP = Snap()


@dataclass(frozen=True, slots=True)
class Grip:
    """An end of a mark's fragment that is being dragged."""

    mark_id: str
    fragment: Span
    is_start: bool


@dataclass(frozen=True, slots=True)
class Selecting:
    """What should be selected: from `anchor` to `caret`, which may be the smaller one."""

    anchor: int
    caret: int
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Clicked:
    """A mark was clicked."""

    mark_id: str


@dataclass(frozen=True, slots=True)
class Moving:
    """A dragged end would make the fragment this span."""

    grip: Grip
    span: Span


@dataclass(frozen=True, slots=True)
class Moved:
    """An end was dragged and let go."""

    grip: Grip
    span: Span


Outcome = Selecting | Clicked | Moving | Moved | None


class _State(Enum):
    IDLE = auto()
    PRESSED = auto()
    SELECTING = auto()
    GRIPPING = auto()


class Pointer:
    """What presses, moves and releases of the mouse mean on one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._state = _State.IDLE
        self._anchor = Span(0, 1)
        self._anchor_at = 0
        self._clicked: str | None = None
        self._grip: Grip | None = None
        self._span: Span | None = None

    @property
    def is_busy(self) -> bool:
        """Whether the button is down."""
        return self._state is not _State.IDLE

    @property
    def is_gripping(self) -> bool:
        """Whether an end of a mark is being dragged."""
        return self._state is _State.GRIPPING

    def pressed(self, offset: int, *, mark_id: str | None, is_exact: bool = False) -> Outcome:
        """A single press on words, a bar or a chip; sets the caret."""
        self._state = _State.PRESSED
        self._anchor_at = offset
        self._clicked = mark_id
        return Selecting(offset, offset, is_exact)

    def extended(self, anchor: int, offset: int, *, is_exact: bool) -> Outcome:
        """A press with Shift: the selection goes from where it began to here."""
        self._state = _State.SELECTING
        self._anchor_at = anchor
        self._clicked = None
        return self._selection_to(offset, is_exact=is_exact)

    def pressed_again(self, offset: int, *, clicks: int) -> Outcome:
        """The second, third and fourth press: word, sentence, paragraph."""
        self._clicked = None
        self._state = _State.IDLE
        found = unit_at(self._text, offset, clicks=clicks)
        if found is None:
            return Selecting(offset, offset)
        if clicks == 2:
            self._state = _State.SELECTING
            self._anchor_at = found.start
        return Selecting(found.start, found.end)

    def gripped(self, grip: Grip) -> Outcome:
        """A press on an end of a bar."""
        self._state = _State.GRIPPING
        self._grip = grip
        self._span = None
        self._clicked = grip.mark_id
        return None

    def moved(self, offset: int, *, is_exact: bool) -> Outcome:
        """The mouse was moved with the button down, further than a hand trembles."""
        if self._state is _State.GRIPPING and self._grip is not None:
            self._span = _dragged(self._text, self._grip, offset, is_exact=is_exact)
            return Moving(self._grip, self._span)
        if self._state is _State.IDLE:
            return None
        self._state = _State.SELECTING
        return self._selection_to(offset, is_exact=is_exact)

    def released(self) -> Outcome:
        """The button was let go."""
        state, self._state = self._state, _State.IDLE
        if state is _State.GRIPPING and self._grip is not None and self._span is not None:
            return Moved(self._grip, self._span) if self._span != self._grip.fragment else None
        if state in (_State.PRESSED, _State.GRIPPING) and self._clicked is not None:
            return Clicked(self._clicked)
        return None

    def cancelled(self) -> None:
        """The drag is given up."""
        self._state = _State.IDLE

    def _selection_to(self, offset: int, *, is_exact: bool) -> Selecting:
        anchor = self._anchor_at
        span = snapped(self._text, anchor, offset, snap=EXACT if is_exact else SNAP)
        if span is None:
            return Selecting(offset, offset, is_exact)
        if offset >= anchor:
            return Selecting(span.start, span.end, is_exact)
        return Selecting(span.end, span.start, is_exact)


class ClickCounter:
    """Counts clicks that follow one another quickly at one place: 1 to 4."""

    def __init__(self) -> None:
        self._clicks = 0
        self._last_ms = 0
        self._at = (0, 0)

    def counted(
        self,
        at: tuple[int, int],
        *,
        time_ms: int,
        interval_ms: int,
        reach_px: int,
        is_double: bool = False,
    ) -> int:
        """The number of this click; at least 2 if the system calls it a double click."""
        away = abs(at[0] - self._at[0]) + abs(at[1] - self._at[1])
        is_next = self._clicks > 0 and time_ms - self._last_ms <= interval_ms and away <= reach_px
        self._clicks = min(4, self._clicks + 1) if is_next else 1
        if is_double:
            self._clicks = max(2, self._clicks)
        self._last_ms, self._at = time_ms, at
        return self._clicks


def unit_at(text: str, offset: int, *, clicks: int) -> Span | None:
    """What so many clicks select: 2 a word, 3 a sentence, more the paragraph; None on blanks."""
    if clicks == 2:
        return word_at(text, offset)
    if clicks == 3:
        return sentence_at(text, offset)
    return paragraph_at(text, offset)


def _dragged(text: str, grip: Grip, offset: int, *, is_exact: bool) -> Span:
    """The fragment with one end at (or, not exact, at the word around) an offset."""
    fragment = grip.fragment
    if grip.is_start:
        offset = min(offset, fragment.end - 1)
        found = Span(offset, fragment.end) if is_exact else _grown(text, offset, fragment.end)
        return Span(found.start, fragment.end) if found else fragment
    offset = max(offset, fragment.start + 1)
    found = Span(fragment.start, offset) if is_exact else _grown(text, fragment.start, offset)
    return Span(fragment.start, found.end) if found else fragment


def _grown(text: str, start: int, end: int) -> Span | None:
    return snapped(text, start, end, snap=SNAP)
