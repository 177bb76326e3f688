"""The way each arc takes around the words.

An arc leaves the bar where its relation begins, runs in the room between two lines, changes lines
in the gutter right of the column, and comes to the other bar. It never crosses a word.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from annotator.app.present.arcs import Arc
from annotator.gui.text.arc_sight import End, Sight

Point = tuple[float, float]

_INSET_PX = 7.0
_LEG_GAP_PX = 5.0
_LEAST_RUN_PX = 18.0
_GUTTER_PX = 10.0
_LANE_PX = 6.0
_EDGE_PX = 6.0
_TIP_PX = 1.0
_HEAD_PX = 6.0
# A pill of usual width with what is free around it.
_PILL_PX = 68.0
# More arcs to marks out of sight would fill the gutter.
_MOST_LEAVING = 60
# Pairs of bars that are compared for the nearest two.
_MOST_PAIRS = 64


class Leaving(Enum):
    """Where the other end of an arc is, if it is out of sight."""

    NOT = auto()
    UP = auto()
    DOWN = auto()


@dataclass(slots=True)
class Leg:
    """Where an arc touches a bar from below, or a word or chip from above.

    `room` is the row below which the arc comes to it.
    """

    x: float
    y: float
    room: int
    is_above: bool = False


@dataclass(slots=True)
class Way:
    """An arc's way. `legs` are its ends in sight, the source's first; `lane` is an x in the gutter.

    `rooms` are the rows below which it runs, in the order of the legs; `heights` has the y of each
    run. With `uses_gutter` it goes up or down beside the column.
    """

    arc: Arc
    legs: list[Leg]
    leaving: Leaving = Leaving.NOT
    is_incoming: bool = False
    lane: float = 0.0
    heights: dict[int, float] = field(default_factory=dict)
    rooms: tuple[int, ...] = ()
    uses_gutter: bool = False

    def __post_init__(self) -> None:
        self.rooms = tuple(dict.fromkeys(leg.room for leg in self.legs))
        self.uses_gutter = self.leaving is not Leaving.NOT or len(self.rooms) == 2

    def run(self, room: int) -> tuple[float, float]:
        """From where to where it runs in a room, left to right."""
        xs = [leg.x for leg in self.legs if leg.room == room]
        if self.uses_gutter:
            xs.append(self.lane)
        return min(xs), max(xs)

    def points(self, sight: Sight) -> tuple[Point, ...]:
        """The corners of the way from source to target; its middle part where it leaves."""
        first, last = self.legs[0], self.legs[-1]
        y = self.heights[first.room]
        found: list[Point] = [(first.x, first.y), (first.x, y)]
        if self.leaving is not Leaving.NOT:
            edge = sight.top if self.leaving is Leaving.UP else sight.bottom
            found += [(self.lane, y), (self.lane, edge)]
            return tuple(reversed(found)) if self.is_incoming else tuple(found)
        y_there = self.heights[last.room]
        if self.uses_gutter:
            found += [(self.lane, y), (self.lane, y_there)]
        return (*found, (last.x, y_there), (last.x, last.y))


def ways_of(arcs: Sequence[Arc], sight: Sight, *, begins: Callable[[str], int | None]) -> list[Way]:
    """The way of each arc, none upon another where there is room beside it.

    `begins` gives the offset at which a mark begins, None where there is no such mark.
    """
    ways: list[Way] = []
    leaving = 0
    for arc in arcs:
        sources, targets = sight.ends.get(arc.source), sight.ends.get(arc.target)
        if sources and targets:
            ways.append(_between(arc, *_nearest(sources, targets), sight))
        elif leaving < _MOST_LEAVING:
            here, there = begins(arc.source), begins(arc.target)
            ends = sources or targets
            if ends and here is not None and there is not None:
                is_down = (there > here) is bool(sources)
                way = _out(arc, ends, sight, is_incoming=not sources, is_down=is_down)
                ways.append(way)
                leaving += 1
    _give_lanes([way for way in ways if way.uses_gutter], sight)
    _give_tracks(ways, sight)
    return ways


def _nearest(sources: Sequence[End], targets: Sequence[End]) -> tuple[End, End]:
    """The two bars between which an arc is shortest."""
    if len(sources) * len(targets) > _MOST_PAIRS:
        sources, targets = (sources[0], sources[-1]), (targets[0], targets[-1])
    pairs = [(source, target) for source in sources for target in targets]
    return min(pairs, key=lambda pair: (abs(pair[0].row - pair[1].row), _apart(*pair)))


def _apart(one: End, other: End) -> float:
    return max(0.0, one.left - other.right, other.left - one.right)


def _between(arc: Arc, source: End, target: End, sight: Sight) -> Way:
    step = target.row - source.row
    if step == 0:
        from_x, to_x = _beside(source, target)
        legs = [_below(source, from_x, sight), _below(target, to_x, sight)]
    elif step == 1:
        legs = _across(source, target, sight)
    elif step == -1:
        legs = _across(target, source, sight)[::-1]
    else:
        legs = [_below(end, end.right - _INSET_PX, sight) for end in (source, target)]
    return Way(arc, legs)


def _across(upper: End, lower: End, sight: Sight) -> list[Leg]:
    """The legs between two rows that follow one another: straight where one is over the other."""
    upper_x, lower_x = _facing(upper, lower)
    if upper_x != lower_x:
        return [_below(upper, upper_x, sight), _above(lower, lower_x, sight)]
    below = _above(lower, _beside_room(upper, lower, sight), sight)
    is_under = upper.left + 2 <= below.x <= upper.right - 2
    partner = below.x if is_under else None
    return [_below(upper, below.x, sight, partner=partner), below]


def _beside_room(upper: End, lower: End, sight: Sight) -> float:
    """Where two bars are over one another: an x with room for a pill beside it, if there is one."""
    left = max(upper.left, lower.left) + _INSET_PX
    right = min(upper.right, lower.right) - _INSET_PX
    middle = (left + right) / 2
    chips = [(chip.left, chip.right) for chip in sight.rows[lower.row].chips]
    legs = [(x - _LEG_GAP_PX, x + _LEG_GAP_PX) for x in sight.rows[upper.row].legs]
    found: list[float] = []
    for start, end in _gaps(left - _PILL_PX, right + _PILL_PX, chips + legs):
        if end - start >= _PILL_PX:
            sides = ((start + 7, end - _PILL_PX), (start + _PILL_PX, end - 7))
            found += [min(max(middle, low), high) for low, high in sides]
    return min(
        (x for x in found if left <= x <= right), key=lambda x: abs(x - middle), default=middle
    )


def _out(arc: Arc, ends: Sequence[End], sight: Sight, *, is_incoming: bool, is_down: bool) -> Way:
    end = ends[-1] if is_down else ends[0]
    leg = _below(end, end.right - _INSET_PX, sight)
    leaving = Leaving.DOWN if is_down else Leaving.UP
    return Way(arc, [leg], leaving, is_incoming=is_incoming)


def _facing(source: End, target: End) -> tuple[float, float]:
    """Where to leave one bar and come to the other so that the way is short, but can be seen."""
    after, before = target.left - source.right, source.left - target.right
    inset = max(_INSET_PX, (_LEAST_RUN_PX - max(after, before)) / 2)
    if after >= -_INSET_PX:
        return source.right - inset, target.left + inset
    if before >= -_INSET_PX:
        return source.left + inset, target.right - inset
    middle = (max(source.left, target.left) + min(source.right, target.right)) / 2
    return middle, middle


def _beside(source: End, target: End) -> tuple[float, float]:
    """The same for two bars of one row: the two ends never fall together."""
    from_x, to_x = _facing(source, target)
    if from_x != to_x:
        return from_x, to_x
    outer, inner = (source, target) if _width(source) >= _width(target) else (target, source)
    inside = (inner.left + inner.right) / 2
    left_room, right_room = inside - outer.left, outer.right - inside
    apart = max(_LEAST_RUN_PX, _width(inner) / 2 + _INSET_PX)
    apart = min(apart, max(left_room, right_room) - 2)
    outside = inside + apart if right_room >= left_room else inside - apart
    if _width(outer) - _width(inner) < _INSET_PX:
        inside, outside = (outer.left * 3 + outer.right) / 4, (outer.left + outer.right * 3) / 4
    return (outside, inside) if outer is source else (inside, outside)


def _width(end: End) -> float:
    return end.right - end.left


def _below(end: End, x: float, sight: Sight, *, partner: float | None = None) -> Leg:
    """An end under a bar, perhaps straight over the arc's other end."""
    row = sight.rows[end.row]
    others = [leg for leg in row.legs if leg != partner]
    left, right = end.left, end.right
    chips = [(chip.left - 4, chip.right + 4) for chip in row.chips_below]
    gaps = [gap for gap in _gaps(left, right, chips) if gap[1] - gap[0] > 2]
    if gaps and partner is None:
        # An arrow head behind a chip would not be seen.
        left, right = min(gaps, key=lambda gap: max(gap[0] - x, x - gap[1]))
    found = _free(x, left, right, taken=others, inset=_INSET_PX if right - left > 24 else 1)
    row.legs.append(found)
    # Where lanes fill the room, a head still ends above the next words.
    return Leg(found, min(end.bottom + _TIP_PX, row.ceiling - _HEAD_PX), end.row)


def _above(end: End, x: float, sight: Sight) -> Leg:
    """An end over the words of a bar, beside the chips there or, where they fill it, over them."""
    row = sight.rows[end.row]
    room = end.row - 1
    gaps = _gaps(end.left + 3, end.right - 3, [(c.left - 3, c.right + 3) for c in row.chips])
    legs = sight.rows[room].legs
    for left, right in sorted(gaps, key=lambda gap: max(gap[0] - x, x - gap[1])):
        if right - left >= 1:
            x = _free(x, left - 2, right + 2, taken=legs, inset=2)
            legs.append(x)
            return Leg(x, row.words.top - _TIP_PX, room, is_above=True)
    x = _free(x, end.left, end.right, taken=legs)
    legs.append(x)
    over = [chip.top for chip in row.chips if chip.left - 3 <= x <= chip.right + 3]
    return Leg(x, min(over, default=row.words.top) - _TIP_PX, room, is_above=True)


def _gaps(
    left: float, right: float, blocked: Iterable[tuple[float, float]]
) -> list[tuple[float, float]]:
    """What is left of a stretch, from left to right."""
    found: list[tuple[float, float]] = []
    for start, end in sorted(blocked):
        if end > left and start < right:
            if start > left:
                found.append((left, start))
            left = max(left, end)
    if left < right:
        found.append((left, right))
    return found


def _free(
    wish: float, left: float, right: float, *, taken: list[float], inset: float = _INSET_PX
) -> float:
    """An x near a wish, on a stretch, at which no other arc stands."""
    inset = min(inset, (right - left) / 2)
    left, right = left + inset, right - inset
    wish = min(max(wish, left), right)
    for step in (0, -1, 1, -2, 2, -3, 3, -4, 4):
        x = wish + step * _LEG_GAP_PX
        if left <= x <= right and all(abs(x - other) >= _LEG_GAP_PX - 1 for other in taken):
            return x
    # So many at one place: they stand close, but not on one another.
    return left + (right - left) * ((len(taken) * 0.382) % 1)


def _give_lanes(ways: list[Way], sight: Sight) -> None:
    """Gives each way its x in the gutter, short ones next to the column."""
    extents = []
    for way in ways:
        ys = [sight.rows[room].floor for room in way.rooms]
        if way.leaving is not Leaving.NOT:
            ys.append(sight.top if way.leaving is Leaving.UP else sight.bottom)
        extents.append((max(ys) - min(ys), min(ys) - 4, max(ys) + 4, way))
    extents.sort(key=lambda extent: extent[0])
    lanes: list[list[tuple[float, float]]] = []
    numbers: list[int] = []
    for _, top, bottom, _way in extents:
        fits = (
            number
            for number, taken in enumerate(lanes)
            if all(bottom <= other[0] or other[1] <= top for other in taken)
        )
        number = next(fits, len(lanes))
        if number == len(lanes):
            lanes.append([])
        lanes[number].append((top, bottom))
        numbers.append(number)
    first = sight.column_right + _GUTTER_PX
    room = max(1.0, sight.width - _EDGE_PX - first)
    pitch = min(_LANE_PX, room / max(1, len(lanes) - 1))
    for number, (*_, way) in zip(numbers, extents, strict=True):
        way.lane = first + number * pitch


def _give_tracks(ways: list[Way], sight: Sight) -> None:
    """Gives each way its height in the rooms it passes, short runs next to the bars."""
    runs: dict[int, list[tuple[float, float, Way]]] = {}
    for way in ways:
        for room in way.rooms:
            left, right = way.run(room)
            runs.setdefault(room, []).append((left - 3, right + 3, way))
    for room, here in runs.items():
        here.sort(key=lambda run: run[1] - run[0])
        tracks: list[list[tuple[float, float]]] = []
        chosen: list[int] = []
        for left, right, _ in here:
            fits = (
                number
                for number, taken in enumerate(tracks)
                if all(right <= other[0] or other[1] <= left for other in taken)
            )
            number = next(fits, len(tracks))
            if number == len(tracks):
                tracks.append([])
            tracks[number].append((left, right))
            chosen.append(number)
        heights = sight.rows[room].tracks(len(tracks))
        for number, (_, _, way) in zip(chosen, here, strict=True):
            way.heights[room] = heights[number]
