"""Relations as the article view draws them: one arc for each, with words for its ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.app.present.summary import UNKNOWN_COLOR
from annotator.app.present.wording import value_words
from annotator.core.annotations import Annotation, Relation
from annotator.core.codebook import Codebook
from annotator.core.edits import Edit
from annotator.core.ids import RelationId
from annotator.core.spans import Span
from annotator.core.state import ArticleState


class ArcsShown(StrEnum):
    """Which relations are drawn."""

    SELECTED = "selected"
    ALL = "all"
    NONE = "none"

    @property
    def following(self) -> "ArcsShown":
        """What the key changes to."""
        order = list(ArcsShown)
        return order[(order.index(self) + 1) % len(order)]


@dataclass(frozen=True, slots=True)
class Arc:
    """A relation as it is drawn: from mark to mark, in the colour of its source's label."""

    id: str
    source: str
    target: str
    title: str
    color: int


@dataclass(frozen=True, slots=True)
class ArcChanges:
    """What an edit changes of the arcs: the ids of those that go, then those that come."""

    gone: tuple[str, ...] = ()
    put: tuple[Arc, ...] = ()


def arcs_of(state: ArticleState, codebook: Codebook) -> tuple[Arc, ...]:
    """The arcs of all relations between annotations on words."""
    return _arcs(state.relations, state, codebook)


def arc_changes(edit: Edit, state: ArticleState, codebook: Codebook) -> ArcChanges:
    """What an edit that `state` already holds changes of the arcs.

    An annotation with another label gives its colour to the arcs that begin at it. One that moves
    changes no arc: an arc knows its marks by id.
    """
    gone: list[str] = []
    ties: dict[RelationId, Relation] = {}
    for change in edit.changes:
        before, after = change.before, change.after
        if isinstance(before, Relation):
            gone.append(before.id)
        if isinstance(after, Relation):
            ties[after.id] = after
        elif isinstance(after, Annotation) and _looks_differ(before, after):
            ties.update((tie.id, tie) for tie in state.relations_of(after.id))
    return ArcChanges(tuple(gone), _arcs(ties.values(), state, codebook))


def _looks_differ(before: object, after: Annotation) -> bool:
    return isinstance(before, Annotation) and before.label != after.label


def _arcs(
    relations: Iterable[Relation], state: ArticleState, codebook: Codebook
) -> tuple[Arc, ...]:
    found = (_arc(relation, state, codebook) for relation in relations)
    return tuple(arc for arc in found if arc is not None)


def _arc(relation: Relation, state: ArticleState, codebook: Codebook) -> Arc | None:
    source, target = state.annotation(relation.source), state.annotation(relation.target)
    if source is None or target is None or not source.spans or not target.spans:
        return None
    kind, label = codebook.relation_type(relation.type), codebook.label(source.label)
    return Arc(
        id=relation.id,
        source=source.id,
        target=target.id,
        title=kind.title if kind else value_words(relation.type),
        color=label.color if label else UNKNOWN_COLOR,
    )


def first_words(text: str, spans: tuple[Span, ...], *, longest: int = 24) -> str:
    """How an annotation on a text begins, in one line of at most so many characters.

    A whole word is left out rather than cut, unless the first one is too long.
    """
    start, end = spans[0].start, spans[-1].end
    # Spaces that run together may hide as many characters again.
    line = " ".join(text[start : min(end, start + 4 * longest)].split())
    if len(line) <= longest and end <= start + 4 * longest:
        return line
    cut = line[:longest]
    if " " in cut and line[longest : longest + 1] not in ("", " "):
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:–—") + "…"
