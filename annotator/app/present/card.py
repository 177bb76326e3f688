"""What is known about the annotations at a place: the card that hovering shows, and the list."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from annotator.app.present.inspector import how_words
from annotator.app.present.summary import UNKNOWN_COLOR, row_quote
from annotator.app.present.wording import (
    counted,
    isolated,
    shortened,
    shown_moment,
    value_words,
)
from annotator.core.annotations import Annotation, Relation
from annotator.core.codebook import AttributeKind, Codebook
from annotator.core.ids import AnnotationId
from annotator.core.state import ArticleState

# More would not be read, and the card would cover the text.
MOST_ON_CARD = 5
_MOST_RELATIONS = 6
_QUOTE_SHOWN, _OTHER_SHOWN, _VALUE_SHOWN, _COMMENT_SHOWN = 90, 60, 40, 400
_MARKS = '“”"«»„‟‘’‹›「『'


@dataclass(frozen=True, slots=True)
class CardRow:
    """One annotation of the card. `quote` is its words in one line, in quotation marks; `details`
    are title and value.

    `made` says who and when, and how if it was not by hand.
    """

    id: str
    chip: str
    title: str
    color: int
    quote: str
    details: tuple[tuple[str, str], ...] = ()
    comment: str = ""
    is_unsure: bool = False
    relations: tuple[str, ...] = ()
    made: str = ""

    @property
    def line(self) -> str:
        """The annotation in one line, for a list: its words, then its attributes."""
        values = (shortened(value, longest=_VALUE_SHOWN) for _, value in self.details)
        parts = [isolated(shortened(self.quote, longest=_OTHER_SHOWN)), *values]
        if self.is_unsure:
            parts.append("unsure")
        return " · ".join(parts)


def card_rows(
    ids: Iterable[str], state: ArticleState, text: str, codebook: Codebook
) -> tuple[CardRow, ...]:
    """A row for each annotation that is still there, the outer ones first."""
    found = (state.annotation(AnnotationId(annotation_id)) for annotation_id in ids)
    there = sorted((a for a in found if a is not None), key=_outer_first)
    return tuple(_row(annotation, state, text, codebook) for annotation in there)


def _outer_first(annotation: Annotation) -> tuple[int, tuple[int, int, str]]:
    whole = annotation.extent
    return -len(whole) if whole else 0, annotation.order


def _row(annotation: Annotation, state: ArticleState, text: str, codebook: Codebook) -> CardRow:
    label = codebook.label(annotation.label)
    moment = annotation.stamp.changed or annotation.stamp.created
    made = ", ".join([str(annotation.author), *([shown_moment(moment)] if moment else [])])
    how = how_words(annotation.origin)
    ties = (
        _relation_words(tie, annotation, state, text, codebook)
        for tie in state.relations_of(annotation.id)
    )
    return CardRow(
        id=annotation.id,
        chip=label.short if label else value_words(annotation.label),
        title=label.title if label else value_words(annotation.label),
        color=label.color if label else UNKNOWN_COLOR,
        quote=_quote(annotation, text, longest=_QUOTE_SHOWN),
        details=_details(annotation, codebook),
        comment=shortened(annotation.comment, longest=_COMMENT_SHOWN),
        is_unsure=annotation.unsure,
        relations=_first(sorted(ties)),
        made=f"{made} · {how}" if how else made,
    )


def _details(annotation: Annotation, codebook: Codebook) -> tuple[tuple[str, str], ...]:
    """Titles and values: those of the codebook in its order, then what it does not know."""
    label = codebook.label(annotation.label)
    known = label.attributes if label else ()
    rows = []
    for attribute in known:
        value = annotation.attribute(attribute.id)
        if value:
            is_code = attribute.kind is AttributeKind.CHOICE
            rows.append((attribute.title, value_words(value) if is_code else value))
    ids = {attribute.id for attribute in known}
    others = ((k, v) for k, v in annotation.attributes if k not in ids)
    return (*rows, *((value_words(k).capitalize(), v) for k, v in others))


def _relation_words(
    relation: Relation,
    annotation: Annotation,
    state: ArticleState,
    text: str,
    codebook: Codebook,
) -> str:
    """A relation seen from one end: "said by “Lavrov”", or "“We will not” said by this"."""
    is_outgoing = relation.source == annotation.id
    other = state.annotation(relation.target if is_outgoing else relation.source)
    kind = codebook.relation_type(relation.type)
    title = kind.title if kind else value_words(relation.type)
    quote = _quote(other, text, longest=_OTHER_SHOWN) if other else "(missing)"
    return f"{title} {isolated(quote)}" if is_outgoing else f"{isolated(quote)} {title} this"


def _quote(annotation: Annotation, text: str, *, longest: int) -> str:
    """The words in quotation marks, unless they bring their own."""
    words = shortened(row_quote(text, annotation), longest=longest)
    if not annotation.spans or words[:1] in _MARKS:
        return words
    return f"“{words}”"


def _first(relations: list[str]) -> tuple[str, ...]:
    rest = len(relations) - _MOST_RELATIONS
    if rest <= 0:
        return tuple(relations)
    return (*relations[:_MOST_RELATIONS], f"and {counted(rest, 'more relation')}")


# The card itself.

Paint = Callable[[int], tuple[str, str]]


def card_html(rows: Sequence[CardRow], *, paint: Paint, secondary: str, line: str) -> str:
    """The card as small HTML. `paint` gives a label colour's ground and ink, both as hex."""
    shown = [_row_html(row, paint, secondary) for row in rows[:MOST_ON_CARD]]
    rest = len(rows) - MOST_ON_CARD
    if rest > 0:
        words = f"and {counted(rest, 'more', 'more')} here: T goes through them"
        shown.append(f'<p style="color:{secondary};margin:0">{words}</p>')
    rule = f'<hr style="background-color:{line}">'
    return rule.join(shown)


def _row_html(row: CardRow, paint: Paint, secondary: str) -> str:
    ground, ink = paint(row.color)
    unsure = " · unsure" if row.is_unsure else ""
    lines = [
        f'<b style="background-color:{ground};color:{ink}">&nbsp;{escape(row.title)}&nbsp;</b>'
        f" {escape(isolated(row.quote))}{unsure}"
    ]
    lines += [
        f'<span style="color:{secondary}">{escape(title)}:</span> {escape(isolated(value))}'
        for title, value in row.details
    ]
    lines += [escape(words) for words in row.relations]
    if row.comment:
        comment = escape(isolated(row.comment))
        lines.append(f'<span style="color:{secondary}">Comment:</span> <i>{comment}</i>')
    if row.made:
        lines.append(f'<span style="color:{secondary}">{escape(row.made)}</span>')
    return f'<p style="margin:0">{"<br>".join(lines)}</p>'


def card_words(rows: Sequence[CardRow]) -> str:
    """The card as a screen reader says it."""
    said = [_row_words(row) for row in rows[:MOST_ON_CARD]]
    if len(rows) > MOST_ON_CARD:
        said.append(f"and {len(rows) - MOST_ON_CARD:,} more")
    return ". ".join(said)


def _row_words(row: CardRow) -> str:
    parts = [row.title, *(["unsure"] if row.is_unsure else []), row.quote]
    parts += [f"{title}: {value}" for title, value in row.details]
    parts += row.relations
    if row.comment:
        parts.append(f"comment: {row.comment}")
    return ", ".join([*parts, row.made] if row.made else parts)
