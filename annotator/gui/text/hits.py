"""The places found by a search, as a wash under the words; one of them stands out."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotator.core.spans import Span
from annotator.gui.text.geometry import LaidParagraph, Line, boxes
from annotator.gui.text.shown import ShownText
from annotator.gui.theme import Theme


class Hits:
    """Sorted places that do not overlap. What painting costs depends on those in sight only.

    `spans` is kept, not copied: it may grow while a search goes on.
    """

    def __init__(self, shown: ShownText) -> None:
        self._shown = shown
        self.spans: Sequence[Span] = ()
        self.current: Span | None = None
        # What of these was on the screen when they were last given.
        self.in_sight: tuple[tuple[Span, ...], Span | None] = ((), None)

    def __bool__(self) -> bool:
        return bool(self.spans) or self.current is not None

    def between(self, start: int, end: int) -> Sequence[Span]:
        """The places that share a character with [start, end)."""
        first = bisect_right(self.spans, start, key=_end)
        last = bisect_left(self.spans, end, lo=first, key=_start)
        return self.spans[first:last]

    def draw(
        self, painter: QPainter, paragraph: LaidParagraph, *, lines: Sequence[Line], theme: Theme
    ) -> None:
        """Paints what lies on some lines of a paragraph; the painter stands at its corner."""
        shown = self._shown
        begin, _ = shown.paragraph_span(paragraph.number)
        first = shown.position(begin)
        left, right = shown.offset(first + lines[0].start), shown.offset(first + lines[-1].end)
        found = list(self.between(left, right))
        if self.current is not None and self.current not in found:
            found.append(self.current)
        for span in found:
            is_current = span == self.current
            edge = theme.hit_edge(is_current=is_current)
            width = 1.5 if is_current else 1.0
            ground = theme.hit(is_current=is_current)
            start, end = shown.position(span.start) - first, shown.end_position(span.end) - first
            for line in lines:
                for x, to in boxes(paragraph, line, start, end):
                    box = QRectF(x, line.text_top - 1, to - x, line.ascent + line.descent + 2)
                    painter.fillRect(box, ground)
                    if edge is not None:
                        # At the sides it would run through thin letters beside the words.
                        painter.fillRect(QRectF(box.left(), box.top(), box.width(), width), edge)
                        bottom = box.bottom() - width
                        painter.fillRect(QRectF(box.left(), bottom, box.width(), width), edge)


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end
