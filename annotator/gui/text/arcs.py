"""Arcs by the marks they tie, and which of them are to be drawn."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from annotator.app.present.arcs import Arc

# A mark may have thousands of arcs: so many are looked at one by one.
_LOOKED_AT = 120


class ArcIndex:
    """Arcs by id, by the marks they tie, and by pairs of marks."""

    def __init__(self, arcs: Iterable[Arc] = ()) -> None:
        self._arcs: dict[str, Arc] = {}
        self._ties: dict[str, dict[str, Arc]] = {}
        self._pairs: dict[tuple[str, str], dict[str, Arc]] = {}
        self.change(put=arcs)

    def __len__(self) -> int:
        return len(self._arcs)

    def of(self, mark_id: str) -> Collection[Arc]:
        """The arcs that begin or end at a mark."""
        return self._ties.get(mark_id, {}).values()

    def between(self, one: str, other: str) -> Collection[Arc]:
        """The arcs that tie two marks, in whichever direction."""
        return self._pairs.get(_pair(one, other), {}).values()

    def partners(self, mark_id: str | None) -> frozenset[str]:
        """The marks at the other ends of a mark's arcs."""
        arcs = self.of(mark_id) if mark_id is not None else ()
        return frozenset(arc.target if arc.source == mark_id else arc.source for arc in arcs)

    def change(self, *, gone: Iterable[str] = (), put: Iterable[Arc] = ()) -> None:
        """Takes and puts arcs; a known id is replaced."""
        for arc_id in gone:
            self._take(arc_id)
        for arc in put:
            self._take(arc.id)
            self._arcs[arc.id] = arc
            self._pairs.setdefault(_pair(arc.source, arc.target), {})[arc.id] = arc
            for mark_id in (arc.source, arc.target):
                self._ties.setdefault(mark_id, {})[arc.id] = arc

    def _take(self, arc_id: str) -> None:
        arc = self._arcs.pop(arc_id, None)
        if arc is None:
            return
        pair = _pair(arc.source, arc.target)
        del self._pairs[pair][arc_id]
        if not self._pairs[pair]:
            del self._pairs[pair]
        for mark_id in {arc.source, arc.target}:
            del self._ties[mark_id][arc_id]
            if not self._ties[mark_id]:
                del self._ties[mark_id]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def arcs_in_sight(
    index: ArcIndex, in_sight: Collection[str], *, selected: str | None, is_all: bool
) -> list[Arc]:
    """The arcs to be drawn, those of the selected mark first; each has an end in sight.

    Costs what is in sight, however many arcs the article or one mark has.
    """
    found: dict[str, Arc] = {}
    if selected is not None:
        own: Iterable[Arc] = index.of(selected)
        if len(index.of(selected)) > _LOOKED_AT:
            own = _some_of(index, selected, in_sight)
        found.update((arc.id, arc) for arc in own)
    if is_all:
        for mark_id in in_sight:
            found.update((arc.id, arc) for arc in islice(index.of(mark_id), _LOOKED_AT))
    return [
        arc
        for arc in found.values()
        if arc.source != arc.target and (arc.source in in_sight or arc.target in in_sight)
    ]


def _some_of(index: ArcIndex, mark_id: str, in_sight: Collection[str]) -> Iterator[Arc]:
    """All arcs of a mark to what is in sight, and some of the others."""
    for other in in_sight:
        yield from index.between(mark_id, other)
    yield from islice(index.of(mark_id), _LOOKED_AT)
