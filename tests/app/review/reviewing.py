"""Projects in review for tests: opinions on short texts, and a reviewer's desk on them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.adjudicate.groups import Kind
from annotator.app.disputes import AnyGroup
from annotator.app.opening import inline_session
from annotator.app.review.desk import ReviewDesk
from annotator.app.session import Session
from annotator.core.annotations import Annotation
from annotator.core.ids import ArticleId, PersonId
from annotator.store.base import Store
from tests.app.opinions import Marks, line, mark, project_of

#       0    5     11    17   22   27      35
TEXT = "Anna Brown leads Hill Bank. Reuters said so."
RITA = PersonId("rita")

# Three opinions: all agree on the agency, differ in the label, the boundary, and one sees more.
THREE: Marks = {
    "ana": [mark(0, 10), mark(17, 26), mark(28, 35, "source"), mark(5, 10, "figure")],
    "ben": [mark(0, 10), mark(17, 26, "source"), mark(28, 35, "source")],
    "cem": [mark(0, 4), mark(17, 26), mark(28, 35, "source")],
}


class Reviewer:
    """A reviewer at an article, with a store that answers at once."""

    def __init__(self, store: Store, *, person: PersonId = RITA, **how: bool) -> None:
        self.store = store
        self.session: Session = inline_session(store, person)
        self.desk = ReviewDesk(self.session, tell=_nobody, **how)

    def open(self, article: str = "a0") -> None:
        """Opens an article and compares the opinions on it."""
        self.session.open(ArticleId(article))
        self.desk.take_in()

    def group(self, kind: Kind) -> AnyGroup:
        """The first group of a kind."""
        assert self.desk.reviewed is not None
        return next(g for g in self.desk.reviewed.groups if g.kind is kind)

    def look_at(self, kind: Kind) -> AnyGroup:
        """Looks at the first group of a kind."""
        group = self.group(kind)
        self.desk.choose(group.id)
        return group

    def number(self, name: str) -> int:
        """The number of an annotator, whatever the order."""
        assert self.desk.reviewed is not None
        return self.desk.reviewed.names.number(PersonId(name))

    @property
    def gold(self) -> list[tuple[str, str]]:
        """Label and words of everything in the set that is filled, in reading order."""
        opened = self.session.current
        assert opened is not None
        text = opened.article.text
        return [(a.label, "|".join(s.text_of(text) for s in a.spans)) for a in opened.state]

    @property
    def annotations(self) -> list[Annotation]:
        """Everything in the set that is filled, in reading order."""
        opened = self.session.current
        assert opened is not None
        return list(opened.state)


@contextmanager
def at_work(path: Path, *opinions: Marks, text: str = TEXT, **how: bool) -> Iterator[Reviewer]:
    """A reviewer in a project with an article for each of the opinions; the first is open."""
    texts = [text if number == 0 else f"{text} ({number})" for number in range(len(opinions))]
    store = project_of(path / "p.anno", *(line(t, o) for t, o in zip(texts, opinions, strict=True)))
    try:
        reviewer = Reviewer(store, **how)
        reviewer.open()
        yield reviewer
    finally:
        store.close()


def _nobody() -> None:
    """Nobody watches."""
