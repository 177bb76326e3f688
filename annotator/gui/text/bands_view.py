"""The article view of a review: a band of lanes for each annotator, and groups that stand out."""

from annotator.core.spans import Span
from annotator.gui.text.arcs_view import ArcsView


class BandsView(ArcsView):
    """A view that shows several annotators' marks on one text, each in a band of its own."""

    def set_bands(self, letters: tuple[str, ...]) -> None:
        """Gives lines with marks a band for each name, the first next to the words.

        With no names it is an ordinary view again. The line read stays where it is.
        """
        if letters != self._letters:
            self._letters = letters
            self._restyle()

    def show_group(self, mark_ids: tuple[str, ...], *, reveal: bool = True) -> None:
        """Lets some marks stand out together; all others step back at once. None ends it.

        A selected mark that is not among them is selected no longer. Unfolds the lines of these
        marks, and scrolls to the first if no part of its first line is in sight.
        """
        look = self._painter
        before, look.group = look.group, frozenset(mark_ids)
        self._repaint_marks(*(before ^ look.group))
        if mark_ids and look.selected is not None and look.selected not in look.group:
            self.select_mark(None)
        self._refresh_arcs(repaints_all=False)
        found = [mark for mark_id in mark_ids if (mark := self._page.marks.get(mark_id))]
        self._unfold_over(span for mark in found for span in mark.spans)
        if reveal and found:
            self._reveal(self._shown.position(found[0].spans[0].start))

    def select_mark(self, mark_id: str | None, *, reveal: bool = True) -> None:
        """Lets one mark stand out, of a group more than the others in it."""
        before, group = self._painter.selected, self._painter.group
        super().select_mark(mark_id, reveal=reveal)
        if group and (before is None) != (mark_id is None):
            self._repaint_marks(*group)

    def show_article(
        self, text: str, *, dimmed: tuple[Span, ...] = (), headlines: tuple[Span, ...] = ()
    ) -> None:
        """Shows a text without marks, arcs and groups, from its beginning."""
        self._painter.group = frozenset()
        super().show_article(text, dimmed=dimmed, headlines=headlines)
