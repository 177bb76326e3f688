"""A merge in words, rows and plain values: what is taken, what stays open and why."""

from collections.abc import Mapping
from typing import Any

from annotator.adjudicate.positions import Position
from annotator.adjudicate.proposals import DryRun, LeftOpen, Why
from annotator.adjudicate.relations import RelationPosition
from annotator.app.position_words import position_to_json
from annotator.app.present.disputes import KIND_WORDS
from annotator.app.present.wording import counted
from annotator.app.review.merging import AnyProposal, MergedArticle, MergeReport

WHY_SENTENCES: Mapping[Why, str] = {
    Why.STACKED: "An annotator has two in the same place.",
    Why.DIFFERING: "Annotators differ in boundaries, label or attributes.",
    Why.SOME_HAVE_NOTHING: "Some annotators have nothing there.",
    Why.TOO_FEW_VOTES: "Too few annotators have the same.",
    Why.TIE: "Two versions have equally many votes.",
    Why.LOW_CONFIDENCE: "The best version has too small a share of the votes.",
    Why.NO_MAJORITY: "No version is held by more than half of the annotators.",
    Why.NOT_COUNTED: "The preferred annotator has not finished the article.",
    Why.HAS_NOTHING: "The preferred annotator has nothing there.",
    Why.OTHER_LABEL: "The preferred annotator used a label that was not asked for.",
    Why.OVERLAPS_STRONGER: "It would overlap one with the same label that has as many votes.",
    Why.NO_END: "An end of the relation is not in the gold set.",
    Why.FORBIDDEN: "The codebook does not permit it beside what is in the gold set.",
}

Row = tuple[str | int, ...]


def kind_rows(counts: DryRun) -> tuple[Row, ...]:
    """Groups by kind: the kind, how many are taken, how many are left open."""
    return tuple((KIND_WORDS[kind], tally.taken, tally.left) for kind, tally in counts.by_kind)


def label_rows(counts: DryRun) -> tuple[Row, ...]:
    """Groups by label in play: the label, how many are taken, how many are left open."""
    return tuple((label, tally.taken, tally.left) for label, tally in counts.by_label)


def reason_rows(counts: DryRun) -> tuple[Row, ...]:
    """Groups that are left open by reason: a sentence, and how many."""
    return tuple((WHY_SENTENCES[why], number) for why, number in counts.by_reason)


def merge_words(report: MergeReport, *, is_dry_run: bool) -> str:
    """What a merge takes and leaves, in one line: "7 articles: 304 groups taken, 105 left open"."""
    counts = report.counts
    taken = "would be taken" if is_dry_run else "taken"
    words = [f"{counted(counts.taken, 'group')} {taken}", f"{counts.left:,} left open"]
    if counts.decided:
        words.append(f"{counts.decided:,} decided before")
    finished = sum(article.is_finished for article in report.articles)
    if finished:
        words.append(f"{counted(finished, 'article')} {'to be ' * is_dry_run}adjudicated")
    return f"{counted(len(report.articles), 'article')}: {', '.join(words)}"


def merge_to_json(report: MergeReport, *, is_dry_run: bool) -> dict[str, Any]:
    """The report as plain JSON values; the batch's id where it is written."""
    return {
        "strategy": report.asked.strategy,
        "reviewer": report.asked.reviewer,
        "dry_run": is_dry_run,
        "batch": None if is_dry_run or not report.edits else report.batch,
        "articles": [_article(article) for article in report.articles],
        "counts": _counts(report.counts),
        "problems": [{"where": p.where, "what": p.what} for p in report.problems],
    }


def _article(article: MergedArticle) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "taken": [_taken(article, proposal) for proposal in article.proposals],
        "left_open": [_left(left) for left in article.left_open],
        "finished": article.is_finished,
    }


def _taken(article: MergedArticle, proposal: AnyProposal) -> dict[str, Any]:
    position: Position | RelationPosition = proposal.position
    return {
        "group": proposal.group,
        "kind": proposal.kind.value,
        **position_to_json(article.text, position),
        "label": proposal.configuration.label,
        "attributes": dict(proposal.configuration.attributes),
        "votes": proposal.votes,
        "counted": proposal.counted,
        "confidence": proposal.confidence,
        "reason": proposal.reason.value,
        "annotators": list(proposal.annotators),
    }


def _left(left: LeftOpen) -> dict[str, Any]:
    return {
        "group": left.group,
        "kind": left.kind.value,
        "labels": list(left.labels),
        "reason": left.reason.value,
        "why": WHY_SENTENCES[left.reason],
    }


def _counts(counts: DryRun) -> dict[str, Any]:
    return {
        "taken": counts.taken,
        "left": counts.left,
        "decided": counts.decided,
        "proposals": counts.proposals,
        "by_kind": {k.value: {"taken": t.taken, "left": t.left} for k, t in counts.by_kind},
        "by_label": {k: {"taken": t.taken, "left": t.left} for k, t in counts.by_label},
        "by_reason": {why.value: number for why, number in counts.by_reason},
    }
