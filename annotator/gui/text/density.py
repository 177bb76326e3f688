"""How many marks lie where, by colour: kept up to date at a cost that no number of marks raises."""

from collections.abc import Iterable, Iterator, Sequence

from annotator.app.present.highlights import Mark
from annotator.core.spans import Span

MOST_BUCKETS = 2000


class Density:
    """An article of some length cut into at most 2,000 buckets, with the colours in each."""

    def __init__(self, length: int) -> None:
        self.size = max(1, -(-length // MOST_BUCKETS))
        self._counts: dict[int, dict[int, int]] = {}
        self._marks: dict[str, Mark] = {}

    def change(self, *, gone: Iterable[str] = (), put: Iterable[Mark] = ()) -> None:
        """Takes and puts marks; a known id is replaced."""
        for mark_id in gone:
            self._take(mark_id)
        for mark in put:
            self._take(mark.id)
            self._marks[mark.id] = mark
            for bucket in self.buckets(mark.spans):
                colors = self._counts.setdefault(bucket, {})
                colors[mark.color] = colors.get(mark.color, 0) + 1

    def _take(self, mark_id: str) -> None:
        mark = self._marks.pop(mark_id, None)
        if mark is None:
            return
        for bucket in self.buckets(mark.spans):
            colors = self._counts[bucket]
            colors[mark.color] -= 1
            if not colors[mark.color]:
                del colors[mark.color]
            if not colors:
                del self._counts[bucket]

    def buckets(self, spans: Sequence[Span]) -> Iterator[int]:
        """The buckets that sorted spans reach into, in order, each once."""
        following = 0
        for span in spans:
            first, stop = span.start // self.size, (span.end - 1) // self.size + 1
            yield from range(max(first, following), stop)
            following = max(following, stop)

    def colors(self) -> list[tuple[int, dict[int, int]]]:
        """Each bucket that is not empty, in order, with its marks of each colour."""
        return sorted(self._counts.items())
