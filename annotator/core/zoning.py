"""Finds the zones of a pasted or scraped news page by rule. Plain articles are left alone.

The block of lines with the most finished sentences is the body. What stands around it is told by
signposts ("Share this article", "Also Read |", ©); where a page has none of them, nothing is
called anything but headline and body. Where the rules are in doubt a line is body: to dim what
belongs to the article is worse than to leave a menu in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.core.articles import Zone, ZoneKind
from annotator.core.zone_cues import (
    LOOKED_AT,
    cue_of,
    has_credit,
    is_bullet,
    is_byline,
    is_date,
    is_finished,
    width_of,
)

# A pasted page is not longer; whatever is, is not read line by line while it is being opened.
LONGEST = 100_000

_LEAST_PROSE = 60
_LEAST_UNFINISHED_PROSE = 160
_LEAST_HEADLINE, _MOST_HEADLINE = 25, 200
_SHORT_LINE_COSTS = 25
_MOST_BEFORE_HEADLINE = 400
_MOST_AFTER_HEADLINE = 10
_MENU_LINES, _MENU_WIDTH = 12, 36
_SIGNS_OF_A_PAGE = 2
_MASTHEAD_LINES = 6
_REPEATED_AT_LEAST = 20
_CUES = frozenset({ZoneKind.NAVIGATION, ZoneKind.TEASER, ZoneKind.PROMO, ZoneKind.FOOTER})


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank. `head` is what is looked at of it, without spaces around."""

    start: int
    end: int
    head: str
    width: int
    is_prose: bool
    is_finished: bool
    cue: ZoneKind | None
    has_credit: bool


def find_zones(text: str, *, title: str = "") -> tuple[Zone, ...]:
    """Zones of whole lines in reading order; empty for a text too long to be a page.

    `title` is the article's, if it is known from elsewhere: a line that says the same is the
    headline. Lines without words belong to a zone only if they part lines of one kind. Linear.
    """
    if len(text) > LONGEST:
        return ()
    lines = _lines(text)
    if not lines:
        return ()
    kinds = _kinds(lines, title=_plain(title))
    return _joined(lines, kinds)


def repeats(zones: Sequence[Zone], text: str) -> tuple[Zone, ...]:
    """The captions that say again, to the letter, what a caption before them says."""
    seen: set[str] = set()
    found = []
    for zone in zones:
        if zone.kind is ZoneKind.CAPTION:
            words = text[zone.start : zone.end].strip()
            if words in seen:
                found.append(zone)
            seen.add(words)
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for whole in text.split("\n"):
        if not whole.isspace() and whole:
            lines.append(_line(whole, start))
        start += len(whole) + 1
    return lines


def _line(whole: str, start: int) -> _Line:
    head = whole[:LOOKED_AT].strip()
    tail = whole[-LOOKED_AT:].rstrip()
    width = width_of(head)
    finished = is_finished(tail)
    is_prose = width >= (_LEAST_PROSE if finished else _LEAST_UNFINISHED_PROSE)
    cue = cue_of(head, width, is_sentence=finished)
    credit = width < LOOKED_AT and has_credit(tail)
    return _Line(start, start + len(whole), head, width, is_prose, finished, cue, credit)


def _plain(line: str) -> str:
    return " ".join(line.split()).casefold()


def _kinds(lines: Sequence[_Line], *, title: str) -> list[ZoneKind]:
    kinds = [ZoneKind.BODY] * len(lines)
    is_page = _signs_of_a_page(lines) >= _SIGNS_OF_A_PAGE
    body = _body(lines, is_page=is_page)
    headline = _headline(lines, body.start, title=title, is_page=is_page)
    if headline is not None:
        kinds[headline] = ZoneKind.HEADLINE
    # By themselves only the plainest signs count: a link's or a copyright's own words.
    cues = _CUES if is_page else {ZoneKind.TEASER, ZoneKind.FOOTER}
    for number, line in enumerate(lines):
        if line.cue is not None and line.cue in cues and number != headline:
            kinds[number] = line.cue
    if is_page:
        for menu in _menus(lines):
            _name_menu(kinds, menu, body)
        _name_captions(lines, kinds)
        _name_head(lines, kinds, body.start, headline)
        _name_tail(lines, kinds, body.stop)
    return kinds


def _name_menu(kinds: list[ZoneKind], menu: range, body: range) -> None:
    """Names a menu before or after the body; a list within it is the article's own."""
    if menu.stop > body.start:
        stop = menu.stop if menu.start >= body.stop else menu.start
    else:
        # The lines next to the body may be names and dates.
        stop = menu.stop if menu.stop < body.start - 3 else menu.stop - 3
    for number in range(menu.start, stop):
        if kinds[number] is ZoneKind.BODY:
            kinds[number] = ZoneKind.NAVIGATION


def _signs_of_a_page(lines: Sequence[_Line]) -> int:
    signs = sum(line.cue in _CUES for line in lines) + any(_menus(lines))
    items = 0
    for before, line in zip([None, *lines], lines, strict=False):
        items = items + 1 if is_bullet(line.head) and line.width < _LEAST_PROSE else 0
        signs += items == 3
        signs += before is not None and _says_again(line, before)
    return signs


def _menus(lines: Sequence[_Line]) -> list[range]:
    """Runs of a dozen and more short lines, of which none ends as a sentence does."""
    found, start = [], 0
    for number in range(len(lines) + 1):
        if number < len(lines):
            line = lines[number]
            if line.width <= _MENU_WIDTH and not line.is_finished:
                continue
        if number - start >= _MENU_LINES:
            found.append(range(start, number))
        start = number + 1
    return found


def _says_again(line: _Line, before: _Line) -> bool:
    return line.width >= _REPEATED_AT_LEAST and line.head == before.head


def _body(lines: Sequence[_Line], *, is_page: bool) -> range:
    """The block in which finished sentences outweigh short lines the most."""
    best, best_sum = range(len(lines), len(lines)), 0
    start, total = 0, 0
    for number, line in enumerate(lines):
        if line.is_prose and not line.has_credit and line.cue is None:
            total += min(line.width, LOOKED_AT)
        elif not line.is_finished or line.cue is not None:
            total -= _SHORT_LINE_COSTS
        if total <= 0:
            start, total = number + 1, 0
        elif total > best_sum:
            best, best_sum = range(start, number + 1), total
    if not is_page:
        return best
    while best and _is_loose_end(lines, best.stop - 1):
        best = best[:-1]
    return best


def _is_loose_end(lines: Sequence[_Line], number: int) -> bool:
    """Whether a sentence at the body's end is a promotion: it says so, or stands twice."""
    line = lines[number]
    if line.cue is not None:
        return True
    twin = any(
        _says_again(lines[other], line) for other in (number - 1, number + 1) if other < len(lines)
    )
    return twin and not line.has_credit


def _headline(lines: Sequence[_Line], body: int, *, title: str, is_page: bool) -> int | None:
    """The number of the headline's line; None where no line is plainly one."""
    able = [n for n in range(min(body, _MOST_BEFORE_HEADLINE)) if _may_be_headline(lines[n])]
    if body == len(lines) or not able:
        return None
    for number in able:
        if title and _plain(lines[number].head) == title:
            return number
    wide = [n for n in able if lines[n].width >= _LEAST_HEADLINE]
    trails = [line.head for line in lines if line.cue is ZoneKind.NAVIGATION]
    for number in wide:
        if any(trail.endswith(lines[number].head) for trail in trails):
            return number
    signed = [n for n in wide if any(map(_is_signature, lines[n + 1 : min(n + 3, body)]))]
    if is_page:
        # Entries of a menu can be long; a headline is not far from its article.
        near = [n for n in signed or wide if body - n <= _MOST_AFTER_HEADLINE]
        return near[-1] if near and (signed or len(wide) == 1) else None
    if signed:
        return signed[0]
    # A name of a paper may come first; what follows a headline is a standfirst or a writer.
    return wide[0] if wide and wide[0] < 3 else able[0] if able == [0] else None


def _may_be_headline(line: _Line) -> bool:
    return (
        line.cue is None
        and line.width <= _MOST_HEADLINE
        and line.head[-1] not in ".…:|,;।。،"
        and not is_bullet(line.head)
        and not line.has_credit
        and not _is_signature(line)
        and _letters(line.head) >= 0.65
    )


def _letters(line: str) -> float:
    """The share of letters and their marks among what is not space: codes and tables have few."""
    solid = "".join(line.split())
    return sum(c.isalpha() or not c.isascii() for c in solid) / len(solid)


def _is_signature(line: _Line) -> bool:
    return line.width < 100 and (is_date(line.head) or is_byline(line.head))


def _name_captions(lines: Sequence[_Line], kinds: list[ZoneKind]) -> None:
    for number, line in enumerate(lines):
        if line.has_credit and line.width < LOOKED_AT and kinds[number] is ZoneKind.BODY:
            kinds[number] = ZoneKind.CAPTION


def _name_head(
    lines: Sequence[_Line], kinds: list[ZoneKind], body: int, headline: int | None
) -> None:
    """Names what stands before the body. Without a headline nothing is guessed."""
    if headline is None:
        return
    short = [n for n in range(headline) if lines[n].width < _LEAST_PROSE]
    usual = ZoneKind.MASTHEAD if headline <= _MASTHEAD_LINES else ZoneKind.NAVIGATION
    for number in short:
        if kinds[number] is ZoneKind.BODY and not lines[number].is_finished:
            is_item = is_bullet(lines[number].head)
            kinds[number] = ZoneKind.NAVIGATION if is_item else usual
    for number in range(headline + 1, body):
        line = lines[number]
        if kinds[number] is not ZoneKind.BODY:
            continue
        if line.width < 100 and is_date(line.head):
            kinds[number] = ZoneKind.DATELINE
        elif line.width < 100 and is_byline(line.head):
            kinds[number] = ZoneKind.BYLINE
        elif line.width >= _LEAST_PROSE or line.is_finished:
            kinds[number] = ZoneKind.STANDFIRST


def _name_tail(lines: Sequence[_Line], kinds: list[ZoneKind], start: int) -> None:
    """Names what stands after the body, from the first signpost on."""
    tail = range(start, len(lines))
    begin = next((n for n in tail if kinds[n] in _CUES or _is_twin(lines, n)), len(lines))
    for block in _blocks(lines, kinds, range(begin, len(lines))):
        prose = [n for n in block if lines[n].is_prose]
        # Another run of sentences may be the article going on after an advertisement.
        if len(prose) > 1 and sum(lines[n].width for n in prose) > 5 * _LEAST_PROSE:
            continue
        for number in block:
            line = lines[number]
            kinds[number] = ZoneKind.PROMO if line.is_finished else ZoneKind.NAVIGATION


def _is_twin(lines: Sequence[_Line], number: int) -> bool:
    return number + 1 < len(lines) and _says_again(lines[number + 1], lines[number])


def _blocks(lines: Sequence[_Line], kinds: Sequence[ZoneKind], among: range) -> list[list[int]]:
    """Runs of lines that nothing has named; what stands twice is a run of its own."""
    blocks: list[list[int]] = [[]]
    for number in among:
        is_again = number > among.start and _says_again(lines[number], lines[number - 1])
        if kinds[number] is not ZoneKind.BODY and kinds[number] is not ZoneKind.CAPTION:
            blocks.append([])
        elif is_again:
            blocks[-1:] = [blocks[-1][:-1], [number - 1, number], []] if blocks[-1] else [[number]]
        else:
            blocks[-1].append(number)
    return [block for block in blocks if block]


def _joined(lines: Sequence[_Line], kinds: Sequence[ZoneKind]) -> tuple[Zone, ...]:
    """One zone for lines of one kind that follow one another; a caption is one line."""
    zones: list[Zone] = []
    for line, kind in zip(lines, kinds, strict=True):
        last = zones[-1] if zones else None
        if last is not None and last.kind is kind and kind is not ZoneKind.CAPTION:
            zones[-1] = Zone(last.start, line.end, kind)
        else:
            zones.append(Zone(line.start, line.end, kind))
    return tuple(zones)
