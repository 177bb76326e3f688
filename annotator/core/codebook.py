"""The codebook: labels, their attributes, types of relations, keys, colours and guidance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from annotator.core.codebook_entry import CodebookEntry
from annotator.core.errors import BadCodebook
from annotator.core.ids import AttributeId, LabelId, RelationTypeId

FORMAT = "annotator-codebook/1"


class AttributeKind(StrEnum):
    """What an attribute's value may be, and so which control shows it."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    TEXT = "text"
    NUMBER = "number"
    # A name shared by every mention of the same thing: text that completes from the project.
    ENTITY = "entity"


class Level(StrEnum):
    """Whether a label is put on words or on the whole article."""

    SPAN = "span"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something asked about an annotation. `values` are the choices, in order."""

    id: AttributeId
    title: str
    kind: AttributeKind = AttributeKind.TEXT
    values: tuple[str, ...] = ()
    required: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A tag. `id` stands in files; `title` and `short` are shown; `key` is pressed.

    `color` is a number from 1 to 8 of the theme's label colours. `keeps_marks`: quotation marks
    around the words belong to the span. `overlaps_itself`: two spans of it may share characters.
    """

    id: LabelId
    title: str
    short: str
    key: str = ""
    color: int = 1
    level: Level = Level.SPAN
    attributes: tuple[Attribute, ...] = ()
    keeps_marks: bool = False
    overlaps_itself: bool = True
    note: str = ""

    def attribute(self, attribute_id: AttributeId) -> Attribute | None:
        """The attribute of that id, if the label has it."""
        return next((a for a in self.attributes if a.id == attribute_id), None)


@dataclass(frozen=True, slots=True)
class RelationType:
    """A directed tie between two annotations. Empty `sources` or `targets` permit any label."""

    id: RelationTypeId
    title: str
    sources: tuple[LabelId, ...] = ()
    targets: tuple[LabelId, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    note: str = ""

    def permits(self, source: LabelId, target: LabelId) -> bool:
        """Whether it may run from one label to the other."""
        return (not self.sources or source in self.sources) and (
            not self.targets or target in self.targets
        )

    def touches(self, label: LabelId) -> bool:
        """Whether it may begin or end at an annotation with the label."""
        ends = (self.sources, self.targets)
        return any(not labels or label in labels for labels in ends)


@dataclass(frozen=True)
class Codebook:
    """All labels and relation types of a project, in the order they are shown."""

    name: str
    version: str
    labels: tuple[Label, ...] = ()
    relation_types: tuple[RelationType, ...] = ()
    note: str = ""

    @cached_property
    def _by_id(self) -> Mapping[LabelId, Label]:
        return {label.id: label for label in self.labels}

    def label(self, label_id: LabelId) -> Label | None:
        """The label of that id, if there is one."""
        return self._by_id.get(label_id)

    def label_for_key(self, key: str) -> Label | None:
        """The label that a key press means, if any."""
        return next((label for label in self.labels if key and label.key == key), None)

    def relation_type(self, type_id: RelationTypeId) -> RelationType | None:
        """The relation type of that id, if there is one."""
        return next((r for r in self.relation_types if r.id == type_id), None)

    def relation_types_between(self, source: LabelId, target: LabelId) -> tuple[RelationType, ...]:
        """The types that may run from one label to the other, in order."""
        return tuple(r for r in self.relation_types if r.permits(source, target))

    def with_missing(self, labels: set[LabelId], types: set[RelationTypeId]) -> "Codebook":
        """The codebook with an entry for every id given; itself where nothing is missing.

        New labels get the next free colour and the first free key of their own letters. An id
        that is blank is no id and gets no entry.
        """
        book = self
        for label_id in sorted(labels):
            if label_id.strip() and book.label(label_id) is None:
                book = replace(book, labels=(*book.labels, book._new_label(label_id)))
        for type_id in sorted(types):
            if type_id.strip() and book.relation_type(type_id) is None:
                added = RelationType(type_id, _title_of(type_id))
                book = replace(book, relation_types=(*book.relation_types, added))
        return book

    def _new_label(self, label_id: LabelId) -> Label:
        taken = {label.key.lower() for label in self.labels}
        letters = [c for c in label_id.lower() if c.isascii() and c.isalpha()]
        key = next((c for c in [*letters, *"123456789"] if c not in taken | RESERVED_KEYS), "")
        return Label(
            label_id,
            _title_of(label_id),
            short=str(label_id),
            key=key,
            color=len(self.labels) % 8 + 1,
        )


# Single keys of the article view that no label may take.
RESERVED_KEYS = frozenset("urkt")
# Signs that are keys of the article view too. A codebook may have had one for a label: it is read,
# and the label has no key.
SIGN_KEYS = frozenset("+-.,/")


def _title_of(entry_id: str) -> str:
    return entry_id.replace("_", " ").strip().capitalize() or entry_id


def to_json(codebook: Codebook) -> dict[str, Any]:
    """The codebook as plain JSON values, the form it has in files and in the database."""
    return {
        "format": FORMAT,
        "name": codebook.name,
        "version": codebook.version,
        "note": codebook.note,
        "labels": [_label_to_json(label) for label in codebook.labels],
        "relations": [
            {
                "id": r.id,
                "title": r.title,
                "from": list(r.sources),
                "to": list(r.targets),
                "attributes": [_attribute_to_json(a) for a in r.attributes],
                "note": r.note,
            }
            for r in codebook.relation_types
        ],
    }


def _label_to_json(label: Label) -> dict[str, Any]:
    return {
        "id": label.id,
        "title": label.title,
        "short": label.short,
        "key": label.key,
        "color": label.color,
        "level": label.level.value,
        "keeps_marks": label.keeps_marks,
        "overlaps_itself": label.overlaps_itself,
        "attributes": [_attribute_to_json(a) for a in label.attributes],
        "note": label.note,
    }


def _attribute_to_json(attribute: Attribute) -> dict[str, Any]:
    return {
        "id": attribute.id,
        "title": attribute.title,
        "kind": attribute.kind.value,
        "values": list(attribute.values),
        "required": attribute.required,
        "note": attribute.note,
    }


def from_json(value: Any) -> Codebook:
    """The codebook of plain JSON values. Raises BadCodebook that names the entry at fault.

    Only ids are needed; titles, keys, colours and the rest have defaults.
    """
    if not isinstance(value, dict) or "labels" not in value:
        raise BadCodebook("This is not a codebook: it has no list of labels.")
    if value.get("format", FORMAT) != FORMAT:
        raise BadCodebook(f"The codebook has the format {value['format']!r}, not {FORMAT!r}.")
    book = CodebookEntry("codebook", value)
    codebook = Codebook(
        book.text("name", "codebook"),
        book.text("version", "1"),
        tuple(
            _label_from_json(e, place) for place, e in enumerate(book.entries("labels", "label"))
        ),
        tuple(_relation_from_json(entry) for entry in book.entries("relations", "relation")),
        book.text("note", ""),
    )
    check(codebook)
    return codebook


def _label_from_json(entry: CodebookEntry, place: int) -> Label:
    label_id = entry.id()
    return Label(
        id=LabelId(label_id),
        title=entry.text("title", "") or _title_of(label_id),
        short=entry.text("short", "") or label_id,
        key="" if entry.text("key", "") in SIGN_KEYS else entry.text("key", ""),
        color=entry.number("color", place % 8 + 1),
        level=entry.choice("level", Level.SPAN),
        attributes=_attributes_from_json(entry),
        keeps_marks=entry.flag("keeps_marks", default=False),
        overlaps_itself=entry.flag("overlaps_itself", default=True),
        note=entry.text("note", ""),
    )


def _attributes_from_json(owner: CodebookEntry) -> tuple[Attribute, ...]:
    return tuple(
        Attribute(
            id=AttributeId(entry.id()),
            title=entry.text("title", "") or _title_of(entry.id()),
            kind=entry.choice("kind", AttributeKind.TEXT),
            values=entry.texts("values"),
            required=entry.flag("required", default=False),
            note=entry.text("note", ""),
        )
        for entry in owner.entries("attributes", f"{owner.name}, attribute")
    )


def _relation_from_json(entry: CodebookEntry) -> RelationType:
    type_id = entry.id()
    return RelationType(
        id=RelationTypeId(type_id),
        title=entry.text("title", "") or _title_of(type_id),
        sources=tuple(LabelId(label_id) for label_id in entry.texts("from")),
        targets=tuple(LabelId(label_id) for label_id in entry.texts("to")),
        attributes=_attributes_from_json(entry),
        note=entry.text("note", ""),
    )


def check(book: Codebook) -> None:
    """Raises BadCodebook where ids or keys clash, or a colour, key or end of a relation cannot be.

    Whatever passes can be written with `to_json` and read again.
    """
    _check_ids("label", [label.id for label in book.labels])
    _check_ids("relation", [kind.id for kind in book.relation_types])
    for label in book.labels:
        _check_ids(f"attribute of {label.id!r}", [a.id for a in label.attributes])
    for kind in book.relation_types:
        _check_ids(f"attribute of {kind.id!r}", [a.id for a in kind.attributes])
    keys: dict[str, Label] = {}
    for label in book.labels:
        _check_label(label)
        if label.key and keys.setdefault(label.key.lower(), label) is not label:
            raise BadCodebook(f"Two labels have the key {label.key!r}.")
    for kind in book.relation_types:
        for label_id in (*kind.sources, *kind.targets):
            if book.label(label_id) is None:
                raise BadCodebook(
                    f"The relation {kind.id!r} names the label {label_id!r}, which does not exist."
                )


def _check_ids(what: str, ids: Sequence[str]) -> None:
    seen: set[str] = set()
    for entry_id in ids:
        if not entry_id.strip() or entry_id in seen:
            raise BadCodebook(f"The {what} {entry_id!r} stands twice or has no id.")
        seen.add(entry_id)


def _check_label(label: Label) -> None:
    key = label.key
    is_one = len(key) == 1 and key.isprintable() and not key.isspace()
    if key and (not is_one or key.lower() in RESERVED_KEYS | SIGN_KEYS):
        raise BadCodebook(
            f"The label {label.id!r} has the key {key!r}: one character, and none of "
            f"{' '.join(sorted(RESERVED_KEYS | SIGN_KEYS))}, which have another meaning."
        )
    if not 1 <= label.color <= 8:
        raise BadCodebook(f"The label {label.id!r} has a colour that is not from 1 to 8.")
