"""What an article is seen through, where it is not the person's own annotations."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from annotator.app.commands import Context
from annotator.core.edits import Edit
from annotator.core.ids import ArticleId

if TYPE_CHECKING:
    from annotator.app.review.looking import Looking
    from annotator.gui.review.in_sight import InSight


class Lens(Protocol):
    """Shows the open article with others' work, and takes what is done there."""

    @property
    def desk(self) -> "Looking":
        """Which group of the open article is looked at."""
        ...

    @property
    def in_sight(self) -> "InSight":
        """What brings that group into sight."""
        ...

    def project_read(self) -> None:
        """The project's codebook, people and articles were read again."""
        ...

    def finish_typing(self) -> None:
        """Commits what is being typed."""
        ...

    def show_article(self) -> None:
        """Another article is open."""
        ...

    def change_marks(self, edit: Edit) -> None:
        """An edit took effect: what it touched is shown anew."""
        ...

    def refresh(self) -> None:
        """Shows everything around the text as it is now."""
        ...

    def filled(self, context: Context) -> Context:
        """The context with what commands of the review ask."""
        ...

    def order(self) -> Sequence[ArticleId]:
        """The articles as they are listed."""
        ...

    def choose(self, record_id: str) -> bool:
        """Looks at what an annotation belongs to; whether that was all there is to do."""
        ...

    def undo(self) -> None:
        """Takes back what was done last."""
        ...

    def redo(self) -> None:
        """Does again what was taken back last."""
        ...

    def escape(self) -> bool:
        """Leaves what was begun; whether there was anything."""
        ...
