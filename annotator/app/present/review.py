"""The open group of a review: its kind, every answer in its words, what a majority would say.

Everything here is computed from memory; the widget only shows it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from annotator.adjudicate.groups import Kind, Subject
from annotator.app.disputes import AnyGroup
from annotator.app.present.disputes import FLAG_WORDS, KIND_WORDS
from annotator.app.present.review_answers import (
    Answer,
    AnyVersion,
    Telling,
    answers_by,
    attributes_of,
    first_up,
    titled_values,
    told_label,
)
from annotator.app.present.wording import counted, shortened, shown_moment, value_words
from annotator.app.review.reviewed import Reviewed
from annotator.core.annotations import Annotation, OriginKind
from annotator.core.codebook import Codebook
from annotator.core.decisions import Choice, Decision, Reason
from annotator.core.ids import PersonId

SUBJECT_TITLES: dict[Subject, str] = {
    Subject.ARTICLE: "Label of the article",
    Subject.SPAN: "Span",
    Subject.RELATION: "Relation",
}
REASON_WORDS: dict[Reason, str] = {
    Reason.BOUNDARY: "Boundary",
    Reason.LABEL: "Label",
    Reason.MISSED: "Missed",
    Reason.SPURIOUS: "Spurious",
    Reason.GUIDELINE_UNCLEAR: "Guideline unclear",
    Reason.OTHER: "Other",
}
SAME_MACHINE = "accepted from the same machine"
_MAJORITY_SHOWN = 48


@dataclass(frozen=True, slots=True)
class Guideline:
    """What the codebook says of a label in play, and of the attributes that answers differ in."""

    title: str
    color: int
    note: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in words: "Taken: A" and "by rita, 2 minutes ago". `reason` is its value.

    `is_newest`: an undo would take it back.
    """

    words: str
    by: str
    reason: str = ""
    reason_words: str = ""
    note: str = ""
    is_guideline_gap: bool = False
    is_newest: bool = True


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A group as the right panel shows it. `is_agreed`: everybody has the same.

    `has_several`: all versions may be taken together. A reason, a note and the flag of a guideline
    gap go with the decision whose id is `explained`; where the group itself is open that is the
    decision made last, `before`.
    """

    id: str
    kind: str
    flags: tuple[str, ...]
    subject: str
    place: str
    answers: tuple[Answer, ...]
    majority: str
    guidelines: tuple[Guideline, ...] = ()
    decided: Decided | None = None
    is_agreed: bool = False
    is_on_words: bool = True
    has_several: bool = False
    has_majority: bool = False
    before: Decided | None = None
    explained: str = ""

    @property
    def can_explain(self) -> bool:
        """Whether there is a decision that a reason can stand with."""
        return bool(self.explained)


@dataclass(frozen=True, slots=True)
class ReviewKeys:
    """The keys of a review as they are shown; empty for what has none."""

    majority: str = "M"
    none: str = "0"
    all: str = "B"
    edit: str = "E"
    own: str = "N"
    reason: str = "R"
    gap: str = "G"
    undo: str = "U"
    discard: str = "Del"
    finish: str = "Ctrl+Return"


USUAL_KEYS = ReviewKeys()


@dataclass(frozen=True, slots=True)
class NoGroup:
    """What stands in the right panel where no group is open; `action` is a button's words."""

    title: str
    words: str
    action: str = ""


def group_card(
    reviewed: Reviewed,
    group: AnyGroup,
    *,
    decision: Decision | None,
    codebook: Codebook,
    number: int = 0,
    open_count: int = 0,
    now: str = "",
) -> GroupCard:
    """A group with its answers in the order of the annotators, those who have nothing last.

    `number` is its place among those open, from 1; 0 for one that is not. `now`, UTC, is what a
    decision's time is told from; without it the time itself is told.
    """
    told = Telling(reviewed, codebook, group, decision)
    return GroupCard(
        id=group.id,
        kind=first_up(KIND_WORDS[group.kind]),
        flags=tuple(_flags(reviewed, group)),
        subject=SUBJECT_TITLES[group.subject],
        place=_place(number, open_count),
        answers=told.answers(),
        majority=_majority(told),
        guidelines=tuple(_guidelines(told)),
        decided=None if decision is None else decided_words(reviewed, group, decision, now=now),
        is_agreed=group.kind is Kind.UNANIMOUS,
        is_on_words=group.subject is Subject.SPAN,
        has_several=_can_take_all(group),
        explained="" if decision is None else decision.id,
        has_majority=bool(group.majority) or 2 * len(group.has_nothing) > len(group.annotators),
    )


def no_group(
    reviewed: Reviewed | None,
    *,
    decided: int = 0,
    is_finished: bool = False,
    keys: ReviewKeys = USUAL_KEYS,
) -> NoGroup:
    """What is said where nothing is open: no article, no dispute, or all of them decided."""
    if reviewed is None:
        return NoGroup("No article", "Open an article on the left to see what is in dispute.")
    total, agreed = len(reviewed.disputed), len(reviewed.agreed)
    finish = "" if is_finished else "Finish the article"
    hint = f"{keys.finish} finishes the article." if finish and keys.finish else ""
    if not total:
        all_agree = f"All agree on {counted(agreed, 'group')}." if agreed else "Nobody marked any."
        return NoGroup("No disputes", " ".join(p for p in (all_agree, hint) if p), finish)
    if decided < total:
        left = f"{counted(total - decided, 'group')} of {total:,} open."
        return NoGroup("No group is chosen", f"{left} Choose one in the text or in the strip.")
    return NoGroup(
        "All decided", " ".join(p for p in (f"{counted(total, 'group')}.", hint) if p), finish
    )


def ago(then: str, now: str) -> str:
    """How long ago something was, both UTC: "just now", "2 minutes ago"; after a day, when."""
    try:
        passed = datetime.fromisoformat(now) - datetime.fromisoformat(then)
    except ValueError:
        return shown_moment(then)
    minutes = int(passed.total_seconds()) // 60
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{counted(minutes, 'minute')} ago"
    if minutes < 24 * 60:
        return f"{counted(minutes // 60, 'hour')} ago"
    return shown_moment(then)


def _flags(reviewed: Reviewed, group: AnyGroup) -> Iterable[str]:
    for flag in group.flags:
        if flag.value != group.kind.value:
            yield FLAG_WORDS[flag]
    versions: tuple[AnyVersion, ...] = group.versions
    if any(_is_from_one_machine(reviewed, version) for version in versions):
        yield SAME_MACHINE


def _is_from_one_machine(reviewed: Reviewed, version: AnyVersion) -> bool:
    """Whether several annotators have a version only because one program suggested it to them."""
    makers: dict[str, set[str]] = {}
    for maker, records in version.makers:
        for record in records:
            made = reviewed.records.get(record)
            if isinstance(made, Annotation) and made.origin.kind is OriginKind.SUGGESTION:
                makers.setdefault(made.origin.by, set()).add(maker)
    return any(len(people) > 1 for people in makers.values())


def _can_take_all(group: AnyGroup) -> bool:
    """Whether all versions may stand beside one another: no two differ in attributes only."""
    versions: tuple[AnyVersion, ...] = group.versions
    places = {(version.position, version.configuration.label) for version in versions}
    return 1 < len(versions) == len(places)


def _place(number: int, open_count: int) -> str:
    if number:
        return f"{number:,} of {open_count:,} open"
    return f"{open_count:,} open" if open_count else ""


def _majority(told: Telling) -> str:
    group, reviewed = told.group, told.reviewed
    total = len(group.annotators)
    versions: tuple[AnyVersion, ...] = group.majority
    if versions:
        is_alike = len({version.votes for version in versions}) == 1
        said = [
            _in_words(told, v) + ("" if is_alike else f" ({v.votes:,} of {total:,})")
            for v in versions
        ]
        votes = f" ({versions[0].votes:,} of {total:,})" if is_alike else ""
        return f"Majority{votes}: {'; '.join(said)}"
    nothing = len(group.has_nothing)
    if 2 * nothing > total:
        return f"The majority has nothing ({nothing:,} of {total:,})"
    return "No majority" if reviewed.sets.sets else ""


def _in_words(told: Telling, version: AnyVersion) -> str:
    """A version in one line, with those attributes in which answers differ."""
    configuration = version.configuration
    title, _, _ = told_label(told.codebook, configuration.label)
    differing = told.differing(configuration.label)
    values = tuple((k, v) for k, v in configuration.attributes if k in differing)
    said = titled_values(told.codebook, configuration.label, values)
    words = told.reviewed.disputes.words_of(version.position)
    quote = f" “{shortened(words, longest=_MAJORITY_SHOWN)}”" if words else ""
    return ", ".join(
        (f"{title.lower()}{quote}", *(f"{t.lower()} {value_words(v)}" for t, v in said))
    )


def _guidelines(told: Telling) -> Iterable[Guideline]:
    for label_id in told.group.labels:
        title, color, note = told_label(told.codebook, label_id)
        differing = told.differing(label_id)
        values = tuple(
            (attribute.title, attribute.note)
            for attribute in attributes_of(told.codebook, label_id)
            if attribute.id in differing and attribute.note
        )
        yield Guideline(title, color, note, values)


def decided_words(reviewed: Reviewed, group: AnyGroup, decision: Decision, *, now: str) -> Decided:
    """A decision on a group in words; `now`, UTC, is what its time is told from."""
    when = ago(decision.stamp.changed or decision.stamp.created, now)
    by = f"by {decision.reviewer}" if decision.reviewer else ""
    reasons: Mapping[str, str] = {reason.value: words for reason, words in REASON_WORDS.items()}
    return Decided(
        words=_decision_words(reviewed, group, decision),
        by=", ".join(part for part in (by, when) if part),
        reason=decision.reason,
        reason_words=reasons.get(decision.reason, value_words(decision.reason)),
        note=decision.note,
        is_guideline_gap=decision.is_guideline_gap,
    )


def _decision_words(reviewed: Reviewed, group: AnyGroup, decision: Decision) -> str:
    match decision.choice:
        case Choice.NONE:
            return "None of these"
        case Choice.OWN:
            return "Own span"
        case Choice.MERGED:
            return f"Merged by {value_words(decision.strategy)}" if decision.strategy else "Merged"
        case Choice.EDITED:
            who = _takers(reviewed, group, decision)
            return f"Edited, from {who}" if who else "Edited"
        case Choice.VERSION | Choice.SEVERAL:
            who = _takers(reviewed, group, decision)
            return f"Taken: {who}" if who else "Taken"


def _takers(reviewed: Reviewed, group: AnyGroup, decision: Decision) -> str:
    """Whose answers were taken: those with exactly what was, else all who have some of it."""
    taken = set(decision.taken)
    some: list[PersonId] = []
    for who, versions in answers_by(group):
        marked = [v for v in versions if not taken.isdisjoint(v.records)]
        if (
            marked
            and len(marked) == len(versions)
            and taken <= {r for v in versions for r in v.records}
        ):
            return reviewed.names.listed(who)
        some += who if marked else ()
    return reviewed.names.listed(some)
