"""What the rules forbid, each alone, and that they are silent otherwise."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.core.annotations import Annotation, Origin, OriginKind, Relation, Values
from annotator.core.codebook import Attribute, AttributeKind, Codebook, Label, Level, RelationType
from annotator.core.ids import AnnotationId, AttributeId, LabelId, RelationId, RelationTypeId
from annotator.core.rules import (
    check_annotation,
    check_relation,
    missing_attributes,
    value_fits,
)
from annotator.core.spans import Span
from tests.strategies import ARTICLE, AUTHOR

ACTOR, ALONE, TOPIC = LabelId("actor"), LabelId("alone"), LabelId("topic")
KIND, AGE = AttributeId("kind"), AttributeId("age")
BOOK = Codebook(
    "b",
    "1",
    (
        Label(
            ACTOR,
            "Actor",
            "actor",
            attributes=(
                Attribute(KIND, "Kind", AttributeKind.CHOICE, ("person", "state"), required=True),
                Attribute(AGE, "Age", AttributeKind.NUMBER),
            ),
        ),
        Label(ALONE, "Alone", "alone", overlaps_itself=False),
        Label(TOPIC, "Topic", "topic", level=Level.ARTICLE),
    ),
    (
        RelationType(RelationTypeId("knows"), "knows", (ACTOR,), (ACTOR, ALONE)),
        RelationType(RelationTypeId("any"), "any", attributes=(Attribute(KIND, "Kind", AttributeKind.YES_NO),)),
    ),
)  # fmt: skip


def annotation(
    *spans: Span, label: LabelId = ACTOR, name: str = "a", attributes: Values = ()
) -> Annotation:
    return Annotation(AnnotationId(name), ARTICLE, AUTHOR, label, spans, attributes)


def problems(made: Annotation, *others: Annotation) -> list[str]:
    found = check_annotation(made, length=20, codebook=BOOK, others=others)
    return [problem.what for problem in found]


@pytest.mark.parametrize(
    "made",
    [
        annotation(Span(0, 20)),
        annotation(Span(0, 3), Span(5, 20)),
        annotation(label=TOPIC),
        annotation(Span(0, 1), attributes=((KIND, "person"), (AGE, "-4.5e1"))),
    ],
)
def test_a_fitting_annotation_has_no_problem(made: Annotation) -> None:
    assert problems(made) == []


@pytest.mark.parametrize(
    ("made", "what"),
    [
        (annotation(Span(0, 1), label=LabelId("x")), "the codebook has no label 'x'"),
        (annotation(), "“Actor” is put on words, and no word is marked"),
        (annotation(Span(0, 1), label=TOPIC), "“Topic” is put on the whole article, not on words"),
        (annotation(Span(0, 21)), "ends at 21, after the text's end"),
        (annotation(Span(0, 3), Span(3, 5)), "has parts that overlap or touch"),
        (annotation(Span(0, 4), Span(3, 5)), "has parts that overlap or touch"),
        (annotation(Span(0, 1), attributes=((AttributeId("x"), "y"),)), "the codebook has no attribute 'x' here"),
        (annotation(Span(0, 1), attributes=((KIND, "tree"),)), "Kind cannot be 'tree'"),
        (annotation(Span(0, 1), attributes=((AGE, "old"),)), "Age cannot be 'old'"),
        (replace(annotation(Span(0, 1)), origin=Origin(OriginKind.IMPORT, score=87.5)), "has the score 87.5, which is no chance from 0 to 1"),
        (replace(annotation(Span(0, 1)), origin=Origin(OriginKind.IMPORT, score=float("nan"))), "has the score nan, which is no chance from 0 to 1"),
    ],
)  # fmt: skip
def test_one_fault_is_one_problem(made: Annotation, what: str) -> None:
    assert problems(made) == [what]


def test_several_faults_are_all_reported() -> None:
    made = annotation(Span(0, 5), Span(4, 30), attributes=((KIND, "tree"), (AGE, "old")))
    assert len(problems(made)) == 4


def test_a_problem_names_its_annotation() -> None:
    (problem,) = check_annotation(annotation(), length=20, codebook=BOOK)
    assert problem.where == "a"


def test_a_label_that_may_not_overlap_itself_does_not() -> None:
    here = annotation(Span(0, 3), Span(6, 9), label=ALONE)
    touching = annotation(Span(3, 6), label=ALONE, name="b")
    sharing = annotation(Span(8, 10), label=ALONE, name="c")
    another = annotation(Span(0, 3), label=ACTOR, name="d")
    assert problems(here, here, touching, another) == []
    assert problems(here, sharing, sharing) == ["overlaps another “Alone”"]


def test_a_label_that_may_overlap_itself_does() -> None:
    assert problems(annotation(Span(0, 3)), annotation(Span(0, 3), name="b")) == []


def relation_problems(
    type_id: str, source: Annotation | None, target: Annotation | None, attributes: Values = ()
) -> list[str]:
    made = Relation(
        RelationId("r"), ARTICLE, AUTHOR, RelationTypeId(type_id), AnnotationId("a"), AnnotationId("b"), attributes
    )  # fmt: skip
    found = check_relation(made, codebook=BOOK, source=source, target=target)
    return [problem.what for problem in found]


A, B = annotation(Span(0, 1)), annotation(Span(2, 3), label=ALONE, name="b")


def test_a_fitting_relation_has_no_problem() -> None:
    assert relation_problems("knows", A, B) == []
    assert relation_problems("any", B, A, ((KIND, "yes"),)) == []


def test_a_relation_that_does_not_fit_says_why() -> None:
    assert relation_problems("x", A, B) == ["the codebook has no relation 'x'"]
    assert relation_problems("knows", A, None) == ["one of its ends does not exist"]
    assert relation_problems("knows", None, B) == ["one of its ends does not exist"]
    assert relation_problems("knows", A, A) == ["both its ends are the same annotation"]
    assert relation_problems("knows", B, A) == ["“knows” cannot run from alone to actor"]
    assert relation_problems("any", A, B, ((KIND, "perhaps"),)) == ["Kind cannot be 'perhaps'"]


@pytest.mark.parametrize(
    ("kind", "fits", "does_not"),
    [
        (AttributeKind.CHOICE, ["", "person"], ["Person", "x", " person"]),
        (AttributeKind.YES_NO, ["", "yes", "no"], ["Yes", "true", "1"]),
        (AttributeKind.NUMBER, ["", "1", "-1.5", "+2", ".5", "3.", "1e6", "1E-3"], ["nan", "inf", "-Infinity", "1_000", "1,000", " 1", "1 ", "٣", "0x1", "e5", "1e9999", "."]),
        (AttributeKind.TEXT, ["", "anything 😀"], []),
        (AttributeKind.ENTITY, ["", "Sergei Lavrov"], []),
    ],
)  # fmt: skip
def test_a_value_fits_its_kind(kind: AttributeKind, fits: list[str], does_not: list[str]) -> None:
    attribute = Attribute(KIND, "Kind", kind, ("person",))
    assert [value for value in fits if not value_fits(attribute, value)] == []
    assert [value for value in does_not if value_fits(attribute, value)] == []


@given(st.text(max_size=6))
def test_a_number_that_fits_is_one_for_python_too(value: str) -> None:
    if value and value_fits(Attribute(KIND, "Kind", AttributeKind.NUMBER), value):
        float(value)


def test_required_attributes_without_a_value_are_missing() -> None:
    assert [a.id for a in missing_attributes(annotation(Span(0, 1)), BOOK)] == [KIND]
    assert missing_attributes(annotation(Span(0, 1), attributes=((KIND, "state"),)), BOOK) == ()
    assert missing_attributes(annotation(Span(0, 1), label=LabelId("x")), BOOK) == ()
