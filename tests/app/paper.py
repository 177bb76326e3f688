"""One article in memory, on which acts are done and undone."""

from dataclasses import replace

from annotator.app import acts
from annotator.app.work import Act, Work
from annotator.core.annotations import UNSTAMPED, Annotation
from annotator.core.codebook import Codebook
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.edits import Edit
from annotator.core.history import History
from annotator.core.ids import ArticleId, LabelId, RelationTypeId
from annotator.core.spans import Span
from annotator.core.state import ArticleState
from tests.app.working import ACTOR, ANA, FIGURE, QUOTE, TEXT

SPEAKER, COUNTS = RelationTypeId("speaker"), RelationTypeId("counts")


class Article:
    """One article in memory, on which acts are done and undone."""

    def __init__(self, codebook: Codebook = DEFAULT_CODEBOOK) -> None:
        self.state = ArticleState(ArticleId("one"), ANA)
        self.history = History()
        self.codebook = codebook

    @property
    def work(self) -> Work:
        return Work(self.state, len(TEXT), self.codebook)

    def do(self, act: Act) -> Annotation:
        """Does an act; the annotation it is about, or any."""
        self._apply(Edit(act.title, self.state.article, ANA, act.changes, made="t"))
        found = self.state.annotation(act.focus) if act.focus else None
        return found or next(iter(self.state), None)  # type: ignore[return-value]

    def _apply(self, edit: Edit) -> None:
        prepared = self.state.prepare(edit)
        self.state.apply(prepared)
        self.history.record(prepared)

    def undo(self) -> None:
        edit = self.history.undone()
        assert edit is not None
        self._apply(edit)

    def redo(self) -> None:
        edit = self.history.redone()
        assert edit is not None
        self._apply(edit)

    def mark(self, start: int, end: int, label: LabelId = ACTOR) -> Annotation:
        return self.do(acts.mark(self.work, spans=(Span(start, end),), label=label))

    def content(self) -> set[object]:
        """What is there, whatever its stamps."""
        records = [*self.state, *self.state.relations, self.state.annotation_set]
        return {replace(r, stamp=UNSTAMPED) for r in records}


def book(**changes: object) -> Codebook:
    """The default codebook with its first label changed."""
    label = replace(DEFAULT_CODEBOOK.labels[0], **changes)  # type: ignore[arg-type]
    return replace(DEFAULT_CODEBOOK, labels=(label, *DEFAULT_CODEBOOK.labels[1:]))


def with_relations(article: Article) -> tuple[Annotation, Annotation, Annotation]:
    """A quote said by an actor, and a figure that counts the same actor."""
    actor, quote, figure = (
        article.mark(0, 8),
        article.mark(16, 20, QUOTE),
        article.mark(9, 10, FIGURE),
    )
    for source, kind in ((quote, SPEAKER), (figure, COUNTS)):
        article.do(acts.relate(article.work, source=source.id, target=actor.id, relation_type=kind))
    return actor, quote, figure
