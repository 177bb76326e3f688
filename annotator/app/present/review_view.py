"""A review as the window shows it: marks, card, strip and facts of the article that is open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from annotator.adjudicate.groups import GroupId
from annotator.adjudicate.positions import Position
from annotator.app.disputes import AnyGroup
from annotator.app.present.disputes import KIND_WORDS, WHOLE_ARTICLE
from annotator.app.present.highlights import Mark
from annotator.app.present.review import (
    GroupCard,
    NoGroup,
    ReviewKeys,
    decided_words,
    group_card,
    no_group,
)
from annotator.app.present.review_answers import first_up
from annotator.app.present.review_list import ReviewFacts
from annotator.app.present.review_marks import gold_marks, marks_of_group, review_marks
from annotator.app.present.review_strip import Strip, strip_cells
from annotator.app.present.status import Paragraphs
from annotator.app.review.listing import counts_of
from annotator.app.review.looking import Looking
from annotator.app.review.reviewed import Reviewed, records_of
from annotator.core.annotations import Annotation, Relation, SetState
from annotator.core.codebook import Codebook
from annotator.core.decisions import Decision
from annotator.core.edits import Edit
from annotator.core.projects import ArticleStage
from annotator.core.spans import Span
from annotator.core.state import ArticleState

_STAGES = {
    SetState.NEW: ArticleStage.READY,
    SetState.IN_PROGRESS: ArticleStage.IN_ADJUDICATION,
    SetState.RETURNED: ArticleStage.IN_ADJUDICATION,
    SetState.FINISHED: ArticleStage.ADJUDICATED,
    SetState.LOCKED: ArticleStage.LOCKED,
}


@dataclass(frozen=True, slots=True)
class MarkChanges:
    """Marks that go, by id, and marks that come or change."""

    gone: tuple[str, ...]
    put: tuple[Mark, ...]


def band_names(reviewed: Reviewed, *, gold: str) -> tuple[str, ...]:
    """The lanes from top to bottom: the gold set, then each annotator."""
    return (gold, *map(reviewed.names.of, reviewed.names.order))


def marks_shown(desk: Looking, state: ArticleState, codebook: Codebook) -> tuple[Mark, ...]:
    """All marks of the open article: the set that is filled, and what it is filled from."""
    if desk.reviewed is None:
        return gold_marks(state, codebook)
    return review_marks(desk.reviewed, gold=state, decisions=desk.decisions, codebook=codebook)


def marks_compared(desk: Looking, codebook: Codebook) -> tuple[Mark, ...]:
    """The marks of sets side by side: there is no gold lane above them."""
    if desk.reviewed is None:
        return ()
    marks = review_marks(desk.reviewed, gold=(), decisions={}, codebook=codebook)
    return tuple(replace(mark, band=mark.band - 1) for mark in marks)


def marks_changed(desk: Looking, edit: Edit, codebook: Codebook) -> MarkChanges:
    """What an edit changes: marks of the set that is filled, and the groups it decides."""
    gone = [c.before.id for c in edit.changes if isinstance(c.before, Annotation)]
    after = [c.after for c in edit.changes if isinstance(c.after, Annotation)]
    put = list(gold_marks(after, codebook))
    reviewed = desk.reviewed
    if reviewed is not None:
        decided = desk.decisions
        touched = {GroupId(record.group) for record in _decisions(edit)}
        for group_id in touched & reviewed.by_id.keys():
            put += _marks(
                reviewed,
                reviewed.by_id[group_id],
                is_decided=group_id in decided,
                codebook=codebook,
            )
    return MarkChanges(tuple(gone), tuple(put))


def _decisions(edit: Edit) -> Iterable[Decision]:
    for change in edit.changes:
        for record in (change.before, change.after):
            if isinstance(record, Decision):
                yield record


def _marks(
    reviewed: Reviewed, group: AnyGroup, *, is_decided: bool, codebook: Codebook
) -> tuple[Mark, ...]:
    if not all(isinstance(place.position, Position) for place in group.places):
        return ()
    return marks_of_group(reviewed, group, is_decided=is_decided, codebook=codebook)


def marks_of_current(desk: Looking) -> tuple[str, ...]:
    """The ids of the marks of the group that is looked at: everybody's, and what was decided."""
    group, reviewed = desk.group, desk.reviewed
    if group is None or reviewed is None:
        return ()
    found: list[str] = []
    for record_id in records_of(group):
        record = reviewed.records[record_id]
        if isinstance(record, Relation):
            found += (record.source, record.target)
        elif record.spans:
            found.append(record.id)
    decision = desk.decision
    outcome = decision.outcome if decision is not None else ()
    first = _reading(reviewed, found)
    return tuple(dict.fromkeys((*first, *outcome)))


def _reading(reviewed: Reviewed, ids: Iterable[str]) -> list[str]:
    there = [a for a in map(reviewed.records.get, ids) if isinstance(a, Annotation)]
    return [a.id for a in sorted(there, key=lambda a: a.order)]


def start_of_current(desk: Looking) -> int | None:
    """Where the words of the group that is looked at begin; None for the whole article."""
    return _start_of(desk.group)


def start_of_coming(desk: Looking) -> int | None:
    """Where the words of the open group begin that is looked at after the one that is now."""
    return _start_of(desk.coming(1))


def _start_of(group: AnyGroup | None) -> int | None:
    extents = [place.position.extent for place in group.places] if group is not None else []
    return min((extent.start for extent in extents if extent is not None), default=None)


def group_said(desk: Looking) -> str:
    """The group that is looked at, for a screen reader: its kind and its words."""
    group, reviewed = desk.group, desk.reviewed
    if group is None or reviewed is None:
        return ""
    words = reviewed.disputes.words_of(group.places[0].position) or WHOLE_ARTICLE
    return f"{first_up(KIND_WORDS[group.kind])}: {words}"


def open_places(desk: Looking) -> tuple[Span, ...]:
    """Where open groups lie, for the overview of the article."""
    places = [place.position.extent for group in desk.open_groups for place in group.places]
    return tuple(sorted(extent for extent in places if extent is not None))


def panel_of(
    desk: Looking, codebook: Codebook, *, keys: ReviewKeys, now: str
) -> GroupCard | NoGroup:
    """The card of the group that is looked at, or what to do where there is none."""
    reviewed, group = desk.reviewed, desk.group
    if desk.lacks_reviewers:
        return NoGroup("Nothing to compare", "No second reviewer has finished this article.")
    if reviewed is None or group is None:
        decided = len(reviewed.disputed) - len(desk.open_groups) if reviewed is not None else 0
        is_finished = desk.state in (SetState.FINISHED, SetState.LOCKED)
        return no_group(reviewed, decided=decided, is_finished=is_finished, keys=keys)
    order = [each.id for each in desk.open_groups]
    number = order.index(group.id) + 1 if group.id in order else 0
    card = group_card(
        reviewed,
        group,
        decision=desk.decision,
        codebook=codebook,
        number=number,
        open_count=len(order),
        now=now,
    )
    if card.decided is not None:
        card = replace(card, decided=replace(card.decided, is_newest=desk.is_newest))
    last = desk.to_explain
    if last is None or desk.decision is not None:
        return card
    # After a decision the next group is looked at: reason and flag go with the one before then.
    other = reviewed.by_id.get(GroupId(last.group))
    before = decided_words(reviewed, other, last, now=now) if other is not None else None
    return replace(card, before=before, explained=last.id)


def difference_of(
    desk: Looking, codebook: Codebook, *, keys: ReviewKeys, now: str
) -> GroupCard | NoGroup:
    """The card where two sets are only compared: nothing is open there, and nobody has votes."""
    told = panel_of(desk, codebook, keys=keys, now=now)
    if not isinstance(told, GroupCard):
        return told
    order = [group.id for group in desk.open_groups]
    here = desk.current
    place = f"{order.index(here) + 1:,} of {len(order):,}" if here in order else ""
    return replace(told, place=place, majority="")


def strip_of(desk: Looking, paragraphs: Paragraphs) -> Strip:
    """The strip of the open article."""
    if desk.reviewed is None:
        return Strip()
    return strip_cells(desk.reviewed, desk.decisions, paragraphs=paragraphs)


def facts_now(desk: Looking, old: ReviewFacts) -> ReviewFacts:
    """What the list says of the open article, as it is in memory."""
    if desk.reviewed is None:
        return old
    counts = counts_of(desk.reviewed, desk.decisions.values())
    stage = _STAGES[desk.state]
    if stage is ArticleStage.READY and old.stage is ArticleStage.ANNOTATING:
        stage = old.stage
    return replace(old, stage=stage, groups=counts.groups, decided=counts.decided)


def review_keys(key_words: Callable[[str], str]) -> ReviewKeys:
    """The keys of a review, each as `key_words` says the key of a command's id."""
    names = ("majority", "none", "all", "edit", "own", "reason", "gap", "undo", "discard", "finish")
    return ReviewKeys(**{name: key_words(f"review.{name}") for name in names})
