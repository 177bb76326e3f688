"""Many articles at once: merges with a dry run, decide once, taking back, what is open where."""

from pathlib import Path

import pytest

from annotator.adjudicate.groups import Kind
from annotator.adjudicate.proposals import Why
from annotator.app import jobs
from annotator.app.present.review_list import review_row
from annotator.app.review.corpus import is_wide
from annotator.app.review.listing import ReviewIndex, review_list
from annotator.app.review.merging import BadStrategy, MergeQuestion, merge_articles
from annotator.app.review.same_cases import case_of, decide_same, find_same
from annotator.app.review.taking_back import discard_decisions, take_back
from annotator.core.annotations import SetRole, SetState
from annotator.core.ids import ArticleId, PersonId
from annotator.core.projects import ArticleStage
from annotator.store.base import Receipt, Store
from tests.app.opinions import mark
from tests.app.review.reviewing import RITA, THREE, Reviewer, at_work
from tests.effort import calls_of

AGREED = {"ana": [mark(0, 10)], "ben": [mark(0, 10)]}


def _gold(store: Store, article: str) -> list[tuple[str, int | None]]:
    for content in store.sets_of(ArticleId(article)):
        if content.annotation_set.role is SetRole.GOLD:
            return [(a.label, a.spans[0].start) for a in content.annotations]
    return []


def _state(store: Store, article: str) -> SetState:
    return store.open_article(ArticleId(article), PersonId("gold")).content.annotation_set.state


def _merged(store: Store, strategy: str, **more: object) -> object:
    asked = MergeQuestion(strategy, RITA, **more)  # type: ignore[arg-type]
    report = jobs.run(merge_articles(store, asked))
    outcomes = store.apply(report.edits)
    assert all(isinstance(outcome, Receipt) for outcome in outcomes)
    return report


def test_a_dry_run_writes_nothing_and_says_what_it_would_do(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE, AGREED) as rita:
        report = jobs.run(merge_articles(rita.store, MergeQuestion("majority", RITA)))
        assert _gold(rita.store, "a0") == []
        counts = report.counts
        assert (counts.taken, counts.left) == (4, 1)
        assert dict(counts.by_kind)[Kind.UNANIMOUS].taken == 2
        assert all(is_wide(edit.batch) for edit in report.edits)


def test_a_merge_fills_the_gold_sets(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE, AGREED) as rita:
        _merged(rita.store, "unanimous")
        assert _gold(rita.store, "a0") == [("source", 28)]
        assert _gold(rita.store, "a1") == [("actor", 0)]
        assert _state(rita.store, "a0") is SetState.IN_PROGRESS


def test_a_second_merge_fills_only_what_is_undecided(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(rita.number("ben"))
        _merged(rita.store, "prefer", annotator=PersonId("ana"))
        assert ("source", 17) in _gold(rita.store, "a0")
        assert ("actor", 17) not in _gold(rita.store, "a0")
        assert ("actor", 0) in _gold(rita.store, "a0")


def test_none_is_not_undone_by_a_merge(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take_none()
        _merged(rita.store, "majority")
        assert 17 not in [start for _, start in _gold(rita.store, "a0")]


def test_articles_in_which_nothing_is_open_can_be_finished_with_it(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE, AGREED) as rita:
        _merged(rita.store, "unanimous", finish=True)
        assert _state(rita.store, "a1") is SetState.FINISHED
        assert _state(rita.store, "a0") is SetState.IN_PROGRESS


def test_a_merge_over_many_articles_is_taken_back_in_one(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE, AGREED) as rita:
        report = _merged(rita.store, "agreeing", finish=True)
        taken = take_back(rita.store, report.batch, by=RITA)  # type: ignore[attr-defined]
        assert (taken.articles, taken.problems) == (2, ())
        assert _gold(rita.store, "a0") == _gold(rita.store, "a1") == []
        assert take_back(rita.store, report.batch, by=RITA).articles == 0  # type: ignore[attr-defined]


def test_taking_back_leaves_what_was_changed_since(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE, AGREED) as rita:
        report = _merged(rita.store, "unanimous")
        again = Reviewer(rita.store)
        again.open("a1")
        again.look_at(Kind.UNANIMOUS)
        again.desk.take_none()
        taken = take_back(rita.store, report.batch, by=RITA)  # type: ignore[attr-defined]
        assert taken.articles == 1
        assert len(taken.problems) == 1
        assert _gold(rita.store, "a0") == []


def test_nothing_is_taken_back_in_an_article_that_is_adjudicated_or_locked(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take_none()
        report = _merged(rita.store, "agreeing")
        again = Reviewer(rita.store)
        again.open()
        while again.desk.open_groups:
            again.desk.choose(again.desk.open_groups[0].id)
            again.desk.take_none()
        for settle in (again.desk.finish, lambda: again.desk.set_state(SetState.LOCKED)):
            settle()
            before = _gold(rita.store, "a0")
            taken = take_back(rita.store, report.batch, by=RITA)  # type: ignore[attr-defined]
            assert (taken.articles, len(taken.problems)) == (0, 1)
            assert _gold(rita.store, "a0") == before
        again.desk.set_state(SetState.FINISHED)
        again.desk.set_state(SetState.IN_PROGRESS)
        assert take_back(rita.store, report.batch, by=RITA).articles == 1  # type: ignore[attr-defined]


def test_a_group_is_taken_whole_or_not_at_all(tmp_path: Path) -> None:
    odd = mark(5, 10, "figure", attributes={"kind": "nonsense"})
    opinions = {"ana": [mark(0, 5), odd, mark(17, 26)], "ben": [mark(3, 8)]}
    with at_work(tmp_path, opinions) as rita:
        report = _merged(rita.store, "prefer", annotator=PersonId("ana"))
        (left,) = report.articles[0].left_open  # type: ignore[attr-defined]
        assert left.reason is Why.FORBIDDEN
        assert _gold(rita.store, "a0") == [("actor", 17)]
        assert list(rita.store.check()) != [], "ana's own value is no value of the codebook"


def test_what_is_refused_does_not_make_a_merge_slow(tmp_path: Path) -> None:
    number = 400
    fine = [mark(6 * place, 6 * place + 2) for place in range(number)]
    odd = [{**told, "label": "figure", "attributes": {"kind": "nonsense"}} for told in fine[::8]]
    mixed = [odd[place // 8] if place % 8 == 0 else told for place, told in enumerate(fine)]
    text = "ab cd " * number
    with at_work(tmp_path, *({"ana": m, "ben": m} for m in (fine, mixed)), text=text) as rita:
        spent, reports = [], []
        for article in ("a0", "a1"):
            asked = MergeQuestion("unanimous", RITA, articles=(ArticleId(article),))
            merge = merge_articles(rita.store, asked)
            spent.append(calls_of(lambda job=merge: reports.append(jobs.run(job))))  # type: ignore[misc]
        assert reports[1].counts.left == len(odd)
        assert spent[1] < 1.5 * spent[0]


def test_unfinished_articles_are_not_merged(tmp_path: Path) -> None:
    from tests.app.opinions import line, project_of
    from tests.app.review.reviewing import TEXT

    told = line(TEXT, AGREED, unfinished=("ben",))
    store = project_of(tmp_path / "u.anno", told)
    report = jobs.run(merge_articles(store, MergeQuestion("agreeing", RITA)))
    assert report.articles == ()
    report = jobs.run(merge_articles(store, MergeQuestion("agreeing", RITA, enough=1)))
    assert len(report.articles) == 1
    store.close()


@pytest.mark.parametrize(
    "asked",
    [
        MergeQuestion("wisdom", RITA),
        MergeQuestion("prefer", RITA),
        MergeQuestion("threshold", RITA, votes=0),
        MergeQuestion("threshold", RITA, confidence=2.0),
    ],
)
def test_a_strategy_that_cannot_be_is_refused(tmp_path: Path, asked: MergeQuestion) -> None:
    with at_work(tmp_path, AGREED) as rita, pytest.raises(BadStrategy):
        jobs.run(merge_articles(rita.store, asked))


def test_identical_cases_elsewhere_are_found_and_decided_in_one(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE, THREE, AGREED) as rita:
        group = rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(rita.number("ben"))
        decision, reviewed = rita.desk.decision, rita.desk.reviewed
        assert decision is not None
        assert reviewed is not None
        case = case_of(reviewed, group, decision, rita.desk.deciding())
        found = jobs.run(find_same(rita.store, case, without=(ArticleId("a0"), group.id)))
        assert [(c.article, c.words) for c in found.found] == [("a1", "Hill Bank")]
        chosen = [(c.article, c.group) for c in found.found]
        decided = jobs.run(decide_same(rita.store, case, chosen, reviewer=RITA))
        rita.store.apply(decided.edits)
        assert _gold(rita.store, "a1") == [("source", 17)]
        take_back(rita.store, decided.batch, by=RITA)
        assert _gold(rita.store, "a1") == []


def test_an_edited_decision_is_found_again_where_the_words_are_the_same(tmp_path: Path) -> None:
    from annotator.app import acts
    from annotator.core.spans import Span

    with at_work(tmp_path, THREE, THREE) as rita:
        group = rita.look_at(Kind.BOUNDARY_CONFLICT)
        rita.desk.begin_edit()
        assert rita.desk.editing is not None
        edited = rita.desk.editing
        rita.session.do(acts.move(rita.session.work, annotation_id=edited, spans=[Span(0, 16)]))
        rita.desk.end_edit()
        decision, reviewed = rita.desk.decision, rita.desk.reviewed
        assert decision is not None
        assert reviewed is not None
        case = case_of(reviewed, group, decision, rita.desk.deciding())
        found = jobs.run(find_same(rita.store, case, without=(ArticleId("a0"), group.id)))
        chosen = [(c.article, c.group) for c in found.found]
        decided = jobs.run(decide_same(rita.store, case, chosen, reviewer=RITA))
        rita.store.apply(decided.edits)
        again = Reviewer(rita.store)
        again.open("a1")
        assert again.gold == [("actor", "Anna Brown leads")]


def test_decisions_of_a_merge_can_be_discarded(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE) as rita:
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take(rita.number("ben"))
        _merged(rita.store, "majority")
        found = jobs.run(discard_decisions(rita.store, reviewer=RITA, merged_only=True))
        rita.store.apply(found.edits)
        assert _gold(rita.store, "a0") == [("source", 17)]
        take_back(rita.store, found.batch, by=RITA)
        assert len(_gold(rita.store, "a0")) > 1


def test_the_list_says_what_is_open_in_each_article(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE, AGREED) as rita:
        index = ReviewIndex()
        first, second = jobs.run(review_list(rita.store, index=index)).facts
        assert (first.stage, first.finished, first.begun) == (ArticleStage.READY, 3, 3)
        assert review_row(first).open == 3
        assert review_row(second).open == 0
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take_none()
        first, _ = jobs.run(review_list(rita.store, index=index)).facts
        assert first.stage is ArticleStage.IN_ADJUDICATION
        assert review_row(first).open == 2
        assert Kind.LABEL_CONFLICT not in [count.kind for count in review_row(first).counts]


def test_only_what_has_changed_is_compared_again(tmp_path: Path) -> None:
    with at_work(tmp_path, THREE, AGREED) as rita:
        index = ReviewIndex()
        assert len(list(review_list(rita.store, index=index))) == 4
        assert len(list(review_list(rita.store, index=index))) == 2
        rita.look_at(Kind.LABEL_CONFLICT)
        rita.desk.take_none()
        assert len(list(review_list(rita.store, index=index))) == 3
