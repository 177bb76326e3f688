"""An article in memory with a text of its own, on which annotations are divided and joined."""

from annotator.app import acts, shaping
from annotator.app.work import Act, Work
from annotator.core.annotations import Annotation
from annotator.core.ids import LabelId
from tests.app.paper import Article
from tests.app.working import ACTOR, TEXT, place_of


class Paper(Article):
    """An article with a text of its own."""

    def __init__(self, text: str = TEXT, **options: object) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.text = text

    @property
    def work(self) -> Work:
        return Work(self.state, len(self.text), self.codebook)

    def marked(self, *parts: str, label: LabelId = ACTOR) -> Annotation:
        spans = [place_of(self.text, words) for words in parts]
        return self.do(acts.mark(self.work, spans=spans, label=label))

    def split(self, annotation: Annotation, before: str, shift: int = 0) -> Act:
        offset = self.text.index(before) + shift
        return shaping.split(self.work, annotation_id=annotation.id, offset=offset, text=self.text)

    def join(self, annotation: Annotation) -> Act:
        return shaping.join(self.work, annotation_id=annotation.id, text=self.text)

    def add(self, annotation: Annotation, words: str) -> Act:
        return shaping.add_part(
            self.work,
            annotation_id=annotation.id,
            span=place_of(self.text, words),
            text=self.text,
        )

    def words(self) -> list[str]:
        """The parts of each annotation, in reading order."""
        return ["|".join(s.text_of(self.text) for s in a.spans) for a in self.state]
