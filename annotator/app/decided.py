"""What a gold set says of groups: the decision on each, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from annotator.adjudicate.groups import Group
from annotator.adjudicate.positions import Position, position_of
from annotator.adjudicate.relations import RelationPosition
from annotator.app.position_words import position_to_json
from annotator.core.annotations import Annotation, Relation
from annotator.core.decisions import Decision
from annotator.core.ids import PersonId
from annotator.store.base import SetContent

AnyRecord = Annotation | Relation
AnyPosition = Position | RelationPosition


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions on an article by the id of the group, and the gold set's records by id."""

    by_group: Mapping[str, Decision] = field(default_factory=dict)
    records: Mapping[str, AnyRecord] = field(default_factory=dict)

    def outcome(self, decision: Decision) -> tuple[tuple[AnyRecord, AnyPosition], ...]:
        """What a decision put into the gold set, in reading order, and where each is."""
        found = []
        for record_id in decision.outcome:
            record = self.records.get(record_id)
            position = position_in(self.records, record)
            if record is not None and position is not None:
                found.append((record, position))
        return tuple(found)


NOTHING_DECIDED = Decided()


def decided_in(gold: SetContent | None) -> Decided:
    """What a gold set says of groups; without one, nothing."""
    if gold is None or not gold.decisions:
        return NOTHING_DECIDED
    records: dict[str, AnyRecord] = {a.id: a for a in gold.annotations}
    records |= {r.id: r for r in gold.relations}
    return Decided({d.group: d for d in gold.decisions if d.group}, records)


def position_in(records: Mapping[str, AnyRecord], record: AnyRecord | None) -> AnyPosition | None:
    """Where a record is; None for a relation of which an end is not among the records."""
    if not isinstance(record, Relation):
        return position_of(record) if record is not None else None
    source, target = records.get(record.source), records.get(record.target)
    if not isinstance(source, Annotation) or not isinstance(target, Annotation):
        return None
    return RelationPosition(record.type, position_of(source), position_of(target))


def decision_to_json(
    decided: Decided, group: Group[Position] | Group[RelationPosition], *, text: str
) -> dict[str, Any] | None:
    """The decision on a group as plain JSON values; None where it is open."""
    decision = decided.by_group.get(group.id)
    if decision is None:
        return None
    return {
        "id": decision.id,
        "reviewer": decision.reviewer,
        "choice": decision.choice.value,
        "taken": list(takers_in(decision, group)),
        "strategy": decision.strategy,
        "reason": decision.reason,
        "note": decision.note,
        "guideline_gap": decision.is_guideline_gap,
        "created": decision.stamp.created,
        "outcome": [
            {
                **position_to_json(text, position),
                "label": record.type if isinstance(record, Relation) else record.label,
                "attributes": dict(record.attributes),
            }
            for record, position in decided.outcome(decision)
        ],
    }


def takers_in(
    decision: Decision, group: Group[Position] | Group[RelationPosition]
) -> tuple[PersonId, ...]:
    """The annotators whose versions were taken, by name."""
    taken = set(decision.taken)
    makers = {
        annotator
        for version in group.versions
        for annotator, records in version.makers
        if not taken.isdisjoint(records)
    }
    return tuple(sorted(makers))
