"""What a person asks of a merge by name, checked before a project is read."""

import getpass
from collections.abc import Sequence

from annotator.adjudicate.merging import STRATEGIES, Choices
from annotator.app.review.merging import BadStrategy, MergeQuestion, MergeReport
from annotator.core.errors import AnnotatorError
from annotator.core.ids import ArticleId, LabelId, PersonId
from annotator.core.projects import new_person_problem
from annotator.store.base import Store

_USUAL = Choices()
# What a strategy's choices are called where a person makes them.
_CHOICES = {
    "votes": "a number of votes",
    "confidence": "a confidence",
    "annotator": "an annotator to prefer",
    "labels": "labels",
}


class BadReviewer(AnnotatorError):
    """A name under which nobody can review."""


def reviewer_named(name: str | None) -> PersonId:
    """The reviewer of this name; without one of the name one has on this computer.

    Raises BadReviewer.
    """
    if name is None:
        try:
            name = getpass.getuser()
        except (KeyError, ImportError, OSError) as error:
            raise BadReviewer("This computer does not say who you are. Name a reviewer.") from error
    problem = new_person_problem(name)
    if problem is not None:
        raise BadReviewer(f"{name!r} cannot review. {problem}")
    return PersonId(name)


def merge_question(
    strategy: str,
    *,
    reviewer: PersonId,
    votes: int | None = None,
    confidence: float | None = None,
    annotator: str | None = None,
    labels: Sequence[str] = (),
    articles: Sequence[str] = (),
    enough: int | None = None,
    finish: bool = False,
) -> MergeQuestion:
    """What is merged and how. Raises BadStrategy, also for a choice that it has no use for."""
    entry = STRATEGIES.get(strategy)
    if entry is None:
        raise BadStrategy(f"No strategy is called {strategy!r}. There are {', '.join(STRATEGIES)}.")
    made = {
        "votes": votes is not None,
        "confidence": confidence is not None,
        "annotator": annotator is not None,
        "labels": bool(labels),
    }
    for name, is_made in made.items():
        if is_made and name not in entry.uses:
            raise BadStrategy(f"The strategy {strategy} has no use for {_CHOICES[name]}.")
    return MergeQuestion(
        strategy,
        reviewer,
        votes=_USUAL.votes if votes is None else votes,
        confidence=_USUAL.confidence if confidence is None else confidence,
        annotator=PersonId(annotator) if annotator is not None else None,
        labels=tuple(map(LabelId, labels)),
        articles=tuple(dict.fromkeys(map(ArticleId, articles))) or None,
        enough=enough,
        finish=finish,
    )


def own_articles(store: Store, report: MergeReport) -> int:
    """Of how many of the articles that are merged the reviewer is one of the annotators."""
    ids, reviewer = {article.id for article in report.articles}, report.asked.reviewer
    return sum(told.author == reviewer and told.article in ids for told in store.set_states())
