"""An annotator goes on after the reviewer has decided: what was decided by hand is asked again."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.adjudicate.groups import Kind
from annotator.adjudicate.proposals import Why
from annotator.app import acts, jobs
from annotator.app.opening import inline_session
from annotator.app.present.review_list import review_row
from annotator.app.review.listing import ReviewIndex, review_list
from annotator.app.review.merging import MergeQuestion, merge_articles
from annotator.app.session import Session
from annotator.app.work import Act, Work
from annotator.core.annotations import SetState
from annotator.core.decisions import Choice
from annotator.core.errors import Refused
from annotator.core.ids import AnnotationId, ArticleId, LabelId, PersonId
from annotator.core.spans import Span
from annotator.store.base import Store
from tests.app.opinions import mark
from tests.app.review.reviewing import RITA, Reviewer, at_work

TWO = {"ana": [mark(0, 10)], "ben": [mark(0, 4)]}


def _goes_on(store: Store, name: str, act: Callable[[Work], Act]) -> None:
    """An annotator reopens the article, does something, and finishes again."""
    session: Session = inline_session(store, PersonId(name))
    session.open(ArticleId("a0"))
    session.do(acts.set_state(session.work, to=SetState.IN_PROGRESS))
    session.do(act(session.work))
    session.do(acts.set_state(session.work, to=SetState.FINISHED))


def _agree(work: Work) -> Act:
    return acts.move(work, annotation_id=AnnotationId("ana0"), spans=[Span(0, 4)])


def test_a_merge_leaves_open_what_was_decided_before_annotators_went_on(tmp_path: Path) -> None:
    with at_work(tmp_path, TWO) as rita:
        rita.look_at(Kind.BOUNDARY_CONFLICT)
        rita.desk.take_none()
        _goes_on(rita.store, "ana", _agree)
        asked = MergeQuestion("unanimous", RITA, finish=True)
        report = jobs.run(merge_articles(rita.store, asked))
        assert report.edits == ()
        assert [left.reason for left in report.articles[0].left_open] == [Why.CHANGED_SINCE]


def test_a_review_is_not_finished_over_what_was_decided_before(tmp_path: Path) -> None:
    with at_work(tmp_path, TWO) as rita:
        rita.look_at(Kind.BOUNDARY_CONFLICT)
        rita.desk.take_none()
        _goes_on(rita.store, "ana", _agree)
        again = Reviewer(rita.store)
        again.open()
        (group,) = again.desk.open_groups
        assert group.kind is Kind.UNANIMOUS
        (facts,) = jobs.run(review_list(rita.store, index=ReviewIndex())).facts
        assert review_row(facts).open_words == "1 boundary"
        with pytest.raises(Refused, match="1 group is still open"):
            again.desk.finish()
        again.desk.take_none()
        assert again.desk.open_groups == ()
        again.desk.finish()
        assert again.gold == []
        (decision,) = again.desk.decisions.values()
        assert decision.choice is Choice.NONE


def test_what_a_strategy_took_follows_the_annotators(tmp_path: Path) -> None:
    with at_work(tmp_path, TWO) as rita:
        asked = MergeQuestion("prefer", RITA, annotator=PersonId("ana"))
        rita.store.apply(jobs.run(merge_articles(rita.store, asked)).edits)
        _goes_on(rita.store, "ana", _agree)
        again = Reviewer(rita.store)
        again.open()
        assert again.gold == [("actor", "Anna Brown")]
        assert again.desk.open_groups == ()
        again.desk.finish()
        assert again.gold == [("actor", "Anna")]


def test_groups_that_became_one_keep_every_note_and_flag(tmp_path: Path) -> None:
    with at_work(tmp_path, {"ana": [mark(0, 4), mark(5, 10)], "ben": []}) as rita:
        for note, group in zip(("first", "second"), rita.desk.open_groups, strict=True):
            rita.desk.choose(group.id)
            rita.desk.take(rita.number("ana"))
            rita.desk.explain(note=note)
        rita.desk.toggle_gap()
        _goes_on(
            rita.store, "ben", lambda w: acts.mark(w, spans=[Span(0, 10)], label=LabelId("actor"))
        )
        again = Reviewer(rita.store)
        again.open()
        (group,) = again.desk.open_groups
        again.desk.choose(group.id)
        again.desk.take(again.number("ben"))
        assert again.gold == [("actor", "Anna Brown")]
        (decision,) = again.desk.decisions.values()
        assert decision.note == "first\nsecond"
        assert decision.is_guideline_gap
