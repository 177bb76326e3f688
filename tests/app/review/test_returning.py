"""Sending an article back to an annotator: what it changes, who may undo it, where it is refused."""

from pathlib import Path

from annotator.app import acts
from annotator.app.events import Event, WentWrong
from annotator.app.opening import inline_session
from annotator.app.review.returning import may_be_returned, return_to
from annotator.core.annotations import SetState
from annotator.core.ids import ArticleId, PersonId
from annotator.core.spans import Span
from annotator.store.base import Store
from tests.app.opinions import mark
from tests.app.review.reviewing import RITA, THREE, Reviewer, at_work

ANA, A0 = PersonId("ana"), ArticleId("a0")


def _state(store: Store) -> SetState:
    return store.open_article(A0, ANA).content.annotation_set.state


def _returned(reviewer: Reviewer) -> list[Event]:
    told: list[Event] = []
    session = inline_session(reviewer.store, RITA, tell=told.append)
    return_to(session, A0, ANA, then=lambda: None)
    return [event for event in told if isinstance(event, WentWrong)]


def test_an_article_goes_back_to_an_annotator(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        assert rita.desk.reviewed is not None
        assert set(may_be_returned(rita.desk.reviewed)) == {"ana", "ben", "cem"}
        assert _returned(rita) == []
        assert _state(rita.store) is SetState.RETURNED
        rita.session.read_again()
        rita.desk.take_in()
        assert rita.desk.reviewed.unfinished == (ANA,)
        assert len(_returned(rita)) == 1, "it is returned already"


def test_in_a_locked_article_nothing_is_returned(tmp_path: Path) -> None:
    agreed = {"ana": [mark(0, 10)], "ben": [mark(0, 10)]}
    with at_work(tmp_path, agreed) as rita:
        rita.desk.finish()
        rita.desk.set_state(SetState.LOCKED)
        (wrong,) = _returned(rita)
        assert isinstance(wrong, WentWrong)
        assert str(wrong.error) == "This article is locked. Unlock it first."
        assert _state(rita.store) is SetState.FINISHED


def test_an_annotator_does_not_undo_what_a_reviewer_did(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        assert _returned(rita) == []
        session = inline_session(rita.store, ANA)
        session.open(A0)
        assert session.undo() is None
        session.do(acts.set_state(session.work, to=SetState.IN_PROGRESS))
        assert session.current is not None
        first = next(iter(session.current.state)).id
        session.do(acts.move(session.work, annotation_id=first, spans=[Span(0, 4)]))
        assert session.undo() is not None
        assert session.undo() is not None
        assert session.undo() is None
        assert _state(rita.store) is SetState.RETURNED
