"""What annotators are called: letters that stay, shuffled, and that give nobody away."""

from pathlib import Path

from annotator.app.review.naming import hidden_names, names_on
from annotator.app.review.reviewed import compared
from annotator.core.annotations import AnnotationSet, Stamp
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import Person, PersonRole
from tests.app.opinions import mark
from tests.app.review.reviewing import at_work

ARTICLE = ArticleId("a1")
ANA, BEN, CEM = PersonId("ana"), PersonId("ben"), PersonId("cem")


def _sets(*people: PersonId, created: str = "2026-01-01") -> list[AnnotationSet]:
    return [AnnotationSet(ARTICLE, person, stamp=Stamp(1, created, created)) for person in people]


def test_letters_follow_from_the_article_and_not_from_the_order_of_names() -> None:
    one = names_on(ARTICLE, _sets(ANA, BEN, CEM), is_blind=True)
    assert one == names_on(ARTICLE, _sets(CEM, BEN, ANA), is_blind=True)
    assert sorted(map(one.of, (ANA, BEN, CEM))) == ["A", "B", "C"]
    orders = {
        names_on(ArticleId(str(number)), _sets(ANA, BEN, CEM), is_blind=True).order
        for number in range(30)
    }
    assert len(orders) == 6, "every order comes up"


def test_who_begins_after_the_review_gets_the_last_letter() -> None:
    for number in range(20):
        late = PersonId(f"late{number}")
        before = names_on(ARTICLE, _sets(ANA, BEN), is_blind=True, begun="2026-02-01")
        sets = [*_sets(ANA, BEN), *_sets(late, created="2026-03-01")]
        after = names_on(ARTICLE, sets, is_blind=True, begun="2026-02-01")
        assert after.order == (*before.order, late)


def test_of_several_who_begin_later_nobody_moves_to_another_letter() -> None:
    for number in range(20):
        first, second = PersonId(f"late{number}"), PersonId(f"later{number}")
        sets = [*_sets(ANA, BEN), *_sets(first, created="2026-03-01")]
        before = names_on(ARTICLE, sets, is_blind=True, begun="2026-02-01")
        sets += _sets(second, created="2026-04-01")
        after = names_on(ARTICLE, sets, is_blind=True, begun="2026-02-01")
        assert after.order == (*before.order, second)


def test_names_are_in_order_where_the_review_is_not_blind() -> None:
    names = names_on(ARTICLE, _sets(CEM, ANA, BEN), is_blind=False)
    assert names.order == (ANA, BEN, CEM)
    assert names.listed([CEM, ANA]) == "ana, cem"
    assert names.letter(CEM) == "C"


def test_a_number_means_the_annotator_at_that_place() -> None:
    names = names_on(ARTICLE, _sets(ANA, BEN), is_blind=True)
    assert [names.number(person) for person in names.order] == [1, 2]
    assert names.person(1) == names.order[0]
    assert names.person(3) is names.person(0) is None
    assert names.number(CEM) == 0


def test_hidden_names_are_told_by_no_article_and_owners_come_last() -> None:
    people = [Person(PersonId("rita"), PersonRole.OWNER), *map(Person, (ANA, BEN, CEM))]
    hidden = hidden_names(people, project="p")
    assert hidden["rita"] == "annotator 4"  # type: ignore[index]
    assert sorted(hidden.values()) == [f"annotator {number}" for number in range(1, 5)]
    orders = {tuple(hidden_names(people, project=str(n)).items()) for n in range(40)}
    assert len({tuple(sorted(order)) for order in orders}) == 6


def test_sets_side_by_side_stand_in_the_order_of_what_they_are_called(tmp_path: Path) -> None:
    with at_work(tmp_path, {"ana": [mark(0, 4)], "ben": [mark(0, 4)]}) as rita:
        opened = rita.session.current
        assert opened is not None
        contents = rita.store.sets_of(opened.article.id)
        contents = tuple(c for c in contents if c.annotation_set.author in (ANA, BEN))
        called = {ANA: "annotator 2", BEN: "annotator 1"}
        names = compared(opened.article, contents, called=called).names
        assert names.listed(names.order) == "annotator 1, annotator 2"
        assert names.order == (BEN, ANA)
