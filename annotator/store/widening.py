"""The codebook with an entry for everything that imported work uses."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from annotator.core.annotations import Annotation, Relation
from annotator.core.codebook import Attribute, Codebook, Label, Level
from annotator.core.ids import AttributeId, LabelId, RelationTypeId


@dataclass(slots=True)
class Usage:
    """Which labels, relation types and attributes some work uses."""

    labels: dict[LabelId, set[AttributeId]] = field(default_factory=dict)
    types: dict[RelationTypeId, set[AttributeId]] = field(default_factory=dict)
    on_words: set[LabelId] = field(default_factory=set)

    def add(self, annotations: Iterable[Annotation], relations: Iterable[Relation]) -> None:
        """Takes some work into account."""
        for annotation in annotations:
            used = self.labels.setdefault(annotation.label, set())
            if annotation.spans:
                self.on_words.add(annotation.label)
            if annotation.attributes:
                used.update(key for key, _ in annotation.attributes)
        for relation in relations:
            used = self.types.setdefault(relation.type, set())
            used.update(key for key, _ in relation.attributes)


def widened(codebook: Codebook, usage: Usage) -> tuple[Codebook, tuple[str, ...]]:
    """The codebook with what it lacks, and a sentence for each thing that was added.

    A label that is new and stands on whole articles only is made for whole articles. An attribute
    that is new takes any text.
    """
    book = codebook.with_missing(set(usage.labels), set(usage.types))
    notes: list[str] = []
    labels: list[Label] = []
    for label in book.labels:
        is_new = codebook.label(label.id) is None
        if is_new:
            notes.append(f"the label {label.id!r} was added to the codebook")
            level = Level.SPAN if label.id in usage.on_words else Level.ARTICLE
            label = replace(label, level=level)
        attributes = _more(label.attributes, usage.labels.get(label.id, set()))
        if attributes != label.attributes and not is_new:
            notes.append(_note("label", label.id, attributes[len(label.attributes) :]))
        labels.append(replace(label, attributes=attributes))
    types = []
    for kind in book.relation_types:
        is_new = codebook.relation_type(kind.id) is None
        if is_new:
            notes.append(f"the relation {kind.id!r} was added to the codebook")
        attributes = _more(kind.attributes, usage.types.get(kind.id, set()))
        if attributes != kind.attributes and not is_new:
            notes.append(_note("relation", kind.id, attributes[len(kind.attributes) :]))
        types.append(replace(kind, attributes=attributes))
    return replace(book, labels=tuple(labels), relation_types=tuple(types)), tuple(notes)


def _more(attributes: tuple[Attribute, ...], used: set[AttributeId]) -> tuple[Attribute, ...]:
    missing = sorted(used - {a.id for a in attributes})
    titles = ((m, m.replace("_", " ").strip().capitalize() or m) for m in missing)
    return (*attributes, *(Attribute(key, title) for key, title in titles))


def _note(what: str, entry_id: str, added: tuple[Attribute, ...]) -> str:
    names = ", ".join(repr(str(a.id)) for a in added)
    return f"the {what} {entry_id!r} was given the attributes {names}"
