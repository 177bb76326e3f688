"""Articles, annotations and edits for tests, made with few words."""

from collections.abc import Sequence
from dataclasses import replace

from annotator.core.annotations import Annotation, AnnotationSet, Relation, SetRole, Stamp
from annotator.core.articles import Article, make_article
from annotator.core.decisions import Choice, Decision
from annotator.core.edits import Change, Edit
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    AttributeId,
    DecisionId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
    new_id,
)
from annotator.core.projects import GOLD_AUTHOR
from annotator.core.records import Record
from annotator.core.spans import Span
from annotator.store.base import NewArticle, SetContent, Store

ANA, BEN, RITA = PersonId("ana"), PersonId("ben"), PersonId("rita")
TEXT = (
    "Minister 😀 says “no” to the tax plan\n"
    "The café’s owner said e\u0301clair prices rose 12 % — “again”.\n"
    "قال الوزير إن الضريبة 部長は税に反対した 👩‍👩‍👧 the end.\n"
)
MADE = "2025-07-09T10:11:12.123Z"


def an_article(text: str = TEXT, **meta: object) -> Article:
    return make_article(text, meta=meta)


def an_annotation(
    article: Article | ArticleId,
    start: int,
    end: int,
    *,
    author: PersonId = ANA,
    label: str = "actor",
    id: str = "",
    **attributes: str,
) -> Annotation:
    return Annotation(
        AnnotationId(id or new_id()),
        article.id if isinstance(article, Article) else article,
        author,
        LabelId(label),
        (Span(start, end),),
        attributes=tuple((AttributeId(k), v) for k, v in sorted(attributes.items())),
    )


def a_relation(
    source: Annotation, target: Annotation, *, type: str = "speaker", id: str = ""
) -> Relation:
    return Relation(
        RelationId(id or new_id()),
        source.article,
        source.author,
        RelationTypeId(type),
        source.id,
        target.id,
    )


def a_decision(
    article: Article | ArticleId,
    *,
    choice: Choice = Choice.VERSION,
    author: PersonId = GOLD_AUTHOR,
    sources: Sequence[str] = (),
    taken: Sequence[str] = (),
    outcome: Sequence[str] = (),
    note: str = "",
    is_gap: bool = False,
    id: str = "",
) -> Decision:
    return Decision(
        DecisionId(id or new_id()),
        article.id if isinstance(article, Article) else article,
        author,
        RITA,
        choice,
        group="00ff",
        kind="label_conflict",
        sources=tuple(sources),
        taken=tuple(taken),
        outcome=tuple(outcome),
        reason="label",
        note=note,
        is_guideline_gap=is_gap,
    )


def a_set(
    article: Article,
    annotations: Sequence[Annotation] = (),
    relations: Sequence[Relation] = (),
    *,
    author: PersonId = ANA,
    role: SetRole = SetRole.ANNOTATOR,
    seconds: int = 0,
) -> SetContent:
    return SetContent(
        AnnotationSet(article.id, author, role), tuple(annotations), tuple(relations), seconds
    )


def added(store: Store, text: str = TEXT, **meta: object) -> Article:
    """An article that is in the project now, as the project has it."""
    article = an_article(text, **meta)
    store.add_articles([NewArticle(article)])
    return store.article(article.id)


def an_edit(
    article: Article,
    *changes: tuple[Record | None, Record | None],
    author: PersonId = ANA,
    title: str = "Mark",
) -> Edit:
    """An edit as `ArticleState.prepare` gives it: what has no stamp gets one."""
    return Edit(
        title,
        article.id,
        author,
        tuple(Change(before, _stamped(before, after)) for before, after in changes),
        made=MADE,
    )


def _stamped(before: Record | None, after: Record | None) -> Record | None:
    if after is None or after.stamp.revision:
        return after
    return replace(after, stamp=Stamp(before.stamp.revision + 1 if before else 1, MADE, MADE))
