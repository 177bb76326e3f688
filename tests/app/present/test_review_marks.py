"""The marks of a review: whose they are, in which band, and where chips stand."""

from annotator.app.present.highlights import SHARED_HAND, Mark
from annotator.app.present.review_marks import marks_of_group, review_marks
from annotator.app.present.review_strip import CellShape, strip_cells
from annotator.app.present.status import Paragraphs
from annotator.app.review.reviewed import Reviewed
from annotator.core.decisions import Choice
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import AnnotationId, PersonId
from tests.app.present.reviewing import TEXT, annotation_of, decision_on, review_of, told

LAVROV, MINISTER = told("Sergei Lavrov"), told("The foreign minister, Sergei Lavrov")
GOLD = annotation_of(LAVROV, AnnotationId("g1"), PersonId("gold"))


def marks_of(review: Reviewed, *, is_decided: bool = False) -> dict[str, Mark]:
    group = review.groups[0]
    decisions = {group.id: decision_on(review, group, Choice.VERSION)} if is_decided else {}
    found = review_marks(review, gold=(GOLD,), decisions=decisions, codebook=DEFAULT_CODEBOOK)
    return {mark.id: mark for mark in found}


def test_each_annotator_has_a_band_and_a_hand_and_gold_has_neither() -> None:
    marks = marks_of(review_of({"ana": [LAVROV], "ben": [MINISTER]}))
    assert {m.id: (m.band, m.hand) for m in marks.values()} == {
        "g1": (0, 0),
        "ana0": (1, 1),
        "ben0": (2, 2),
    }


def test_where_all_agree_marks_are_shared_and_one_chip_says_the_label() -> None:
    marks = marks_of(review_of({"ana": [LAVROV], "ben": [LAVROV]}))
    assert [(m.hand, m.chip) for m in (marks["ana0"], marks["ben0"])] == [
        (SHARED_HAND, "actor"),
        (SHARED_HAND, ""),
    ]


def test_chips_say_whose_they_are_only_where_versions_differ() -> None:
    source = told("Sergei Lavrov", "source")
    opinions = {"ana": [LAVROV], "ben": [source], "cy": [LAVROV]}
    marks = marks_of(review_of(opinions))
    assert [marks[i].chip for i in ("ana0", "ben0", "cy0")] == ["actor AC", "source B", ""]
    alone = marks_of(review_of({"ana": [], "ben": [LAVROV]}))
    assert alone["ben0"].chip == "actor"


def test_versions_that_differ_in_attributes_share_a_chip() -> None:
    opinions = {"ana": [told("Sergei Lavrov", kind="person")], "ben": [LAVROV]}
    marks = marks_of(review_of(opinions))
    assert [marks[i].chip for i in ("ana0", "ben0")] == ["actor AB", ""]


def test_what_is_decided_steps_back_and_only_gold_has_a_chip() -> None:
    marks = marks_of(review_of({"ana": [LAVROV], "ben": [MINISTER]}), is_decided=True)
    assert sorted((m.id, m.chip, m.steps_back) for m in marks.values()) == [
        ("ana0", "", True),
        ("ben0", "", True),
        ("g1", "actor", False),
    ]


def test_the_marks_of_one_group_are_the_annotators_in_it() -> None:
    review = review_of({"ana": [LAVROV, told("Reuters", "source")], "ben": [MINISTER]})
    group = review.groups[0]
    marks = marks_of_group(review, group, is_decided=True, codebook=DEFAULT_CODEBOOK)
    assert [m.id for m in marks] == ["ben0", "ana0"]


def test_a_blind_mark_names_nobody() -> None:
    review = review_of({"ana": [LAVROV], "ben": [MINISTER]}, is_blind=True)
    titles = [m.title for m in marks_of(review).values() if m.band]
    assert sorted(title[:3] for title in titles) == ["A: ", "B: "]


def test_the_strip_has_a_cell_for_each_dispute_in_reading_order() -> None:
    reuters = told("Reuters", "source")
    opinions = {"ana": [reuters, MINISTER, told("40 tonnes", "figure")], "ben": [LAVROV, told("40 tonnes", "figure")]}  # fmt: skip
    review = review_of(opinions)
    decided = {review.disputed[1].id: None}
    strip = strip_cells(review, decided, paragraphs=Paragraphs(TEXT))
    assert [(c.shape, c.is_decided) for c in strip.cells] == [
        (CellShape.BOUNDARY, False),
        (CellShape.ONE_SIDED, True),
    ]
    assert strip.words == "1 open of 2"
    assert strip.cells[1].tip == "One-sided, paragraph 2: “Reuters”"
