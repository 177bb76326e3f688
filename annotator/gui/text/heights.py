"""Heights of paragraphs in a Fenwick tree: tops and searches in O(log n)."""

from collections.abc import Sequence


class Heights:
    """Heights in whole pixels of paragraphs stacked from 0 downwards."""

    def __init__(self, heights: Sequence[int]) -> None:
        self._heights = list(heights)
        self._tree = [0, *self._heights]
        size = len(self._tree)
        for i in range(1, size):
            parent = i + (i & -i)
            if parent < size:
                self._tree[parent] += self._tree[i]
        self._highest_step = 1 << max(0, (size - 1).bit_length() - 1)
        self.total = sum(self._heights)

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
