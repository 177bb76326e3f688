"""What is open in every article that can be reviewed, kept until somebody's work on it changes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotator.adjudicate.groups import Kind
from annotator.app.jobs import Job, Progress
from annotator.app.present.review_list import ReviewFacts
from annotator.app.reading import enough_in
from annotator.app.review.corpus import on_disk
from annotator.app.review.reviewed import Reviewed
from annotator.core.annotations import SetRole, SetState
from annotator.core.decisions import Decision
from annotator.core.errors import Problem
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import SetSummary, stage_of
from annotator.store.base import Store

# Whose progress nobody asks for.
_NOBODY = PersonId("")


@dataclass(frozen=True, slots=True)
class OpenCounts:
    """The groups of an article by kind: all of them, and those that are decided."""

    groups: Mapping[Kind, int] = field(default_factory=dict)
    decided: Mapping[Kind, int] = field(default_factory=dict)


class ReviewIndex:
    """The counts of articles as they were computed, each with a stamp of the work on it."""

    def __init__(self) -> None:
        self._kept: dict[ArticleId, tuple[str, OpenCounts]] = {}

    def known(self, article: ArticleId, stamp: str) -> OpenCounts | None:
        """The counts of an article, if nothing has changed in it since."""
        kept = self._kept.get(article)
        return kept[1] if kept is not None and kept[0] == stamp else None

    def keep(self, article: ArticleId, stamp: str, counts: OpenCounts) -> None:
        """Keeps the counts of an article."""
        self._kept[article] = (stamp, counts)


@dataclass(frozen=True, slots=True)
class ReviewList:
    """The articles on which anybody has begun, in the project's order."""

    facts: tuple[ReviewFacts, ...]
    problems: tuple[Problem, ...] = ()


def review_list(store: Store, *, index: ReviewIndex, enough: int | None = None) -> Job[ReviewList]:
    """What is open in each article; only what has changed since is compared again."""
    enough = enough_in(store) if enough is None else enough
    stamps = store.work_stamps()
    sets: dict[ArticleId, list[SetSummary]] = {}
    for summary in store.set_states():
        sets.setdefault(summary.article, []).append(summary)
    problems: list[Problem] = []
    facts = []
    rows = [row for row in store.article_rows(_NOBODY) if row.id in sets]
    yield Progress(0, len(rows), "comparing")
    for done, row in enumerate(rows, start=1):
        told = sets[row.id]
        annotators = [one.state for one in told if one.role is SetRole.ANNOTATOR]
        stage = stage_of([(one.role, one.state) for one in told], enough=enough)
        finished = annotators.count(SetState.FINISHED)
        counts = OpenCounts()
        if finished:
            stamp = stamps.get(row.id, "")
            known = index.known(row.id, stamp)
            if known is None:
                read = on_disk(store, row.id, stage=stage, problems=problems)
                known = counts_of(read.reviewed, read.state.decisions) if read else counts
                index.keep(row.id, stamp, known)
                yield Progress(done, len(rows), "comparing")
            counts = known
        facts.append(
            ReviewFacts(
                id=row.id,
                title=row.title,
                outlet=row.outlet,
                published=row.published,
                stage=stage,
                finished=finished,
                begun=len(annotators) - annotators.count(SetState.NEW),
                groups=counts.groups,
                decided=counts.decided,
                is_reviewed_again=any(one.role is SetRole.REVIEW for one in told),
            )
        )
    yield Progress(len(rows), len(rows), "comparing")
    return ReviewList(tuple(facts), tuple(problems))


def counts_of(reviewed: Reviewed, decisions: Iterable[Decision]) -> OpenCounts:
    """The groups of an article by kind, and those of them that are decided."""
    decided, _ = reviewed.decisions_on(decisions)
    kinds = (reviewed.kind_of(reviewed.by_id[group_id]) for group_id in decided)
    return OpenCounts(reviewed.kinds, Counter(kinds))
