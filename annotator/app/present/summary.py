"""The article's annotations by label: the list under the inspector."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.app.present.wording import shortened, value_words
from annotator.core.annotations import Annotation
from annotator.core.codebook import Codebook
from annotator.core.ids import AttributeId, LabelId
from annotator.core.state import ArticleState

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

    Rows are made when they are asked for: an article may have ten thousand marks, and most labels
    stand closed in the list.
    """

    id: str
    title: str
    color: int
    annotations: tuple[Annotation, ...]
    text: str
    required: frozenset[AttributeId] = frozenset()

    @property
    def count(self) -> int:
        """How many annotations have the label."""
        return len(self.annotations)

    @property
    def rows(self) -> tuple[AnnotationRow, ...]:
        """The annotations as rows."""
        return tuple(self._row(annotation) for annotation in self.annotations)

    def _row(self, annotation: Annotation) -> AnnotationRow:
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


def summary_lines(
    groups: Iterable[SummaryGroup], open_groups: frozenset[str]
) -> tuple[SummaryLine, ...]:
    """The headings, and under each open one its annotations."""
    lines: list[SummaryLine] = []
    for group in groups:
        is_open = group.id in open_groups
        # Labels' ids may look like annotations' ids: the slash keeps them apart.
        heading = f"label/{group.id}"
        lines.append(
            SummaryLine(heading, group.id, group.title, group.color, group.count, is_open=is_open)
        )
        if is_open:
            lines += [
                SummaryLine(row.id, group.id, row.quote, group.color, annotation=row)
                for row in group.rows
            ]
    return tuple(lines)


def summary_groups(state: ArticleState, text: str, codebook: Codebook) -> tuple[SummaryGroup, ...]:
    """One group for each label in use: the codebook's in its order, then unknown ones."""
    members: dict[LabelId, list[Annotation]] = {label.id: [] for label in codebook.labels}
    for annotation in state:
        members.setdefault(annotation.label, []).append(annotation)
    return tuple(
        _group(label_id, tuple(annotations), text, codebook)
        for label_id, annotations in members.items()
        if annotations
    )


def _group(
    label_id: LabelId, annotations: tuple[Annotation, ...], text: str, codebook: Codebook
) -> SummaryGroup:
    label = codebook.label(label_id)
    if label is None:
        return SummaryGroup(label_id, value_words(label_id), UNKNOWN_COLOR, annotations, text)
    required = frozenset(a.id for a in label.attributes if a.required)
    return SummaryGroup(label_id, label.title, label.color, annotations, text, required)


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
