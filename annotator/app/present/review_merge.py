"""Merging: the strategies to choose from, and what one would take and leave."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.adjudicate.merging import STRATEGIES
from annotator.adjudicate.proposals import Why
from annotator.app.present.disputes import KIND_WORDS
from annotator.app.present.review_answers import first_up, told_label
from annotator.app.present.wording import counted
from annotator.app.review.merging import MergeQuestion, MergeReport
from annotator.app.review.naming import Names
from annotator.core.codebook import Codebook
from annotator.core.ids import ArticleId, LabelId, PersonId

WHY_WORDS: dict[Why, str] = {
    Why.STACKED: "an annotator has two in one place",
    Why.DIFFERING: "those who have something differ",
    Why.SOME_HAVE_NOTHING: "some have nothing",
    Why.TOO_FEW_VOTES: "too few votes",
    Why.TIE: "as many votes for another",
    Why.LOW_CONFIDENCE: "not sure enough",
    Why.NO_MAJORITY: "no majority",
    Why.NOT_COUNTED: "the annotator has not finished the article",
    Why.HAS_NOTHING: "the annotator has nothing there",
    Why.OTHER_LABEL: "the annotator has another label",
    Why.OVERLAPS_STRONGER: "would overlap a stronger one",
    Why.NO_END: "an end of the relation is not in the gold set",
    Why.FORBIDDEN: "the codebook does not permit it",
    Why.CHANGED_SINCE: "a reviewer had decided, and annotators have changed theirs since",
}


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """A strategy as it is offered. `uses` names fields of `MergeChoices`."""

    name: str
    title: str
    takes: str
    uses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LabelOption:
    """A label that a merge may be limited to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class AnnotatorOption:
    """An annotator who may be preferred; while the review is blind a letter stands for the name."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class MergeChoices:
    """What a person sets for a merge. `is_everywhere`: in all articles that are ready.

    Without `labels`, of all labels. `finishes`: articles with nothing left open are adjudicated.
    """

    strategy: str
    votes: int = 2
    confidence: float = 0.0
    annotator: str = ""
    labels: tuple[str, ...] = ()
    is_everywhere: bool = True
    finishes: bool = False


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many groups would be taken and how many left, of a kind or with a label in play."""

    title: str
    taken: int
    left: int


@dataclass(frozen=True, slots=True)
class MergeView:
    """What a merge would do. `reasons` say why groups are left open, with their counts.

    `words` is all of it in a sentence, `button` what the button does, empty for nothing.
    """

    words: str
    button: str
    by_kind: tuple[CountRow, ...] = ()
    by_label: tuple[CountRow, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()
    problems: tuple[str, ...] = ()


def strategy_rows() -> tuple[StrategyRow, ...]:
    """All strategies in the order they are shown."""
    return tuple(
        StrategyRow(entry.name, entry.title, entry.takes, entry.uses)
        for entry in STRATEGIES.values()
    )


def label_options(codebook: Codebook) -> tuple[LabelOption, ...]:
    """The codebook's labels, to limit a merge to one of them."""
    return tuple(LabelOption(label.id, label.title) for label in codebook.labels)


def annotator_options(
    people: Iterable[PersonId], names: Names | None
) -> tuple[AnnotatorOption, ...]:
    """Whom a merge may prefer: those of the open article by what they are called there.

    Without `names` everybody, by name.
    """
    if names is None:
        return tuple(AnnotatorOption(person, person) for person in people)
    return tuple(AnnotatorOption(person, names.of(person)) for person in names.order)


def merge_question(
    choices: MergeChoices,
    *,
    reviewer: PersonId,
    article: ArticleId | None,
    enough: int | None = None,
) -> MergeQuestion:
    """What the choices ask for; `article` is the open one."""
    uses = STRATEGIES[choices.strategy].uses
    only = None if choices.is_everywhere or article is None else (article,)
    names_annotator = "annotator" in uses and bool(choices.annotator)
    return MergeQuestion(
        strategy=choices.strategy,
        reviewer=reviewer,
        votes=choices.votes,
        confidence=choices.confidence,
        annotator=PersonId(choices.annotator) if names_annotator else None,
        labels=tuple(map(LabelId, choices.labels)) if "labels" in uses else (),
        articles=only,
        enough=enough,
        finish=choices.finishes,
    )


def merge_view(report: MergeReport, codebook: Codebook) -> MergeView:
    """What a merge would do, in words and numbers."""
    counts = report.counts
    articles = sum(bool(article.proposals) for article in report.articles)
    finished = sum(article.is_finished for article in report.articles)
    known = [*(label.id for label in codebook.labels), *(r.id for r in codebook.relation_types)]
    order = {name: place for place, name in enumerate(known)}
    by_label = sorted(counts.by_label, key=lambda told: order.get(told[0], len(order)))
    return MergeView(
        words=_words(report, articles, finished),
        button=_button(counts.taken, articles, finished),
        by_kind=tuple(
            CountRow(first_up(KIND_WORDS[kind]), tally.taken, tally.left)
            for kind, tally in counts.by_kind
        ),
        by_label=tuple(
            CountRow(told_label(codebook, label)[0], tally.taken, tally.left)
            for label, tally in by_label
        ),
        reasons=tuple((first_up(WHY_WORDS[why]), number) for why, number in counts.by_reason),
        problems=tuple(_problems(report)),
    )


def _words(report: MergeReport, articles: int, finished: int) -> str:
    counts = report.counts
    taken = counted(counts.taken, "group")
    parts = [
        f"Takes {taken} in {counted(articles, 'article')}" if counts.taken else "Takes nothing",
        f"leaves {counts.left:,} open" if counts.left else "leaves nothing open",
    ]
    sentences = [", ".join(parts) + "."]
    if counts.decided:
        are = "group is" if counts.decided == 1 else "groups are"
        sentences.append(f"{counts.decided:,} {are} decided already and not touched.")
    if finished:
        are = "article is" if finished == 1 else "articles are"
        sentences.append(f"{finished:,} {are} adjudicated with it.")
    return " ".join(sentences)


def _button(taken: int, articles: int, finished: int) -> str:
    if taken:
        return f"Take {counted(taken, 'group')} in {counted(articles, 'article')}"
    return f"Finish {counted(finished, 'article')}" if finished else ""


def _problems(report: MergeReport) -> Iterable[str]:
    for problem in report.problems:
        yield f"{problem.where}: {problem.what}" if problem.where else problem.what
