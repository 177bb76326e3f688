"""Articles of three sizes with overlapping marks: the same ones in every run."""

import random
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.app.present.highlights import Mark
from annotator.core.spans import Span

LABELS = ("actor", "quote", "figure", "source")
WORDS = (
    "the minister said on Tuesday that talks about the port would begin next week although a "
    "spokeswoman for the union denied having been asked while prices rose by three per cent in "
    "Gdańsk and exports fell according to figures published by the agency in Warsaw"
).split()

_NESTED, _CROSSING = 0.30, 0.15
_LONGEST = 14
# Among so many of the marks made last one is chosen to nest in or to cross.
_RECENT = 50


@dataclass(frozen=True)
class Size:
    """How large an article is."""

    name: str
    words: int
    marks: int


SMALL = Size("700 words, 30 spans", 700, 30)
LARGE = Size("1 MB, 5,000 spans", 170_000, 5_000)
HUGE = Size("5 MB, 50,000 spans", 850_000, 50_000)
SIZES = (SMALL, LARGE, HUGE)
# As dense as the largest, and a hundredth of it.
FEW = Size("50 KB, 500 spans", HUGE.words // 100, HUGE.marks // 100)


def article(size: Size) -> tuple[str, array]:  # type: ignore[type-arg]
    """A text of paragraphs of 40 to 90 words, and starts and ends of spans, in turns.

    30 % of the spans lie within another one, 15 % cross one.
    """
    chance = random.Random(7)
    words = [chance.choice(WORDS) for _ in range(size.words)]
    starts: list[int] = []
    pieces: list[str] = []
    place, left = 0, 60
    for word in words:
        starts.append(place)
        left -= 1
        pieces.append(word + ("\n" if left == 0 else " "))
        left = left or chance.randint(40, 90)
        place += len(word) + 1
    bounds = array("L")
    for first, last in _ranges(size, chance):
        bounds.extend((starts[first], starts[last] + len(words[last])))
    return "".join(pieces), bounds


def _ranges(size: Size, chance: random.Random) -> Iterator[tuple[int, int]]:
    """First and last word of each span."""
    recent: list[tuple[int, int]] = []
    for _ in range(size.marks):
        lot = chance.random()
        wide = [r for r in recent if r[1] - r[0] >= 2]
        if wide and lot < _NESTED:
            first, last = chance.choice(wide)
            first = chance.randint(first, last - 1)
            found = (first, chance.randint(first, last - 1))
        elif wide and lot < _NESTED + _CROSSING:
            first, last = chance.choice(wide)
            found = (
                chance.randint(first + 1, last),
                min(last + chance.randint(1, 6), size.words - 1),
            )
        else:
            first = chance.randrange(size.words - _LONGEST)
            found = (first, first + chance.randrange(_LONGEST))
        recent = [*recent, found][-_RECENT:]
        yield found


def marks_of(bounds: array) -> tuple[Mark, ...]:  # type: ignore[type-arg]
    """The marks on such spans, with the four labels in turns."""
    pairs = zip(bounds[::2], bounds[1::2], strict=True)
    return tuple(mark(f"m{n}", Span(*pair), color=n % 4 + 1) for n, pair in enumerate(pairs))


def mark(mark_id: str, span: Span, *, color: int) -> Mark:
    """A mark of one of the four labels."""
    return Mark(id=mark_id, spans=(span,), chip=LABELS[color - 1], color=color, title="a title")


def save(folder: Path, size: Size) -> None:
    """Writes an article where `load` finds it: the process that is measured makes none."""
    text, bounds = article(size)
    (folder / "text").write_text(text, "utf-8")
    (folder / "spans").write_bytes(bounds.tobytes())


def load(folder: Path) -> tuple[str, tuple[Mark, ...]]:
    """A saved article and its marks."""
    bounds = array("L")
    bounds.frombytes((folder / "spans").read_bytes())
    return (folder / "text").read_text("utf-8"), marks_of(bounds)
