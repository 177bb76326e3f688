"""A merge in words, rows and plain values: what is taken, what stays open and why."""

from typing import Any

from annotator.adjudicate.positions import Position
from annotator.adjudicate.proposals import DryRun, LeftOpen, Why
from annotator.adjudicate.relations import RelationPosition
from annotator.app.position_words import position_to_json
from annotator.app.present.disputes import KIND_WORDS
from annotator.app.present.review_answers import first_up
from annotator.app.present.review_merge import WHY_WORDS
from annotator.app.present.wording import counted
from annotator.app.review.merging import AnyProposal, MergedArticle, MergeReport

Row = tuple[str | int, ...]


def why_sentence(why: Why) -> str:
    """Why a group stays open, in a sentence."""
    return f"{first_up(WHY_WORDS[why])}."


def kind_rows(counts: DryRun) -> tuple[Row, ...]:
    """Groups by kind: the kind, how many are taken, how many are left open."""
    return tuple((KIND_WORDS[kind], tally.taken, tally.left) for kind, tally in counts.by_kind)


def label_rows(counts: DryRun) -> tuple[Row, ...]:
    """Groups by label in play: the label, how many are taken, how many are left open."""
    return tuple((label, tally.taken, tally.left) for label, tally in counts.by_label)


def reason_rows(counts: DryRun) -> tuple[Row, ...]:
    """Groups that are left open by reason: a sentence, and how many."""
    return tuple((why_sentence(why), number) for why, number in counts.by_reason)


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
        "why": why_sentence(left.reason),
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
