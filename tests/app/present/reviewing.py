"""Articles with several opinions on them, as a review has them, made from words."""

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.app.review.reviewed import Reviewed, reviewed
from annotator.core.annotations import (
    Annotation,
    AnnotationSet,
    Origin,
    OriginKind,
    Relation,
    SetRole,
    SetState,
)
from annotator.core.articles import Article
from annotator.core.decisions import Choice, Decision
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    AttributeId,
    DecisionId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
)
from annotator.core.spans import Span
from annotator.store.base import SetContent

ARTICLE = ArticleId("art")
TEXT = (
    "Ministers met on Tuesday. The foreign minister, Sergei Lavrov, said that “we will wait”.\n\n"
    "Some 40 tonnes of grain were shipped, Reuters reported."
)


@dataclass(frozen=True, slots=True)
class Told:
    """A mark as a test says it: words of the text ("…" parts fragments), a label, attributes."""

    words: str
    label: str = "actor"
    values: tuple[tuple[str, str], ...] = ()
    comment: str = ""
    unsure: bool = False
    suggested_by: str = ""


def told(words: str, label: str = "actor", **values: str) -> Told:
    """A mark on words of the text; empty words mean the whole article."""
    return Told(words, label, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two of an annotator's marks, by their places in the list."""

    source: int
    target: int
    type: str = "speaker"


def review_of(
    opinions: dict[str, Sequence[Told]],
    *,
    ties: dict[str, Sequence[Tie]] | None = None,
    text: str = TEXT,
    is_blind: bool = False,
) -> Reviewed:
    """The review of these opinions, the annotators in the order of their names."""
    article = Article(ARTICLE, text, "", "Ministers met")
    contents = [
        content_of(name, marks, ties=(ties or {}).get(name, ()), text=text)
        for name, marks in opinions.items()
    ]
    return reviewed(article, contents, is_blind=is_blind)


def content_of(
    name: str, marks: Sequence[Told], *, ties: Sequence[Tie] = (), text: str = TEXT
) -> SetContent:
    """A finished set of an annotator."""
    author = PersonId(name)
    annotations = tuple(
        annotation_of(mark, AnnotationId(f"{name}{place}"), author, text=text)
        for place, mark in enumerate(marks)
    )
    relations = tuple(
        Relation(
            RelationId(f"{name}-r{place}"),
            ARTICLE,
            author,
            RelationTypeId(tie.type),
            annotations[tie.source].id,
            annotations[tie.target].id,
        )
        for place, tie in enumerate(ties)
    )
    annotation_set = AnnotationSet(ARTICLE, author, SetRole.ANNOTATOR, SetState.FINISHED)
    return SetContent(annotation_set, annotations, relations)


def annotation_of(
    mark: Told, annotation_id: AnnotationId, author: PersonId, *, text: str = TEXT
) -> Annotation:
    """The annotation that a mark means."""
    spans = []
    start = 0
    for words in mark.words.split("…") if mark.words else ():
        start = text.index(words, start)
        spans.append(Span(start, start + len(words)))
        start += len(words)
    origin = Origin(OriginKind.SUGGESTION, by=mark.suggested_by) if mark.suggested_by else Origin()
    return Annotation(
        annotation_id,
        ARTICLE,
        author,
        LabelId(mark.label),
        tuple(spans),
        tuple((AttributeId(k), v) for k, v in mark.values),
        comment=mark.comment,
        unsure=mark.unsure,
        origin=origin,
    )


def decision_on(review: Reviewed, group: object, choice: Choice, **more: object) -> Decision:
    """A decision of rita's on a group."""
    return Decision(
        DecisionId("d1"),
        ARTICLE,
        PersonId("gold"),
        PersonId("rita"),
        choice,
        group=str(getattr(group, "id", "")),
        **more,  # type: ignore[arg-type]
    )
