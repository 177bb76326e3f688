"""Resampling articles: sums of counts over many samples, drawn with replacement.

A sample of n articles needs the sums of all counts of all measures over n articles: a million
additions of hundreds of numbers for a thousand samples. So the counts of an article are packed
into one big integer, each in a *lane* of 32, 64 or more bits side by side; adding two such
integers adds all lanes at once, in C. This is right as long as no sum leaves its lane: no count is
negative, and each lane is wide enough for n times its largest count, which is checked when the
lanes are laid out.
"""

import random
import struct
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from annotator.adjudicate.figures import percentile
from annotator.adjudicate.pooling import Counts

SAMPLES = 1_000
# The bounds of a 95 % interval, as shares of the sorted values.
TAILS = 0.025, 0.975
# Where more samples than this share have no value, those that have one say too little.
UNDEFINED_SHARE = 0.1
# A cell with more keys than this (free text in attributes makes categories without end) has most
# of them in few articles: it is added up key by key, and only for who asks.
KEYS_IN_LANES = 2_000

# A cell's counts: by key, then by the place of the article.
Columns = Mapping[Any, Mapping[int, int]]


class Packed:
    """The counts of the articles at some places, by cell; one integer an article.

    A missing count is 0. Raises ValueError where one is below zero: its lane would borrow from the
    next.
    """

    def __init__(self, cells: Mapping[Any, Columns], places: Sequence[int]) -> None:
        self._cells, self._places = cells, places
        self.loose = {cell for cell, columns in cells.items() if len(columns) > KEYS_IN_LANES}
        lanes = [
            (_room(column, times=len(places)), cell, key)
            for cell, columns in cells.items()
            if cell not in self.loose
            for key, column in columns.items()
        ]
        # Lanes of 32 bits first, then of 64, then the wide ones.
        lanes.sort(key=lambda lane: (lane[0] > 32) + (lane[0] > 64))
        narrow = sum(bits <= 32 for bits, _, _ in lanes)
        self._wide = sum(bits > 64 for bits, _, _ in lanes)
        self._plain = struct.Struct(f"<{narrow}I{len(lanes) - narrow - self._wide}Q")
        # How many bytes a wide lane has: as many as the widest needs.
        self._wide_size = (max((bits for bits, _, _ in lanes), default=0) + 7) // 8
        self._keys: dict[Hashable, list[Hashable]] = {}
        lanes_of: dict[Hashable, list[int]] = {}
        for number, (_, cell, key) in enumerate(lanes):
            self._keys.setdefault(cell, []).append(key)
            lanes_of.setdefault(cell, []).append(number)
        # Twice the first: itemgetter gives a tuple for two or more only.
        self._pick = {cell: itemgetter(*many, many[0]) for cell, many in lanes_of.items()}
        columns = [cells[cell][key] for _, cell, key in lanes]
        self._packed = [self._pack([c.get(at, 0) for c in columns]) for at in places]

    def samples(self, number: int, *, seed: int) -> Iterator["Sample"]:
        """Sums over as many articles as there are, drawn with replacement; the same every time."""
        draw = random.Random(seed)
        articles = range(len(self._packed))
        for _ in range(number):
            drawn = draw.choices(articles, k=len(articles))
            total = sum(map(self._packed.__getitem__, drawn))
            yield Sample(self, self._unpack(total), drawn)

    def counts(self, cell: Hashable, lanes: Sequence[int], drawn: Sequence[int]) -> Counts:
        """The counts of one cell in a sample."""
        if cell in self.loose:
            times = Counter(self._places[article] for article in drawn)
            return {
                key: sum(number * times[at] for at, number in column.items())
                for key, column in self._cells[cell].items()
            }
        if cell not in self._pick:
            return {}
        return dict(zip(self._keys[cell], self._pick[cell](lanes), strict=False))

    def _pack(self, numbers: Sequence[int]) -> int:
        plain = len(numbers) - self._wide
        data = self._plain.pack(*numbers[:plain])
        wide = [n.to_bytes(self._wide_size, "little") for n in numbers[plain:]]
        return int.from_bytes(b"".join((data, *wide)), "little")

    def _unpack(self, total: int) -> Sequence[int]:
        size = self._plain.size
        data = total.to_bytes(size + self._wide * self._wide_size, "little")
        starts = range(size, len(data), self._wide_size or 1)
        wide = [int.from_bytes(data[at : at + self._wide_size], "little") for at in starts]
        return (*self._plain.unpack_from(data), *wide)


class Sample:
    """The summed counts of one sample, by cell."""

    def __init__(self, packed: Packed, lanes: Sequence[int], drawn: Sequence[int]) -> None:
        self._packed, self._lanes, self._drawn = packed, lanes, drawn

    def total(self, cell: Hashable) -> Counts:
        """The counts of a cell; empty where no article has any."""
        return self._packed.counts(cell, self._lanes, self._drawn)


def interval(values: Sequence[float], samples: int) -> tuple[float, float] | None:
    """The 95 % percentile interval of the values that samples had; None where too few had one."""
    if not values or len(values) < samples * (1 - UNDEFINED_SHARE):
        return None
    ordered = sorted(values)
    return percentile(ordered, TAILS[0]), percentile(ordered, TAILS[1])


def _room(column: Mapping[int, int], *, times: int) -> int:
    """How many bits the largest number needs, taken so many times."""
    if min(column.values()) < 0:
        raise ValueError(f"a count below zero: {min(column.values())}")
    return (times * max(column.values())).bit_length()
