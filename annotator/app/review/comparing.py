"""Any two sets side by side, annotators' or the gold set, finished or not: where they differ."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from annotator.adjudicate.groups import Kind
from annotator.app.choosing import check_annotators, everybody
from annotator.app.disputes import ArticleDisputes
from annotator.app.jobs import Job, Progress
from annotator.app.review.reviewed import compared
from annotator.app.sound_work import read_work, sound
from annotator.core.annotations import SetState
from annotator.core.errors import AnnotatorError, NotFound, Problem
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import GOLD_AUTHOR
from annotator.store.base import Store


class SameSet(AnnotatorError):
    """A set compared with itself."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The groups of the articles on which both have begun; those in which both have the same are
    unanimous. `left_out` counts articles on which only one of them has begun.
    """

    one: PersonId
    other: PersonId
    articles: tuple[ArticleDisputes, ...]
    left_out: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def counts(self) -> Mapping[Kind, int]:
        """How many groups of annotations there are of each kind in all articles."""
        return self._counts(group.kind for a in self.articles for group in a.groups)

    @property
    def relation_counts(self) -> Mapping[Kind, int]:
        """How many groups of relations there are of each kind in all articles."""
        return self._counts(group.kind for a in self.articles for group in a.relations)

    @staticmethod
    def _counts(kinds: Iterable[Kind]) -> Mapping[Kind, int]:
        found = Counter(kinds)
        return {kind: found[kind] for kind in Kind}

    def to_json(self) -> dict[str, Any]:
        """The comparison as plain JSON values; its groups as those of disputes."""
        return {
            "one": self.one,
            "other": self.other,
            "articles": [_article(article) for article in self.articles],
            "counts": {
                "annotations": {kind.value: n for kind, n in self.counts.items()},
                "relations": {kind.value: n for kind, n in self.relation_counts.items()},
            },
            "left_out": self.left_out,
            "problems": [{"where": p.where, "what": p.what} for p in self.problems],
        }


def compare_sets(
    store: Store, one: str, other: str, *, articles: Iterable[ArticleId] | None = None
) -> Job[Comparison]:
    """Two authors' sets side by side, article by article. A step for each article.

    Raises UnknownAnnotator, SameSet and NotFound at the first step.
    """
    pair = (PersonId(one), PersonId(other))
    if one == other:
        raise SameSet(f"{one} and {other} are the same set. Name two.")
    check_annotators(pair, known=sorted({*everybody(store), GOLD_AUTHOR}))
    begun: dict[ArticleId, set[PersonId]] = {}
    for told in store.set_states():
        if told.author in pair and told.state is not SetState.NEW:
            begun.setdefault(told.article, set()).add(told.author)
    ids = store.article_ids()
    if articles is not None:
        known, ids = set(ids), tuple(articles)
        for article_id in ids:
            if article_id not in known:
                raise NotFound(f"The project holds no article with the id {article_id}.")
    both = [article_id for article_id in ids if len(begun.get(article_id, ())) == len(pair)]
    problems: list[Problem] = []
    found = []
    yield Progress(0, len(both), "comparing")
    for done, article_id in enumerate(both, start=1):
        work = read_work(store, article_id, problems=problems)
        if work is not None:
            article, contents = work
            sets = [c for c in contents if c.annotation_set.author in pair]
            kept = [sound(article, content, problems=problems) for content in sets]
            found.append(compared(article, kept).disputes)
        yield Progress(done, len(both), "comparing")
    one_only = sum(article_id in begun for article_id in ids) - len(both)
    return Comparison(*pair, tuple(found), one_only, tuple(problems))


def _article(article: ArticleDisputes) -> dict[str, Any]:
    """An article without what is said of reviewers: two sets have no majority and no decision."""
    told = article.to_json()
    for group in told["groups"]:
        del group["majority"], group["decision"]
    return told
