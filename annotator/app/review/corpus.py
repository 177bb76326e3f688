"""Reviewing many articles at once: each as it stands on disk, and the edits of one batch."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass

from annotator.app.jobs import Progress
from annotator.app.reading import enough_in
from annotator.app.review.deciding import Deciding
from annotator.app.review.reviewed import Reviewed, reviewed
from annotator.app.session import Session
from annotator.app.sound_work import read_work, sound
from annotator.app.work import Act, Work
from annotator.core.annotations import SetRole, SetState
from annotator.core.articles import Article
from annotator.core.codebook import Codebook
from annotator.core.edits import WIDE_BATCH, Edit
from annotator.core.errors import NotFound, Problem
from annotator.core.ids import ArticleId, BatchId, PersonId, new_id
from annotator.core.projects import GOLD_AUTHOR, ArticleStage, stage_of
from annotator.core.state import ArticleState
from annotator.core.times import utc_now
from annotator.store.base import Store


def wide_batch() -> BatchId:
    """The id of a new batch of edits in many articles."""
    return BatchId(WIDE_BATCH + new_id())


def is_wide(batch: BatchId | None) -> bool:
    """Whether a batch may reach over many articles."""
    return batch is not None and batch.startswith(WIDE_BATCH)


@dataclass(frozen=True, slots=True)
class OnDisk:
    """An article in review as it is on disk: the opinions, and the gold set to decide into."""

    article: Article
    stage: ArticleStage
    reviewed: Reviewed
    state: ArticleState

    def deciding(self, codebook: Codebook, reviewer: PersonId) -> Deciding:
        """What decisions of a reviewer are made from."""
        work = Work(self.state, len(self.article.text), codebook)
        return Deciding(work, self.reviewed, reviewer)

    def edit(self, act: Act, *, reviewer: PersonId, batch: BatchId) -> Edit:
        """An act as an edit that is ready to be stored. Raises StaleEdit."""
        edit = Edit(
            title=act.title,
            article=self.article.id,
            author=self.state.author,
            changes=act.changes,
            made=utc_now(),
            batch=batch,
            by=reviewer,
        )
        return self.state.prepare(edit)


def in_review(
    store: Store,
    *,
    articles: Iterable[ArticleId] | None = None,
    enough: int | None = None,
    stages: frozenset[ArticleStage] = frozenset({ArticleStage.READY, ArticleStage.IN_ADJUDICATION}),
    what: str,
    problems: list[Problem],
) -> Generator[Progress, None, list[OnDisk]]:
    """The articles that are at one of some stages, in the project's order; a step for each.

    They are ready as the project says, or when `enough` annotators have finished them. An article
    that cannot be read, or was asked for and is at another stage, is a problem and does not stop
    the others. Raises NotFound at the first step where the project has no such article.
    """
    ids = store.article_ids()
    if articles is not None:
        known, ids = set(ids), tuple(articles)
        for article_id in ids:
            if article_id not in known:
                raise NotFound(f"The project holds no article with the id {article_id}.")
    told = stages_of(store, enough=enough)
    if articles is not None:
        problems += [_left_out(i, told.get(i)) for i in ids if told.get(i) not in stages]
    at_stage = {i: told[i] for i in ids if i in told and told[i] in stages}
    found = []
    yield Progress(0, len(at_stage), what)
    for done, (article_id, stage) in enumerate(at_stage.items(), start=1):
        read = on_disk(store, article_id, stage=stage, problems=problems)
        if read is not None:
            found.append(read)
        yield Progress(done, len(at_stage), what)
    return found


def _left_out(article: ArticleId, stage: ArticleStage | None) -> Problem:
    """Says of an article that was asked for why nothing is done in it."""
    why = "annotators are still at work on it"
    if stage in (ArticleStage.ADJUDICATED, ArticleStage.LOCKED):
        why = f"it is {stage.value}"
    elif stage is ArticleStage.READY:
        why = "its review has not begun"
    return Problem(article, f"the article was left out: {why}", skipped=True)


def stages_of(store: Store, *, enough: int | None = None) -> dict[ArticleId, ArticleStage]:
    """The stage of every article on which somebody has begun.

    Without `enough` an article is ready as the project says.
    """
    enough = enough_in(store) if enough is None else enough
    found: dict[ArticleId, list[tuple[SetRole, SetState]]] = {}
    for told in store.set_states():
        found.setdefault(told.article, []).append((told.role, told.state))
    return {article: stage_of(states, enough=enough) for article, states in found.items()}


def on_disk(
    store: Store, article_id: ArticleId, *, stage: ArticleStage, problems: list[Problem]
) -> OnDisk | None:
    """One article in review; None, with a problem, where it cannot be read."""
    work = read_work(store, article_id, problems=problems)
    if work is None:
        return None
    article, contents = work
    kept = [sound(article, content, problems=problems) for content in contents]
    gold = next((c for c in kept if c.annotation_set.author == GOLD_AUTHOR), None)
    stored = gold.annotation_set if gold is not None else None
    state = ArticleState(
        article.id,
        GOLD_AUTHOR,
        annotations=gold.annotations if gold else (),
        relations=gold.relations if gold else (),
        decisions=gold.decisions if gold else (),
        annotation_set=stored if stored is not None and stored.stamp.revision else None,
    )
    review = reviewed(article, kept, is_blind=False, decisions=state.decisions)
    return OnDisk(article, stage, review, state)


def annotators_of(session: Session) -> tuple[PersonId, ...]:
    """Everybody known who may have annotated, by name."""
    return tuple(person.id for person in session.people)
