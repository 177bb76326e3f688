"""One annotator's work beside the gold standard: what was missed, which labels are confused."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.adjudicate.pairing import paired
from annotator.adjudicate.positions import Position, position_of
from annotator.adjudicate.sheets import Mark
from annotator.app.jobs import Job, Progress
from annotator.app.position_words import words_at
from annotator.app.session import Session
from annotator.app.sound_work import read_work, sound
from annotator.core.annotations import Annotation, SetRole, SetState, Values
from annotator.core.articles import Article
from annotator.core.errors import Problem
from annotator.core.ids import ArticleId, LabelId, PersonId
from annotator.core.projects import GOLD_AUTHOR, ArticleStage, PersonRole, stage_of
from annotator.core.spans import Span
from annotator.store.base import Store

_SETTLED = frozenset({ArticleStage.ADJUDICATED, ArticleStage.LOCKED})


class Outcome(StrEnum):
    """What became of an annotation in the gold standard: the first of these that applies.

    Another label goes before other boundaries, and those before other attributes.
    """

    AGREED = "agreed"
    # In the gold standard and not in one's own set.
    MISSED = "missed"
    # In one's own set and not in the gold standard.
    SPURIOUS = "spurious"
    OTHER_LABEL = "other_label"
    OTHER_BOUNDARY = "other_boundary"
    OTHER_ATTRIBUTES = "other_attributes"


@dataclass(frozen=True, slots=True)
class OwnSide:
    """An annotation as it stands on one side. `words` are empty for the whole article."""

    label: LabelId
    words: str
    spans: tuple[Span, ...]
    attributes: Values


@dataclass(frozen=True, slots=True)
class OwnCase:
    """One's own annotation and the gold standard's in the same place; None: nothing there.

    `offset` is where the first of both begins; None for a label of the whole article.
    """

    article: ArticleId
    outcome: Outcome
    offset: int | None
    mine: OwnSide | None
    gold: OwnSide | None

    @property
    def words(self) -> str:
        """One's own words, or else the gold standard's."""
        side = self.mine or self.gold
        return side.words if side is not None else ""

    @property
    def labels(self) -> tuple[LabelId | None, LabelId | None]:
        """One's own label and the gold standard's; None: nothing."""
        return (
            self.mine.label if self.mine is not None else None,
            self.gold.label if self.gold is not None else None,
        )


@dataclass(frozen=True, slots=True)
class OwnArticle:
    """One's own annotations in an article beside the gold standard's, in reading order."""

    id: ArticleId
    title: str
    cases: tuple[OwnCase, ...]

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many cases have each outcome; 0 where none has."""
        return _counts(self.cases)


@dataclass(frozen=True, slots=True)
class OwnWork:
    """One annotator's finished sets beside the gold standard, in the project's order of articles.

    Only articles count that are adjudicated or locked; `waiting` counts those that he or she has
    finished and that are not.
    """

    person: PersonId
    articles: tuple[OwnArticle, ...]
    waiting: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def cases(self) -> tuple[OwnCase, ...]:
        """All cases of all articles."""
        return tuple(case for article in self.articles for case in article.cases)

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many cases have each outcome in all articles; 0 where none has."""
        return _counts(self.cases)

    @property
    def confusion(self) -> Mapping[tuple[LabelId | None, LabelId | None], int]:
        """How often one's own label stands where the gold standard has which; None: nothing."""
        return Counter(case.labels for case in self.cases)

    @property
    def confused(self) -> tuple[tuple[LabelId, LabelId, int], ...]:
        """One's own label, the gold standard's and how often, where they differ, often first."""
        found = [
            (mine, gold, number)
            for (mine, gold), number in self.confusion.items()
            if mine is not None and gold is not None and mine != gold
        ]
        return tuple(sorted(found, key=lambda each: (-each[2], each[0], each[1])))


def own_work(store: Store, person: PersonId) -> Job[OwnWork]:
    """One annotator's finished sets beside the gold standard. A step for each article.

    Spans are matched one to one: those with the same fragments, then those that share most
    characters. Labels of whole articles are matched by label. Relations are left out.
    """
    settled, waiting = _settled(store, person)
    problems: list[Problem] = []
    found = []
    yield Progress(0, len(settled), "comparing")
    for done, article_id in enumerate(settled, start=1):
        work = read_work(store, article_id, problems=problems)
        if work is not None:
            article, contents = work
            kept = {
                content.annotation_set.author: sound(article, content, problems=problems)
                for content in contents
            }
            if person in kept and GOLD_AUTHOR in kept:
                mine, gold = kept[person].annotations, kept[GOLD_AUTHOR].annotations
                cases = tuple(cases_in(article, mine, gold))
                found.append(OwnArticle(article.id, article.title, cases))
        yield Progress(done, len(settled), "comparing")
    return OwnWork(person, tuple(found), waiting, tuple(problems))


def cases_in(
    article: Article, mine: Iterable[Annotation], gold: Iterable[Annotation]
) -> Iterator[OwnCase]:
    """The annotations of both sides, each in exactly one case: of the article, then as read."""
    text = article.text
    one, other = _marks(mine), _marks(gold)
    for mark, match in _of_article(one, other):
        yield _case(article.id, text, mark, match)
    for pairing in paired([m for m in one if m.bounds], [m for m in other if m.bounds]):
        yield _case(article.id, text, pairing.one, pairing.other)


def _settled(store: Store, person: PersonId) -> tuple[list[ArticleId], int]:
    """The adjudicated articles that somebody has finished, and how many are not adjudicated."""
    sets: dict[ArticleId, list[tuple[SetRole, SetState]]] = {}
    finished = []
    for told in store.set_states():
        sets.setdefault(told.article, []).append((told.role, told.state))
        if told.author == person and told.state is SetState.FINISHED:
            finished.append(told.article)
    settled = [article for article in finished if stage_of(sets[article]) in _SETTLED]
    return settled, len(finished) - len(settled)


def _marks(annotations: Iterable[Annotation]) -> list[Mark]:
    return [
        Mark(
            tuple(o for span in position_of(a).fragments for o in (span.start, span.end)),
            a.label,
            (a.label, a.attributes),
        )
        for a in annotations
    ]


def _of_article(
    one: Sequence[Mark], other: Sequence[Mark]
) -> Iterator[tuple[Mark | None, Mark | None]]:
    """The labels of the whole article: one of each label on either side belong together."""
    mine = sorted((m for m in one if not m.bounds), key=_label_first)
    gold = sorted((m for m in other if not m.bounds), key=_label_first)
    for mark in mine:
        same = [m for m in gold if m.label == mark.label]
        match = next((m for m in same if m.category == mark.category), same[0] if same else None)
        if match is not None:
            gold.remove(match)
        yield mark, match
    for mark in gold:
        yield None, mark


def _label_first(mark: Mark) -> tuple[LabelId, str]:
    return mark.label, str(mark.category)


def _case(article: ArticleId, text: str, mine: Mark | None, gold: Mark | None) -> OwnCase:
    starts = [mark.bounds[0] for mark in (mine, gold) if mark is not None and mark.bounds]
    return OwnCase(
        article,
        _outcome(mine, gold),
        min(starts, default=None),
        _side(text, mine),
        _side(text, gold),
    )


def _outcome(mine: Mark | None, gold: Mark | None) -> Outcome:
    if mine is None:
        return Outcome.MISSED
    if gold is None:
        return Outcome.SPURIOUS
    if mine.label != gold.label:
        return Outcome.OTHER_LABEL
    if mine.bounds != gold.bounds:
        return Outcome.OTHER_BOUNDARY
    return Outcome.AGREED if mine.category == gold.category else Outcome.OTHER_ATTRIBUTES


def _side(text: str, mark: Mark | None) -> OwnSide | None:
    if mark is None:
        return None
    bounds = mark.bounds
    spans = tuple(map(Span, bounds[::2], bounds[1::2]))
    return OwnSide(mark.label, words_at(text, Position(spans)), spans, _attributes(mark.category))


def _attributes(category: Hashable) -> Values:
    assert isinstance(category, tuple)
    values: Values = category[1]
    return values


def _counts(cases: Iterable[OwnCase]) -> Mapping[Outcome, int]:
    found = Counter(case.outcome for case in cases)
    return {outcome: found[outcome] for outcome in Outcome}


def ask_settled(session: Session, *, then: Callable[[int], None]) -> None:
    """Asks how many articles the person has finished whose gold standard is adjudicated."""
    person = session.person
    session.submit(lambda store: len(_settled(store, person)[0]), then=then)


def may_see_gold(session: Session) -> bool:
    """Whether the person may see own work against the gold standard: shown to all, or an owner."""
    owners = [p.id for p in session.people if p.role is not PersonRole.ANNOTATOR]
    return session.options.shows_gold or not owners or session.person in owners
