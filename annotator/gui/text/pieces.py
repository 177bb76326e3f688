"""The parts of marks in one paragraph, in its positions."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from PySide6.QtGui import QTextLayout

from annotator.app.present.highlights import Mark
from annotator.core.spans import Span
from annotator.gui.text.shown import ShownText


@dataclass(frozen=True, slots=True)
class Fragment:
    """A span's part in one paragraph, in positions of the paragraph."""

    span: Span
    start: int
    end: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A mark's part in one paragraph. `reach` is what its lane must keep free."""

    mark: Mark
    fragments: tuple[Fragment, ...]
    reach: tuple[int, int]

    @property
    def begins(self) -> bool:
        """Whether the mark's first character is in this paragraph."""
        if not self.fragments:
            return False
        first = self.fragments[0]
        return first.begins and first.span == self.mark.spans[0]


def pieces_of(
    marks: Collection[Mark], *, start: int, end: int, shown: ShownText, layout: QTextLayout
) -> list[Piece]:
    """The pieces of marks in the paragraph from offset `start` to `end`, outer ones first.

    Ends that part what a reader sees as one character are moved apart. Marks on the same words
    share their fragments.
    """
    first = shown.position(start)
    pieces: list[Piece] = []
    known: dict[tuple[int, int], tuple[tuple[Fragment, ...], tuple[int, int]]] = {}
    for mark in marks:
        spans = mark.spans
        reach = (
            shown.position(max(spans[0].start, start)) - first,
            shown.end_position(min(spans[-1].end, end)) - first,
        )
        if len(spans) == 1:
            found = known.get((spans[0].start, spans[0].end))
            if found is None:
                found = _whole(layout, _fragments(spans, start, end, shown=shown), reach)
                known[spans[0].start, spans[0].end] = found
        else:
            found = _whole(layout, _fragments(spans, start, end, shown=shown), reach)
        pieces.append(Piece(mark, *found))
    pieces.sort(key=lambda p: (p.reach[0], -p.reach[1], p.mark.id))
    return pieces


def _fragments(
    spans: tuple[Span, ...], start: int, end: int, *, shown: ShownText
) -> tuple[Fragment, ...]:
    position, end_position = shown.position, shown.end_position
    first = position(start)
    return tuple(
        Fragment(
            span,
            position(max(span.start, start)) - first,
            end_position(min(span.end, end)) - first,
            begins=span.start >= start,
            ends=span.end <= end,
        )
        for span in spans
        if span.start < end and span.end > start
    )


def _whole(
    layout: QTextLayout, fragments: tuple[Fragment, ...], reach: tuple[int, int]
) -> tuple[tuple[Fragment, ...], tuple[int, int]]:
    """Fragments and reach with ends that part no grapheme."""
    ends = {*reach, *(n for f in fragments for n in (f.start, f.end))}
    if all(layout.isValidCursorPosition(end) for end in ends):
        return fragments, reach
    moved = tuple(
        replace(f, start=outward(layout, f.start, -1), end=outward(layout, f.end, 1))
        for f in fragments
    )
    return moved, (outward(layout, reach[0], -1), outward(layout, reach[1], 1))


def outward(layout: QTextLayout, position: int, step: int) -> int:
    """The nearest position in one direction that parts no grapheme."""
    if layout.isValidCursorPosition(position):
        return position
    # Qt stops at the paragraph's ends, also where it calls these invalid.
    if step < 0:
        return layout.previousCursorPosition(position)
    return layout.nextCursorPosition(position)
