"""Where the fragments of marks lie on the lines of a paragraph, whoever's marks they are."""

from typing import NamedTuple

from annotator.core.spans import Span
from annotator.gui.text.geometry import LaidParagraph, Line, boxes, ends_of
from annotator.gui.text.pieces import Fragment, Piece


class Stroke(NamedTuple):
    """A bar of one line, with what `Bar` says of it; nobody's yet, and in no lane."""

    line: int
    span: Span
    left: float
    right: float
    starts_at: float | None
    ends_at: float | None
    opens_left: bool
    opens_right: bool


class Shape(NamedTuple):
    """What marks on the same words have in common.

    `lines` are those from the first fragment to the last, `touched` those with fragments, `gaps`
    line, left and right of what lies between fragments.
    """

    lines: range
    touched: tuple[int, ...]
    strokes: tuple[Stroke, ...]
    gaps: tuple[tuple[int, float, float], ...]


def shape_of(
    paragraph: LaidParagraph, piece: Piece, *, lines: range, known: dict[int, Shape]
) -> Shape:
    """The shape of a piece on some lines, and nothing of it on others.

    Annotators often mark the same words: `known` keeps the shapes of the fragments met before.
    """
    key = id(piece.fragments)
    shape = known.get(key)
    if shape is None:
        shape = known[key] = _shape(paragraph, piece, lines)
    return shape


def _shape(paragraph: LaidParagraph, piece: Piece, lines: range) -> Shape:
    touched: dict[int, None] = {}
    strokes: list[Stroke] = []
    for fragment in piece.fragments:
        for number in _common(paragraph.lines_of(fragment.start, fragment.end), lines):
            touched[number] = None
            strokes += _strokes(paragraph, number, fragment)
    gaps = [
        (number, left, right)
        for start, end in _gaps(piece)
        for number in _common(paragraph.lines_of(start, end), lines)
        for left, right in boxes(paragraph, paragraph.lines[number], start, end)
    ]
    reach = _common(paragraph.lines_of(*piece.reach), lines)
    return Shape(reach, tuple(touched), tuple(strokes), tuple(gaps))


def _common(one: range, other: range) -> range:
    return range(max(one.start, other.start), min(one.stop, other.stop))


def _gaps(piece: Piece) -> list[tuple[int, int]]:
    """What lies between the fragments of a piece, and on the way to those in other paragraphs."""
    edges = [piece.reach[0]]
    for fragment in piece.fragments:
        edges += (fragment.start, fragment.end)
    edges.append(piece.reach[1])
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _strokes(paragraph: LaidParagraph, number: int, fragment: Fragment) -> list[Stroke]:
    line, span = paragraph.lines[number], fragment.span
    begins = fragment.begins and fragment.start >= line.start
    ends = fragment.ends and fragment.end <= line.end
    spread = boxes(paragraph, line, fragment.start, fragment.end)
    if not paragraph.is_bidi:
        return [
            Stroke(
                number,
                span,
                left,
                right,
                starts_at=left if begins else None,
                ends_at=right if ends else None,
                opens_left=not begins,
                opens_right=not ends,
            )
            for left, right in spread
        ]
    return _bidi_strokes(paragraph, number, fragment, spread, ends=(begins, ends))


def _bidi_strokes(
    paragraph: LaidParagraph,
    number: int,
    fragment: Fragment,
    spread: list[tuple[float, float]],
    *,
    ends: tuple[bool, bool],
) -> list[Stroke]:
    line: Line = paragraph.lines[number]
    start_x = ends_of(paragraph, line, fragment.start)[0] if ends[0] else None
    end_x = ends_of(paragraph, line, fragment.end - 1)[1] if ends[1] else None
    words = line.qt.naturalTextRect()
    result: list[Stroke] = []
    for left, right in spread:
        starts, ends_at = _side_at(start_x, (left, right)), _side_at(end_x, (left, right))
        closed = (starts, ends_at)
        opens_left = left not in closed and left <= words.left() + 1
        opens_right = right not in closed and right >= words.right() - 1
        place = (left, right, starts, ends_at, opens_left, opens_right)
        result.append(Stroke(number, fragment.span, *place))
    return result


def _side_at(x: float | None, box: tuple[float, float]) -> float | None:
    if x is None:
        return None
    return next((side for side in box if abs(side - x) <= 1), None)
