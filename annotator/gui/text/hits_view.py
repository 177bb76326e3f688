"""Places found by a search, shown in the article view and brought into sight."""

from collections.abc import Sequence

from annotator.core.spans import Span
from annotator.gui.text.folding_view import FoldingView


class HitsView(FoldingView):
    """A view that washes places found by a search; caret and selection are left alone."""

    def show_hits(self, spans: Sequence[Span] = (), *, current: Span | None = None) -> None:
        """Washes sorted places; `current` stands out. None are shown without arguments.

        `spans` may grow while it is shown; a further call then brings what is new on the screen.
        What a call costs depends on the places in sight.
        """
        hits = self._painter.hits
        before = hits.in_sight
        hits.spans, hits.current = spans, current
        start, end = self._offsets_in_sight()
        hits.in_sight = (tuple(hits.between(start, end)), current)
        if hits.in_sight != before:
            self.viewport().update()

    def reveal(self, span: Span) -> None:
        """Brings the beginning of a span into sight, unfolded; the caret stays where it is."""
        self._unfold_over((span,))
        self._reveal(self._shown.position(span.start))

    def cover(self, pixels: int) -> None:
        """Shows nothing in the lowest pixels, as something lies over them; no word moves."""
        self.setViewportMargins(0, 0, 0, pixels)

    def _offsets_in_sight(self) -> tuple[int, int]:
        """Where what is in sight begins and ends, whole paragraphs."""
        value = self.verticalScrollBar().value()
        first = self._page.find(value)
        last = self._page.find(value + self.viewport().height())
        return self._shown.paragraph_span(first)[0], self._shown.paragraph_span(last)[1]
