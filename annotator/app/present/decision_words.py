"""One decision of a reviewer in words: what was chosen, by whom, when and why."""

from collections.abc import Sequence

from annotator.app.present.wording import shortened, shown_moment, value_words
from annotator.core.decisions import Choice, Decision

OWN = "the reviewer’s own"
NO_REASON = "none given"
_NOTE_SHOWN = 200


def reason_words(reason: str) -> str:
    """A reason as it is stored, in words."""
    return value_words(reason) if reason else NO_REASON


def choice_words(decision: Decision, takers: Sequence[str]) -> str:
    """What was chosen: "taken: ana", "none of these", "merged: majority"."""
    whose = ", ".join(takers)
    match decision.choice:
        case Choice.NONE:
            return "none of these"
        case Choice.OWN:
            return OWN
        case Choice.MERGED:
            return f"merged: {value_words(decision.strategy)}"
        case Choice.EDITED:
            return f"edited, from {whose}" if whose else "edited"
        case Choice.VERSION | Choice.SEVERAL:
            return f"taken: {whose}" if whose else "taken"


def decision_line(decision: Decision, takers: Sequence[str]) -> str:
    """A decision in one line: what was chosen, by whom, when, why."""
    parts = [choice_words(decision, takers), f"by {decision.reviewer}"]
    parts.append(shown_moment(decision.stamp.changed or decision.stamp.created))
    if decision.reason:
        parts.append(f"reason: {reason_words(decision.reason)}")
    if decision.is_guideline_gap:
        parts.append("guideline gap")
    line = ", ".join(part for part in parts if part)
    return f"{line}. {shortened(decision.note, longest=_NOTE_SHOWN)}" if decision.note else line
