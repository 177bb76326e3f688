"""The report on decisions in words, numbers and plain values."""

from collections.abc import Mapping
from typing import Any

from annotator.adjudicate.groups import Subject
from annotator.app.present.decision_words import OWN
from annotator.app.present.disputes import KIND_WORDS, WHOLE_ARTICLE
from annotator.app.present.wording import counted, shortened, value_words
from annotator.app.review.report import (
    ArticleDecisions,
    DecisionCounts,
    DecisionsReport,
    Told,
    ToldDecision,
)
from annotator.core.annotations import Values

NOTHING = "nothing"
_KINDS: Mapping[str, str] = {kind.value: words for kind, words in KIND_WORDS.items()}
_WORDS_SHOWN = 80


def kind_words(kind: str) -> str:
    """The kind of a group as it is stored, in words; empty for something of the reviewer's own."""
    return _KINDS.get(kind, value_words(kind)) if kind else OWN


def attribute_words(values: Values) -> str:
    """Attributes in one line: "kind: person, mention: name"."""
    return ", ".join(f"{value_words(k)}: {value_words(v)}" for k, v in values)


def version_words(told: Told) -> str:
    """A version in one line: its label, its words, its attributes."""
    words = told.words or WHOLE_ARTICLE
    quote = f"“{shortened(words, longest=_WORDS_SHOWN)}”" if told.words else words
    attributes = attribute_words(told.attributes)
    return f"{told.label} {quote}" + (f" ({attributes})" if attributes else "")


def subject_words(told: ToldDecision) -> str:
    """The words a decision is about, in one line."""
    if told.subject is Subject.ARTICLE:
        return WHOLE_ARTICLE
    return shortened(told.words, longest=_WORDS_SHOWN)


def counts_words(counts: DecisionCounts) -> str:
    """All decisions in one line: "14 decisions: 9 by hand, 5 by strategies; 2 guideline gaps"."""
    number = counts.all.by_hand + counts.all.merged
    words = f"{counted(number, 'decision')}: {counts.all.by_hand:,} by hand"
    return f"{words}, {counts.all.merged:,} by strategies; {counted(counts.gaps, 'guideline gap')}"


def decisions_to_json(report: DecisionsReport) -> dict[str, Any]:
    """The report as plain JSON values; offsets are code points of the article's text."""
    return {
        "blind": report.is_blind,
        "merged_listed": report.has_merged,
        "gaps_only": report.gaps_only,
        "counts": _counts(report.counts),
        "articles": [_article(article) for article in report.articles],
        "problems": [{"where": p.where, "what": p.what} for p in report.problems],
    }


def _counts(counts: DecisionCounts) -> dict[str, Any]:
    def splits(of: Mapping[str, Any]) -> dict[str, Any]:
        return {key: {"by_hand": s.by_hand, "merged": s.merged} for key, s in of.items()}

    return {
        "by_hand": counts.all.by_hand,
        "merged": counts.all.merged,
        "guideline_gaps": counts.gaps,
        "by_kind": splits(counts.by_kind),
        "by_reviewer": splits(counts.by_reviewer),
        "by_reason": dict(counts.by_reason),
        "by_strategy": dict(counts.by_strategy),
    }


def _article(article: ArticleDecisions) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "stage": article.stage.value,
        "decisions": [_decision(told) for told in article.decisions],
    }


def _decision(told: ToldDecision) -> dict[str, Any]:
    decision = told.decision
    return {
        "id": decision.id,
        "group": decision.group,
        "subject": told.subject.value,
        "kind": decision.kind,
        "start": told.start,
        "end": told.end,
        "before": told.before,
        "words": told.words,
        "after": told.after,
        "opinions": [
            {"annotator": o.who, **_version(o), "taken": o.is_taken} for o in told.opinions
        ],
        "nothing": list(told.nothing),
        "choice": decision.choice.value,
        "taken": list(told.takers),
        "outcome": [_version(put) for put in told.outcome],
        "strategy": decision.strategy,
        "reviewer": decision.reviewer,
        "created": decision.stamp.created,
        "changed": decision.stamp.changed,
        "reason": decision.reason,
        "note": decision.note,
        "guideline_gap": decision.is_guideline_gap,
        "lost": told.lost,
    }


def _version(told: Told) -> dict[str, Any]:
    return {"label": told.label, "text": told.words, "attributes": dict(told.attributes)}
