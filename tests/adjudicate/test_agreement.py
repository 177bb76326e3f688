"""Figures: who counts, selections, what stands beside a value, and reasons for no value."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.adjudicate.agreement import By, agreement
from annotator.adjudicate.measures import MEASURES, measures_named
from annotator.adjudicate.sets import ArticleSets
from annotator.core.ids import ArticleId
from tests.adjudicate.corpora import a_corpus, an_article, drained, figure_of, figures_of

ALL = tuple(MEASURES)
ON_WHOLE = tuple(name for name in ALL if name.endswith("_article"))
ON_WORDS = tuple(name for name in ALL if name not in ON_WHOLE and MEASURES[name].is_overall)
CORPORA = st.integers(0, 10_000).map(
    lambda seed: a_corpus(articles=3, annotators=3, spans=8, length=300, seed=seed)
)


def values(articles: list[ArticleSets], *names: str, **asked: object) -> dict[str, float | None]:
    found = figures_of(articles, *(names or ON_WORDS), **asked)
    return {figure.name.removesuffix("_mean"): figure.value for figure in found}


def same(one: dict[str, float | None], other: dict[str, float | None]) -> bool:
    assert one.keys() == other.keys()
    return all(
        (a is None and b is None) or a == pytest.approx(b)
        for a, b in zip(one.values(), other.values(), strict=True)
    )


@settings(max_examples=15)
@given(CORPORA)
def test_a_pair_and_an_article_are_as_if_there_were_nothing_else(
    corpus: list[ArticleSets],
) -> None:
    for figure in figures_of(corpus, *ON_WORDS, by=[By.PAIR]):
        assert figure.value == figure_of(corpus, figure.name, annotators=figure.annotators).value
    for figure in figures_of(corpus, *ON_WORDS, by=[By.ARTICLE]):
        alone = [sets for sets in corpus if sets.article == figure.article]
        assert figure.value == figure_of(alone, figure.name.removesuffix("_mean")).value
        assert (figure.size.articles, figure.low) == (1, None)


@settings(max_examples=10)
@given(CORPORA)
def test_of_one_label_f1_is_as_if_there_were_no_other(corpus: list[ArticleSets]) -> None:
    for name in ("f1_exact", "f1_overlap", "f1_iou", "kappa"):
        for figure in figures_of(corpus, name, by=[By.LABEL]):
            only = figures_of(corpus, name, by=[By.LABEL], labels=[figure.label])
            assert figure == only[0]


def test_a_subcorpus_is_its_articles() -> None:
    corpus = a_corpus(articles=6, annotators=2, spans=6, length=300)
    parts = {sets.article: "north" if n < 2 else "south" for n, sets in enumerate(corpus[:5])}
    north, south = figures_of(corpus, "f1_exact", by=[By.SUBCORPUS], subcorpora=parts, samples=20)
    assert (north.subcorpus, north.size.articles) == ("north", 2)
    assert north.value == figure_of(corpus[:2], "f1_exact").value
    assert replace(south, subcorpus=None) == figure_of(corpus[2:5], "f1_exact", samples=20)


def test_articles_with_one_finished_set_do_not_count() -> None:
    marks = [("q", 0, 5)]
    corpus = [
        an_article({"ana": marks, "ben": marks}, name="1"),
        an_article({"ana": [("q", 50, 55)]}, name="2"),
        an_article({"ana": marks, "cem": []}, name="3"),
    ]
    assert figure_of(corpus, "f1_exact").size.articles == 2
    both, other, none = figures_of(corpus, "f1_exact", by=[By.PAIR])
    assert (both.annotators, both.value, both.size.articles) == (("ana", "ben"), 1, 1)
    assert (other.annotators, other.value, other.size.articles) == (("ana", "cem"), 0, 1)
    assert (none.value, none.undefined) == (None, "No article was finished by both annotators.")


def test_two_who_finished_different_articles_have_no_value() -> None:
    corpus = [
        an_article({"ana": [("q", 0, 5)]}, name="1"),
        an_article({"ben": [("q", 0, 5)]}, name="2"),
    ]
    for figure in figures_of(corpus, *ALL, samples=5):
        assert figure.value is None
        assert figure.undefined == "No article was finished by both annotators."


def test_one_annotator_has_no_value() -> None:
    for corpus in ([an_article({"ana": [("q", 0, 5)]})], []):
        for figure in figures_of(corpus, *ALL, samples=5):
            assert figure.value is None
            assert "two annotators" in (figure.undefined or "")


def test_nobody_marked_anything() -> None:
    corpus = [an_article({"ana": [], "ben": [], "cem": []}, name=str(n)) for n in range(3)]
    for figure in figures_of(corpus, *ALL, samples=5):
        assert figure.value is None, figure
        assert figure.undefined
    for name in ("f1_exact", "kappa", "kappa_article", "alpha_article"):
        assert figure_of(corpus, name).undefined == "Nobody marked anything."


def test_all_in_one_category_has_no_value() -> None:
    marks = [("q", 0, 5), ("q", 10, 12)]
    corpus = [an_article({"ana": marks, "ben": marks, "cem": marks})]
    for name in ("scott_pi", "fleiss_kappa", "alpha"):
        figure = figure_of(corpus, name)
        assert figure.value is None
        assert "same category" in (figure.undefined or "")


def test_nothing_in_common_has_no_value_on_positions() -> None:
    corpus = [an_article({"ana": [("q", 0, 5)], "ben": [("q", 6, 9)]})]
    assert "coded" in (figure_of(corpus, "alpha").undefined or "")
    assert figure_of(corpus, "f1_exact").value == 0


def test_pairs_without_a_value_are_left_out_of_a_mean_and_that_is_told() -> None:
    marks = [("q", 0, 5), ("a", 10, 12)]
    corpus = [an_article({"ana": marks, "ben": marks, "cem": [("q", 80, 85)]})]
    figure = figure_of(corpus, "scott_pi")
    assert (figure.value, figure.notice) == (1, "2 of 3 pairs have no value and are left out.")


def test_measures_on_whole_articles_are_left_out_where_there_is_nothing_to_measure() -> None:
    words = [an_article({"ana": [("q", 0, 5)], "ben": [("q", 0, 5)]})]
    whole = [an_article({"ana": [("news",)], "ben": [("news",)]}), *words]
    assert not any(f.name in ON_WHOLE for f in drained(agreement(words)))
    assert {f.name for f in drained(agreement(whole))} >= set(ON_WHOLE)


def test_a_label_of_whole_articles_has_figures_on_articles_only() -> None:
    corpus = [
        an_article({"ana": [("news",), ("q", 0, 5)], "ben": [("news",), ("q", 0, 5)]}, name="1"),
        an_article({"ana": [], "ben": [("news",), ("q", 0, 5)]}, name="2"),
    ]
    found = {(f.name, f.label) for f in drained(agreement(corpus, by=[By.LABEL]))}
    assert ("f1_exact", "q") in found
    assert ("kappa_article", "news") in found
    assert ("f1_exact", "news") not in found
    assert ("kappa_article", "q") not in found


def test_figures_stand_in_the_order_of_measures_then_as_asked_for() -> None:
    corpus = a_corpus(articles=2, annotators=3, spans=5, length=200)
    found = figures_of(corpus, "alpha", "f1_exact", by=[By.PAIR, By.ALL])
    assert [f.name for f in found] == ["f1_exact"] * 4 + ["alpha"] * 4
    assert [len(f.annotators) for f in found] == [2, 2, 2, 3] * 2


def test_only_the_labels_asked_for_count() -> None:
    corpus = [an_article({"ana": [("q", 0, 5), ("a", 7, 8)], "ben": [("q", 0, 5)]})]
    assert figure_of(corpus, "f1_exact", labels=["q"]).value == 1
    assert figure_of(corpus, "f1_exact").value == 2 / 3


def test_a_measure_of_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match="gamma"):
        measures_named(["gamma"])


def test_every_measure_says_what_it_is_and_where_from() -> None:
    for name, measure in MEASURES.items():
        assert name == measure.name
        assert measure.definition.endswith(".")
        assert measure.source


def test_an_article_id_is_no_part_of_a_value() -> None:
    corpus = a_corpus(articles=4, annotators=2, spans=6, length=300)
    other = [replace(s, article=ArticleId(f"z{9 - n}")) for n, s in enumerate(corpus)]
    assert same(values(corpus), values(other))
