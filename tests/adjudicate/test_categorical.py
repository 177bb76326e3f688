"""Coefficients corrected for chance, against published tables."""

from collections.abc import Sequence

import pytest

from annotator.adjudicate.agreement import By, agreement
from annotator.adjudicate.categorical import alpha_measure
from annotator.adjudicate.pooling import Data
from annotator.adjudicate.sets import ArticleSets
from tests.adjudicate.corpora import Marks, an_article, drained, figure_of, figures_of

# Where a table is said to be compared, it was so line by line with the tests of another program
# that cite the page: DKPro Statistics (Fleiss1971Test, Cohen1960Test, Krippendorff2004Test).

# Fleiss 1971, table 1, p. 379: thirty patients, six raters, five diagnoses; how many chose each.
# Compared.
FLEISS = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
""".split()
# Krippendorff 2011, sections C and D; 2004, p. 230: four observers, twelve units, missing values.
# Compared.
KRIPPENDORFF = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
NOTHING = "."


def coded(*codings: str) -> list[ArticleSets]:
    """One article in which each unit is a position: a character a unit, "." for a missing one."""
    return [
        an_article(
            {
                f"ann{n}": [(c, 2 * at, 2 * at + 1) for at, c in enumerate(coding) if c != NOTHING]
                for n, coding in enumerate(codings)
            },
            length=2 * len(codings[0]),
        )
    ]


def coded_articles(*codings: str) -> list[ArticleSets]:
    """An article for each unit; "." for an annotator who has not finished it, "-" for nothing."""
    return [
        an_article(
            {
                f"ann{n}": [(coding[at],)] if coding[at] != "-" else []
                for n, coding in enumerate(codings)
                if coding[at] != NOTHING
            },
            name=f"{at:03}",
        )
        for at in range(len(codings[0]))
    ]


def rated(counts: Sequence[str]) -> tuple[str, ...]:
    """Codings by which each unit has so many of each category; who gave which plays no part."""
    units = ["".join(chr(97 + c) * int(n) for c, n in enumerate(row)) for row in counts]
    return tuple("".join(unit[rater] for unit in units) for rater in range(len(units[0])))


def tabled(table: Sequence[Sequence[int]]) -> list[ArticleSets]:
    """Two annotators whose characters fall into a table of categories; the last is unmarked."""
    at = 0
    marks: dict[str, list[tuple[str | int, ...]]] = {"ana": [], "ben": []}
    for one, row in enumerate(table):
        for other, number in enumerate(row):
            for name, category in (("ana", one), ("ben", other)):
                if category < len(table) - 1 and number:
                    marks[name].append((f"c{category}", at, at + number))
            at += number
    return [an_article(marks, length=at)]


def test_fleiss_kappa_of_fleiss_1971() -> None:
    figure = figure_of(coded(*rated(FLEISS)), "fleiss_kappa")
    assert figure.value == pytest.approx(0.430, abs=5e-4)
    assert (figure.size.units, figure.size.spans) == (30, 180)
    assert figure_of(coded_articles(*rated(FLEISS)), "fleiss_kappa_article").value == figure.value


def test_alpha_of_krippendorff_2011() -> None:
    for corpus, name in (
        (coded(*KRIPPENDORFF), "alpha"),
        (coded_articles(*KRIPPENDORFF), "alpha_article"),
    ):
        assert figure_of(corpus, name).value == pytest.approx(0.743, abs=5e-4)


def test_alpha_of_krippendorff_2011_with_intervals_as_distances() -> None:
    def squared(one: object, other: object) -> float:
        return float(int(str(one)) - int(str(other))) ** 2

    measure = alpha_measure("alpha_interval", "", data=Data.POSITIONS, distance=squared)
    (figure,) = drained(agreement(coded(*KRIPPENDORFF), measures=[measure]))
    assert figure.value == pytest.approx(0.849, abs=5e-4)


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        # Krippendorff 2011, section A; 2004, p. 224. Compared.
        ("0100000010", "1110010000", 0.095),
        # Krippendorff 2011, section B; as three other programs' tests have it.
        ("aabbdcccedda", "babbbccceddd", 0.692),
        # Krippendorff 2004, p. 227. Compared.
        ("aabbbbbccccc", "abbbbbcccccc", 0.734),
    ],
)
def test_alpha_of_krippendorff_for_two(one: str, other: str, value: float) -> None:
    assert figure_of(coded(one, other), "alpha").value == pytest.approx(value, abs=5e-4)


def test_alpha_of_three_who_left_out_different_units() -> None:
    # The example of the encyclopedia's article on alpha, and of several programs: .691.
    codings = (".....34121133.3", "1.213343.......", "..21344.21133.4")
    assert figure_of(coded(*codings), "alpha").value == pytest.approx(0.691, abs=5e-4)


@pytest.mark.parametrize(
    ("table", "pi", "kappa"),
    [
        # Cohen 1960, p. 45: kappa .492. Compared.
        ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], None, 0.492),
        # Krippendorff 2004, p. 246: pi does not care who of the two said what, kappa does. Compared.
        ([[12, 9, 9], [9, 14, 9], [9, 9, 20]], 0.186, 0.186),
        ([[12, 18, 18], [0, 14, 18], [0, 0, 20]], 0.186, 0.258),
    ],
)
def test_pi_and_kappa_of_published_tables(
    table: list[list[int]], pi: float | None, kappa: float
) -> None:
    pairs = [
        (chr(97 + one), chr(97 + other))
        for one, row in enumerate(table)
        for other, number in enumerate(row)
        for _ in range(number)
    ]
    codings = ["".join(side) for side in zip(*pairs, strict=True)]
    on_articles = coded_articles(*codings)
    for corpus, name in ((tabled(table), "kappa"), (on_articles, "kappa_article")):
        assert figure_of(corpus, name).value == pytest.approx(kappa, abs=5e-4)
    for corpus, name in ((coded(*codings), "scott_pi"), (on_articles, "scott_pi_article")):
        if pi is not None:
            assert figure_of(corpus, name).value == pytest.approx(pi, abs=5e-4)


def test_cohens_kappa_of_marked_and_unmarked() -> None:
    figure = figure_of(tabled([[20, 5], [10, 15]]), "kappa")
    assert figure.value == pytest.approx(0.4)
    assert figure.size.units == 50


def test_kappa_rises_with_unmarked_text_and_says_so() -> None:
    short, long = tabled([[20, 5], [10, 15]]), tabled([[20, 5], [10, 1_500]])
    assert (figure_of(long, "kappa").value or 0) > (figure_of(short, "kappa").value or 0) + 0.1


def test_kappa_of_more_than_two_is_a_mean_and_is_called_so() -> None:
    marks: dict[str, Marks] = {"ana": [("q", 0, 20)], "ben": [("q", 10, 30)], "cem": [("q", 0, 40)]}
    corpus = [an_article(marks, length=80)]
    pairs = [figure_of(corpus, "kappa", annotators=p).value for p in (("ana", "ben"), ("ana", "cem"), ("ben", "cem"))]  # fmt: skip
    figure = figure_of(corpus, "kappa")
    assert figure.name == "kappa_mean"
    assert figure.value == pytest.approx(sum(p or 0 for p in pairs) / 3)


def test_characters_belong_to_the_longest_span_and_what_that_hid_is_told() -> None:
    corpus = [
        an_article({"ana": [("quote", 0, 20), ("actor", 5, 10)], "ben": [("quote", 0, 20)]}, length=40)
    ]  # fmt: skip
    figure = figure_of(corpus, "kappa")
    assert figure.value == 1
    assert figure.notice.startswith("1 of 3 spans lost characters")


def test_of_one_label_nothing_is_hidden() -> None:
    corpus = [an_article({"ana": [("quote", 0, 20), ("actor", 5, 10)], "ben": [("actor", 5, 10)]})]
    actor, quote = figures_of(corpus, "kappa", by=[By.LABEL])
    assert (actor.value, actor.notice) == (1, "")
    assert quote.value == 0


def test_two_labels_at_one_position_are_a_category_of_their_own() -> None:
    both: Marks = [("a", 0, 5), ("b", 0, 5), ("a", 10, 15)]
    one: Marks = [("a", 0, 5), ("a", 10, 15)]
    same = [an_article({"ana": both, "ben": both})]
    assert figure_of(same, "alpha").value == 1
    assert (figure_of([an_article({"ana": both, "ben": one})], "alpha").value or 0) < 1


def test_fleiss_leaves_out_what_one_did_not_mark_and_alpha_does_not() -> None:
    corpus = coded("ab.a", "abba", "aaba")
    assert figure_of(corpus, "fleiss_kappa").size.units == 3
    assert figure_of(corpus, "alpha").size.units == 4
