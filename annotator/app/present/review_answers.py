"""The answers that annotators give in a group: who says what, in words, with what differs."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.adjudicate.groups import Subject
from annotator.adjudicate.positions import Position, Version
from annotator.adjudicate.relations import RelationPosition
from annotator.app.disputes import AnyGroup
from annotator.app.present.disputes import WHOLE_ARTICLE
from annotator.app.present.review_words import Ground, Segment, ground_of, segments_of
from annotator.app.present.summary import UNKNOWN_COLOR
from annotator.app.present.wording import shortened, value_words
from annotator.app.review.reviewed import Reviewed
from annotator.core.annotations import Annotation, OriginKind, Values
from annotator.core.codebook import Attribute, Codebook, Label, RelationType
from annotator.core.decisions import Choice, Decision
from annotator.core.ids import AttributeId, LabelId, PersonId, RelationTypeId

# Stands where others have a value.
NO_VALUE = "—"
_MOST_KEYS = 9
_COMMENT_SHOWN = 160

# What is said of a group: by whom, and which of its versions.
AnyVersion = Version[Position] | Version[RelationPosition]


@dataclass(frozen=True, slots=True)
class ValueRow:
    """An attribute and its value in words; `differs`: not all answers have this value."""

    title: str
    value: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was marked. `color` is 1 to 8, or 0 for relations, which have none.

    `words` are empty for a label of the article; `target` are those of a relation's other end.
    """

    label: str
    color: int
    label_differs: bool
    words: tuple[Segment, ...] = ()
    target: tuple[Segment, ...] = ()
    values: tuple[ValueRow, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one or more annotators say, exactly alike. Without entries: they have nothing there.

    `hands` are the annotators' numbers and `names` what they are called, in order; `keys` are
    those that take it. `spoken` says all of it in one sentence.
    """

    keys: tuple[str, ...]
    hands: tuple[int, ...]
    names: tuple[str, ...]
    who: str
    votes: str
    entries: tuple[Entry, ...] = ()
    is_taken: bool = False
    spoken: str = ""

    @property
    def number(self) -> int:
        """The number of the first annotator who says so."""
        return self.hands[0] if self.hands else 0

    @property
    def is_nothing(self) -> bool:
        """Whether it is that there is nothing."""
        return not self.entries


def answers_by(group: AnyGroup) -> tuple[tuple[tuple[PersonId, ...], tuple[AnyVersion, ...]], ...]:
    """Who says what in a group: annotators with exactly the same versions together.

    By name of the first; having nothing is an answer too, with no versions.
    """
    found: dict[tuple[tuple[int, int], ...], list[PersonId]] = {}
    versions: tuple[AnyVersion, ...] = group.versions
    for annotator in group.annotators:
        said = []
        for place, version in enumerate(versions):
            made = next((len(ids) for maker, ids in version.makers if maker == annotator), 0)
            if made:
                said.append((place, made))
        found.setdefault(tuple(said), []).append(annotator)
    return tuple(
        (tuple(who), tuple(versions[place] for place, _ in said)) for said, who in found.items()
    )


class Telling:
    """One group with what is needed to tell it."""

    def __init__(
        self,
        reviewed: Reviewed,
        codebook: Codebook,
        group: AnyGroup,
        decision: Decision | None,
    ) -> None:
        self.reviewed, self.codebook, self.group = reviewed, codebook, group
        self.decision = decision
        self.versions: tuple[AnyVersion, ...] = group.versions
        self.said = sorted(
            answers_by(group),
            key=lambda said: (not said[1], min(map(reviewed.names.number, said[0]))),
        )
        self._differing = self._differing_values()
        self._taken = self._taken_answers()
        spans = [_sources(versions) for _, versions in self.said]
        is_relation = group.subject is Subject.RELATION
        text = reviewed.article.text
        self._ground = ground_of(text, spans, context=0) if is_relation else ground_of(text, spans)
        targets = [_targets(versions) for _, versions in self.said]
        self._target_ground = ground_of(text, targets, context=0) if is_relation else None

    def answers(self) -> tuple[Answer, ...]:
        """All answers: in the order of their first annotators, having nothing last."""
        return tuple(self._answer(who, versions) for who, versions in self.said)

    def _answer(self, who: tuple[PersonId, ...], versions: tuple[AnyVersion, ...]) -> Answer:
        names = self.reviewed.names
        ordered = names.in_order(who)
        numbers = tuple(names.number(person) for person in ordered)
        keys = tuple(str(number) for number in numbers if 1 <= number <= _MOST_KEYS)
        entries = tuple(self._entry(version, ordered, versions) for version in versions)
        votes = f"{len(who):,} of {len(self.group.annotators):,}"
        is_taken = versions in self._taken
        said = "; ".join(self._spoken_of(version) for version in versions) or "nothing"
        notes = "; ".join(note for entry in entries for note in entry.notes)
        parts = [f"{', '.join(keys)}, {joined(map(names.of, ordered))}: {said}"]
        parts += [self._differs_in()] if versions and len(self.said) > 1 else []
        parts += [notes] if notes else []
        parts += ["taken"] if is_taken else []
        return Answer(
            keys=keys,
            hands=numbers,
            names=tuple(map(names.of, ordered)),
            who=names.listed(who),
            votes=votes,
            entries=entries,
            is_taken=is_taken,
            spoken="; ".join(part for part in parts if part),
        )

    def _entry(
        self,
        version: AnyVersion,
        who: tuple[PersonId, ...],
        versions: tuple[AnyVersion, ...],
    ) -> Entry:
        title, color, _ = told_label(self.codebook, version.configuration.label)
        position = version.position
        words: tuple[Segment, ...] = ()
        target: tuple[Segment, ...] = ()
        if isinstance(position, RelationPosition):
            words = _segments(self._ground, position.source, _sources(versions))
            target = _segments(self._target_ground, position.target, _targets(versions))
        elif position.fragments:
            words = _segments(self._ground, position, _sources(versions))
        return Entry(
            label=title,
            color=color,
            label_differs=len(self.group.labels) > 1,
            words=words,
            target=target,
            values=self._values(version),
            notes=tuple(self._notes(version, who)),
        )

    def _differing_values(self) -> dict[str, frozenset[AttributeId]]:
        """For each label, the attributes in which versions with that label differ."""
        found: dict[str, frozenset[AttributeId]] = {}
        for label in self.group.labels:
            alike = [dict(v.configuration.attributes) for v in self.versions if _has(v, label)]
            ids = {attribute for values in alike for attribute in values}
            found[label] = frozenset(
                attribute
                for attribute in ids
                if len({values.get(attribute, "") for values in alike}) > 1
            )
        return found

    def differing(self, label: str) -> frozenset[AttributeId]:
        """The attributes in which answers with a label differ."""
        return self._differing[label]

    def _values(self, version: AnyVersion) -> tuple[ValueRow, ...]:
        label = version.configuration.label
        values = dict(version.configuration.attributes)
        differing = self._differing[label]
        known = attributes_of(self.codebook, label)
        order = [a.id for a in known]
        order += sorted({*values, *differing} - set(order))
        titles = {a.id: a.title for a in known}
        return tuple(
            ValueRow(
                titles.get(attribute, first_up(value_words(attribute))),
                value_words(values[attribute]) if attribute in values else NO_VALUE,
                differs=attribute in differing,
            )
            for attribute in order
            if attribute in values or attribute in differing
        )

    def _notes(self, version: AnyVersion, who: tuple[PersonId, ...]) -> Iterable[str]:
        """What those who give the answer remarked on it, each once."""
        found: dict[str, list[str]] = {}
        for maker, records in version.makers:
            if maker not in who:
                continue
            if len(records) > 1:
                found.setdefault("twice the same", []).append(maker)
            for record in records:
                for note in _remarks(self.reviewed.records.get(record)):
                    found.setdefault(note, []).append(maker)
        for note, makers in found.items():
            people = [PersonId(maker) for maker in dict.fromkeys(makers)]
            is_all = len(who) == len(people)
            yield note if is_all else f"{self.reviewed.names.listed(people)}: {note}"

    def _spoken_of(self, version: AnyVersion) -> str:
        values = [
            f"{title.lower()} {value_words(value)}"
            for title, value in titled_values(
                self.codebook, version.configuration.label, version.configuration.attributes
            )
        ]
        words = self.reviewed.disputes.words_of(version.position)
        title, _, _ = told_label(self.codebook, version.configuration.label)
        quote = shortened(words, longest=_COMMENT_SHOWN) or WHOLE_ARTICLE
        return ", ".join((title.lower(), quote, *values))

    def _differs_in(self) -> str:
        parts = ["boundary"] if len(self.group.places) > 1 else []
        parts += ["label"] if len(self.group.labels) > 1 else []
        for label in self.group.labels:
            titles = {a.id: a.title for a in attributes_of(self.codebook, label)}
            parts += [titles.get(a, a).lower() for a in sorted(self._differing[label])]
        return f"differs in {joined(parts)}" if parts else ""

    def _taken_answers(self) -> tuple[tuple[AnyVersion, ...], ...]:
        """The answers that a decision took, by their versions."""
        decision = self.decision
        if decision is None or decision.choice in (Choice.EDITED, Choice.OWN):
            return ()
        if decision.choice is Choice.NONE:
            return ((),)
        taken = set(decision.taken)
        versions = tuple(v for v in self.versions if not taken.isdisjoint(v.records))
        answers = [said for _, said in self.said if said]
        exact = [said for said in answers if set(map(id, said)) == set(map(id, versions))]
        ids = set(map(id, versions))
        return tuple(exact or [said for said in answers if {id(v) for v in said} <= ids])


def told_label(codebook: Codebook, label_id: LabelId | RelationTypeId) -> tuple[str, int, str]:
    """A label's or relation type's title, colour (0 for a relation) and note."""
    label = codebook.label(LabelId(label_id))
    if label is not None:
        return label.title, label.color, label.note
    kind = codebook.relation_type(RelationTypeId(label_id))
    if kind is not None:
        return kind.title, 0, kind.note
    return first_up(value_words(label_id)), UNKNOWN_COLOR, ""


def titled_values(
    codebook: Codebook, label_id: LabelId | RelationTypeId, values: Values
) -> tuple[tuple[str, str], ...]:
    """Attributes by their titles, with their values as they are stored."""
    titles = {a.id: a.title for a in attributes_of(codebook, label_id)}
    return tuple((titles.get(k, first_up(value_words(k))), v) for k, v in values)


def attributes_of(codebook: Codebook, label_id: LabelId | RelationTypeId) -> tuple[Attribute, ...]:
    """The attributes of a label or of a relation type, in the codebook's order."""
    found: Label | RelationType | None = codebook.label(LabelId(label_id))
    found = found or codebook.relation_type(RelationTypeId(label_id))
    return found.attributes if found else ()


def _has(version: AnyVersion, label: str) -> bool:
    return version.configuration.label == label


def _sources(versions: Iterable[AnyVersion]) -> list[Position]:
    positions = (version.position for version in versions)
    return [p.source if isinstance(p, RelationPosition) else p for p in positions]


def _targets(versions: Iterable[AnyVersion]) -> list[Position]:
    positions = (version.position for version in versions)
    return [p.target for p in positions if isinstance(p, RelationPosition)]


def _segments(
    ground: Ground | None, position: Position, answer: list[Position]
) -> tuple[Segment, ...]:
    if ground is None or not position.fragments:
        return ()
    return segments_of(ground, position, answer=answer)


def _remarks(record: object) -> Iterable[str]:
    if not isinstance(record, Annotation):
        return
    if record.unsure:
        yield "unsure"
    if record.origin.kind is OriginKind.SUGGESTION:
        yield "accepted suggestion"
    if record.comment:
        yield f"“{shortened(record.comment, longest=_COMMENT_SHOWN)}”"


def joined(parts: Iterable[str]) -> str:
    """Parts in a sentence: "A, B and C"."""
    told = list(parts)
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)


def first_up(words: str) -> str:
    """The words with a capital at their beginning."""
    return words[:1].upper() + words[1:]
