"""Taking back what was done in many articles at once: merges, decisions on identical cases."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.app.jobs import Job, Progress
from annotator.app.reading import OpenArticle, open_article
from annotator.app.review import deciding
from annotator.app.review.corpus import in_review, wide_batch
from annotator.app.session import Session
from annotator.app.work import refuse_going_back
from annotator.core.annotations import AnnotationSet, SetState
from annotator.core.edits import Act, Change, Edit
from annotator.core.errors import AnnotatorError, Conflict, Problem, Refused, StaleEdit
from annotator.core.ids import ArticleId, BatchId, EditId, PersonId, new_id
from annotator.core.projects import ArticleStage
from annotator.core.state import ArticleState
from annotator.core.times import utc_now
from annotator.store.base import Batch, Store

_ALL_BATCHES = 1_000_000
# Batches named where the one that is wanted is not there.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of a batch that was taken back: articles done, and those where it did not fit.

    What was changed since by another decision stays as it is, and is a problem.
    """

    articles: int
    problems: tuple[Problem, ...] = ()


def take_back(store: Store, batch: BatchId, *, by: PersonId) -> TakenBack:
    """Takes back every edit of a batch, all in one transaction, and says what did not fit."""
    problems: list[Problem] = []
    inverse: list[Edit] = []
    states: dict[tuple[ArticleId, PersonId], OpenArticle] = {}
    for edit in store.edits_of_batch(batch):
        place = (edit.article, edit.author)
        if place not in states:
            states[place] = open_article(store.open_article(*place))
        opened = states[place]
        undo = Edit(
            title=edit.title,
            article=edit.article,
            author=edit.author,
            changes=_still_begun(opened.state, edit.inverse_changes),
            id=EditId(new_id()),
            made=utc_now(),
            act=Act.UNDO,
            of=edit.of or edit.id,
            batch=edit.batch,
            by=by,
        )
        try:
            refuse_going_back(opened.state.annotation_set, undo.changes)
            prepared = opened.state.prepare(undo)
        except Refused as refusal:
            what = f"“{edit.title}” was not taken back. {refusal}"
            problems.append(Problem(opened.article.title, what, skipped=True))
        except StaleEdit:
            what = f"“{edit.title}” was not taken back: the article was changed since"
            problems.append(Problem(opened.article.title, what, skipped=True))
        else:
            opened.state.apply(prepared)
            inverse.append(prepared)
    done = 0
    for edit, outcome in zip(inverse, store.apply(inverse), strict=True):
        if isinstance(outcome, Conflict):
            problems.append(Problem(edit.article, str(outcome), skipped=True))
        else:
            done += 1
    return TakenBack(done, tuple(problems))


def _still_begun(state: ArticleState, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes without the one that says that nobody has begun, where work of others stays."""
    going = {change.record_id for change in changes if change.after is None}
    staying = {record.id for record in (*state, *state.decisions)} - going
    if not staying:
        return changes
    return tuple(
        change
        for change in changes
        if not (
            isinstance(change.before, AnnotationSet)
            and change.before.state is SetState.IN_PROGRESS
            and (change.after is None or getattr(change.after, "state", None) is SetState.NEW)
        )
    )


class NothingToTakeBack(AnnotatorError):
    """A batch that is not there, or of which nothing is in effect any more."""


def batch_to_take_back(store: Store, wanted: str | None) -> Batch:
    """The batch of this id, or the newest one; it has an effect still. Raises NothingToTakeBack."""
    batches = store.batches(limit=_ALL_BATCHES)
    if not batches:
        raise NothingToTakeBack("There is no merge that could be taken back.")
    if wanted is None:
        return batches[0]
    found = next((batch for batch in batches if batch.id == wanted), None)
    if found is None:
        there = ", ".join(batch.id for batch in batches[:_SHOWN])
        raise NothingToTakeBack(f"No merge {wanted} can be taken back. The newest are {there}.")
    return found


@dataclass(frozen=True, slots=True)
class Discarded:
    """Decisions that would be discarded: how many, and the edits that do it."""

    batch: BatchId
    decisions: int
    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...] = ()


def discard_decisions(
    store: Store,
    *,
    reviewer: PersonId,
    merged_only: bool,
    articles: Iterable[ArticleId] | None = None,
) -> Job[Discarded]:
    """The edits that discard decisions with what they put into the gold set; nothing is written.

    `merged_only`: those that a strategy made; else all. Articles that are adjudicated or locked
    are left alone.
    """
    problems: list[Problem] = []
    codebook, batch = store.codebook(), wide_batch()
    read = yield from in_review(
        store,
        articles=articles,
        stages=frozenset({ArticleStage.IN_ADJUDICATION}),
        what="looking for decisions",
        problems=problems,
    )
    edits, number = [], 0
    for done, here in enumerate(read, start=1):
        chosen = [d for d in here.state.decisions if d.is_merged or not merged_only]
        if chosen:
            try:
                act = deciding.discard(
                    here.deciding(codebook, reviewer), chosen, title="Discard decisions"
                )
            except Refused as refusal:
                problems.append(Problem(here.article.title, str(refusal), skipped=True))
            else:
                edits.append(here.edit(act, reviewer=reviewer, batch=batch))
                number += len(chosen)
        yield Progress(done, len(read), "discarding")
    return Discarded(batch, number, tuple(edits), tuple(problems))


def batches_of(
    session: Session, *, then: Callable[[tuple[tuple[BatchId, str, str, int], ...]], None]
) -> None:
    """Asks for the newest acts in many articles: id, title, when, number of articles."""

    def asked(store: Store) -> tuple[tuple[BatchId, str, str, int], ...]:
        return tuple((b.id, b.title, b.made, b.articles) for b in store.batches())

    session.submit(asked, then=then)
