"""Heights of paragraphs in a Fenwick tree: tops and searches in O(log n)."""

from collections.abc import Sequence
from itertools import accumulate, islice
from operator import and_, sub


class Heights:
    """Heights in whole pixels of paragraphs stacked from 0 downwards."""

    def __init__(self, heights: Sequence[int]) -> None:
        self._heights = list(heights)
        # Each place of the tree holds the sum of the heights from its number with the lowest bit
        # taken away up to its number.
        above = list(accumulate(self._heights, initial=0))
        size = len(above)
        lower = map(and_, range(size), range(-1, size - 1))
        self._tree = [0, *map(sub, above[1:], map(above.__getitem__, islice(lower, 1, None)))]
        self._highest_step = 1 << max(0, (size - 1).bit_length() - 1)
        self.total = above[-1]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, number: int) -> int:
        return self._heights[number]

    def put(self, number: int, height: int) -> int:
        """Sets a paragraph's height; returns by how much it grew."""
        growth = height - self._heights[number]
        if growth:
            self._heights[number] = height
            self.total += growth
            tree, i = self._tree, number + 1
            while i < len(tree):
                tree[i] += growth
                i += i & -i
        return growth

    def top(self, number: int) -> int:
        """The sum of the heights above a paragraph."""
        tree, result = self._tree, 0
        while number > 0:
            result += tree[number]
            number -= number & -number
        return result

    def find(self, y: float) -> int:
        """The paragraph at a height; the first one above all, the last one below all."""
        tree, number, step = self._tree, 0, self._highest_step
        while step:
            following = number + step
            if following < len(tree) and tree[following] <= y:
                number = following
                y -= tree[following]
            step >>= 1
        return min(number, len(self._heights) - 1)
