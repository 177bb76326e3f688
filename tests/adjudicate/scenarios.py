"""Small cases of several annotators on one article, and what becomes of them, as data.

An annotator's set is a list of items: "label start end attribute=value"; more pairs of offsets are
more fragments; a label alone is put on the whole article. "by:NAME" says that a program suggested
it. "type 0>1 attribute=value" is a relation from the annotator's first annotation to the second.

What is expected of a group: "kind flags: positions", as "boundary_conflict one_sided: 0-5 0-9";
fragments are joined by a plus, and "article" is the whole article.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.adjudicate.forbidding import Limits
from annotator.adjudicate.groups import Group, groups_of
from annotator.adjudicate.positions import Position
from annotator.adjudicate.relations import RelationPosition
from annotator.adjudicate.sets import ArticleSets, CountedSet, article_sets
from annotator.core.annotations import (
    MANUAL,
    Annotation,
    AnnotationSet,
    Origin,
    OriginKind,
    Relation,
    SetState,
    Values,
)
from annotator.core.ids import (
    AnnotationId,
    ArticleId,
    AttributeId,
    LabelId,
    PersonId,
    RelationId,
    RelationTypeId,
)
from annotator.core.spans import Span

ARTICLE, LENGTH = ArticleId("article"), 200
Items = Sequence[str]


@dataclass(frozen=True)
class Scenario:
    """Who made what, and the groups that must come of it, in reading order.

    `taken` says by strategy which versions it takes: "0-5 actor"; what it takes of `threshold` is
    with two votes and any confidence, of `prefer` with the first annotator by name. `decided` are
    the positions of groups that a reviewer has decided, "0-5 0-9", and `gold` what came of it; no
    two annotations labelled as in `apart` may overlap.
    """

    name: str
    sets: Mapping[str, Items]
    groups: Sequence[str]
    taken: Mapping[str, Items] = field(default_factory=dict)
    unfinished: tuple[str, ...] = ()
    decided: Items = ()
    gold: Items = ()
    apart: tuple[str, ...] = ()

    @property
    def limits(self) -> Limits:
        """What a merge must respect."""
        groups = {
            group.id: told(group).partition(": ")[2] for group in groups_of(self.article_sets)
        }
        return Limits(
            frozenset(group for group, positions in groups.items() if positions in self.decided),
            frozenset(map(LabelId, self.apart)),
            counted("gold", self.gold).annotations,
        )

    @property
    def article_sets(self) -> ArticleSets:
        """What counts of it."""
        contents = []
        for name, items in self.sets.items():
            state = SetState.IN_PROGRESS if name in self.unfinished else SetState.FINISHED
            made = counted(name, items)
            record = AnnotationSet(ARTICLE, PersonId(name), state=state)
            contents.append((record, made.annotations, made.relations))
        return article_sets(ARTICLE, LENGTH, contents)


def sets_of(sets: Mapping[str, Items], *, article: ArticleId = ARTICLE) -> ArticleSets:
    """Finished sets by the annotators' names, in the order given."""
    made = tuple(counted(name, items, article=article) for name, items in sets.items())
    return ArticleSets(article, LENGTH, made)


def counted(name: str, items: Items, *, article: ArticleId = ARTICLE) -> CountedSet:
    """One annotator's set. The ids are the name and the place among the items."""
    author = PersonId(name)
    annotations, relations = [], []
    for place, item in enumerate(items):
        label, *rest = item.split()
        offsets = [int(word) for word in rest if word.isdigit()]
        values: Values = tuple(
            (AttributeId(key), value)
            for key, _, value in (word.partition("=") for word in rest if "=" in word)
        )
        record = f"{name}{place}"
        ends = next((re.fullmatch(r"(\d+)>(\d+)", word) for word in rest if ">" in word), None)
        if ends:
            source, target = (AnnotationId(f"{name}{end}") for end in ends.groups())
            relations.append(
                Relation(
                    RelationId(record),
                    article,
                    author,
                    RelationTypeId(label),
                    source,
                    target,
                    values,
                )
            )
            continue
        spans = tuple(Span(a, b) for a, b in zip(offsets[::2], offsets[1::2], strict=True))
        by = next((word[3:] for word in rest if word.startswith("by:")), "")
        origin = Origin(OriginKind.SUGGESTION, by) if by else MANUAL
        annotations.append(
            Annotation(
                AnnotationId(record), article, author, LabelId(label), spans, values, origin=origin
            )
        )
    return CountedSet(author, tuple(annotations), tuple(relations))


def told(group: Group[Position] | Group[RelationPosition]) -> str:
    """A group as scenarios write it."""
    words = " ".join((group.kind, *group.flags))
    return f"{words}: {' '.join(told_position(place.position) for place in group.places)}"


def told_position(position: Position | RelationPosition) -> str:
    """A position as scenarios write it."""
    if isinstance(position, RelationPosition):
        return f"{told_position(position.source)}>{told_position(position.target)}"
    if not position.fragments:
        return "article"
    return "+".join(f"{span.start}-{span.end}" for span in position.fragments)
