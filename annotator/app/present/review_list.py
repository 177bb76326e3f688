"""The list of articles to review: what is open in each, filtered and in the order wanted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.adjudicate.groups import Kind
from annotator.app.present.wording import counted, folded, isolated, shown_date, value_words
from annotator.core.projects import LEAST_OPINIONS, ArticleStage

# The kinds in the order in which they are counted in a row, in as few letters as can be read.
SHORT_KINDS: dict[Kind, str] = {
    Kind.LABEL_CONFLICT: "label",
    Kind.BOUNDARY_CONFLICT: "boundary",
    Kind.ATTRIBUTE_CONFLICT: "attribute",
    Kind.ONE_SIDED: "one-sided",
    Kind.STACKED: "stacked",
}


class StageFilter(StrEnum):
    """Which articles the list shows."""

    TO_REVIEW = "to_review"
    READY = "ready"
    IN_ADJUDICATION = "in_adjudication"
    ADJUDICATED = "adjudicated"
    ALL = "all"


class ReviewOrder(StrEnum):
    """In which order the list shows them."""

    PROJECT = "project"
    MOST_DISAGREEMENT = "most_disagreement"
    MOST_OPEN = "most_open"
    FEWEST_OPEN = "fewest_open"


_STAGES: dict[StageFilter, frozenset[ArticleStage]] = {
    StageFilter.TO_REVIEW: frozenset({ArticleStage.READY, ArticleStage.IN_ADJUDICATION}),
    StageFilter.READY: frozenset({ArticleStage.READY}),
    StageFilter.IN_ADJUDICATION: frozenset({ArticleStage.IN_ADJUDICATION}),
    StageFilter.ADJUDICATED: frozenset({ArticleStage.ADJUDICATED, ArticleStage.LOCKED}),
    StageFilter.ALL: frozenset(ArticleStage),
}


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What is known of an article under review. `groups` and `decided` count groups by kind."""

    id: str
    title: str
    outlet: str = ""
    published: str = ""
    stage: ArticleStage = ArticleStage.ANNOTATING
    finished: int = 0
    begun: int = 0
    groups: Mapping[Kind, int] = field(default_factory=dict)
    decided: Mapping[Kind, int] = field(default_factory=dict)
    is_reviewed_again: bool = False


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many groups of a kind are open, with the kind in short words."""

    kind: Kind
    count: int

    @property
    def words(self) -> str:
        """The count with its kind: "2 label"."""
        return f"{self.count:,} {SHORT_KINDS[self.kind]}"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """An article as the list paints it; of `disputed` groups `decided` are decided.

    `disagreement`, 0 to 1, is the share of its groups in dispute. `folded` is what the filter
    looks into.
    """

    id: str
    title: str
    detail: str
    stage: ArticleStage
    counts: tuple[KindCount, ...] = ()
    decided: int = 0
    disputed: int = 0
    agreed: int = 0
    disagreement: float = 0.0
    badge: str = ""
    folded: str = ""

    @property
    def open(self) -> int:
        """How many groups are still to be decided."""
        return self.disputed - self.decided

    @property
    def stage_words(self) -> str:
        """The stage in words: "in adjudication"."""
        return value_words(self.stage)

    @property
    def open_words(self) -> str:
        """What is open by kind: "2 label · 1 boundary"; else what there is instead."""
        if self.counts:
            return " · ".join(count.words for count in self.counts)
        if self.disputed:
            return f"all {self.disputed:,} decided" if self.disputed > 1 else "decided"
        return f"no disputes, {self.agreed:,} agreed" if self.agreed else "nothing marked"

    @property
    def progress_words(self) -> str:
        """How far it is: "3 of 12 decided"; empty without disputes."""
        return f"{self.decided:,} of {self.disputed:,} decided" if self.disputed else ""


@dataclass(frozen=True, slots=True)
class ReviewListing:
    """What the list shows: `rows` of `total` articles, and what the filter asks for.

    `comparable` counts articles with enough opinions for anything to be compared.
    """

    rows: tuple[ReviewRow, ...] = ()
    total: int = 0
    comparable: int = 0
    text: str = ""
    stage: StageFilter = StageFilter.TO_REVIEW
    order: ReviewOrder = ReviewOrder.PROJECT

    @property
    def count_words(self) -> str:
        """How many there are, and what is open: "12 articles, 143 open"."""
        is_open = sum(row.open for row in self.rows)
        return f"{counted(len(self.rows), 'article')}, {is_open:,} open"


def review_row(facts: ReviewFacts) -> ReviewRow:
    """The row of one article."""
    groups = {kind: facts.groups.get(kind, 0) for kind in SHORT_KINDS}
    decided = {kind: min(facts.decided.get(kind, 0), groups[kind]) for kind in SHORT_KINDS}
    agreed = facts.groups.get(Kind.UNANIMOUS, 0)
    disputed = sum(groups.values())
    date = shown_date(facts.published)
    # Beside a badge there is no room for it.
    people = "" if _badge(facts) else counted(facts.finished, "annotator")
    detail = [part for part in (isolated(facts.outlet), date, people) if part]
    return ReviewRow(
        id=facts.id,
        title=facts.title,
        detail=" · ".join(detail),
        stage=facts.stage,
        counts=tuple(
            KindCount(kind, groups[kind] - decided[kind])
            for kind in SHORT_KINDS
            if groups[kind] > decided[kind]
        ),
        decided=sum(decided.values()),
        disputed=disputed,
        agreed=agreed,
        disagreement=disputed / (disputed + agreed) if disputed else 0.0,
        badge=_badge(facts),
        folded=folded("\n".join((facts.title, facts.outlet, date, facts.published))),
    )


def review_rows(facts: Iterable[ReviewFacts]) -> tuple[ReviewRow, ...]:
    """The rows of articles with enough opinions or a review begun, in the order given."""
    return tuple(
        review_row(told)
        for told in facts
        if told.finished >= LEAST_OPINIONS or told.stage is not ArticleStage.ANNOTATING
    )


def review_listing(
    rows: Sequence[ReviewRow],
    *,
    total: int,
    text: str = "",
    stage: StageFilter = StageFilter.TO_REVIEW,
    order: ReviewOrder = ReviewOrder.PROJECT,
) -> ReviewListing:
    """The rows in which every word of `text` stands, in one of the stages, in an order.

    `total` counts all articles of the project. Where rows are alike in what they are ordered by,
    they keep the project's order.
    """
    words = folded(text).split()
    stages = _STAGES[stage]
    found = [
        row for row in rows if row.stage in stages and all(word in row.folded for word in words)
    ]
    match order:
        case ReviewOrder.PROJECT:
            pass
        case ReviewOrder.MOST_DISAGREEMENT:
            found.sort(key=lambda row: (-row.disagreement, -row.disputed))
        case ReviewOrder.MOST_OPEN:
            found.sort(key=lambda row: -row.open)
        case ReviewOrder.FEWEST_OPEN:
            found.sort(key=lambda row: row.open)
    return ReviewListing(tuple(found), total, len(rows), text, stage, order)


def _badge(facts: ReviewFacts) -> str:
    at_work = facts.begun - facts.finished
    if at_work > 0:
        return f"{at_work:,} of {facts.begun:,} still at work"
    return "reviewed twice" if facts.is_reviewed_again else ""
