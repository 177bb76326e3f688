"""Acts that divide annotations, join them, and give or take their parts: pure, one undo step each.

Every function raises Refused, with a sentence, where the rules do not permit the act.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from annotator.app.work import (
    Act,
    Work,
    act_of,
    annotation_of,
    problems,
    refuse,
    refuse_second,
    title_of,
)
from annotator.core.annotations import UNSTAMPED, Annotation, Values
from annotator.core.edits import Change
from annotator.core.errors import Refused
from annotator.core.graphemes import is_boundary
from annotator.core.ids import AnnotationId, new_id
from annotator.core.segments import without_blanks
from annotator.core.spans import Span, normalised

_QUOTE_SHOWN = 24
# Words that so many blanks part at most stand beside one another.
_MOST_BLANKS = 4


def split(work: Work, *, annotation_id: AnnotationId, offset: int, text: str) -> Act:
    """Divides an annotation at an offset into two of the same label and attributes.

    Blanks on both sides of the cut belong to neither; parts that stand wholly before or after it
    go to that side. Relations and the comment stay with the first, the flag is on both. The second
    is shown afterwards.
    """
    old = annotation_of(work, annotation_id)
    whole = old.extent
    if whole is None:
        raise Refused("The label is on the whole article and cannot be divided.")
    if not whole.start < offset < whole.end:
        raise Refused("Put the caret inside the annotation, where it shall be divided.")
    if not is_boundary(text, offset):
        raise Refused("The caret is inside a character.")
    before = _cut(text, old.spans, end=offset)
    after = _cut(text, old.spans, start=offset)
    if not before or not after:
        raise Refused("Only spaces would be left on one side of the caret.")
    first = replace(old, spans=before)
    second = replace(old, id=AnnotationId(new_id()), spans=after, comment="", stamp=UNSTAMPED)
    for one, other in ((first, second), (second, first)):
        _check(work, one, other, without=(old.id,))
    changes = (Change(old, first), Change(None, second))
    return act_of(work, f"Divide {title_of(work, old.label)}", *changes, focus=second.id)


def join(work: Work, *, annotation_id: AnnotationId, text: str) -> Act:
    """Makes one annotation, without gaps, of an annotation and the next one of the same label.

    Its attributes win, and what it lacks is taken from the next one, whose relations it gets too.
    """
    first = annotation_of(work, annotation_id)
    title = title_of(work, first.label)
    if first.extent is None:
        raise Refused("The label is on the whole article and cannot be joined.")
    second = work.state.nearest_of(first.label, first.order, step=1)
    if second is None or second.extent is None:
        raise Refused(f"No other {title} follows in this article.")
    start, end = first.extent.start, max(first.extent.end, second.extent.end)
    if text.find("\n", first.extent.end, second.extent.start) >= 0:
        raise Refused(
            f"The next {title} stands in another paragraph; select its words and use Add as a part."
        )
    comments = [c for c in dict.fromkeys((first.comment, second.comment)) if c]
    joined = replace(
        first,
        spans=(Span(start, end),),
        attributes=_filled(first.attributes, second.attributes),
        comment="\n".join(comments),
        unsure=first.unsure or second.unsure,
    )
    _check(work, joined, without=(first.id, second.id))
    changes = (
        *_tied_anew(work, second, first),
        Change(second, None),
        Change(first, joined),
    )
    return act_of(work, f"Join two of {title}", *changes, focus=first.id)


def add_part(work: Work, *, annotation_id: AnnotationId, span: Span, text: str) -> Act:
    """Adds words to an annotation as a further part; words beside a part grow it."""
    old = annotation_of(work, annotation_id)
    if not old.spans:
        raise Refused("The label is on the whole article and has no parts.")
    new = replace(old, spans=_with(text, old.spans, span))
    title = f"{title_of(work, old.label)} “{_shown(text, old.spans)}”"
    if new.spans == old.spans:
        raise Refused(f"These words belong to {title} already.")
    _check(work, new, without=(old.id,))
    words = _shown(text, (span,))
    return act_of(work, f"Add “{words}” to {title}", Change(old, new), focus=old.id)


def take_part(work: Work, *, annotation_id: AnnotationId, offset: int) -> Act:
    """Takes away the part of an annotation that stands at an offset."""
    old = annotation_of(work, annotation_id)
    title = title_of(work, old.label)
    if len(old.spans) < 2:
        raise Refused(f"This {title} has one part only. Remove annotation takes it away.")
    part = part_at(old, offset)
    if part is None:
        raise Refused(f"Put the caret into the part of this {title} that shall go.")
    new = replace(old, spans=tuple(span for span in old.spans if span != part))
    _check(work, new, without=(old.id,))
    return act_of(work, f"Take a part from {title}", Change(old, new), focus=old.id)


def part_at(annotation: Annotation, offset: int) -> Span | None:
    """The part that holds the character at an offset, else the one that ends there."""
    here = [span for span in annotation.spans if span.start <= offset <= span.end]
    return here[-1] if here else None


def _cut(
    text: str, spans: Iterable[Span], *, start: int = 0, end: int | None = None
) -> tuple[Span, ...]:
    """What of the spans is in [start, end), without blanks at the one end that cuts."""
    found = []
    for span in spans:
        first, last = max(span.start, start), span.end if end is None else min(span.end, end)
        if first >= last:
            continue
        if (first, last) != (span.start, span.end):
            inner = without_blanks(text, first, last)
            if inner[0] == inner[1]:
                continue
            first = inner[0] if first != span.start else first
            last = inner[1] if last != span.end else last
        found.append(Span(first, last))
    return tuple(found)


def _with(text: str, spans: tuple[Span, ...], more: Span) -> tuple[Span, ...]:
    """The spans and one more, normalised; it reaches to a span from which only blanks part it."""
    start, end = more.start, more.end
    for span in spans:
        if _only_blanks(text, span.end, start):
            start = span.end
        if _only_blanks(text, end, span.start):
            end = span.start
    return normalised((*spans, Span(start, end)))


def _only_blanks(text: str, start: int, end: int) -> bool:
    """Whether a few blanks of one line, and nothing else, stand between two offsets."""
    between = text[start:end] if 0 < end - start <= _MOST_BLANKS else ""
    return between.isspace() and "\n" not in between


def _filled(values: Values, more: Values) -> Values:
    given = {attribute for attribute, _ in values}
    return (*values, *((a, v) for a, v in more if a not in given))


def _tied_anew(work: Work, gone: Annotation, stays: Annotation) -> list[Change]:
    """The relations of an annotation that goes, tied to another; no doubles, none to itself."""
    kept = {(r.type, r.source, r.target) for r in work.state.relations_of(stays.id)}
    changes = []
    for relation in work.state.relations_of(gone.id):
        anew = replace(
            relation,
            source=stays.id if relation.source == gone.id else relation.source,
            target=stays.id if relation.target == gone.id else relation.target,
        )
        tie = (anew.type, anew.source, anew.target)
        is_needed = anew.source != anew.target and tie not in kept
        kept.add(tie)
        changes.append(Change(relation, anew if is_needed else None))
    return changes


def _check(
    work: Work, annotation: Annotation, *more: Annotation, without: Collection[AnnotationId]
) -> None:
    """Raises Refused where the annotation may not be. Attributes are as they were brought in."""
    refuse_second(work, annotation, without=without)
    refuse(problems(work, replace(annotation, attributes=()), *more, without=without))


def _shown(text: str, spans: tuple[Span, ...]) -> str:
    """The words of the spans in a few characters."""
    start, end = spans[0].start, spans[-1].end
    words = " ".join(text[start : min(end, start + 4 * _QUOTE_SHOWN)].split())
    if len(words) <= _QUOTE_SHOWN and end - start <= 4 * _QUOTE_SHOWN:
        return words
    last = _QUOTE_SHOWN - 1
    while last > 0 and not is_boundary(words, last):
        last -= 1
    return words[:last].rstrip() + "…"
