"""One's own work beside the gold standard, in words, rows and plain values."""

from collections.abc import Mapping
from typing import Any

from annotator.app.review.summary import Outcome, OwnArticle, OwnCase, OwnSide, OwnWork

OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.AGREED: "agreed",
    Outcome.MISSED: "missed",
    Outcome.SPURIOUS: "spurious",
    Outcome.OTHER_LABEL: "other label",
    Outcome.OTHER_BOUNDARY: "other boundary",
    Outcome.OTHER_ATTRIBUTES: "other attributes",
}
NOTHING = "nothing"


def confusion_rows(work: OwnWork) -> tuple[tuple[str, str, int], ...]:
    """One's own label, the gold standard's and how often, where the two differ; often first."""
    found = [
        (mine or NOTHING, gold or NOTHING, number)
        for (mine, gold), number in work.confusion.items()
        if mine != gold
    ]
    return tuple(sorted(found, key=lambda row: (-row[2], row[0], row[1])))


def own_work_to_json(work: OwnWork) -> dict[str, Any]:
    """The summary as plain JSON values; in the confusion null stands for nothing."""
    return {
        "annotator": work.person,
        "counts": {outcome.value: number for outcome, number in work.counts.items()},
        "confusion": [
            {"mine": mine, "gold": gold, "number": number}
            for (mine, gold), number in sorted(work.confusion.items(), key=str)
        ],
        "articles": [_article(article) for article in work.articles],
        "waiting": work.waiting,
        "problems": [{"where": p.where, "what": p.what} for p in work.problems],
    }


def _article(article: OwnArticle) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "counts": {outcome.value: number for outcome, number in article.counts.items()},
        "cases": [_case(case) for case in article.cases],
    }


def _case(case: OwnCase) -> dict[str, Any]:
    return {
        "outcome": case.outcome.value,
        "offset": case.offset,
        "words": case.words,
        "mine": _side(case.mine),
        "gold": _side(case.gold),
    }


def _side(side: OwnSide | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "label": side.label,
        "fragments": [[span.start, span.end] for span in side.spans],
        "text": side.words,
        "attributes": dict(side.attributes),
    }
