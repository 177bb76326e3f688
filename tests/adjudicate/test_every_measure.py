"""What must hold for every measure there is, over all labels and for each, whatever was marked."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.adjudicate.agreement import By, plan_for
from annotator.adjudicate.figures import Undefined
from annotator.adjudicate.measures import MEASURES, measures_named
from annotator.adjudicate.pooling import Data, pooled
from annotator.adjudicate.sets import ArticleSets, CountedSet
from annotator.adjudicate.tally import count_articles
from annotator.core.ids import LabelId, PersonId
from tests.adjudicate.corpora import Marks, an_article, drained, figures_of

EVERY = tuple(MEASURES)
ON_WORDS = tuple(name for name, m in MEASURES.items() if m.data is not Data.ARTICLES)
# Unmarked text is agreement for these; of the last, the gaps' lengths count squared.
MOVED_BY_TEXT = "kappa", "u_alpha", "u_alpha_binary", "alpha_u_1995"
# Its gaps end where an article ends, so two halves of a gap are not what the gap was.
NOT_FOR_CUTS = ("alpha_u_1995",)
NAMES = "ana", "ben", "cem", "dia"
LABELS = "actor", "quote", "quote:type=direct", "source"
LENGTH = 40
FEW = settings(max_examples=15)

Made = dict[str, Marks]
Values = Mapping[str | None, float | None]


@st.composite
def marks(draw: st.DrawFn, *, is_whole_allowed: bool = True) -> tuple[str | int, ...]:
    """A span of one fragment or two, or a label of the whole article."""
    label = draw(st.sampled_from(LABELS))
    number = draw(st.sampled_from((0, 2, 2, 2, 4) if is_whole_allowed else (2, 2, 2, 4)))
    offsets = st.lists(st.integers(0, LENGTH - 1), min_size=number, max_size=number, unique=True)
    return (label, *sorted(draw(offsets)))


@st.composite
def articles(draw: st.DrawFn, names: Sequence[str], *, is_whole_allowed: bool = True) -> Made:
    """What each of some annotators marked: nested, stacked, crossing, or nothing at all."""
    some = st.lists(marks(is_whole_allowed=is_whole_allowed), max_size=6)
    return {name: draw(some) for name in names}


@st.composite
def corpora(draw: st.DrawFn) -> list[ArticleSets]:
    """One to three articles, each finished by two to four annotators."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
        found.append(an_article(draw(articles(names)), name=f"a{number}", length=LENGTH))
    return found


def values(corpus: Sequence[ArticleSets], name: str) -> Values:
    """The values of a measure over all labels (None) and for each label."""
    found = figures_of(corpus, name, by=[By.ALL, By.LABEL])
    return {figure.label: figure.value for figure in found}


def assert_same(one: Values, other: Values) -> None:
    assert one.keys() == other.keys()
    for label, value in one.items():
        assert other[label] == (None if value is None else pytest.approx(value)), label


def renamed(sets: ArticleSets, names: Mapping[str, str]) -> ArticleSets:
    kept = [replace(s, annotator=PersonId(names[s.annotator])) for s in sets.sets]
    return replace(sets, sets=tuple(sorted(kept, key=lambda s: s.annotator)))


@pytest.mark.parametrize("name", EVERY)
@FEW
@given(corpus=corpora(), names=st.permutations(NAMES))
def test_names_of_annotators_play_no_part(
    name: str, corpus: list[ArticleSets], names: list[str]
) -> None:
    given_names = dict(zip(NAMES, names, strict=True))
    assert_same(values(corpus, name), values([renamed(s, given_names) for s in corpus], name))


@pytest.mark.parametrize("name", EVERY)
@FEW
@given(data=st.data())
def test_of_two_it_is_the_same_whoever_comes_first(name: str, data: st.DataObject) -> None:
    made = [data.draw(articles(NAMES[:2])) for _ in range(2)]
    corpus = [an_article(m, name=str(n), length=LENGTH) for n, m in enumerate(made)]
    turned = [
        an_article({"ana": m["ben"], "ben": m["ana"]}, name=str(n), length=LENGTH)
        for n, m in enumerate(made)
    ]
    assert_same(values(corpus, name), values(turned, name))


@pytest.mark.parametrize("name", EVERY)
@FEW
@given(corpus=corpora(), chance=st.randoms(use_true_random=False))
def test_the_order_of_spans_sets_and_articles_plays_no_part(
    name: str, corpus: list[ArticleSets], chance: random.Random
) -> None:
    def mixed(counted: CountedSet) -> CountedSet:
        annotations = list(counted.annotations)
        chance.shuffle(annotations)
        return replace(counted, annotations=tuple(annotations))

    other = [replace(s, sets=tuple(mixed(c) for c in s.sets[::-1])) for s in corpus[::-1]]
    assert_same(values(corpus, name), values(other, name))


@pytest.mark.parametrize("name", EVERY)
@FEW
@given(corpus=corpora(), at=st.integers(0, 3))
def test_counts_of_the_corpus_are_those_of_the_files_it_is_split_into(
    name: str, corpus: list[ArticleSets], at: int
) -> None:
    plan = plan_for(corpus, measures=measures_named([name]))
    whole, *files = (
        drained(count_articles(some, plan)) for some in (corpus, corpus[:at], corpus[at:])
    )
    for cell in whole.cells:
        total = whole.total(cell)
        split = pooled(tally.total(cell) for tally in files)
        assert {k: n for k, n in split.items() if n} == {k: n for k, n in total.items() if n}
        assert _value(name, split) == _value(name, total)


def _value(name: str, counts: Mapping[object, int]) -> float | str:
    try:
        return MEASURES[name].value(counts)
    except Undefined as error:
        return str(error)


@pytest.mark.parametrize("name", [name for name in ON_WORDS if name not in NOT_FOR_CUTS])
@FEW
@given(data=st.data())
def test_an_article_cut_between_its_spans_gives_the_same(name: str, data: st.DataObject) -> None:
    names = NAMES[: data.draw(st.integers(2, 4))]
    left, right = (data.draw(articles(names, is_whole_allowed=False)) for _ in range(2))
    joined = {
        who: [*left[who], *((m[0], *(LENGTH + int(n) for n in m[1:])) for m in right[who])]
        for who in names
    }
    halves = [an_article(m, name=str(n), length=LENGTH) for n, m in enumerate((left, right))]
    assert_same(values([an_article(joined, length=2 * LENGTH)], name), values(halves, name))


@pytest.mark.parametrize("name", EVERY)
@FEW
@given(corpus=corpora())
def test_identical_sets_agree_wholly_where_there_is_a_value(
    name: str, corpus: list[ArticleSets]
) -> None:
    alike = [
        replace(s, sets=tuple(replace(c, annotations=s.sets[0].annotations) for c in s.sets))
        for s in corpus
    ]
    for label, value in values(alike, name).items():
        assert value is None or value == pytest.approx(1), label


@pytest.mark.parametrize("name", EVERY)
def test_identical_sets_of_several_labels_have_a_value_and_it_is_one(name: str) -> None:
    made: list[Marks] = [
        [("actor", 0, 5), ("quote", 8, 20), ("actor", 25, 30), ("news",)],
        [("quote", 3, 9), ("actor", 12, 15), ("sport",)],
    ]
    corpus = [
        an_article(dict.fromkeys(NAMES, m), name=str(n), length=LENGTH) for n, m in enumerate(made)
    ]
    found = values(corpus, name)
    on = {"news", "sport"} if name.endswith("_article") else {"actor", "quote"}
    expected = ({None} if MEASURES[name].is_overall else set()) | (
        {LabelId(label) for label in on} if MEASURES[name].is_per_label else set()
    )
    assert found.keys() == expected
    assert all(value == pytest.approx(1) for value in found.values()), found


@pytest.mark.parametrize("name", [name for name in EVERY if name not in MOVED_BY_TEXT])
@FEW
@given(corpus=corpora(), more=st.integers(1, 5_000))
def test_text_after_the_last_span_changes_nothing(
    name: str, corpus: list[ArticleSets], more: int
) -> None:
    longer = [replace(sets, length=sets.length + more) for sets in corpus]
    assert values(corpus, name) == values(longer, name)


@pytest.mark.parametrize("name", MOVED_BY_TEXT)
def test_what_unmarked_text_moves_says_so(name: str) -> None:
    made: Made = {"ana": [("quote", 0, 9), ("actor", 12, 20)], "ben": [("quote", 2, 9)]}
    short, long = (values([an_article(made, length=size)], name) for size in (40, 4_000))
    assert (long[None] or 0) > (short[None] or 0)
    assert MEASURES[name].caution
