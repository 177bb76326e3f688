"""Sending an article back to an annotator, who goes on with it."""

from collections.abc import Callable
from dataclasses import replace

from annotator.app.reading import open_article
from annotator.app.review.reviewed import Reviewed
from annotator.app.session import Session
from annotator.core.annotations import SetState
from annotator.core.edits import Change, Edit
from annotator.core.errors import Conflict, Refused
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import check_move
from annotator.core.times import utc_now
from annotator.store.base import Receipt, Store


def may_be_returned(reviewed: Reviewed) -> tuple[PersonId, ...]:
    """The annotators whose finished work on an article counts, in the order of their numbers."""
    return reviewed.names.in_order(reviewed.sets.annotators)


def return_to(
    session: Session, article: ArticleId, annotator: PersonId, *, then: Callable[[], None]
) -> None:
    """Returns an annotator's finished work.

    Refused where the article is locked, a Conflict where the work was changed meanwhile: both are
    told, as every error of what is submitted. The edit stands in the journal of the annotator's
    set, with who made it.
    """
    reviewer = session.person

    def returned(store: Store) -> None:
        opened = open_article(store.open_article(article, annotator))
        if opened.is_locked:
            raise Refused("This article is locked. Unlock it first.")
        old = opened.state.annotation_set
        check_move(old, SetState.RETURNED)
        change = Change(opened.state.stored_set, replace(old, state=SetState.RETURNED))
        edit = Edit(
            title="Return article",
            article=article,
            author=annotator,
            changes=(change,),
            made=utc_now(),
            by=reviewer,
        )
        (outcome,) = store.apply((opened.state.prepare(edit),))
        if isinstance(outcome, Conflict):
            raise outcome
        assert isinstance(outcome, Receipt)

    session.submit(returned, then=lambda _: then())
