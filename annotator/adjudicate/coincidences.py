"""How much text annotators marked, and how much of it together, from their runs.

Text that is marked is kept as one whole number, with a bit for each character. So what two
annotators share is an "and" of two numbers, and how much that is, how many ones it has: both are
done at once for thousands of characters, and a text of 4,000 takes 500 bytes.
"""

from collections.abc import Hashable, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

from annotator.adjudicate.runs import Runs, Unit

Lengths = Mapping[Hashable, int]
# A one for each character, the first of the text in the lowest bit.
Bits = int


class Extent(NamedTuple):
    """What one annotator marked, in characters: in all, by value, and squared unit by unit.

    `bits` are the characters of each value, `all_bits` those of any.
    """

    units: tuple[Unit, ...]
    marked: int
    lengths: Lengths
    squares: int
    bits: Mapping[Hashable, Bits]
    all_bits: Bits


class Meeting(NamedTuple):
    """What two annotators both marked, in characters, by value, both directions counted.

    Two units that share 3 characters add 3 to `met` for the value of each, and 6 to `same` if
    they have one value. `squares` adds, for each unit of either, the square of how much of it the
    other marked: the terms of formula (10) of Krippendorff et al. 2016.
    """

    same: Lengths
    met: Lengths
    squares: Lengths


def extent_of(runs: Runs) -> Extent:
    """How much an annotator marked."""
    bits: dict[Hashable, Bits] = {}
    squares = 0
    for start, end, value in runs.units:
        length = end - start
        squares += length * length
        bits[value] = bits.get(value, 0) | (1 << length) - 1 << start
    lengths = {value: found.bit_count() for value, found in bits.items()}
    all_bits = reduce(or_, bits.values(), 0)
    return Extent(runs.units, sum(lengths.values()), lengths, squares, bits, all_bits)


def together(one: Extent, other: Extent) -> int:
    """How many characters both marked, as whatever."""
    return (one.all_bits & other.all_bits).bit_count()


def alike(one: Extent, other: Extent) -> int:
    """How many characters both marked with the same value."""
    theirs = other.bits
    return sum(
        [(bits & theirs[value]).bit_count() for value, bits in one.bits.items() if value in theirs]
    )


def meeting_of(one: Extent, other: Extent) -> Meeting:
    """What two annotators both marked. O(units of both times the length of the text in words)."""
    met: dict[Hashable, int] = {}
    squares: dict[Hashable, int] = {}
    for extent, marked in ((one, other.all_bits), (other, one.all_bits)):
        for value, bits in extent.bits.items():
            met[value] = met.get(value, 0) + (bits & marked).bit_count()
        for start, end, value in extent.units:
            shared = (marked >> start & (1 << end - start) - 1).bit_count()
            squares[value] = squares.get(value, 0) + shared * shared
    theirs = other.bits
    same = {
        value: 2 * (bits & theirs[value]).bit_count()
        for value, bits in one.bits.items()
        if value in theirs
    }
    return Meeting(same, met, squares)
