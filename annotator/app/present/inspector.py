"""The inspector: the selected annotation, with a control for each attribute of its label.

Everything here is computed from memory; the widget only shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.app.present.summary import (
    UNKNOWN_COLOR,
    SummaryGroup,
    row_quote,
    summary_groups,
)
from annotator.app.present.wording import counted, shortened, shown_moment, value_words
from annotator.core.annotations import Annotation, Origin, OriginKind, Relation, quote_of
from annotator.core.codebook import Attribute, AttributeKind, Codebook, Label
from annotator.core.ids import AnnotationId, AttributeId
from annotator.core.rules import value_fits
from annotator.core.state import ArticleState

QUOTE_SHOWN = 160

Completions = Mapping[AttributeId, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Choice:
    """A permitted value and the words for it."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ControlRow:
    """An attribute of the selected annotation. `choices` are completions for text and entity.

    `is_missing`: required and without a value. `problem` says why the value does not fit the
    codebook, empty where it does.
    """

    id: str
    title: str
    kind: AttributeKind
    value: str = ""
    choices: tuple[Choice, ...] = ()
    note: str = ""
    is_missing: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation of the selected annotation, seen from it.

    `is_outgoing`: it runs from the selected annotation to `other`, whose words are `quote`.
    """

    id: str
    title: str
    is_outgoing: bool
    other: str
    quote: str
    label: str
    color: int
    controls: tuple[ControlRow, ...] = ()

    @property
    def words(self) -> str:
        """The relation in one line: "said by → Maria Zakharova", or "← said by “…”"."""
        if self.is_outgoing:
            return f"{self.title} → {self.quote}"
        return f"← {self.title} {self.quote}"


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """A label that the selected annotation could have."""

    id: str
    title: str
    key: str
    color: int


@dataclass(frozen=True, slots=True)
class Selected:
    """The selected annotation. `quote` is one line, `full_quote` the words as they stand."""

    id: str
    label: str
    labels: tuple[LabelChoice, ...]
    quote: str
    full_quote: str
    controls: tuple[ControlRow, ...]
    relations: tuple[RelationRow, ...]
    comment: str
    is_unsure: bool
    origin: str
    note: str = ""
    can_relate: bool = True


@dataclass(frozen=True, slots=True)
class InspectorModel:
    """What the inspector shows. Without an article, `has_article` is False and all is empty."""

    selected: Selected | None = None
    groups: tuple[SummaryGroup, ...] = ()
    total: int = 0
    is_read_only: bool = False
    has_article: bool = True


NOTHING = InspectorModel(has_article=False)


def inspector_model(
    state: ArticleState,
    text: str,
    codebook: Codebook,
    *,
    selected: AnnotationId | None = None,
    completions: Completions | None = None,
    is_read_only: bool = False,
) -> InspectorModel:
    """The inspector for an article's text and one author's state of it.

    `completions` are values in use, for the text and entity attributes of the selected label.
    """
    annotation = None if selected is None else state.annotation(selected)
    return InspectorModel(
        selected=None
        if annotation is None
        else _selected(annotation, state, text, codebook, completions or {}),
        groups=summary_groups(state, text, codebook),
        total=len(state),
        is_read_only=is_read_only,
    )


def _selected(
    annotation: Annotation,
    state: ArticleState,
    text: str,
    codebook: Codebook,
    completions: Completions,
) -> Selected:
    label = codebook.label(annotation.label)
    labels = [LabelChoice(item.id, item.title, item.key, item.color) for item in codebook.labels]
    if label is None:
        name = str(annotation.label)
        labels.append(LabelChoice(name, value_words(name), "", UNKNOWN_COLOR))
    quote = quote_of(text, annotation)
    ties = state.relations_of(annotation.id)
    rows = (_relation_row(tie, annotation, state, text, codebook) for tie in ties)
    return Selected(
        id=annotation.id,
        label=annotation.label,
        labels=tuple(labels),
        quote=shortened(quote, longest=QUOTE_SHOWN),
        full_quote=quote,
        controls=_controls(annotation, label, completions),
        relations=tuple(sorted(rows, key=lambda row: (not row.is_outgoing, row.title, row.id))),
        comment=annotation.comment,
        is_unsure=annotation.unsure,
        origin=origin_words(annotation),
        note=label.note if label else "",
        can_relate=any(
            not kind.sources or annotation.label in kind.sources for kind in codebook.relation_types
        ),
    )


def _controls(
    annotation: Annotation, label: Label | None, completions: Completions
) -> tuple[ControlRow, ...]:
    known = label.attributes if label else ()
    rows = [_control(attribute, annotation, completions) for attribute in known]
    ids = {attribute.id for attribute in known}
    rows += [
        ControlRow(
            id=attribute_id,
            title=value_words(attribute_id).capitalize(),
            kind=AttributeKind.TEXT,
            value=value,
            problem="This attribute is not in the codebook.",
        )
        for attribute_id, value in annotation.attributes
        if attribute_id not in ids
    ]
    return tuple(rows)


def _control(attribute: Attribute, annotation: Annotation, completions: Completions) -> ControlRow:
    value = annotation.attribute(attribute.id)
    fits = value_fits(attribute, value)
    return ControlRow(
        id=attribute.id,
        title=attribute.title,
        kind=attribute.kind,
        value=value,
        choices=_choices(attribute, value, completions),
        note=attribute.note,
        is_missing=attribute.required and not value,
        problem="" if fits else f"The codebook does not permit “{value}” here.",
    )


def _choices(attribute: Attribute, value: str, completions: Completions) -> tuple[Choice, ...]:
    match attribute.kind:
        case AttributeKind.CHOICE:
            values = attribute.values
            if value and value not in values:
                values = (*values, value)
            return tuple(Choice(v, value_words(v)) for v in values)
        case AttributeKind.YES_NO:
            return (Choice("yes", "yes"), Choice("no", "no"), Choice("", "not said"))
        case AttributeKind.NUMBER:
            return ()
        case AttributeKind.TEXT | AttributeKind.ENTITY:
            return tuple(Choice(v, v) for v in completions.get(attribute.id, ()))


def _relation_row(
    relation: Relation,
    annotation: Annotation,
    state: ArticleState,
    text: str,
    codebook: Codebook,
) -> RelationRow:
    is_outgoing = relation.source == annotation.id
    other_id = relation.target if is_outgoing else relation.source
    other = state.annotation(other_id)
    kind = codebook.relation_type(relation.type)
    label = codebook.label(other.label) if other else None
    return RelationRow(
        id=relation.id,
        title=kind.title if kind else value_words(relation.type),
        is_outgoing=is_outgoing,
        other=other_id,
        quote=row_quote(text, other) if other else "(missing)",
        label=label.title if label else "",
        color=label.color if label else UNKNOWN_COLOR,
        controls=tuple(
            ControlRow(
                id=attribute.id,
                title=attribute.title,
                kind=attribute.kind,
                value=value,
                choices=_choices(attribute, value, {}),
                note=attribute.note,
            )
            for attribute in (kind.attributes if kind else ())
            for value in [dict(relation.attributes).get(attribute.id, "")]
        ),
    )


def origin_words(annotation: Annotation) -> str:
    """Who made an annotation, when and how: "ana, 9 Jul 2025, 14:05 · imported"."""
    parts = [str(annotation.author)]
    if annotation.stamp.created:
        parts.append(shown_moment(annotation.stamp.created))
    how, line = how_words(annotation.origin), ", ".join(parts)
    return f"{line} · {how}" if how else line


def how_words(origin: Origin) -> str:
    """How an annotation came to be: "suggested by crf 1.2 (87%)"; empty where it was by hand."""
    how = ""
    match origin.kind:
        case OriginKind.MANUAL:
            pass
        case OriginKind.IMPORT:
            how = "imported"
        case OriginKind.SUGGESTION:
            how = "suggested"
        case OriginKind.ADJUDICATION:
            how = "adjudicated"
    if how and origin.by:
        how += f" by {origin.by}"
    if how and origin.score is not None:
        how += f" ({origin.score:.0%})"
    return how


def total_words(model: InspectorModel) -> str:
    """The summary in one line: "31 marks: actor 12, quote 5"."""
    if not model.total:
        return "no marks"
    parts = ", ".join(f"{group.title.lower()} {group.count:,}" for group in model.groups)
    return f"{counted(model.total, 'mark')}: {parts}"
