"""The words of a span as several annotators have it, cut where they differ, in one line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from annotator.adjudicate.positions import Position
from annotator.core.graphemes import whole_characters
from annotator.core.spans import Span, extent, normalised

# Characters of context shown on either side of all that is marked in a group.
_CONTEXT = 30
_BLANKS = re.compile(r"\s+")
_PARAGRAPH_END = re.compile(r"\s*\n\s*\n\s*")
_DOTS = "…"


class Style(StrEnum):
    """What a stretch of words is in one answer, compared with the others."""

    CONTEXT = "context"
    # In every answer that has something; in this one and not in all.
    SAME = "same"
    EXTRA = "extra"
    # In another answer and not in this one.
    MISSING = "missing"
    # Between the fragments of a span, and in no answer.
    GAP = "gap"


# What of a long stretch is shown, its middle left out: boundaries are what people differ in.
_LONGEST = {
    Style.CONTEXT: 60,
    Style.SAME: 96,
    Style.EXTRA: 72,
    Style.MISSING: 48,
    Style.GAP: 36,
}


@dataclass(frozen=True, slots=True)
class Segment:
    """Some words in one line, blanks at its ends kept."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Ground:
    """What the answers of a group cover together: the ground on which each one is shown.

    `everywhere` is what every answer covers that covers anything, `anywhere` what some do.
    """

    text: str
    window: Span
    everywhere: tuple[Span, ...]
    anywhere: tuple[Span, ...]
    has_context: bool = True

    @property
    def is_cut_before(self) -> bool:
        """Whether the paragraph begins further ahead."""
        before = self.text[max(0, self.window.start - 2) : self.window.start]
        return self.has_context and bool(before) and "\n" not in before

    @property
    def is_cut_after(self) -> bool:
        """Whether the paragraph goes on."""
        after = self.text[self.window.end : self.window.end + 2]
        return self.has_context and bool(after) and "\n" not in after


def ground_of(
    text: str, answers: Sequence[Sequence[Position]], *, context: int = _CONTEXT
) -> Ground | None:
    """The ground of some answers, each the positions it has; None where none is on words."""
    covered = [_covered(answer) for answer in answers]
    covered = [spans for spans in covered if spans]
    if not covered:
        return None
    everywhere = covered[0]
    for spans in covered[1:]:
        everywhere = _common(everywhere, spans)
    anywhere = normalised([span for spans in covered for span in spans])
    window = _window(text, extent(anywhere), context)
    return Ground(text, window, everywhere, anywhere, has_context=context > 0)


def segments_of(
    ground: Ground, position: Position, *, answer: Sequence[Position] = ()
) -> tuple[Segment, ...]:
    """The words around a position of an answer, in one line, cut where answers differ.

    Words that stand in another position of the same answer are context here.
    """
    here = position.fragments
    whole = extent(here)
    elsewhere = _covered(answer)
    cuts = {ground.window.start, ground.window.end}
    for spans in (here, elsewhere, ground.everywhere, ground.anywhere):
        cuts |= {offset for span in spans for offset in (span.start, span.end)}
    ends = sorted(cut for cut in cuts if ground.window.start <= cut <= ground.window.end)
    found: list[tuple[Style, int, int]] = []
    for start, end in pairwise(ends):
        style = _style(start, here, whole=whole, elsewhere=elsewhere, ground=ground)
        if found and found[-1][0] is style:
            found[-1] = style, found[-1][1], end
        else:
            found.append((style, start, end))
    return _in_one_line(ground, found)


def _style(
    at: int, here: Sequence[Span], *, whole: Span, elsewhere: Sequence[Span], ground: Ground
) -> Style:
    if _holds(here, at):
        return Style.SAME if _holds(ground.everywhere, at) else Style.EXTRA
    if _holds(ground.anywhere, at) and not _holds(elsewhere, at):
        return Style.MISSING
    return Style.GAP if whole.start <= at < whole.end else Style.CONTEXT


def _in_one_line(ground: Ground, found: list[tuple[Style, int, int]]) -> tuple[Segment, ...]:
    segments = []
    for place, (style, start, end) in enumerate(found):
        words = _BLANKS.sub(" ", ground.text[start:end])
        words = _without_middle(words, _LONGEST[style])
        if place == 0:
            words = words.lstrip()
            if ground.is_cut_before:
                words = _DOTS + words
        if place == len(found) - 1:
            words = words.rstrip()
            if ground.is_cut_after:
                words += _DOTS
        if words:
            segments.append(Segment(words, style))
    return tuple(segments)


def _without_middle(words: str, longest: int) -> str:
    if len(words) <= longest:
        return words
    tail = longest // 2 - 1
    head = longest - tail - 3
    first, last = words[:head], words[-tail:]
    # Whole words where there are any near.
    first = first[: first.rfind(" ")] if " " in first[-16:] else first
    last = last[last.find(" ") + 1 :] if " " in last[:16] else last
    return f"{first} {_DOTS} {last}"


def _window(text: str, whole: Span, context: int) -> Span:
    """What is shown: so much around the whole as is in the same paragraph, whole words."""
    start, end = max(0, whole.start - context), min(len(text), whole.end + context)
    before, after = text[start : whole.start], text[whole.end : end]
    breaks = list(_PARAGRAPH_END.finditer(before))
    if breaks:
        start += breaks[-1].end()
    elif start > 0 and not text[start - 1].isspace():
        blank = _BLANKS.search(before)
        start += blank.end() if blank and blank.end() < len(before) else 0
    found = _PARAGRAPH_END.search(after)
    if found:
        end = whole.end + found.start()
    elif end < len(text) and not text[end].isspace():
        blanks = list(_BLANKS.finditer(after))
        end = whole.end + blanks[-1].start() if blanks and blanks[-1].start() else end
    start, end = whole_characters(text, start, end)
    return Span(min(start, whole.start), max(end, whole.end))


def _covered(positions: Iterable[Position]) -> tuple[Span, ...]:
    spans = [span for position in positions for span in position.fragments]
    return normalised(spans) if spans else ()


def _common(ours: Sequence[Span], theirs: Sequence[Span]) -> tuple[Span, ...]:
    found = []
    for one in ours:
        for two in theirs:
            start, end = max(one.start, two.start), min(one.end, two.end)
            if start < end:
                found.append(Span(start, end))
    return tuple(found)


def _holds(spans: Iterable[Span], offset: int) -> bool:
    return any(span.start <= offset < span.end for span in spans)
