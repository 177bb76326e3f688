"""Every measure that another library has, against that library, on random data.

The libraries are no dependency, not even of development: where one is missing its tests are
skipped. With `pip install nltk scikit-learn` none is.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import pytest

from annotator.adjudicate.agreement import By
from annotator.adjudicate.sets import ArticleSets
from annotator.core.ids import PersonId
from tests.adjudicate.continua import painted
from tests.adjudicate.corpora import a_corpus, figure_of, figures_of
from tests.adjudicate.test_categorical import coded, coded_articles, tabled

SEEDS = pytest.mark.parametrize("seed", range(4))
TWO = "ann0", "ann1"
# A span: its article, label, start and end.
Span = tuple[str, str, int, int]


def small(seed: int, *, annotators: int = 2) -> list[ArticleSets]:
    return a_corpus(articles=4, annotators=annotators, spans=15, length=700, seed=seed)


def spans(corpus: Iterable[ArticleSets], annotator: str) -> list[Span]:
    return [
        (sets.article, a.label, a.spans[0].start, a.spans[0].end)
        for sets in corpus
        for counted in sets.sets
        if counted.annotator == annotator
        for a in counted.annotations
    ]


def with_label(many: Iterable[Span], label: str | None) -> list[Span]:
    return [span for span in many if label in (None, span[1])]


def values(corpus: Sequence[ArticleSets], name: str) -> Mapping[str | None, float | None]:
    return {f.label: f.value for f in figures_of(corpus, name, by=[By.ALL, By.LABEL])}


@SEEDS
def test_f1_of_the_same_spans_is_that_of_scikit_learn(seed: int) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    corpus = small(seed)
    one, other = (spans(corpus, annotator) for annotator in TWO)
    for label, value in values(corpus, "f1_exact").items():
        ones, others = set(with_label(one, label)), set(with_label(other, label))
        either = sorted(ones | others)
        expected = metrics.f1_score([s in ones for s in either], [s in others for s in either])
        assert value == pytest.approx(expected)
    ones, others = ({(s[0], *s[2:]) for s in many} for many in (one, other))
    places = sorted(ones | others)
    expected = metrics.f1_score([s in ones for s in places], [s in others for s in places])
    assert figure_of(corpus, "f1_unlabelled").value == pytest.approx(expected)


@SEEDS
@pytest.mark.parametrize(("name", "least"), [("f1_overlap", 0.0), ("f1_iou", 0.5)])
def test_f1_of_matched_spans_has_the_largest_matching_of_scipy(
    seed: int, name: str, least: float
) -> None:
    graphs = pytest.importorskip("scipy.sparse.csgraph")
    sparse = pytest.importorskip("scipy.sparse")
    corpus = small(seed)
    one, other = (spans(corpus, annotator) for annotator in TWO)
    for label, value in values(corpus, name).items():
        ones, others = with_label(one, label), with_label(other, label)
        ties = [[int(_may_match(s, t, least)) for t in others] for s in ones]
        found = graphs.maximum_bipartite_matching(sparse.csr_matrix(ties), perm_type="column")
        both = sum(int(partner) >= 0 for partner in found)
        assert value == pytest.approx(2 * both / (len(ones) + len(others)))


def _may_match(one: Span, other: Span, least: float) -> bool:
    if one[:2] != other[:2]:
        return False
    shared = min(one[3], other[3]) - max(one[2], other[2])
    union = one[3] - one[2] + other[3] - other[2] - shared
    return shared > 0 and shared / union >= least


@SEEDS
def test_cohens_kappa_on_characters_is_that_of_scikit_learn(seed: int) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    corpus = small(seed, annotators=3)
    names = [PersonId(f"ann{n}") for n in range(3)]
    for label, value in values(corpus, "kappa").items():
        pairs = [
            metrics.cohen_kappa_score(*(_characters(corpus, name, label) for name in pair))
            for pair in combinations(names, 2)
        ]
        assert value == pytest.approx(sum(pairs) / len(pairs))


def _characters(corpus: Iterable[ArticleSets], annotator: str, label: str | None) -> list[str]:
    """The label of each character, all articles after one another; "" for none."""
    found = []
    for sets in corpus:
        row = [""] * sets.length
        units = [(s[2], s[3], s[1]) for s in with_label(spans([sets], annotator), label)]
        for start, end, value in painted(units, sets.length):
            row[start:end] = [str(value)] * (end - start)
        found += row
    return found


@SEEDS
def test_coefficients_on_positions_are_those_of_nltk(seed: int) -> None:
    agreement_of = pytest.importorskip("nltk.metrics.agreement")
    corpus = small(seed, annotators=4)
    given: dict[tuple[str, int, int], dict[str, str]] = {}
    for n in range(4):
        for article, label, start, end in spans(corpus, f"ann{n}"):
            given.setdefault((article, start, end), {})[f"ann{n}"] = label
    for name, least in (("alpha", 2), ("fleiss_kappa", 4)):
        for label, value in values(corpus, name).items():
            triples = [
                (annotator, item, str(label in (None, told) and told))
                for item, row in given.items()
                if len(row) >= least
                for annotator, told in row.items()
            ]
            task = agreement_of.AnnotationTask(data=triples)
            assert value == pytest.approx(task.alpha() if name == "alpha" else task.pi())


@SEEDS
def test_coefficients_on_articles_are_those_of_nltk(seed: int) -> None:
    agreement_of = pytest.importorskip("nltk.metrics.agreement")
    codings = random_codings(seed, annotators=4)
    corpus, task = coded_articles(*codings), agreement_of.AnnotationTask(data=triples(codings))
    for name, expected in (
        ("kappa_article", task.kappa()),
        ("fleiss_kappa_article", task.pi()),
        ("alpha_article", task.alpha()),
    ):
        assert figure_of(corpus, name).value == pytest.approx(expected)


def random_codings(seed: int, *, annotators: int, units: int = 60, missing: float = 0.0) -> list[str]:  # fmt: skip
    draw = random.Random(seed)
    truth = [draw.choice("abcd") for _ in range(units)]
    return [
        "".join(
            "." if draw.random() < missing else (t if draw.random() < 0.6 else draw.choice("abcd"))
            for t in truth
        )
        for _ in range(annotators)
    ]


@SEEDS
def test_alpha_is_that_of_nltk(seed: int) -> None:
    agreement_of = pytest.importorskip("nltk.metrics.agreement")
    codings = random_codings(seed, annotators=4, missing=0.2)
    task = agreement_of.AnnotationTask(data=triples(codings))
    assert figure_of(coded(*codings), "alpha").value == pytest.approx(task.alpha())


@SEEDS
def test_fleiss_and_scott_and_cohen_are_those_of_nltk(seed: int) -> None:
    agreement_of = pytest.importorskip("nltk.metrics.agreement")
    codings = random_codings(seed, annotators=4)
    task = agreement_of.AnnotationTask(data=triples(codings))
    assert figure_of(coded(*codings), "fleiss_kappa").value == pytest.approx(task.pi())
    assert figure_of(coded_articles(*codings), "kappa_article").value == pytest.approx(task.kappa())
    two = agreement_of.AnnotationTask(data=triples(codings[:2]))
    for corpus, name in ((coded(*codings[:2]), "scott_pi"), (coded_articles(*codings[:2]), "scott_pi_article")):  # fmt: skip
        assert figure_of(corpus, name).value == pytest.approx(two.pi())


def triples(codings: Sequence[str]) -> list[tuple[int, int, str]]:
    return [(n, at, c) for n, row in enumerate(codings) for at, c in enumerate(row) if c != "."]


@SEEDS
def test_cohen_on_characters_is_that_of_scikit_learn(seed: int) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    draw = random.Random(seed)
    table = [[draw.randint(0, 30) for _ in range(4)] for _ in range(4)]
    one = [c for c, row in enumerate(table) for n in row for _ in range(n)]
    other = [k for row in table for k, n in enumerate(row) for _ in range(n)]
    expected = metrics.cohen_kappa_score(one, other)
    assert figure_of(tabled(table), "kappa").value == pytest.approx(expected)
