"""Small cases of several annotators on one article, and what becomes of them, as data.

An annotator's set is a list of items: "label start end attribute=value"; more pairs of offsets are
more fragments; a label alone is put on the whole article. "type 0>1 attribute=value" is a relation
from the annotator's first annotation to the second.

What is expected of a group: "kind flags: positions", as "boundary_conflict one_sided: 0-5 0-9";
fragments are joined by a plus, and "article" is the whole article.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from annotator.adjudicate.groups import Group
from annotator.adjudicate.positions import Position
from annotator.adjudicate.relations import RelationPosition
from annotator.adjudicate.sets import ArticleSets, CountedSet, article_sets
from annotator.core.annotations import Annotation, AnnotationSet, Relation, SetState, Values
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
    with two votes and any confidence, of `prefer` with the first annotator by name.
    """

    name: str
    sets: Mapping[str, Items]
    groups: Sequence[str]
    taken: Mapping[str, Items] = field(default_factory=dict)
    unfinished: tuple[str, ...] = ()

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
        annotations.append(
            Annotation(AnnotationId(record), article, author, LabelId(label), spans, values)
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


ALIKE = ["actor 0 5 kind=person", "quote 10 30", "news"]

SCENARIOS = (
    Scenario(
        "two who agree in everything",
        {"ana": ALIKE, "ben": ALIKE},
        ["unanimous: article", "unanimous: 0-5", "unanimous: 10-30"],
        {"unanimous": ["article news", "0-5 actor kind=person", "10-30 quote"]},
    ),
    Scenario(
        "five who agree in everything",
        dict.fromkeys(("ana", "ben", "cem", "dia", "eva"), ALIKE),
        ["unanimous: article", "unanimous: 0-5", "unanimous: 10-30"],
        {"majority": ["article news", "0-5 actor kind=person", "10-30 quote"]},
    ),
    Scenario(
        "labels differ, two against one",
        {"ana": ["actor 0 5"], "ben": ["source 0 5"], "cem": ["source 0 5"]},
        ["label_conflict: 0-5"],
        {
            "unanimous": [],
            "agreeing": [],
            "threshold": ["0-5 source"],
            "majority": ["0-5 source"],
            "prefer": ["0-5 actor"],
        },
    ),
    Scenario(
        "labels differ, one has nothing, and nothing is a vote against",
        {"ana": ["actor 0 5"], "ben": ["actor 0 5"], "cem": ["source 0 5"], "dia": []},
        ["label_conflict one_sided: 0-5"],
        {"threshold": ["0-5 actor"], "majority": []},
    ),
    Scenario(
        "labels differ, equally many",
        {"ana": ["actor 0 5"], "ben": ["actor 0 5"], "cem": ["source 0 5"], "dia": ["source 0 5"]},
        ["label_conflict: 0-5"],
        {"threshold": [], "majority": []},
    ),
    Scenario(
        "attributes differ, and missing is not no",
        {"ana": ["quote 0 9 direct=no"], "ben": ["quote 0 9"], "cem": ["quote 0 9"]},
        ["attribute_conflict: 0-9"],
        {"agreeing": [], "threshold": ["0-9 quote"], "majority": ["0-9 quote"]},
    ),
    Scenario(
        "label and attributes differ: the label is said first",
        {"ana": ["quote 0 9 direct=no"], "ben": ["quote 0 9"], "cem": ["actor 0 9"]},
        ["label_conflict: 0-9"],
        {"threshold": []},
    ),
    Scenario(
        "boundaries differ, three beat two however short",
        {
            "ana": ["quote 0 20"],
            "ben": ["quote 0 20"],
            "cem": ["quote 5 9"],
            "dia": ["quote 5 9"],
            "eva": ["quote 5 9"],
        },
        ["boundary_conflict: 0-20 5-9"],
        {"agreeing": [], "threshold": ["5-9 quote"], "majority": ["5-9 quote"]},
    ),
    Scenario(
        "boundaries differ, equally many",
        {"ana": ["quote 0 20"], "ben": ["quote 0 20"], "cem": ["quote 5 9"], "dia": ["quote 5 9"]},
        ["boundary_conflict: 0-20 5-9"],
        {"threshold": [], "majority": [], "prefer": ["0-20 quote"]},
    ),
    Scenario(
        "boundaries differ and somebody has nothing",
        {"ana": ["quote 0 20"], "ben": ["quote 0 21"], "cem": []},
        ["boundary_conflict one_sided: 0-21 0-20"],
        {"agreeing": [], "threshold": []},
    ),
    Scenario(
        "a tie at the stronger place is not won by the weaker",
        {
            "ana": ["actor 0 5"],
            "ben": ["actor 0 5"],
            "cem": ["source 0 5"],
            "dia": ["source 0 5"],
            "eva": ["actor 0 9"],
        },
        ["boundary_conflict: 0-9 0-5"],
        {"threshold": [], "majority": []},
    ),
    Scenario(
        "one has nothing",
        {"ana": ["actor 0 5"], "ben": ["actor 0 5"], "cem": []},
        ["one_sided one_sided: 0-5"],
        {
            "unanimous": [],
            "agreeing": ["0-5 actor"],
            "threshold": ["0-5 actor"],
            "majority": ["0-5 actor"],
        },
    ),
    Scenario(
        "only one has something",
        {"ana": ["actor 0 5"], "ben": [], "cem": []},
        ["one_sided one_sided: 0-5"],
        {"agreeing": ["0-5 actor"], "threshold": [], "majority": [], "prefer": ["0-5 actor"]},
    ),
    Scenario(
        "two empty finished sets",
        {"ana": [], "ben": []},
        [],
        {"unanimous": [], "prefer": []},
    ),
    Scenario(
        "a set that is not finished does not count",
        {"ana": ["actor 0 5"], "ben": ["actor 0 5"], "cem": ["source 0 7"]},
        ["unanimous: 0-5"],
        {"unanimous": ["0-5 actor"]},
        unfinished=("cem",),
    ),
    Scenario(
        "nested: both were made by one annotator, and stay apart",
        {"ana": ["quote 0 20", "actor 5 9"], "ben": ["quote 0 20"], "cem": ["actor 5 9"]},
        ["one_sided one_sided nested: 0-20", "one_sided one_sided nested: 5-9"],
        {
            "unanimous": [],
            "agreeing": ["0-20 quote", "5-9 actor"],
            "majority": ["0-20 quote", "5-9 actor"],
        },
    ),
    Scenario(
        "not nested: nobody made both, so one or the other is meant",
        {"ana": ["quote 0 20"], "ben": ["actor 5 9"]},
        ["boundary_conflict: 0-20 5-9"],
    ),
    Scenario(
        "crossing spans of one annotator stay apart too",
        {"ana": ["quote 0 10", "actor 5 15"], "ben": ["quote 0 10"]},
        ["unanimous nested: 0-10", "one_sided one_sided nested: 5-15"],
    ),
    Scenario(
        "stacked with the same twice: all agree, but a person looks",
        {"ana": ["actor 0 5", "actor 0 5"], "ben": ["actor 0 5"]},
        ["unanimous stacked_identical: 0-5"],
        {
            "unanimous": [],
            "agreeing": [],
            "threshold": ["0-5 actor"],
            "majority": ["0-5 actor"],
            "prefer": ["0-5 actor"],
        },
    ),
    Scenario(
        "stacked with two labels",
        {"ana": ["actor 0 5", "source 0 5"], "ben": ["actor 0 5"]},
        ["stacked stacked_different: 0-5"],
        {
            "agreeing": [],
            "threshold": ["0-5 actor"],
            "majority": ["0-5 actor"],
            "prefer": ["0-5 actor", "0-5 source"],
        },
    ),
    Scenario(
        "stacked with two labels by everybody: a tie, and yet the majority has both",
        {"ana": ["actor 0 5", "source 0 5"], "ben": ["source 0 5", "actor 0 5"]},
        ["stacked stacked_different: 0-5"],
        {"unanimous": [], "threshold": [], "majority": ["0-5 actor", "0-5 source"]},
    ),
    Scenario(
        "stacked goes before a boundary conflict",
        {"ana": ["actor 0 5", "source 0 5"], "ben": ["actor 0 7"], "cem": []},
        ["stacked one_sided stacked_different: 0-7 0-5"],
    ),
    Scenario(
        "discontinuous, alike",
        {"ana": ["quote 0 5 10 15"], "ben": ["quote 0 5 10 15"]},
        ["unanimous discontinuous: 0-5+10-15"],
        {"unanimous": ["0-5+10-15 quote"]},
    ),
    Scenario(
        "what lies in the gap shares nothing",
        {"ana": ["quote 0 5 10 15"], "ben": ["actor 5 10"]},
        ["one_sided one_sided discontinuous: 0-5+10-15", "one_sided one_sided: 5-10"],
        {"agreeing": ["0-5+10-15 quote", "5-10 actor"]},
    ),
    Scenario(
        "a part against the whole",
        {"ana": ["quote 0 5 10 15"], "ben": ["quote 0 15"], "cem": ["quote 10 15"]},
        ["boundary_conflict discontinuous: 0-5+10-15 0-15 10-15"],
    ),
    Scenario(
        "parts that touch are the same characters as one",
        {"ana": ["quote 0 5 5 9"], "ben": ["quote 0 9"]},
        ["unanimous: 0-9"],
        {"unanimous": ["0-9 quote"]},
    ),
    Scenario(
        "touching is not sharing",
        {"ana": ["actor 0 5"], "ben": ["actor 5 9"]},
        ["one_sided one_sided: 0-5", "one_sided one_sided: 5-9"],
        {"agreeing": ["0-5 actor", "5-9 actor"]},
    ),
    Scenario(
        "one's long span ties two others' short ones",
        {"ana": ["quote 0 20"], "ben": ["quote 0 8"], "cem": ["quote 12 20"]},
        ["boundary_conflict: 0-20 0-8 12-20"],
        {"threshold": [], "majority": [], "prefer": ["0-20 quote"]},
    ),
    Scenario(
        "two short ones that are no alternatives to each other beat the long one together",
        {
            "ana": ["quote 0 20"],
            "ben": ["quote 0 8", "quote 12 20"],
            "cem": ["quote 0 8", "quote 12 20"],
        },
        ["boundary_conflict: 0-20 0-8 12-20"],
        {
            "threshold": ["0-8 quote", "12-20 quote"],
            "majority": ["0-8 quote", "12-20 quote"],
            "prefer": ["0-20 quote"],
        },
    ),
    Scenario(
        "what is neither taken nor beaten keeps its group open",
        {
            "ana": ["quote 0 20"],
            "ben": ["quote 0 8", "actor 12 20"],
            "cem": ["quote 0 8"],
            "dia": ["quote 0 8"],
        },
        ["boundary_conflict: 0-20 0-8 12-20"],
        {"threshold": [], "majority": []},
    ),
    Scenario(
        "nested spans may be tied by a third",
        {
            "ana": ["quote 0 10"],
            "ben": ["quote 0 10", "quote 2 5"],
            "cem": ["quote 2 6"],
        },
        ["boundary_conflict nested: 0-10 2-6 2-5"],
        {"threshold": [], "prefer": ["0-10 quote"]},
    ),
    Scenario(
        "a chain of crossing spans is one group",
        {"ana": ["actor 0 6", "actor 10 16"], "ben": ["actor 5 11"], "cem": ["actor 15 20"]},
        ["boundary_conflict: 0-6 5-11 10-16 15-20"],
    ),
    Scenario(
        "article-level labels are each a question of its own",
        {"ana": ["news tone=calm", "crime"], "ben": ["news tone=harsh"]},
        ["one_sided one_sided: article", "attribute_conflict: article"],
        {"agreeing": ["article crime"], "prefer": ["article crime", "article news tone=calm"]},
    ),
    Scenario(
        "somebody who is alone agrees with everybody",
        {"ana": ["actor 0 5"]},
        ["unanimous: 0-5"],
        {"unanimous": ["0-5 actor"], "majority": ["0-5 actor"], "threshold": []},
    ),
)
