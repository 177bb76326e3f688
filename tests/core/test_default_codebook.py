"""The default codebook says what its schema says, to the letter."""

import pytest

from annotator.core.codebook import AttributeKind, Level, check
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import AttributeId, LabelId

TEXT, ENTITY, YES_NO = AttributeKind.TEXT, AttributeKind.ENTITY, AttributeKind.YES_NO

LABELS: dict[str, tuple[str, str, dict[str, str | AttributeKind]]] = {
    "actor": (
        "a",
        "Actor",
        {
            "kind": "person organisation state group other",
            "mention": "name description",
            "role": TEXT,
            "use": "modifier location",
            "metonym": YES_NO,
            "entity": ENTITY,
        },
    ),
    "quote": (
        "q",
        "Quote",
        {
            "type": "direct partial indirect",
            "cue": TEXT,
            "medium": "speech writing thought",
        },
    ),
    "figure": (
        "f",
        "Figure",
        {
            "kind": "count casualties money percent measure duration age rate ordinal score date identifier",
            "value": TEXT,
            "value_max": TEXT,
            "unit": TEXT,
            "of": TEXT,
            "approx": "exact about more_than at_least less_than at_most vague",
        },
    ),
    "source": (
        "s",
        "Source agency",
        {
            "role": "byline credit cited publisher",
            "kind": "agency outlet official document social unnamed",
            "entity": ENTITY,
        },
    ),
}
RELATIONS = {
    "speaker": ("said by", "quote", "actor source", "via"),
    "continues": ("continues", "quote", "quote", ""),
    "addressee": ("told to", "quote", "actor source", ""),
    "counts": ("counts", "figure", "actor", ""),
    "reported_by": ("reported by", "figure", "actor source", ""),
}


def test_it_is_the_codebook_of_that_name_and_version() -> None:
    assert (DEFAULT_CODEBOOK.name, DEFAULT_CODEBOOK.version) == ("news-default", "0.1")


def test_it_passes_its_own_check() -> None:
    check(DEFAULT_CODEBOOK)


def test_its_labels_are_these_four_in_order() -> None:
    assert [label.id for label in DEFAULT_CODEBOOK.labels] == list(LABELS)


@pytest.mark.parametrize("name", LABELS)
def test_a_label_has_its_key_title_and_attributes(name: str) -> None:
    label = DEFAULT_CODEBOOK.label(LabelId(name))
    assert label is not None
    key, title, attributes = LABELS[name]
    assert (label.key, label.title, label.level) == (key, title, Level.SPAN)
    assert [a.id for a in label.attributes] == list(attributes)
    for attribute in label.attributes:
        wanted = attributes[attribute.id]
        if isinstance(wanted, AttributeKind):
            assert (attribute.kind, attribute.values) == (wanted, ())
        else:
            assert attribute.kind is AttributeKind.CHOICE
            assert list(attribute.values) == wanted.split()


def test_only_quotes_keep_their_marks() -> None:
    assert [label.id for label in DEFAULT_CODEBOOK.labels if label.keeps_marks] == ["quote"]


def test_colours_and_keys_are_all_different() -> None:
    labels = DEFAULT_CODEBOOK.labels
    assert len({label.color for label in labels}) == len({label.key for label in labels}) == 4


def test_relations_run_as_the_schema_says() -> None:
    found = {
        r.id: (
            r.title,
            " ".join(r.sources),
            " ".join(r.targets),
            " ".join(a.id for a in r.attributes),
        )
        for r in DEFAULT_CODEBOOK.relation_types
    }
    assert found == RELATIONS


def test_every_label_says_what_its_span_is() -> None:
    assert all(label.note.endswith(".") for label in DEFAULT_CODEBOOK.labels)


def test_nothing_is_required_so_that_a_key_is_enough() -> None:
    assert not any(a.required for label in DEFAULT_CODEBOOK.labels for a in label.attributes)
    actor = DEFAULT_CODEBOOK.labels[0]
    assert actor.attribute(AttributeId("kind")) is actor.attributes[0]
    assert actor.attribute(AttributeId("none")) is None
