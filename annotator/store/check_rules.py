"""The codebook's rules asked once for each kind of row, and the answers kept."""

import json
from collections.abc import Iterator

from annotator.core.annotations import Annotation, Relation
from annotator.core.annotations import Values as Attributes
from annotator.core.codebook import Codebook
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
)
from annotator.core.rules import check_annotation, check_relation
from annotator.core.spans import Span, normalised
from annotator.store.rows import attributes_from_json, spans_from
from annotator.store.runner import Row

_ARTICLE, _AUTHOR = ArticleId(""), PersonId("")


class Rules:
    """What the codebook forbids, for rows of annotations and relations."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._annotations: dict[tuple[str, str, bool], tuple[str, ...]] = {}
        self._relations: dict[tuple[str, str | None, str | None, bool, str], tuple[str, ...]] = {}
        self.exclusive = frozenset(la.id for la in codebook.labels if not la.overlaps_itself)

    def annotation_faults(self, label: str, values: str, *, is_on_words: bool) -> tuple[str, ...]:
        """What forbids an annotation, apart from where it stands."""
        key = label, values, is_on_words
        found = self._annotations.get(key)
        if found is None:
            found = self._annotations[key] = tuple(
                self._ask_annotation(label, values, is_on_words=is_on_words)
            )
        return found

    def _ask_annotation(self, label: str, values: str, *, is_on_words: bool) -> Iterator[str]:
        try:
            attributes = attributes_from_json(values)
        except (ValueError, AttributeError):
            yield f"its attributes cannot be read: {values!r}"
            return
        spans = (Span(0, 1),) if is_on_words else ()
        annotation = _annotation("", label, spans, attributes)
        for problem in check_annotation(annotation, length=1, codebook=self._codebook):
            yield problem.what

    def relation_faults(
        self, kind: str, source: str | None, target: str | None, *, is_loop: bool, values: str
    ) -> tuple[str, ...]:
        """What forbids a relation between labels; None for an end that does not exist."""
        key = kind, source, target, is_loop, values
        found = self._relations.get(key)
        if found is None:
            found = self._relations[key] = tuple(
                self._ask_relation(kind, source, target, is_loop=is_loop, values=values)
            )
        return found

    def _ask_relation(
        self, kind: str, source: str | None, target: str | None, *, is_loop: bool, values: str
    ) -> Iterator[str]:
        try:
            attributes = attributes_from_json(values)
        except (ValueError, AttributeError):
            yield f"its attributes cannot be read: {values!r}"
            return
        ends = AnnotationId("source"), AnnotationId("source" if is_loop else "target")
        relation = Relation(
            RelationId(""), _ARTICLE, _AUTHOR, RelationTypeId(kind), *ends, attributes
        )
        for problem in check_relation(
            relation,
            codebook=self._codebook,
            source=_annotation(ends[0], source, ()) if source is not None else None,
            target=_annotation(ends[1], target, ()) if target is not None else None,
        ):
            yield problem.what

    def overlaps(self, rows: list[Row]) -> Iterator[tuple[Row, str]]:
        """Annotations that share characters with another of the same set and label, and may not.

        `rows` are one article's, in reading order.
        """
        last: dict[tuple[str, str], list[Annotation]] = {}
        for row in rows:
            _, author, annotation_id, label, start, end, fragments, *_ = row
            if label not in self.exclusive or start is None:
                continue
            try:
                spans = spans_from(start, end, fragments)
            except (ValueError, TypeError):
                continue  # Reported by `fragment_faults`.
            annotation = _annotation(annotation_id, label, spans)
            others = last.setdefault((author, label), [])
            others[:] = [other for other in others if other.spans[-1].end > start]
            alone = set(check_annotation(annotation, length=end, codebook=self._codebook))
            for problem in check_annotation(
                annotation, length=end, codebook=self._codebook, others=others
            ):
                if problem not in alone:
                    yield row, problem.what
            others.append(annotation)


def fragment_faults(start: int | None, end: int | None, fragments: str) -> Iterator[str]:
    """What is wrong with the fragments of a row."""
    try:
        spans = tuple(Span(first, last) for first, last in json.loads(fragments))
    except (ValueError, TypeError) as error:
        yield f"its fragments cannot be read: {error}"
        return
    if len(spans) < 2 or spans != normalised(spans):
        yield "has parts that overlap, touch or stand out of order"
    elif (spans[0].start, spans[-1].end) != (start, end):
        yield "its start and end are not those of its parts"


def _annotation(
    annotation_id: str, label: str, spans: tuple[Span, ...], attributes: Attributes = ()
) -> Annotation:
    return Annotation(
        AnnotationId(annotation_id), _ARTICLE, _AUTHOR, LabelId(label), spans, attributes
    )
