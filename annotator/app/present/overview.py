"""What the overview bar says of a place of the article."""

from collections import Counter
from collections.abc import Iterable

from annotator.app.present.highlights import Mark
from annotator.app.present.status import Paragraphs
from annotator.app.present.wording import counted
from annotator.core.spans import Span

_MOST_LABELS = 4


def place_words(
    paragraphs: Paragraphs, span: Span, marks: Iterable[Mark], *, ticks: Iterable[tuple[str, int]]
) -> str:
    """What lies in a part of the article: "¶ 12: 3 actors, 1 quote".

    `ticks` are other things that lie there, with their number: ("hit", 2).
    """
    chips = Counter(mark.chip for mark in marks).most_common()
    parts = [counted(number, chip) for chip, number in chips[:_MOST_LABELS]]
    more = sum(number for _, number in chips[_MOST_LABELS:])
    if more:
        parts.append(f"{more:,} more")
    parts += [counted(number, noun) for noun, number in ticks if number]
    where = _paragraphs_in(paragraphs, span)
    what = ", ".join(parts)
    return f"{where}: {what}" if where and what else where or what


def _paragraphs_in(paragraphs: Paragraphs, span: Span) -> str:
    first = paragraphs.number(span.start, span.end)
    last = paragraphs.before(span.end)
    if first is None or not last:
        place = paragraphs.place(span.start)
        return f"¶ {place.paragraph:,}" if place is not None else ""
    return f"¶ {first:,}" if last <= first else f"¶ {first:,}–{last:,}"
