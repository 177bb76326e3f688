"""One's own work beside the gold standard, in words, rows and plain values."""

from collections.abc import Mapping
from typing import Any

from annotator.app.present.personal import (
    Against,
    AgainstRow,
    ConfusionRow,
    PersonalSummary,
)
from annotator.app.review.summary import Outcome, OwnArticle, OwnCase, OwnSide, OwnWork
from annotator.core.codebook import Codebook
from annotator.core.ids import LabelId

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


def personal_summary(work: OwnWork, codebook: Codebook) -> PersonalSummary:
    """The summary that an annotator is shown, labels by their titles."""

    def title(label_id: LabelId | None) -> str:
        label = codebook.label(label_id) if label_id is not None else None
        return label.title if label is not None else str(label_id or NOTHING)

    first: dict[tuple[LabelId | None, LabelId | None], OwnCase] = {}
    for case in work.cases:
        first.setdefault(case.labels, case)
    return PersonalSummary(
        work.person,
        tuple(
            AgainstRow(article.id, article.title, _against(article)) for article in work.articles
        ),
        tuple(
            ConfusionRow(title(mine), title(gold), number, first[mine, gold].article)
            for mine, gold, number in work.confused
        ),
    )


def _against(article: OwnArticle) -> Against:
    counts = article.counts
    return Against(
        agreed=counts[Outcome.AGREED],
        missed=counts[Outcome.MISSED],
        spurious=counts[Outcome.SPURIOUS],
        other_label=counts[Outcome.OTHER_LABEL],
        other_boundary=counts[Outcome.OTHER_BOUNDARY],
        other_attributes=counts[Outcome.OTHER_ATTRIBUTES],
    )


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
