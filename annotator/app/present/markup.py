"""An article's words with their labels, as inline text and as HTML.

Inline, an annotation is `[words]{label}`, with attributes `[Sergei Lavrov]{actor kind=person}`.
One that crosses another, or has several parts, has a number at every bracket, and its label after
its last part: `[1:Mr. [2:Lavrov]{1:actor} said]{2:quote}`. A backslash stands before a bracket or
a backslash of the article itself. `…` marks an annotation that was copied in part.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from annotator.app.present.summary import UNKNOWN_COLOR
from annotator.app.present.wording import is_right_to_left
from annotator.core.annotations import Annotation
from annotator.core.codebook import Codebook
from annotator.core.spans import Span

_SPECIAL = re.compile(r"[\[\]\\]")
_PLAIN_WORD = re.compile(r"[\w.-]+")
_LOOKS_NUMBERED = re.compile(r"\d+:")
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Tag:
    """An annotation as copied text names it. `spans` are sorted and do not touch."""

    id: str
    spans: tuple[Span, ...]
    label: str
    title: str
    color: int = UNKNOWN_COLOR
    details: tuple[tuple[str, str], ...] = ()
    is_unsure: bool = False


def tags_of(annotations: Iterable[Annotation], codebook: Codebook) -> tuple[Tag, ...]:
    """The tags of annotations; those on the whole article have no words and are left out."""
    return tuple(_tag(annotation, codebook) for annotation in annotations if annotation.spans)


def _tag(annotation: Annotation, codebook: Codebook) -> Tag:
    label = codebook.label(annotation.label)
    details = [(str(name), value) for name, value in annotation.attributes]
    if annotation.comment:
        details.append(("comment", annotation.comment))
    return Tag(
        id=annotation.id,
        spans=annotation.spans,
        label=annotation.label,
        title=label.short if label else annotation.label,
        color=label.color if label else UNKNOWN_COLOR,
        details=tuple(details),
        is_unsure=annotation.unsure,
    )


# Where brackets and elements open and close.


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a tag, as far as it is copied. `number` counts the tag's copied parts from 0."""

    tag: Tag
    start: int
    end: int
    number: int
    of: int

    @property
    def order(self) -> tuple[int, int, str]:
        return self.start, -self.end, self.tag.id

    @property
    def is_last(self) -> bool:
        return self.number == self.of - 1


def _parts(tags: Iterable[Tag], within: Span) -> list[_Part]:
    """The parts of tags in a stretch of text, in the order in which they open."""
    found: list[_Part] = []
    for tag in tags:
        here = [s for s in tag.spans if s.overlaps(within)]
        found += [
            _Part(tag, max(s.start, within.start), min(s.end, within.end), number, len(here))
            for number, s in enumerate(here)
        ]
    found.sort(key=lambda part: part.order)
    return found


Opened = Callable[[_Part], None]
Closed = Callable[[_Part, "list[_Part]"], None]


def _walk(
    parts: Sequence[_Part],
    within: Span,
    *,
    words: Callable[[int, int], None],
    opened: Opened,
    closed: Closed,
) -> None:
    """Calls for every run of words, every part that opens and every part that closes.

    `closed` is told which parts, opened later, are still open: the outermost first.
    """
    is_open: list[_Part] = []
    here = within.start

    def go_on(to: int) -> None:
        nonlocal here
        while is_open:
            # Of those that end at one place the one opened last closes first.
            end = min(part.end for part in is_open)
            if end > to:
                break
            words(here, end)
            here = end
            place = max(i for i, part in enumerate(is_open) if part.end == end)
            part = is_open.pop(place)
            closed(part, is_open[place:])
        words(here, to)
        here = to

    for part in parts:
        go_on(part.start)
        is_open.append(part)
        opened(part)
    go_on(within.end)


# Inline text.


def inline(text: str, tags: Sequence[Tag], *, within: Span) -> str:
    """The words of a stretch of the article with brackets and labels, as the module says."""
    parts = _parts(tags, within)
    numbers = _numbers(parts, within)
    out: list[str] = []

    def words(start: int, end: int) -> None:
        if start == end:
            return
        run = text[start:end]
        # After a bracket without a number, digits of the article would look like one.
        is_after_bracket = bool(out) and out[-1] == "["
        shown = _SPECIAL.sub(r"\\\g<0>", run)
        out.append("\\" + shown if is_after_bracket and _looks_numbered(text, start) else shown)

    def opened(part: _Part) -> None:
        number = numbers.get(part.tag.id)
        out.append("[" if number is None else f"[{number}:")

    def closed(part: _Part, _: list[_Part]) -> None:
        number = numbers.get(part.tag.id)
        name = _inline_label(part.tag, within) if part.is_last else ""
        prefix = "" if number is None else f"{number}:" if name else str(number)
        out.append(f"]{{{prefix}{name}}}")

    _walk(parts, within, words=words, opened=opened, closed=closed)
    return "".join(out)


def _looks_numbered(text: str, start: int) -> bool:
    return _LOOKS_NUMBERED.match(text, start) is not None


def _numbers(parts: Sequence[_Part], within: Span) -> dict[str, int]:
    """A number for each tag that crosses another or has several parts, in reading order."""
    needed = {part.tag.id for part in parts if part.of > 1}

    def closed(part: _Part, inner: list[_Part]) -> None:
        if inner:
            needed.add(part.tag.id)
            needed.update(other.tag.id for other in inner)

    _walk(parts, within, words=_nothing, opened=_nothing, closed=closed)
    ids = dict.fromkeys(part.tag.id for part in parts if part.tag.id in needed)
    return {tag_id: number for number, tag_id in enumerate(ids, 1)}


def _nothing(*_: object) -> None:
    """Only the places where parts close are asked for."""


def _inline_label(tag: Tag, within: Span) -> str:
    before, after = _cuts(tag, within)
    name = before + _quoted(tag.label) + ("?" if tag.is_unsure else "") + after
    return " ".join([name, *(f"{_quoted(k)}={_quoted(v)}" for k, v in tag.details)])


def _cuts(tag: Tag, within: Span) -> tuple[str, str]:
    """Dots where the annotation begins before what is copied, and where it goes on after."""
    before = tag.spans[0].start < within.start
    after = tag.spans[-1].end > within.end
    return _CUT if before else "", _CUT if after else ""


def _quoted(value: str) -> str:
    """The value as it stands, or between quotation marks where it is more than one word."""
    if _PLAIN_WORD.fullmatch(value):
        return value
    inner = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{inner}"'


# HTML.


def html(
    text: str,
    tags: Sequence[Tag],
    *,
    within: Span,
    colors: Sequence[str],
    tints: Sequence[str],
) -> str:
    """A stretch of the article as HTML with inline styles only, for word processors and mail.

    `colors` and `tints` are hex colours for label colours 1 to 8. One `<p>` for each paragraph; an
    annotation is a `<span data-id=…>`, in pieces where it crosses another or goes on in the next
    paragraph, with its label raised behind its last word (`<sup>`). The words of the pieces of one
    `data-part`, joined by line ends where paragraphs part them, are those of the article.
    """
    writer = _HtmlWriter(text, within, colors, tints)
    parts = _parts(tags, within)
    _walk(parts, within, words=writer.words, opened=writer.opened, closed=writer.closed)
    return writer.finished()


class _HtmlWriter:
    """Writes properly nested elements: what crosses is closed and opened again."""

    def __init__(
        self, text: str, within: Span, colors: Sequence[str], tints: Sequence[str]
    ) -> None:
        self._text, self._within = text, within
        self._colors, self._tints = colors, tints
        self._open: list[_Part] = []
        self._out: list[str] = []
        self._begin_paragraph(within.start)

    def words(self, start: int, end: int) -> None:
        """A run of words, over as many paragraphs as it has."""
        while start < end:
            line_end = self._text.find("\n", start, end)
            if line_end < 0:
                self._out.append(escape(self._text[start:end], quote=False))
                return
            self._out.append(escape(self._text[start:line_end], quote=False))
            self._end_paragraph()
            start = line_end + 1
            self._begin_paragraph(start)

    def opened(self, part: _Part) -> None:
        """A part begins."""
        self._open.append(part)
        self._out.append(self._start_of(part, len(self._open)))

    def closed(self, part: _Part, inner: list[_Part]) -> None:
        """A part ends; what was opened after it and goes on is parted here."""
        self._out.append("</span>" * (len(inner) + 1))
        self._open.remove(part)
        if part.is_last:
            self._out.append(self._label_of(part.tag))
        outer = len(self._open) - len(inner)
        self._out += [self._start_of(p, outer + n) for n, p in enumerate(inner, 1)]

    def finished(self) -> str:
        """The whole."""
        self._end_paragraph()
        return "".join(self._out)

    def _begin_paragraph(self, start: int) -> None:
        end = self._text.find("\n", start, self._within.end)
        end = self._within.end if end < 0 else end
        is_mirrored = is_right_to_left(self._text[start:end])
        direction, side = (' dir="rtl"', ";text-align:right") if is_mirrored else ("", "")
        style = f"white-space:pre-wrap;margin:0 0 0.6em 0{side}"
        self._out.append(f'<p{direction} style="{style}">')
        # An empty paragraph would have no height.
        self._out.append("" if start < end else "<br>")
        self._out += [self._start_of(part, depth) for depth, part in enumerate(self._open, 1)]

    def _end_paragraph(self) -> None:
        self._out.append("</span>" * len(self._open) + "</p>\n")

    def _start_of(self, part: _Part, depth: int) -> str:
        tag = part.tag
        color = self._colors[(tag.color - 1) % len(self._colors)]
        tint = self._tints[(tag.color - 1) % len(self._tints)]
        # A border, as LibreOffice draws underlines in the letters' colour; programs that know no
        # borders on words show the tint. Each line of a nest hangs lower.
        style = f"background-color:{tint};border-bottom:1.5pt solid {color}"
        if depth > 1:
            style += f";padding-bottom:{3 * (depth - 1)}px"
        number = f' data-part="{part.number + 1}"' if part.of > 1 else ""
        return (
            f'<span data-id="{escape(tag.id)}"{number} data-label="{escape(tag.label)}"'
            f' title="{escape(_title(tag))}" style="{style}">'
        )

    def _label_of(self, tag: Tag) -> str:
        color = self._colors[(tag.color - 1) % len(self._colors)]
        before, after = _cuts(tag, self._within)
        name = before + tag.title + ("?" if tag.is_unsure else "") + after
        # With a size of its own LibreOffice would not raise it.
        return f'<sup><b style="color:{color}">{escape(name)}</b></sup>'


def _title(tag: Tag) -> str:
    return " · ".join([tag.title, *(f"{name}: {value}" for name, value in tag.details)])
