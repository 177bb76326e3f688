"""The alphas for unitizing of 2016: against the formulas, another program, and what they claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudicate.agreement import agreement
from annotator.adjudicate.figures import Figure, Undefined
from annotator.adjudicate.measures import MEASURES, measures_named
from annotator.adjudicate.sheets import Sheet
from annotator.core.ids import LabelId, PersonId
from tests.adjudicate.continua import (
    LABELS,
    NAMES,
    Corpus,
    Family,
    corpora,
    counts_of,
    coverage_of,
    painted,
    sets_of,
    value_of,
)
from tests.adjudicate.corpora import an_article

OVERALL = "u_alpha", "u_alpha_binary", "cu_alpha"
# Every figure: the measure, and the label or None.
FIGURES = [(name, None) for name in OVERALL] + [
    (name, label) for name in ("u_alpha", "ku_alpha") for label in LABELS
]


def figures(corpus: Corpus, name: str, **what: object) -> tuple[Figure, ...]:
    """What the whole package gives for one measure."""
    job = agreement(sets_of(corpus), measures=measures_named([name]), **what)  # type: ignore[arg-type]
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


# Against another program: A. Lindahl's unitized_alpha, the output its read-me file shows.

THREE: Corpus = [
    (
        20,
        {
            "alex": [("1", 2, 5), ("1", 9, 11), ("2", 12, 20)],
            "paul": [("1", 2, 5), ("2", 7, 15)],
            "susan": [("1", 2, 5), ("2", 10, 15)],
        },
    )
]


@pytest.mark.parametrize(
    ("name", "label", "value", "coverage"),
    [
        ("u_alpha", None, 0.474, None),
        ("u_alpha_binary", None, 0.433, None),
        ("cu_alpha", None, 0.779, None),
        ("ku_alpha", "1", 0.769, 0.9545),
        ("ku_alpha", "2", 0.787, 0.5952),
    ],
)
def test_another_program_gives_the_same(
    name: str, label: str | None, value: float, coverage: float | None
) -> None:
    found = value_of(THREE, name, label)
    assert found == pytest.approx(value, abs=5e-4)
    if coverage is not None:
        assert coverage_of(THREE, name, label) == pytest.approx(coverage, abs=5e-5)


def test_the_coverage_of_all_labels_is_the_share_of_marked_text() -> None:
    # 23 of 60 characters, which that program shows as 38.33 % of the continuum; 32 are marked.
    assert coverage_of(THREE, "cu_alpha") == 23 / 32


# Against the formulas.


@given(corpora())
def test_u_alpha_is_what_its_formula_says(corpus: Corpus) -> None:
    expected = Family(corpus).u()
    assert value_of(corpus, "u_alpha") == (None if expected is None else float(expected))


@given(corpora(), st.sampled_from(LABELS))
def test_u_alpha_of_a_label_is_that_of_its_spans_alone(corpus: Corpus, label: str) -> None:
    expected = Family(corpus, label).u()
    assert value_of(corpus, "u_alpha", label) == (None if expected is None else float(expected))


@given(corpora())
def test_u_alpha_binary_is_what_its_formula_says(corpus: Corpus) -> None:
    expected = Family(corpus).binary()
    assert value_of(corpus, "u_alpha_binary") == (None if expected is None else float(expected))


@given(corpora())
def test_cu_alpha_is_what_its_formula_says(corpus: Corpus) -> None:
    expected = Family(corpus).cu()
    assert value_of(corpus, "cu_alpha") == (None if expected is None else float(expected))


@given(corpora(), st.sampled_from(LABELS))
def test_ku_alpha_is_what_its_formula_says(corpus: Corpus, label: str) -> None:
    expected = Family(corpus).ku(label)
    assert value_of(corpus, "ku_alpha", label) == (None if expected is None else float(expected))


@given(corpora(), st.sampled_from(LABELS))
def test_the_coverage_of_a_label_is_what_its_formula_says(corpus: Corpus, label: str) -> None:
    expected = Family(corpus).coverage(label)
    found = coverage_of(corpus, "ku_alpha", label)
    assert found == (None if expected is None else float(expected))


# What they claim.


@given(corpora(), st.permutations(NAMES), st.sampled_from(FIGURES))
def test_who_is_called_what_and_named_first_changes_nothing(
    corpus: Corpus, names: list[str], figure: tuple[str, str | None]
) -> None:
    other = dict(zip(corpus[0][1], names, strict=False))
    renamed = [
        (length, {other[name]: made[name] for name in reversed(made)}) for length, made in corpus
    ]
    assert counts_of(renamed, *figure) == counts_of(corpus, *figure)


@given(corpora(), st.sampled_from(FIGURES))
def test_the_order_of_articles_and_of_spans_changes_nothing(
    corpus: Corpus, figure: tuple[str, str | None]
) -> None:
    turned = [(n, {a: list(reversed(m)) for a, m in made.items()}) for n, made in reversed(corpus)]
    assert counts_of(turned, *figure) == counts_of(corpus, *figure)


@given(corpora(most=1), corpora(most=1), st.sampled_from(FIGURES))
def test_one_text_may_as_well_be_two(
    first: Corpus, second: Corpus, figure: tuple[str, str | None]
) -> None:
    (length, made), (rest, more) = first[0], second[0]
    more = {name: more.get(name, []) for name in made}
    joined = {
        name: [*made[name], *((label, length + a, length + b) for label, a, b in more[name])]
        for name in made
    }
    parted = counts_of([(length, made), (rest, more)], *figure)
    assert counts_of([(length + rest, joined)], *figure) == parted


@given(corpora(), st.sampled_from(FIGURES))
def test_nothing_is_above_one_and_only_agreement_is_one(
    corpus: Corpus, figure: tuple[str, str | None]
) -> None:
    name, label = figure
    value = value_of(corpus, name, label)
    if value is None or name in ("cu_alpha", "ku_alpha"):
        assert value is None or value <= 1
        return
    only = {label} if label else set(LABELS)
    sets = [
        [
            _characters(made[who], length, only, as_one=name == "u_alpha_binary")
            for length, made in corpus
        ]
        for who in corpus[0][1]
    ]
    assert value <= 1
    assert (value == 1) == all(one == sets[0] for one in sets)


def _characters(
    made: list[tuple[str, int, int]], length: int, only: set[str], *, as_one: bool
) -> dict[int, object]:
    units = [(start, end, label) for label, start, end in made if label in only]
    return {
        at: "marked" if as_one else value
        for start, end, value in painted(units, length)
        for at in range(start, end)
    }


@given(corpora(most=2), st.sampled_from(FIGURES))
def test_identical_sets_agree_wholly(corpus: Corpus, figure: tuple[str, str | None]) -> None:
    same = [(length, dict.fromkeys(made, next(iter(made.values())))) for length, made in corpus]
    assert value_of(same, *figure) in (1, None)


@given(corpora(), st.integers(1, 50), st.sampled_from([("cu_alpha", None), ("ku_alpha", "quote")]))
def test_unmarked_text_changes_nothing_where_two_must_have_marked(
    corpus: Corpus, more: int, figure: tuple[str, str | None]
) -> None:
    longer = [*corpus[:-1], (corpus[-1][0] + more, corpus[-1][1])]
    assert counts_of(longer, *figure) == counts_of(corpus, *figure)


@given(corpora(), st.integers(1, 50), st.sampled_from(["u_alpha", "u_alpha_binary"]))
def test_unmarked_text_never_lowers_u_alpha(corpus: Corpus, more: int, name: str) -> None:
    longer = [*corpus[:-1], (corpus[-1][0] + more, corpus[-1][1])]
    before, after = value_of(corpus, name), value_of(longer, name)
    assert before is None or after is None or after >= before


@given(corpora(labels=["quote"]))
def test_of_one_label_binary_is_the_same_as_overall(corpus: Corpus) -> None:
    found = {value_of(corpus, name) for name in ("u_alpha", "u_alpha_binary")}
    assert found == {value_of(corpus, "u_alpha", "quote")}


@given(corpora(most=1), st.data())
def test_cutting_a_unit_in_two_never_raises_u_alpha(corpus: Corpus, data: st.DataObject) -> None:
    length, made = corpus[0]
    name = next(iter(made))
    flat = {who: painted([(a, b, k) for k, a, b in one], length) for who, one in made.items()}
    whole = {who: [(str(k), a, b) for a, b, k in one] for who, one in flat.items()}
    long = [unit for unit in whole[name] if unit[2] - unit[1] > 1]
    if not long:
        return
    label, start, end = data.draw(st.sampled_from(long))
    at = data.draw(st.integers(start + 1, end - 1))
    parted = [unit for unit in whole[name] if unit != (label, start, end)]
    parted += [(label, start, at), (label, at, end)]
    before = value_of([(length, whole)], "u_alpha")
    after = value_of([(length, {**whole, name: parted})], "u_alpha")
    assert (before is None) == (after is None)
    assert before is None or after is None or after <= before


# Where there is no value, and why.


@pytest.mark.parametrize(
    ("name", "label", "ana", "ben", "why"),
    [
        ("u_alpha", None, [], [], "Nobody marked anything."),
        ("u_alpha", "quote", [("actor", 0, 5)], [], "Nobody marked anything."),
        ("u_alpha", None, [("quote", 0, 9)], [("quote", 0, 9)], "all of the text"),
        ("u_alpha_binary", None, [("quote", 0, 9)], [("actor", 0, 9)], "all of the text"),
        ("cu_alpha", None, [], [], "Nobody marked anything."),
        ("cu_alpha", None, [("quote", 0, 4)], [("quote", 4, 9)], "no other marked"),
        ("cu_alpha", None, [("quote", 0, 4)], [("quote", 1, 9)], "the same label everywhere"),
        ("ku_alpha", "actor", [("quote", 0, 4)], [("quote", 1, 9)], "Nobody used this label."),
        ("ku_alpha", "quote", [("quote", 0, 4)], [("quote", 4, 9)], "no other marked"),
        ("ku_alpha", "quote", [("quote", 0, 4)], [("quote", 1, 9)], "this label everywhere"),
    ],
)
def test_what_has_no_value_says_why(
    name: str,
    label: str | None,
    ana: list[tuple[str, int, int]],
    ben: list[tuple[str, int, int]],
    why: str,
) -> None:
    counts = counts_of([(9, {"ana": ana, "ben": ben})], name, label)
    with pytest.raises(Undefined, match=why):
        MEASURES[name].value(counts)


def test_those_who_marked_different_things_do_not_agree() -> None:
    apart: Corpus = [(40, {"ana": [("quote", 0, 5)], "ben": [("quote", 20, 25)]})]
    assert (value_of(apart, "u_alpha") or 0) < 0
    different: Corpus = [
        (40, {"ana": [("quote", 0, 5)], "ben": []}),
        (40, {"ana": [], "ben": [("quote", 0, 5)]}),
    ]
    assert (value_of(different, "u_alpha") or 0) < 0


def test_one_who_found_nothing_counts() -> None:
    with_nothing: Corpus = [(40, {"ana": [("quote", 0, 5)], "ben": [("quote", 0, 5)], "cem": []})]
    assert value_of(with_nothing, "u_alpha") == pytest.approx(float(Family(with_nothing).u() or 0))
    assert (value_of(with_nothing, "u_alpha") or 0) < 0.5


def test_where_chance_would_be_negative_there_is_no_value() -> None:
    # (10) with m = 4: l*.. is 2/3, the squares are 2/3 as well, and 2/3 - 1 is below zero.
    made = {"ana": [], "ben": [], "cem": [("actor", 0, 1)], "dia": [("quote", 0, 1)]}
    for name, label in (("cu_alpha", None), ("ku_alpha", "quote")):
        with pytest.raises(Undefined, match="negative"):
            MEASURES[name].value(counts_of([(9, made)], name, label))


# What is looked at.


def test_a_label_is_not_hidden_by_another_in_a_figure_of_its_own() -> None:
    nested = [("quote", 0, 20), ("actor", 3, 8)]
    both: Corpus = [(40, {"ana": nested, "ben": nested})]
    assert value_of(both, "u_alpha", "actor") == 1
    assert value_of(both, "ku_alpha", "actor") is None


def test_what_was_hidden_or_cut_is_counted() -> None:
    marks = {"ana": [("quote", 0, 9), ("actor", 1, 3), ("topic", 8, 12), ("quote", 20, 22)]}
    names = (PersonId("ana"),)
    subjects = (None, LabelId("actor"), LabelId("topic"))
    sheet = Sheet(an_article(marks), annotators=names, subjects=subjects)
    for name, found in (
        ("u_alpha", {None: 2, "actor": 0, "topic": 0}),
        ("ku_alpha", {"actor": 1, "topic": 1}),
    ):
        hidden = MEASURES[name].hidden
        assert hidden is not None
        assert hidden(sheet, names[0]) == found


def test_fragments_are_units_and_the_whole_article_is_none() -> None:
    parted = an_article({"ana": [("quote", 2, 4, 6, 9), ("topic",)], "ben": [("quote", 2, 4)]})
    whole = an_article({"ana": [("quote", 2, 4), ("quote", 6, 9)], "ben": [("quote", 2, 4)]})
    group = PersonId("ana"), PersonId("ben")
    for name in OVERALL:
        one, other = (
            MEASURES[name].count(Sheet(sets, annotators=group), group) for sets in (parted, whole)
        )
        assert one == other


def test_with_attributes_what_differs_in_one_is_another_value() -> None:
    differing: Corpus = [
        (40, {"ana": [("quote:type=direct", 0, 5)], "ben": [("quote:type=indirect", 0, 5)]})
    ]
    assert value_of(differing, "u_alpha") == 1
    counts = counts_of(differing, "u_alpha", with_attributes=True)
    assert MEASURES["u_alpha"].value(counts) < 0.5
    assert counts_of(differing, "ku_alpha", "quote") == counts_of(
        differing, "ku_alpha", "quote", with_attributes=True
    )


def test_an_article_that_one_has_not_finished_does_not_count() -> None:
    made = {"ana": [("quote", 0, 5)], "ben": [("quote", 0, 6)], "cem": [("quote", 1, 5)]}
    without = {name: made[name] for name in ("ana", "ben")}
    both, one = (
        figures(corpus, "u_alpha")[0] for corpus in ([(40, made), (40, without)], [(40, made)])
    )
    assert (both.value, both.size.articles) == (one.value, 1)


def test_the_size_is_the_text_or_what_two_have_marked() -> None:
    assert counts_of(THREE, "u_alpha")["units"] == 20
    # Alex and Paul both marked 3 + 2 + 3 characters, Alex and Susan 3 + 1 + 3, the others 3 + 5.
    assert counts_of(THREE, "cu_alpha")["units"] == 8 + 7 + 8


def test_a_figure_carries_its_coverage_and_interval() -> None:
    (found,) = figures([*THREE, *THREE, *THREE], "cu_alpha", samples=100)
    assert found.coverage == 23 / 32
    assert found.low is not None
    assert found.high is not None
    assert found.low <= (found.value or 0) <= found.high
