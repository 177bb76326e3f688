"""Disputes: every article with two or more finished sets, with its groups of differing versions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.adjudicate.groups import Group, Kind, groups_of
from annotator.adjudicate.positions import Position, Version
from annotator.adjudicate.relations import RelationPosition, relation_groups
from annotator.adjudicate.sets import ArticleSets
from annotator.app.counted_sets import counted_articles
from annotator.app.decided import NOTHING_DECIDED, Decided, decided_in, decision_to_json
from annotator.app.jobs import Job, Progress, without_collector
from annotator.app.position_words import position_to_json, words_at
from annotator.core.articles import Article
from annotator.core.errors import NotFound, Problem
from annotator.core.ids import ArticleId, PersonId
from annotator.store.base import SetContent, Store

# A group of spans or article-level labels, or one of relations.
AnyGroup = Group[Position] | Group[RelationPosition]


@dataclass(frozen=True, slots=True)
class ArticleDisputes:
    """The groups of one article in reading order, also those in which all agree.

    `groups` are those of annotations, article-level labels first; `relations` are compared after
    them, by their types and the places of their ends. `annotators` are those whose sets count,
    `decided` is what the gold set says of the groups, where it was asked.
    """

    id: ArticleId
    title: str
    text: str
    annotators: tuple[PersonId, ...]
    groups: tuple[Group[Position], ...]
    relations: tuple[Group[RelationPosition], ...] = ()
    decided: Decided = NOTHING_DECIDED

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many groups of annotations there are of each kind; 0 where there is none."""
        found = Counter(group.kind for group in self.groups)
        return {kind: found[kind] for kind in Kind}

    @property
    def disputed(self) -> tuple[Group[Position], ...]:
        """The groups of annotations in which not everybody has the same."""
        return tuple(group for group in self.groups if group.kind is not Kind.UNANIMOUS)

    @property
    def disputed_relations(self) -> tuple[Group[RelationPosition], ...]:
        """The groups of relations in which not everybody has the same."""
        return tuple(group for group in self.relations if group.kind is not Kind.UNANIMOUS)

    @property
    def in_dispute(self) -> tuple[AnyGroup, ...]:
        """All groups in which not everybody has the same, those of relations last."""
        return (*self.disputed, *self.disputed_relations)

    @property
    def decided_groups(self) -> tuple[AnyGroup, ...]:
        """The groups in dispute on which there is a decision."""
        return tuple(group for group in self.in_dispute if group.id in self.decided.by_group)

    def words_of(self, position: Position | RelationPosition) -> str:
        """The words at a position in one line; empty for the whole article.

        "…" stands where a span has a gap, "→" between the two ends of a relation.
        """
        return words_at(self.text, position)

    def to_json(self) -> dict[str, Any]:
        """The article with its groups as plain JSON values."""
        return {
            "id": self.id,
            "title": self.title,
            "annotators": list(self.annotators),
            "groups": [
                *(self._group_to_json(group) for group in self.groups),
                *(self._group_to_json(group) for group in self.relations),
            ],
        }

    def _group_to_json(self, group: AnyGroup) -> dict[str, Any]:
        return {
            "id": group.id,
            "subject": group.subject.value,
            "kind": group.kind.value,
            "flags": [flag.value for flag in group.flags],
            "positions": [
                {
                    **position_to_json(self.text, place.position),
                    "configurations": [
                        {**_configuration(version), "annotators": list(version.annotators)}
                        for version in place.versions
                    ],
                }
                for place in group.places
            ],
            "nothing": list(group.has_nothing),
            "majority": [
                {
                    **position_to_json(self.text, version.position),
                    **_configuration(version),
                    "votes": version.votes,
                }
                for version in group.majority
            ],
            "decision": decision_to_json(self.decided, group, text=self.text),
        }


@dataclass(frozen=True, slots=True)
class DisputesReport:
    """The groups of all articles that can be compared.

    `left_out` counts articles with fewer than two finished sets: there is nothing to compare.
    """

    articles: tuple[ArticleDisputes, ...]
    left_out: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many groups of annotations there are of each kind in all articles."""
        counts = [article.counts for article in self.articles]
        return {kind: sum(found[kind] for found in counts) for kind in Kind}

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "articles": [article.to_json() for article in self.articles],
            "left_out": self.left_out,
            "problems": [{"where": p.where, "what": p.what} for p in self.problems],
        }


@without_collector
def disputes(store: Store, *, articles: Iterable[ArticleId] | None = None) -> Job[DisputesReport]:
    """The groups of every article in the project's order, or of some articles only.

    One step for each article. Only finished sets count; an article that cannot be read is a
    problem and does not stop the others. Raises NotFound at the first step where the project has
    no such article; StorageFailed.
    """
    ids = store.article_ids()
    if articles is not None:
        known, ids = set(ids), tuple(articles)
        for article_id in ids:
            if article_id not in known:
                raise NotFound(f"The project holds no article with the id {article_id}.")
    found: list[ArticleDisputes] = []
    problems: list[Problem] = []
    left_out = 0
    yield Progress(0, len(ids), "comparing")
    for done, counted in enumerate(counted_articles(store, ids, problems=problems), start=1):
        if counted is not None and counted.is_comparable:
            found.append(disputes_in(counted.article, counted.sets, gold=counted.gold))
        elif counted is not None:
            left_out += 1
        yield Progress(done, len(ids), "comparing")
    return DisputesReport(tuple(found), left_out, tuple(problems))


def disputes_in(
    article: Article, sets: ArticleSets, *, gold: SetContent | None = None
) -> ArticleDisputes:
    """The groups of one article that was read, with what a gold set says of them."""
    return ArticleDisputes(
        id=article.id,
        title=article.title,
        text=article.text,
        annotators=sets.annotators,
        groups=groups_of(sets),
        relations=relation_groups(sets),
        decided=decided_in(gold),
    )


def _configuration(version: Version[Any]) -> dict[str, Any]:
    told = version.configuration
    return {"label": told.label, "attributes": dict(told.attributes)}
