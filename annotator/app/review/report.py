"""Every decision of a project with what annotators had and what was taken, for a report."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from annotator.adjudicate.groups import Subject
from annotator.adjudicate.positions import Position
from annotator.adjudicate.relations import RelationPosition
from annotator.app.decided import AnyPosition, AnyRecord, position_in
from annotator.app.jobs import Job, Progress
from annotator.app.position_words import words_at
from annotator.app.review.corpus import stages_of
from annotator.app.review.naming import Names
from annotator.app.review.reviewed import reviewed
from annotator.app.sound_work import read_work, sound
from annotator.core.annotations import Relation, SetRole, Values
from annotator.core.articles import Article
from annotator.core.decisions import Decision
from annotator.core.errors import NotFound, Problem
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import GOLD_AUTHOR, ArticleStage, reviewer_of
from annotator.store.base import SetContent, Store

# Characters of the article shown on either side.
_CONTEXT = 60
_BLANK = re.compile(r"\s+")
_NOBODY_KNOWN = "–"


@dataclass(frozen=True, slots=True)
class Told:
    """One version in words: of somebody, or of the gold set. `position` says where it is."""

    who: str
    label: str
    words: str
    attributes: Values
    position: AnyPosition
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class ToldDecision:
    """A decision with what it was about.

    `words` are all the characters in question, with those `before` and `after`; of a relation the
    words of its ends, of an article's label none. `nothing` names annotators who have nothing
    there. `lost` counts annotations of the group, or of the gold set, that are not there any more.
    """

    decision: Decision
    subject: Subject
    before: str
    words: str
    after: str
    start: int | None
    end: int | None
    opinions: tuple[Told, ...]
    nothing: tuple[str, ...]
    outcome: tuple[Told, ...]
    lost: int = 0

    @property
    def moment(self) -> str:
        """When it was decided last. UTC, ISO 8601."""
        return self.decision.stamp.changed or self.decision.stamp.created

    @property
    def takers(self) -> tuple[str, ...]:
        """Whose versions were taken."""
        return tuple(dict.fromkeys(told.who for told in self.opinions if told.is_taken))


@dataclass(frozen=True, slots=True)
class ArticleDecisions:
    """The decisions of one article that are listed, in reading order."""

    id: ArticleId
    title: str
    stage: ArticleStage
    decisions: tuple[ToldDecision, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """How many decisions a person made, and how many a strategy did."""

    by_hand: int
    merged: int


@dataclass(frozen=True, slots=True)
class DecisionCounts:
    """All decisions in numbers, also of those that are not listed.

    By kind ("" : something of the reviewer's own) and by reviewer; by reason of those made by
    hand ("": none was given); by strategy of the others.
    """

    all: Split = Split(0, 0)
    gaps: int = 0
    by_kind: Mapping[str, Split] = field(default_factory=dict)
    by_reviewer: Mapping[str, Split] = field(default_factory=dict)
    by_reason: Mapping[str, int] = field(default_factory=dict)
    by_strategy: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DecisionsReport:
    """The decisions of a project's gold sets, in the project's order of articles.

    `has_merged`: those that a strategy made are listed too, else only counted. `gaps_only`: only
    those are listed that show a gap in the guideline.
    """

    articles: tuple[ArticleDecisions, ...]
    counts: DecisionCounts
    is_blind: bool = False
    has_merged: bool = False
    gaps_only: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def listed(self) -> int:
        """How many decisions are listed."""
        return sum(len(article.decisions) for article in self.articles)


def report_decisions(
    store: Store,
    *,
    articles: Iterable[ArticleId] | None = None,
    is_blind: bool = False,
    has_merged: bool = False,
    gaps_only: bool = False,
) -> Job[DecisionsReport]:
    """All decisions on which gold sets rest. A step for each article that has a gold set.

    With `is_blind` annotators are A, B, C … as in a blind review. Raises NotFound at the first
    step where the project has no such article; an article that cannot be read is a problem.
    """
    wanted = _wanted(store, articles)
    stages = stages_of(store)
    problems: list[Problem] = []
    found: list[ArticleDecisions] = []
    counted: list[Decision] = []
    yield Progress(0, len(wanted), "reading decisions")
    for done, article_id in enumerate(wanted, start=1):
        work = read_work(store, article_id, problems=problems)
        if work is not None:
            article, contents = work
            kept = [sound(article, content, problems=problems) for content in contents]
            told = _Telling(article, kept, is_blind=is_blind)
            counted += told.decisions
            chosen = [
                decision
                for decision in told.decisions
                if decision.is_guideline_gap
                or (not gaps_only and (has_merged or not decision.is_merged))
            ]
            if chosen:
                listed = tuple(sorted(map(told.told, chosen), key=_reading_order))
                found.append(
                    ArticleDecisions(article.id, article.title, stages[article.id], listed)
                )
        yield Progress(done, len(wanted), "reading decisions")
    return DecisionsReport(
        tuple(found), counts_of(counted), is_blind, has_merged, gaps_only, tuple(problems)
    )


def counts_of(decisions: Sequence[Decision]) -> DecisionCounts:
    """Decisions in numbers; the most frequent first."""
    by_hand = [decision for decision in decisions if not decision.is_merged]
    merged = [decision for decision in decisions if decision.is_merged]
    return DecisionCounts(
        all=Split(len(by_hand), len(merged)),
        gaps=sum(decision.is_guideline_gap for decision in decisions),
        by_kind=_splits([d.kind for d in by_hand], [d.kind for d in merged]),
        by_reviewer=_splits([d.reviewer for d in by_hand], [d.reviewer for d in merged]),
        by_reason=dict(Counter(d.reason for d in by_hand).most_common()),
        by_strategy=dict(Counter(d.strategy for d in merged).most_common()),
    )


def _splits(by_hand: Iterable[str], merged: Iterable[str]) -> dict[str, Split]:
    one, other = Counter(by_hand), Counter(merged)
    both = (one + other).most_common()
    return {key: Split(one[key], other[key]) for key, _ in both}


def _wanted(store: Store, articles: Iterable[ArticleId] | None) -> list[ArticleId]:
    """Those articles that have a gold set, in the project's order or as they were asked for."""
    ids = store.article_ids()
    if articles is not None:
        known, ids = set(ids), tuple(articles)
        for article_id in ids:
            if article_id not in known:
                raise NotFound(f"The project holds no article with the id {article_id}.")
    with_gold = {told.article for told in store.set_states() if told.role is SetRole.GOLD}
    return [article_id for article_id in ids if article_id in with_gold]


class _Telling:
    """What is needed to tell the decisions of one article."""

    def __init__(self, article: Article, contents: Sequence[SetContent], *, is_blind: bool) -> None:
        gold = next((c for c in contents if c.annotation_set.author == GOLD_AUTHOR), None)
        self.decisions = gold.decisions if gold is not None else ()
        self._text = article.text
        self._records: dict[str, AnyRecord] = {}
        self._counted: tuple[PersonId, ...] = ()
        self._names = Names(())
        if not self.decisions:
            return
        for content in contents:
            self._records |= {a.id: a for a in content.annotations}
            self._records |= {r.id: r for r in content.relations}
        review = reviewed(article, contents, is_blind=is_blind)
        self._names, self._counted = review.names, review.sets.annotators

    def told(self, decision: Decision) -> ToldDecision:
        """A decision with what it was about."""
        sources = [self._records[id] for id in decision.sources if id in self._records]
        outcome = [self._records[id] for id in decision.outcome if id in self._records]
        opinions = self._versions(sources, set(decision.taken))
        put = self._versions(outcome, set())
        positions = [told.position for told in (*opinions, *put)]
        start, end = _extent(positions)
        relations = [p for p in positions if isinstance(p, RelationPosition)]
        words, before, after = "", "", ""
        if relations:
            words = words_at(self._text, relations[0])
        elif start is not None and end is not None:
            words = self._text[start:end]
            before, after = _before(self._text, start), _after(self._text, end)
        there = {record.author for record in sources}
        # Reviewers between themselves, and what is a reviewer's own, leave no annotator out.
        is_theirs = bool(sources) and all(self._names.number(author) for author in there)
        nothing = [p for p in self._counted if p not in there] if is_theirs else []
        return ToldDecision(
            decision=decision,
            subject=_subject(positions),
            before=before,
            words=words,
            after=after,
            start=start,
            end=end,
            opinions=opinions,
            nothing=tuple(map(self._names.of, self._names.in_order(nothing))),
            outcome=put,
            lost=len(decision.sources) + len(decision.outcome) - len(opinions) - len(put),
        )

    def _versions(self, records: Iterable[AnyRecord], taken: set[str]) -> tuple[Told, ...]:
        found = []
        for record in records:
            position = position_in(self._records, record)
            if position is None:
                continue
            label = record.type if isinstance(record, Relation) else record.label
            words = words_at(self._text, position)
            told = Told(
                self._who(record.author),
                label,
                words,
                record.attributes,
                position,
                record.id in taken,
            )
            found.append((self._names.number(record.author), told))
        found.sort(key=lambda each: each[0])
        return tuple(told for _, told in found)

    def _who(self, author: PersonId) -> str:
        if self._names.number(author) or author == GOLD_AUTHOR:
            return self._names.of(author)
        reviewer = reviewer_of(author)
        if reviewer is not None:
            return f"{reviewer} (second review)"
        # Somebody who has not begun; a name would be out of place in a blind report.
        return _NOBODY_KNOWN if self._names.is_blind else author


def _before(text: str, offset: int) -> str:
    """The words before an offset, no word cut."""
    words = text[max(0, offset - _CONTEXT) : offset]
    blank = _BLANK.search(words)
    return words if offset <= _CONTEXT or blank is None else words[blank.end() :]


def _after(text: str, offset: int) -> str:
    """The words after an offset, no word cut."""
    words = text[offset : offset + _CONTEXT]
    blanks = [found.start() for found in _BLANK.finditer(words)]
    return words if offset + _CONTEXT >= len(text) or not blanks else words[: blanks[-1]]


def _extent(positions: Iterable[AnyPosition]) -> tuple[int | None, int | None]:
    """From the first character of some positions to the last; None for the whole article."""
    extents = [position.extent for position in positions]
    known = [extent for extent in extents if extent is not None]
    if not known:
        return None, None
    return min(extent.start for extent in known), max(extent.end for extent in known)


def _subject(positions: Sequence[AnyPosition]) -> Subject:
    if any(isinstance(position, RelationPosition) for position in positions):
        return Subject.RELATION
    spans = [p for p in positions if isinstance(p, Position) and p.fragments]
    return Subject.SPAN if spans or not positions else Subject.ARTICLE


def _reading_order(told: ToldDecision) -> tuple[bool, int, str]:
    start = -1 if told.start is None else told.start
    return told.subject is Subject.RELATION, start, told.decision.id
