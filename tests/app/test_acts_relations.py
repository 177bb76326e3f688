"""Acts on several records: relabelling, removing, relating; undo brings all of them back."""

from dataclasses import replace

import pytest

from annotator.app import acts
from annotator.core.errors import Refused
from annotator.core.ids import (
    AttributeId,
    RelationTypeId,
)
from annotator.core.state import ArticleState
from tests.app.paper import SPEAKER, Article, with_relations
from tests.app.working import ACTOR, ANA, SOURCE

KIND, ENTITY = AttributeId("kind"), AttributeId("entity")


@pytest.fixture
def article() -> Article:
    return Article()


def test_relabelling_keeps_the_attributes_the_new_label_knows(article: Article) -> None:
    made = article.mark(0, 8)
    for attribute, value in ((ENTITY, "Reuters"), (KIND, "organisation")):
        article.do(
            acts.set_attribute(
                article.work, annotation_id=made.id, attribute=attribute, value=value
            )
        )
    after = article.do(acts.relabel(article.work, annotation_id=made.id, label=SOURCE))
    assert after.attributes == ((ENTITY, "Reuters"),)
    article.undo()
    kept = article.state.annotation(made.id)
    assert kept is not None
    assert kept.attributes == ((ENTITY, "Reuters"), (KIND, "organisation"))


def test_relabelling_drops_only_relations_not_permitted_and_undo_brings_them_back(
    article: Article,
) -> None:
    actor, quote, _ = with_relations(article)
    before = article.content()
    article.do(acts.relabel(article.work, annotation_id=actor.id, label=SOURCE))
    assert [r.source for r in article.state.relations] == [quote.id]
    article.undo()
    assert article.content() == before


def test_relabelling_keeps_a_relation_whose_attributes_the_codebook_does_not_know(
    article: Article,
) -> None:
    actor, quote, _ = with_relations(article)
    relation = article.state.relations_of(quote.id)[0]
    strange = replace(relation, attributes=((AttributeId("strange"), "x"),))
    article.state = ArticleState(
        article.state.article, ANA, annotations=article.state, relations=(strange,)
    )
    article.do(acts.relabel(article.work, annotation_id=actor.id, label=SOURCE))
    assert article.state.relations == (strange,)


def test_relabelling_into_a_second_mark_of_the_same_kind_is_refused(article: Article) -> None:
    article.mark(0, 8)
    other = article.mark(0, 8, SOURCE)
    with pytest.raises(Refused, match="already"):
        acts.relabel(article.work, annotation_id=other.id, label=ACTOR)


def test_relabelling_with_the_same_label_is_refused(article: Article) -> None:
    made = article.mark(0, 8)
    with pytest.raises(Refused, match="already"):
        acts.relabel(article.work, annotation_id=made.id, label=ACTOR)


def test_removing_takes_relations_along_and_undo_brings_all_back(article: Article) -> None:
    actor, *_ = with_relations(article)
    before = article.content()
    article.do(acts.remove(article.work, annotation_ids=(actor.id,)))
    assert article.state.relations == ()
    assert len(article.state) == 2
    article.undo()
    assert article.content() == before


def test_removing_several_that_are_tied_is_one_step(article: Article) -> None:
    made = with_relations(article)
    before = article.content()
    ids = [a.id for a in made]
    article.do(acts.remove(article.work, annotation_ids=[*ids, ids[0]]))
    assert len(article.state) == 0
    article.undo()
    assert article.content() == before


def test_a_relation_goes_only_where_the_codebook_permits(article: Article) -> None:
    actor, quote, _ = with_relations(article)
    with pytest.raises(Refused, match="cannot run"):
        acts.relate(article.work, source=actor.id, target=quote.id, relation_type=SPEAKER)
    with pytest.raises(Refused, match="already"):
        acts.relate(article.work, source=quote.id, target=actor.id, relation_type=SPEAKER)
    continues = RelationTypeId("continues")
    with pytest.raises(Refused, match="same annotation"):
        acts.relate(article.work, source=quote.id, target=quote.id, relation_type=continues)


def test_a_relation_has_attributes_of_its_own(article: Article) -> None:
    _, quote, _ = with_relations(article)
    relation = article.state.relations_of(quote.id)[0]
    via = AttributeId("via")
    article.do(
        acts.set_relation_attribute(
            article.work, relation_id=relation.id, attribute=via, value="she"
        )
    )
    changed = article.state.relation(relation.id)
    assert changed is not None
    assert changed.attributes == ((via, "she"),)
    with pytest.raises(Refused, match="no attribute"):
        acts.set_relation_attribute(
            article.work, relation_id=relation.id, attribute=KIND, value="x"
        )
