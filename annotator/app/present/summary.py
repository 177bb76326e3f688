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
    """A label's annotations in this article, in reading order."""

    id: str
    title: str
    color: int
    rows: tuple[AnnotationRow, ...] = ()

    @property
    def count(self) -> int:
        """How many annotations have the label."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A line of the summary: a label's heading, or one annotation under it."""

    id: str
    group: SummaryGroup
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
        lines.append(SummaryLine(f"label/{group.id}", group, is_open=is_open))
        if is_open:
            lines += [SummaryLine(row.id, group, row) for row in group.rows]
    return tuple(lines)


def summary_groups(state: ArticleState, text: str, codebook: Codebook) -> tuple[SummaryGroup, ...]:
    """One group for each label in use: the codebook's in its order, then unknown ones."""
    rows: dict[str, list[AnnotationRow]] = {label.id: [] for label in codebook.labels}
    labels = {label.id: label for label in codebook.labels}
    required: dict[str, set[AttributeId]] = {
        label.id: {a.id for a in label.attributes if a.required} for label in codebook.labels
    }
    for annotation in state:
        label = labels.get(annotation.label)
        missing = required.get(annotation.label, set())
        rows.setdefault(annotation.label, []).append(
            AnnotationRow(
                annotation.id,
                row_quote(text, annotation),
                label.color if label else UNKNOWN_COLOR,
                annotation.unsure,
                bool(annotation.comment),
                not missing <= {key for key, _ in annotation.attributes},
            )
        )
    found = []
    for label_id, members in rows.items():
        label = labels.get(LabelId(label_id))
        if members:
            title = label.title if label else value_words(label_id)
            color = label.color if label else UNKNOWN_COLOR
            found.append(SummaryGroup(label_id, title, color, tuple(members)))
    return tuple(found)


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
