"""Speed of the article view with the lanes of a review, against the same article for annotation.

    python3 -m tests.benchmarks.bench_lanes [--rounds N]

Both views stand in one process and take turns. An article is opened with one annotator's 50
spans, and with the gold's and five annotators' 50 each; then a decision (its gold mark comes, the
group's other marks step back, the next group stands out) is timed beside a label's key in the
ordinary view. An act is done when its frame is painted. CPU in ms, and as a multiple of a loop of
100,000 steps. Ends with 1 where the lanes cost more times as much than their bound.
"""

import argparse
import os
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.app.present.highlights import SHARED_HAND, Mark
from annotator.core.segments import word_at
from annotator.core.spans import Span
from annotator.gui.application import make_application
from tests.benchmarks.measuring import floor_ms, timed
from tests.benchmarks.view_run import Ours, dressed, settle
from tests.benchmarks.view_texts import LABELS, Size, article, marks_of

LETTERS = ("Gold", "A", "B", "C", "D", "E")
SIZES = (Size("700 words, 50 spans", 700, 50), Size("3,000 words, 50 spans", 3_000, 50))
# How many times as long as in the ordinary view; of opening it is what is wanted. A decision changes
# seven marks and repaints two places, a label's key one of each; and the view's part is a quarter
# of what passes between such a key and its frame.
OPEN_BOUND = 1.5
DECIDE_BOUND = 4.0
_ALIKE = 0.6


@dataclass(frozen=True)
class Case:
    """One disputed or agreed place: the mark that the gold gets, and those of all annotators."""

    gold: Mark
    others: tuple[Mark, ...]


def cases_of(text: str, marks: tuple[Mark, ...]) -> tuple[Case, ...]:
    """What five annotators may have made of the places of marks, in order: 6 in 10 alike."""
    chance = random.Random(11)
    found: list[Case] = []
    for mark in sorted(marks, key=lambda mark: mark.spans):
        is_alike = chance.random() < _ALIKE
        others = []
        for hand in range(1, len(LETTERS)):
            spans, color = mark.spans, mark.color
            if not is_alike and chance.random() < 0.5:
                spans = (_longer(text, spans[0]),)
            elif not is_alike and chance.random() < 0.5:
                color = color % 4 + 1
            differs = (spans, color) != (mark.spans, mark.color)
            others.append(
                replace(
                    mark,
                    id=f"{mark.id}-{hand}",
                    spans=spans,
                    color=color,
                    chip=LABELS[color - 1] if differs or (hand == 1 and not is_alike) else "",
                    band=hand,
                    hand=SHARED_HAND if is_alike else hand,
                )
            )
        found.append(Case(mark, tuple(others)))
    return tuple(found)


def _longer(text: str, span: Span) -> Span:
    """A span with the word after it, in the same line."""
    after = word_at(text, min(span.end + 1, len(text) - 1))
    is_near = after is not None and "\n" not in text[span.start : after.end]
    return Span(span.start, after.end) if is_near and after.end > span.end else span


@dataclass(frozen=True)
class Pair:
    """Medians of CPU in ms: in the ordinary view, and with lanes."""

    plain: float
    lanes: float

    @property
    def ratio(self) -> float:
        """How many times as long it takes with lanes."""
        return self.lanes / self.plain


@contextmanager
def views() -> Iterator[tuple[Ours, Ours]]:
    """An ordinary view and one with lanes."""
    plain, lanes = Ours(), Ours()
    lanes.view.set_bands(LETTERS)
    try:
        yield plain, lanes
    finally:
        for shown in (plain, lanes):
            shown.view.close()
            shown.view.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def measure(size: Size, *, rounds: int) -> dict[str, Pair]:
    """Opening an article, and a decision beside a label's key."""
    text, bounds = article(size)
    marks = marks_of(bounds)
    cases = cases_of(text, marks)
    everything = tuple(mark for case in cases for mark in (case.gold, *case.others))
    with views() as (plain, lanes):
        opened = _in_turns(rounds, _opening(plain, text, marks), _opening(lanes, text, everything))
        undecided = tuple(mark for case in cases for mark in case.others)
        lanes.open(text, undecided)
        plain.view.activateWindow()
        plain.view.setFocus()
        QTest.qWaitForWindowActive(plain.view)
        settle()
        key = _keys(plain, text)
        decided = _in_turns(rounds, key, _decisions(lanes, cases))
    return {"open": opened, "key, decision": decided}


def _in_turns(rounds: int, plain: Callable[[], float], lanes: Callable[[], float]) -> Pair:
    """The medians of two acts done in turns: what else the machine does is then in both."""
    plain(), lanes()
    times = [(plain(), lanes()) for _ in range(rounds)]
    return Pair(*(statistics.median(column) for column in zip(*times, strict=True)))


def _opening(shown: Ours, text: str, marks: tuple[Mark, ...]) -> Callable[[], float]:
    act = partial(shown.paints.after, partial(shown.open, text, marks))
    return lambda: timed(act)[0]


def _keys(plain: Ours, text: str) -> Callable[[], float]:
    """A label's key on one word after the other."""
    places = iter(range(30, len(text), 7))

    def key() -> float:
        plain.undo()
        plain.view.set_caret(next(places) % 1500)
        settle()
        return timed(
            partial(plain.paints.after, partial(QTest.keyClick, plain.view, Qt.Key.Key_1))
        )[0]

    return key


def _decisions(lanes: Ours, cases: tuple[Case, ...]) -> Callable[[], float]:
    """One decision after the other, from the beginning again when all are made."""
    count = 0

    def decide() -> float:
        nonlocal count
        case, following = cases[count % len(cases)], cases[(count + 1) % len(cases)]
        lanes.view.change_marks(gone=(case.gold.id,), put=case.others)
        lanes.view.show_group(tuple(mark.id for mark in case.others))
        settle()
        count += 1

        def act() -> None:
            # The gold's chip says what the label is.
            back = tuple(replace(mark, steps_back=True, chip="") for mark in case.others)
            lanes.view.change_marks(put=(case.gold, *back))
            lanes.view.show_group(tuple(mark.id for mark in following.others))

        return timed(partial(lanes.paints.after, act))[0]

    return decide


def exceeded(found: dict[str, Pair], *, slack: float = 1.0) -> list[str]:
    """What costs more times as much than its bound, in words."""
    bounds = (("open", OPEN_BOUND), ("key, decision", DECIDE_BOUND))
    return [
        f"{name}: {found[name].ratio:.2f} times, bound {bound}"
        for name, bound in bounds
        if found[name].ratio > slack * bound
    ]


def main(arguments: list[str] | None = None) -> int:
    """Prints the table; 1 where a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args(arguments).rounds
    application = dressed(make_application())
    floor = floor_ms()
    over: list[str] = []
    for size in SIZES:
        found = measure(size, rounds=rounds)
        print(
            f"{size.name:24} {'plain ms':>9} {'lanes ms':>9} {'loops':>7} {'loops':>7} {'ratio':>7}"
        )
        for name, pair in found.items():
            loops = f"{pair.plain / floor:7.2f} {pair.lanes / floor:7.2f}"
            print(f"  {name:22} {pair.plain:9.2f} {pair.lanes:9.2f} {loops} {pair.ratio:7.2f}")
        over += [f"{size.name}: {words}" for words in exceeded(found)]
    print("\n".join(over) or "all within their bounds")
    del application
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
