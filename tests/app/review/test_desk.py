"""A reviewer's gestures on groups of alternatives: what goes into the gold set, and the record."""

from pathlib import Path

import pytest

from annotator.adjudicate.groups import Kind
from annotator.app import acts
from annotator.core.annotations import OriginKind, SetState
from annotator.core.decisions import Choice, Reason
from annotator.core.errors import Refused
from annotator.core.ids import LabelId, PersonId
from annotator.core.spans import Span
from tests.app.opinions import mark
from tests.app.review.reviewing import THREE, Reviewer, at_work


def test_taking_an_annotators_version_puts_it_into_the_gold_set(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(rita.number("ben"))
        assert rita.gold == [("source", "Hill Bank")]
        (made,) = rita.annotations
        assert (made.origin.kind, made.origin.by) == (OriginKind.ADJUDICATION, "rita")


def test_a_decision_names_its_reviewer_and_what_it_came_from(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        group = rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(rita.number("ben"))
        decision = rita.desk.decision
        assert decision is not None
        assert decision.reviewer == "rita"
        assert decision.choice is Choice.VERSION
        assert decision.taken == ("ben1",)
        assert decision.sources == ("ana1", "ben1", "cem1")
        assert decision.outcome == tuple(a.id for a in rita.annotations)
        assert decision.kind == group.kind


def test_none_of_these_is_a_decision(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        before = len(rita.desk.open_groups)
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take_none()
        assert rita.gold == []
        assert rita.desk.decision is not None
        assert rita.desk.decision.choice is Choice.NONE
        assert len(rita.desk.open_groups) == before - 1


def test_taking_somebody_who_has_nothing_there_takes_nothing(tmp_path: Path) -> None:
    opinions = {"ana": [mark(0, 10)], "ben": []}
    with at_work(tmp_path, opinions) as rita:
        rita.desk.take(rita.number("ben"))
        assert rita.gold == []
        assert rita.desk.decision is not None
        assert rita.desk.decision.choice is Choice.NONE


def test_the_majority_may_have_nothing(tmp_path: Path) -> None:
    opinions = {"ana": [mark(0, 10)], "ben": [], "cem": []}
    with at_work(tmp_path, opinions) as rita:
        rita.desk.take_majority()
        assert rita.gold == []
        assert rita.desk.open_groups == ()


def test_without_a_majority_it_is_refused_in_a_sentence(tmp_path: Path) -> None:
    opinions = {"ana": [mark(0, 10)], "ben": [mark(0, 10, "source")]}
    with at_work(tmp_path, opinions) as rita, pytest.raises(Refused, match="majority"):
        rita.desk.take_majority()


def test_all_versions_can_stand_nested(tmp_path: Path) -> None:
    opinions = {"ana": [mark(0, 10)], "ben": [mark(5, 10, "figure")]}
    with at_work(tmp_path, opinions) as rita:
        rita.desk.take_all()
        assert rita.gold == [("actor", "Anna Brown"), ("figure", "Brown")]
        assert rita.desk.decision is not None
        assert rita.desk.decision.choice is Choice.SEVERAL


def test_versions_that_differ_in_attributes_only_cannot_both_stand(tmp_path: Path) -> None:
    opinions = {
        "ana": [mark(0, 10, attributes={"kind": "person"})],
        "ben": [mark(0, 10, attributes={"kind": "group"})],
    }
    with at_work(tmp_path, opinions) as rita, pytest.raises(Refused, match="attributes"):
        rita.desk.take_all()


def test_a_decision_is_one_undo_step(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        group = rita.look_at(Kind.BOUNDARY_CONFLICT)
        rita.desk.take(rita.number("ana"))
        assert rita.gold
        rita.desk.step(1)
        rita.desk.undo()
        assert rita.gold == []
        assert rita.desk.decisions == {}
        assert rita.desk.group == group
        rita.desk.redo()
        assert rita.desk.decision is not None


def test_a_decision_can_be_undone_after_a_restart(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(1)
        again = Reviewer(rita.store)
        again.open()
        assert len(again.gold) == 1
        again.desk.undo()
        assert again.gold == []


def test_another_reviewers_decision_is_not_undone(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(1)
        otto = Reviewer(rita.store, person=PersonId("otto"))
        otto.open()
        assert otto.desk.undo() is None
        assert len(otto.gold) == 1


def test_deciding_again_replaces_what_was_decided(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(rita.number("ben"))
        first = rita.annotations[0].id
        rita.desk.take(rita.number("ana"))
        assert rita.gold == [("actor", "Hill Bank")]
        assert rita.annotations[0].id == first, "what refers to it stays"
        assert len(rita.desk.decisions) == 1
        rita.desk.take_none()
        assert rita.gold == []


def test_editing_is_one_undo_step_with_the_decision(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.BOUNDARY_CONFLICT)
        rita.desk.begin_edit()
        assert rita.desk.editing is not None
        edited = rita.desk.editing
        rita.session.do(acts.move(rita.session.work, annotation_id=edited, spans=[Span(0, 16)]))
        rita.session.do(
            acts.relabel(rita.session.work, annotation_id=edited, label=LabelId("source"))
        )
        rita.desk.end_edit()
        assert rita.gold == [("source", "Anna Brown leads")]
        assert rita.desk.decision is not None
        assert rita.desk.decision.choice is Choice.EDITED
        rita.desk.undo()
        assert rita.gold == []
        assert rita.desk.decision is None


def test_what_was_edited_can_be_left_as_it_was(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(rita.number("ben"))
        rita.desk.begin_edit()
        assert rita.desk.editing is not None
        work = rita.session.work
        rita.session.do(acts.move(work, annotation_id=rita.desk.editing, spans=[Span(17, 21)]))
        rita.desk.end_edit(keep=False)
        assert rita.gold == [("source", "Hill Bank")]


def test_leaving_an_edit_in_which_nothing_was_done_takes_nothing_back(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(rita.number("ben"))
        rita.desk.begin_edit()
        rita.desk.end_edit(keep=False)
        assert rita.gold == [("source", "Hill Bank")]


def test_a_span_of_ones_own_is_a_decision(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        before = rita.desk.open_groups
        rita.desk.begin_own()
        rita.session.do(acts.mark(rita.session.work, spans=[Span(36, 40)], label=LabelId("quote")))
        rita.desk.end_own()
        opened = rita.session.current
        assert opened is not None
        (decision,) = opened.state.decisions
        assert (decision.choice, decision.group) == (Choice.OWN, "")
        assert rita.desk.open_groups == before


def test_a_span_of_ones_own_on_the_words_of_the_group_decides_it(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        group = rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.begin_own()
        rita.session.do(acts.mark(rita.session.work, spans=[Span(17, 21)], label=LabelId("quote")))
        assert rita.desk.decisions[group.id].choice is Choice.OWN


def test_a_reason_is_given_to_a_span_of_ones_own_that_was_just_marked(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.begin_own()
        rita.session.do(acts.mark(rita.session.work, spans=[Span(36, 40)], label=LabelId("quote")))
        rita.desk.end_own()
        rita.desk.explain(reason=Reason.MISSED)
        opened = rita.session.current
        assert opened is not None
        (decision,) = opened.state.decisions
        assert (decision.choice, decision.reason) == (Choice.OWN, "missed")


def test_a_reason_stands_with_the_gold_annotation(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(1)
        rita.desk.explain(reason=Reason.LABEL, note="a bank is no source")
        rita.desk.toggle_gap()
        decision = rita.desk.decision
        assert decision is not None
        assert (decision.reason, decision.note) == ("label", "a bank is no source")
        assert decision.is_guideline_gap
        assert rita.annotations[0].origin.reason == "label"
        rita.desk.toggle_gap()
        assert rita.desk.decision is not None
        assert not rita.desk.decision.is_guideline_gap


def test_a_reason_needs_a_decision(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita, pytest.raises(Refused, match="Decide first"):
        rita.desk.explain(reason=Reason.OTHER)


def test_an_article_with_open_groups_is_not_finished(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita, pytest.raises(Refused, match="still open"):
        rita.desk.finish()


def test_finishing_takes_what_all_agree_on_in_one_step(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        while rita.desk.open_groups:
            rita.desk.choose(rita.desk.open_groups[0].id)
            rita.desk.take_none()
        rita.desk.finish()
        assert rita.gold == [("source", "Reuters")]
        assert rita.desk.state is SetState.FINISHED
        rita.desk.undo()
        assert rita.gold == []
        assert rita.desk.state is SetState.IN_PROGRESS


def test_an_article_can_be_adjudicated_with_nothing_in_it(tmp_path: Path) -> None:
    with at_work(tmp_path, {"ana": [], "ben": []}) as rita:
        rita.desk.finish()
        assert rita.gold == []
        assert rita.desk.state is SetState.FINISHED


def test_an_adjudicated_article_is_changed_only_when_reopened(tmp_path: Path) -> None:
    with at_work(tmp_path, {"ana": [mark(0, 4)], "ben": [mark(0, 4)]}) as rita:
        rita.desk.finish()
        assert rita.desk.reviewed is not None
        rita.desk.choose(rita.desk.reviewed.agreed[0].id)
        with pytest.raises(Refused, match="adjudicated"):
            rita.desk.take_none()
        rita.desk.set_state(SetState.IN_PROGRESS)
        rita.desk.take_none()
        assert rita.gold == []


def test_a_locked_article_can_be_changed_by_nobody(tmp_path: Path) -> None:
    with at_work(tmp_path, {"ana": [mark(0, 4)], "ben": [mark(0, 4)]}) as rita:
        rita.desk.finish()
        rita.desk.set_state(SetState.LOCKED)
        rita.look_at(Kind.UNANIMOUS)
        with pytest.raises(Refused, match="locked"):
            rita.desk.take_none()
        ana = Reviewer(rita.store, person=PersonId("ana"))
        ana.session.annotate()
        ana.session.open(rita.session.rows[0].id)
        with pytest.raises(Refused, match="locked"):
            ana.session.do(acts.set_state(ana.session.work, to=SetState.IN_PROGRESS))


def test_what_cannot_be_locked_or_reopened_is_said_in_a_sentence(tmp_path: Path) -> None:
    with at_work(tmp_path, {"ana": [mark(0, 4)], "ben": [mark(0, 4)]}) as rita:
        with pytest.raises(Refused, match="Finish the review first"):
            rita.desk.set_state(SetState.LOCKED)
        with pytest.raises(Refused, match="nothing to reopen"):
            rita.desk.set_state(SetState.IN_PROGRESS)
        rita.desk.finish()
        rita.desk.set_state(SetState.LOCKED)
        with pytest.raises(Refused, match="Unlock it first"):
            rita.desk.set_state(SetState.IN_PROGRESS)


def test_the_next_open_group_follows_in_reading_order(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        seen = [rita.desk.current]
        while rita.desk.step(1) is not None:
            seen.append(rita.desk.current)
        assert seen == [group.id for group in rita.desk.open_groups]
        assert rita.desk.step(-1) is not None
        assert rita.desk.current == seen[-2]


def test_the_order_of_letters_is_shuffled_and_stays(tmp_path: Path) -> None:
    opinions = {name: [] for name in ("ana", "ben", "cem", "dee", "eli")}
    with at_work(tmp_path, *[opinions] * 6) as rita:
        orders = []
        for number in range(6):
            rita.open(f"a{number}")
            assert rita.desk.reviewed is not None
            orders.append(rita.desk.reviewed.names.order)
            rita.open(f"a{number}")
            assert rita.desk.reviewed.names.order == orders[-1]
        assert len(set(orders)) > 1
        assert all(set(order) == set(opinions) for order in orders)


def test_a_reviewer_who_annotated_is_known(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        assert not rita.desk.is_own_work
        ana = Reviewer(rita.store, person=PersonId("ana"))
        ana.open()
        assert ana.desk.is_own_work


def test_titles_do_not_give_a_blind_name_away(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        assert rita.desk.take(rita.number("ana")).title in ("Take A", "Take B", "Take C")


def test_who_is_not_blind_reads_names(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE, is_blind=False) as rita:
        assert rita.desk.take(rita.number("ana")).title == "Take ana"


def test_a_decision_is_overtaken_when_its_alternatives_change(tmp_path: Path) -> None:
    with at_work(tmp_path, {"ana": [mark(0, 10)], "ben": [mark(0, 4)]}) as rita:
        rita.desk.take(rita.number("ana"))
        assert rita.desk.open_groups == ()
        ben = Reviewer(rita.store, person=PersonId("ben"))
        ben.session.annotate()
        ben.session.open(rita.session.rows[0].id)
        ben.session.do(acts.set_state(ben.session.work, to=SetState.IN_PROGRESS))
        (made,) = ben.annotations
        ben.session.do(acts.move(ben.session.work, annotation_id=made.id, spans=[Span(5, 10)]))
        ben.session.do(acts.set_state(ben.session.work, to=SetState.FINISHED))
        again = Reviewer(rita.store)
        again.open()
        assert len(again.desk.open_groups) == 1, "the alternatives are others, and open again"
        assert len(again.desk.overtaken) == 1
        assert again.gold == [("actor", "Anna Brown")], "what was decided stays for now"
        again.desk.take(again.number("ben"))
        assert again.gold == [("actor", "Brown")]
        assert again.desk.overtaken == ()
