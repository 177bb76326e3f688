"""What is read to be compared is what is read whole, without what nobody compares."""

from dataclasses import replace
from pathlib import Path

from annotator.core.annotations import UNSTAMPED, Annotation, Origin, OriginKind
from annotator.core.spans import Span
from annotator.store.base import NewArticle
from annotator.store.open import create_project
from tests.store.making import ANA, BEN, a_relation, a_set, an_annotation, an_article


def bare(annotation: Annotation) -> Annotation:
    return replace(
        annotation,
        comment="",
        unsure=False,
        origin=Origin(annotation.origin.kind),
        stamp=UNSTAMPED,
    )


def test_sets_to_be_compared_hold_what_is_compared(path: Path) -> None:
    article = an_article()
    suggested = Origin(OriginKind.SUGGESTION, by="a model/1", score=0.7, reason="seen often")
    first = an_annotation(article, 0, 8, role="speaker")
    marked = [
        replace(first, comment="why?", unsure=True),
        replace(an_annotation(article, 3, 5), origin=suggested),
        replace(an_annotation(article, 9, 12), spans=(Span(9, 12), Span(20, 24))),
        replace(an_annotation(article, 0, 1), spans=()),
    ]
    others = [an_annotation(article, 0, 8, author=BEN, label="quote")]
    sets = (a_set(article, marked, author=ANA), a_set(article, others, author=BEN))
    sets = (replace(sets[0], relations=(a_relation(marked[0], marked[1]),)), sets[1])
    with_all = create_project(path)
    with_all.add_articles([NewArticle(article, sets)])
    whole = with_all.sets_of(article.id)
    compared = with_all.sets_of(article.id, only_compared=True)
    with_all.close()
    assert {a.origin for c in whole for a in c.annotations} >= {suggested}
    assert all(a.stamp.revision for c in whole for a in c.annotations)
    assert compared == tuple(replace(c, annotations=tuple(map(bare, c.annotations))) for c in whole)
