"""What a session tells: the project is here, an article is open, an edit took effect."""

from dataclasses import dataclass

from annotator.core.edits import Edit
from annotator.core.errors import AnnotatorError
from annotator.core.ids import ArticleId
from annotator.store.base import ArticleRow


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """Whether all work is on disk. `waiting` edits are on their way or, with `failed`, held."""

    waiting: int = 0
    failed: AnnotatorError | None = None

    @property
    def is_saved(self) -> bool:
        """Whether every edit made is durable."""
        return self.waiting == 0 and self.failed is None


@dataclass(frozen=True, slots=True)
class ProjectOpened:
    """The project's codebook, people and articles are here."""


@dataclass(frozen=True, slots=True)
class ArticleOpened:
    """Another article is open, or the same one was read again."""

    article: ArticleId


@dataclass(frozen=True, slots=True)
class ArticleChanged:
    """An edit took effect in memory."""

    edit: Edit


@dataclass(frozen=True, slots=True)
class RowsChanged:
    """A row of the list of articles says something else."""

    row: ArticleRow


@dataclass(frozen=True, slots=True)
class SaveChanged:
    """What is on disk and what is not has changed."""

    status: SaveStatus


@dataclass(frozen=True, slots=True)
class WentWrong:
    """Something a person must be told; `lost` are edits that were not kept."""

    error: AnnotatorError
    lost: tuple[Edit, ...] = ()


Event = ProjectOpened | ArticleOpened | ArticleChanged | RowsChanged | SaveChanged | WentWrong
