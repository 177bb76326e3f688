"""Two sets of an article side by side, to look at: nothing is decided."""

from collections.abc import Callable, Iterable, Mapping

from annotator.adjudicate.groups import GroupId
from annotator.app.disputes import AnyGroup
from annotator.app.review.looking import Looking
from annotator.app.review.naming import hidden_names
from annotator.app.review.reviewed import compared
from annotator.app.session import Session
from annotator.core.annotations import AnnotationSet, SetRole, SetState
from annotator.core.decisions import Decision
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import reviewer_of, role_of
from annotator.store.base import SetContent

Sets = tuple[SetContent, ...]


def ask_sets(session: Session, article: ArticleId, *, then: Callable[[Sets], None]) -> None:
    """Asks for everybody's sets on an article."""
    session.submit(lambda store: store.sets_of(article), then=then)


def names_in(session: Session, authors: Iterable[PersonId]) -> dict[PersonId, str]:
    """What authors of sets are called: as they are, but for others while reviews are blind."""
    known = {author: str(reviewer_of(author) or author) for author in authors}
    if session.options.shows_names or session.info is None:
        return known
    hidden = hidden_names(session.people, project=session.info.id)
    for author in known:
        if role_of(author) is SetRole.ANNOTATOR and author != session.person:
            known[author] = hidden.get(author, known[author])
    return known


class Comparing(Looking):
    """Which group of two sets is looked at. The sets are read by whoever shows them."""

    def __init__(
        self,
        session: Session,
        pair: tuple[PersonId, PersonId],
        *,
        called: Mapping[PersonId, str],
        tell: Callable[[], None],
    ) -> None:
        """`called` is what stands in the place of some names."""
        super().__init__(session, tell=tell, is_blind=False)
        self.pair = pair
        self.called = called
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
            self.reviewed = compared(opened.article, self._contents, called=self.called)

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
