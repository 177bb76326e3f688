"""The lists of the review's dialogs: identical cases, sets to compare, one's own summary."""

from annotator.adjudicate.groups import GroupId, Kind
from annotator.app.present.personal import Against, AgainstRow, PersonalSummary
from annotator.app.present.review_cases import button_words, case_list, taken_words
from annotator.app.present.review_sets import set_rows
from annotator.app.review.same_cases import Case, SameCase, SameCases
from annotator.core.annotations import AnnotationSet, SetRole, SetState
from annotator.core.default_codebook import DEFAULT_CODEBOOK
from annotator.core.ids import ArticleId, AttributeId, PersonId
from annotator.store.base import SetContent
from tests.app.present.reviewing import ARTICLE, content_of, told

LAVROV = ("Sergei Lavrov", "actor", ((AttributeId("kind"), "person"),))


def cases(*found: SameCase, taken: frozenset[object] = frozenset()) -> SameCases:
    case = Case(Kind.ONE_SIDED, frozenset({LAVROV}), taken)  # type: ignore[arg-type]
    return SameCases(case, found)


def test_a_case_says_what_it_is_decided_for() -> None:
    taken = cases(taken=frozenset({LAVROV})).case
    assert taken_words(taken, DEFAULT_CODEBOOK) == "actor “Sergei Lavrov”, kind person"
    assert taken_words(cases().case, DEFAULT_CODEBOOK) == "none of these"


def test_cases_are_listed_in_one_line_with_their_articles() -> None:
    one = SameCase(
        ArticleId("a"), "Title", GroupId("g"), "\nsaid\n\n ", "Sergei\nLavrov", " here\n"
    )
    listed = case_list(cases(one), DEFAULT_CODEBOOK)
    [row] = listed.rows
    assert (row.before, row.words, row.after) == ("said ", "Sergei Lavrov", " here")
    assert (row.article, row.group, row.is_ticked) == ("a", "g", True)
    assert listed.remark == "1 identical case in 1 article."
    assert button_words(14) == "Decide 14 cases"


def test_two_cases_of_one_article_are_two_rows() -> None:
    found = [SameCase(ArticleId("a"), "T", GroupId(g), "", "x", "") for g in "gh"]
    assert len({row.id for row in case_list(cases(*found), DEFAULT_CODEBOOK).rows}) == 2


def test_sets_to_compare_begin_with_gold_and_name_second_reviewers() -> None:
    second = AnnotationSet(ARTICLE, PersonId("gold:rita"), SetRole.REVIEW, SetState.FINISHED)
    gold = AnnotationSet(ARTICLE, PersonId("gold"), SetRole.GOLD, SetState.IN_PROGRESS)
    contents = [content_of("ana", [told("Reuters")]), SetContent(second), SetContent(gold)]
    assert [row.words for row in set_rows(contents)] == [
        "gold, gold, in progress, 0 annotations",
        "rita, second review, finished, 0 annotations",
        "ana, annotator, finished, 1 annotation",
    ]


def test_who_only_looked_at_an_article_has_no_set_to_compare() -> None:
    looked = AnnotationSet(ARTICLE, PersonId("rita"), SetRole.ANNOTATOR, SetState.NEW)
    contents = [content_of("ana", [told("Reuters")]), SetContent(looked)]
    assert [row.id for row in set_rows(contents)] == ["ana"]


def test_the_order_of_sets_does_not_give_hidden_names_away() -> None:
    contents = [content_of(name, [told("Reuters")]) for name in ("ana", "ben")]
    called = {PersonId("ana"): "annotator 2", PersonId("ben"): "annotator 1"}
    rows = set_rows(contents, called=called)
    assert [row.name for row in rows] == ["annotator 1", "annotator 2"]


def test_the_summary_adds_articles_up() -> None:
    rows = (
        AgainstRow("a", "A", Against(agreed=12, missed=3, other_label=1)),
        AgainstRow("b", "B", Against(agreed=4)),
    )
    summary = PersonalSummary("ana", rows)
    assert summary.counts == Against(agreed=16, missed=3, other_label=1)
    assert summary.words == "80 % as in gold: 16 of 20 in 2 articles."


def test_a_summary_of_nothing_says_why_it_is_empty() -> None:
    assert PersonalSummary("ana").words.startswith("No article is open to you yet")
    empty = PersonalSummary("ana", (AgainstRow("a", "A", Against()),))
    assert empty.words == "1 article, and nothing was marked in them."
