"""The codebook: labels, their attributes, types of relations, keys, colours and guidance."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from annotator.core.errors import BadCodebook
from annotator.core.ids import AttributeId, LabelId, RelationTypeId


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

        New labels get the next free colour and the first free key of their own letters.
        """
        book = self
        for label_id in sorted(labels):
            if book.label(label_id) is None:
                book = replace(book, labels=(*book.labels, book._new_label(label_id)))
        for type_id in sorted(types):
            if book.relation_type(type_id) is None:
                added = RelationType(type_id, _title_of(type_id))
                book = replace(book, relation_types=(*book.relation_types, added))
        return book

    def _new_label(self, label_id: LabelId) -> Label:
        taken = {label.key for label in self.labels}
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


def _title_of(entry_id: str) -> str:
    return entry_id.replace("_", " ").strip().capitalize() or entry_id


def to_json(codebook: Codebook) -> dict[str, Any]:
    """The codebook as plain JSON values, the form it has in files and in the database."""
    return {
        "format": "annotator-codebook/1",
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
    """The codebook of plain JSON values. Raises BadCodebook that names the entry at fault."""
    if not isinstance(value, dict) or "labels" not in value:
        raise BadCodebook("This is not a codebook: it has no list of labels.")
    try:
        labels = tuple(_label_from_json(item, place) for place, item in enumerate(value["labels"]))
        types = tuple(_relation_from_json(item) for item in value.get("relations", ()))
    except (KeyError, TypeError, AttributeError) as error:
        raise BadCodebook(f"The codebook has an entry without {error}.") from error
    except ValueError as error:
        raise BadCodebook(f"The codebook has an entry that cannot be used: {error}.") from error
    book = Codebook(
        str(value.get("name", "codebook")),
        str(value.get("version", "1")),
        labels,
        types,
        str(value.get("note", "")),
    )
    _check(book)
    return book


def _label_from_json(item: dict[str, Any], place: int) -> Label:
    return Label(
        id=LabelId(str(item["id"])),
        title=str(item.get("title") or _title_of(str(item["id"]))),
        short=str(item.get("short") or item["id"]),
        key=str(item.get("key", "")),
        color=int(item.get("color", place % 8 + 1)),
        level=Level(item.get("level", Level.SPAN)),
        attributes=tuple(_attribute_from_json(a) for a in item.get("attributes", ())),
        keeps_marks=bool(item.get("keeps_marks", False)),
        overlaps_itself=bool(item.get("overlaps_itself", True)),
        note=str(item.get("note", "")),
    )


def _attribute_from_json(item: dict[str, Any]) -> Attribute:
    return Attribute(
        id=AttributeId(str(item["id"])),
        title=str(item.get("title") or _title_of(str(item["id"]))),
        kind=AttributeKind(item.get("kind", AttributeKind.TEXT)),
        values=tuple(str(v) for v in item.get("values", ())),
        required=bool(item.get("required", False)),
        note=str(item.get("note", "")),
    )


def _relation_from_json(item: dict[str, Any]) -> RelationType:
    return RelationType(
        id=RelationTypeId(str(item["id"])),
        title=str(item.get("title") or _title_of(str(item["id"]))),
        sources=tuple(LabelId(str(v)) for v in item.get("from", ())),
        targets=tuple(LabelId(str(v)) for v in item.get("to", ())),
        attributes=tuple(_attribute_from_json(a) for a in item.get("attributes", ())),
        note=str(item.get("note", "")),
    )


def _check(book: Codebook) -> None:
    """Raises BadCodebook where ids or keys clash, or a colour or key cannot be."""
    ids = [label.id for label in book.labels]
    for label in book.labels:
        if not label.id or ids.count(label.id) > 1:
            raise BadCodebook(f"The label {label.id!r} stands twice or has no id.")
        if label.key and (len(label.key) != 1 or label.key in RESERVED_KEYS):
            raise BadCodebook(
                f"The label {label.id!r} has the key {label.key!r}: one character, and none of "
                f"{', '.join(sorted(RESERVED_KEYS))}, which have another meaning."
            )
        if label.key and book.label_for_key(label.key) is not label:
            raise BadCodebook(f"Two labels have the key {label.key!r}.")
        if not 1 <= label.color <= 8:
            raise BadCodebook(f"The label {label.id!r} has a colour that is not from 1 to 8.")
