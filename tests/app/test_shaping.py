"""Dividing, joining, giving and taking parts: what each does, refuses, and that undo takes it back."""

from dataclasses import replace

import pytest

from annotator.app import acts, shaping
from annotator.app.work import Act
from annotator.core.annotations import Annotation, SetState, with_value
from annotator.core.errors import Refused
from annotator.core.ids import AnnotationId, AttributeId
from annotator.core.spans import Span
from tests.app.paper import COUNTS, SPEAKER, book, with_relations
from tests.app.shapes import Paper
from tests.app.working import ACTOR, FIGURE, QUOTE, TEXT

KIND, ROLE = AttributeId("kind"), AttributeId("role")
LINE = TEXT.index("\n") + 1


@pytest.fixture
def paper() -> Paper:
    return Paper()


# Dividing


def test_two_halves_have_the_label_and_the_attributes_and_no_blank_at_the_cut(paper: Paper) -> None:
    old = paper.marked("Foreign minister Ana Gómez")
    old = paper.do(
        acts.set_attribute(paper.work, annotation_id=old.id, attribute=KIND, value="person")
    )
    second = paper.do(paper.split(old, "Ana Gómez", -1))
    assert paper.words() == ["Foreign minister", "Ana Gómez"]
    assert [(a.label, a.attributes) for a in paper.state] == [(old.label, old.attributes)] * 2
    assert second.spans[0].text_of(TEXT) == "Ana Gómez"
    paper.undo()
    assert paper.words() == ["Foreign minister Ana Gómez"]


def test_a_cut_inside_a_word_divides_the_word(paper: Paper) -> None:
    old = paper.marked("Reuters")
    paper.do(paper.split(old, "uters"))
    assert paper.words() == ["Re", "uters"]


def test_relations_and_the_comment_stay_with_the_first_and_the_flag_is_on_both(
    paper: Paper,
) -> None:
    _, quote, _ = with_relations(paper)
    paper.do(acts.set_comment(paper.work, annotation_id=quote.id, comment="why?"))
    paper.do(acts.set_unsure(paper.work, annotation_id=quote.id, unsure=True))
    (relation,) = paper.state.relations_of(quote.id)
    paper.do(paper.split(quote, "no”"))
    first, second = [a for a in paper.state if a.label == QUOTE]
    assert (first.id, first.comment, first.unsure) == (quote.id, "why?", True)
    assert (second.comment, second.unsure) == ("", True)
    assert paper.state.relations_of(first.id) == (relation,)
    assert paper.state.relations_of(second.id) == ()


def test_parts_go_to_their_side_of_the_cut(paper: Paper) -> None:
    old = paper.marked("Minister", "tax plan", "minister Ana")
    paper.do(paper.split(old, " plan"))
    assert paper.words() == ["Minister|tax", "plan|minister Ana"]


def test_between_two_parts_the_cut_parts_them(paper: Paper) -> None:
    old = paper.marked("Minister", "tax plan")
    paper.do(paper.split(old, "says"))
    assert paper.words() == ["Minister", "tax plan"]


@pytest.mark.parametrize("before", ["Ana", " said", "Friday"])
def test_outside_and_at_the_ends_nothing_is_divided(paper: Paper, before: str) -> None:
    old = paper.marked("Ana Gómez")
    with pytest.raises(Refused, match="inside the annotation"):
        paper.split(old, before)


def test_a_half_of_blanks_alone_is_refused() -> None:
    paper = Paper("one  two")
    old = paper.do(acts.mark(paper.work, spans=[Span(0, 5)], label=ACTOR))
    with pytest.raises(Refused, match="Only spaces"):
        paper.split(old, " two")


def test_a_character_is_not_divided() -> None:
    paper = Paper("a👩‍👩‍👧b")
    old = paper.do(acts.mark(paper.work, spans=[Span(0, len(paper.text))], label=ACTOR))
    with pytest.raises(Refused, match="inside a character"):
        paper.split(old, "👩", 1)


def test_dividing_a_label_that_may_not_overlap_itself_is_permitted() -> None:
    paper = Paper(codebook=book(overlaps_itself=False))
    old = paper.marked("Foreign minister Ana Gómez")
    paper.do(paper.split(old, "Ana"))
    assert paper.words() == ["Foreign minister", "Ana Gómez"]


def test_nothing_is_divided_that_would_make_a_second_of_the_same(paper: Paper) -> None:
    paper.marked("Ana Gómez")
    old = paper.marked("minister Ana Gómez")
    with pytest.raises(Refused, match="already"):
        paper.split(old, "Ana")


def test_a_finished_article_is_not_shaped(paper: Paper) -> None:
    old = paper.marked("Ana Gómez")
    paper.do(acts.set_state(paper.work, to=SetState.FINISHED))
    with pytest.raises(Refused, match="finished"):
        paper.split(old, "Gómez")


# Joining


def test_joining_fills_the_gap_and_keeps_what_both_say(paper: Paper) -> None:
    first, second = paper.marked("Foreign minister"), paper.marked("Ana Gómez")
    for one, attribute, value in (
        (first, KIND, "person"),
        (second, KIND, "organisation"),
        (second, ROLE, "speaker"),
    ):
        paper.do(
            acts.set_attribute(paper.work, annotation_id=one.id, attribute=attribute, value=value)
        )
    paper.do(acts.set_comment(paper.work, annotation_id=first.id, comment="one"))
    paper.do(acts.set_comment(paper.work, annotation_id=second.id, comment="two"))
    paper.do(acts.set_unsure(paper.work, annotation_id=second.id, unsure=True))
    before = paper.content()
    joined = paper.do(paper.join(first))
    assert paper.words() == ["Foreign minister Ana Gómez"]
    assert joined.attributes == with_value(((KIND, "person"),), ROLE, "speaker")
    assert (joined.comment, joined.unsure) == ("one\ntwo", True)
    paper.undo()
    assert paper.content() == before


def test_joining_reaches_over_other_labels_and_inner_ones(paper: Paper) -> None:
    first = paper.marked("Foreign minister Ana Gómez")
    paper.marked("said", label=QUOTE)
    paper.marked("Ana Gómez said")
    paper.do(paper.join(first))
    assert "Foreign minister Ana Gómez said" in paper.words()
    assert len(paper.state) == 2


def test_an_inner_one_of_the_same_label_is_taken_in(paper: Paper) -> None:
    first = paper.marked("Foreign minister Ana Gómez")
    paper.marked("Ana")
    paper.do(paper.join(first))
    assert paper.words() == ["Foreign minister Ana Gómez"]


def test_gaps_are_filled(paper: Paper) -> None:
    first = paper.marked("Foreign", "Ana")
    paper.marked("said", "Friday")
    paper.do(paper.join(first))
    assert paper.words() == ["Foreign minister Ana Gómez said “we will not go” on Friday"]


def test_relations_of_the_second_go_to_the_first_without_doubles(paper: Paper) -> None:
    actor, quote, figure = with_relations(paper)
    other = paper.marked("says")
    for source, kind in ((quote, SPEAKER), (figure, COUNTS)):
        paper.do(acts.relate(paper.work, source=source.id, target=other.id, relation_type=kind))
    more = paper.marked("Friday", label=QUOTE)
    paper.do(acts.relate(paper.work, source=more.id, target=other.id, relation_type=SPEAKER))
    before = paper.content()
    paper.do(paper.join(actor))
    assert {(r.type, r.source, r.target) for r in paper.state.relations} == {
        (SPEAKER, quote.id, actor.id),
        (COUNTS, figure.id, actor.id),
        (SPEAKER, more.id, actor.id),
    }
    paper.undo()
    assert paper.content() == before
    paper.redo()
    assert len(paper.state.relations) == 3


def test_a_relation_between_the_two_goes(paper: Paper) -> None:
    kind = next(k for k in paper.codebook.relation_types if k.permits(QUOTE, QUOTE))
    first, second = paper.marked("Minister", label=QUOTE), paper.marked("says", label=QUOTE)
    paper.do(acts.relate(paper.work, source=first.id, target=second.id, relation_type=kind.id))
    paper.do(paper.join(first))
    assert paper.state.relations == ()


def test_where_none_of_the_label_follows_joining_is_refused(paper: Paper) -> None:
    paper.marked("says")
    last = paper.marked("tax plan")
    paper.marked("Friday", label=QUOTE)
    with pytest.raises(Refused, match="No other Actor follows"):
        paper.join(last)


def test_in_another_paragraph_joining_is_refused_and_says_what_to_do(paper: Paper) -> None:
    first = paper.marked("tax plan")
    paper.marked("Foreign minister")
    with pytest.raises(Refused, match=r"another paragraph; .* Add as a part"):
        paper.join(first)


# Parts


def test_words_become_a_part_and_go_again(paper: Paper) -> None:
    old = paper.marked("Foreign minister")
    act = paper.add(old, "Reuters")
    assert act.title == "Add “Reuters” to Actor “Foreign minister”"
    grown = paper.do(act)
    assert paper.words() == ["Foreign minister|Reuters"]
    paper.do(shaping.take_part(paper.work, annotation_id=grown.id, offset=grown.spans[1].end))
    assert paper.words() == ["Foreign minister"]


def test_words_that_overlap_or_stand_beside_grow_it(paper: Paper) -> None:
    old = paper.marked("minister Ana", "Friday")
    paper.do(paper.add(old, "Ana Gómez said"))
    assert paper.words() == ["minister Ana Gómez said|Friday"]
    paper.do(paper.add(old, "Foreign"))
    assert paper.words() == ["Foreign minister Ana Gómez said|Friday"]


def test_the_first_words_of_the_next_paragraph_do_not_grow_it(paper: Paper) -> None:
    old = paper.marked("tax plan")
    paper.do(paper.add(old, "Foreign"))
    assert paper.words() == ["tax plan|Foreign"]


def test_words_that_are_in_it_already_are_refused(paper: Paper) -> None:
    old = paper.marked("Foreign minister")
    with pytest.raises(Refused, match="belong to Actor “Foreign minister” already"):
        paper.add(old, "minister")


def test_the_only_part_and_a_place_between_parts_are_refused(paper: Paper) -> None:
    old = paper.marked("Foreign minister")
    with pytest.raises(Refused, match="one part only"):
        shaping.take_part(paper.work, annotation_id=old.id, offset=LINE + 2)
    grown = paper.do(paper.add(old, "Reuters"))
    with pytest.raises(Refused, match="Put the caret into the part"):
        shaping.take_part(paper.work, annotation_id=grown.id, offset=TEXT.index("Friday"))


def test_an_annotation_on_the_whole_article_has_no_shape(paper: Paper) -> None:
    whole = Annotation(AnnotationId("w"), paper.state.article, paper.state.author, ACTOR, ())
    from annotator.core.edits import Change

    paper.do(Act("Label", (Change(None, whole),), whole.id))
    for act in (
        lambda: paper.split(whole, "says"),
        lambda: paper.join(whole),
        lambda: paper.add(whole, "says"),
    ):
        with pytest.raises(Refused, match="whole article"):
            act()


def test_the_end_of_a_part_reaches_to_a_text_that_is_long(paper: Paper) -> None:
    long = Paper("word " * 40)
    old = long.do(acts.mark(long.work, spans=[Span(0, 199)], label=ACTOR))
    (act,) = [long.do(long.split(old, "word", 5 * 20))]
    assert (act.spans[0].start, act.spans[0].end) == (100, 199)


def test_stepping_by_label_needs_no_walk_over_others(paper: Paper) -> None:
    state = paper.state
    made = {words: paper.marked(words) for words in ("says", "tax", "Friday")}
    paper.marked("plan", label=QUOTE)
    assert state.nearest_of(ACTOR, (0,), step=1) == made["says"]
    assert state.nearest_of(ACTOR, made["says"].order, step=1) == made["tax"]
    assert state.nearest_of(ACTOR, made["says"].order, step=-1) is None
    assert state.nearest_of(QUOTE, (len(TEXT),), step=-1) is not None
    assert (state.count_of(ACTOR), state.count_of(FIGURE)) == (3, 0)
    paper.do(acts.relabel(paper.work, annotation_id=made["tax"].id, label=FIGURE))
    assert state.nearest_of(ACTOR, made["says"].order, step=1) == made["Friday"]
    paper.undo()
    assert state.nearest_of(ACTOR, made["says"].order, step=1) == replace(
        made["tax"],
        stamp=state.annotation(made["tax"].id).stamp,  # type: ignore[union-attr]
    )
