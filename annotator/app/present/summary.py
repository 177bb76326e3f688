"""The article's annotations by label: the list under the inspector."""

from dataclasses import dataclass

from annotator.app.present.wording import shortened, value_words
from annotator.core.annotations import Annotation
from annotator.core.codebook import Codebook
from annotator.core.ids import AnnotationId, AttributeId, LabelId
from annotator.core.state import ArticleState, Order

ROW_QUOTE_SHOWN = 80
UNKNOWN_COLOR = 8


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """An annotation in the list of the article's annotations."""

    id: str
    quote: str
    color: int
    is_unsure: bool = False
    has_comment: bool = False
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class SummaryGroup:
    """A label's annotations in this article, in reading order.

    What it says of single annotations is read when it is asked: an article may have 50,000, and
    most labels stand closed in the list.
    """

    id: str
    title: str
    color: int
    count: int
    state: ArticleState
    text: str
    required: frozenset[AttributeId] = frozenset()

    @property
    def rows(self) -> tuple[AnnotationRow, ...]:
        """All annotations as rows."""
        found = (self.row(order[2]) for order in self.orders())
        return tuple(row for row in found if row is not None)

    def orders(self) -> list[Order]:
        """What the annotations are sorted by, sorted; each holds an id as its last."""
        return self.state.order_of(LabelId(self.id))

    def order(self, annotation_id: str) -> Order | None:
        """What an annotation is sorted by; None where it has not this label."""
        annotation = self.state.annotation(AnnotationId(annotation_id))
        return annotation.order if annotation is not None and annotation.label == self.id else None

    def row(self, annotation_id: str) -> AnnotationRow | None:
        """An annotation as a row; None where it is gone."""
        annotation = self.state.annotation(AnnotationId(annotation_id))
        if annotation is None:
            return None
        given = {attribute for attribute, _ in annotation.attributes}
        return AnnotationRow(
            annotation.id,
            row_quote(self.text, annotation),
            self.color,
            annotation.unsure,
            bool(annotation.comment),
            not self.required <= given,
        )


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line of the summary: a label's heading, or one annotation under it."""

    id: str
    group: str
    title: str
    color: int
    count: int = 0
    annotation: AnnotationRow | None = None
    is_open: bool = False


def heading_line(group: SummaryGroup, *, is_open: bool) -> SummaryLine:
    """The heading of a label."""
    # Labels' ids may look like annotations' ids: the slash keeps them apart.
    return SummaryLine(
        f"label/{group.id}", group.id, group.title, group.color, group.count, is_open=is_open
    )


def annotation_line(group: SummaryGroup, annotation_id: str) -> SummaryLine:
    """An annotation under its label's heading; empty words where it has just gone."""
    row = group.row(annotation_id) or AnnotationRow(annotation_id, "", group.color)
    return SummaryLine(annotation_id, group.id, row.quote, group.color, annotation=row)


def summary_groups(state: ArticleState, text: str, codebook: Codebook) -> tuple[SummaryGroup, ...]:
    """One group for each label in use: the codebook's in its order, then unknown ones.

    Costs what the labels cost, however many annotations there are.
    """
    known = [label.id for label in codebook.labels]
    used = set(state.labels)
    wanted = [label for label in known if label in used]
    wanted += [label for label in state.labels if label not in known]
    return tuple(_group(label_id, state, text, codebook) for label_id in wanted)


def _group(label_id: LabelId, state: ArticleState, text: str, codebook: Codebook) -> SummaryGroup:
    label, count = codebook.label(label_id), state.count_of(label_id)
    if label is None:
        return SummaryGroup(label_id, value_words(label_id), UNKNOWN_COLOR, count, state, text)
    required = frozenset(a.id for a in label.attributes if a.required)
    return SummaryGroup(label_id, label.title, label.color, count, state, text, required)


def row_quote(text: str, annotation: Annotation) -> str:
    """The words of an annotation in one short line."""
    if not annotation.spans:
        return "(the whole article)"
    # A quote of a whole page would cost more than the row shows.
    start, end = annotation.spans[0].start, annotation.spans[-1].end
    if end - start <= ROW_QUOTE_SHOWN * 4:
        return shortened(text[start:end], longest=ROW_QUOTE_SHOWN)
    ends = f"{text[start : start + ROW_QUOTE_SHOWN]} … {text[end - ROW_QUOTE_SHOWN : end]}"
    return shortened(ends, longest=ROW_QUOTE_SHOWN)
