"""Acts on an article in memory: what each does, what it refuses, and that undo takes it back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.app import acts
from annotator.app.work import Act, Work
from annotator.core.annotations import SetState
from annotator.core.codebook import Level
from annotator.core.errors import Refused
from annotator.core.ids import (
    AnnotationId,
    AttributeId,
    LabelId,
    RelationId,
)
from annotator.core.spans import Span
from annotator.core.state import ArticleState
from tests.app.paper import SPEAKER, Article, book, with_relations
from tests.app.working import ACTOR, ANA, FIGURE, QUOTE, SOURCE, TEXT

KIND, ENTITY = AttributeId("kind"), AttributeId("entity")


@pytest.fixture
def article() -> Article:
    return Article()


def test_the_first_act_begins_the_set_and_undo_takes_that_back(article: Article) -> None:
    article.mark(0, 8)
    assert article.state.annotation_set.state is SetState.IN_PROGRESS
    article.undo()
    assert article.state.annotation_set.state is SetState.NEW
    assert article.state.stored_set is None
    assert article.history.status.undo is None


def test_the_second_act_does_not_touch_the_set(article: Article) -> None:
    article.mark(0, 8)
    act = acts.mark(article.work, spans=(Span(9, 10),), label=ACTOR)
    assert len(act.changes) == 1


def test_a_returned_set_goes_on_in_the_same_step_as_the_act(article: Article) -> None:
    article.mark(0, 8)
    article.do(acts.set_state(article.work, to=SetState.FINISHED))
    article.do(acts.set_state(article.work, to=SetState.RETURNED))
    article.mark(9, 10)
    assert article.state.annotation_set.state is SetState.IN_PROGRESS
    article.undo()
    assert article.state.annotation_set.state is SetState.RETURNED


def test_a_mark_on_the_same_words_with_the_same_label_is_refused(article: Article) -> None:
    article.mark(0, 8)
    with pytest.raises(Refused, match="already"):
        article.mark(0, 8)


def test_the_same_words_may_have_another_label(article: Article) -> None:
    article.mark(0, 8)
    article.mark(0, 8, SOURCE)
    assert len(article.state) == 2


def test_a_mark_after_the_end_of_the_text_is_refused(article: Article) -> None:
    with pytest.raises(Refused, match="after the text's end"):
        article.mark(len(TEXT) - 1, len(TEXT) + 1)


def test_a_label_that_the_codebook_lacks_is_refused(article: Article) -> None:
    with pytest.raises(Refused, match="no label"):
        article.mark(0, 8, LabelId("nothing"))


def test_parts_that_touch_become_one(article: Article) -> None:
    spans = (Span(4, 8), Span(0, 4), Span(11, 15))
    made = article.do(acts.mark(article.work, spans=spans, label=ACTOR))
    assert made.spans == (Span(0, 8), Span(11, 15))


def test_attributes_of_a_mark_are_sorted_and_never_empty(article: Article) -> None:
    values = ((KIND, "person"), (ENTITY, "Ana"), (AttributeId("role"), ""))
    made = article.do(acts.mark(article.work, spans=(Span(0, 8),), label=ACTOR, attributes=values))
    assert made.attributes == ((ENTITY, "Ana"), (KIND, "person"))


def test_marking_500_places_is_one_undo_step(article: Article) -> None:
    long = Work(article.state, 5_000, article.codebook)
    article.do(acts.mark_all(long, spans=[Span(n * 9, n * 9 + 4) for n in range(500)], label=ACTOR))
    assert len(article.state) == 500
    article.undo()
    assert len(article.state) == 0
    assert article.history.status.undo is None
    article.redo()
    assert len(article.state) == 500


def test_marking_all_leaves_out_what_is_marked(article: Article) -> None:
    article.mark(0, 8)
    article.do(acts.mark_all(article.work, spans=(Span(0, 8), Span(9, 10)), label=ACTOR))
    assert [a.spans[0] for a in article.state] == [Span(0, 8), Span(9, 10)]
    with pytest.raises(Refused, match="already"):
        acts.mark_all(article.work, spans=(Span(0, 8), Span(9, 10)), label=ACTOR)


def test_marking_all_refuses_two_that_overlap_where_the_label_may_not() -> None:
    article = Article(book(overlaps_itself=False))
    with pytest.raises(Refused, match="verlaps another"):
        acts.mark_all(article.work, spans=(Span(0, 8), Span(7, 10)), label=ACTOR)


def test_a_label_that_may_not_overlap_itself_is_refused_where_it_would() -> None:
    article = Article(book(overlaps_itself=False))
    first = article.mark(0, 8)
    with pytest.raises(Refused, match="verlaps another"):
        article.mark(7, 10)
    other = article.mark(7, 10, SOURCE)
    with pytest.raises(Refused, match="verlaps another"):
        acts.relabel(article.work, annotation_id=other.id, label=ACTOR)
    acts.move(article.work, annotation_id=first.id, spans=(Span(0, 9),))


def test_an_article_label_is_put_on_and_taken_off_by_the_same_act() -> None:
    article = Article(book(level=Level.ARTICLE))
    article.do(acts.toggle_article_label(article.work, label=ACTOR))
    assert [a.spans for a in article.state] == [()]
    with pytest.raises(Refused, match="The article is marked"):
        acts.mark(article.work, spans=(), label=ACTOR)
    article.do(acts.toggle_article_label(article.work, label=ACTOR))
    assert len(article.state) == 0


def test_an_article_label_is_refused_on_words_and_a_span_label_without_words() -> None:
    article = Article(book(level=Level.ARTICLE))
    with pytest.raises(Refused, match="whole article"):
        article.mark(0, 8)
    with pytest.raises(Refused, match="put on words"):
        acts.toggle_article_label(article.work, label=QUOTE)


def test_what_is_gone_cannot_be_changed(article: Article) -> None:
    nobody = AnnotationId("nobody")
    with pytest.raises(Refused, match="not there any more"):
        acts.remove(article.work, annotation_ids=(nobody,))
    with pytest.raises(Refused, match="not there any more"):
        acts.set_comment(article.work, annotation_id=nobody, comment="x")
    with pytest.raises(Refused, match="not there any more"):
        acts.unrelate(article.work, relation_id=RelationId("none"))
    with pytest.raises(Refused, match="nothing to remove"):
        acts.remove(article.work, annotation_ids=())


def test_a_boundary_moves_also_where_an_import_left_a_strange_attribute(article: Article) -> None:
    made = article.mark(0, 8)
    strange = replace(made, attributes=((AttributeId("strange"), "x"),))
    article.state = ArticleState(article.state.article, ANA, annotations=(strange,))
    moved = article.do(acts.move(article.work, annotation_id=made.id, spans=(Span(0, 9),)))
    assert moved.attributes == strange.attributes


def test_a_move_to_the_same_place_is_refused(article: Article) -> None:
    made = article.mark(0, 8)
    with pytest.raises(Refused, match="cannot go further"):
        acts.move(article.work, annotation_id=made.id, spans=(Span(0, 4), Span(4, 8)))


def test_an_attribute_takes_only_what_the_codebook_permits(article: Article) -> None:
    made = article.mark(0, 8)

    def set_to(attribute: AttributeId, value: str) -> Act:
        return acts.set_attribute(
            article.work, annotation_id=made.id, attribute=attribute, value=value
        )

    with pytest.raises(Refused, match="cannot be 'robot'"):
        set_to(KIND, "robot")
    with pytest.raises(Refused, match="no attribute"):
        set_to(AttributeId("cue"), "said")
    with pytest.raises(Refused, match="Nothing would change"):
        set_to(KIND, "")
    assert article.do(set_to(KIND, " person ")).attribute(KIND) == "person"
    assert article.do(set_to(KIND, "")).attributes == ()


def test_a_comment_and_the_flag_are_each_one_step(article: Article) -> None:
    made = article.mark(0, 8)
    before = article.content()
    article.do(acts.set_comment(article.work, annotation_id=made.id, comment="sure?"))
    after = article.do(acts.set_unsure(article.work, annotation_id=made.id, unsure=True))
    assert (after.comment, after.unsure) == ("sure?", True)
    article.undo()
    article.undo()
    assert article.content() == before


def test_a_finished_article_refuses_every_act_but_reopening(article: Article) -> None:
    actor, quote, _ = with_relations(article)
    relation = article.state.relations_of(quote.id)[0]
    article.do(acts.set_state(article.work, to=SetState.FINISHED))
    work = article.work
    for act in (
        lambda: acts.mark(work, spans=(Span(30, 33),), label=ACTOR),
        lambda: acts.mark_all(work, spans=(Span(30, 33),), label=ACTOR),
        lambda: acts.remove(work, annotation_ids=(actor.id,)),
        lambda: acts.relabel(work, annotation_id=actor.id, label=SOURCE),
        lambda: acts.move(work, annotation_id=actor.id, spans=(Span(0, 9),)),
        lambda: acts.set_attribute(work, annotation_id=actor.id, attribute=KIND, value="person"),
        lambda: acts.set_comment(work, annotation_id=actor.id, comment="x"),
        lambda: acts.set_unsure(work, annotation_id=actor.id, unsure=True),
        lambda: acts.unrelate(work, relation_id=relation.id),
        lambda: acts.set_note(work, note="x"),
    ):
        with pytest.raises(Refused, match="finished"):
            act()
    article.do(acts.set_state(work, to=SetState.IN_PROGRESS))
    article.mark(30, 33)


def test_states_move_only_as_permitted_and_each_move_has_its_title(article: Article) -> None:
    act = acts.set_state(article.work, to=SetState.FINISHED)
    assert act.title == "Finish article"
    with pytest.raises(Refused, match="cannot become"):
        acts.set_state(article.work, to=SetState.RETURNED)
    assert acts.set_state(article.work, to=SetState.IN_PROGRESS).title == "Begin article"
    article.do(act)
    assert acts.set_state(article.work, to=SetState.IN_PROGRESS).title == "Reopen article"
    assert acts.set_state(article.work, to=SetState.RETURNED).title == "Return article"


def test_a_note_begins_the_set_in_the_same_change(article: Article) -> None:
    act = acts.set_note(article.work, note="Read twice")
    assert len(act.changes) == 1
    article.do(act)
    assert article.state.annotation_set.state is SetState.IN_PROGRESS
    assert article.state.annotation_set.note == "Read twice"


@given(st.data())
def test_undo_to_the_beginning_and_redo_to_the_end_give_back_every_step(
    data: st.DataObject,
) -> None:
    article = Article()
    steps = [article.content()]
    for _ in range(data.draw(st.integers(1, 12))):
        act = _drawn(article, data)
        if act is not None:
            article.do(act)
            steps.append(article.content())
    for expected in reversed(steps[:-1]):
        article.undo()
        assert article.content() == expected
    assert article.history.status.undo is None
    for expected in steps[1:]:
        article.redo()
        assert article.content() == expected


def _drawn(article: Article, data: st.DataObject) -> Act | None:
    """Some act that is permitted now; None where the one drawn is refused."""
    work, ids = article.work, [a.id for a in article.state]
    label = data.draw(st.sampled_from((ACTOR, QUOTE, FIGURE, SOURCE)))
    start = data.draw(st.integers(0, 60))
    span = Span(start, start + data.draw(st.integers(1, 9)))
    kind = data.draw(st.sampled_from("mark remove relabel move relate unsure finish".split()))
    try:
        if kind == "mark" or not ids:
            return acts.mark(work, spans=(span,), label=label)
        one, other = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
        match kind:
            case "remove":
                return acts.remove(work, annotation_ids=(one,))
            case "relabel":
                return acts.relabel(work, annotation_id=one, label=label)
            case "move":
                return acts.move(work, annotation_id=one, spans=(span,))
            case "relate":
                return acts.relate(work, source=one, target=other, relation_type=SPEAKER)
            case "unsure":
                return acts.set_unsure(work, annotation_id=one, unsure=True)
            case _:
                finished = work.state.annotation_set.state is SetState.FINISHED
                to = SetState.IN_PROGRESS if finished else SetState.FINISHED
                return acts.set_state(work, to=to)
    except Refused:
        return None
