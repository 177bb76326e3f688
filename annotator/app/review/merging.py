"""Merge strategies over many articles: what each would take and leave, and the edits that do it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.adjudicate.forbidding import limits_of
from annotator.adjudicate.groups import GroupId, Kind
from annotator.adjudicate.merging import STRATEGIES, Choices, with_ends
from annotator.adjudicate.positions import Position, position_of
from annotator.adjudicate.proposals import DryRun, LeftOpen, Merge, Proposal, Tally, Why, dry_run
from annotator.adjudicate.relations import RelationPosition
from annotator.app.choosing import check_annotators, check_labels
from annotator.app.disputes import AnyGroup
from annotator.app.jobs import Job, Progress
from annotator.app.review import deciding
from annotator.app.review.corpus import OnDisk, in_review, wide_batch
from annotator.app.review.drafting import AnyVersion
from annotator.app.work import Act
from annotator.core.annotations import SetState
from annotator.core.codebook import Codebook
from annotator.core.decisions import Decision
from annotator.core.edits import Change, Edit
from annotator.core.errors import AnnotatorError, Problem
from annotator.core.ids import ArticleId, BatchId, LabelId, PersonId
from annotator.store.base import Store

K = TypeVar("K")
AnyProposal = Proposal[Position] | Proposal[RelationPosition]
Chosen = list[tuple[AnyGroup, Sequence[AnyVersion]]]


class BadStrategy(AnnotatorError):
    """A merge strategy that does not exist, or choices that do not fit it."""


@dataclass(frozen=True, slots=True)
class MergeQuestion:
    """What is merged, and how. Without `articles`: all that are ready or in adjudication.

    `labels` restricts what is taken with the strategy `prefer`. `enough` is how many annotators
    must have finished; without it all who have begun. With `finish` the articles in which nothing
    is left open are adjudicated in the same step; with `only_finished` nothing is taken in others.
    """

    strategy: str
    reviewer: PersonId
    votes: int = 2
    confidence: float = 0.0
    annotator: PersonId | None = None
    labels: tuple[LabelId, ...] = ()
    articles: tuple[ArticleId, ...] | None = None
    enough: int | None = None
    finish: bool = False
    only_finished: bool = False

    @property
    def choices(self) -> Choices:
        """The choices, in the strategies' form."""
        return Choices(self.votes, self.confidence, self.annotator, self.labels)


@dataclass(frozen=True, slots=True)
class MergedArticle:
    """What a merge takes and leaves in one article. `edit` does it; None where nothing is taken."""

    id: ArticleId
    title: str
    text: str
    spans: Merge[Position]
    relations: Merge[RelationPosition]
    edit: Edit | None = None

    @property
    def proposals(self) -> tuple[AnyProposal, ...]:
        """What is taken, relations last."""
        return (*self.spans.proposals, *self.relations.proposals)

    @property
    def left_open(self) -> tuple[LeftOpen, ...]:
        """What is left to the reviewer."""
        return (*self.spans.left_open, *self.relations.left_open)

    @property
    def is_finished(self) -> bool:
        """Whether the edit says that the article is adjudicated."""
        changes = self.edit.changes if self.edit is not None else ()
        return any(getattr(c.after, "state", None) is SetState.FINISHED for c in changes)


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge would do, article by article and in numbers; nothing is written yet."""

    asked: MergeQuestion
    batch: BatchId
    articles: tuple[MergedArticle, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that put it into effect, one for each article in which anything changes."""
        return tuple(a.edit for a in self.articles if a.edit is not None)

    @property
    def counts(self) -> DryRun:
        """The numbers of groups that are taken and left, by kind, label and reason."""
        spans = dry_run(article.spans for article in self.articles)
        return _added(spans, dry_run(article.relations for article in self.articles))


def merge_articles(store: Store, asked: MergeQuestion) -> Job[MergeReport]:
    """What a strategy takes and leaves in the articles in review, with the edits that do it.

    Writes nothing: `store.apply(report.edits)` does, all in one transaction, and `take_back` takes
    it back. Decided groups are never touched, nor what a reviewer decided on groups that have
    changed since: these are left open. Raises BadStrategy, UnknownAnnotator, UnknownLabel
    and NotFound at the first step.
    """
    _check(store, asked)
    codebook, batch = store.codebook(), wide_batch()
    problems: list[Problem] = []
    read = yield from in_review(
        store, articles=asked.articles, enough=asked.enough, what="comparing", problems=problems
    )
    found = []
    for done, here in enumerate(read, start=1):
        found.append(_merged(here, asked, codebook, batch=batch))
        yield Progress(done, len(read), "merging")
    return MergeReport(asked, batch, tuple(found), tuple(problems))


def _check(store: Store, asked: MergeQuestion) -> None:
    strategy = STRATEGIES.get(asked.strategy)
    if strategy is None:
        names = ", ".join(STRATEGIES)
        raise BadStrategy(f"No strategy is called {asked.strategy!r}. There are {names}.")
    if "annotator" in strategy.uses and asked.annotator is None:
        raise BadStrategy("Whose versions shall be preferred? Name an annotator.")
    if asked.votes < 1 or not 0 <= asked.confidence <= 1:
        raise BadStrategy("Votes count from 1; the confidence lies between 0 and 1.")
    if asked.annotator is not None:
        check_annotators((asked.annotator,), known=[person.id for person in store.people()])
    check_labels(store, asked.labels)


def _merged(
    here: OnDisk, asked: MergeQuestion, codebook: Codebook, *, batch: BatchId
) -> MergedArticle:
    decided, _ = here.reviewed.decisions_on(here.state.decisions)
    limits = limits_of(codebook, decided=decided, gold=here.state)
    run = STRATEGIES[asked.strategy].run
    disputes = here.reviewed.disputes
    reopened = dict.fromkeys(here.reviewed.reopened, Why.CHANGED_SINCE)
    spans = run(disputes.groups, asked.choices, limits).without(reopened)
    places = [position_of(annotation) for annotation in here.state]
    places += [proposal.position for proposal in spans.proposals]
    relations = run(disputes.relations, asked.choices, limits).without(reopened)
    relations = with_ends(relations, places)
    act, refused = _act(here, asked, codebook, (spans, relations), decided)
    edit = here.edit(act, reviewer=asked.reviewer, batch=batch) if act is not None else None
    return MergedArticle(
        here.article.id,
        here.article.title,
        here.article.text,
        spans.without(refused),
        relations.without(refused),
        edit,
    )


def _act(
    here: OnDisk,
    asked: MergeQuestion,
    codebook: Codebook,
    merges: tuple[Merge[Position], Merge[RelationPosition]],
    decided: Mapping[GroupId, Decision],
) -> tuple[Act | None, dict[GroupId, Why]]:
    """The act that takes what a merge proposes, and the groups that it cannot take, with why."""
    chosen = _chosen(here, (*merges[0].proposals, *merges[1].proposals))
    from_disk = here.deciding(codebook, asked.reviewer)
    title = f"Merge: {STRATEGIES[asked.strategy].title.lower()}"
    act, left_out = deciding.merge(from_disk, chosen, strategy=asked.strategy, title=title)
    refused = dict.fromkeys(left_out, Why.FORBIDDEN)
    changes = act.changes if act is not None else ()
    left = sum(len(merge.left_open) for merge in merges) + len(refused)
    if asked.only_finished and left:
        return None, refused
    if asked.finish and not left:
        return _finishing(here, from_disk, changes, title), refused
    return (Act(title, changes) if changes else None), refused


def _finishing(
    here: OnDisk, from_disk: deciding.Deciding, changes: tuple[Change, ...], title: str
) -> Act:
    """The act that also says that the article is adjudicated."""
    old = here.state.annotation_set
    done = Change(here.state.stored_set, replace(old, state=SetState.FINISHED))
    kept = tuple(change for change in changes if change.record_id != old.id)
    return Act(title, (*kept, done))


def _chosen(here: OnDisk, proposals: Iterable[AnyProposal]) -> Chosen:
    """The groups that proposals are about, each with the versions to take, in reading order."""
    wanted: dict[GroupId, list[AnyProposal]] = {}
    for proposal in proposals:
        wanted.setdefault(proposal.group, []).append(proposal)
    found: Chosen = []
    for group in here.reviewed.groups:
        if group.id in wanted:
            keys = [(p.position, p.configuration) for p in wanted[group.id]]
            versions: list[AnyVersion] = [
                v for v in group.versions if (v.position, v.configuration) in keys
            ]
            found.append((group, versions))
    return found


def _added(one: DryRun, other: DryRun) -> DryRun:
    """The counts of two dry runs together."""
    kinds = _sums(one.by_kind, other.by_kind)
    labels = _sums(one.by_label, other.by_label)
    reasons = Counter(dict(one.by_reason)) + Counter(dict(other.by_reason))
    return DryRun(
        taken=one.taken + other.taken,
        left=one.left + other.left,
        decided=one.decided + other.decided,
        proposals=one.proposals + other.proposals,
        by_kind=tuple((kind, kinds[kind]) for kind in Kind if kind in kinds),
        by_label=tuple((label, labels[label]) for label in sorted(labels)),
        by_reason=tuple((why, reasons[why]) for why in Why if why in reasons),
    )


def _sums(one: tuple[tuple[K, Tally], ...], other: tuple[tuple[K, Tally], ...]) -> dict[K, Tally]:
    sums = dict(one)
    for key, tally in other:
        had = sums.get(key, Tally(0, 0))
        sums[key] = Tally(had.taken + tally.taken, had.left + tally.left)
    return sums
