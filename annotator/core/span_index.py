"""Which spans touch a place of a text: an index whose cost does not grow with their number.

Every extent is kept in the smallest of nested bins (512 characters, then eight times as many for
each size) that holds it whole, as genome browsers do. A question looks into one bin of each size
per 512 characters asked about; what it finds beside the answer are extents that cross a bin's
inner border, as many as overlap at one place of the text, not as many as there are.
"""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from annotator.core.spans import Span

K = TypeVar("K")

# Bits by which an offset is shifted to give its bin; the last size holds every text.
_SIZES = (9, 12, 15, 18, 21, 24, 27, 30, 63)


class SpanIndex(Generic[K]):
    """Keys by the extents they were added with. A key may be added once."""

    def __init__(self, items: Iterable[tuple[K, Span]] = ()) -> None:
        self._bins: dict[int, dict[int, dict[K, Span]]] = {size: {} for size in _SIZES}
        smallest, shift = self._bins[_SIZES[0]], _SIZES[0]
        for key, extent in items:
            place = extent.start >> shift
            if place != (extent.end - 1) >> shift:
                self.add(key, extent)
            elif place in smallest:
                smallest[place][key] = extent
            else:
                smallest[place] = {key: extent}

    def add(self, key: K, extent: Span) -> None:
        """Takes in a key."""
        size, place = _bin_of(extent)
        self._bins[size].setdefault(place, {})[key] = extent

    def remove(self, key: K, extent: Span) -> None:
        """Drops a key that was added with the same extent. Raises KeyError if it was not."""
        size, place = _bin_of(extent)
        keys = self._bins[size][place]
        del keys[key]
        if not keys:
            del self._bins[size][place]

    def overlapping(self, start: int, end: int) -> Iterator[K]:
        """The keys whose extents share a character with [start, end), in no order."""
        if start >= end:
            return
        for size, bins in self._bins.items():
            first, last = start >> size, (end - 1) >> size
            if last - first < len(bins):
                found = [bins[place] for place in range(first, last + 1) if place in bins]
            else:
                found = [keys for place, keys in bins.items() if first <= place <= last]
            for keys in found:
                for key, extent in keys.items():
                    if extent.start < end and start < extent.end:
                        yield key


def _bin_of(extent: Span) -> tuple[int, int]:
    """The size and number of the smallest bin that holds an extent whole."""
    for size in _SIZES:
        if extent.start >> size == (extent.end - 1) >> size:
            return size, extent.start >> size
    raise ValueError(f"no text is that long: {extent.end}")
