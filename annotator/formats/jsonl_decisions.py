"""Reviewers' decisions of native JSONL, from JSON values to ours and back."""

from dataclasses import replace

from annotator.core.decisions import Choice, Decision, Reason
from annotator.core.ids import ArticleId, DecisionId, PersonId, new_id
from annotator.core.projects import GOLD_AUTHOR
from annotator.formats.json_values import Entry, Json, shown
from annotator.formats.jsonl_annotations import name_problem, stamp_of
from annotator.formats.jsonl_sets import Work, new_set

_CHOICES = {choice.value: choice for choice in Choice}
_REASONS = frozenset({"", *(reason.value for reason in Reason)})


def add_decisions(line: Entry, work: dict[PersonId, Work], *, article_id: ArticleId) -> None:
    """Adds the decisions of a line to the sets they belong to; one that names none is gold's."""
    seen: set[str] = set()
    for entry in line.entries("decisions", name="decision"):
        decision = _decision(entry, article_id)
        if isinstance(decision, str):
            line.found.wrong(f"{entry.name} was left out: {decision}", skipped=True)
            continue
        if decision.id in seen:
            line.found.wrong(f"{entry.name}: the id stands twice; the second got a new one")
            decision = replace(decision, id=DecisionId(new_id()))
        seen.add(decision.id)
        author = decision.author
        mine = work.setdefault(author, Work(new_set(article_id, author)))
        mine.decisions.append(decision)
        entry.report_unknown()


def _decision(entry: Entry, article_id: ArticleId) -> Decision | str:
    """A decision, or why there is none."""
    author, reviewer = entry.text("annotator") or GOLD_AUTHOR, entry.text("reviewer")
    problem = name_problem(author)
    if problem:
        return problem
    if not reviewer.strip():
        return "it names no reviewer"
    told = entry.text("choice")
    choice = _CHOICES.get(told)
    if choice is None:
        return f"no choice {shown(told)} is known" if told else "it has no choice"
    reason = entry.text("reason")
    if reason not in _REASONS:
        entry.found.wrong(f"{entry.name}: no reason {shown(reason)} is known; it has none now")
        reason = ""
    return Decision(
        id=DecisionId(entry.text("id") or new_id()),
        article=article_id,
        author=PersonId(author),
        reviewer=PersonId(reviewer),
        choice=choice,
        group=entry.text("group"),
        kind=entry.text("kind"),
        sources=entry.texts("sources"),
        taken=entry.texts("taken"),
        outcome=entry.texts("outcome"),
        strategy=entry.text("strategy"),
        reason=reason,
        note=entry.text("note"),
        is_guideline_gap=entry.flag("guideline_gap"),
        stamp=stamp_of(entry),
    )


def decision_values(decision: Decision) -> Json:
    """A decision as JSON values, keys in the contract's order."""
    return {
        "id": decision.id,
        "annotator": decision.author,
        "reviewer": decision.reviewer,
        "choice": decision.choice.value,
        "group": decision.group,
        "kind": decision.kind,
        "sources": list(decision.sources),
        "taken": list(decision.taken),
        "outcome": list(decision.outcome),
        "strategy": decision.strategy,
        "reason": decision.reason,
        "note": decision.note,
        "guideline_gap": decision.is_guideline_gap,
        "created": decision.stamp.created,
        "changed": decision.stamp.changed,
    }
