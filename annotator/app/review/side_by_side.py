"""Two sets of an article side by side, to look at: nothing is decided."""

from collections.abc import Callable, Mapping

from annotator.adjudicate.groups import GroupId
from annotator.app.disputes import AnyGroup
from annotator.app.review.looking import Looking
from annotator.app.review.reviewed import compared
from annotator.app.session import Session
from annotator.core.annotations import AnnotationSet, SetState
from annotator.core.decisions import Decision
from annotator.core.ids import ArticleId, PersonId
from annotator.store.base import SetContent

Sets = tuple[SetContent, ...]


def ask_sets(session: Session, article: ArticleId, *, then: Callable[[Sets], None]) -> None:
    """Asks for everybody's sets on an article."""
    session.submit(lambda store: store.sets_of(article), then=then)


class Comparing(Looking):
    """Which group of two sets is looked at. The sets are read by whoever shows them."""

    def __init__(
        self, session: Session, pair: tuple[PersonId, PersonId], *, tell: Callable[[], None]
    ) -> None:
        super().__init__(session, tell=tell, is_blind=False)
        self.pair = pair
        self._contents: Sets = ()

    def show_sets(self, contents: Sets) -> None:
        """Compares the two among everybody's sets on the open article; one may have none."""
        opened = self._session.current
        if opened is None:
            return
        by_author = {content.annotation_set.author: content for content in contents}
        empty = (AnnotationSet(opened.article.id, author) for author in self.pair)
        none = {own.author: SetContent(own) for own in empty}
        self._contents = tuple(by_author.get(author, none[author]) for author in self.pair)
        self.take_in()

    def _compare(self) -> None:
        opened = self._session.current
        if opened is not None:
            self.reviewed = compared(opened.article, self._contents)

    @property
    def decisions(self) -> Mapping[GroupId, Decision]:
        """None: nothing is decided here."""
        return {}

    @property
    def open_groups(self) -> tuple[AnyGroup, ...]:
        """All groups in which the two differ."""
        return self.reviewed.disputed if self.reviewed is not None else ()

    @property
    def state(self) -> SetState:
        """Never finished: there is nothing to finish."""
        return SetState.LOCKED
