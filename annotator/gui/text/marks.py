"""The marks of the open article, found by id, by paragraph and by offset."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from annotator.app.present.highlights import Mark
from annotator.gui.text.shown import ShownText


class MarkIndex:
    """Marks by id and by the paragraphs they touch.

    Putting and taking one cost what the mark's own paragraphs cost, whatever the article holds.
    """

    def __init__(self, shown: ShownText, marks: Iterable[Mark] = ()) -> None:
        self._shown = shown
        self._by_id: dict[str, Mark] = {}
        self._by_paragraph: defaultdict[int, dict[str, Mark]] = defaultdict(dict)
        for mark in marks:
            self._put(mark)

    def __len__(self) -> int:
        return len(self._by_id)

    def get(self, mark_id: str) -> Mark | None:
        """The mark with an id; None if there is none."""
        return self._by_id.get(mark_id)

    def in_paragraph(self, number: int) -> Collection[Mark]:
        """The marks with characters in a paragraph, in the order they were put."""
        found = self._by_paragraph.get(number)
        return found.values() if found else ()

    def at(self, offset: int) -> tuple[Mark, ...]:
        """The marks over the character at an offset, the longest first."""
        found = [
            mark
            for mark in self.in_paragraph(self._shown.paragraph_of(offset))
            if any(span.start <= offset < span.end for span in mark.spans)
        ]
        found.sort(key=_outer_first)
        return tuple(found)

    def paragraphs_of(self, mark_id: str) -> list[int]:
        """The paragraphs a mark touches; none if there is no such mark."""
        mark = self._by_id.get(mark_id)
        return self._shown.paragraphs_of(mark.spans) if mark else []

    def change(self, *, gone: Iterable[str], put: Iterable[Mark]) -> set[int]:
        """Takes and puts marks; returns the paragraphs touched. A known id is replaced."""
        touched: set[int] = set()
        for mark_id in gone:
            touched.update(self._take(mark_id))
        for mark in put:
            touched.update(self._take(mark.id))
            touched.update(self._put(mark))
        return touched

    def _put(self, mark: Mark) -> list[int]:
        self._by_id[mark.id] = mark
        touched = self._shown.paragraphs_of(mark.spans)
        for number in touched:
            self._by_paragraph[number][mark.id] = mark
        return touched

    def _take(self, mark_id: str) -> list[int]:
        touched = self.paragraphs_of(mark_id)
        for number in touched:
            del self._by_paragraph[number][mark_id]
        self._by_id.pop(mark_id, None)
        return touched


def _outer_first(mark: Mark) -> tuple[int, int]:
    return mark.spans[0].start - mark.spans[-1].end, mark.spans[0].start
