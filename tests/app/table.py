"""A desk on a real project, with what a test asks of it."""

from annotator.app.desk import Desk, Place
from annotator.app.session import OpenArticle, Session
from annotator.core.annotations import Annotation
from annotator.core.ids import LabelId
from tests.app.working import ACTOR, place_of

ODD = "a👩‍👩‍👧b 🇫🇷🇩🇪 cafe\u0301 नमस्ते क्षत्रिय 👍🏽 각 e\u0301\u0323x\n"


class Table:
    """A desk on a project, and how often it told of a change."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.told = 0
        self.desk = Desk(session, tell=self._tell)

    def _tell(self) -> None:
        self.told += 1

    @property
    def current(self) -> OpenArticle:
        assert self.session.current is not None
        return self.session.current

    @property
    def text(self) -> str:
        return self.current.article.text

    def marked(self, words: str, label: LabelId = ACTOR) -> Annotation:
        """Selects words and presses a label's key."""
        span = place_of(self.text, words)
        self.desk.press_label(label, Place(span.end, span))
        assert self.desk.annotation is not None
        return self.desk.annotation

    def words(self) -> str:
        """The words of the selected annotation."""
        assert self.desk.annotation is not None
        return "|".join(s.text_of(self.text) for s in self.desk.annotation.spans)
