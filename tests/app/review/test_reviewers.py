"""More than one reviewer: a second review without sight of the gold, then what they differ in."""

from pathlib import Path

import pytest

from annotator.adjudicate.groups import Kind
from annotator.core.annotations import SetState
from annotator.core.errors import Refused
from annotator.core.ids import PersonId
from tests.app.review.reviewing import THREE, Reviewer, at_work

BEA = PersonId("bea")


def _decide_all(reviewer: Reviewer, *, favourite: str) -> None:
    while reviewer.desk.open_groups:
        reviewer.desk.choose(reviewer.desk.open_groups[0].id)
        reviewer.desk.take(reviewer.number(favourite))
    reviewer.desk.finish()


def test_a_second_review_leaves_the_gold_alone(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide_all(rita, favourite="ana")
        bea = Reviewer(rita.store, person=BEA, is_second=True)
        bea.open()
        assert bea.gold == []
        assert len(bea.desk.open_groups) > 0
        _decide_all(bea, favourite="ben")
        again = Reviewer(rita.store)
        again.open()
        assert ("actor", "Hill Bank") in again.gold
        assert again.desk.state is SetState.FINISHED


def test_what_reviewers_differ_in_are_groups_like_any_other(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide_all(rita, favourite="ana")
        bea = Reviewer(rita.store, person=BEA, is_second=True)
        bea.open()
        _decide_all(bea, favourite="ben")
        otto = Reviewer(rita.store, person=PersonId("otto"), is_between=True)
        otto.open()
        assert {g.kind for g in otto.desk.open_groups} == {Kind.LABEL_CONFLICT, Kind.ONE_SIDED}
        otto.desk.set_state(SetState.IN_PROGRESS)
        otto.look_at(Kind.LABEL_CONFLICT)
        otto.desk.take(otto.number("gold:bea"))
        assert ("source", "Hill Bank") in otto.gold
        assert ("actor", "Hill Bank") not in otto.gold
        assert {g.kind for g in otto.desk.open_groups} == {Kind.ONE_SIDED}
        otto.desk.undo()
        assert ("actor", "Hill Bank") in otto.gold
        assert {g.kind for g in otto.desk.open_groups} == {Kind.LABEL_CONFLICT, Kind.ONE_SIDED}


def test_the_gold_version_can_be_confirmed_between_reviewers(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        _decide_all(rita, favourite="ana")
        bea = Reviewer(rita.store, person=BEA, is_second=True)
        bea.open()
        _decide_all(bea, favourite="ben")
        otto = Reviewer(rita.store, person=PersonId("otto"), is_between=True)
        otto.open()
        otto.desk.set_state(SetState.IN_PROGRESS)
        gold = otto.gold
        while otto.desk.open_groups:
            otto.desk.choose(otto.desk.open_groups[0].id)
            otto.desk.take(otto.number("gold"))
        assert otto.gold == gold
        otto.desk.finish()
        assert otto.gold == gold


def test_of_two_decisions_on_one_group_at_once_the_first_stands(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.BOUNDARY_CONFLICT)
        rita.desk.take_none()
        bea = Reviewer(rita.store, person=BEA)
        bea.open()
        for reviewer, favourite in ((rita, "ben"), (bea, "ana")):
            reviewer.look_at(Kind.LABEL_CONFLICT)
            reviewer.desk.take(reviewer.number(favourite))
        for reviewer in (Reviewer(rita.store), bea):
            reviewer.open()
            assert reviewer.gold == [("source", "Hill Bank")]
            assert len(reviewer.desk.decisions) == 2


def test_a_review_that_another_has_finished_is_reopened_before_anything_is_undone(
    tmp_path: Path,
) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.BOUNDARY_CONFLICT)
        rita.desk.take_none()
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(rita.number("ben"))
        bea = Reviewer(rita.store, person=BEA)
        bea.open()
        _decide_all(bea, favourite="ana")
        again = Reviewer(rita.store)
        again.open()
        before = again.gold
        with pytest.raises(Refused, match="adjudicated"):
            again.desk.undo()
        assert again.gold == before


def test_one_opinion_of_a_reviewer_does_not_finish_an_article_between_reviewers(
    tmp_path: Path,
) -> None:
    with at_work(tmp_path, THREE) as rita:
        otto = Reviewer(rita.store, person=PersonId("otto"), is_between=True)
        otto.open()
        with pytest.raises(Refused, match="No second reviewer"):
            otto.desk.finish()
        assert len(rita.desk.open_groups) > 0
