"""Whether a record fits the article and the codebook: problems in words, never exceptions."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from annotator.core.annotations import Annotation, Relation, Values
from annotator.core.codebook import Attribute, AttributeKind, Codebook, Level
from annotator.core.errors import Problem
from annotator.core.spans import normalised

_YES_NO = ("yes", "no")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")


def check_annotation(
    annotation: Annotation,
    *,
    length: int,
    codebook: Codebook,
    others: Iterable[Annotation] = (),
) -> Iterator[Problem]:
    """What forbids an annotation in an article of `length` characters.

    `others` are the annotations of the same set that may touch it (`ArticleState.overlapping`),
    looked at where its label may not overlap.
    """
    label = codebook.label(annotation.label)
    if label is None:
        yield _problem(annotation, f"the codebook has no label {annotation.label!r}")
        return
    if label.level is Level.SPAN and not annotation.spans:
        yield _problem(annotation, f"“{label.title}” is put on words, and no word is marked")
    if label.level is Level.ARTICLE and annotation.spans:
        yield _problem(annotation, f"“{label.title}” is put on the whole article, not on words")
    whole = annotation.extent
    if whole is not None and whole.end > length:
        yield _problem(annotation, f"ends at {whole.end}, after the text's end")
    if normalised(annotation.spans) != annotation.spans:
        yield _problem(annotation, "has parts that overlap or touch")
    score = annotation.origin.score
    if score is not None and not 0 <= score <= 1:
        yield _problem(annotation, f"has the score {score}, which is no chance from 0 to 1")
    yield from _check_values(annotation.id, annotation.attributes, label.attributes)
    if not label.overlaps_itself:
        for other in others:
            if other.id != annotation.id and other.label == label.id and _share(other, annotation):
                yield _problem(annotation, f"overlaps another “{label.title}”")
                return


def check_relation(
    relation: Relation,
    *,
    codebook: Codebook,
    source: Annotation | None,
    target: Annotation | None,
) -> Iterator[Problem]:
    """What forbids a relation between the two annotations that its ends name."""
    kind = codebook.relation_type(relation.type)
    if kind is None:
        yield Problem(relation.id, f"the codebook has no relation {relation.type!r}")
        return
    if source is None or target is None:
        yield Problem(relation.id, "one of its ends does not exist")
        return
    if source.id == target.id:
        yield Problem(relation.id, "both its ends are the same annotation")
    if not kind.permits(source.label, target.label):
        yield Problem(
            relation.id,
            f"“{kind.title}” cannot run from {source.label} to {target.label}",
        )
    yield from _check_values(relation.id, relation.attributes, kind.attributes)


def _check_values(
    where: str, values: Values, attributes: tuple[Attribute, ...]
) -> Iterator[Problem]:
    known = {attribute.id: attribute for attribute in attributes}
    for attribute_id, value in values:
        attribute = known.get(attribute_id)
        if attribute is None:
            yield Problem(where, f"the codebook has no attribute {attribute_id!r} here")
        elif not value_fits(attribute, value):
            yield Problem(where, f"{attribute.title} cannot be {value!r}")


def value_fits(attribute: Attribute, value: str) -> bool:
    """Whether the codebook permits the value; an empty one is no value and always fits."""
    if not value:
        return True
    match attribute.kind:
        case AttributeKind.CHOICE:
            return value in attribute.values
        case AttributeKind.YES_NO:
            return value in _YES_NO
        case AttributeKind.NUMBER:
            return _NUMBER.fullmatch(value) is not None
        case AttributeKind.TEXT | AttributeKind.ENTITY:
            return True
        case _:
            assert_never(attribute.kind)


def missing_attributes(annotation: Annotation, codebook: Codebook) -> tuple[Attribute, ...]:
    """The required attributes that have no value yet: a reminder, not a refusal."""
    label = codebook.label(annotation.label)
    if label is None:
        return ()
    return tuple(a for a in label.attributes if a.required and not annotation.attribute(a.id))


def _share(one: Annotation, other: Annotation) -> bool:
    return any(a.overlaps(b) for a in one.spans for b in other.spans)


def _problem(annotation: Annotation, what: str) -> Problem:
    return Problem(annotation.id, what)
