"""alpha_U of 1995: against published tables, the programs it is there for, and the formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudicate.figures import Undefined
from annotator.adjudicate.measures import MEASURES
from annotator.adjudicate.sheets import Sheet
from annotator.adjudicate.unitizing_1995 import disagreements
from annotator.core.ids import LabelId, PersonId
from tests.adjudicate.continua import LABELS, Corpus, alpha_1995, corpora, counts_of, value_of
from tests.adjudicate.corpora import an_article
from tests.adjudicate.test_unitizing import figures

NAME = "alpha_u_1995"

# Krippendorff 2004, p. 254: a continuum from 150 to 450.
OF_2004: Corpus = [
    (
        300,
        {
            "i": [("c", 75, 145), ("c", 220, 250), ("k", 30, 90), ("k", 150, 200)],
            "j": [
                ("c", 70, 150),
                ("c", 205, 225),
                ("c", 250, 270),
                ("k", 30, 90),
                ("k", 150, 200),
            ],
        },
    )
]

# Krippendorff 1995, p. 57: four pairs of observers, each with a category of its own.
_OF_1995 = {
    "A": ([(2, 10), (14, 20)], [(4, 8), (15, 17)]),
    "B": ([(0, 18)], [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)]),
    "C": ([(2, 8), (10, 12), (14, 18), (20, 22)], [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)]),
    "D": (
        [(0, 2), (2, 10), (10, 14), (14, 20), (20, 24)],
        [(0, 4), (4, 8), (8, 15), (15, 17), (17, 24)],
    ),
}


def of_1995(length: int, category: str) -> Corpus:
    """One category of the example, its 24 places stretched or shrunk to a length."""
    pair = zip(("one", "two"), _OF_1995[category], strict=True)
    return [
        (
            length,
            {
                who: [(category, a * length // 24, b * length // 24) for a, b in units]
                for who, units in pair
            },
        )
    ]


def parts(corpus: Corpus, label: str | None = None) -> tuple[float, float, float | None]:
    """Observed and expected disagreement, and alpha."""
    observed, expected = disagreements(counts_of(corpus, NAME, label))
    return float(observed), float(expected), value_of(corpus, NAME, label)


@pytest.mark.parametrize(
    ("category", "observed", "expected", "alpha"),
    [("c", 0.0144, 0.0532, 0.7286), ("k", 0.0, 0.0490, 1.0)],
)
def test_the_example_of_2004(category: str, observed: float, expected: float, alpha: float) -> None:
    # The book goes on with rounded numbers: 1 - .0144/.0532 is .7293.
    assert parts(OF_2004, category) == pytest.approx((observed, expected, alpha), abs=1e-4)


def test_the_example_of_2004_as_a_whole() -> None:
    # .8591 in the book, from disagreements rounded to four places.
    assert value_of(OF_2004, NAME) == pytest.approx(0.8591, abs=5e-4)
    assert value_of(OF_2004, NAME) == pytest.approx(0.8587, abs=1e-4)


# The expected disagreements of B and C in 1995 are not those of the formula as corrected in 2004
# (for C that of a long continuum lacks the term that takes a unit's own places away); the library
# INCEpTION uses has found the same and tests them with the tolerances that stand here.
@pytest.mark.parametrize(
    ("category", "observed", "expected", "alpha", "near"),
    [
        ("A", 0.03125, 0.06990, 0.553, (1e-5, 1e-3)),
        ("B", 2.26736, 1.17731, -0.926, (5e-3, 2e-2)),
        ("C", 0.02777, 0.08642, 0.679, (5e-3, 2e-2)),
        ("D", 0.38715, 0.41445, 0.066, (1e-5, 1e-3)),
    ],
)
def test_the_example_of_1995_where_the_continuum_is_long(
    category: str, observed: float, expected: float, alpha: float, near: tuple[float, float]
) -> None:
    found = parts(of_1995(1_200_000, category), category)
    assert found[0] == pytest.approx(observed, abs=1e-5)
    assert found[1] == pytest.approx(expected, abs=near[0])
    assert found[2] == pytest.approx(alpha, abs=near[1])


def test_the_example_of_1995_where_the_continuum_is_short() -> None:
    found = parts(of_1995(12, "C"), "C")
    assert found == pytest.approx((0.02778, 0.05494, 0.494), abs=5e-4)
    assert found[1] == pytest.approx(0.05494, abs=5e-6)


def test_the_examples_of_the_library_inception_uses() -> None:
    units = [("A", 2, 3), ("A", 4, 5), ("A", 6, 7)]
    found = parts([(10, {"one": [("A", 1, 9)], "two": units})], "A")
    assert found == pytest.approx((0.9100, 0.5351, -0.7003), abs=1e-4)
    alone: Corpus = [(20, {"one": [("X", 0, 1)], "two": [], "three": []})]
    assert value_of(alone, NAME) == 0


@given(corpora())
def test_it_is_what_its_formula_says(corpus: Corpus) -> None:
    expected = alpha_1995(corpus)
    assert value_of(corpus, NAME) == (None if expected is None else float(expected))


@given(corpora(), st.sampled_from(LABELS))
def test_of_a_label_it_is_what_its_formula_says(corpus: Corpus, label: str) -> None:
    expected = alpha_1995(corpus, label)
    assert value_of(corpus, NAME, label) == (None if expected is None else float(expected))


@given(corpora())
def test_neither_order_nor_names_change_it(corpus: Corpus) -> None:
    other = dict(zip(corpus[0][1], ("zoe", "yan", "xia", "wim"), strict=False))
    turned = [
        (length, {other[a]: list(reversed(made[a])) for a in reversed(made)})
        for length, made in reversed(corpus)
    ]
    assert counts_of(turned, NAME) == counts_of(corpus, NAME)


@given(corpora())
def test_identical_sets_agree_wholly(corpus: Corpus) -> None:
    same = [(length, dict.fromkeys(made, next(iter(made.values())))) for length, made in corpus]
    assert value_of(same, NAME) in (1, None)


@pytest.mark.parametrize(
    ("length", "units", "why"),
    [(9, [], "Nobody marked anything."), (1, [("A", 0, 1)], "No disagreement can be expected")],
)
def test_what_has_no_value_says_why(
    length: int, units: list[tuple[str, int, int]], why: str
) -> None:
    counts = counts_of([(length, {"one": units, "two": units})], NAME)
    with pytest.raises(Undefined, match=why):
        MEASURES[NAME].value(counts)


def test_with_attributes_each_combination_is_a_category() -> None:
    corpus: Corpus = [
        (40, {"one": [("A:type=x", 0, 5)], "two": [("A:type=x", 0, 5), ("A:type=y", 9, 12)]})
    ]
    found = [counts_of(corpus, NAME, label, with_attributes=True) for label in (None, "A")]
    assert found[0] == found[1]
    assert MEASURES[NAME].value(found[0]) != value_of(corpus, NAME)


def test_a_unit_that_overlaps_an_earlier_one_is_left_out_and_counted() -> None:
    marks = {"one": [("A", 0, 5), ("A", 3, 20), ("B", 4, 6)]}
    subjects = (None, LabelId("A"), LabelId("B"))
    sheet = Sheet(an_article(marks), annotators=(PersonId("one"),), subjects=subjects)
    hidden = MEASURES[NAME].hidden
    assert hidden is not None
    assert hidden(sheet, PersonId("one")) == {None: 1, "A": 1, "B": 0}


def test_it_has_no_interval() -> None:
    (found,) = figures(OF_2004 * 3, NAME, samples=20)
    assert found.value is not None
    assert (found.low, found.high) == (None, None)
