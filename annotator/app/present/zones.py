"""Which lines of an article are read, which stand around it, and what folds away."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from annotator.app.present.wording import counted
from annotator.core.articles import READ_ZONES, Article, Zone, ZoneKind
from annotator.core.spans import Span
from annotator.core.text import title_of
from annotator.core.zoning import find_zones, repeats

_NAMES = {
    ZoneKind.MASTHEAD: "Masthead",
    ZoneKind.NAVIGATION: "Navigation",
    ZoneKind.TEASER: "Other articles",
    ZoneKind.PROMO: "Promotion",
    ZoneKind.FOOTER: "Footer",
    ZoneKind.CAPTION: "Repeated caption",
}
_MOST_NAMES = 2


@dataclass(frozen=True, slots=True)
class FoldRun:
    """Lines that can be folded away together, what they are, and how many are not empty."""

    span: Span
    title: str
    lines: int


def zones_shown(article: Article) -> tuple[Zone, ...]:
    """The article's own zones; where it has none, those found in its text, for showing only."""
    return article.zones or _found(article.text, article.title)


# An article is asked for several times while it is opened.
@lru_cache(maxsize=2)
def _found(text: str, title: str) -> tuple[Zone, ...]:
    # A title that was itself taken from the text says nothing new.
    return find_zones(text, title="" if title == title_of(text) else title)


def dimmed_zones(article: Article) -> tuple[Zone, ...]:
    """What is not headline, standfirst, byline, dateline, body or caption; what stands twice."""
    zones = zones_shown(article)
    again = {zone.start for zone in repeats(zones, article.text)}
    return tuple(z for z in zones if z.kind not in READ_ZONES or z.start in again)


def fold_runs(article: Article) -> tuple[FoldRun, ...]:
    """The dimmed zones, those that follow one another as one."""
    runs: list[FoldRun] = []
    together: list[Zone] = []
    for zone in dimmed_zones(article):
        if together and article.text[together[-1].end : zone.start].strip():
            runs.append(_run(article.text, together))
            together = []
        together.append(zone)
    if together:
        runs.append(_run(article.text, together))
    return tuple(runs)


def fold_words(run: FoldRun, *, marks: int) -> str:
    """What stands in a folded run's place: "Navigation · 12 lines · 3 marks"."""
    words = [run.title, counted(run.lines, "line")]
    if marks:
        words.append(counted(marks, "mark"))
    return " · ".join(words)


def _run(text: str, zones: Iterable[Zone]) -> FoldRun:
    """One run of zones; it is called after the kinds that take most of it."""
    sizes: dict[ZoneKind, int] = {}
    spans = []
    for zone in zones:
        spans.append((zone.start, zone.end))
        sizes[zone.kind] = sizes.get(zone.kind, 0) + zone.end - zone.start
    most = sorted(sizes, key=lambda kind: -sizes[kind])[:_MOST_NAMES]
    names = [_NAMES.get(kind, kind.value.capitalize()) for kind in sizes if kind in most]
    title = ", ".join([*names[:1], *(name.lower() for name in names[1:])])
    span = Span(spans[0][0], spans[-1][1])
    lines = sum(bool(line.strip()) for line in span.text_of(text).split("\n"))
    return FoldRun(span, title, lines)
