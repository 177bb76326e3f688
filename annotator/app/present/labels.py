"""The label bar: one chip for each label of the codebook."""

from dataclasses import dataclass

from annotator.core.codebook import Codebook, Level
from annotator.core.ids import LabelId
from annotator.core.state import ArticleState


@dataclass(frozen=True, slots=True)
class LabelBarRow:
    """A label as the bar shows it. `color` is 1 to 8; `count` is of this article.

    `is_sticky`: every selection gets this label until the mode is left. `is_active`: the
    selected annotation has it.
    """

    id: str
    title: str
    short: str
    key: str
    color: int
    count: int = 0
    note: str = ""
    is_sticky: bool = False
    is_active: bool = False
    is_article_level: bool = False


def label_bar_rows(
    codebook: Codebook,
    state: ArticleState | None = None,
    *,
    sticky: LabelId | None = None,
    active: LabelId | None = None,
) -> tuple[LabelBarRow, ...]:
    """The labels in the codebook's order, with how many annotations each has."""
    return tuple(
        LabelBarRow(
            id=label.id,
            title=label.title,
            short=label.short,
            key=label.key,
            color=label.color,
            count=0 if state is None else state.count_of(label.id),
            note=label.note,
            is_sticky=label.id == sticky,
            is_active=label.id == active,
            is_article_level=label.level is Level.ARTICLE,
        )
        for label in codebook.labels
    )
