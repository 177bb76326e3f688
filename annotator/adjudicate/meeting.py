"""Which of many positions or places meet a given one, without looking at all of them."""

from collections.abc import Iterable, Iterator
from typing import Generic

from annotator.adjudicate.positions import P, Place
from annotator.core.span_index import SpanIndex


class PositionIndex(Generic[P]):
    """Positions numbered from 0 in the order they were added."""

    def __init__(self) -> None:
        self._positions: list[P] = []
        self._index: SpanIndex[int] = SpanIndex()
        # Positions of the whole article, which lie nowhere in the text.
        self._nowhere: list[int] = []

    def add(self, position: P) -> None:
        """Takes in a position; the same may be added more than once."""
        number, extent = len(self._positions), position.extent
        if extent is None:
            self._nowhere.append(number)
        else:
            self._index.add(number, extent)
        self._positions.append(position)

    def meeting(self, position: P) -> Iterator[int]:
        """The numbers of those that meet a position, in no order."""
        extent = position.extent
        near = (
            self._nowhere if extent is None else self._index.overlapping(extent.start, extent.end)
        )
        for number in near:
            if position.meets(self._positions[number]):
                yield number


class Rivals(Generic[P]):
    """Places, asked whether one of them is an alternative to another."""

    def __init__(self, places: Iterable[Place[P]] = ()) -> None:
        self._places: list[Place[P]] = []
        self._index: PositionIndex[P] = PositionIndex()
        for place in places:
            self.add(place)

    def add(self, place: Place[P]) -> None:
        """Takes in a place."""
        self._places.append(place)
        self._index.add(place.position)

    def rival(self, place: Place[P]) -> bool:
        """Whether one of them is an alternative to a place; none is an alternative to itself."""
        return any(
            set(place.annotators).isdisjoint(self._places[number].annotators)
            for number in self._index.meeting(place.position)
        )
