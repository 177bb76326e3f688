"""The sets that count, read from a project article by article, for disputes and agreement."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from annotator.adjudicate.sets import ArticleSets, article_sets, counts
from annotator.app.sound_work import read_work, sound
from annotator.core.annotations import SetRole, SetState
from annotator.core.articles import Article
from annotator.core.errors import Problem
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import GOLD_AUTHOR
from annotator.store.base import SetContent, Store

# Fewer opinions than this can neither agree nor differ.
LEAST_SETS = 2


@dataclass(frozen=True, slots=True)
class CountedArticle:
    """An article with the sets that count on it, and the gold set where there is one."""

    article: Article
    sets: ArticleSets
    gold: SetContent | None = None

    @property
    def is_comparable(self) -> bool:
        """Whether enough sets count for anything to be compared."""
        return len(self.sets.sets) >= LEAST_SETS


def counted_article(
    store: Store,
    article_id: ArticleId,
    *,
    problems: list[Problem],
    annotators: Collection[PersonId] | None = None,
    without_accepted: bool = False,
) -> CountedArticle | None:
    """An article with its finished sets, of `annotators` only where they are given.

    Annotations have only what they are compared by. None where it cannot be read; that, and every
    annotation outside the text, is added to `problems`. `without_accepted` leaves out what was
    suggested by a machine and accepted.
    """
    work = read_work(store, article_id, problems=problems, only_compared=True)
    if work is None:
        return None
    article, contents = work
    # What is wrong in a set that does not count changes nothing here.
    counted = [sound(article, c, problems=problems) for c in contents if counts(c.annotation_set)]
    sets = article_sets(
        article.id,
        len(article.text),
        [(c.annotation_set, c.annotations, c.relations) for c in counted],
        annotators=annotators,
        without_accepted=without_accepted,
    )
    gold = next((c for c in contents if c.annotation_set.author == GOLD_AUTHOR), None)
    return CountedArticle(article, sets, gold)


def counted_articles(
    store: Store,
    ids: Collection[ArticleId],
    *,
    problems: list[Problem],
    annotators: Collection[PersonId] | None = None,
    without_accepted: bool = False,
) -> Iterator[CountedArticle | None]:
    """The articles of `ids` in order, as `counted_article` reads each; one at a time in memory."""
    for article_id in ids:
        yield counted_article(
            store,
            article_id,
            problems=problems,
            annotators=annotators,
            without_accepted=without_accepted,
        )


def finished_annotators(store: Store) -> dict[PersonId, int]:
    """Who has annotated, by name, each with the number of articles he or she has finished."""
    found: dict[PersonId, int] = {}
    for told in store.stats().sets:
        if told.role is SetRole.ANNOTATOR:
            is_finished = told.state is SetState.FINISHED
            found[told.author] = found.get(told.author, 0) + is_finished
    return dict(sorted(found.items()))
