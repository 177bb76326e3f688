"""The pills that name arcs: beside the words, clear of bars and chips where there is room."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotator.gui.text.arc_sight import Area, Sight
from annotator.gui.text.arc_ways import Leaving, Point, Way

PAD_PX = 6.0
_GAP_PX = 2.0
_HEAD_PX = 4.0
_BORDER_PX = 4.0
_OVER_WORDS_PX = 2.0
_LONGEST_PX = 190.0
# From the view's edge inward so many lines are tried, and so many pills stand there.
_ROOMS_TRIED = 6
_MOST_AT_EDGE = 4
_MOST_OF_SELECTED_AT_EDGE = 8
# More pills than these hide the text's own signs.
_MOST_OF_OTHERS = 40


@dataclass(frozen=True, slots=True)
class Pill:
    """A pill, and the mark a click on it goes to. `more` counts the arcs it stands for besides."""

    box: Area
    text: str
    goal: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """An arc as it is painted: its corners, whether its target is in sight, its pill.

    `is_strong`: it is of the selected mark. `enters_from_above`: its head points down.
    """

    way: Way
    points: tuple[Point, ...]
    is_strong: bool
    pill: Pill | None = None


@dataclass(frozen=True, slots=True)
class Letters:
    """How wide a text is in a pill, the text shortened to a width, and the height of a pill."""

    width: Callable[[str], float]
    shortened: Callable[[str, float], str]
    height: float


def drawn(
    ways: Sequence[Way],
    sight: Sight,
    *,
    selected: str | None,
    letters: Letters,
    words: Callable[[str], str],
) -> list[Drawn]:
    """The arcs with their pills. `words` gives the first words of a mark.

    Those of the selected mark come first: their pills get the best places.
    """
    placing = _Placing(sight, letters, ways)
    found: list[Drawn] = []
    for way in sorted(ways, key=lambda way: _order(way, selected)):
        arc = way.arc
        is_strong = selected in (arc.source, arc.target)
        if way.leaving is Leaving.NOT:
            goal = arc.source if arc.target == selected else arc.target
            pill = placing.between(way, arc.title, goal, is_strong=is_strong)
            found.append(Drawn(way, way.points(sight), is_strong, pill))
            continue
        goal = arc.source if way.is_incoming else arc.target
        text = _leaving_text(way, words(goal))
        pill, points = placing.leaving(way, text, goal, is_strong=is_strong)
        found.append(Drawn(way, points, is_strong, pill))
    return found


def _order(way: Way, selected: str | None) -> tuple[bool, bool, float]:
    """Who chooses first: the selected mark's, then the shortest, as they have fewest places."""
    is_other = selected not in (way.arc.source, way.arc.target)
    run = way.run(way.rooms[0])
    return is_other, way.uses_gutter, run[1] - run[0]


def _leaving_text(way: Way, words: str) -> str:
    """What an arc says at the edge: "said by ↑ Sergei Lavrov", or "↓ “We will…” said by"."""
    arrow = "↑" if way.leaving is Leaving.UP else "↓"
    # Isolated, so that a name in Arabic leaves the arrow where it is.
    words = f"\u2068{words}\u2069"
    if way.is_incoming:
        return f"{arrow} {words} {way.arc.title}"
    return f"{way.arc.title} {arrow} {words}"


class _Placing:
    """Finds a free place for one pill after another."""

    def __init__(self, sight: Sight, letters: Letters, ways: Iterable[Way]) -> None:
        self._sight = sight
        self._letters = letters
        self._in_rooms: dict[int, list[Area]] = {}
        self._beside: list[Area] = []
        self._heads: dict[int, list[Area]] = {}
        self._others = 0
        self._at_edge = {Leaving.UP: 0, Leaving.DOWN: 0}
        for way in ways:
            for leg in way.legs:
                top = leg.y - 2 * _HEAD_PX if leg.is_above else leg.y
                head = Area(leg.x - _HEAD_PX, top, leg.x + _HEAD_PX, top + 2 * _HEAD_PX)
                self._heads.setdefault(leg.room, []).append(head)

    def between(self, way: Way, title: str, goal: str, *, is_strong: bool) -> Pill | None:
        """A pill on an arc with both ends in sight: near its source, else near its target, else
        in the gutter; one of the selected mark's over bars if there is no other place.
        """
        if not is_strong and self._others >= _MOST_OF_OTHERS:
            return None
        self._others += not is_strong
        text = self._letters.shortened(title, _LONGEST_PX)
        width = self._letters.width(text) + 2 * PAD_PX
        for room in way.rooms:
            run, wish = way.run(room), _beside_leg(way, room, width)
            box = self._on_run(room, way.heights[room], run, wish=wish, width=width)
            if box is not None:
                return self._taking(box, text, goal, room=room)
        box = self._in_gutter(way, width) if way.uses_gutter else None
        if box is None and is_strong:
            room = way.rooms[0]
            run, y, wish = way.run(room), way.heights[room], _beside_leg(way, room, width)
            box = self._on_run(room, y, run, wish=wish, width=width, is_forced=True)
        return self._taking(box, text, goal, room=way.rooms[0]) if box else None

    def leaving(
        self, way: Way, text: str, goal: str, *, is_strong: bool
    ) -> tuple[Pill | None, tuple[Point, ...]]:
        """A pill at the view's edge, and the arc's way to it."""
        side = way.leaving
        most = _MOST_OF_SELECTED_AT_EDGE if is_strong else _MOST_AT_EDGE
        if self._at_edge[side] >= most:
            return None, way.points(self._sight)
        gutter = self._sight.width - _BORDER_PX - (self._sight.column_right + _BORDER_PX)
        text = self._letters.shortened(text, _LONGEST_PX)
        width = self._letters.width(text) + 2 * PAD_PX
        room = way.rooms[0]
        box = self._at_corner(side, width) if width <= gutter else None
        if box is None:
            box, room = self._at_line(way, width, is_forced=is_strong)
        if box is None:
            return None, way.points(self._sight)
        self._at_edge[side] += 1
        return self._taking(box, text, goal, room=room), _to_box(way, box)

    def _taking(self, box: Area, text: str, goal: str, *, room: int) -> Pill:
        """The pill, where no other will be put: below a row, or where it reaches into the gutter
        to be met by those of all rows.
        """
        if box.right > self._sight.column_right:
            self._beside.append(box)
        else:
            self._in_rooms.setdefault(room, []).append(box)
        return Pill(box, text, goal)

    def _on_run(
        self,
        room: int,
        y: float,
        run: tuple[float, float],
        *,
        wish: float,
        width: float,
        is_forced: bool = False,
    ) -> Area | None:
        """A place on an arc's run below a row, as near as may be to an x."""
        row, height = self._sight.rows[room], self._letters.height
        highest, lowest = row.words.bottom + 0.5, row.ceiling - height - _OVER_WORDS_PX
        if highest > lowest:
            return None
        left = max(_BORDER_PX, run[0] - width - 2 * _HEAD_PX)
        right = min(self._sight.width - _BORDER_PX - width, run[1] + 2 * _HEAD_PX)
        if left > right:
            return None
        usual = min(max(y - height / 2, highest), lowest)
        tops = (usual,) if is_forced else tuple(dict.fromkeys((usual, lowest, highest)))
        for top in tops:
            if not top <= y <= top + height:
                continue
            x = self._free_x(
                room,
                (left, right),
                top,
                wish=min(max(wish, left), right),
                width=width,
                is_forced=is_forced,
            )
            if x is not None:
                return Area(x, top, x + width, top + height)
        return None

    def _free_x(
        self,
        room: int,
        stretch: tuple[float, float],
        top: float,
        *,
        wish: float,
        width: float,
        is_forced: bool,
    ) -> float | None:
        """The left edge nearest to a wish at which a pill meets nothing."""
        left, right = stretch
        row = self._sight.rows[room]
        obstacles = self._in_rooms.get(room, []) + self._heads.get(room, []) + row.chips_below
        if right + width > self._sight.column_right:
            obstacles = obstacles + self._beside
        if not is_forced:
            obstacles = obstacles + row.bars
        bottom = top + self._letters.height
        reach = Area(left, top, right + width, bottom)
        blocked = sorted(
            (box.left - width - _GAP_PX, box.right + _GAP_PX)
            for box in obstacles
            if box.meets(reach)
        )
        best: float | None = None
        at = left
        for start, end in [*blocked, (right, right)]:
            if at <= start:
                x = min(max(wish, at), min(start, right))
                if best is None or abs(x - wish) < abs(best - wish):
                    best = x
            at = max(at, end)
            if at > right:
                break
        return best

    def _in_gutter(self, way: Way, width: float) -> Area | None:
        """A place beside the column, on the arc's way down."""
        sight, height = self._sight, self._letters.height
        left = sight.column_right + _BORDER_PX
        if left + width > sight.width - _BORDER_PX:
            return None
        ends = [way.heights[room] for room in way.rooms]
        y, end = min(ends) + _HEAD_PX, max(ends) - _HEAD_PX - height
        while y <= end:
            box = Area(left, y, left + width, y + height)
            met = next((taken for taken in self._beside if taken.meets(box)), None)
            if met is None:
                return box
            y = met.bottom + _GAP_PX
        return None

    def _at_corner(self, side: Leaving, width: float) -> Area | None:
        """A place in a wide gutter at the view's upper or lower edge, pills stacked."""
        sight, height = self._sight, self._letters.height
        left, rank = sight.column_right + _BORDER_PX, self._at_edge[side]
        shift = _BORDER_PX + rank * (height + _GAP_PX)
        top = sight.top + shift if side is Leaving.UP else sight.bottom - shift - height
        return Area(left, top, left + width, top + height)

    def _at_line(self, way: Way, width: float, *, is_forced: bool) -> tuple[Area | None, int]:
        """A place between two lines near the edge, at the column's right end, and its room."""
        sight, height = self._sight, self._letters.height
        right = sight.width - _BORDER_PX - width
        rooms = self._rooms_to_edge(way)
        for must in (False, True) if is_forced else (False,):
            for room in rooms:
                row = sight.rows[room]
                highest, lowest = row.words.bottom + 0.5, row.ceiling - height - _OVER_WORDS_PX
                if room in way.heights:
                    box = self._on_run(
                        room,
                        way.heights[room],
                        (way.legs[0].x + 4, sight.width),
                        wish=sight.width,
                        width=width,
                        is_forced=must,
                    )
                    if box is not None:
                        return box, room
                    continue
                for top in (lowest,) if must else (lowest, highest, (lowest + highest) / 2):
                    if highest > lowest or top < sight.top or top + height > sight.bottom:
                        continue
                    stretch = (max(_BORDER_PX, sight.column_right - width), right)
                    x = self._free_x(room, stretch, top, wish=right, width=width, is_forced=must)
                    if x is not None:
                        return Area(x, top, x + width, top + height), room
        return None, 0

    def _rooms_to_edge(self, way: Way) -> list[int]:
        """The rows nearest to the edge over which an arc leaves, not beyond its own row."""
        own, last = way.rooms[0], len(self._sight.rows) - 1
        if way.leaving is Leaving.UP:
            return list(range(min(own, _ROOMS_TRIED) + 1))
        return list(range(last, max(own, last - _ROOMS_TRIED) - 1, -1))


def _beside_leg(way: Way, room: int, width: float) -> float:
    """Where a pill would best begin: beside a leg, on a long run, or before a short one."""
    leg = next(leg for leg in way.legs if leg.room == room)
    left, right = way.run(room)
    is_long = right - left >= width + 4 * _HEAD_PX
    goes_right = leg.x - left < right - leg.x
    return leg.x + 2 * _HEAD_PX if goes_right == is_long else leg.x - 2 * _HEAD_PX - width


def _to_box(way: Way, box: Area) -> tuple[Point, ...]:
    """The way of an arc that leaves, ending at its pill."""
    leg = way.legs[0]
    y = way.heights[leg.room]
    points: list[Point] = [(leg.x, leg.y), (leg.x, y)]
    middle = (box.top + box.bottom) / 2
    if box.top <= y <= box.bottom:
        points.append((box.left if leg.x < box.left else box.right, y))
    elif box.left + 4 <= way.lane <= box.right - 4:
        edge = box.bottom if y > box.bottom else box.top
        points += [(way.lane, y), (way.lane, edge)]
    else:
        points += [(way.lane, y), (way.lane, middle), (box.right, middle)]
    return tuple(reversed(points)) if way.is_incoming else tuple(points)
