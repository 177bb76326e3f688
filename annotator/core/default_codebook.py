"""The codebook `news-default/0.1` that every new project begins with.

After PolNeAR and PARC (attribution), the Guardian/AFP quote guide, GUM and OntoNotes (names),
re3d and MUC (figures), IPTC and schema.org (credit line, byline), PLOVER (actors).
"""

from annotator.core.codebook import Attribute, AttributeKind, Codebook, Label, RelationType
from annotator.core.ids import AttributeId, LabelId, RelationTypeId


def _choice(name: str, *values: str, title: str = "", note: str = "") -> Attribute:
    return Attribute(
        AttributeId(name), title or name.capitalize(), AttributeKind.CHOICE, values, note=note
    )


def _text(name: str, *, title: str = "", note: str = "") -> Attribute:
    return Attribute(AttributeId(name), title or name.replace("_", " ").capitalize(), note=note)


def _entity(note: str) -> Attribute:
    return Attribute(AttributeId("entity"), "Entity", AttributeKind.ENTITY, note=note)


_ACTOR, _QUOTE = LabelId("actor"), LabelId("quote")
_FIGURE, _SOURCE = LabelId("figure"), LabelId("source")

ACTOR = Label(
    _ACTOR,
    "Actor",
    "actor",
    key="a",
    color=1,
    attributes=(
        _choice("kind", "person", "organisation", "state", "group", "other"),
        _choice("mention", "name", "description"),
        _text("role", note="What the text says the actor is: foreign minister, spokeswoman."),
        _choice("use", "modifier", "location", note="Only if the actor does not act."),
        Attribute(
            AttributeId("metonym"),
            "Metonym",
            AttributeKind.YES_NO,
            note="A place or building that stands for those who act there.",
        ),
        _entity("One name for the same actor wherever it is mentioned."),
    ),
    note=(
        "The minimal name: no honorific, title or article. An unnamed participant: its noun "
        "phrase without a leading article. Never pronouns. No name inside a longer name."
    ),
)

QUOTE = Label(
    _QUOTE,
    "Quote",
    "quote",
    key="q",
    color=2,
    keeps_marks=True,
    attributes=(
        _choice(
            "type",
            "direct",
            "partial",
            "indirect",
            note=(
                "Direct: a clause or sentence in marks. Partial: a fragment in the reporter's "
                "sentence. Indirect: a reported clause, without “that” and the final stop."
            ),
        ),
        _text("cue", note="The verb or phrase that reports: said, according to."),
        _choice("medium", "speech", "writing", "thought"),
    ),
    note=(
        "With its marks and the punctuation between them; the outermost only; one span for each "
        "contiguous piece per paragraph, tied by “continues”. No scare quotes, no titles of works."
    ),
)

FIGURE = Label(
    _FIGURE,
    "Figure",
    "figure",
    key="f",
    color=3,
    attributes=(
        _choice(
            "kind",
            "count",
            "casualties",
            "money",
            "percent",
            "measure",
            "duration",
            "age",
            "rate",
            "ordinal",
            "score",
            "date",
            "identifier",
        ),
        _text("value", note="A number or an ISO date; empty if the text is vague."),
        _text("value_max", title="Up to", note="The upper end of a range."),
        _text("unit"),
        _text("of", title="Of what"),
        _choice(
            "approx", "exact", "about", "more_than", "at_least", "less_than", "at_most", "vague"
        ),
    ),
    note=(
        "Number with its unit for money, per cent, measures, age, duration; the number alone for "
        "counts. Approximators stay outside. A range is one span. Not: “one of the”, numbers "
        "inside names."
    ),
)

SOURCE = Label(
    _SOURCE,
    "Source agency",
    "source",
    key="s",
    color=4,
    attributes=(
        _choice("role", "byline", "credit", "cited", "publisher"),
        _choice("kind", "agency", "outlet", "official", "document", "social", "unnamed"),
        _entity("One name for the same agency or outlet wherever it is credited."),
    ),
    note=(
        "The minimal name of the agency, outlet or document that is credited or cited; no "
        "article. A news organisation is a source unless the story is about it."
    ),
)

RELATION_TYPES = (
    RelationType(
        RelationTypeId("speaker"),
        "said by",
        (_QUOTE,),
        (_ACTOR, _SOURCE),
        (_text("via", note="The pronoun the text uses instead of the name."),),
    ),
    RelationType(RelationTypeId("continues"), "continues", (_QUOTE,), (_QUOTE,)),
    RelationType(RelationTypeId("addressee"), "told to", (_QUOTE,), (_ACTOR, _SOURCE)),
    RelationType(RelationTypeId("counts"), "counts", (_FIGURE,), (_ACTOR,)),
    RelationType(RelationTypeId("reported_by"), "reported by", (_FIGURE,), (_ACTOR, _SOURCE)),
)

DEFAULT_CODEBOOK = Codebook("news-default", "0.1", (ACTOR, QUOTE, FIGURE, SOURCE), RELATION_TYPES)
